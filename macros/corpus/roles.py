"""公文里写着的分工：哪个单位牵头、负责、配合、落实，是哪几个字说的。

正文各项、各条末尾的括号里写着分工，如“（市渡运局牵头，各县区人民政府负责落实）”，
或“（牵头单位：市渡运局；配合单位：市图书馆）”。
任务、举措列在谁的栏里，就是谁的；写着“配合……”的，是配合。
"""

import functools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from macros.corpus.corpus import Row
from macros.corpus.documents import Paragraph
from macros.corpus.plan import Plan
from macros.corpus.reader import frozen
from macros.corpus.tasks import Entry, Measure, Task, Unit

RoleName = Literal["牵头", "负责", "配合", "落实"]

# 从重到轻。
ROLES: tuple[RoleName, ...] = ("牵头", "负责", "落实", "配合")

# 一项末尾的括号，后面至多一个标点。
_SHARES = re.compile(r"（([^（）]+)）[。；]?$")
# 括号里的一截：谁，做什么。
_SHARE = re.compile(r"(?P<who>.+?)(?:等)?(?:按职责分工)?(?P<role>牵头|配合|负责落实|负责)$")
# 另一种写法：做什么在前，谁在后。
_LABELLED = re.compile(
    r"(?P<role>牵头|责任|负责|配合|落实)(?:单位|部门)：(?P<who>[^；，。]+?)(?:等)?(?=[；，。]|$)"
)
# “配合”前面是句首或标点、连词的，才是说自己；“有关单位配合”说的是别人。
_HELPS = re.compile(r"(?:^|[，；。、]|积极)(配合[^，；。]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """一个单位在一条记录里的分工；words 是原文里说这件事的几个字。"""

    unit: str
    role: RoleName
    row: str
    words: str


def roles_in(plan: Plan, row: Row) -> tuple[Role, ...]:
    """一条记录写着的分工，照写出的先后；没有写的是空的。"""
    match row:
        case Task() | Measure():
            return (_own_role(row),)
        case Paragraph():
            return tuple(_shared_roles(plan, row))
    return ()


def _own_role(row: Entry) -> Role:
    """任务、举措：列在谁的栏里就由谁负责，写着配合的是配合。"""
    helps = _HELPS.search(row.text)
    if helps:
        return Role(unit=row.unit, role="配合", row=row.id, words=helps[1])
    return Role(unit=row.unit, role="负责", row=row.id, words=row.text)


def _shared_roles(plan: Plan, row: Paragraph) -> Iterator[Role]:
    """正文的一项：末尾括号里点到名的单位。"""
    shares = _SHARES.search(row.text)
    if shares is None:
        return
    named = {unit.name: unit for unit in plan.units_named_in.get(row.id, ())}
    for share in _parts(shares[1]):
        role = _role_name(share["role"])
        for name in share["who"].split("、"):
            if name in named:
                yield Role(unit=named[name].id, role=role, row=row.id, words=share[0])


def _parts(shares: str) -> Iterator[re.Match[str]]:
    """括号里的各截：谁，做什么。"""
    labelled = list(_LABELLED.finditer(shares))
    if labelled:
        yield from labelled
        return
    for part in re.split("[，；]", shares):
        share = _SHARE.match(part)
        if share is not None:
            yield share


def _role_name(printed: str) -> RoleName:
    """“负责落实”是落实，“责任单位”是负责。"""
    names: dict[str, RoleName] = {
        "牵头": "牵头",
        "配合": "配合",
        "落实": "落实",
        "负责落实": "落实",
    }
    return names.get(printed, "负责")


@functools.lru_cache(maxsize=2)
def clause_roles(plan: Plan) -> Mapping[str, tuple[Role, ...]]:
    """单位 → 正文各条写明的它的分工，照写出的先后。"""
    roles = defaultdict[str, list[Role]](list)
    for row in plan.main.paragraphs if plan.main else ():
        for role in _shared_roles(plan, row):
            roles[role.unit].append(role)
    return frozen({unit: tuple(found) for unit, found in roles.items()})


def shares_in(plan: Plan, row: Paragraph) -> tuple[tuple[str, tuple[Unit, ...]], ...]:
    """正文一段写明的分工：哪种，哪些单位，重的在前。"""
    units = defaultdict[str, list[Unit]](list)
    for role in _shared_roles(plan, row):
        units[role.role].append(plan.unit[role.unit])
    return tuple((name, tuple(units[name])) for name in ROLES if units[name])

"""答案卡片：问“谁来管”时，方案把一个题目分给了哪些单位，各是什么分工，写在哪里。"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from macros.corpus import addresses
from macros.corpus.corpus import Row
from macros.corpus.documents import Paragraph
from macros.corpus.editorial import Subject
from macros.corpus.plan import Plan
from macros.corpus.roles import ROLES, Role, roles_in
from macros.corpus.tasks import Entry, Task


def subject_cards(plan: Plan) -> list[list[Any]]:
    """各个题目：名字、人们的说法、各单位（第几个单位、分工、[地址, 短名, 原文的几个字]…）。"""
    cards = []
    for subject in plan.subjects:
        shares = _shares(plan, subject)
        if not shares:
            continue
        words = list(subject.words)
        words += subject.printed
        cards.append([subject.name, words, shares])
    return cards


def rows_about(plan: Plan, subject: Subject) -> Iterator[Row]:
    """写着这个题目的任务、举措、正文各项。"""
    rows: list[Paragraph | Entry] = list(plan.tasks)
    rows += plan.measures
    if plan.main:
        rows += plan.main.paragraphs
    for row in rows:
        if any(printed in row.text for printed in subject.printed):
            yield row


def _shares(plan: Plan, subject: Subject) -> list[list[Any]]:
    """各单位的分工；同一个单位有几处的，取最重的一种。"""
    roles: dict[str, list[Role]] = defaultdict(list)
    for row in rows_about(plan, subject):
        for role in roles_in(plan, row):
            roles[role.unit].append(role)
    shares = []
    for number, unit in enumerate(plan.units):
        some = roles.get(unit.id)
        if not some:
            continue
        name = _heaviest(some)
        places = list(_places(plan, some))
        shares.append([number, name, places])
    return sorted(shares, key=partial(_rank, plan))


def _heaviest(roles: Iterable[Role]) -> str:
    """几种分工里最重的一种。"""
    names = {role.role for role in roles}
    return min(names, key=ROLES.index)


def _rank(plan: Plan, share: list[Any]) -> tuple[bool, int]:
    """牵头的在前；只在正文里点到名、自己的栏里没有写的，排在后面。"""
    _, name, places = share
    text = addresses.html(plan.main.page) if plan.main else ""
    named_only = all(address.startswith(f"{text}#") for address, _ in places)
    return named_only, ROLES.index(name)


def _places(plan: Plan, roles: Iterable[Role]) -> Iterator[list[str]]:
    """写在哪里：任务归任务页，别的归它所在的段。"""
    for role in roles:
        row = plan.rows[role.row]
        address = addresses.address_of(plan, row)
        if isinstance(row, Task):
            address = f"tasks/{row.id}.html"
        yield [address, _short(plan, row)]


def _short(plan: Plan, row: Row) -> str:
    """卡片里已经写着单位，短名里不再写。"""
    label = addresses.label(plan, row)
    if isinstance(row, Entry):
        return label.removeprefix(plan.unit[row.unit].name)
    return label

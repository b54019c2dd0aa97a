"""改了名、不见了的记录：好几处写着它，只说一句，说在改了名的那一处。

引用它的各处没有错，一处一处地说，人会去改那些对的。
"""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from operator import attrgetter

from macros.checks.anchors import anchors_in
from macros.checks.handwritten import Pages
from macros.checks.references import written_references
from macros.corpus import proof
from macros.corpus.documents import Document
from macros.corpus.plan import Plan
from macros.corpus.problem import Problem, Problems
from macros.corpus.rearranged import rearranged
from macros.corpus.record import Ref
from macros.corpus.tasks import Unit
from macros.corpus.yaml import Node, Table

# 问法里的 see 可以指好几种记录。
_ASKED = (
    Ref("rows", "data/documents/、data/units/", "段落、任务、举措"),
    Ref("terms_by_id", "data/terms.yml", "名词"),
    Ref("occasion", "data/calendar.yml", "日子"),
    Ref("hotline", "data/hotlines.yml", "电话"),
)
_ANSWER = Ref("answers_by_id", "data/answers.yml", "问答")
_PERIOD = Ref("period", "data/periods.yml", "时段")
_PROCEDURE = Ref("procedure", "data/steps.yml", "步骤")
_STEPS = re.compile(r"\{\{ *steps\(\"([a-z0-9-]+)\"")
_RECORD = re.compile("[^.#]+")
_ANSWERS = "{{ answers() }}"
# 任务、举措的 id：单位、时段或序。
_OWNED = re.compile(r"(?P<owner>[a-z]+(?:-[a-z]+)*)-\d[\d-]*")
# 像到几成，就当是改了名；几处写着从前的名字，才当是记录改了名，不是那一处写错。
ALIKE = 0.7
ALIKE_NUMBER = 0.6
MANY = 2
# 每一条都要有一处用到的：只有一条没有用到，就是它改了名。
_ALL_USED = ("fact", "procedure")
# 一句话里最多列几处。
_LISTED = 3


@dataclass(slots=True)
class _Lost:
    """一个指不到的 id：该是哪一种记录，写在哪几处。"""

    ref: Ref
    nodes: list[Node] = field(default_factory=list)

    @property
    def places(self) -> str:
        """写着它的几处，多了只列头几处。"""
        listed = [f"{node.path}:{node.line}" for node in self.nodes[:_LISTED]]
        more = " 等" if len(self.nodes) > _LISTED else ""
        return "、".join(listed) + more


def records_lost(plan: Plan, pages: Pages) -> Problems:
    """好几处写着、却没有的记录，一个只说一句；整个文件不见了的，里面的不再一个个说。"""
    lost, used = _references(plan, pages)
    told: set[str] = set()
    for owner, problem in (*_units(plan, lost, used), *_documents(plan, lost)):
        told |= {id for id in lost if id == owner or id.startswith(f"{owner}-")}
        yield problem
    told |= {id for id in lost if _is_unsure(plan, id)}
    rows = {id for id in lost if _owner(id) in plan.unit} - told
    differences = list(_rows_changed(plan, rows))
    yield from differences
    if differences:
        told |= rows
    yield from _records(plan, lost, told, used)


def _records(plan: Plan, lost: Mapping[str, _Lost], told: set[str], used: set[str]) -> Problems:
    """几处写着的各条；一处写着的，多半是那一处写错，别处说。"""
    for id, found in lost.items():
        if id not in told and len(found.nodes) >= MANY:
            yield _renamed(plan, id, found, used) or _gone(id, found)


def _references(plan: Plan, pages: Pages) -> tuple[dict[str, _Lost], set[str]]:
    """指不到的各个 id，和各处写着的全部 id。"""
    lost: dict[str, _Lost] = {}
    used: set[str] = set()
    written = itertools.chain(
        written_references(plan, pages), _asked(plan, pages), _taken(pages), _periods(plan)
    )
    for ref, id, node in written:
        used.add(id)
        if id not in _index(plan, ref):
            lost.setdefault(id, _Lost(ref)).nodes.append(node)
    return lost, used


def _asked(plan: Plan, pages: Pages) -> Iterator[tuple[Ref, str, Node]]:
    """问法指着的记录、问答。"""
    known: dict[str, Ref] = {}
    for ref in _ASKED:
        known |= dict.fromkeys(_index(plan, ref), ref)
    answered = {page.uri: page for page in pages if _ANSWERS in page.body}
    for question in plan.questions:
        node = question.place.of("see")
        address, mark, anchor = question.see.partition("#")
        page = answered.get(address.replace(".html", ".md"))
        if page is not None and mark:
            if anchor not in anchors_in(page.body):
                yield _ANSWER, anchor, node
        elif _RECORD.fullmatch(question.see):
            yield known.get(address, _ASKED[0]), address, node


def _periods(plan: Plan) -> Iterator[tuple[Ref, str, Node]]:
    """各单位写着的时段。"""
    for unit in plan.units:
        measures = unit.place.of("measures")
        if isinstance(measures, Table) and measures is not unit.place:
            for period, (key, _) in measures.entries.items():
                yield _PERIOD, period, key


def _taken(pages: Pages) -> Iterator[tuple[Ref, str, Node]]:
    """各页正文里取用的步骤。"""
    for page in pages:
        for taken in _STEPS.finditer(page.body):
            line = page.body_line + page.body.count("\n", 0, taken.start())
            yield _PROCEDURE, taken[1], Node(path=page.path, line=line, column=1)


def _index(plan: Plan, ref: Ref) -> Mapping[str, object]:
    """一种记录的索引。"""
    if ref.index == "terms_by_id":
        return {term.id: term for term in plan.terms}
    if ref.index == "answers_by_id":
        return {answer.id: answer for answer in plan.answers}
    index: Mapping[str, object] = attrgetter(ref.index)(plan)
    return index


def _owner(id: str) -> str:
    """任务、举措是哪个单位的；不是这样的 id 是空的。"""
    found = _OWNED.fullmatch(id)
    return found["owner"] if found else ""


def _units(plan: Plan, lost: Mapping[str, _Lost], used: set[str]) -> Iterator[tuple[str, Problem]]:
    """整个文件改了名、不见了的单位：从前的名字，怎样说。"""
    of = defaultdict[str, set[str]](set)
    for id, found in lost.items():
        if found.ref.index in ("rows", "task"):
            of[_owner(id)].add(id)
    idle = [unit.id for unit in plan.units if not _is_used(unit, used)]
    for owner, ids in of.items():
        count = sum(len(lost[id].nodes) for id in ids)
        if owner and count >= MANY and owner not in {*plan.unit, *plan.documents}:
            near = get_close_matches(owner, idle, n=1, cutoff=ALIKE)
            yield owner, _file("units", owner, near, count)


def _documents(plan: Plan, lost: Mapping[str, _Lost]) -> Iterator[tuple[str, Problem]]:
    """整个文件改了名、不见了的公文：从前的名字，怎样说。"""
    unlisted = set(plan.documents) - set(plan.source.documents)
    for name in plan.source.documents:
        strangers = [id for id in unlisted if _is_stranger(plan.documents[id], name)]
        if name not in plan.documents and (strangers or not unlisted):
            count = 1 + sum(len(lost[id].nodes) for id in lost if id.startswith(f"{name}-"))
            yield name, _file("documents", name, strangers, count)


def _is_unsure(plan: Plan, id: str) -> bool:
    """这个单位的时段写错了，举措的 id 跟着错：appendix 说时段。"""
    unit = plan.unit.get(_owner(id))
    return unit is not None and not set(unit.measures) <= set(plan.period)


def _is_used(unit: Unit, used: set[str]) -> bool:
    """有没有一处写着这个单位的任务、举措。"""
    ids = {unit.id, *(task.id for task in unit.tasks)}
    return not ids.isdisjoint(used)


def _is_stranger(document: Document, name: str) -> bool:
    """不在次序里的一篇，各段的 id 却以 name 开头：文件改了名。"""
    return any(row.id.startswith(f"{name}-") for row in document.paragraphs)


def _file(folder: str, name: str, now: Sequence[str], count: int) -> Problem:
    """一个单位、一篇公文的文件：now 是它现在叫什么，空的是不见了。"""
    right = f"data/{folder}/{name}.yml"
    if now:
        path = f"data/{folder}/{now[0]}.yml"
        message = f"这个文件原来叫 {name}.yml，{count} 处还写着 {name}"
        return Problem(
            path,
            1,
            1,
            message,
            f"改回 {name}.yml：名字发布后不改，地址里有它",
        )
    message = f"这个文件不见了，{count} 处还写着 {name}"
    help = f"取回来：git checkout -- {right}；有意撤下的，写着它的各处一起改"
    return Problem(
        right,
        1,
        1,
        message,
        help,
    )


def _rows_changed(plan: Plan, ids: set[str]) -> Problems:
    """少了、多了一条的单位：id 照位置数，后面的都错位，所以说公文哪里和原网页不同。"""
    if not ids:
        return
    paths = {plan.unit[_owner(id)].place.path for id in ids}
    for problem in rearranged(plan) or proof.differences(plan):
        if problem.path in paths:
            yield problem


def _renamed(plan: Plan, id: str, found: _Lost, used: set[str]) -> Problem | None:
    """改了名的记录：没有一处写着、名字又像的那一条；没有是 None。"""
    index = _index(plan, found.ref)
    cutoff = ALIKE_NUMBER if id.isdecimal() else ALIKE
    idle = set(index) - used
    near = get_close_matches(id, idle, n=1, cutoff=cutoff)
    if not near and len(idle) == 1 and found.ref.index in _ALL_USED:
        near = list(idle)
    if not near:
        return None
    count = len(found.nodes)
    message = f"这个{found.ref.kind_name}原来叫 {id}，{count} 处还写着 {id}"
    help = f"改回 {id}；真要改名，那几处一起改：{found.places}"
    return _place(plan, found.ref, near[0], index).problem(message, help)


def _place(plan: Plan, ref: Ref, id: str, index: Mapping[str, object]) -> Node:
    """一条记录的名字写在哪里。"""
    table: object = plan.tokens.place.of(*ref.index.split(".")[1:])
    if ref.index.startswith("tokens.") and isinstance(table, Table):
        return table.entries[id][0]
    place: Table = getattr(index[id], "place")  # noqa: B009  # 记录都有
    return place.of("number" if ref.index == "hotline" else "id")


def _gone(id: str, found: _Lost) -> Problem:
    """不见了的记录，报在头一处写着它的地方。"""
    first = min(found.nodes, key=lambda node: (node.path, node.line, node.column))
    message = f"{found.ref.file} 里没有{found.ref.kind_name} {id}，{len(found.nodes)} 处写着它"
    help = f"误删的，把它取回来；真要撤下，这几处一起改：{found.places}"
    return first.problem(
        message,
        help,
    )

"""改了名、不见了的记录：好几处写着它，只说一句，说在改了名的那一处。

引用它的各处没有错，一处一处地说，人会去改那些对的。
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from operator import attrgetter

from macros.checks.anchors import anchors_in
from macros.checks.handwritten import Pages
from macros.checks.references import Written, written_references
from macros.corpus.differences import differences
from macros.corpus.documents import Document
from macros.corpus.origins import listed_documents
from macros.corpus.plan import Plan
from macros.corpus.problem import Problem, Problems
from macros.corpus.rearranged import rearranged
from macros.corpus.record import Ref
from macros.corpus.tasks import Unit
from macros.corpus.yaml import Node, Table

# 问法里的 see 可以指好几种记录。
_ASKED = (
    Ref("rows", "data/documents/、data/units/", "段落、任务、举措"),
    Ref("term", "data/terms.yml", "名词"),
    Ref("occasion", "data/calendar.yml", "日子"),
    Ref("hotline", "data/hotlines.yml", "电话"),
)
_ANSWER = Ref("answer", "data/answers.yml", "问答")
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


# 整个文件不见了的：从前的名字，怎样说。
_Told = Iterator[tuple[str, Problem]]
_Index = Mapping[str, object]


@dataclass(slots=True)
class _Lost:
    """一个指不到的 id：该是哪一种记录，写在哪几处。"""

    ref: Ref
    nodes: list[Node] = field(default_factory=list)

    @property
    def count(self) -> int:
        """几处写着它。"""
        return len(self.nodes)

    @property
    def places(self) -> str:
        """写着它的几处，多了只列头几处。"""
        listed = [f"{node.path}:{node.line}" for node in self.nodes[:_LISTED]]
        places = "、".join(listed)
        if self.count > _LISTED:
            places += " 等"
        return places


@dataclass(frozen=True, slots=True)
class _References:
    """各处写着的引用：指不到的各个 id，和写着的全部 id。"""

    lost: dict[str, _Lost]
    used: set[str]

    def under(self, name: str) -> set[str]:
        """指不到的 id 里，一个文件里的：就是文件名，或者以它开头。"""
        prefix = f"{name}-"
        inside = {id for id in self.lost if id.startswith(prefix)}
        return inside | ({name} & self.lost.keys())

    def count(self, ids: Iterable[str]) -> int:
        """几处写着这些 id。"""
        return sum(self.lost[id].count for id in ids)


def records_lost(plan: Plan, pages: Pages) -> Problems:
    """好几处写着、却没有的记录，一个只说一句；整个文件不见了的，里面的不再一个个说。"""
    written = _references(plan, pages)
    told: set[str] = set()
    files = [*_units(plan, written), *_documents(plan, written)]
    for file, problem in files:
        told |= written.under(file)
        yield problem
    for id in written.lost:
        if _is_unsure(plan, id):
            told.add(id)
    rows = {id for id in written.lost if _owner(id) in plan.unit} - told
    differences = list(_rows_changed(plan, rows))
    yield from differences
    if differences:
        told |= rows
    yield from _records(plan, written, told)


def _records(plan: Plan, written: _References, told: set[str]) -> Problems:
    """几处写着的各条；一处写着的，多半是那一处写错，别处说。"""
    for id, found in written.lost.items():
        if id in told or found.count < MANY:
            continue
        renamed = _renamed(plan, id, found, written.used)
        yield renamed or _gone(id, found)


def _references(plan: Plan, pages: Pages) -> _References:
    """指不到的各个 id，和各处写着的全部 id。"""
    lost: dict[str, _Lost] = {}
    used: set[str] = set()
    for ref, id, node in _written(plan, pages):
        used.add(id)
        if id not in _index(plan, ref):
            found = lost.setdefault(id, _Lost(ref))
            found.nodes.append(node)
    return _References(lost, used)


def _written(plan: Plan, pages: Pages) -> Iterator[Written]:
    """各处写着的引用，指得到指不到都算。"""
    yield from written_references(plan, pages)
    yield from _asked(plan, pages)
    yield from _taken(pages)
    yield from _periods(plan)


def _asked(plan: Plan, pages: Pages) -> Iterator[Written]:
    """问法指着的记录、问答。"""
    known: dict[str, Ref] = {}
    for ref in _ASKED:
        known |= dict.fromkeys(_index(plan, ref), ref)
    answered = {page.uri: page for page in pages if _ANSWERS in page.body}
    for question in plan.questions:
        node = question.place.of("see")
        address, mark, anchor = question.see.partition("#")
        uri = address.replace(".html", ".md")
        page = answered.get(uri)
        if page is not None and mark:
            if anchor not in anchors_in(page.body):
                yield _ANSWER, anchor, node
        elif _RECORD.fullmatch(question.see):
            ref = known.get(address, _ASKED[0])
            yield ref, address, node


def _periods(plan: Plan) -> Iterator[Written]:
    """各单位写着的时段。"""
    for unit in plan.units:
        measures = unit.place.of("measures")
        if isinstance(measures, Table) and measures is not unit.place:
            for period, (key, _) in measures.entries.items():
                yield _PERIOD, period, key


def _taken(pages: Pages) -> Iterator[Written]:
    """各页正文里取用的步骤。"""
    for page in pages:
        for taken in _STEPS.finditer(page.body):
            above = page.body.count("\n", 0, taken.start())
            line = page.body_line + above
            node = Node(path=page.path, line=line, column=1)
            yield _PROCEDURE, taken[1], node


def _index(plan: Plan, ref: Ref) -> _Index:
    """一种记录的索引。"""
    index: _Index = attrgetter(ref.index)(plan)
    return index


def _owner(id: str) -> str:
    """任务、举措是哪个单位的；不是这样的 id 是空的。"""
    found = _OWNED.fullmatch(id)
    if found:
        return found["owner"]
    return ""


def _units(plan: Plan, written: _References) -> _Told:
    """整个文件改了名、不见了的单位。"""
    owned = defaultdict[str, list[str]](list)
    for id, found in written.lost.items():
        if found.ref.index in ("rows", "task"):
            owner = _owner(id)
            owned[owner].append(id)
    known = {"", *plan.unit, *plan.documents}
    idle = [unit.id for unit in plan.units if not _is_used(unit, written.used)]
    for owner, ids in owned.items():
        count = written.count(ids)
        if owner in known or count < MANY:
            continue
        near = get_close_matches(owner, idle, n=1, cutoff=ALIKE)
        yield owner, _file("units", owner, near, count)


def _documents(plan: Plan, written: _References) -> _Told:
    """整个文件改了名、不见了的公文。"""
    unlisted = set(plan.documents) - set(listed_documents(plan))
    for name in listed_documents(plan):
        if name in plan.documents:
            continue
        strangers = [id for id in unlisted if _is_stranger(plan.documents[id], name)]
        if strangers or not unlisted:
            inside = written.under(name) - {name}
            count = 1 + written.count(inside)
            yield name, _file("documents", name, strangers, count)


def _is_unsure(plan: Plan, id: str) -> bool:
    """这个单位的时段写错了，举措的 id 跟着错：appendix 说时段。"""
    owner = _owner(id)
    if owner not in plan.unit:
        return False
    measures = plan.unit[owner].measures
    return not measures.keys() <= plan.period.keys()


def _is_used(unit: Unit, used: set[str]) -> bool:
    """有没有一处写着这个单位的任务、举措。"""
    ids = {unit.id, *(task.id for task in unit.tasks)}
    return not ids.isdisjoint(used)


def _is_stranger(document: Document, name: str) -> bool:
    """不在次序里的一篇，各段的 id 却以 name 开头：文件改了名。"""
    prefix = f"{name}-"
    return any(row.id.startswith(prefix) for row in document.paragraphs)


def _file(folder: str, name: str, now: Sequence[str], count: int) -> Problem:
    """一个单位、一篇公文的文件：now 是它现在叫什么，空的是不见了。"""
    file = f"{name}.yml"
    path = f"data/{folder}/{file}"
    message = f"这个文件不见了，{count} 处还写着 {name}"
    help = f"取回来：git checkout -- {path}；有意撤下的，写着它的各处一起改"
    if now:
        path = f"data/{folder}/{now[0]}.yml"
        message = f"这个文件原来叫 {file}，{count} 处还写着 {name}"
        help = f"改回 {file}：名字发布后不改，地址里有它"
    return Problem(path, 1, 1, message, help)


def _rows_changed(plan: Plan, ids: set[str]) -> Problems:
    """少了、多了一条的单位：id 照位置数，后面的都错位，所以说公文哪里和原网页不同。"""
    if not ids:
        return
    owners = set(map(_owner, ids))
    paths = {plan.unit[owner].place.path for owner in owners}
    for problem in rearranged(plan) or differences(plan):
        if problem.path in paths:
            yield problem


def _renamed(plan: Plan, id: str, found: _Lost, used: set[str]) -> Problem | None:
    """改了名的记录：没有一处写着、名字又像的那一条；没有是 None。"""
    index = _index(plan, found.ref)
    idle = set(index) - used
    near = _alike(id, idle)
    if not near and len(idle) == 1 and found.ref.index in _ALL_USED:
        near = list(idle)
    if not near:
        return None
    message = f"这个{found.ref.kind_name}原来叫 {id}，{found.count} 处还写着 {id}"
    help = f"改回 {id}；真要改名，那几处一起改：{found.places}"
    place = _place(plan, found.ref, near[0])
    return place.problem(message, help)


def _alike(id: str, names: Iterable[str]) -> list[str]:
    """names 里最像 id 的一个；号码短，差一位就算像。"""
    cutoff = ALIKE
    if id.isdecimal():
        cutoff = ALIKE_NUMBER
    return get_close_matches(id, names, n=1, cutoff=cutoff)


def _place(plan: Plan, ref: Ref, id: str) -> Node:
    """一条记录的名字写在哪里。"""
    _, *steps = ref.index.split(".")
    table: object = plan.tokens.place.of(*steps)
    if steps and isinstance(table, Table):
        key, _ = table.entries[id]
        return key
    row = _index(plan, ref)[id]
    place: Table = getattr(row, "place")  # noqa: B009  # 记录都有
    if ref.index == "hotline":
        return place.of("number")
    return place.of("id")


def _gone(id: str, found: _Lost) -> Problem:
    """不见了的记录，报在头一处写着它的地方。"""
    first = min(found.nodes, key=attrgetter("path", "line", "column"))
    ref = found.ref
    message = f"{ref.file} 里没有{ref.kind_name} {id}，{found.count} 处写着它"
    help = f"误删的，把它取回来；真要撤下，这几处一起改：{found.places}"
    return first.problem(message, help)

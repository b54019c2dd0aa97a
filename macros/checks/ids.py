"""id 不重复：同一个名字只能用一次，也不占页面自己用的名字。"""

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

from macros.checks.fields import Placed, problem_in
from macros.corpus.origins import listed_documents
from macros.corpus.plan import Plan
from macros.corpus.problem import Problems

# 生成的页面里小标题的锚点和目录页的文件名。
RESERVED = frozenset(
    {"index", "tasks", "plan", "others", "by-priority", "by-unit", "restored", "sic", "progress"}
)


class Named(Placed, Protocol):
    """有 id 的记录。"""

    @property
    def id(self) -> str:
        """记录的 id。"""


PlacedRow = TypeVar("PlacedRow", bound=Placed)


def again(rows: Iterable[PlacedRow], field: str = "id") -> Iterator[tuple[PlacedRow, PlacedRow]]:
    """field 和前面相同的每个记录，和最先用它的那一个。"""
    first: dict[str, PlacedRow] = {}
    for row in rows:
        name = getattr(row, field)
        if name in first:
            yield row, first[name]
        first.setdefault(name, row)


def row_ids(plan: Plan) -> Problems:
    """段落、单位、任务、举措、时段、工作重点的 id 都不重复。"""
    rows: list[Named] = []
    for document in sorted(plan.documents.values(), key=lambda one: bool(one.base)):
        rows += document.paragraphs
    rows += plan.units
    rows += plan.tasks
    rows += plan.measures
    rows += plan.periods
    rows += plan.priorities
    yield from _repeated_ids(rows)


def errata_ids(plan: Plan) -> Problems:
    """勘误的 id 不重复。"""
    yield from _repeated_ids(plan.errata)


def _repeated_ids(rows: Iterable[Named]) -> Problems:
    told = set()
    for row, first in again(rows):
        place = (row.place.path, row.place.line)
        if row.id and place not in told:  # 征求意见稿照抄印发稿，一处只说一次
            told.add(place)
            path = first.place.path
            line = first.place.line
            message = f"id {row.id} 重复，{path} 第 {line} 行已经用了"
            yield problem_in(row, "id", message, "换一个")


def paragraph_ids(plan: Plan) -> Problems:
    """段落的 id 以篇名开头；不在次序里的一篇，多半是文件改了名，lost 说。"""
    for document in plan.documents.values():
        if document.id not in listed_documents(plan):
            continue
        for row in document.paragraphs:
            prefix = f"{row.document}-"
            if row.id and not row.id.startswith(prefix):
                message = f"id {row.id} 没有以篇名开头"
                help = f"改成 {prefix}…"
                yield problem_in(row, "id", message, help)


def reserved_ids(plan: Plan) -> Problems:
    """目录页和各页小标题的锚点已经用掉的名字，不能再作 id。"""
    rows: list[Named] = list(plan.units)
    rows += plan.periods
    rows += plan.priorities
    rows += plan.errata
    for row in rows:
        if row.id in RESERVED:
            message = f"{row.id} 是页面自己用的名字，不能作 id"
            yield problem_in(row, "id", message, "换一个；单位的 id 是文件名")


def fact_ids(plan: Plan) -> Problems:
    """事实的 id 不重复。"""
    for fact, first in again(plan.facts):
        message = f"id {fact.id} 重复，第 {first.place.line} 行已经用了"
        yield problem_in(fact, "id", message, "换一个")


def procedure_ids(plan: Plan) -> Problems:
    """共用步骤的 id 不重复。"""
    for row in plan.procedures:
        if row.id and plan.procedure[row.id] is not row:
            message = f"id {row.id} 重复"
            yield problem_in(row, "id", message, "换一个")


def answer_ids(plan: Plan) -> Problems:
    """问答的 id 不重复。"""
    for row, first in again(plan.answers):
        if row.id:
            message = f"id 和第 {first.place.line} 行的相同"
            yield problem_in(row, "id", message, "换一个")


def calendar_ids(plan: Plan) -> Problems:
    """日历的 id 不重复。"""
    for day, _ in again(plan.calendar):
        message = f"id {day.id} 重复"
        yield problem_in(day, "id", message, "换一个")


def hotline_numbers(plan: Plan) -> Problems:
    """一个电话只写一遍。"""
    for line in plan.hotlines:
        if line.number and plan.hotline[line.number] is not line:
            message = f"{line.number} 写了两遍"
            yield problem_in(line, "number", message, "只留一个")

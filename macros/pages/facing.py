"""正文一段的对面：解读、任务、单位、资料；一项任务旁边：别的单位的同类任务。"""

from collections.abc import Iterable
from dataclasses import dataclass

from macros.corpus.corpus import Row
from macros.corpus.documents import Paragraph
from macros.corpus.pieces import Piece
from macros.corpus.plan import Plan
from macros.corpus.roles import shares_in
from macros.corpus.tasks import Priority, Task, Unit
from macros.pages.covering import pieces_of_paragraph


@dataclass(frozen=True, slots=True, kw_only=True)
class Facing:
    """谈到这一段的解读、落实它的任务、段里提到的和任务所属的单位、用得上的资料。

    note 是没有解读的理由；shares 是没有推进表的计划，这一段写明的分工：哪种，哪些单位。
    """

    explained_by: tuple[Row, ...]
    note: str
    tasks: tuple[Task, ...]
    units: tuple[Unit, ...]
    pieces: tuple[Piece, ...]
    shares: tuple[tuple[str, tuple[Unit, ...]], ...] = ()

    @property
    def says(self) -> str:
        """折叠起来时的一行，如“解读 · 任务 10 项 · 单位 5 个”。"""
        parts = []
        if self.explained_by:
            parts.append("解读")
        if self.tasks:
            parts.append(f"任务 {len(self.tasks)} 项")
        if self.units:
            parts.append(f"单位 {len(self.units)} 个")
        if self.pieces:
            parts.append(f"资料 {len(self.pieces)} 份")
        return " · ".join(parts)


def facing_of(plan: Plan, paragraph: Paragraph) -> Facing | None:
    """正文一段的对面；不是正文，或者什么也没有，就是 None。

    解读取自对照表，任务由这一段写的工作重点得出，单位是任务的和段里提到的。
    """
    explained_by: tuple[str, ...] = ()
    note = None
    row = plan.alignment_of.get(paragraph.id)
    if row:
        explained_by = row.explained_by
        note = row.note
    tasks: tuple[Task, ...] = ()
    priority = plan.priority_at.get(paragraph.id)
    if priority:
        tasks = plan.tasks_of_priority.get(priority.id, ())
    facing = Facing(
        explained_by=tuple(plan.rows[id] for id in explained_by),
        note=note or "",
        tasks=tasks,
        units=_units(plan, paragraph, tasks),
        pieces=tuple(pieces_of_paragraph(plan, paragraph, tasks)),
        shares=() if plan.has_table else shares_in(plan, paragraph),
    )
    if not facing.says and not facing.note:
        return None
    return facing


def _units(plan: Plan, paragraph: Paragraph, tasks: Iterable[Task]) -> tuple[Unit, ...]:
    """任务所属的和段里提到的单位，照原表次序。"""
    owners = {task.unit for task in tasks}
    for unit in plan.units_named_in.get(paragraph.id, ()):
        owners.add(unit.id)
    return tuple(unit for unit in plan.units if unit.id in owners)


def alike(plan: Plan, priority: Priority, unit: Unit) -> list[tuple[Unit, list[Task]]]:
    """同一项工作重点，别的单位的任务，照原表次序。"""
    found = []
    for other in plan.units:
        tasks = [task for task in other.tasks if priority.id in task.priorities]
        if tasks and other is not unit:
            found.append((other, tasks))
    return found

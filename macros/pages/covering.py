"""方案的哪一处，用得上哪几份宣传资料。"""

from collections.abc import Iterable

from macros.corpus.documents import Paragraph
from macros.corpus.pieces import Piece
from macros.corpus.plan import Plan
from macros.corpus.tasks import Task, Unit


def pieces_serving(plan: Plan, rows: Iterable[str]) -> list[Piece]:
    """这几处用得上的资料，一份一次，照目录的次序。"""
    serving: set[str] = set()
    for row in rows:
        for piece in plan.pieces_of.get(row, ()):
            serving.add(piece.slug)
    return [piece for piece in plan.gallery if piece.slug in serving]


def pieces_of_task(plan: Plan, task: Task) -> list[Piece]:
    """一项任务用得上的：写着它的，专一的在前；再是写着它的举措的。"""
    pieces = list(plan.pieces_of.get(task.id, ()))
    measures = [measure.id for measure in plan.measures if task.id in measure.serves]
    for piece in pieces_serving(plan, measures):
        if piece not in pieces:
            pieces.append(piece)
    return pieces


def pieces_of_unit(plan: Plan, unit: Unit) -> list[Piece]:
    """一个单位的任务和举措用得上的。"""
    rows = [task.id for task in unit.tasks]
    for measures in unit.measures.values():
        rows += [measure.id for measure in measures]
    return pieces_serving(plan, rows)


def pieces_of_paragraph(plan: Plan, paragraph: Paragraph, tasks: Iterable[Task]) -> list[Piece]:
    """正文一段用得上的；tasks 是落实它的任务。"""
    rows = [paragraph.id]
    rows += [task.id for task in tasks]
    return pieces_serving(plan, rows)


def units_served(plan: Plan) -> list[tuple[Unit, list[Piece]]]:
    """有资料用得上的各个单位，照原表次序。"""
    served = []
    for unit in plan.units:
        pieces = pieces_of_unit(plan, unit)
        if pieces:
            served.append((unit, pieces))
    return served

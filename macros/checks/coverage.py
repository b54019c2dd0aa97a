"""方案写到要宣传、保护、救助的各处，都有资料用得上，或者写明为什么没有。"""

import re
from collections.abc import Iterator

from macros.checks.fields import problem_in
from macros.checks.ids import again
from macros.corpus.documents import Paragraph
from macros.corpus.plan import Plan
from macros.corpus.problem import Problems
from macros.corpus.tasks import Measure, Task

_NAMED = re.compile("宣传|教育|培训|保护|救助|安置|康复|关爱|援助|疏导|辅导")


def rows_covered(plan: Plan) -> Problems:
    """一处也没有漏：漏了，那里写的人就没有人管。"""
    excused = {gap.row for gap in plan.gaps}
    for row in _rows(plan):
        if row.id in plan.pieces_of or row.id in excused:
            continue
        if _NAMED.search(row.text):
            message = f"{row.id} 写到宣传、保护、救助，没有一份资料用得上"
            help = "在用得上的资料的 serves 里写上它；真的没有，在 data/gaps.yml 写明为什么"
            yield row.place.of("text").problem(message, help)


def _rows(plan: Plan) -> Iterator[Task | Measure | Paragraph]:
    """要看的各处：重点任务，哪项任务也不归的举措，正文里写工作重点的段。"""
    yield from plan.tasks
    for measure in plan.measures:
        if not measure.serves:
            yield measure
    for priority in plan.priorities:
        paragraph = plan.paragraph.get(priority.paragraph)
        if paragraph is not None:
            yield paragraph


def gaps_open(plan: Plan) -> Problems:
    """写着没有资料的，真的没有，也只写一次。"""
    for gap, first in again(plan.gaps, "row"):
        yield problem_in(gap, "row", f"{gap.row} 第 {first.place.line} 行写过了", "删掉一条")
    for gap in plan.gaps:
        if gap.row in plan.pieces_of:
            piece = plan.pieces_of[gap.row][0]
            message = f"{gap.row} 已经有资料用得上：{piece.path}"
            yield problem_in(gap, "row", message, "删掉这一条")

"""推进表和各栏叫什么：由原表的标题和栏头得出，网页上处处这样叫。"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from macros.corpus.documents import Paragraph

# 没有表的计划，或者表上没有写，这样叫。
_TABLE = "任务分工表"
_TASK = "任务"
_MEASURES = "举措"
# 举措那一栏的栏头，前面说分年、分期的，不算名字。
_SPANS = re.compile("^(?:分年度|分年|年度|分期|各年度|各年)")
# 名字末尾的两个字，就是一条叫什么：推进举措是举措，工作安排是安排。
_SHORT = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class TableWords:
    """表叫什么（推进表），任务那一栏叫什么（重点任务），举措那一栏叫什么（推进举措），一条叫什么（举措）。"""

    table: str
    task: str
    measures: str
    measure: str


def table_words(paragraphs: Iterable[Paragraph]) -> TableWords:
    """由表的标题和栏头得出；“重点任务推进表”前面是任务那一栏的名字，就叫推进表。"""
    titles = []
    columns = []
    for row in paragraphs:
        if row.kind == "appendix-title":
            titles.append(row.text)
        elif row.kind == "column":
            columns.append(row.text)
    task = columns[1] if len(columns) > 1 else _TASK
    measures = _SPANS.sub("", columns[2]) if len(columns) > 2 else _MEASURES
    table = _TABLE
    if titles:
        table = titles[0].removeprefix(task) or titles[0]
    return TableWords(
        table=table,
        task=task,
        measures=measures or _MEASURES,
        measure=measures[-_SHORT:] or _MEASURES,
    )

"""由数据生成哪些页，每条记录在哪一页的哪个位置。"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from macros.model import APPENDIX_KINDS, Measure, Paragraph, Period, Plan, Row, Task, Unit
from macros.source import Node

# 一项的标题：序号之后的第一句，不长，中间没有标点，后面还有话。
_TITLE = re.compile(r"（[^）]+）[^，、；：。（）]{2,30}。(?=.)")

CALENDAR = "calendar.html"
HELP = "help.html"
HOME = "index.html"
PUBLICITY = "publicity/index.html"
SEARCH = "search.html"
TABLE = "table.html"
TERMS = "terms.html"
TIMELINE = "timeline.html"
VERIFY = "verify.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """一个生成的页：docs 下的文件名、标题、摘要、正文是哪个宏、来自哪一行、上级目录页。"""

    uri: str
    title: str
    description: str
    call: str
    at: Node
    parent: str


def generated(plan: Plan) -> Iterator[Page]:
    """全部生成的页，照原表次序：单位、任务、年度。"""
    for unit in plan.units:
        yield Page(
            uri=f"units/{unit.id}.md",
            title=unit.name,
            description=f"{unit.name}的重点任务和各年推进举措",
            call=f'unit("{unit.id}")',
            at=unit.at,
            parent="units/index.md",
        )
    for task in plan.tasks:
        yield Page(
            uri=f"tasks/{task.id}.md",
            title=task_title(plan, task),
            description=task.text,
            call=f'task("{task.id}")',
            at=task.at,
            parent="tasks/index.md",
        )
    for year, period in plan.years.items():
        yield Page(
            uri=f"years/{year}.md",
            title=f"{year}年推进举措",
            description=f"{year}年各单位要做的事",
            call=f"year({year})",
            at=period.at,
            parent="years/index.md",
        )


def task_title(plan: Plan, task: Task) -> str:
    """任务页的标题，如“市渡运局重点任务第2项”；单位只有一项时不写序。"""
    unit = plan.unit[task.unit]
    order = f"第{_position(task)}项" if len(unit.tasks) > 1 else ""
    return f"{unit.name}重点任务{order}"


def address(plan: Plan, row: Row) -> str:
    """记录在网站上的地址，从网站根算起，带锚点。"""
    match row:
        case Unit():
            return f"units/{row.id}.html"
        case Task() | Measure():
            return f"units/{row.unit}.html#{row.id}"
        case Period():
            return f"years/{row.first}.html"
        case Paragraph(kind=kind) if kind in APPENDIX_KINDS and not plan.documents[row.document].base:
            return f"{TABLE}#{row.id}"
        case Paragraph():
            return f"{html(plan.documents[row.document].page)}#{row.id}"


def snapshot(plan: Plan) -> str:
    """抓取的原网页在网站上的地址。"""
    return f"source/{plan.source.file}"


def html(page: str) -> str:
    """docs 下的 .md 文件对应的网页地址。"""
    return page.removesuffix(".md") + ".html"


def label(plan: Plan, row: Row) -> str:
    """一条记录的短名，用在链接和勘误表里。"""
    match row:
        case Unit():
            return row.name
        case Period():
            return row.label
        case Task():
            return task_title(plan, row)
        case Measure():
            return f"{plan.unit[row.unit].name}{plan.period[row.period].label}举措第{_position(row)}条"
        case Paragraph():
            return _paragraph_label(plan, row)


def _position(row: Task | Measure) -> str:
    """在本单位那一栏里是第几个；id 的最后一节就是。"""
    return row.id.rpartition("-")[2]


def _paragraph_label(plan: Plan, row: Paragraph) -> str:
    """段的短名：篇名加所在标题，如“方案·三、工作重点·（二）加强源头治理”。"""
    document = plan.documents[row.document]
    name = document.short or document.title
    heading = ""
    for paragraph in document.paragraphs:
        if paragraph.kind == "heading":
            heading = paragraph.text
        if paragraph.id == row.id:
            break
    lead = clause_title(row) or (row.text.partition("）")[0] + "）" if row.kind == "clause" else "")
    where = heading if row.kind in ("heading", "paragraph", "clause") else ""
    return "·".join(part for part in (name, where, lead.rstrip("。")) if part)


def clause_title(row: Row) -> str:
    """一项开头作标题的短句，如“（一）强化经费保障。”；不是一项，或第一句不是标题，就是空的。"""
    found = _TITLE.match(row.text) if isinstance(row, Paragraph) and row.kind == "clause" else None
    return found[0] if found else ""

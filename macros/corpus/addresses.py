"""由数据生成哪些页，每条记录在哪一页的哪个位置。"""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from macros.corpus.articles import number_in
from macros.corpus.corpus import Row
from macros.corpus.documents import APPENDIX_KINDS, HEADING_KINDS, Document, Paragraph, Source
from macros.corpus.plan import Plan
from macros.corpus.release import Release
from macros.corpus.reports import Report
from macros.corpus.tasks import Entry, Measure, Period, Task, Unit
from macros.corpus.yaml import Node

# 一项的标题：序号之后的第一句，不长，中间没有标点，后面还有话。
_TITLE = re.compile(r"（[^）]+）[^，、；：。（）]{2,30}。(?=.)")

ABOUT = "about.html"
CALENDAR = "calendar.html"
GLANCE = "plan/at-a-glance.html"
HELP = "help.html"
HOME = "index.html"
PUBLICITY = "publicity/index.html"
SEARCH = "search.html"
TABLE = "table.html"
TERMS = "terms.html"
TIMELINE = "timeline.html"
VERIFY = "verify.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneratedPage:
    """一个生成的页：docs 下的文件名、标题、摘要、正文是哪个宏和给它的、来自哪一行、上级目录页。

    没有上级的，parent 是空的。
    """

    uri: str
    title: str
    description: str
    macro: str
    argument: str | int
    place: Node
    parent: str

    @property
    def url(self) -> str:
        """网页的地址，从网站根算起。"""
        return html(self.uri)


@functools.lru_cache(maxsize=2)
def generated_uris(plan: Plan) -> frozenset[str]:
    """全部生成的页在 docs 下的文件名。"""
    return frozenset(page.uri for page in generated(plan))


def generated(plan: Plan) -> Iterator[GeneratedPage]:
    """全部生成的页，照原表次序：单位、任务、年度。"""
    for unit in plan.units:
        yield _unit_page(plan, unit)
    for task in plan.tasks:
        yield _task_page(plan, task)
    for year, period in plan.years.items():
        yield _year_page(plan, year, period)


def moved(plan: Plan) -> Iterator[GeneratedPage]:
    """撤下、搬走的页：地址还在，不进导航、搜索、站点地图。"""
    for row in plan.moved:
        yield GeneratedPage(
            uri=row.address.removesuffix(".html") + ".md",
            title=row.title,
            description=f"这一页已经撤下：{row.why}。",
            macro="moved",
            argument=row.address,
            place=row.place,
            parent="",
        )


def _unit_page(plan: Plan, unit: Unit) -> GeneratedPage:
    description = f"{unit.name}的{plan.words.task}"
    if plan.periods:
        description += f"和各年{plan.words.measures}"
    if not plan.has_table and plan.main:
        description = f"{plan.main.short or plan.main.title}写明的{unit.name}的分工"
    return GeneratedPage(
        uri=f"units/{unit.id}.md",
        title=unit.name,
        description=description,
        macro="unit",
        argument=unit.id,
        place=unit.place,
        parent="units/index.md",
    )


def _task_page(plan: Plan, task: Task) -> GeneratedPage:
    return GeneratedPage(
        uri=f"tasks/{task.id}.md",
        title=task_title(plan, task),
        description=task.text,
        macro="task",
        argument=task.id,
        place=task.place,
        parent="tasks/index.md",
    )


def _year_page(plan: Plan, year: int, period: Period) -> GeneratedPage:
    return GeneratedPage(
        uri=f"years/{year}.md",
        title=f"{year}年{plan.words.measures}",
        description=f"{year}年各单位要做的事",
        macro="year",
        argument=year,
        place=period.place,
        parent="years/index.md",
    )


def task_title(plan: Plan, task: Task) -> str:
    """任务页的标题，如“市渡运局要做的事第2项”；单位只有一项时不写序。"""
    unit = plan.unit[task.unit]
    title = f"{unit.name}{plan.words.task}"
    if len(unit.tasks) > 1:
        title += f"第{_position(task)}项"
    return title


def address_of(plan: Plan, row: Row) -> str:
    """记录在网站上的地址，从网站根算起，带锚点。"""
    match row:
        case Unit():
            return f"units/{row.id}.html"
        case Task() | Measure():
            return f"units/{row.unit}.html#{row.id}"
        case Period():
            return f"years/{row.first}.html"
        case Paragraph():
            return f"{_page_of(plan, row)}#{row.id}"


def _page_of(plan: Plan, row: Paragraph) -> str:
    """一段在哪一页：推进表的标题和栏头在表那一页。"""
    document = plan.documents[row.document]
    if row.kind in APPENDIX_KINDS and not document.base:
        return TABLE
    return html(document.page)


def snapshot(plan: Plan) -> str:
    """抓取的原网页在网站上的地址。"""
    return snapshot_of(plan.source)


def snapshot_of(source: Source) -> str:
    """一个来源抓取的原网页在网站上的地址。"""
    return f"source/{source.file}"


def report_anchor(report: Report) -> str:
    """一条落实情况在时间线上的锚点。"""
    return f"report-{report.id}"


def release_anchor(release: Release) -> str:
    """更新记录里的一版在关于页的锚点。"""
    return f"release-{release.version}"


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
            unit = plan.unit[row.unit]
            period = plan.period[row.period]
            return f"{unit.name}{period.label}{plan.words.measure}第{_position(row)}条"
        case Paragraph():
            return _paragraph_label(plan, row)


def _position(row: Entry) -> str:
    """在本单位那一栏里是第几个；id 的最后一节就是。"""
    return row.id.rpartition("-")[2]


def _paragraph_label(plan: Plan, row: Paragraph) -> str:
    """段的短名：篇名加所在标题，如“方案·三、工作重点·（二）加强源头治理”。"""
    document = plan.documents[row.document]
    parts = [document.short or document.title]
    place = plan.article_places.get(row.id)
    if place or row.kind in ("chapter", "section"):
        parts.append(place or row.text)
        return "·".join(parts)
    if row.kind in ("heading", "paragraph", "clause", "question", "answer"):
        parts.append(_heading_above(document, row))
    lead = clause_title(row)
    if row.kind == "clause" and not lead:
        lead = number_in(row)
    parts.append(lead.rstrip("。"))
    return "·".join(filter(None, parts))


def _heading_above(document: Document, row: Paragraph) -> str:
    """一段所在的小标题；自己是小标题就是自己，前面没有就是空的。"""
    heading = ""
    for paragraph in document.paragraphs:
        if paragraph.kind in HEADING_KINDS:
            heading = paragraph.text
        if paragraph.id == row.id:
            break
    return heading


def clause_title(row: Row) -> str:
    """一段开头作标题的几个字，如“（一）强化经费保障。”“第三条”；没有就是空的。"""
    if not isinstance(row, Paragraph):
        return ""
    if row.kind == "article":
        return number_in(row)
    if row.kind != "clause":
        return ""
    title = _TITLE.match(row.text)
    if title is None:
        return ""
    return title[0]

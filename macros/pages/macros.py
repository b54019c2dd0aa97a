"""页面里可用的宏：每个宏一个函数，把计划写成页面正文，排版在 templates/ 里。"""

import functools
from collections.abc import Callable, Mapping
from typing import Any, get_args

from markupsafe import Markup

from macros.corpus import proof
from macros.corpus.comparison import compare_documents
from macros.corpus.documents import APPENDIX_KINDS, Document, Paragraph
from macros.corpus.editorial import Erratum
from macros.corpus.facts import Procedure
from macros.corpus.pieces import Leaflet, StepsForm
from macros.corpus.tasks import Period, Task, Unit
from macros.pages import clauses, covering, glance, glossary, occasions, reports
from macros.pages.arguments import WrongArgument, find
from macros.pages.facing import alike
from macros.pages.marks import in_heading
from macros.pages.moved import moved_page
from macros.pages.parts import near_differences
from macros.pages.reforms import reforms_of
from macros.pages.updates import UPDATE_MACROS
from macros.pages.view import View


def _in_text(document: Document | None) -> list[Paragraph]:
    """一篇公文的各段，推进表的除外；没有这一篇就是空的。"""
    if document is None:
        return []
    return [row for row in document.paragraphs if row.kind not in APPENDIX_KINDS]


def _require_level(level: Any) -> None:
    """小标题比篇名低一级，所以篇名最多是五级。"""
    if level not in range(1, 6):
        raise WrongArgument("level 写 1 到 5，篇名用几级标题")


def document_text(view: View, id: str, level: int = 2) -> str:
    """一篇公文的全文，不含推进表；level 是篇名用几级标题。"""
    document: Document = find(view.plan.documents, id, "公文")
    _require_level(level)
    rows = _in_text(document)
    return view.render("document.md", document=document, paragraphs=rows, level=level)


def document_part(view: View, first: str, last: str, level: int = 3) -> str:
    """一篇公文里从 first 到 last 的几段；level 是篇名用几级标题。"""
    row = find(view.plan.rows, first, "段落")
    _require_level(level)
    document = view.plan.documents[row.document]
    ids = [paragraph.id for paragraph in document.paragraphs]
    start = ids.index(first)
    if last not in ids[start:]:
        raise WrongArgument(f"{document.id} 里 {first} 之后没有 {last}")
    end = ids.index(last) + 1
    rows = document.paragraphs[start:end]
    return view.render("document.md", document=document, paragraphs=rows, level=level)


def document_card(view: View, id: str) -> str:
    """公文卡片：标题、文号、机关、日期、来源、状态。"""
    document: Document = find(view.plan.documents, id, "公文")
    card = document.card
    if card is None:
        raise WrongArgument(f"{id} 没有卡片，在 data/documents/{id}.yml 里加上 card")
    basis = view.plan.rows[card.basis] if card.basis else None
    return view.render(
        "card.md",
        document=document,
        card=card,
        basis=basis,
    )


def table_page(view: View) -> str:
    """推进表，照原表排。"""
    kinds: dict[str, list[Paragraph]] = {kind: [] for kind in APPENDIX_KINDS}
    rows = view.plan.main.paragraphs if view.plan.main else ()
    for row in rows:
        if row.kind in kinds:
            kinds[row.kind].append(row)
    columns = kinds["column"]
    name = "table.md"
    if view.divided:
        name = "table_parts.md"
    return view.render(name, kinds=kinds, columns=columns)


def unit_page(view: View, id: str) -> str:
    """一个单位的页：名称、任务、各时段的举措、正文里提到它的段。"""
    unit: Unit = find(view.plan.unit, id, "单位")
    if not view.plan.has_table:
        return clauses.clause_unit(view, unit)
    naming = view.plan.paragraphs_naming.get(id, ())
    pieces = covering.pieces_of_unit(view.plan, unit)
    told = reports.reports_of_unit(view.plan, unit)
    return view.render(
        "unit.html",
        unit=unit,
        naming=naming,
        pieces=pieces,
        reports=told,
        reforms=reforms_of(view.plan, unit),
    )


def task_page(view: View, id: str) -> str:
    """一项任务的页：原文、各时段服务它的举措、它落实的正文、别的单位的同类任务、同单位的其他任务。"""
    task: Task = find(view.plan.rows, id, "任务")
    unit = view.plan.unit[task.unit]
    priorities = [row for row in view.plan.priorities if row.id in task.priorities]
    return view.render(
        "task.html",
        task=task,
        unit=unit,
        priorities=priorities,
        alike={row.id: alike(view.plan, row, unit) for row in priorities},
        others=[other for other in unit.tasks if other is not task],
        pieces=covering.pieces_of_task(view.plan, task),
        reports=reports.reports_of_task(view.plan, task),
    )


def year_page(view: View, number: int) -> str:
    """一年的页：是第几年，只在这一年的日子，各单位这一年的举措。"""
    period: Period = find(view.plan.years, number, "年份")
    years = list(view.plan.years)
    order = years.index(number) + 1
    events = [event for event in view.plan.timeline if event.first.startswith(f"{number}-")]
    return view.render(
        "year.html",
        year=number,
        period=period,
        order=order,
        total=len(years),
        events=events,
        days=occasions.days_in(view.plan, number),
        reports=reports.reports_in(view.plan, [number]),
    )


def unit_index(view: View) -> str:
    """单位目录；没有推进表的，写各条里的分工。"""
    if not view.plan.has_table:
        return clauses.clause_index(view)
    return view.render("unit_index.md")


def task_index(view: View) -> str:
    """任务目录：按工作重点，先画各有多少；再按单位。"""
    counts = glance.measures_by_priority(view.plan)
    apart = [measure for measure in view.plan.measures if not measure.serves]
    return view.render("task_index.md", counts=counts, apart=len(apart))


def year_index(view: View) -> str:
    """年度目录：各栏有几条举措，各年在哪一栏。"""
    years = list(view.plan.years.items())
    counts = glance.measures_per_period(view.plan)
    return view.render("year_index.md", years=years, counts=counts)


def unit_links(view: View) -> str:
    """各单位的链接，一行接一行。"""
    return view.render("unit_links.md")


def comparison(view: View, draft: str, issued: str) -> str:
    """两篇公文逐段对照，差别由原网页算出。"""
    left: Document = find(view.plan.documents, draft, "公文")
    right: Document = find(view.plan.documents, issued, "公文")
    rows = compare_documents(view.plan, left, right)
    shown = list(rows.changes)
    if view.divided:
        shown = near_differences(shown)
    return view.render("comparison.md", comparison=rows, shown=shown, draft=left, issued=right)


def verification(view: View) -> str:
    """核对结果和全部勘误。"""
    plan = view.plan
    errata: dict[str, list[Erratum]] = {"restored": [], "sic": []}
    for erratum in plan.errata:
        errata[erratum.kind].append(erratum)
    report = proof.tally(plan)
    return view.render(
        "verification.md",
        report=report,
        source=plan.source,
        tallies=proof.tallies(plan),
        errata=errata,
    )


def side_by_side(view: View) -> str:
    """正文逐段对照解读、任务、单位；解读里没有对上的段放在末尾。"""
    paragraphs = _in_text(view.plan.main)
    rest = [row for row in view.plan.alignment if not row.paragraph]
    return view.render("side_by_side.md", paragraphs=paragraphs, rest=rest)


def terms(view: View) -> str:
    """名词表，照拼音排，各列出用在哪里。"""
    ordered = sorted(view.plan.terms, key=lambda term: (term.sound, term.term))
    letters = sorted({term.sound[0] for term in ordered})
    uses = functools.partial(glossary.uses, view.plan)
    return view.render(
        "terms.md",
        terms=ordered,
        letters=letters,
        uses=uses,
    )


def timeline(view: View) -> str:
    """时间线：印发以前的各件事，印发以后的各时段。"""
    counts = glance.measures_per_period(view.plan)
    return view.render(
        "timeline.md",
        happenings=reports.happenings(view.plan),
        counts=counts,
        reports=reports.reports_by_period(view.plan),
    )


def hotlines(view: View) -> str:
    """全部电话：什么时候打哪个。"""
    return view.render("hotlines.md")


def emergency(view: View) -> str:
    """紧急电话：热线表的第一个。"""
    if not view.plan.hotlines:
        return ""
    return view.render("emergency.md", line=view.plan.hotlines[0])


def leaflet_text(view: View, piece: Leaflet, fills: tuple[str, ...]) -> str:
    """传单在网页上的全文；fills 是末尾让用的单位填的空。"""
    return view.render(
        "leaflet.html",
        piece=piece,
        fills=fills,
        fill=fill,
    )


def fill(name: str) -> Markup:
    """一处要填的空，如 {{ fill("单位名称") }}：纸上是一条线，Word 里是内容控件，网页上由表单填。"""
    if not isinstance(name, str) or not name.strip():
        raise WrongArgument('fill 里要写空的名字，如 fill("单位名称")')
    return Markup('<span class="fill" data-fill="{}">{}</span>').format(name, name)


def slide(id: str) -> Markup:
    """课件的记号，如 {{ slide("route") }}：从这里起讲这一张；网页上、纸上不占地方。"""
    if not isinstance(id, str) or not id.strip():
        raise WrongArgument('slide 里要写幻灯片的代号，如 slide("route")')
    return Markup()


def steps(view: View, id: str, form: str = "long") -> str:
    """共用的步骤，如 {{ steps("missing-child", "short") }}：short 是一段话，long 是编号的列表。"""
    procedure: Procedure = find(view.plan.procedure, id, "步骤")
    forms = get_args(StepsForm)
    if form not in forms:
        raise WrongArgument(f"steps 的第二项只能是 {' 或 '.join(forms)}")
    if form == "short":
        return in_heading(procedure.brief)
    lines = []
    for number, step in enumerate(procedure.steps, 1):
        title = in_heading(step.title)
        text = in_heading(step.text)
        lines.append(f"{number}. **{title}**　{text}")
    return "\n".join(lines)


# 一个宏；接上 View 以后，调用时只写页面里的参数。
Macro = Callable[..., str]

# 页面里的名字 → 函数；除 fill 外，第一个参数都是当前页的 View，页面里不写。
MACROS: Mapping[str, Macro] = {
    "document": document_text,
    "passages": document_part,
    "card": document_card,
    "table": table_page,
    "unit": unit_page,
    "task": task_page,
    "year": year_page,
    "unit_index": unit_index,
    "task_index": task_index,
    "year_index": year_index,
    "unit_links": unit_links,
    "comparison": comparison,
    "side_by_side": side_by_side,
    "terms": terms,
    "timeline": timeline,
    "verification": verification,
    "hotlines": hotlines,
    "emergency": emergency,
    "calendar": occasions.calendar,
    "coming_days": occasions.coming_days,
    "most_needed": occasions.most_needed,
    "fill": fill,
    "slide": slide,
    "steps": steps,
    "moved": moved_page,
    **UPDATE_MACROS,
    **glance.GLANCE_MACROS,
}


# 不看计划的宏。
_PLAIN = (fill, slide)


def bound(view: Callable[[], View]) -> dict[str, Macro]:
    """全部宏，各自接上当前页的 View。"""
    return {name: _bind(macro, view) for name, macro in MACROS.items()}


def _bind(macro: Macro, view: Callable[[], View]) -> Macro:
    if macro in _PLAIN:
        return macro

    @functools.wraps(macro)
    def with_view(*args: Any, **values: Any) -> str:
        return macro(view(), *args, **values)

    return with_view

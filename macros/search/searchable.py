"""全站搜得到什么：每页有哪些段，问法指到哪一段。

公文的段、任务、举措直接取自数据，各归一页；手写页面按小标题切。年度页只留开头，不重抄举措。
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from macros.corpus import addresses, proof
from macros.corpus.corpus import Row
from macros.corpus.documents import Paragraph
from macros.corpus.editorial import Erratum
from macros.corpus.plan import Plan
from macros.corpus.tasks import Measure, Period, Task, Unit
from macros.search.sections import SearchPassage, sections

# 页的种类，照结果筛选框里的次序；地址以什么开头就是哪一种，宣传材料长，放在后面取。
PAGE_KINDS = {
    "方案": ("plan/", "table."),
    "解读": ("interpretation.",),
    "征求意见": ("consultation.",),
    "单位": ("units/",),
    "任务": ("tasks/",),
    "年度": ("years/",),
    "名词": ("terms.",),
    "本站": (),
    "宣传": ("publicity/",),
}
OTHER = "本站"


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """一页：地址、页名、种类、各段。"""

    address: str
    title: str
    kind: str
    passages: tuple[SearchPassage, ...]


def page_kind(address: str) -> str:
    """一个地址是哪一种页。"""
    for kind, starts in PAGE_KINDS.items():
        if address.startswith(starts):
            return kind
    return OTHER


def search_pages(plan: Plan, written: Mapping[str, tuple[str, str]]) -> list[SearchPage]:
    """全站的页，照种类的次序，同一种照出现的次序。

    written 是手写页面：地址 → 页名、正文 HTML。
    """
    titles = {address: title for address, (title, _) in written.items()}
    for generated in addresses.generated(plan):
        titles[addresses.html(generated.uri)] = generated.title
    passages: dict[str, list[SearchPassage]] = {address: [] for address in titles}
    for address, (_, html) in written.items():
        passages[address] += sections(html)
    for address, passage in _recorded(plan):
        passages[address].append(passage)
    pages = (_search_page(address, titles[address], passages[address]) for address in titles)
    order = list(PAGE_KINDS)
    return sorted(pages, key=lambda page: order.index(page.kind))


def _search_page(address: str, title: str, passages: Iterable[SearchPassage]) -> SearchPage:
    kind = page_kind(address)
    return SearchPage(address=address, title=title, kind=kind, passages=tuple(passages))


def _recorded(plan: Plan) -> Iterator[tuple[str, SearchPassage]]:
    """数据里的各段和所在的页：记录、勘误、年度。"""
    for row in plan.rows.values():
        if passage := passage_of(plan, row):
            yield page_of(plan, row), passage
    for erratum in plan.errata:
        yield addresses.VERIFY, _erratum_passage(erratum)
    for year, period in plan.years.items():
        yield f"years/{year}.html", _year_passage(year, period)


def _erratum_passage(erratum: Erratum) -> SearchPassage:
    reading = erratum.reading or erratum.printed
    text = f"{erratum.printed} → {reading}。{erratum.basis}"
    return SearchPassage(anchor=erratum.id, title="勘误", text=text)


def _year_passage(year: int, period: Period) -> SearchPassage:
    text = f"{year}年举措"
    if period.first != period.last:
        text += f"，在{period.label}一栏"
    return SearchPassage(anchor="", text=text, years=(year, year))


def page_of(plan: Plan, row: Row) -> str:
    """一条记录在哪一页搜得到：任务归任务页，其余归它所在的页。"""
    if isinstance(row, Task):
        return f"tasks/{row.id}.html"
    return addresses.address_of(plan, row).partition("#")[0]


def passage_of(plan: Plan, row: Row) -> SearchPassage | None:
    """一条记录是怎样的一段；不单独成段的没有。"""
    text = proof.reading(plan, row)
    match row:
        case Unit():
            return SearchPassage(anchor="", text=row.full_name, unit=row.name)
        case Task():
            unit = plan.unit[row.unit]
            return SearchPassage(anchor=row.id, text=text, unit=unit.name)
        case Measure():
            period = plan.period[row.period]
            return SearchPassage(
                anchor=row.id,
                title=addresses.label(plan, row),
                text=text,
                unit=plan.unit[row.unit].name,
                years=(period.first, period.last),
            )
        case Paragraph() if not plan.documents[row.document].base:
            label = addresses.label(plan, row)
            return SearchPassage(anchor=row.id, title=label, text=text)
    return None


def questions_at(plan: Plan) -> dict[str, list[str]]:
    """问法：地址 → 各种问法。"""
    return {_answer(plan, question.see): list(question.asks) for question in plan.questions}


def _answer(plan: Plan, see: str) -> str:
    """问法指到的地址；see 是记录的编号，或者就是地址。"""
    row = plan.rows.get(see)
    if row is None:
        return see
    passage = passage_of(plan, row)
    if passage is None:
        return see
    return f"{page_of(plan, row)}#{passage.anchor}".rstrip("#")

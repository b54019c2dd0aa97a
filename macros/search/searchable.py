"""全站搜得到什么：每页有哪些段，问法指到哪一段。

公文的段、任务、举措直接取自数据，各归一页；手写页面按小标题切。年度页只留开头，不重抄举措。
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from macros.corpus import addresses, proof
from macros.corpus.corpus import Row
from macros.corpus.documents import Paragraph
from macros.corpus.editorial import Erratum
from macros.corpus.facts import Hotline
from macros.corpus.pieces import AUDIENCES, FORMS, Piece
from macros.corpus.plan import Plan
from macros.corpus.tasks import Measure, Period, Task, Unit
from macros.search.sections import SearchPassage, sections

# 页的种类，照取来的次序：救急的先取，长的宣传材料后取；地址以什么开头就是哪一种。
PAGE_KINDS = {
    "求助": ("help.",),
    "方案": ("plan/", "table."),
    "单位": ("units/",),
    "任务": ("tasks/",),
    "年度": ("years/", "timeline."),
    "解读": ("interpretation.",),
    "征求意见": ("consultation.",),
    "名词": ("terms.",),
    "日历": ("calendar.",),
    "宣传": ("publicity/",),
    "本站": (),
}
OTHER = "本站"
# 单位名称前面的级别，人们常不说。
_PREFIX = re.compile("^[市县区旗](?:人民政府|政府|委)?")

# 宣传资料的文件：资料的地址 → 封面的地址（没有就是空的）、各种版式的名字和用处。
Files = Mapping[str, tuple[str, tuple[str, ...]]]
# 手写页面：地址 → 页名、正文 HTML。
WrittenPages = Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """一页：地址、页名、种类、各段、封面的地址（没有就是空的）。"""

    address: str
    title: str
    kind: str
    passages: tuple[SearchPassage, ...]
    cover: str = ""


def page_kind(address: str) -> str:
    """一个地址是哪一种页。"""
    for kind, starts in PAGE_KINDS.items():
        if address.startswith(starts):
            return kind
    return OTHER


def search_pages(plan: Plan, written: WrittenPages, files: Files) -> list[SearchPage]:
    """全站的页，照种类的次序，同一种照出现的次序。files 是宣传资料的文件。"""
    titles = _titles(plan, written)
    passages: dict[str, list[SearchPassage]] = {address: [] for address in titles}
    for address, (_, html) in written.items():
        passages[address] += sections(html)
    for address, passage in _recorded(plan):
        passages[address].append(passage)
    _add_publicity(plan, passages, files)
    _, help = written.get(addresses.HELP, ("", ""))
    if HOTLINES in help:
        passages[addresses.HELP] += map(_hotline_passage, plan.hotlines)
    pages = []
    for address, title in titles.items():
        cover, _ = files.get(address, ("", ()))
        page = _search_page(address, title, passages[address], cover)
        pages.append(page)
    return sorted(pages, key=_kind_order)


def _titles(plan: Plan, written: WrittenPages) -> dict[str, str]:
    """全站的页：地址 → 页名。"""
    titles = {}
    for address, (title, _) in written.items():
        titles[address] = title
    for generated in addresses.generated(plan):
        titles[generated.url] = generated.title
    return titles


def _kind_order(page: SearchPage) -> int:
    """页的种类排在第几。"""
    return list(PAGE_KINDS).index(page.kind)


def _add_publicity(plan: Plan, passages: dict[str, list[SearchPassage]], files: Files) -> None:
    """各份资料补上网页上看得见、正文里没有的，资料库补上各种资料一节。"""
    for piece in plan.pieces:
        if piece.url in passages:
            written = passages[piece.url]
            passages[piece.url] = _about_piece(plan, piece, written, files)
    if addresses.PUBLICITY in passages:
        passages[addresses.PUBLICITY] += _gallery(plan)


def _search_page(
    address: str, title: str, passages: Iterable[SearchPassage], cover: str
) -> SearchPage:
    kind = page_kind(address)
    return SearchPage(
        address=address, title=title, kind=kind, passages=tuple(passages), cover=cover
    )


def _about_piece(
    plan: Plan, piece: Piece, written: list[SearchPassage], files: Files
) -> list[SearchPassage]:
    """一份资料的各段：页首是摘要、种类、给谁、日子、怎样用，下载是各种版式，再是正文各节。"""
    first, *rest = written
    lines = [piece.description, *piece.use, first.text]
    text = " ".join(lines)
    lead = SearchPassage(anchor="", title=_about(plan, piece), text=text)
    _, formats = files.get(piece.url, ("", ()))
    if formats:
        text = "；".join(formats)
        rest.append(SearchPassage(anchor="downloads", title="下载", text=text))
    rest.append(SearchPassage(anchor="law", title="依据", text=piece.law))
    return [lead, *rest]


def _about(plan: Plan, piece: Piece) -> str:
    """一份资料是什么、给谁、用在哪些日子。"""
    names = [AUDIENCES[one] for one in piece.audience]
    readers = "、".join(names)
    about = f"{piece.kind}，给{readers}"
    days = [day.name for day in plan.calendar if day.id in piece.occasions]
    if days:
        about += "，用在"
        about += "、".join(days)
    return about


def _gallery(plan: Plan) -> Iterator[SearchPassage]:
    """资料库里各种资料一节：有哪几份。"""
    for form, name in FORMS.items():
        titles = [piece.title for piece in plan.pieces if piece.form == form]
        if titles:
            yield SearchPassage(anchor="", title=name, text="；".join(titles))


# 求助页上的电话，一个一处。
HOTLINES = 'class="hotlines"'


def _hotline_passage(line: Hotline) -> SearchPassage:
    """一个电话：号码、名称，什么时候打，几点有人接。"""
    title = f"{line.name} {line.number}"
    text = f"{line.number}{line.name}：{line.use}"
    if line.hours:
        text += f"（{line.hours}）"
    return SearchPassage(anchor=f"tel-{line.number}", title=title, text=text)


def _recorded(plan: Plan) -> Iterator[tuple[str, SearchPassage]]:
    """数据里的各段和所在的页：记录、勘误、年度。"""
    for row in plan.rows.values():
        passage = passage_of(plan, row)
        if passage:
            yield page_of(plan, row), passage
    for erratum in plan.errata:
        yield addresses.VERIFY, _erratum_passage(erratum)
    for year, period in plan.years.items():
        yield f"years/{year}.html", _year_passage(plan, year, period)


def _erratum_passage(erratum: Erratum) -> SearchPassage:
    reading = erratum.reading or erratum.printed
    text = f"{erratum.printed} → {reading}。{erratum.basis}"
    return SearchPassage(anchor=erratum.id, title="勘误", text=text)


def _year_passage(plan: Plan, year: int, period: Period) -> SearchPassage:
    text = f"{year}年{plan.words.measure}"
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
            names = "，".join((row.full_name, *row.known_as))
            return SearchPassage(anchor="", text=names, unit=row.name)
        case Task():
            unit = plan.unit[row.unit]
            return SearchPassage(anchor=row.id, text=text, unit=unit.name)
        case Measure():
            unit = plan.unit[row.unit]
            period = plan.period[row.period]
            return SearchPassage(
                anchor=row.id,
                title=addresses.label(plan, row),
                text=text,
                unit=unit.name,
                years=(period.first, period.last),
            )
        case Paragraph() if not plan.documents[row.document].base:
            label = addresses.label(plan, row)
            return SearchPassage(anchor=row.id, title=label, text=text)
    return None


def questions_at(plan: Plan) -> dict[str, list[str]]:
    """问法：地址 → 各种问法。"""
    found: dict[str, list[str]] = {}
    for question in plan.questions:
        found.setdefault(_answer(plan, question.see), []).extend(question.asks)
    return found


def other_names(plan: Plan) -> list[list[str]]:
    """各单位的别的名字：去掉“市”“市委”“市政府”的，全称，近义词里只指它的说法，从前和后来的名称。"""
    called: dict[str, list[str]] = defaultdict(list)
    for synonym in plan.synonyms:
        if len(synonym.means) == 1:
            called[synonym.means[0]] += synonym.words
    names = []
    for unit in plan.units:
        short = _PREFIX.sub("", unit.name)
        every = dict.fromkeys([short, unit.full_name])
        every |= dict.fromkeys(called[unit.name])
        every |= dict.fromkeys(unit.known_as)
        every.pop(unit.name, None)
        names.append(list(every))
    return names


def _answer(plan: Plan, see: str) -> str:
    """问法指到的地址；see 是记录、名词、日子的编号，或者就是地址。"""
    row = plan.rows.get(see)
    if row is None:
        return _listed(plan).get(see, see)
    passage = passage_of(plan, row)
    if passage is None:
        return see
    return f"{page_of(plan, row)}#{passage.anchor}".rstrip("#")


def _listed(plan: Plan) -> dict[str, str]:
    """名词、日子、电话：编号 → 地址。"""
    known = {}
    for line in plan.hotlines:
        known[line.number] = f"{addresses.HELP}#tel-{line.number}"
    for day in plan.calendar:
        known[day.id] = f"{addresses.CALENDAR}#{day.id}"
    for term in plan.terms:
        known[term.id] = f"{addresses.TERMS}#{term.id}"
    return known

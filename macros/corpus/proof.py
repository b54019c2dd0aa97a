"""逐字核对：data/ 里的公文和抓取的原网页一段一段地比。

原网页每个有字的行是一段；栏目名等网页零件和被断开的行由 SOURCE.yml 登记。
比较时不看空白，只容许一种差别：半角标点写成全角。
"""

import difflib
import functools
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from macros.corpus.corpus import Row
from macros.corpus.documents import Document, Paragraph, Source
from macros.corpus.origins import each_origin, every_source, listed_documents
from macros.corpus.plan import Plan
from macros.corpus.problem import Problem
from macros.corpus.tasks import Entry, Measure, Period, Task, Unit
from macros.corpus.yaml import Scalar, Table

FIX = "照原网页改回去；原网页真有错，就登记到 data/errata.yml，正文不动"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """数据里的一段公文：哪个记录、照原文写出的字。"""

    row: Row
    document: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """原网页的一段：从第几行起、照印的字（去掉空白）、拿来比较的字、哪一份原网页。"""

    number: int
    raw: str
    text: str
    page: str = "原网页"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """核对的结果：共几段、对上几段、补了几处、加注几处。"""

    total: int
    same: int
    restored: int
    sic: int

    def __str__(self) -> str:
        proved = f"{self.same}/{self.total}"
        chinese = f"{proved} 段逐字相同，补出 {self.restored} 处，原文如此 {self.sic} 处"
        english = f"{proved} passages word for word, {self.restored} restored, {self.sic} sic"
        return f"{chinese}（{english}）"


@functools.lru_cache(maxsize=4096)
def normalized(text: str) -> str:
    """NFKC 之后去掉所有空白：只剩要逐字比较的字。"""
    return "".join(unicodedata.normalize("NFKC", text).split())


def printed(row: Row) -> str:
    """一个记录在原文里印的样子，有序号的带序号。"""
    match row:
        case Paragraph():
            return row.text
        case Unit():
            return row.name
        case Period():
            return row.printed
        case Task() | Measure():
            return f"{_ordinal(row)}{row.text}"


def _ordinal(row: Entry) -> str:
    """原表印出的序号，如“3.”；没有印就是空的。"""
    if row.number is None:
        return ""
    return f"{row.number}."


def reading(plan: Plan, row: Row) -> str:
    """一个记录补上缺字以后的读法。"""
    text = printed(row)
    for erratum in plan.errata_of.get(row.id, ()):
        if erratum.kind == "restored" and erratum.reading:
            text = text.replace(erratum.printed, erratum.reading)
    return text


@functools.lru_cache(maxsize=2)
def printed_passages(plan: Plan) -> list[Passage]:
    """数据里的全部公文段落，照各来源和原网页的次序。"""
    passages: list[Passage] = []
    for name in listed_documents(plan):
        if name in plan.documents:
            document = plan.documents[name]
            passages.extend(printed_passages_of(plan, document))
    return passages


def printed_passages_of(plan: Plan, document: Document) -> Iterator[Passage]:
    """一篇公文的段落；带推进表的，段落后面接着栏头和各单位。"""
    rows: list[Row] = list(document.paragraphs)
    if document.appendix:
        rows += plan.periods
        rows += appendix_rows(plan)
    for row in rows:
        yield Passage(row=row, document=document.id, text=printed(row))


def appendix_rows(plan: Plan) -> Iterator[Row]:
    """推进表的各格，照原表次序：单位、任务、各时段的举措。"""
    for unit in plan.units:
        yield unit
        yield from unit.tasks
        for period in plan.periods:
            yield from unit.measures.get(period.id, ())


@functools.lru_cache(maxsize=2)
def lines(plan: Plan) -> list[Line]:
    """各来源的全部段落：去掉网页零件和空行，接好断行。"""
    passages: list[Line] = []
    for source in every_source(plan):
        passages += _lines_of(source)
    return passages


def _lines_of(source: Source) -> list[Line]:
    """一个来源的全部段落。"""
    texts = source.text.split("\n")
    furniture = {row.line for row in source.furniture}
    last_of = {row.first: row.last for row in source.joined}
    passages = []
    number = 1
    while number <= len(texts):
        last = last_of.get(number, number)
        last = max(last, number)
        whole = "".join(texts[number - 1 : last])
        text = normalized(whole)
        if text and number not in furniture:
            raw = "".join(whole.split())
            passages.append(Line(number=number, raw=raw, text=text, page=source.page))
        number = last + 1
    return passages


def tally(plan: Plan) -> Tally:
    """统计核对的结果。"""
    left, right = texts(plan)
    same = len(right)
    if left != right:
        matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
        same = sum(block.size for block in matcher.get_matching_blocks())
    here = {passage.row.id for passage in printed_passages(plan)}
    kinds = [row.kind for row in plan.errata if not here.isdisjoint(row.places)]
    return Tally(
        total=len(right),
        same=same,
        restored=kinds.count("restored"),
        sic=kinds.count("sic"),
    )


def tallies(plan: Plan) -> list[tuple[Source, Tally]]:
    """不止一个来源的，各来源核对的结果；只有一个的是空的。"""
    if not plan.added_sources:
        return []
    return [(one.source, tally(one)) for one in each_origin(plan)]


def texts(plan: Plan) -> tuple[list[str], list[str]]:
    """要比较的字：数据里的各段，原网页的各段。"""
    ours = [normalized(passage.text) for passage in printed_passages(plan)]
    theirs = [line.text for line in lines(plan)]
    return ours, theirs


def place_of(passage: Passage) -> Table | Scalar:
    """段落的文字在 YAML 里的位置。"""
    field = {Unit: "name", Period: "printed"}.get(type(passage.row), "text")
    node = passage.row.place.of(field)
    if isinstance(node, Scalar):
        return node
    return passage.row.place


def problem_at(passage: Passage, offset: int, message: str, help: str = FIX) -> Problem:
    """在一段印出文字的第 offset 个字处报一个错误。"""
    place = place_of(passage)
    if isinstance(passage.row, Entry):
        offset -= len(_ordinal(passage.row))
        number = passage.row.place.of("number")
        if offset < 0 and isinstance(number, Scalar):
            return number.problem(message, help)
        offset = max(0, offset)
    if isinstance(place, Scalar) and place.quoted:
        offset += 1
    return place.problem(message, help, offset)

"""逐字核对：data/ 里的公文和抓取的原网页一段一段地比。

原网页每个有字的行是一段；栏目名等网页零件和被断开的行由 SOURCE.yml 登记。
比较时不看空白，只容许一种差别：半角标点写成全角。
"""

import difflib
import functools
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from macros.corpus.corpus import Row
from macros.corpus.documents import Document, Paragraph
from macros.corpus.plan import Plan
from macros.corpus.problem import Problem
from macros.corpus.tasks import Entry, Measure, Period, Task, Unit
from macros.corpus.yaml import Node, Scalar, Table

# 数据里的标点写成全角：照着改，不会再报一次。
_FULL_WIDTH = str.maketrans(",;:?!()", "，；：？！（）")

FIX = "照原网页改回去；原网页真有错，就登记到 data/errata.yml，正文不动"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """数据里的一段公文：哪个记录、照原文写出的字。"""

    row: Row
    document: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """原网页的一段：从第几行起、照印的字（去掉空白）、拿来比较的字。"""

    number: int
    raw: str
    text: str


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
    """数据里的全部公文段落，照原网页的次序。"""
    passages: list[Passage] = []
    for name in plan.source.documents:
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
    """原网页的全部段落：去掉网页零件和空行，接好断行。"""
    texts = plan.source.text.split("\n")
    furniture = {row.line for row in plan.source.furniture}
    last_of = {row.first: row.last for row in plan.source.joined}
    passages = []
    number = 1
    while number <= len(texts):
        last = last_of.get(number, number)
        last = max(last, number)
        whole = "".join(texts[number - 1 : last])
        text = normalized(whole)
        if text and number not in furniture:
            raw = "".join(whole.split())
            passages.append(Line(number=number, raw=raw, text=text))
        number = last + 1
    return passages


def differences(plan: Plan, *, changes_only: bool = False) -> Iterator[Problem]:
    """逐段核对；每处改动、遗漏、多出、重复、挪动报一个错误。

    changes_only 表示数据已知有别的错：那时少一段、挪一段多半是别的错引起的，只报改动的字。
    """
    blocks = _blocks(plan)
    if not blocks:
        yield from _widths(plan)
    gone = {line.text for block in blocks for line in block.theirs}
    reported: set[tuple[str, int, int]] = set()
    for block in blocks:
        for problem, changed in _block_problems(block, gone):
            place = (problem.path, problem.line, problem.column)
            if place in reported or (changes_only and not changed):
                continue
            reported.add(place)  # 征求意见稿和印发稿共用一段文字，只报一次
            yield problem


def tally(plan: Plan) -> Tally:
    """统计核对的结果。"""
    left, right = _texts(plan)
    same = len(right)
    if left != right:
        matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
        same = sum(block.size for block in matcher.get_matching_blocks())
    kinds = [erratum.kind for erratum in plan.errata]
    return Tally(
        total=len(right),
        same=same,
        restored=kinds.count("restored"),
        sic=kinds.count("sic"),
    )


def _texts(plan: Plan) -> tuple[list[str], list[str]]:
    """要比较的字：数据里的各段，原网页的各段。"""
    ours = [normalized(passage.text) for passage in printed_passages(plan)]
    theirs = [line.text for line in lines(plan)]
    return ours, theirs


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """一串对不上的段落：数据里的、原网页的；before 是它前面那一段在数据里的位置。"""

    ours: Sequence[Passage]
    theirs: Sequence[Line]
    before: Node


def _blocks(plan: Plan) -> list[_Block]:
    """全部对不上的地方；逐段相同就是空的。"""
    left, right = _texts(plan)
    if left == right:
        return []
    ours = printed_passages(plan)
    theirs = lines(plan)
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
    blocks = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        before: Node = plan.source.place
        if ours:
            last_same = max(i1 - 1, 0)
            before = place_of(ours[last_same])
        block = _Block(
            ours=ours[i1:i2],
            theirs=theirs[j1:j2],
            before=before,
        )
        blocks.append(block)
    return blocks


def _block_problems(block: _Block, gone: set[str]) -> Iterator[tuple[Problem, bool]]:
    """一串对不上的段落：先配成改动的（标为 True），配不上的算多出或遗漏。

    gone 是各串里原网页的字：配不上而字在里面的，是挪了位置。
    """
    rest = list(block.theirs)
    for passage in block.ours:
        text = normalized(passage.text)
        near = _nearest(text, rest)
        if near is None:
            yield _extra(passage, text in gone), False
        elif near.text == text:
            rest = [line for line in rest if line.text != text]
        else:
            rest.remove(near)
            yield _changed(passage, near), True
    for line in rest:
        text = _short(line.text)
        says = f"在这之后缺少原网页第 {line.number} 行“{text}”"
        yield block.before.problem(says, FIX), False


def _nearest(text: str, candidates: Sequence[Line]) -> Line | None:
    """原网页里和 text 最像的一段；一半都不像的不算。"""
    texts = [line.text for line in candidates]
    near = difflib.get_close_matches(text, texts, n=1, cutoff=0.5)
    if not near:
        return None
    return candidates[texts.index(near[0])]


def _extra(passage: Passage, moved: bool) -> Problem:
    """数据里多出的一段，或挪了位置的一段。"""
    why = "原网页没有这一段，或这里写了两遍"
    if moved:
        why = "位置和原网页不同"
    text = _short(passage.text)
    return place_of(passage).problem(f"“{text}”{why}", FIX)


def _changed(passage: Passage, line: Line) -> Problem:
    """指出一段里第一个不同的字。"""
    ours = ""
    offsets = []
    for offset, character in enumerate(passage.text):
        part = normalized(character)
        ours += part
        offsets += [offset] * len(part)
    offsets.append(len(passage.text))
    matcher = difflib.SequenceMatcher(None, ours, line.text, autojunk=False)
    different = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    tag, i1, i2, j1, j2 = different[0]
    mine = passage.text[offsets[i1] : offsets[i2]]
    theirs = _as_typed(line, j1, j2)
    where = f"原网页第 {line.number} 行"
    says = {
        "replace": f"“{mine}”{where}是“{theirs}”",
        "delete": f"多了“{mine}”，{where}没有",
        "insert": f"这里少了“{theirs}”，{where}有",
    }
    return problem_at(passage, offsets[i1], says[tag])


def _as_typed(line: Line, start: int, end: int) -> str:
    """原网页一段里比较用的第 start 到 end 个字，照数据里该有的写法：汉字后面的标点用全角。"""
    text = line.text[start:end]
    before = line.text[max(0, start - 1) : start]
    if before.isascii() and before.isalnum():
        return text
    return text.translate(_FULL_WIDTH)


def _widths(plan: Plan) -> Iterator[Problem]:
    """字对上之后，再看写法：除了半角标点改全角，每个字的编码也要和原网页一样。"""
    for passage, line in zip(printed_passages(plan), lines(plan), strict=True):
        problem = _wrong_width(passage, line)
        if problem is not None:
            yield problem


def _wrong_width(passage: Passage, line: Line) -> Problem | None:
    """一段里第一个样子相近而不同的字；都相同是 None。"""
    rest = iter(line.raw)
    for offset, mine in enumerate(passage.text):
        if mine.isspace():
            continue
        theirs = next(rest, mine)
        if not _same_character(mine, theirs):
            says = f"“{mine}”和原网页的“{theirs}”样子相近，但不是同一个字"
            return problem_at(passage, offset, says)
    return None


def _same_character(mine: str, theirs: str) -> bool:
    """同一个字，或原网页的半角标点写成了全角。"""
    if mine == theirs:
        return True
    if not theirs.isascii() or theirs.isalnum():
        return False
    return ord(mine) == ord(theirs) + 0xFEE0


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


def _short(text: str) -> str:
    if len(text) <= 20:
        return text
    return f"{text[:20]}……"

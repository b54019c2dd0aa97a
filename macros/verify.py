"""逐字核对：data/ 里的公文和抓取的原网页一段一段地比。

原网页每个有字的行是一段；栏目名等网页零件和被断开的行由 SOURCE.yml 登记。
比较时不看空白，只容许一种差别：半角标点写成全角。
"""

import difflib
import functools
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from macros.model import Document, Measure, Paragraph, Period, Plan, Row, Task, Unit
from macros.source import Problem, Scalar, Table

FIX = "照原网页改回去；原网页真有错，就登记到 data/errata.yml，正文不动"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """数据里的一段公文：哪个记录、照原文写出的字。"""

    row: Row
    document: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """原网页的一段：从第几行起、字。"""

    number: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """核对的结果：共几段、对上几段、补了几处、加注几处。"""

    total: int
    same: int
    restored: int
    sic: int

    def __str__(self) -> str:
        return (
            f"{self.same}/{self.total} 段逐字相同，补出 {self.restored} 处，原文如此 {self.sic} 处"
            f"（{self.same}/{self.total} passages word for word, {self.restored} restored, {self.sic} sic）"
        )


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
            return row.text if row.number is None else f"{row.number}.{row.text}"


def reading(plan: Plan, row: Row) -> str:
    """一个记录补上缺字以后的读法。"""
    text = printed(row)
    for erratum in plan.errata_of.get(row.id, ()):
        if erratum.kind == "restored" and erratum.reading:
            text = text.replace(erratum.printed, erratum.reading)
    return text


@functools.lru_cache(maxsize=2)
def passages(plan: Plan) -> list[Passage]:
    """数据里的全部公文段落，照原网页的次序。"""
    documents = [plan.documents[name] for name in plan.source.documents if name in plan.documents]
    return [passage for document in documents for passage in passages_of(plan, document)]


def passages_of(plan: Plan, document: Document) -> Iterator[Passage]:
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
    found, number = [], 0
    while number < len(texts):
        number += 1
        last = max(last_of.get(number, number), number)
        text = normalized("".join(texts[number - 1 : last]))
        if text and number not in furniture:
            found.append(Line(number=number, text=text))
        number = last
    return found


def compare(plan: Plan, *, changes_only: bool = False) -> Iterator[Problem]:
    """逐段核对；每处改动、遗漏、多出、重复、挪动报一个错误。

    changes_only 表示数据已知有别的错：那时少一段、挪一段多半是别的错引起的，只报改动的字。
    """
    ours, theirs = passages(plan), lines(plan)
    left, right = [normalized(p.text) for p in ours], [line.text for line in theirs]
    if left != right:
        matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
        blocks = [block for block in matcher.get_opcodes() if block[0] != "equal"]
        reported: set[tuple[str, int, int]] = set()
        gone = {text for _, _, _, j1, j2 in blocks for text in right[j1:j2]}
        for _, i1, i2, j1, j2 in blocks:
            for problem, changed in _block(plan, ours, i1, i2, theirs[j1:j2], gone):
                place = (problem.path, problem.line, problem.column)
                if place not in reported and (changed or not changes_only):
                    reported.add(place)  # 征求意见稿和印发稿共用一段文字，只报一次
                    yield problem
    elif ours:
        yield from _widths(plan, ours)


def report(plan: Plan) -> Report:
    """统计核对的结果。"""
    left, right = [normalized(p.text) for p in passages(plan)], [line.text for line in lines(plan)]
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
    same = len(right) if left == right else sum(block.size for block in matcher.get_matching_blocks())
    kinds = [erratum.kind for erratum in plan.errata]
    return Report(total=len(right), same=same, restored=kinds.count("restored"), sic=kinds.count("sic"))


def _block(
    plan: Plan, ours: Sequence[Passage], i1: int, i2: int, theirs: Sequence[Line], gone: set[str]
) -> Iterator[tuple[Problem, bool]]:
    """一串对不上的段落：先配成改动的（标为 True），配不上的算多出或遗漏。"""
    rest = list(theirs)
    for passage in ours[i1:i2]:
        text = normalized(passage.text)
        near = difflib.get_close_matches(text, [line.text for line in rest], n=1, cutoff=0.5)
        if near and near[0] != text:
            line = next(line for line in rest if line.text == near[0])
            rest.remove(line)
            yield _changed(passage, line), True
        elif near:
            rest = [line for line in rest if line.text != text]
        else:
            why = "位置和原网页不同" if text in gone else "原网页没有这一段，或这里写了两遍"
            yield _place(passage).problem(f"“{_short(passage.text)}”{why}", FIX), False
    for line in rest:
        node = _place(ours[max(i1 - 1, 0)]) if ours else plan.source.at
        yield node.problem(f"在这之后缺少原网页第 {line.number} 行“{_short(line.text)}”", FIX), False


def _changed(passage: Passage, line: Line) -> Problem:
    """指出一段里第一个不同的字。"""
    mapped = [(char, i) for i, raw in enumerate(passage.text) for char in normalized(raw)]
    ours = "".join(char for char, _ in mapped)
    codes = difflib.SequenceMatcher(None, ours, line.text, autojunk=False).get_opcodes()
    tag, i1, i2, j1, j2 = next(code for code in codes if code[0] != "equal")
    offset = mapped[i1][1] if i1 < len(mapped) else len(passage.text)
    mine, theirs = ours[i1:i2], line.text[j1:j2]
    said = {
        "replace": f"“{mine}”原网页第 {line.number} 行是“{theirs}”",
        "delete": f"多了“{mine}”，原网页第 {line.number} 行没有",
        "insert": f"这里少了“{theirs}”，原网页第 {line.number} 行有",
    }[tag]
    return problem_at(passage, offset, said)


def _widths(plan: Plan, ours: Sequence[Passage]) -> Iterator[Problem]:
    """字对上之后，再看写法：除了半角标点改全角，每个字的编码也要和原网页一样。"""
    for passage, raw in zip(ours, _raw_lines(plan), strict=True):
        mine = [(char, i) for i, char in enumerate(passage.text) if not char.isspace()]
        for (char, offset), theirs in zip(mine, raw, strict=False):
            if char != theirs and not (theirs.isascii() and not theirs.isalnum() and ord(char) == ord(theirs) + 0xFEE0):
                yield problem_at(passage, offset, f"“{char}”和原网页的“{theirs}”样子相近，但不是同一个字")
                break


def _raw_lines(plan: Plan) -> Iterator[str]:
    texts = plan.source.text.split("\n")
    last_of = {row.first: row.last for row in plan.source.joined}
    for line in lines(plan):
        last = last_of.get(line.number, line.number)
        yield "".join("".join(texts[line.number - 1 : last]).split())


def _place(passage: Passage) -> Table | Scalar:
    """段落的文字在 YAML 里的位置。"""
    field = {Unit: "name", Period: "printed"}.get(type(passage.row), "text")
    node = passage.row.at.at(field)
    return node if isinstance(node, Scalar) else passage.row.at


def problem_at(passage: Passage, offset: int, message: str, help: str = FIX) -> Problem:
    """在一段印出文字的第 offset 个字处报一个错误。"""
    place = _place(passage)
    if isinstance(passage.row, Task | Measure) and passage.row.number is not None:
        offset = max(0, offset - len(f"{passage.row.number}."))
    quote = isinstance(place, Scalar) and place.quoted
    return place.problem(message, help, offset + quote)


def only_adds(printed: str, reading: str) -> bool:
    """reading 是不是只比 printed 多了字。"""
    return (
        len(reading) > len(printed) and "".join(text for text, new in additions(printed, reading) if not new) == printed
    )


def additions(printed: str, reading: str) -> list[tuple[str, bool]]:
    """把 reading 切成几截，标出哪些是比 printed 多的：203149号 → 2031、〕（多）、49号。"""
    pieces: list[tuple[str, bool]] = []
    rest = printed
    for char in reading:
        new = not rest.startswith(char)
        rest = rest if new else rest[1:]
        if pieces and pieces[-1][1] == new:
            pieces[-1] = (pieces[-1][0] + char, new)
        else:
            pieces.append((char, new))
    return pieces


def _short(text: str) -> str:
    return text if len(text) <= 20 else f"{text[:20]}……"

"""从页面上的一处到文件里的一行：选中几个字再点“编辑此页”，打开的就是写着它的那一行。"""

import re
from collections.abc import Iterable, Iterator, Mapping

from macros.corpus.corpus import Row
from macros.corpus.editorial import Erratum, Term
from macros.corpus.facts import Occasion
from macros.corpus.plan import Plan
from macros.corpus.yaml import Node, Scalar, Sequence, Table

# 锚点，或者一行开头的几个字 → 第几行。
Lines = dict[str, int]

# 开头这么多字就认得出是哪一行；overrides/assets/edit.js 里的也是这个数。
_START = 8

_FILL = re.compile(r'{{ *fill\("([^"]*)"\) *}}')
# 一行里不成为网页上的字的：链接的去处、标签、属性、宏。
_HIDDEN = re.compile(r"\]\([^()]*\)|<[^<>]*>|{:[^{}]*}|{{.*?}}")
# 一行开头不成为网页上的字的：条目的数、YAML 的键、提示框的种类。
_LEAD = re.compile(r"^[\s>*+-]*(?:\d+[.)] |[a-z_]+: |(?:!!!|\?\?\?\+?) [a-z -]+)?")
_NOT_WORDS = re.compile(r"[\W_]+")


def edits(plan: Plan, repository: str, pages: Mapping[str, str]) -> dict[str, object]:
    """浏览器里找那一行要的：编辑页的网址开头，各文件里锚点、开头的几个字在第几行。

    repository 是仓库的网址，pages 是手写的页：文件 → 全文。
    手写的页只认自己的文件，数据文件哪一页都认。
    """
    return {
        "base": f"{repository}/edit/main/",
        "files": _data_lines(plan),
        "pages": {path: _page_lines(text) for path, text in pages.items()},
    }


def _data_lines(plan: Plan) -> dict[str, Lines]:
    """各数据文件：有自己一处的记录照锚点，没有的照开头的几个字。"""
    files: dict[str, Lines] = {}
    shown: tuple[Iterable[Row | Term | Occasion | Erratum], ...] = (
        plan.rows.values(),
        plan.terms,
        plan.calendar,
        plan.errata,
    )
    for records in shown:
        for record in records:
            place = record.place
            files.setdefault(place.path, {})[record.id] = place.line
    for node in _quoted(plan):
        texts = [(text.line, text.text) for text in _texts(node)]
        _add(files.setdefault(node.path, {}), texts)
    return files


def _quoted(plan: Plan) -> Iterator[Node]:
    """网页上照着说的话：事实、电话、步骤、日子、时间线、落实情况、一图读懂、问答、名词、资料的题目。"""
    yield plan.glance.place
    for records in (
        plan.facts,
        plan.hotlines,
        plan.procedures,
        plan.calendar,
        plan.timeline,
        plan.progress,
        plan.answers,
        plan.terms,
    ):
        for record in records:
            yield record.place
    for piece in plan.pieces:
        yield piece.place.of("title")


def _texts(node: Node) -> Iterator[Scalar]:
    """一条记录里写的各句话。"""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _texts(item)
    elif isinstance(node, Table):
        for _, value in node.entries.values():
            yield from _texts(value)


def _page_lines(text: str) -> Lines:
    """一页手写的。"""
    written = []
    for number, line in enumerate(text.split("\n"), start=1):
        shown = _LEAD.sub("", _HIDDEN.sub("", _FILL.sub(r"\1", line)))
        written.append((number, shown))
    lines: Lines = {}
    _add(lines, written)
    return lines


def _add(lines: Lines, texts: Iterable[tuple[int, str]]) -> None:
    """记下各行开头的几个字，头一次出现在第几行；短的常和下一行排在一起，连着的也记。"""
    short = ""
    at = 0
    for number, text in texts:
        words = _NOT_WORDS.sub("", text)
        if not words:
            continue
        lines.setdefault(words[:_START], number)
        if short:
            lines.setdefault((short + words)[:_START], at)
        short = words
        at = number
        if len(words) >= _START:
            short = ""

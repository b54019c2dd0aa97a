"""把正文的 HTML 拆成几种块：标题、段、列表、表格、提示框、卡片、板书、回执。

排版、Word、纯文本都从块里取，三处不会走样。不认识的标签报错，不会悄悄丢掉。
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from lxml import html as lxml_html

from macros.printing.engine import Unprintable


@dataclass(frozen=True, slots=True)
class Run:
    """一截文字：strong 是加粗；fill 表示这是一处要填的空，text 是它的名字。"""

    text: str
    strong: bool = False
    fill: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """一块。level 是几级标题；items 是列表的各项或卡片；rows 是表格，第一行是表头；inside 是框里的块。"""

    kind: Literal["heading", "paragraph", "bullets", "numbers", "table", "note", "cards", "board", "slip"]
    runs: tuple[Run, ...] = ()
    level: int = 0
    items: tuple[tuple["Block", ...], ...] = ()
    rows: tuple[tuple[tuple[Run, ...], ...], ...] = ()
    inside: tuple["Block", ...] = ()


FRAMES = frozenset({"note", "cards", "board", "slip"})
_LISTS = {"ul": "bullets", "ol": "numbers"}


def blocks(html: str) -> tuple[Block, ...]:
    """正文的 HTML 拆成块；遇到不认识的标签抛 Unprintable。"""
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    return tuple(_blocks(root))


def _blocks(parent: Any) -> Iterator[Block]:
    """一层里的各块；不在任何一块里的字报错，不会没了。"""
    _refuse(parent.text)
    for node in parent:
        yield _block(node)
        _refuse(node.tail)


def _refuse(text: str | None) -> None:
    if text and text.strip():
        raise Unprintable(f"“{text.strip()[:12]}”不在段落里：框的开头要写 markdown，里面前后各空一行")


def _block(node: Any) -> Block:
    tag = node.tag
    if tag in ("h1", "h2", "h3", "h4"):
        return Block(kind="heading", level=int(tag[1]), runs=runs(node))
    if tag == "p":
        return Block(kind="paragraph", runs=runs(node))
    if tag in _LISTS:
        return Block(kind=_LISTS[tag], items=tuple(tuple(_item(item)) for item in node))  # type: ignore[arg-type]  # 表里的两个词
    if tag == "table":
        if (caption := node.find("caption")) is not None:
            _refuse(caption.text_content())
        return Block(kind="table", rows=tuple(tuple(runs(cell) for cell in row) for row in node.iter("tr")))
    if tag == "div" and (frame := node.get("class")) in FRAMES:
        return Block(kind=frame, inside=tuple(_blocks(node)))
    if tag == "div" and node.get("class") == "scroll":
        return _block(node[0])
    raise Unprintable(f"正文里有印不出的 <{tag}>，只能用标题、段落、列表、表格和几种框")


def _item(item: Any) -> Iterator[Block]:
    """列表的一项：先是它自己的话，后面可以再跟一层列表。"""
    own: list[Run] = []
    if item.text:
        own.append(Run(item.text))
    rest: list[Block] = []
    for node in item:
        if node.tag in _LISTS or node.tag == "p":
            rest.append(_block(node))
            _refuse(node.tail)
        else:
            own += _inline(node, strong=False)
            if node.tail:
                own.append(Run(node.tail))
    if found := _clean(iter(own)):
        yield Block(kind="paragraph", runs=found)
    yield from rest


def runs(node: Any) -> tuple[Run, ...]:
    """一个元素里的文字，分成几截。"""
    return _clean(_all(node, strong=False))


def _all(node: Any, *, strong: bool) -> Iterator[Run]:
    if node.text:
        yield Run(node.text, strong)
    for child in node:
        yield from _inline(child, strong=strong)
        if child.tail:
            yield Run(child.tail, strong)


def _inline(node: Any, *, strong: bool) -> Iterator[Run]:
    if node.tag in ("strong", "b"):
        yield from _all(node, strong=True)
    elif node.tag == "span" and node.get("data-fill"):
        yield Run(node.get("data-fill"), strong, fill=True)
    elif node.tag == "br":
        yield Run("\n", strong)
    else:
        raise Unprintable(f"正文里有印不出的 <{node.tag}>，行内只能用加粗和要填的空")


def _clean(found: Iterator[Run]) -> tuple[Run, ...]:
    """去掉源文件换行留下的空白。"""
    out: list[Run] = []
    for run in found:
        text = run.text if run.text == "\n" or run.fill else run.text.replace("\n", "")
        if text:
            out.append(Run(text, run.strong, run.fill))
    if out and not out[0].fill:
        out[0] = Run(out[0].text.lstrip(" "), out[0].strong)
    return tuple(run for run in out if run.text)


def paragraph(*found: Run) -> Block:
    """一段。"""
    return Block(kind="paragraph", runs=found)


def plain(text: str, *, strong: bool = False) -> Block:
    """只有一截文字的一段。"""
    return paragraph(Run(text, strong))


def heading(text: str, level: int = 2) -> Block:
    """一个标题。"""
    return Block(kind="heading", level=level, runs=(Run(text),))


def listed(texts: list[tuple[Run, ...]], *, numbered: bool = False) -> Block:
    """一个列表，一项一段。"""
    kind: Literal["numbers", "bullets"] = "numbers" if numbered else "bullets"
    return Block(kind=kind, items=tuple((paragraph(*one),) for one in texts))


def fills(found: tuple[Block, ...]) -> tuple[str, ...]:
    """要填的空的名字，照先后，不重复。"""
    return tuple(dict.fromkeys(run.text for block in found for run in _every_run(block) if run.fill))


def _every_run(block: Block) -> Iterator[Run]:
    yield from block.runs
    for row in block.rows:
        for cell in row:
            yield from cell
    for inner in (*block.inside, *(one for item in block.items for one in item)):
        yield from _every_run(inner)

"""把正文的 HTML 拆成几种块：标题、段、列表、表格、提示框、卡片、板书、回执。

排版、Word、纯文本都从块里取，三处不会走样。不认识的标签报错，不会悄悄丢掉。
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias

from lxml import html as lxml_html

from macros.printing.engine import Unprintable


@dataclass(frozen=True, slots=True)
class Run:
    """一截文字：strong 是加粗；fill 表示这是一处要填的空，text 是它的名字。

    named 是空的前面要印名字；前面的话已经说了填什么，就不印第二遍。
    """

    text: str
    strong: bool = False
    fill: bool = False
    named: bool = True


# 一段、一格里的字。
Runs: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """一块。

    level 是几级标题；items 是列表的各项或卡片，任务列表（tasks）的各项以方框开头；
    rows 是表格，第一行是表头；inside 是框里的块。
    """

    kind: Literal[
        "heading",
        "paragraph",
        "bullets",
        "numbers",
        "tasks",
        "table",
        "note",
        "cards",
        "board",
        "slip",
    ]
    runs: Runs = ()
    level: int = 0
    items: tuple[tuple["Block", ...], ...] = ()
    rows: tuple[tuple[Runs, ...], ...] = ()
    inside: tuple["Block", ...] = ()


FRAMES = frozenset({"note", "cards", "board", "slip"})
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4}
_LISTS: dict[str, Literal["bullets", "numbers"]] = {"ul": "bullets", "ol": "numbers"}


def blocks(html: str) -> tuple[Block, ...]:
    """正文的 HTML 拆成块；遇到不认识的标签抛 Unprintable。"""
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    return tuple(_blocks(root))


def _blocks(parent: Any) -> Iterator[Block]:
    """一层里的各块；不在任何一块里的字报错，不会没了。"""
    _refuse(parent.text)
    for node in parent:
        classes = _classes(node)
        if "tabbed-set" in classes:
            yield from _tabs(node)
        elif "grid" in classes:
            yield from _blocks(node)
        else:
            yield _block(node)
        _refuse(node.tail)


def _classes(node: Any) -> list[str]:
    names: str = node.get("class") or ""
    return names.split()


def _tabs(group: Any) -> Iterator[Block]:
    """标签页：一页一个小标题，后面是内容。"""
    labels, content = group.findall("div")
    for label, page in zip(labels, content, strict=True):
        yield _title(label)
        yield from _blocks(page)


def _title(node: Any) -> Block:
    """框、标签页的标题，一段粗体。"""
    return paragraph(*_clean(_all(node, strong=True)))


def _refuse(text: str | None) -> None:
    if text and text.strip():
        raise Unprintable(
            f"“{text.strip()[:12]}”不在段落里：框的开头要写 markdown，里面前后各空一行"
        )


def _block(node: Any) -> Block:
    """一个元素是哪一种块。"""
    tag = node.tag
    if tag in _HEADINGS:
        return Block(kind="heading", level=_HEADINGS[tag], runs=runs(node))
    if tag == "p":
        return Block(kind="paragraph", runs=runs(node))
    if tag in _LISTS:
        return _list(node)
    if tag == "table":
        return _table(node)
    if tag == "details" or "admonition" in _classes(node):
        return _box(node)
    if tag == "div":
        frame = node.get("class")
        if frame in FRAMES:
            return Block(kind=frame, inside=tuple(_blocks(node)))
        if frame == "scroll":
            return _block(node[0])
    raise Unprintable(f"正文里有印不出的 <{tag}>，只能用标题、段落、列表、表格和几种框")


def _list(node: Any) -> Block:
    items = tuple(tuple(_item(item)) for item in node)
    if "task-list" in _classes(node):
        return Block(kind="tasks", items=items)
    return Block(kind=_LISTS[node.tag], items=items)


def _box(node: Any) -> Block:
    """提示框和折叠：有标题的框，标题一段粗体。"""
    inside: list[Block] = []
    _refuse(node.text)
    if len(node) and (node[0].tag == "summary" or "admonition-title" in _classes(node[0])):
        title = node[0]
        inside.append(_title(title))
        _refuse(title.tail)
        node.remove(title)
    inside += _blocks(node)
    return Block(kind="note", inside=tuple(inside))


def _table(node: Any) -> Block:
    """表格；表的标题印不出，有就报错。"""
    caption = node.find("caption")
    if caption is not None:
        _refuse(caption.text_content())
    rows = [_row(row) for row in node.iter("tr")]
    return Block(kind="table", rows=tuple(rows))


def _row(node: Any) -> tuple[Runs, ...]:
    """表格的一行；头一格说了填什么，后面只有一个空的格子不再印名字。"""
    first, *others = map(runs, node)
    return (first, *map(_unnamed_alone, others))


def _unnamed_alone(cell: Runs) -> Runs:
    if len(cell) == 1 and cell[0].fill:
        return (replace(cell[0], named=False),)
    return cell


def _item(item: Any) -> Iterator[Block]:
    """列表的一项：先是它自己的话，后面可以再跟一层列表。"""
    own: list[Run] = []
    rest: list[Block] = []
    if item.text and item.text.strip():
        own.append(Run(item.text))
    for node in item:
        if node.tag in _LISTS or node.tag == "p":
            rest.append(_block(node))
            _refuse(node.tail)
        elif node.tag == "hr":
            _refuse(node.tail)
        else:
            own += _inline(node, strong=False)
            if node.tail:
                own.append(Run(node.tail))
    words = _clean(own)
    if words:
        yield paragraph(*words)
    yield from rest


def runs(node: Any) -> Runs:
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
    elif node.get("class") == "twemoji":
        return
    elif node.tag == "input" and node.get("type") == "checkbox":
        yield Run(_checkbox(node), strong)
    elif node.tag == "br":
        yield Run("\n", strong)
    else:
        raise Unprintable(f"正文里有印不出的 <{node.tag}>，行内只能用加粗和要填的空")


def _checkbox(node: Any) -> str:
    """任务列表每项开头的方框；做完的是实心。"""
    if node.get("checked") is None:
        return "□"
    return "■"


def _clean(source: Iterable[Run]) -> Runs:
    """去掉源文件换行留下的空白。"""
    kept: list[Run] = []
    for run in source:
        text = run.text
        if text != "\n" and not run.fill:
            text = text.replace("\n", "")
        if text:
            told = bool(kept) and kept[-1].text.endswith("：")
            kept.append(replace(run, text=text, named=not told))
    if kept and not kept[0].fill:
        first, *rest = kept
        text = first.text.lstrip(" ")
        if not text:
            return tuple(rest)
        kept[0] = replace(first, text=text)
    return tuple(kept)


def paragraph(*found: Run) -> Block:
    """一段。"""
    return Block(kind="paragraph", runs=found)


def plain(text: str, *, strong: bool = False) -> Block:
    """只有一截文字的一段。"""
    return paragraph(Run(text, strong))


def heading(text: str, level: int = 2) -> Block:
    """一个标题。"""
    return Block(kind="heading", level=level, runs=(Run(text),))


def listed(texts: Iterable[Runs], *, numbered: bool = False) -> Block:
    """一个列表，一项一段。"""
    items = tuple((paragraph(*runs),) for runs in texts)
    if numbered:
        return Block(kind="numbers", items=items)
    return Block(kind="bullets", items=items)

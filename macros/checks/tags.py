"""手写页面里的 HTML：写完整、收好尾、在许用的里面；锚点和一级标题不重复。都报在写着它的那一行。"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from macros.checks.handwritten import Handwritten, Pages
from macros.checks.markup import TAGS, forbidden_attribute
from macros.checks.prose import MACRO, blanked, without_code, without_macros
from macros.corpus import addresses
from macros.corpus.plan import Plan
from macros.corpus.problem import Problem, Problems

_ATTRIBUTE = r"""\s+([a-zA-Z_:@][\w:.-]*)(?:\s*=\s*("[^"<>]*"|'[^'<>]*'|[^\s"'<>=`]+))?"""
_ATTRIBUTES = re.compile(_ATTRIBUTE)
_TAG = re.compile(
    rf"<(?P<closes>/?)(?P<name>[a-zA-Z][\w:-]*)(?P<rest>(?:{_ATTRIBUTE})*)\s*(?P<closed>/?)>"
)
_START = re.compile(r"</?[a-zA-Z][\w:-]*")
_AUTOLINK = re.compile(r"<(?:[a-z][a-z0-9+.-]*:[^\s<>]*|[\w.+-]+@[\w.-]+)>")
_LIST = re.compile(r"\{:?([^{}\n]*)\}")
_LIST_ID = re.compile(r"(?:^|\s)#([^\s}]+)")
_LIST_ATTRIBUTE = re.compile(r"""(?:^|\s)([a-zA-Z_:@][\w:.-]*)=("[^"]*"|'[^']*'|\S+)""")
_HEADING = re.compile(r"^# +\S|^<h1\b|^[^\s#>|<\-].*\n=+ *$", re.MULTILINE)
_VOID = frozenset({"br", "hr", "img", "input", "col", "path"})
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*|[0-9]+(?:-[0-9]+)*")
# 网页的骨架自己用的锚点；资料那一页还有几个。
_TAKEN = frozenset({"main", "tip", "sheet-title", "papers"})
_TAKEN_BY_PIECES = frozenset({"downloads", "text", "law", "licence"})
_QUOTES = ("“", "”", "‘", "’", "＂", "＇")
# 只有程序能写的：公文原文的记号。
_OFFICIAL = "data-official"
# 写在一处的各个属性：名字和值。
_Attributes = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Tag:
    """一个标签：在正文的第几个字，是不是收尾，叫什么，各个属性，自己收了尾没有。"""

    start: int
    closes: bool
    name: str
    attributes: _Attributes
    closed: bool


@dataclass(frozen=True, slots=True)
class _Page:
    """一页的正文，代码和宏换成一样长的别的字。"""

    page: Handwritten
    text: str


def tags_sound(plan: Plan, pages: Pages) -> Problems:
    """各页的 HTML 写完整，收好尾，只用许用的；锚点不重复，一级标题恰好一个。"""
    pieces = plan.piece_paths
    for page in pages:
        if not page.body_line:
            continue
        source = _Page(page, without_macros(without_code(page.body)))
        tags = list(_tags(source.text))
        yield from _unfinished(source)
        yield from _unbalanced(source, tags)
        yield from _barred(source, tags)
        yield from _ids(source, tags, is_piece=page.path in pieces)
        yield from _headings(source, is_piece=page.path in pieces)


def _tags(text: str) -> Iterator[_Tag]:
    for found in _TAG.finditer(text):
        yield _Tag(
            start=found.start(),
            closes=bool(found["closes"]),
            name=found["name"].lower(),
            attributes=_pairs(_ATTRIBUTES, found["rest"]),
            closed=bool(found["closed"]),
        )


def _pairs(pattern: re.Pattern[str], text: str) -> _Attributes:
    """一串属性：名字和值，引号去掉。"""
    pairs = []
    for name, written in pattern.findall(text):
        value = written.strip("\"'")
        pairs.append((name.lower(), value))
    return tuple(pairs)


def _unfinished(source: _Page) -> Problems:
    """没有写完整的标签：少了引号、尖括号。"""
    text = _AUTOLINK.sub(blanked, source.text)
    text = _TAG.sub(blanked, text)
    for found in _START.finditer(text):
        message = f"{found[0]}… 没有写完整，后面的字会丢"
        yield source.page.problem(found.start(), message, "检查引号是否成对，末尾有没有 >")


def _unbalanced(source: _Page, tags: Sequence[_Tag]) -> Problems:
    """没有收尾的和多余的标签。"""
    opened: list[_Tag] = []
    for tag in tags:
        if tag.name in _VOID or tag.closed:
            continue
        if tag.closes:
            yield from _closing(source, tag, opened)
        else:
            opened.append(tag)
    for tag in _unslashed(source, opened):
        message = f"<{tag.name}> 少了斜线，前面的 <{tag.name}> 没有收尾"
        help = f"写成 </{tag.name}>"
        yield source.page.problem(tag.start, message, help)
    for tag in opened:
        yield _unclosed(source, tag)


def _closing(source: _Page, tag: _Tag, opened: list[_Tag]) -> Problems:
    """一个收尾的标签，和它收的；收了的从 opened 拿掉。"""
    names = [one.name for one in opened]
    if _is_slip_of(tag, opened):
        meant = opened.pop()
        message = f"没有 <{tag.name}> 这种标签，是否想写 </{meant.name}>？"
        yield source.page.problem(tag.start, message, "改成它")
    elif tag.name not in names:
        message = f"多余的 </{tag.name}>，前面没有 <{tag.name}>"
        yield source.page.problem(tag.start, message, "删掉它，或补上开头")
    else:
        while opened[-1].name != tag.name:
            yield _unclosed(source, opened.pop())
        opened.pop()


def _is_slip_of(tag: _Tag, opened: Sequence[_Tag]) -> bool:
    """收尾的标签没有这一种，样子像最里面还开着的那一个。"""
    if tag.name in TAGS or not opened:
        return False
    inner = opened[-1].name
    if tag.name == inner:
        return False
    near = get_close_matches(tag.name, [inner], cutoff=0.5)
    return bool(near)


def _unslashed(source: _Page, opened: list[_Tag]) -> list[_Tag]:
    """独占一行、什么也没带的开头，跟在没收尾的同一种后面：本来是收尾；两个都从 opened 拿掉。"""
    found = []
    while len(opened) > 1:
        outer, inner = opened[-2:]
        if outer.name != inner.name:
            break
        rest = source.text[inner.start :]
        line, _, _ = rest.partition("\n")
        if line.strip() != f"<{inner.name}>":
            break
        found.append(inner)
        del opened[-2:]
    return found


def _unclosed(source: _Page, tag: _Tag) -> Problem:
    message = f"<{tag.name}> 没有收尾，后面的都会进到它里面"
    help = f"在该结束的地方写 </{tag.name}>"
    return source.page.problem(tag.start, message, help)


def _barred(source: _Page, tags: Sequence[_Tag]) -> Problems:
    """不许用的标签、属性、网址。"""
    for tag in tags:
        if tag.name not in TAGS and not tag.closes:
            help = "改用 Markdown；真要用，请维护者加到 macros/checks/markup.py"
            message = f"页面里不能用 <{tag.name}>"
            yield source.page.problem(tag.start, message, help)
        yield from _barred_attributes(source, tag.start, tag.attributes)
    for found in _LIST.finditer(source.text):
        pairs = _pairs(_LIST_ATTRIBUTE, found[1])
        yield from _barred_attributes(source, found.start(), pairs)


def _barred_attributes(source: _Page, start: int, pairs: _Attributes) -> Problems:
    for name, value in pairs:
        if value.startswith(_QUOTES):
            inside = value.strip("".join(_QUOTES))
            message = f"{name} 的引号是全角的"
            help = f'换成半角的：{name}="{inside}"'
            yield source.page.problem(start, message, help)
        if name == _OFFICIAL:
            message = f"{_OFFICIAL} 是公文原文的记号，手写的不能用"
            yield source.page.problem(start, message, "删掉它；要引原文，用 passages 等宏")
        for barred in forbidden_attribute(name, value):
            message = f"页面里不能用 {barred}"
            yield source.page.problem(start, message, "删掉它；样子由网站的样式定，网址用 https 的")


def _ids(source: _Page, tags: Sequence[_Tag], *, is_piece: bool) -> Problems:
    """锚点合规则，不重复，不占骨架用的。"""
    taken = _TAKEN
    if is_piece:
        taken |= _TAKEN_BY_PIECES
    first: dict[str, int] = {}
    for start, id in sorted(_written_ids(source, tags)):
        if not _ID.fullmatch(id):
            message = f"锚点 {id} 不合规则"
            yield source.page.problem(start, message, "只用小写字母、数字和连字符")
        elif id in taken:
            message = f"锚点 {id} 是网页自己用的"
            yield source.page.problem(start, message, "换一个")
        elif id in first:
            line = source.page.problem(first[id], "", "").line
            message = f"锚点 {id} 重复，第 {line} 行已经用了"
            yield source.page.problem(start, message, "换一个")
        first.setdefault(id, start)


def _written_ids(source: _Page, tags: Sequence[_Tag]) -> Iterator[tuple[int, str]]:
    """写着的各个锚点：在正文的第几个字，叫什么。"""
    for tag in tags:
        for name, value in tag.attributes:
            if name == "id":
                yield tag.start, value
    for written in _LIST.finditer(source.text):
        for id in _LIST_ID.findall(written[1]):
            yield written.start(), id


def _headings(source: _Page, *, is_piece: bool) -> Problems:
    """一级标题：手写的页恰好一个，资料里没有（标题在元数据里）。"""
    starts = [found.start() for found in _HEADING.finditer(source.text)]
    if is_piece:
        for start in starts:
            message = "资料的正文里不写一级标题，网页上会有两个"
            yield source.page.problem(start, message, "标题写在元数据的 title；这里用 ##")
        return
    is_table = addresses.html(source.page.uri) == addresses.TABLE  # 标题由宏写；没有宏，shown 说
    if source.page.mistakes or not source.page.place.entries:
        return  # 元数据读不出来，也许是一份资料
    if not starts and MACRO not in source.text and not is_table:  # 宏可能写出标题
        message = "这一页没有一级标题"
        yield source.page.problem(0, message, "元数据下面空一行，写“# 标题”")
    for start in starts[1:]:
        yield source.page.problem(start, "一页只能有一个一级标题", "改成 ##")

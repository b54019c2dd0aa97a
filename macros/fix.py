"""机械地改好不用判断的毛病：看不见的字符、半角标点、引号、字段的次序。

改的是 data/ 下的 YAML 和 docs/ 下各页开头的元数据；抓取的原网页不碰。
公文也改，因为只动标点的宽窄和空白：verify.normalized 前后相同，一个字也不会变。
"""

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from graphlib import CycleError, TopologicalSorter
from itertools import combinations
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin

from macros.check import GAP, HALF
from macros.model import Paragraph
from macros.pieces import split_front
from macros.schema import kind_of
from macros.source import (
    _INVISIBLE,
    MAX_BYTES,
    Node,
    Reader,
    Scalar,
    Sequence,
    Table,
    _fields,
    _implicit,
    parse_yaml,
)

T = TypeVar("T")
Orders = Mapping[Any, list[str]]

# 改变文字方向的字符不在这里：删了它，看到的字序会变，要人来看。
_ZERO_WIDTH = re.compile("[\u00ad\u180e\u200b-\u200d\u2060-\u2064\ufeff]")
_ODD_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_LINE_END = re.compile(r"[ \t\r]+$", re.MULTILINE)
_CRLF = re.compile(r"\r+\n")
_BRACKETS = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """一个文件：原来的字，和清理以后分成的三截；seen 是读出来的记录，读不成是 None。"""

    label: str
    before: str
    head: str
    yaml: str
    tail: str
    seen: "_Seen | None"


class _Seen(Reader):
    """照模型读一遍，记下遇到的映射（和它的类）、要写成文字的值、要写成数字或是否的值。"""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[tuple[Any, Table]] = []
        self.texts: list[Scalar] = []
        self.keys: set[Scalar] = set()
        self.values: list[Scalar] = []

    def record(self, cls: Callable[..., T], node: Node) -> T:
        """记下映射和它的类；外层在前，里层在后。"""
        if isinstance(node, Table) and _block(node) and node.entries.keys() <= set(_names(cls)):
            self.tables.append((cls, node))
        return super().record(cls, node)

    def _dict(self, kind: Any, node: Node, name: str) -> dict[str, Any]:
        if isinstance(node, Table):
            self.keys |= {key for key, _ in node.entries.values()}
        return super()._dict(kind, node, name)

    def _text(self, node: Scalar, name: str) -> str:
        self.texts.append(node)
        return super()._text(node, name)

    def _matched(self, node: Scalar, name: str, pattern: str, says: str, convert: Any, plain: bool) -> Any:
        if node.quoted and re.fullmatch(pattern, node.text):
            self.values.append(node)
        return super()._matched(node, name, pattern, says, convert, plain)


def fixed(root: Path) -> dict[str, tuple[str, str]]:
    """改好 root 下的数据和元数据，不写文件：返回要改的文件 → （原来的字，改好的字）。

    读不成 YAML 的只清理看不见的字符，不是 UTF-8 的不动。写回时用 UTF-8，不转换换行。
    """
    files = list(_files(root))
    orders, kept = _orders(files), _kept(files)
    after = {file.label: file.head + _mended(file, orders, kept) + file.tail for file in files}
    return {file.label: (file.before, after[file.label]) for file in files if file.before != after[file.label]}


def diff(changes: Mapping[str, tuple[str, str]]) -> str:
    """把改动写成统一格式的差异；看不见的字符写出名字，换行的改动只说一句。"""
    found = []
    for label, (before, after) in changes.items():
        if _CRLF.search(before):
            found.append(f"{label}：换行由 CRLF 改成 LF")
        sides = [[_shown(line) for line in _CRLF.sub("\n", text).split("\n")] for text in (before, after)]
        for side in sides:
            side[-1:] = [f"{side[-1]}⟨末尾没有换行⟩"] if side[-1] else []
        old, new = sides
        found += difflib.unified_diff(old, new, f"{label}（原来）", f"{label}（改后）", n=1, lineterm="")
    return "".join(f"{line}\n" for line in found)


def _shown(line: str) -> str:
    line = _LINE_END.sub(lambda found: "⟨空格⟩" * found[0].count(" ") + found[0].replace(" ", ""), line)
    line = line.replace("\t", "⟨制表符⟩").replace("\u3000", "⟨全角空格⟩")
    return _INVISIBLE.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", line)


def _files(root: Path) -> Iterator[_File]:
    for path in sorted([*root.glob("data/**/*.yml"), *root.glob("docs/**/*.md")]):
        try:
            data = b"" if path.is_symlink() else path.read_bytes()
            before = data.decode("utf-8") if len(data) <= MAX_BYTES else ""
        except (OSError, UnicodeDecodeError):
            continue  # check 会报打不开、不是 UTF-8；这里没有可以放心改的
        label = path.relative_to(root).as_posix()
        head, yaml, tail = _cut(label, _clean(label, before))
        yield _File(label=label, before=before, head=head, yaml=yaml, tail=tail, seen=_read(label, yaml))


def _cut(label: str, text: str) -> tuple[str, str, str]:
    """分成 YAML 和它前后的字；没有元数据的页面全在后面。"""
    if not label.endswith(".md"):
        return "", text, ""
    front = split_front(text)
    start = len("---\n")
    return (text[:start], front[0], text[start + len(front[0]) :]) if front else ("", "", text)


def _clean(label: str, text: str) -> str:
    """去掉 BOM、看不见的字符、行尾空白，补上最后的换行；页面正文里只改换行，行尾两个空格是换行的写法。"""
    head, yaml, tail = _cut(label, _CRLF.sub("\n", text.lstrip("\ufeff")))
    yaml = _LINE_END.sub("", _ODD_SPACE.sub(" ", _ZERO_WIDTH.sub("", yaml)))
    text = head + "\n".join(map(_untabbed, yaml.split("\n"))) + tail
    return text if text.endswith("\n") or not text else f"{text}\n"


def _untabbed(line: str) -> str:
    """行里的制表符改成空格；缩进里的不改，缩进几格要人来定。"""
    indent = _indent(line)
    return line[:indent] + line[indent:].replace("\t", " ")


def _read(label: str, yaml: str) -> _Seen | None:
    if "\t" in yaml or _INVISIBLE.search(yaml):
        return None
    node, _ = parse_yaml(yaml, label)
    if node is None:
        return None
    seen = _Seen()
    if kind := kind_of(label, node):
        seen.value(kind, node, label)
    return seen


def _names(cls: Any) -> list[str]:
    """YAML 里可写的字段：短的在前，一个记录在后，一串记录最后；同类的照模型的次序。"""
    return [name for name, kind, derived in sorted(_fields(cls), key=lambda f: _length(f[1])) if not derived]


def _length(kind: Any) -> int:
    args = [arg for arg in get_args(kind) if arg not in (type(None), ...)]
    if get_origin(kind) is dict:
        return 2
    records = [arg for arg in (kind, *args) if isinstance(arg, type) and is_dataclass(arg)]
    return (2 if get_origin(kind) is tuple else 1) if records else 0


def _orders(files: list[_File]) -> Orders:
    """每个类的字段次序：照同类文件的写法，一个文件一票；自己写得不一致的不算。"""
    votes: defaultdict[Any, Counter[tuple[str, str]]] = defaultdict(Counter)
    for file in files:
        pairs: defaultdict[Any, set[tuple[str, str]]] = defaultdict(set)
        for cls, table in file.seen.tables if file.seen else ():
            pairs[cls].update(combinations(table.entries, 2))
        for cls, found in pairs.items():
            votes[cls].update(pair for pair in found if pair[::-1] not in found)
    return {cls: _order(_names(cls), votes[cls]) for cls in votes}


def _order(names: list[str], votes: Counter[tuple[str, str]]) -> list[str]:
    """排出字段的次序：至少两个文件写到、多数一致的先后照它，其余尽量照 names。

    从末尾往前取，取 names 里最靠后的：改好的文件再来投票，结果不变。
    """
    later: dict[str, set[str]] = {name: set() for name in names}
    for one, other in combinations(names, 2):
        ahead, behind = votes[one, other], votes[other, one]
        if ahead + behind >= 2 and ahead != behind:
            first, last = (one, other) if ahead > behind else (other, one)
            later[first].add(last)
    sorter = TopologicalSorter(later)
    try:
        sorter.prepare()
    except CycleError:
        return names
    ready: list[str] = []
    found: list[str] = []
    while sorter.is_active():
        ready += sorter.get_ready()
        found.append(max(ready, key=names.index))
        ready.remove(found[-1])
        sorter.done(found[-1])
    return found[::-1]


def _kept(files: list[_File]) -> list[str]:
    """网页上的元信息一行照原样，引它的勘误也照原样：这几段里有的字不改。"""
    tables = [table for file in files if file.seen for cls, table in file.seen.tables if cls is Paragraph]
    found = [(table.at("kind"), table.at("text")) for table in tables]
    return [b.text for a, b in found if isinstance(a, Scalar) and a.text == "meta" and isinstance(b, Scalar)]


def _mended(file: _File, orders: Orders, kept: list[str]) -> str:
    if file.seen is None:
        return file.yaml
    lines = file.yaml.split("\n")
    for node in sorted({*file.seen.texts, *file.seen.values}, reverse=True, key=lambda node: node.column):
        _rewrite(lines, node, file.seen, kept)  # 从右往左，左边的列号才不变
    text = "\n".join(lines)
    for cls, table in reversed(file.seen.tables):  # 先里层后外层，外层的行号才不变
        _arrange(lines, table, orders[cls])
    arranged = "\n".join(lines)
    return arranged if arranged == text or _content(arranged) == _content(text) else text


def _rewrite(lines: list[str], node: Scalar, seen: _Seen, kept: list[str]) -> None:
    """改一个值在文件里的写法；写出来的和读出来的不同（转义过的）就不动。"""
    line, start = lines[node.line - 1], node.column - 1
    quote = line[start : start + 1] if node.quoted else ""
    raw = f"{quote}{node.text}{quote}"
    if not node.one_line or not node.text.strip() or not line.startswith(raw, start):
        return
    if node in seen.values:
        new = node.text
    elif not node.quoted and _implicit(node.text) in ("数字", "是或否", "日期"):
        new = f'"{node.text}"'
    elif node in seen.keys or "://" in node.text or any(node.text in text for text in kept):
        return  # 别处要靠字段名来找，网址里的标点有别的意思
    else:
        new = f"{quote}{widened(node.text)}{quote}"
    lines[node.line - 1] = line[:start] + new + line[start + len(raw) :]


def widened(text: str) -> str:
    """去掉头尾和汉字之间的空格，把挨着汉字的半角标点写成全角；括号成对才改。"""
    while (new := GAP.sub("", HALF.sub(_wide, _BRACKETS.sub(_pair, text.strip())))) != text:
        text = new
    return text


def _wide(found: re.Match[str]) -> str:
    return found[0] if found[0] in "()" else chr(ord(found[0]) + 0xFEE0)


def _pair(found: re.Match[str]) -> str:
    beside = any(HALF.match(found.string, at) for at in (found.start(), found.end() - 1))
    return f"（{found[1]}）" if beside else found[0]


def _block(table: Table) -> bool:
    """一行一个字段的映射，不是写在花括号里的。"""
    first = next(iter(table.entries.values()), None)
    return first is not None and (first[0].line, first[0].column) == (table.line, table.column)


def _arrange(lines: list[str], table: Table, order: list[str]) -> None:
    """把一个映射的字段照 order 排好；上面的注释跟着走，文件开头的注释留在开头。"""
    keys = [key for key, _ in table.entries.values()]
    wanted = sorted(keys, key=lambda key: order.index(key.text))
    if wanted == keys:
        return
    indent, first = table.column - 1, table.line - 1
    head = lines[first][:indent]
    pinned = head.strip() or not indent  # 写在“- ”后面的，上面的注释是整项的
    starts = [first if pinned else _above(lines, first, indent)]
    starts += [_above(lines, key.line - 1, indent) for key in keys[1:]]
    ends = [*starts[1:], _end(lines, keys[-1].line, indent)]
    parts = {key: lines[start:end] for key, start, end in zip(keys, starts, ends, strict=True)}
    if head.strip():
        parts[keys[0]][0] = " " * indent + lines[first][indent:]
        if _comment(parts[wanted[0]][0]):
            return  # “- ”后面接不了注释
        parts[wanted[0]][0] = head + parts[wanted[0]][0][indent:]
    lines[starts[0] : ends[-1]] = [line for key in wanted for line in parts[key]]


def _above(lines: list[str], at: int, indent: int) -> int:
    """字段连同上面和它对齐的注释，从第几行起（从 0 数）。"""
    while at and _comment(lines[at - 1]) and _indent(lines[at - 1]) == indent:
        at -= 1
    return at


def _end(lines: list[str], at: int, indent: int) -> int:
    """映射在第几行之前结束：往里缩的、和字段对齐的列表都还是它的，末尾的空行和注释不是。"""
    last = at
    for number, line in enumerate(lines[at:], at + 1):
        if line.strip() and not _comment(line):
            if _indent(line) < indent or (_indent(line) == indent and line[indent : indent + 2] not in ("- ", "-")):
                break
            last = number
    return last


def _comment(line: str) -> bool:
    return line.lstrip().startswith("#")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))


def _content(yaml: str) -> Any:
    """读出来的内容，不分字段先后；读不成是 None。"""
    node, _ = parse_yaml(yaml, "")
    return _values(node)


def _values(node: Node | None) -> Any:
    match node:
        case Scalar():
            return node.text, node.quoted
        case Sequence():
            return [_values(item) for item in node.items]
        case Table():
            return {name: _values(value) for name, (_, value) in node.entries.items()}
    return None

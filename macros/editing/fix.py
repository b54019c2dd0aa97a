"""机械地改好不用判断的毛病：看不见的字符、输入法的笔误、半角标点、引号。

改的是 data/ 下的 YAML 和 docs/ 下各页开头的元数据；抓取的原网页不碰。
公文也改，因为只动标点的宽窄和空白：proof.normalized 前后相同，一个字也不会变。
"""

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import Annotated, Any, Literal, get_origin

from macros.checks.official import GAP, HALF
from macros.corpus.documents import Paragraph
from macros.corpus.publicity import split_front
from macros.corpus.reader import UNQUOTED, Reader, fits, misread_as
from macros.corpus.slips import bracketed, mended, narrowed
from macros.corpus.yaml import INVISIBLE, MAX_BYTES, Node, Scalar, Table, parse_yaml
from macros.editing.schema import kind_of

# 改变文字方向的字符不在这里：删了它，看到的字序会变，要人来看。
_ZERO_WIDTH = re.compile("[\u00ad\u180e\u200b-\u200d\u2060-\u2064\ufeff]")
_ODD_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_LINE_END = re.compile(r"[ \t\r]+$", re.MULTILINE)
_CRLF = re.compile(r"\r+\n")
_FULL_WIDTH = str.maketrans(",;:!?", "，；：！？")
_BRACKETS = re.compile(r"\(([^()]*)\)")


class _Marks(Reader):
    """照模型读一遍，记下哪些值要写成文字、哪些多了引号、哪些是人起的字段名、哪些段照原样。"""

    def __init__(self) -> None:
        super().__init__()
        self.texts: set[Scalar] = set()
        self.keys: set[Scalar] = set()
        self.needlessly_quoted: set[Scalar] = set()
        self.rewritten: dict[Scalar, str] = {}
        self.meta_lines: list[str] = []

    def visit(self, kind: Any, node: Node) -> None:
        """映射看字段名，文字看要不要引号、是不是用了全角的字。"""
        if isinstance(node, Table):
            self._visit_table(kind, node)
        elif isinstance(node, Scalar) and get_origin(kind) is tuple:
            self._visit_unlisted(node)
        elif isinstance(node, Scalar):
            self._visit_scalar(kind, node)

    def _visit_table(self, kind: Any, node: Table) -> None:
        if get_origin(kind) is dict:
            self.keys.update(key for key, _ in node.entries.values())
        if kind is Paragraph and _field(node, "kind") == "meta":
            self.meta_lines.append(_field(node, "text"))

    def _visit_unlisted(self, node: Scalar) -> None:
        """该是列表的地方写了全角的方括号。"""
        if not node.quoted and bracketed(node.text):
            self.rewritten[node] = bracketed(node.text)

    def _visit_scalar(self, kind: Any, node: Scalar) -> None:
        right = narrowed(node.text)
        if right != node.text and fits(kind, right):
            self.rewritten[node] = self._quoted(kind, right)
            return
        if kind is str or get_origin(kind) in (Literal, Annotated):
            self.texts.add(node)
            return
        form = UNQUOTED.get(kind)
        if form and node.quoted and re.fullmatch(form, node.text):
            self.needlessly_quoted.add(node)

    def _quoted(self, kind: Any, text: str) -> str:
        """写成半角以后，像数字、日期的文字要加引号。"""
        is_text = get_origin(kind) in (Literal, Annotated)
        if is_text and misread_as(text):
            return f'"{text}"'
        return text


def _field(table: Table, name: str) -> str:
    """一个字段的字；没有，或不是文字，是空的。"""
    value = table.of(name)
    if isinstance(value, Scalar):
        return value.text
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """一个文件：原来的字，和清理以后分成的三截；marks 是照模型读到的，读不成是 None。"""

    label: str
    before: str
    head: str
    yaml: str
    tail: str
    marks: _Marks | None


def fixed(root: Path) -> dict[str, tuple[str, str]]:
    """改好 root 下的数据和元数据，不写文件：返回要改的文件 → （原来的字，改好的字）。

    读不成 YAML 的只清理看不见的字符，不是 UTF-8 的不动。写回时用 UTF-8，不转换换行。
    """
    files = list(_files(root))
    kept: list[str] = []
    for file in files:
        if file.marks is not None:
            kept += file.marks.meta_lines  # 元信息一行照原样，引它的勘误也照原样
    changes = {}
    for file in files:
        after = file.head + _mended(file, kept) + file.tail
        if after != file.before:
            changes[file.label] = (file.before, after)
    return changes


def diff(changes: Mapping[str, tuple[str, str]]) -> str:
    """把改动写成统一格式的差异；看不见的字符写出名字，换行的改动只说一句。"""
    lines: list[str] = []
    for label, (before, after) in changes.items():
        if _CRLF.search(before):
            lines.append(f"{label}：换行由 CRLF 改成 LF")
        old = _visible_lines(before)
        new = _visible_lines(after)
        old_name = f"{label}（原来）"
        new_name = f"{label}（改后）"
        lines += difflib.unified_diff(old, new, old_name, new_name, n=1, lineterm="")
    return "".join(f"{line}\n" for line in lines)


def _visible_lines(text: str) -> list[str]:
    """各行，看不见的都写出来；最后一行后面没有换行也写出来。"""
    text = _CRLF.sub("\n", text)
    lines = [_visible(line) for line in text.split("\n")]
    last = lines.pop()
    if last:
        lines.append(f"{last}⟨末尾没有换行⟩")
    return lines


def _visible(line: str) -> str:
    end = _LINE_END.search(line)
    if end:
        spaces = end[0].replace(" ", "⟨空格⟩")
        line = line[: end.start()] + spaces
    line = line.replace("\t", "⟨制表符⟩")
    line = line.replace("\u3000", "⟨全角空格⟩")
    return INVISIBLE.sub(_code_point, line)


def _code_point(match: re.Match[str]) -> str:
    return f"⟨U+{ord(match[0]):04X}⟩"


def _files(root: Path) -> Iterator[_File]:
    data = root.glob("data/**/*.yml")
    pages = root.glob("docs/**/*.md")
    for path in sorted([*data, *pages]):
        before = _text_of(path)
        if before is None:
            continue
        label = path.relative_to(root).as_posix()
        head, yaml, tail = _cut(label, _cleaned(label, before))
        yield _File(
            label=label,
            before=before,
            head=head,
            yaml=yaml,
            tail=tail,
            marks=_marked(label, yaml),
        )


def _text_of(path: Path) -> str | None:
    """文件里的字；check 会报打不开、太大、不是 UTF-8 的，没有可以放心改的，是 None。"""
    try:
        if path.is_symlink() or path.stat().st_size > MAX_BYTES:
            return None
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def _cut(label: str, text: str) -> tuple[str, str, str]:
    """分成 YAML 和它前后的字；没有元数据的页面全在后面。"""
    if not label.endswith(".md"):
        return "", text, ""
    front = split_front(text)
    if front is None:
        return "", "", text
    start = len("---\n")
    end = start + len(front[0])
    return text[:start], text[start:end], text[end:]


def _cleaned(label: str, text: str) -> str:
    """去掉 BOM、看不见的字符、行尾空白，补上最后的换行。

    页面正文里只改换行：行尾两个空格是换行的写法。
    """
    text = text.lstrip("\ufeff")
    text = _CRLF.sub("\n", text)
    head, yaml, tail = _cut(label, text)
    yaml = "\n".join(mended(line) for line in yaml.split("\n"))
    yaml = _ZERO_WIDTH.sub("", yaml)
    yaml = _ODD_SPACE.sub(" ", yaml)
    yaml = _LINE_END.sub("", yaml)
    yaml = "\n".join(_untabbed(line) for line in yaml.split("\n"))
    text = head + yaml + tail
    if text and not text.endswith("\n"):
        text += "\n"
    return text


def _untabbed(line: str) -> str:
    """行里的制表符改成空格；缩进里的不改，缩进几格要人来定。"""
    rest = line.lstrip(" \t")
    indent = line.removesuffix(rest)
    return indent + rest.replace("\t", " ")


def _marked(label: str, yaml: str) -> _Marks | None:
    """照模型读一遍；有制表符、看不见的字符，或不是 YAML，是 None。"""
    if "\t" in yaml or INVISIBLE.search(yaml):
        return None
    node, _ = parse_yaml(yaml, label)
    if node is None:
        return None
    marks = _Marks()
    kind = kind_of(label, node)
    if kind:
        marks.value(kind, node, label)
    return marks


def _mended(file: _File, kept: list[str]) -> str:
    """一个文件的 YAML，值都改好；kept 里有的字不改。"""
    marks = file.marks
    if marks is None:
        return file.yaml
    lines = file.yaml.split("\n")
    values = marks.texts | marks.keys
    values |= marks.needlessly_quoted
    values |= marks.rewritten.keys()
    for node in sorted(values, key=attrgetter("column"), reverse=True):
        _rewrite(lines, node, marks, kept)  # 从右往左，左边的列号才不变
    return "\n".join(lines)


def _rewrite(lines: list[str], node: Scalar, marks: _Marks, kept: list[str]) -> None:
    """改一个值在文件里的写法；写出来的和读出来的不同（转义过的）就不动。"""
    if not node.one_line or not node.text.strip():
        return
    line = lines[node.line - 1]
    start = node.column - 1
    before = line[:start]
    rest = line[start:]
    quote = ""
    if node.quoted:
        quote = rest[:1]
    written = f"{quote}{node.text}{quote}"
    if rest.startswith(written):
        after = rest.removeprefix(written)
        better = _better(node, quote, marks, kept)
        lines[node.line - 1] = before + better + after


def _better(node: Scalar, quote: str, marks: _Marks, kept: list[str]) -> str:
    """一个值改好的写法，连引号。"""
    if node in marks.rewritten:
        return marks.rewritten[node]
    if node in marks.needlessly_quoted:
        return node.text
    text = node.text
    if not node.quoted and misread_as(text) in ("数字", "是或否", "日期"):
        return f'"{text}"'
    is_official = any(text in line for line in kept)
    if node not in marks.keys and "://" not in text and not is_official:
        text = widened(text)  # 字段名别处要靠它来找，网址里的标点有别的意思
    return f"{quote}{text}{quote}"


def widened(text: str) -> str:
    """去掉头尾和汉字之间的空格，把挨着汉字的半角标点写成全角；括号成对才改。"""
    before = ""
    while text != before:  # 改了一处，旁边的才挨着全角的
        before = text
        text = _BRACKETS.sub(_wide_brackets, text.strip())
        text = HALF.sub(_wide, text)
        text = GAP.sub("", text)
    return text


def _wide(match: re.Match[str]) -> str:
    return match[0].translate(_FULL_WIDTH)


def _wide_brackets(match: re.Match[str]) -> str:
    """一对括号，有一个挨着汉字就都写成全角。"""
    text = match.string
    left = HALF.match(text, match.start())
    right = HALF.match(text, match.end() - 1)
    if left or right:
        return f"（{match[1]}）"
    return match[0]

"""记录之外的文件改了什么：页面、图片、程序，和只动了写法的数据文件。"""

import re
from collections.abc import Iterator, Mapping, Sequence

from macros.corpus.publicity import split_front
from macros.corpus.yaml import Scalar, Table, parse_yaml
from macros.editing.changes.records import Difference
from macros.editing.changes.wording import lines_changed, safe

CODE = re.compile(
    r"(macros|overrides|tests|\.github|\.ci)/"
    r"|(mkdocs\.yml|Makefile|pyproject\.toml|requirements[^/]*)$"
)
_DATA_FILE = re.compile(r"data/.+\.(yml|txt)$")

FilesByName = Mapping[str, bytes]


def file_differences(
    before: FilesByName, after: FilesByName, names: Sequence[str], *, compared: bool
) -> Iterator[Difference]:
    """names 这些文件的改动。字节一样、只换了名字的算改名。compared 是记录都比过了。"""
    moves = _moves(before, after, names)
    arrived = set(moves.values())
    for name in names:
        if name in moves:
            label = f"{_label(before, name)} → {safe(moves[name])}"
            yield Difference(label=label, says="改名")
        elif name not in arrived:
            label = _label(after if name in after else before, name)
            says = _says(before.get(name), after.get(name), name, compared=compared)
            yield Difference(label=label, says=says)


def _moves(before: FilesByName, after: FilesByName, names: Sequence[str]) -> dict[str, str]:
    """改了名的文件：旧名 → 新名。"""
    came: dict[bytes, str] = {}
    for name in names:
        if name not in before:
            came.setdefault(after[name], name)
    moves = {}
    for name in names:
        if name not in after and before[name] in came:
            moves[name] = came[before[name]]
    return moves


def _label(contents: FilesByName, name: str) -> str:
    """一个文件的种类和名字；页面写标题。"""
    text = _decoded(contents[name])
    if text is None:
        return f"二进制文件 {safe(name)}"
    if name.startswith("docs/") and name.endswith(".md"):
        return f"页面“{safe(_front_title(text) or name)}”（{safe(name)}）"
    if CODE.match(name):
        return f"程序 {safe(name)}"
    if _DATA_FILE.match(name):
        return f"数据文件 {safe(name)}"
    return f"其他文件 {safe(name)}"


def _says(old: bytes | None, new: bytes | None, name: str, *, compared: bool) -> str:
    """一个文件怎样改的。记录都比过而没说到的数据文件，改的就不是记录。"""
    if old is None:
        return "新增"
    if new is None:
        return "删除"
    before = _decoded(old)
    after = _decoded(new)
    if before is None or after is None:
        return f"换了内容，{len(old)} 字节 → {len(new)} 字节"
    says = lines_changed(before, after)
    is_data = name.startswith("data/") and name.endswith(".yml")
    if compared and is_data and says != "只改了空白":
        says += "，只动了注释、写法或跟着变的编号"
    return says


def _decoded(content: bytes) -> str | None:
    """文字；不是文字是 None。"""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return None
    if "\0" in text:
        return None
    return text


def _front_title(text: str) -> str:
    """页面开头写的标题；没有是空的。"""
    front = split_front(text)
    if front is None:
        return ""
    node, _ = parse_yaml(front[0], "")
    if not isinstance(node, Table):
        return ""
    title = node.of("title")
    if isinstance(title, Scalar):
        return title.text
    return ""

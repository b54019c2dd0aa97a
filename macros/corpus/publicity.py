"""读 docs/publicity 下的宣传资料。"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from macros.corpus.pieces import FOLDER, Leaflet, Piece, Prose, Taken
from macros.corpus.problem import Problem
from macros.corpus.reader import Reader, wrong_name
from macros.corpus.yaml import Node, Scalar, Sequence, Table, parse_yaml, read_text

_FRONT = re.compile(r"---\n(?P<yaml>.*?\n)---(?:\n|$)", re.DOTALL)
# 元数据的最后一行写成了别的横线，或不是三个。
_WIDE_END = re.compile(r"^(?!---$)[-—–－─−]{2,} *$", re.MULTILINE)
# 只有传单才写的字段；写着好几个，就是传单。
_LEAFLET = frozenset({"headline", "slogan", "lead", "steps", "boxes", "card", "alt"})
_TELLING = 3


def split_front(text: str) -> tuple[str, str, int] | None:
    """把一页分成元数据、正文、正文第一行的行号；开头没有元数据是 None。"""
    front = _FRONT.match(text)
    if front is None:
        return None
    first_line = text.count("\n", 0, front.end()) + 1
    return front["yaml"], text[front.end() :], first_line


def no_front(text: str, label: str) -> Problem:
    """读不出元数据的一页，差在哪里。"""
    if text.startswith("---\n"):
        wide = _WIDE_END.search(text)
        if wide:
            line = text.count("\n", 0, wide.start()) + 1
            return Problem(label, line, 1, "元数据的结尾写得不对", "换成三个半角的 ---，前后不空格")
        return Problem(label, 1, 1, "元数据没有收尾", "在最后一个字段下面另起一行，写 ---")
    if text.lstrip().startswith("---"):
        message = "开头的 --- 不在第一行，元数据读不出来"
        return Problem(label, 1, 1, message, "删掉它上面的空行，前面的空格也删掉")
    help = "第一行写 ---，接着写 title 和 description，再写一行 ---"
    return Problem(label, 1, 1, "开头缺少元数据", help)


def read_pieces(root: Path, reader: Reader) -> tuple[Piece, ...]:
    """读全部资料；错误记入 reader。目录页 index.md 不是资料。"""
    pieces = []
    for path in sorted((root / FOLDER).glob("*.md")):
        if path.stem == "index":
            continue
        label = f"{FOLDER}/{path.name}"
        reader.problems += wrong_name(path, label)
        piece = _read_one(path, label, reader)
        if piece is not None:
            pieces.append(piece)
    return tuple(pieces)


def piece_kind(node: Node) -> type[Piece]:
    """元数据该读成哪一类：form 是 leaflet 的、写着传单的好几个字段的是传单，其余是文章。"""
    if not isinstance(node, Table):
        return Prose
    form = node.of("form")
    is_named = isinstance(form, Scalar) and form.text == "leaflet"
    if is_named or len(_LEAFLET & node.entries.keys()) >= _TELLING:
        return Leaflet
    return Prose


def _misnamed(node: Table) -> Iterator[Problem]:
    """写着传单的字段，form 却是别的：只说这一处，那些字段没有错。"""
    form = node.inner("form")
    if piece_kind(node) is Leaflet and isinstance(form, Scalar) and form.text != "leaflet":
        message = f"form 是 {form.text}，写的却是传单的字段"
        yield form.problem(message, "传单写 leaflet；不是传单，就照那一种的例子写")


def _read_one(path: Path, label: str, reader: Reader) -> Piece | None:
    text, problems = read_text(path, label)
    reader.problems += problems
    parts = split_front(text)
    if problems or parts is None:
        return None  # handwritten 报
    front, body, line = parts
    node, problems = parse_yaml(front, label, first_line=2)
    reader.problems += problems
    if not isinstance(node, Table):
        return None
    reader.problems += _misnamed(node)
    node, taken = _take_steps(node, reader)
    piece: Piece = reader.record(piece_kind(node), node)
    if isinstance(piece, Leaflet):
        piece = replace(piece, taken=taken)
    return replace(piece, slug=path.stem, body=body, body_line=line)


def _take_steps(node: Table, reader: Reader) -> tuple[Table, Taken | None]:
    """steps 写成 {from: …, form: …} 的，读成 Taken，原处换成空的列表。"""
    entries = dict(node.entries)
    if "steps" not in entries:
        return node, None
    key, value = entries["steps"]
    if not isinstance(value, Table):
        return node, None
    empty = Sequence(path=value.path, line=value.line, column=value.column, items=())
    entries["steps"] = (key, empty)
    taken: Taken = reader.record(Taken, value)
    return replace(node, entries=entries), taken

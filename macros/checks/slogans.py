"""标语的表：字数数得对，条数、组数和标题里写的一样，一条只列一次，字多的横幅不更短。"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from macros.corpus.chinese import number
from macros.corpus.pieces import Piece
from macros.corpus.plan import Plan
from macros.corpus.problem import Problem, Problems
from macros.corpus.yaml import Scalar

_ITEMS = re.compile(r"(\d+) 条")
_GROUPS = re.compile(r"分(?P<count>\d+|[一二三四五六七八九十]+)组")
_LENGTH = "字数"
_BANNER = "长度"
_RULE = re.compile(r"[|\s:-]+")
_METERS = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class _Row:
    """标语表的一行：在正文第几行（从 0 数），第几张表，标语，字数，横幅；whole 是格数齐了。"""

    index: int
    table: int
    words: str
    length: str
    banner: str
    whole: bool

    @property
    def measured(self) -> bool:
        """字数、横幅的长度都写着。"""
        return self.length.isdecimal() and _METERS.match(self.banner) is not None

    @property
    def meters(self) -> float:
        """横幅几米长；没有写是 0。"""
        found = _METERS.match(self.banner)
        if found:
            return float(found[0])
        return 0

    def problem(self, piece: Piece, message: str, help: str) -> Problem:
        """报在这一行。"""
        return Problem(piece.path, piece.body_line + self.index, 1, message, help)


def slogans_counted(plan: Plan) -> Problems:
    """标语的字数、条数、组数，和表里的一样；有一行写坏了的，先不数条数。"""
    for piece in plan.pieces:
        if piece.form != "slogans":
            continue
        rows = _rows(piece)
        broken = [row for row in rows if not row.whole or not row.length.isdecimal()]
        for row in rows:
            yield from _miscounted(piece, row)
        if broken:
            continue
        groups = len({row.table for row in rows})
        for field in ("title", "subtitle", "description"):
            yield from _miscounted_rows(piece, field, len(rows))
            yield from _miscounted_groups(piece, field, groups)


def _rows(piece: Piece) -> list[_Row]:
    """有“字数”一栏的表里的各行。"""
    rows: list[_Row] = []
    head: list[str] = []
    table = 0
    for index, line in enumerate(piece.body.split("\n")):
        inside = line.strip().strip("|")
        cells = [cell.strip() for cell in inside.split("|")]
        if "|" not in line:
            head = []
        elif _LENGTH in cells:
            head = cells
            table += 1
        elif head and not _RULE.fullmatch(line):
            rows.append(_row(index, table, head, cells))
    return rows


def _row(index: int, table: int, head: Sequence[str], cells: Sequence[str]) -> _Row:
    """表里的一行；格数和表头不一样的，字数不算。"""
    words = cells[0]
    if len(head) != len(cells):
        return _Row(index, table, words, length="", banner="", whole=False)
    cell = dict(zip(head, cells, strict=True))
    banner = ""
    for name in head:
        if _BANNER in name:
            banner = cell[name]
            break
    return _Row(index, table, words, cell[_LENGTH], banner, whole=True)


def _miscounted(piece: Piece, row: _Row) -> Problems:
    """一条标语的字数数错了：只算字和数字，标点不算。"""
    count = sum(map(str.isalnum, row.words))
    if not row.whole or str(count) == row.length:
        return
    message = f"“{row.words}”有 {count} 个字，字数写的是 {row.length}"
    help = f"字数写 {count}，横幅的长度也照它改"
    if not row.length.isdecimal():
        help = f"字数这一格写 {count}；几格写错了位置的，换回来"
    yield row.problem(piece, message, help)


def _miscounted_rows(piece: Piece, field: str, count: int) -> Problems:
    """标题、副题、摘要里写的几条，和表里的行数不同。"""
    node = piece.place.of(field)
    if not isinstance(node, Scalar) or not count:
        return
    for found in _ITEMS.finditer(node.text):
        if int(found[1]) != count:
            message = f"写的是 {found[1]} 条，表里有 {count} 条"
            help = f"写成 {count} 条，或补上少了的标语"
            yield node.problem(message, help, found.start())


def _miscounted_groups(piece: Piece, field: str, count: int) -> Problems:
    """标题、副题、摘要里写的分几组，和表的张数不同。"""
    node = piece.place.of(field)
    if not isinstance(node, Scalar) or not count:
        return
    found = _GROUPS.search(node.text)
    if found and number(found["count"]) != count:
        message = f"写的是{found[0]}，下面有 {count} 张表"
        yield node.problem(message, "两处写成一样的", found.start())


def slogans_once(plan: Plan) -> Problems:
    """一条标语只列一次。"""
    for piece in plan.pieces:
        first: dict[str, _Row] = {}
        if piece.form != "slogans":
            continue
        for row in _rows(piece):
            other = first.setdefault(row.words, row)
            if other is not row:
                line = piece.body_line + other.index
                message = f"“{row.words}”第 {line} 行已经有了"
                yield row.problem(piece, message, "删掉一条，或换成另一条")


def slogans_as_listed(plan: Plan) -> Problems:
    """别的表里推荐的标语，上面的表里真有：多半都有的一栏，没有的是抄漏了字。"""
    for piece in plan.pieces:
        if piece.form != "slogans":
            continue
        listed = {row.words for row in _rows(piece)}
        for column in _columns(piece):
            strange = {index: words for index, words in column.items() if words not in listed}
            if 2 * len(strange) >= len(column):
                continue
            for index, words in strange.items():
                near = get_close_matches(words, listed, n=1, cutoff=0)
                message = f"上面没有“{words}”这一条"
                help = f"照表里的写：{near[0]}"
                yield Problem(piece.path, piece.body_line + index, 1, message, help)


def _columns(piece: Piece) -> Iterator[dict[int, str]]:
    """没有“字数”一栏的表里的各栏：在正文第几行 → 那一格的字。"""
    table: dict[int, list[str]] = {}
    for index, line in enumerate([*piece.body.split("\n"), ""]):
        if "|" in line:
            inside = line.strip().strip("|")
            table[index] = [cell.strip() for cell in inside.split("|")]
            continue
        if table:
            yield from _turned(table)
        table = {}


def _turned(table: dict[int, list[str]]) -> Iterator[dict[int, str]]:
    """一张表的各栏，不算表头和下面的横线。"""
    _, *rows = table.items()
    head = next(iter(table.values()))
    if _LENGTH in head:
        return
    for place in range(len(head)):
        yield {index: cells[place] for index, cells in rows[1:] if place < len(cells)}


def banners_long_enough(plan: Plan) -> Problems:
    """一样多字的横幅一样长，字多的不更短：和别的几条都合不上的一条，是写错了。"""
    for piece in plan.pieces:
        if piece.form != "slogans":
            continue
        rows = [row for row in _rows(piece) if row.measured]
        clashes = [_clashes(row, rows) for row in rows]
        worst = max(clashes, default=0)
        if worst > 1 and clashes.count(worst) == 1:
            row = rows[clashes.index(worst)]
            message = f"横幅 {row.banner}，和字数 {row.length} 合不上"
            yield row.problem(piece, message, "照别的各条算：字一样多的一样长，字多的不更短")


def _clashes(row: _Row, rows: Sequence[_Row]) -> int:
    """和几条合不上。"""
    return sum(_clash(row, other) for other in rows)


def _clash(row: _Row, other: _Row) -> bool:
    """两条的字数和长度合不上。"""
    more = int(row.length) - int(other.length)
    longer = row.meters - other.meters
    if not more or not longer:
        return bool(more) != bool(longer)
    return more * longer < 0


SLOGAN_RULES: tuple[Callable[[Plan], Problems], ...] = (
    slogans_counted,
    slogans_once,
    slogans_as_listed,
    banners_long_enough,
)

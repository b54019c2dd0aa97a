"""推进表写成 Word：一个单位太长，一页放不下，就在两条之间分开，接着的写“（续）”。

Word 不会在接着的一页再写一遍单位的名字，所以先算好一页放得下几行。
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from macros.corpus.chinese import width
from macros.printing.engine import Sheet
from macros.printing.official import Fragment

# 五号字的宽，格子左右的空，毫米。
_CHARACTER = 3.71
_PADDING = 3.9
# 一页除了表头放得下几行，第一页有标题。
_PAGE, _FIRST_PAGE = 23, 17

# 一格的几条，一条几截。
Items: TypeAlias = Sequence[Sequence[Fragment]]
Lists: TypeAlias = tuple[Items, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """表里的一行：单位的名字，各格的几条。"""

    name: str
    cells: Lists


def table_rows(table: Iterable[Sheet], widths: Sequence[float]) -> Iterator[TableRow]:
    """一个单位一行，放不下的分成几行；widths 是各栏的宽，毫米，第一栏是单位。"""
    room = [(wide - _PADDING) // _CHARACTER for wide in widths[1:]]
    left = _FIRST_PAGE
    for unit in table:
        name = unit["name"]
        rest: Lists = (unit["tasks"], *unit["measures"])
        going = True
        while going:
            now, later = _split(rest, room, left)
            if _torn(rest, now):
                left = _PAGE
                now, later = _split(rest, room, left)
            if not any(now):
                now, later = rest, ()  # 一条就比一页长，只好由 Word 拆开
            yield TableRow(name=name, cells=now)
            left -= _height(now, room)
            going = any(later)
            if going:
                left = _PAGE
            name = f"{unit['name']}（续）"
            rest = later


def _torn(columns: Lists, now: Lists) -> bool:
    """有一栏有字，这一页却一条也放不下：整行另起一页。"""
    return any(column and not taken for column, taken in zip(columns, now, strict=True))


def _height(columns: Lists, room: Sequence[float]) -> int:
    """最高的一栏有几行。"""
    heights = [sum(_lines(column, per)) for column, per in zip(columns, room, strict=True)]
    return max(heights)


def _lines(column: Items, per_line: float) -> Iterator[int]:
    """一栏的每一条有几行。"""
    for item in column:
        text = "".join(fragment["text"] for fragment in item)
        yield math.ceil(width(text) / per_line)


def _split(columns: Lists, room: Sequence[float], most: int) -> tuple[Lists, Lists]:
    """各栏从头取放得进 most 行的几条，和剩下的。"""
    now: list[Items] = []
    later: list[Items] = []
    for column, per in zip(columns, room, strict=True):
        taken = 0
        total = 0
        for lines in _lines(column, per):
            total += lines
            if total > most:
                break
            taken += 1
        now.append(column[:taken])
        later.append(column[taken:])
    return tuple(now), tuple(later)

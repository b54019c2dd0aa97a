"""课件上的话怎样换行：断在停得住的地方，各行差不多长，不剩一个字另起一行。"""

import re
import types
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from macros.corpus.chinese import width
from macros.pages.linebreaks import title_parts
from macros.printing.slideshow import (
    SPARE,
    TEXT_SIZES,
    Frame,
    characters_across,
    packed_rows,
    stacked_height,
)

# 停得住的标点后面，连同后引号；后一种连顿号也算。
_CALM = re.compile("(?<=[，：；。？！])(?![”）》，：；。？！])|(?<=[，：；。？！][”）》])")
_PAUSED = re.compile("(?<=[、，：；。？！])(?![”）》，：；。？！])|(?<=[，：；。？！][”）》])")
# 断在这些标点后面有多难看；没有标点的最难看。
_BREAKS = types.MappingProxyType({"。": 0, "；": 0, "？": 0, "！": 0, "：": 0.5, "，": 1, "、": 3})
_WORST = 4
# 空着一整行有多难看。
_UNEVEN = 3

# 一行话里不分开的各截；各行；排好的几行话和字号。
_Parts: TypeAlias = Sequence[str]
_Rows: TypeAlias = tuple[str, ...]
Filled: TypeAlias = tuple[tuple[str, ...], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """一种排法：有多难看，各行。"""

    ugliness: float
    rows: _Rows


def line_filled(
    lines: Sequence[str],
    frame: Frame,
    sizes: Sequence[int] = TEXT_SIZES,
    *,
    bullet: bool = False,
    calm: bool = False,
) -> Filled:
    """几行话，一行排不下的换行；字多大，磅，0 是放不下。bullet 是行前有一点，占一个字。

    先在停得住的标点后面换；几种字号都排不下，才在顿号后面换，再是一句里面。
    calm 是只在停得住的标点后面换。
    """
    cuts = [_calm_parts, _pause_parts, title_parts]
    if calm:
        cuts = [_calm_parts]
    for cut in cuts:
        parted = list(map(cut, lines))
        found = _fitted(parted, frame, sizes, bullet)
        if found is not None:
            return found
    return tuple(lines), 0


def _calm_parts(line: str) -> list[str]:
    """停得住的各截：顿号连着的不分开。"""
    return list(filter(None, _CALM.split(line)))


def _pause_parts(line: str) -> list[str]:
    """照标点分开的各截。"""
    return list(filter(None, _PAUSED.split(line)))


def _fitted(
    parted: Sequence[_Parts], frame: Frame, sizes: Sequence[int], bullet: bool
) -> Filled | None:
    """最大的字号和各行；哪种都排不下是 None。"""
    for size in sizes:
        room = characters_across(frame.width, size) / SPARE
        if bullet:
            room -= 1
        rows = [_best_rows(parts, room) for parts in parted]
        count = sum(map(len, rows))
        widest = max(map(_widest, rows), default=0)
        height = stacked_height(count, len(rows), size)
        if widest <= room and height <= frame.height:
            return tuple(map("\n".join, rows)), size
    return None


def _best_rows(parts: _Parts, room: float) -> _Rows:
    """几截话排成几行，行数最少，最不难看；有一截比一行还长的，照先后排。

    动态规划：ways 记着排到每一截最好的排法，一行一行往下接。
    """
    first = packed_rows(parts, room)
    if len(first) == 1 or _widest(first) > room:
        return first
    ways = {0: _Way(ugliness=0, rows=())}
    for _ in first:
        ways = _one_more_row(parts, ways, room)
    return ways[len(parts)].rows


def _one_more_row(parts: _Parts, ways: Mapping[int, _Way], room: float) -> dict[int, _Way]:
    """每种排法再接一行；排到同一截的，留最不难看的。"""
    longer: dict[int, _Way] = {}
    for start, way in ways.items():
        row = ""
        for end, part in enumerate(parts[start:], start + 1):
            row += part
            if width(row) > room:
                break
            ugliness = way.ugliness + _ugly(row, room)
            before = longer.get(end)
            if before is None or ugliness < before.ugliness:
                longer[end] = _Way(ugliness=ugliness, rows=(*way.rows, row))
    return longer


def _widest(rows: _Rows) -> float:
    """最长的一行几个字。"""
    return max(map(width, rows))


def _ugly(row: str, room: float) -> float:
    """一行有多难看：断在哪里，空了多少。"""
    spare = 1 - width(row) / room
    break_cost = _BREAKS.get(row[-1], _WORST)
    return break_cost + _UNEVEN * spare**2

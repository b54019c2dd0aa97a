"""幻灯片的版面：16:9，哪一块放在哪里，字多大；放不下的说得出是哪一块。"""

import math
import types
from collections.abc import Sequence
from dataclasses import dataclass

from macros.corpus.chinese import width

# 一页的宽和高，毫米。
WIDE, TALL = 338.67, 190.5
# 正文的字号，磅，挑放得下的最大的；最后一排的人也看得清。
TEXT_SIZES = (44, 40, 36, 32, 28)
TITLE_SIZE = 40
# 一行的高，段与段之间，几个字高。
LEADING, GAP = 1.42, 0.3
_MM_PER_POINT = 25.4 / 72
# 行末的标点要连着前一个字换行，估宽一点。
_SPARE = 1.03


@dataclass(frozen=True, slots=True)
class Frame:
    """一块：离左边、上边多远，多宽，多高，都是毫米。"""

    x: float
    y: float
    width: float
    height: float


EDGE = 20.0
_ROOM = WIDE - 2 * EDGE
PLACES = types.MappingProxyType(
    {
        "title": Frame(EDGE, 15, _ROOM, 20),
        "lines": Frame(EDGE, 44, _ROOM, 128),
        "lines_beside": Frame(EDGE, 44, 178, 128),
        "lines_above": Frame(EDGE, 44, _ROOM, 84),
        "lines_corner": Frame(EDGE, 44, 178, 84),
        "ask": Frame(EDGE, 134, _ROOM, 38),
        "ask_corner": Frame(EDGE, 134, 178, 38),
        "drawing": Frame(208, 40, 112, 136),
        "board": Frame(EDGE, 44, _ROOM, 128),
        "phones": Frame(EDGE, 44, 222, 92),
        "code": Frame(250, 44, 68, 68),
        "small": Frame(EDGE, 142, _ROOM, 34),
        "kicker": Frame(EDGE, 36, 178, 16),
        "cover": Frame(EDGE, 62, 178, 52),
        "subtitle": Frame(EDGE, 122, 178, 34),
        "owner": Frame(EDGE, 177, 200, 10),
        "number": Frame(WIDE - EDGE - 40, 177, 40, 10),
        "cover_drawing": Frame(206, 34, 116, 122),
    }
)
# 四张卡片的格子，和格子里离边多远。
CARDS = (
    Frame(EDGE, 42, 145, 62),
    Frame(EDGE + 153, 42, 145, 62),
    Frame(EDGE, 110, 145, 62),
    Frame(EDGE + 153, 110, 145, 62),
)
# 框里的字离框边多远。
PADDING = 6.0


def largest(lines: Sequence[str], frame: Frame, *, padding: float = 0, bullet: bool = False) -> int:
    """几行字放进 frame 用多大的字，磅；最小的也放不下是 0。"""
    for size in TEXT_SIZES:
        if (
            _height(lines, frame.width - 2 * padding, size, bullet=bullet)
            <= frame.height - 2 * padding
        ):
            return size
    return 0


def _height(lines: Sequence[str], room: float, size: int, *, bullet: bool) -> float:
    """几行字排出来多高，毫米；bullet 是前面有一点，占一个字。"""
    em = size * _MM_PER_POINT
    across = room / em
    if bullet:
        across -= 1
    rows = sum(math.ceil(width(line) * _SPARE / across) for line in lines)
    gaps = max(0, len(lines) - 1)
    return (rows * LEADING + gaps * GAP) * em


def fits_title(title: str) -> bool:
    """题目放得进一行。"""
    frame = PLACES["title"]
    return width(title) * _SPARE * TITLE_SIZE * _MM_PER_POINT <= frame.width

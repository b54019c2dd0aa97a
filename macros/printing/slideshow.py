"""幻灯片的版面：16:9，哪一块放在哪里，字多大；放不下的说得出是哪一块。"""

import math
import types
from collections.abc import Sequence
from dataclasses import dataclass

from macros.corpus.chinese import width
from macros.pages.linebreaks import title_parts

# 一页的宽和高，毫米。
WIDE, TALL = 338.67, 190.5
# 正文的字号，磅，挑放得下的最大的；最后一排的人也看得清。
TEXT_SIZES = (44, 40, 36, 32, 28)
TITLE_SIZE = 40
COVER_SIZES = (54, 48, 44, 40)
SUBTITLE_SIZES = (32, 28)
# 黑板的颜色。
CHALK = "#2d4a3e"
# 电话少的，号码印得大。
PHONE_SIZES = (72, 60, 48, *TEXT_SIZES)
# 一行的高，段与段之间，几个字高。
LEADING, GAP = 1.42, 0.3
_MM_PER_POINT = 25.4 / 72
# 行末的标点要连着前一个字换行，估宽一点。
SPARE = 1.03


@dataclass(frozen=True, slots=True)
class Frame:
    """一块：离左边、上边多远，多宽，多高，都是毫米。"""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Colors:
    """课件用的颜色：题目栏、题目、框、纸、字。"""

    band: str
    accent: str
    lamp: str
    paper: str
    ink: str = "#221f1a"


EDGE = 20.0
_ROOM = WIDE - 2 * EDGE
PLACES = types.MappingProxyType(
    {
        "title": Frame(EDGE, 15, _ROOM, 20),
        "lines": Frame(EDGE, 44, _ROOM, 128),
        "lines_beside": Frame(EDGE, 44, 178, 128),
        "lines_above": Frame(EDGE, 44, _ROOM, 84),
        "lines_corner": Frame(EDGE, 44, 178, 84),
        "lines_left": Frame(EDGE, 44, 145, 128),
        "lines_right": Frame(EDGE + 153, 44, 145, 128),
        "ask": Frame(EDGE, 134, _ROOM, 38),
        "ask_corner": Frame(EDGE, 134, 178, 38),
        "drawing": Frame(208, 40, 112, 136),
        "board": Frame(EDGE, 44, _ROOM, 128),
        "phones": Frame(EDGE, 42, 222, 104),
        "code": Frame(250, 44, 68, 68),
        "small": Frame(EDGE, 150, _ROOM, 24),
        "kicker": Frame(EDGE, 36, 178, 16),
        "cover": Frame(EDGE, 60, 178, 58),
        "subtitle": Frame(EDGE, 122, 178, 34),
        "owner": Frame(EDGE, 177, 200, 10),
        "number": Frame(WIDE - EDGE - 40, 177, 40, 10),
        "cover_drawing": Frame(206, 34, 116, 122),
        "headline": Frame(EDGE, 58, 178, 62),
        "why": Frame(EDGE, 124, 178, 50),
        "questions": Frame(EDGE, 42, 222, 86),
        "sign": Frame(EDGE, 132, _ROOM, 14),
        "closing_small": Frame(EDGE, 149, _ROOM, 26),
    }
)
# 卡片的格子：一两张的通栏，三四张的两列。
_HALF, _ROW = 145.0, 62.0
_WIDE_CARDS = (Frame(EDGE, 42, _ROOM, _ROW), Frame(EDGE, 110, _ROOM, _ROW))
_CARDS = (
    Frame(EDGE, 42, _HALF, _ROW),
    Frame(EDGE + 153, 42, _HALF, _ROW),
    Frame(EDGE, 110, _HALF, _ROW),
    Frame(EDGE + 153, 110, _HALF, _ROW),
)
MOST_CARDS = len(_CARDS)
# 框里的字离框边多远。
PADDING = 6.0
# 一步前面的圆多大，字离左边多远。
BADGE_SIDE = 20.0
_INDENT = 30.0
_STEPS_TOP, _STEPS_TALL, _STEPS_GAP = 42.0, 130.0, 10.0
# 写字的线多粗。
RULE = 0.5
# 题目右边的框：离上边多远，多高。
_CORNER_TOP, _CORNER_TALL = 10.0, 29.0


def card_frames(count: int) -> tuple[Frame, ...]:
    """count 张卡片各放在哪里。"""
    if count <= len(_WIDE_CARDS):
        return _WIDE_CARDS[:count]
    return _CARDS[:count]


def step_frames(count: int, wide: float = _ROOM) -> tuple[Frame, ...]:
    """count 步各步的字放在哪里，从上到下，连同左边的圆宽 wide。"""
    gaps = (count - 1) * _STEPS_GAP
    tall = (_STEPS_TALL - gaps) / count
    frames = []
    for number in range(count):
        top = _STEPS_TOP + number * (tall + _STEPS_GAP)
        frame = Frame(EDGE + _INDENT, top, wide - _INDENT, tall)
        frames.append(frame)
    return tuple(frames)


def badge_frame(frame: Frame) -> Frame:
    """一步前面的圆，和它的字一样高低。"""
    above = (frame.height - BADGE_SIDE) / 2
    return Frame(EDGE, frame.y + above, BADGE_SIDE, BADGE_SIDE)


def rule_frame(words: str, size: int, frame: Frame) -> Frame:
    """名字后面写字的线：接着 words，到 frame 的右边，在它的下边。"""
    left = _wide(words, size) + PADDING
    bottom = frame.y + frame.height
    return Frame(frame.x + left, bottom - 2, frame.width - left, RULE)


def beside_title(title: str, words: str, size: int) -> Frame | None:
    """题目右边放得下 words 的框；放不下是 None。"""
    wide = _wide(words, size) + 2 * PADDING
    left = WIDE - EDGE - wide
    end = EDGE + _wide(title, TITLE_SIZE)
    if left < end + PADDING:
        return None
    return Frame(left, _CORNER_TOP, wide, _CORNER_TALL)


def _wide(words: str, size: int) -> float:
    """一行字多宽，毫米。"""
    return width(words) * SPARE * size * _MM_PER_POINT


def largest(
    lines: Sequence[str],
    frame: Frame,
    sizes: Sequence[int] = TEXT_SIZES,
    *,
    padding: float = 0,
    bullet: bool = False,
) -> int:
    """几行字放进 frame 用多大的字，磅；最小的也放不下是 0。bullet 是行前有一点，占一个字。"""
    room = frame.width - 2 * padding
    tall = frame.height - 2 * padding
    for size in sizes:
        across = characters_across(room, size)
        if bullet:
            across -= 1
        if stacked_height(_rows(lines, across), len(lines), size) <= tall:
            return size
    return 0


def unwrapped(
    lines: Sequence[str], frame: Frame, padding: float, sizes: Sequence[int] = TEXT_SIZES
) -> int:
    """每行都不折的最大的字，磅；都折就不管折不折。"""
    room = frame.width - 2 * padding
    whole = [size for size in sizes if _rows(lines, characters_across(room, size)) == len(lines)]
    size = largest(lines, frame, whole, padding=padding)
    return size or largest(lines, frame, sizes, padding=padding)


def broken(text: str, frame: Frame, sizes: Sequence[int]) -> tuple[tuple[str, ...], int]:
    """一句话不拆词断成几行，用多大的字，磅；最小的也放不下是 0。"""
    for size in sizes:
        across = characters_across(frame.width, size) / SPARE
        lines = packed_rows(title_parts(text), across)
        fits = all(width(line) <= across for line in lines)
        if fits and stacked_height(len(lines), len(lines), size) <= frame.height:
            return lines, size
    return (text,), 0


def packed_rows(parts: Sequence[str], across: float) -> tuple[str, ...]:
    """几截话一截一截往下排，一行排不下就另起一行。"""
    lines = [""]
    for part in parts:
        if lines[-1] and width(lines[-1] + part) > across:
            lines.append("")
        lines[-1] += part
    return tuple(lines)


def characters_across(room: float, size: int) -> float:
    """room 毫米宽，放得下几个字。"""
    return room / (size * _MM_PER_POINT)


def _rows(lines: Sequence[str], across: float) -> int:
    """几行字折了以后一共几排。"""
    return sum(math.ceil(width(line) * SPARE / across) for line in lines)


def stacked_height(rows: int, count: int, size: int) -> float:
    """rows 排字、count 段，排出来多高，毫米。"""
    gaps = max(0, count - 1)
    return (rows * LEADING + gaps * GAP) * size * _MM_PER_POINT


def fits_title(title: str) -> bool:
    """题目放得进一行。"""
    frame = PLACES["title"]
    return width(title) * SPARE <= characters_across(frame.width, TITLE_SIZE)

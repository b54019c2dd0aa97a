"""传单的 Word 用多大的字：照字数估计各块多高，一页 A4 装得下的最大一档，余下的分给步骤和框。

行高都是固定的，哪种字体、哪种软件打开，估计的和排出来的差不了一两行，页末留着这一两行。
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from macros.corpus.chinese import width
from macros.printing.engine import Sheet, Unprintable

# 一毫米几磅。
MM = 72 / 25.4
# 页边照上、右、下、左，版心的宽和高，毫米。
MARGINS = (10.0, 12.0, 9.0, 12.0)
ROOM = 186.0
_TALL = 278.0
# 末尾留着的，磅：估计错的一两行、单位的名字长了多占的一行。
_SPARE = 36.0
# 字已经这么小的，少留一些，不再小下去。
_TIGHT = 9.0
_TIGHT_SPARE = 18.0
# 两块中间空多少，磅。
BETWEEN = 5.0
# 正文的几档字号，磅；易读版的不小于 14。
_SIZES = (13.5, 13.0, 12.5, 12.0, 11.5, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5)
_EASY_SIZES = (15.0, 14.5, 14.0)
# 行距是字号的几倍。
PITCH = 1.34
# 标题底多高，插图多宽，毫米。
HEAD = 55.0
PICTURE = 57.0
# 大标题最大多少磅，标题那一栏多宽，毫米。
_TITLE = 38.0
_TITLE_ROOM = 112.0
# 引子的字号，磅。
LEAD = 12.0
# 步骤：序号多宽，易读版的图一栏多宽、图多高，标题多宽，毫米。
BADGE = 11.0
EASY_PICTURE = 21.0
_EASY_TALL = 19.0
EASY_TITLE = 54.0
# 步骤的格子上下、左右的空，毫米；易读版的上下紧些。
_STEP_PADDING = (1.4, 3.0)
_EASY_PADDING = (1.0, 3.0)
# 步骤的标题、框的标题比正文大多少，框里的字比正文小多少，儿歌大多少，磅；易读版的不小。
STEP_MORE = 2.0
BOX_MORE = 2.0
_BOX_LESS = 0.5
RHYME_MORE = 1.0
# 两个框中间、框的格子上下、左右的空，毫米；左边的框占多少，先试一样宽的。
BETWEEN_BOXES = 4.0
BOX_PADDING = (2.6, 4.0)
_SHARES = (0.5, 0.46, 0.54, 0.42, 0.58, 0.38, 0.62, 0.34, 0.66, 0.3, 0.7)
# 框里两条中间的空，标题下面的空，磅。
ITEM_GAP = 2.0
BOX_HEAD_GAP = 3.0
# 勾和叉占的宽，几个字。
MARK = 1.4
# 填空的一行多高，毫米。
BLANKS = 9.5
# 页脚的格子上下、左右的空，二维码、它那一栏多宽，毫米；二维码下面的话多高，磅。
FOOT_PADDING = (2.4, 5.0)
CODE_SIDE = 25.0
CODE_ROOM = 37.0
CAPTION = 11.0
# 电话：第一个号码、别的号码、名字的字号，一行多高，磅。
FIRST_PHONE = 22.0
OTHER_PHONE = 15.0
PHONE_NAME = 9.0
PHONE_PITCH = 30.0
# 法律依据、版本的字号和行高，磅。
LAW = 8.2
LAW_PITCH = 11.6
IMPRINT = 7.5
IMPRINT_PITCH = 10.6
# 步骤一格、框各最多再加高多少，磅；余下的先给步骤这么多。
_MOST_STEP = 12.0
_MOST_BOX = 40.0
_STEPS_SHARE = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """正文、框里的字号，各步骤的格子、两个框至少多高，磅；left_box 是左边的框占多宽，毫米。"""

    size: float
    box_size: float
    steps: tuple[float, ...]
    boxes: float
    left_box: float


def fitted(sheet: Sheet) -> Fit:
    """挑一页装得下的最大一档；都装不下，抛 Unprintable。"""
    sizes: Sequence[float] = _SIZES
    less = _BOX_LESS
    if sheet["easy"]:
        sizes = _EASY_SIZES
        less = 0.0
    room = _TALL * MM - _fixed(sheet)
    for size in sizes:
        steps = tuple(_step_heights(sheet, size))
        boxes, left_box = _boxes(sheet, size - less)
        spare = _SPARE
        if size <= _TIGHT:
            spare = _TIGHT_SPARE
        left = room - spare - sum(steps) - boxes
        if left < 0:
            continue
        fit = Fit(size=size, box_size=size - less, steps=steps, boxes=boxes, left_box=left_box)
        return _spread(fit, left)
    raise Unprintable("Word 一页装不下：步骤（steps）、框（boxes）的话太长")


def _spread(fit: Fit, left: float) -> Fit:
    """余下的 left 磅分给步骤和框。"""
    count = len(fit.steps)
    each = min(_MOST_STEP, left * _STEPS_SHARE / count)
    rest = min(_MOST_BOX, left - each * count)
    steps = tuple(step + each for step in fit.steps)
    return replace(fit, steps=steps, boxes=fit.boxes + rest)


def title_size(headline: Sequence[str]) -> float:
    """大标题的字号，磅：长的一行放得进标题那一栏。"""
    longest = max(map(width, headline))
    widest = math.floor(_TITLE_ROOM * MM / longest)
    return min(_TITLE, widest)


def foot_room(sheet: Sheet) -> float:
    """页脚的字那一栏多宽，毫米。"""
    if sheet["qr"]:
        return ROOM - CODE_ROOM
    return ROOM


def _fixed(sheet: Sheet) -> float:
    """字号不变的几块，连同中间的空。"""
    lines = _lines(sheet["lead"], ROOM, LEAD)
    lead = lines * LEAD * PITCH
    bands = (HEAD + BLANKS) * MM
    return bands + lead + _foot_height(sheet) + 5 * BETWEEN


def _foot_height(sheet: Sheet) -> float:
    upright, across = FOOT_PADDING
    room = foot_room(sheet) - 2 * across
    phones = math.ceil(_phones_width(sheet) / (room * MM))
    law = _lines(sheet["law"], room, LAW)
    imprint = _lines(sheet["imprint"], room, IMPRINT)
    words = phones * PHONE_PITCH + law * LAW_PITCH + imprint * IMPRINT_PITCH + BETWEEN
    code = CODE_SIDE * MM + CAPTION
    if sheet["qr"]:
        words = max(words, code)
    return words + 2 * upright * MM


def _phones_width(sheet: Sheet) -> float:
    """电话排成一行多宽，磅：第一个号码大，别的小，后面跟着名字。"""
    total = 0.0
    size = FIRST_PHONE
    for phone in sheet["phones"]:
        name = width(phone["name"]) + 2
        total += width(phone["number"]) * size
        total += name * PHONE_NAME
        size = OTHER_PHONE
    return total


def step_padding(sheet: Sheet) -> tuple[float, float]:
    """步骤的格子上下、左右的空，毫米。"""
    if sheet["easy"]:
        return _EASY_PADDING
    return _STEP_PADDING


def _step_heights(sheet: Sheet, size: float) -> Sequence[float]:
    """各步骤的格子多高，磅。"""
    upright, across = step_padding(sheet)
    padding = 2 * upright * MM
    pitch = size * PITCH
    heights = []
    for step in sheet["steps"]:
        if sheet["easy"]:
            words = len(step["lines"]) * pitch
            height = max(words, _EASY_TALL * MM)
        else:
            room = ROOM - BADGE - 2 * across
            lines = _lines(step["text"], room, size)
            height = lines * pitch + (size + STEP_MORE) * PITCH
        heights.append(height + padding)
    return heights


def _boxes(sheet: Sheet, size: float) -> tuple[float, float]:
    """两个框多高（磅），左边的多宽（毫米）：话多的宽一些，一样高才不空一块。size 是框里的字号。"""
    room = ROOM - BETWEEN_BOXES
    left, right = sheet["boxes"]
    easy = sheet["easy"]
    tried = []
    for share in _SHARES:
        wide = room * share
        first = _box_height(left, wide, size, easy=easy)
        second = _box_height(right, room - wide, size, easy=easy)
        tallest = max(first, second)
        tried.append((tallest, wide))
    return min(tried, key=itemgetter(0))


def _box_height(box: Sheet, wide: float, size: float, *, easy: bool) -> float:
    """一个框多高，磅；wide 是框的宽，毫米。"""
    upright, across = BOX_PADDING
    room = wide - 2 * across
    kind = box["kind"]
    total = (size + BOX_MORE) * PITCH
    total += BOX_HEAD_GAP + 2 * upright * MM
    if kind == "rhyme":
        size += RHYME_MORE
    if kind in ("avoid", "do"):
        room -= MARK * size / MM
    for item in box["items"]:
        lines = _item_lines(item, room, size, easy=easy)
        total += lines * size * PITCH + ITEM_GAP
    return total


def _item_lines(item: Sheet, room: float, size: float, *, easy: bool) -> int:
    """框里的一条几行：问题、回答各一段；易读版的话短，写在一段里。"""
    head = item["head"]
    text = item["text"]
    if easy:
        return _lines(head + text, room, size)
    lines = _lines(text, room, size)
    if head:
        lines += _lines(head, room, size)
    return lines


def _lines(text: str, room: float, size: float) -> int:
    """一段话排几行；room 是毫米，size 是磅。标点不打头，一行少算半个字。"""
    per_line = room * MM / size - 0.5
    return math.ceil(width(text) / per_line)

"""表格里一格字占多宽、折成几行，一栏该多宽，一个单位排成几行。

宽度以半个汉字计，高度以磅计。
"""

import functools
import re
import textwrap
import unicodedata
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import chain, starmap

from macros.opendata.appendix import COLUMNS, Cells

# 推进表的一行：单位的名称，和照原表印的各栏。
BoardRow = tuple[str, Sequence[Sequence[str]]]

# Excel 一行最高的磅数，一行字的高。
ROW_LIMIT, LINE_HEIGHT = 409, 16
# A3 横放能排下的列宽。
_ROOM = 178
# 一行最多排得下几行字。
_LINES = (ROW_LIMIT - 6) // LINE_HEIGHT

# 能在中间折行的：空白（textwrap 认的），网址里的 - 和 /。
_BREAKS = re.compile(r"[\t\n\v\f\r /-]")


@functools.lru_cache(maxsize=1 << 15)
def halves(text: str) -> int:
    """一段字有几个半字宽。同一段字整张里、各单位里都要量，量过的记住。"""
    if text.isascii():
        return len(text)
    return len(text) + sum(map(_is_wide, text))


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WFA"


def line_count(text: str, width: int) -> int:
    """排成几行，宁多勿少：标点不能放在行首，会早折，留两格。"""
    room = width - 2
    return sum(_folded(part, room) for part in text.split("\n"))


def _folded(part: str, room: int) -> int:
    """没有换行的一段排成几行。"""
    if _BREAKS.search(part) is None:
        return max(1, -(-halves(part) // room))
    return _wrapped(part, room)


@functools.lru_cache(maxsize=1 << 12)
def _wrapped(part: str, room: int) -> int:
    """有地方可折的一段排成几行；网址在 - 和 / 后面折，一个汉字写成两个字来量。"""
    doubled = "".join(map(_doubled, part))
    loose = re.sub("(?<=[-/])", " ", doubled)
    return max(1, len(textwrap.wrap(loose, room)))


def _doubled(char: str) -> str:
    if _is_wide(char):
        return char * 2
    return char


def row_height(texts: Sequence[str], widths: Sequence[int]) -> int:
    """一行几格要多高，磅；最高的一格说了算。"""
    cells = zip(texts, widths, strict=True)
    most = max(starmap(line_count, cells))
    return min(ROW_LIMIT, LINE_HEIGHT * most + 6)


def board_widths(board: Sequence[BoardRow]) -> list[int]:
    """推进表的列宽：单位栏放得下名字，其余照字数分，字少的不为一两个字多折一行。"""
    names, printed = zip(*board, strict=True)
    longest_name = max(map(halves, names))
    first = min(24, longest_name + 4)
    columns = map(chain.from_iterable, zip(*printed, strict=True))
    sizes = [list(map(halves, texts)) for texts in columns]
    total = sum(map(sum, sizes)) or 1
    room = _ROOM - first
    widths = [first]
    for size in sizes:
        longest = max(size, default=0)
        enough = min(26, longest + 4)
        share = room * sum(size) // total
        widths.append(max(enough, share))
    return widths


def detail_widths(rows: Sequence[Cells]) -> list[int]:
    """明细的列宽：放得下最长的一格，最多 Column.width，余下的折行。"""
    widths = []
    for place, column in enumerate(COLUMNS):
        head = max(column.title.split("（"), key=len) + "（"
        texts = [str(row[place] or "") for row in rows]
        longest = max(map(halves, [head, *texts]))
        widths.append(min(column.width, longest + 3))
    return widths


def bands(columns: Sequence[Sequence[str]], widths: Sequence[int]) -> Iterator[list[str]]:
    """一个单位排成几行：多半一行；高过 Excel 一行的上限就接着排下一行。"""
    waiting = list(map(deque, columns))
    while True:
        cells = zip(waiting, widths, strict=True)
        yield list(starmap(_taken, cells))
        if not any(waiting):
            return


def _taken(texts: deque[str], width: int) -> str:
    """一格里放得下的几段，从 texts 里取走；一段就太高的也放。"""
    taken: list[str] = []
    height = 0
    while texts:
        height += line_count(texts[0], width)
        if taken and height > _LINES:
            break
        taken.append(texts.popleft())
    return "\n".join(taken)

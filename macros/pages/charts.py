"""小图：几个点就是几项任务，几个方块就是几条举措。旁边都写着数，读屏软件只念数。"""

from collections.abc import Iterable

from markupsafe import Markup

# 一格的边长、两格的间隔、两组的间隔，都是图里的单位。
SIDE = 8
APART = 2
BREAK = 8

_DOT = "M{x} 4a4 4 0 1 1 8 0 4 4 0 1 1-8 0z"
_SQUARE = "M{x} 0h8v8h-8z"
_FRAME = "M{x} 0h8v8h-8zm2 2v4h4v-4z"
_SVG = Markup('<svg class="marks" viewBox="0 0 {} 8" width="{}" height="8" aria-hidden="true">')
_PATH = Markup('<path d="{}"/>')


def dots(count: int) -> Markup:
    """一排 count 个圆点；没有就是空的。"""
    if not count:
        return Markup("")
    step = SIDE + APART
    end = count * step
    shapes = [_DOT.format(x=x) for x in range(0, end, step)]
    return _drawn(shapes, end - APART)


def strip(counts: Iterable[int]) -> Markup:
    """一条：每个时段一组方块，几条举措几个；单数的时段实心，双数的空心，不靠颜色也分得开。"""
    shapes = []
    x = 0
    for order, count in enumerate(counts):
        if x and count:
            x += BREAK - APART
        shape = _SQUARE
        if order % 2:
            shape = _FRAME
        for _ in range(count):
            shapes.append(shape.format(x=x))
            x += SIDE + APART
    if not shapes:
        return Markup("")
    return _drawn(shapes, x - APART)


def _drawn(shapes: Iterable[str], width: int) -> Markup:
    svg = _SVG.format(width, width)
    return svg + _PATH.format("".join(shapes)) + Markup("</svg>")

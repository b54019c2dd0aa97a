"""排好以后的加工：图片压小，数 PDF 的页。"""

import io
from collections.abc import Iterable, Sequence
from heapq import nlargest
from itertools import chain
from typing import TypeAlias, cast

import pikepdf
from PIL import Image

# 多少像素以上的 PNG 不再试哪种压法最小：只小百分之三，要多花两倍的工夫。
_LARGE = 3_000_000
# 大片的底色：隔几个点看一个，横着看这么多个，取最多的几种；差不过几级的算同一种。
_SAMPLE = 360
_COMMON = 32
_NEAR = 6
# 红、绿、蓝，0 到 255。
_Rgb: TypeAlias = tuple[int, int, int]


def picture(png: bytes, suffix: str, colors: int = 128) -> bytes:
    """图片压小：预览存 WebP；给人转发的存 PNG，只留 colors 种颜色。

    给人转发的只有平涂的颜色，128 色看不出差别，只有三分之一大。照八叉树挑：
    画里只有几点的红和黄也留得住，中位切分会把它们并进大片的颜色，还慢三倍。
    """
    out = io.BytesIO()
    with Image.open(io.BytesIO(png)) as image:
        flat = image.convert("RGB")
    if suffix == "webp":
        flat.save(out, "WEBP", quality=60, method=6)
        return out.getvalue()
    few = flat.quantize(colors, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.putpalette(_restored(few.getpalette() or [], flat))
    small = flat.width * flat.height < _LARGE
    few.save(out, "PNG", optimize=small)
    return out.getvalue()


def _restored(palette: Sequence[int], flat: Image.Image) -> list[int]:
    """挑好的颜色里，挨着大片底色的，换成底色本来的：白的还是白的，不差一两级。"""
    step = max(1, flat.width // _SAMPLE)
    size = (flat.width // step, flat.height // step)
    sample = flat.resize(size, Image.Resampling.NEAREST)
    counted = cast("list[tuple[int, _Rgb]]", sample.getcolors(sample.width * sample.height))
    shades = [tuple(palette[start : start + 3]) for start in range(0, len(palette), 3)]
    common = nlargest(_COMMON, counted)
    taken: set[int] = set()
    for _, color in common:
        gaps = [_gap(color, shade) for shade in shades]
        nearest = gaps.index(min(gaps))
        if nearest not in taken and gaps[nearest] <= _NEAR:
            shades[nearest] = color
            taken.add(nearest)
    return list(chain.from_iterable(shades))


def _gap(one: Sequence[int], other: Sequence[int]) -> int:
    """两种颜色差多少：差得最多的一个通道差几级。"""
    red, green, blue = (abs(a - b) for a, b in zip(one, other, strict=True))
    return max(red, green, blue)


def painted(png: bytes, shades: Iterable[tuple[int, int, int]]) -> bytes:
    """图片只留 shades 这几种颜色（红、绿、蓝，0 到 255），存 PNG。

    字多的图挑颜色，几点红、几点黄会给挤掉；由用它的人说留哪几种。
    """
    flat: list[int] = []
    for shade in shades:
        flat += shade
    swatch = Image.new("P", (1, 1))
    swatch.putpalette(flat)
    out = io.BytesIO()
    with Image.open(io.BytesIO(png)) as image:
        few = image.convert("RGB").quantize(palette=swatch, dither=Image.Dither.NONE)
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


def easy_cell(drawing: bytes, place: int) -> bytes:
    """易读版的插图分成三列两行，取第 place 格，从 0 数起。"""
    row, column = divmod(place, 3)
    out = io.BytesIO()
    with Image.open(io.BytesIO(drawing)) as image:
        wide = image.width // 3
        tall = image.height // 2
        left = column * wide
        top = row * tall
        part = image.crop((left, top, left + wide, top + tall))
    part.save(out, "PNG", optimize=True)
    return out.getvalue()


def page_count(content: bytes) -> int:
    """PDF 有几页。"""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return len(pdf.pages)

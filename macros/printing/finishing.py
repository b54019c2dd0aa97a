"""排好以后的加工：图片压小，数 PDF 的页。"""

import io
from collections.abc import Iterable

import pikepdf
from PIL import Image


def picture(png: bytes, suffix: str, colors: int = 128, *, fast: bool = False) -> bytes:
    """图片压小：预览存 WebP；给人转发的存 PNG，只留 colors 种颜色。

    给人转发的只有平涂的颜色，128 色看不出差别，只有三分之一大。
    fast 只看四分之一大的图挑颜色，也不去试哪种压法最小：快两倍，大一成。
    """
    out = io.BytesIO()
    with Image.open(io.BytesIO(png)) as image:
        flat = image.convert("RGB")
    if suffix == "webp":
        flat.save(out, "WEBP", quality=60, method=6)
    elif fast:
        swatch = flat.reduce(4).quantize(colors, dither=Image.Dither.NONE)
        few = flat.quantize(palette=swatch, dither=Image.Dither.NONE)
        few.save(out, "PNG")
    else:
        few = flat.quantize(colors, dither=Image.Dither.NONE)
        few.save(out, "PNG", optimize=True)
    return out.getvalue()


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

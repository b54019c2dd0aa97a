"""读一个 TrueType 字体：哪个字是第几号字形，各有多宽。可填的 PDF 要把整个字体带上，得写明这些。

https://learn.microsoft.com/typography/opentype/spec/
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """一个字体：content 是文件，glyphs 是字（码点）→ 字形的号，widths 是各字形的宽，千分之一字。

    box 是能画到的范围，ascent、descent 是字框的上下，也是千分之一字。
    """

    content: bytes
    glyphs: dict[int, int]
    widths: tuple[int, ...]
    box: tuple[int, ...]
    ascent: int
    descent: int


def face(content: bytes) -> Face:
    """读一个字体文件；只认有 Unicode 码点表的。"""
    tables = dict(_tables(content))
    head = tables["head"]
    (unit,) = struct.unpack_from(">H", head, 18)
    box = struct.unpack_from(">4h", head, 36)
    ascent, descent = struct.unpack_from(">2h", tables["hhea"], 4)
    return Face(
        content=content,
        glyphs=dict(_glyphs(tables["cmap"])),
        widths=tuple(_scaled(width, unit) for width in _advances(tables)),
        box=tuple(_scaled(edge, unit) for edge in box),
        ascent=_scaled(ascent, unit),
        descent=_scaled(descent, unit),
    )


def _scaled(length: int, unit: int) -> int:
    return round(length * 1000 / unit)


def _tables(content: bytes) -> Iterator[tuple[str, bytes]]:
    """各个表：名字、内容。"""
    (count,) = struct.unpack_from(">H", content, 4)
    for number in range(count):
        name, _, start, size = struct.unpack_from(">4s3I", content, 12 + 16 * number)
        yield name.decode(), content[start : start + size]


def _advances(tables: dict[str, bytes]) -> Iterator[int]:
    """各字形的宽，照字形的次序；末尾没写的和最后一个一样。"""
    (total,) = struct.unpack_from(">H", tables["maxp"], 4)
    (written,) = struct.unpack_from(">H", tables["hhea"], 34)
    last = 0
    for number in range(total):
        if number < written:
            (last,) = struct.unpack_from(">H", tables["hmtx"], 4 * number)
        yield last


def _glyphs(cmap: bytes) -> Iterator[tuple[int, int]]:
    """码点和字形的号；照字体里 Unicode 的那一份（第 4 种写法）。"""
    start = _unicode_table(cmap)
    (doubled,) = struct.unpack_from(">H", cmap, start + 6)
    ends = start + 14
    starts = ends + doubled + 2
    deltas = starts + doubled
    offsets = deltas + doubled
    for at in range(0, doubled, 2):
        (end,) = struct.unpack_from(">H", cmap, ends + at)
        (first,) = struct.unpack_from(">H", cmap, starts + at)
        (delta,) = struct.unpack_from(">H", cmap, deltas + at)
        (offset,) = struct.unpack_from(">H", cmap, offsets + at)
        for code in range(first, min(end, 0xFFFE) + 1):
            glyph = code
            if offset:
                place = offsets + at + offset + 2 * (code - first)
                (glyph,) = struct.unpack_from(">H", cmap, place)
            yield code, (glyph + delta) & 0xFFFF


def _unicode_table(cmap: bytes) -> int:
    """第 4 种写法的那一份从哪里开始。"""
    (count,) = struct.unpack_from(">H", cmap, 2)
    for number in range(count):
        _, _, start = struct.unpack_from(">HHI", cmap, 4 + 8 * number)
        (format,) = struct.unpack_from(">H", cmap, start)
        if format == 4:
            return int(start)
    raise ValueError("字体里没有第 4 种写法的码点表")

"""把四色的特性文件改小，放进仓库；平时不用运行，换特性文件才用。

用法：python macros/printing/profiles/small.py FOGRA39L_coated.icc
原来的文件在 colorprofiles 20181105 里（https://ctan.org/pkg/colorprofiles），zlib 许可，见旁边的
ZLIB-FOGRA39L.txt；许可要改过的标明改过，所以名字里写着。
每份送印的文件都带一个特性文件，十六位的表换成八位的，小一半多：Lab 差不到一格，眼睛看不出。
表怎样写，照 ICC.1:2001-04 的 6.5.7（lut16Type）、6.5.8（lut8Type）。
"""

import struct
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

TARGET = Path(__file__).parent / "FOGRA39L-small.icc"
NAME = "FOGRA39L Coated (altered: 8-bit tables)"
# 文件头、标签表里的一行多长，字节。
_HEADER, _ROW = 128, 12
# 要的标签：说明、版权、白点、黑点，两个方向的表，色域；别的是做它的程序记的。
_KEPT = ("desc", "cprt", "wtpt", "bkpt", "A2B0", "A2B1", "A2B2", "B2A0", "B2A1", "B2A2", "gamt")
_LAB = "Lab "
_ENTRIES = 256
_MOST16, _MOST8 = 65535, 255
# 十六位的 Lab 是八位的 256 倍，别的是 257 倍（65535 / 255）。
_OF_LAB, _OF_INK = 256, 257


@dataclass(frozen=True, slots=True, kw_only=True)
class ColourTable:
    """一张换算的表：几种颜色进、几种出，网格几格；各截十六位的数。"""

    inputs: int
    outputs: int
    grid: int
    matrix: bytes
    curves_in: Sequence[Sequence[int]]
    cells: Sequence[int]
    curves_out: Sequence[Sequence[int]]


def profile_tags(content: bytes) -> dict[str, bytes]:
    """特性文件里的各个标签。"""
    (count,) = struct.unpack_from(">I", content, _HEADER)
    found = {}
    for n in range(count):
        name, start, size = struct.unpack_from(">4sII", content, _HEADER + 4 + _ROW * n)
        found[name.decode()] = content[start : start + size]
    return found


def table16(tag: bytes) -> ColourTable:
    """读一张十六位的表。"""
    inputs, outputs, grid = tag[8:11]
    long_in, long_out = struct.unpack_from(">HH", tag, 48)
    numbers = struct.unpack_from(f">{(len(tag) - 52) // 2}H", tag, 52)
    middle = inputs * long_in
    end = middle + grid**inputs * outputs
    return ColourTable(
        inputs=inputs,
        outputs=outputs,
        grid=grid,
        matrix=tag[12:48],
        curves_in=list(_cut(numbers[:middle], long_in)),
        cells=numbers[middle:end],
        curves_out=list(_cut(numbers[end:], long_out)[:outputs]),
    )


def _cut(numbers: Sequence[int], size: int) -> list[Sequence[int]]:
    return [numbers[start : start + size] for start in range(0, len(numbers), size)]


def table8(table: ColourTable, *, into_lab: bool) -> bytes:
    """写成八位的表；into_lab 是从墨到 Lab，反过来的是从 Lab 到墨、到色域。"""
    taken, given = _OF_LAB, _OF_INK
    if into_lab:
        taken, given = _OF_INK, _OF_LAB
    head = struct.pack(">4s4x4B", b"mft1", table.inputs, table.outputs, table.grid, 0)
    parts = [head, table.matrix]
    parts += [bytes(_resampled(curve, taken, _OF_INK)) for curve in table.curves_in]
    parts.append(bytes(round(cell / _OF_INK) for cell in table.cells))
    parts += [bytes(_resampled(curve, _OF_INK, given)) for curve in table.curves_out]
    return b"".join(parts)


def _resampled(curve: Sequence[int], taken: int, given: int) -> Iterator[int]:
    """一条曲线取 256 个点，进来的八位的数乘 taken 是十六位的，出去的除以 given。"""
    last = len(curve) - 1
    for entry in range(_ENTRIES):
        place = entry * taken / _MOST16 * last
        before = min(int(place), last)
        after = min(before + 1, last)
        share = place - before
        value = curve[before] * (1 - share) + curve[after] * share
        yield min(_MOST8, round(value / given))


def text_tag(text: str) -> bytes:
    """说明，只有西文的一截（ICC.1:2001-04 的 6.5.17）。"""
    words = text.encode("ascii") + b"\0"
    return struct.pack(">4s4xI", b"desc", len(words)) + words + bytes(8 + 3 + 67)


def small(content: bytes) -> bytes:
    """改小的特性文件。"""
    found = profile_tags(content)
    found["desc"] = text_tag(NAME)
    made: dict[bytes, int] = {}
    body = b""
    rows = []
    start = _HEADER + 4 + _ROW * len(_KEPT)
    for name in _KEPT:
        tag = found[name]
        if tag[:4] == b"mft2":
            tag = table8(table16(tag), into_lab=name.startswith("A2B"))
        if tag not in made:
            made[tag] = start + len(body)
            body += tag + bytes(-len(tag) % 4)
        rows.append(struct.pack(">4sII", name.encode(), made[tag], len(tag)))
    head = struct.pack(">I", start + len(body)) + content[4:84] + bytes(_HEADER - 84)
    return head + struct.pack(">I", len(_KEPT)) + b"".join(rows) + body


if __name__ == "__main__":
    TARGET.write_bytes(small(Path(sys.argv[1]).read_bytes()))

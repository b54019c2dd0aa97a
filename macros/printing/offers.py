"""一份资料的文件在网页上怎样摆：先是最可能要的一个，其余的照用途分开。"""

import types
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from macros.corpus.pieces import Piece
from macros.printing.formats import FILLABLE, PURPOSES, SLIDES, Output, Outputs

# 拿来就念、就印的，先给 PDF；没写的有课件先给课件，没有先给 Word：方案、信要改成自己的才用得上。
_FIRST = types.MappingProxyType(
    {"leaflet": "color", "speech": "pdf", "broadcast": "pdf", "slogans": "pdf"}
)
# 打印时打开哪一个。
_SHEETS = ("color", "pdf")


# 一种用途和它的文件。
Purpose = tuple[str, Sequence[Output]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """一份资料的文件：first 最可能要，others 是用途和其余的，everything 是压缩包。

    sheet 是打印时打开的那一个，fillable 是可填的 PDF，没有是 None。
    """

    first: Output
    others: tuple[Purpose, ...]
    everything: Output
    sheet: Output
    fillable: Output | None


def offer(piece: Piece, outputs: Outputs) -> Offer:
    """一份资料的文件怎样摆。"""
    files = outputs.pieces[piece.slug]
    ids = [one.format.id for one in files]
    usual = "docx"
    if SLIDES[0].id in ids:
        usual = SLIDES[0].id
    first = files[ids.index(_FIRST.get(piece.form, usual))]
    rest = [one for one in files if one is not first]
    address = f"publicity/{piece.slug}/{piece.slug}.zip"
    return Offer(
        first=first,
        others=tuple(_by_purpose(rest)),
        everything=next(one for one in outputs.kits if one.address == address),
        sheet=next(one for one in files if one.format.id in _SHEETS),
        fillable=_fillable(files),
    )


def _fillable(files: Sequence[Output]) -> Output | None:
    for one in files:
        if one.format == FILLABLE:
            return one
    return None


def _by_purpose(files: Sequence[Output]) -> Iterator[Purpose]:
    """照用途分开，空的用途不列。"""
    for name in PURPOSES:
        fitting = [one for one in files if one.format.purpose == name]
        if fitting:
            yield name, fitting

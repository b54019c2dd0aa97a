"""可填的 PDF：名字、电话、日期几处是真的填空格，电脑上填好再打印。

照 ISO 32000-1 12.7（表单）、14.7（标签），PDF/UA-1 7.18（每格有说明，在标签里）。
带着整个字体：GB/T 2312 的 6763 个汉字都填得出；再生僻的，看开它的软件自己有没有字。
"""

import io
from collections.abc import Iterator, Sequence
from functools import lru_cache

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from macros.printing.engine import FONTS, Sheet, Unprintable
from macros.printing.truetype import Face, face

_FONT = "NotoSansSC-Regular"
# 一毫米几磅。
_POINT = 72 / 25.4
# 格子在横线上面多高，下面多少，毫米。
_ABOVE = 5.6
_BELOW = 0.9
# 头一处是单位的名字，可能很长：字号 0，由开它的软件照格子挑，字多就小。别的一样大，磅。
_ANY = 0
_USUAL = 11
# 一段码点表最多写几个字。
_MOST = 100


def fillable(content: bytes, spots: Sequence[Sheet]) -> bytes:
    """content 是带标签的 PDF，第一页上 spots 这几处（Engine.spots）各放一格。

    模板没有记下填空的地方，抛 Unprintable。
    """
    if not spots:
        raise Unprintable("模板没有记下要填的空在哪里")
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        first, *others = spots
        fields = [_field(pdf, first, _ANY)]
        fields += [_field(pdf, spot, _USUAL) for spot in others]
        pdf.pages[0].obj.Annots = pdf.make_indirect(Array(fields))
        for field, cell in zip(fields, _cells(pdf, len(fields)), strict=True):
            _tag(pdf, field, cell)
        pdf.Root.AcroForm = Dictionary(
            Fields=Array(fields),
            DR=Dictionary(Font=Dictionary(Sans=_font(pdf))),
            DA=_look(_USUAL),
            NeedAppearances=True,
        )
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _look(size: int) -> String:
    """填的字的样子：字体、字号、颜色。"""
    return String(f"/Sans {size} Tf 0.13 0.12 0.1 rg")


def _field(pdf: Pdf, spot: Sheet, size: int) -> pikepdf.Object:
    """一格，横线在它的底边上面一点；size 是字号，磅。"""
    page = pdf.pages[0]
    top = float(page.mediabox[3])
    left = spot["x"] * _POINT
    line = top - spot["y"] * _POINT
    right = left + spot["width"] * _POINT
    name = spot["name"]
    rect = [left, line - _BELOW * _POINT, right, line + _ABOVE * _POINT]
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            T=String(name),
            TU=String(name),
            DA=_look(size),
            F=4,  # 打印时也印
            MK=Dictionary(),
            P=page.obj,
            Rect=Array([round(edge, 2) for edge in rect]),
        )
    )


def _cells(pdf: Pdf, count: int) -> list[pikepdf.Object]:
    """标签里放各格的地方：一行几格字，各紧跟着自己的名字念。"""
    for element in _elements(pdf.Root.StructTreeRoot.K):
        kids = list(_kids(element))
        if len(kids) == count and all(map(_is_label, kids)):
            return kids
    raise Unprintable("标签里找不到要填的那一行")


def _is_label(element: pikepdf.Object) -> bool:
    """里面只有一截字。"""
    kids = list(_kids(element))
    return element.S == "/Div" and [kid.S for kid in kids] == ["/Span"]


def _elements(kids: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """标签的全部元素，照念的先后。"""
    for element in _listed(kids):
        yield element
        if "/K" in element:
            yield from _elements(element.K)


def _kids(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """一个元素里直接的元素。"""
    if "/K" in element:
        yield from _listed(element.K)


def _listed(kids: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """一个、一串都当作一串；不是元素的（页上第几截字）不要。"""
    if not isinstance(kids, Array):
        kids = Array([kids])
    for kid in kids:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid


def _tag(pdf: Pdf, field: pikepdf.Object, cell: pikepdf.Object) -> None:
    """一格写进标签：念到名字，接着就是这一格。"""
    root = pdf.Root.StructTreeRoot
    number = int(root.ParentTreeNextKey)
    reference = Dictionary(Type=Name.OBJR, Obj=field, Pg=pdf.pages[0].obj)
    element = pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.Form, P=cell, K=reference, Alt=field.TU)
    )
    kids = Array(cell.K) if isinstance(cell.K, Array) else Array([cell.K])
    kids.append(element)
    cell.K = kids
    field.StructParent = number
    root.ParentTree.Nums.append(number)
    root.ParentTree.Nums.append(element)
    root.ParentTreeNextKey = number + 1


# ---- 字体 ----


@lru_cache(maxsize=1)
def _face() -> Face:
    return face((FONTS / f"{_FONT}.ttf").read_bytes())


def _font(pdf: Pdf) -> pikepdf.Object:
    """整个字体，照字形的号写字（Identity-H）。"""
    found = _face()
    name = Name(f"/{_FONT}")
    indirect = pdf.make_indirect
    program = pdf.make_stream(found.content, Length1=len(found.content))
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=4,
        FontBBox=Array(found.box),
        ItalicAngle=0,
        Ascent=found.ascent,
        Descent=found.descent,
        CapHeight=733,
        StemV=80,
        FontFile2=program,
    )
    inner = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=Dictionary(
            Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
        ),
        FontDescriptor=indirect(descriptor),
        DW=1000,
        W=Array(_widths(found)),
        CIDToGIDMap=Name.Identity,
    )
    whole = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=name,
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([indirect(inner)]),
        ToUnicode=pdf.make_stream(_to_unicode(found).encode()),
    )
    return indirect(whole)


def _widths(found: Face) -> Iterator[int | Array]:
    """不是一个字宽的字形，各写明多宽。"""
    for glyph, width in enumerate(found.widths):
        if width != 1000:
            yield glyph
            yield Array([width])


def _to_unicode(found: Face) -> str:
    """字形的号 → 字，写成 PDF 的码点表；两个字同一个字形的，用头一个。"""
    codes: dict[int, int] = {}
    for code, glyph in found.glyphs.items():
        codes.setdefault(glyph, code)
    rows = sorted(codes.items())
    parts = ["/CIDInit /ProcSet findresource begin 12 dict begin begincmap"]
    parts.append("/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def")
    parts.append("/CMapName /Adobe-Identity-UCS def /CMapType 2 def")
    parts.append("1 begincodespacerange <0000> <FFFF> endcodespacerange")
    for start in range(0, len(rows), _MOST):
        some = rows[start : start + _MOST]
        parts.append(f"{len(some)} beginbfchar")
        parts += [f"<{glyph:04X}> <{code:04X}>" for glyph, code in some]
        parts.append("endbfchar")
    parts.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(parts)

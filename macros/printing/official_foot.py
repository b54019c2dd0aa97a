"""公文的页脚：页码四号，单页在右，双页在左，各空一字，离版心 7 毫米；下面一行是来源。

横放的纸订在一起时是竖着的，页码在竖着看的那个角上，字也跟着转。
"""

import math
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from macros.corpus.chinese import width
from macros.printing.docx_parts import add_page_number, add_text, element, tighten
from macros.printing.docx_style import Look

_FONT = "宋体"
# 页码的字号、行高，来源的字号、行高，磅。
_NUMBER, _NUMBER_LINE = 14, 16
_SOURCE, _SOURCE_LINE = 8, 10
# 页码的一字线离版心，毫米。
_BELOW = 7
# 横放时放页码的框多长，磅。
_FRAME = 80
# 段的属性里，排在框后面的。
_AFTER_FRAME = tuple(f"w:{name}" for name in ("widowControl", "pBdr", "spacing", "ind", "jc"))


def number_pages(document: Any, source: str, look: Look) -> None:
    """每页的页脚写上页码和来源。"""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    feet = (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    )
    for foot, side in feet:
        foot.is_linked_to_previous = False
        number = foot.paragraphs[0]
        _write_number(number, side)
        if look.wide:
            _turn(number, look)
        below = foot.add_paragraph()
        tighten(below, _SOURCE_LINE)
        add_text(below, source, size=_SOURCE, family=_FONT)
    rows = math.ceil(width(source) * _SOURCE / Mm(look.room).pt)
    height = _NUMBER_LINE + _SOURCE_LINE * rows
    # 一字线在一行的正中。
    middle = Pt(_NUMBER_LINE / 2)
    section.footer_distance = Mm(look.margins[2] - _BELOW) + middle - Pt(height)


def _write_number(paragraph: Any, side: Any) -> None:
    """页码，两边各一条一字线；side 是在哪一边，空一字。"""
    tighten(paragraph, _NUMBER_LINE)
    layout = paragraph.paragraph_format
    layout.alignment = side
    layout.left_indent = layout.right_indent = Pt(_NUMBER)
    add_text(paragraph, "— ", size=_NUMBER, family=_FONT)
    add_page_number(paragraph, _NUMBER)
    add_text(paragraph, " —", size=_NUMBER, family=_FONT)


def _turn(paragraph: Any, look: Look) -> None:
    """页码装进版心左边的框里，字向右转：单页在下角，双页在上角。"""
    top, _, bottom, left = look.margins
    _, tall = look.paper
    place: int = Mm(top)
    if paragraph.alignment == WD_ALIGN_PARAGRAPH.RIGHT:
        place = Mm(tall - bottom) - Pt(_FRAME)
    across = Mm(left - _BELOW) - Pt(_NUMBER_LINE / 2)
    frame = element(
        "framePr",
        w=_twips(Pt(_NUMBER_LINE)),
        h=_twips(Pt(_FRAME)),
        hRule="exact",
        wrap="around",
        vAnchor="page",
        hAnchor="page",
        x=_twips(across),
        y=_twips(place),
    )
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(frame, *_AFTER_FRAME)
    properties.append(element("textDirection", val="tbRl"))


def _twips(length: Any) -> str:
    """长度写成二十分之一磅。"""
    return str(round(length / Pt(1) * 20))

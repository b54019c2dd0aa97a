"""Word 里当版面用的表格、固定的行高、编号：python-docx 没有现成的。"""

import io
from collections.abc import Sequence
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from macros.printing.docx_parts import add_text, element, keep_whole, shade, tighten

MIDDLE = WD_CELL_VERTICAL_ALIGNMENT.CENTER
BOTTOM = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
_NAMESPACE = nsdecls("w")
# 格子上下、左右的空，二十分之一磅。
_MARGINS = """
<w:tblCellMar {namespace}>
  <w:top w:w="{upright}" w:type="dxa"/>
  <w:left w:w="{across}" w:type="dxa"/>
  <w:bottom w:w="{upright}" w:type="dxa"/>
  <w:right w:w="{across}" w:type="dxa"/>
</w:tblCellMar>
"""
# 各行之间一道白，八分之一磅。
_WHITE_GAPS = """
<w:tblBorders {namespace}>
  <w:insideH w:val="single" w:sz="{eighths}" w:space="0" w:color="FFFFFF"/>
</w:tblBorders>
"""
# 编号：号码自己占一格的不缩进。
_NUMBERS = """
<w:abstractNum {namespace} w:abstractNumId="{id}">
  <w:multiLevelType w:val="singleLevel"/>
  <w:lvl w:ilvl="0">
    <w:start w:val="1"/>
    <w:numFmt w:val="decimal"/>
    <w:suff w:val="nothing"/>
    <w:lvlText w:val="%1"/>
    <w:lvlJc w:val="left"/>
    <w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr>
    <w:rPr><w:b/><w:color w:val="{color}"/><w:sz w:val="{size}"/></w:rPr>
  </w:lvl>
</w:abstractNum>
"""
# 每条前面一个记号，字缩进去。
_MARKS = """
<w:abstractNum {namespace} w:abstractNumId="{id}">
  <w:multiLevelType w:val="singleLevel"/>
  <w:lvl w:ilvl="0">
    <w:start w:val="1"/>
    <w:numFmt w:val="bullet"/>
    <w:lvlText w:val="{mark}"/>
    <w:lvlJc w:val="left"/>
    <w:pPr><w:ind w:left="{indent}" w:hanging="{indent}"/></w:pPr>
    <w:rPr><w:b/><w:color w:val="{color}"/></w:rPr>
  </w:lvl>
</w:abstractNum>
"""


def layout_table(where: Any, rows: int, widths: Sequence[float], padding: Sequence[float]) -> Any:
    """一张没有框线的表，行不拆开；widths 是各列的宽，padding 是格子上下、左右的空，毫米。"""
    table = where.add_table(rows=rows, cols=len(widths))
    table.autofit = False
    upright, across = (round(Mm(gap).twips) for gap in padding)
    margins = _MARGINS.format(namespace=_NAMESPACE, upright=upright, across=across)
    table._tbl.tblPr.insert_element_before(parse_xml(margins), "w:tblLook")
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        keep_whole(row)
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    return table


def white_gaps(table: Any, width: float) -> None:
    """各行之间一道白，像一张张卡片；width 是磅。"""
    borders = _WHITE_GAPS.format(namespace=_NAMESPACE, eighths=round(width * 8))
    after = ("w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    table._tbl.tblPr.insert_element_before(parse_xml(borders), *after)


def set_height(row: Any, height: float) -> None:
    """一行至少 height 磅高。"""
    row.height_rule = WD_ROW_HEIGHT_RULE.AT_LEAST
    row.height = Pt(height)


def paint(cell: Any, color: str) -> None:
    """格子的底色，里面的上下居中。"""
    shade(cell, color)
    cell.vertical_alignment = MIDDLE


def first_paragraph(cell: Any, height: float, after: float = 0) -> Any:
    """格子里自带的一段，行高固定，后面空 after，磅。"""
    paragraph = cell.paragraphs[0]
    tighten(paragraph, height)
    paragraph.paragraph_format.space_after = Pt(after)
    return paragraph


def next_paragraph(where: Any, height: float, after: float = 0) -> Any:
    """再加一段，行高固定，后面空 after，磅。"""
    paragraph = where.add_paragraph()
    tighten(paragraph, height)
    paragraph.paragraph_format.space_after = Pt(after)
    return paragraph


def pause(document: Any, height: float) -> None:
    """两张表中间空 height 磅：挨着的两张表，Word 会并成一张。"""
    paragraph = next_paragraph(document, height)
    mark = element("rPr")
    mark.append(element("sz", val="2"))
    paragraph._p.get_or_add_pPr().append(mark)


def say(
    paragraph: Any, text: str, color: str, size: float | None = None, *, bold: bool = True
) -> Any:
    """段末加一截有颜色的字，返回它；size 是磅，不写照样式。"""
    run = add_text(paragraph, text, bold=bold, size=size)
    run.font.color.rgb = RGBColor.from_string(color)
    return run


def say_lines(paragraph: Any, lines: Sequence[str]) -> None:
    """几行字，当中换行。"""
    first, *others = lines
    add_text(paragraph, first)
    for line in others:
        paragraph.add_run().add_break()
        add_text(paragraph, line)


def highlight(run: Any, color: str) -> None:
    """一截字的底色。"""
    back = element("shd", val="clear", color="auto", fill=color)
    properties = run._r.get_or_add_rPr()
    properties.insert_element_before(back, "w:fitText", "w:lang")


def center_picture(cell: Any, content: bytes, width: float, alt: str) -> None:
    """格子当中一张图，宽是毫米；行高随图，固定的会裁掉半张。"""
    paragraph = cell.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    shape = run.add_picture(io.BytesIO(content), width=Mm(width))
    shape._inline.docPr.set("descr", alt)


def new_style(document: Any, name: str, size: float) -> Any:
    """一种新的段的样式，照正文，只是字号不同，磅：填进控件里的字照样式，LibreOffice 才认。"""
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.font.size = Pt(size)
    return style


def new_numbers(document: Any, color: str, size: float) -> int:
    """新开一种从 1 数起的编号，返回它的号；size 是号码的字号，磅。"""
    halves = round(size * 2)
    return _new_list(document, _NUMBERS, color=color, size=halves)


def new_marks(document: Any, mark: str, color: str, indent: float) -> int:
    """新开一种每条前面写 mark 的列表，返回它的号；indent 是字缩进多少，磅。"""
    twips = round(indent * 20)
    return _new_list(document, _MARKS, mark=mark, color=color, indent=twips)


def _new_list(document: Any, template: str, **values: object) -> int:
    numbering = document.part.numbering_part.element
    last = numbering.findall(qn("w:abstractNum"))[-1]
    id = int(last.get(qn("w:abstractNumId"))) + 1
    kind = parse_xml(template.format(namespace=_NAMESPACE, id=id, **values))
    last.addnext(kind)
    return int(numbering.add_num(id).numId)


def enlist(paragraph: Any, list_id: int) -> None:
    """这一段是列表 list_id 里的一条。"""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = list_id

"""一篇公文的 Word：照 GB/T 9704—2012 的字体、字号、页码，没有红头、印章。"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from macros.corpus.chinese import width
from macros.printing.docx_parts import (
    add_text,
    drop_first_paragraph,
    indent_first_line,
    keep_whole,
    repeat_on_every_page,
    rule_above,
    tighten,
)
from macros.printing.docx_style import OFFICIAL_LOOK, Look, new_document
from macros.printing.docx_template import saved
from macros.printing.engine import Sheet
from macros.printing.official import Fragment
from macros.printing.official_foot import number_pages
from macros.printing.official_rows import TableRow, table_rows

# 横放的纸：订口在上。
_WIDE_LOOK = replace(OFFICIAL_LOOK, wide=True, margins=(28, 37, 26, 35))
_KAI = "楷体_GB2312"
_HEI = "黑体"
_SONG = "宋体"
# 一行的高、一个字的宽，磅。
_LINE = 28.95
_CHARACTER = 15.75
# 附表的字号、行高，编者的话的字号、行高，磅。
_CELL, _CELL_LINE = 10.5, 16
_NOTE, _NOTE_LINE = 9.5, 14
# 单位一栏的宽，毫米。
_UNIT_COLUMN = 23
# 顶格的几种段。
_FLUSH = frozenset({"addressees", "meta"})
# 落款。
_SIGNED = frozenset({"signature", "date"})


def official_docx(sheet: Sheet) -> bytes:
    """一篇公文的 Word；sheet 是排版要的数据，只有一份，不是合订本。"""
    (part,) = sheet["parts"]
    look = OFFICIAL_LOOK
    if part["wide"]:
        look = _WIDE_LOOK
    document = new_document(sheet["title"], look, sheet["date"])
    number_pages(document, sheet["foot"], look)
    for row in part["paragraphs"]:
        if row["kind"] not in _SIGNED:
            _write(document, row)
    _sign(document, part["paragraphs"], look)
    if part["wide"]:
        for row in part["titles"]:
            _write(document, row)
        _write_table(document, part, look)
    _close(document, sheet)
    return saved(document)


def _write(document: Any, row: Sheet) -> None:
    """落款以外的一段。"""
    kind = row["kind"]
    if kind == "title":
        _write_title(document, row["lines"])
    elif kind == "heading":
        paragraph = document.add_paragraph(style="Heading 1")
        indent_first_line(paragraph, OFFICIAL_LOOK.size)
        _add(paragraph, row["runs"])
    elif kind == "label":
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        _add(paragraph, row["runs"], _HEI)
    elif kind == "attachment":
        _write_attachment(document, row)
    else:
        paragraph = document.add_paragraph()
        if kind not in _FLUSH:
            indent_first_line(paragraph, OFFICIAL_LOOK.size)
        _add(paragraph, row["lead"], _KAI)
        _add(paragraph, row["runs"])


def _write_title(document: Any, lines: Iterable[Sequence[Fragment]]) -> None:
    """标题：照意思断成几行，前后空一行；在最前面的，Word 自己不空。"""
    first = len(document.paragraphs) == 0
    paragraph = document.add_paragraph(style="Title")
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    layout = paragraph.paragraph_format
    layout.space_before = Pt(0 if first else _LINE)
    layout.space_after = Pt(_LINE)
    for number, line in enumerate(lines):
        if number:
            paragraph.add_run().add_break()
        _add(paragraph, line)


def _write_attachment(document: Any, row: Sheet) -> None:
    """附件说明：上面空一行，左空二字；第二项的序号对着第一项的，回行对着名称的第一个字。"""
    lead = "".join(one["text"] for one in row["lead"])
    opens = lead.startswith("附")
    indent = 2 if opens else 5
    paragraph = document.add_paragraph()
    layout = paragraph.paragraph_format
    if opens:
        layout.space_before = Pt(_LINE)
    hanging = _wide(lead)
    layout.left_indent = Pt(indent * _CHARACTER + hanging)
    layout.first_line_indent = Pt(-hanging)
    _add(paragraph, [*row["lead"], *row["runs"]])


def _wide(text: str) -> float:
    """一截字有多宽，磅；数字、点是半个字。"""
    total = 0.0
    for character in text:
        total += 1 if width(character) == 1 else 0.5
    return total * _CHARACTER


def _sign(document: Any, rows: Iterable[Sheet], look: Look) -> None:
    """落款：空一行，右空二字；日期的第一个字比署名的右移二字，日期长的，日期右空二字。"""
    signed = [row for row in rows if row["kind"] in _SIGNED]
    shifts = {"signature": 0.0, "date": 2 * _CHARACTER}
    needs = [shifts[row["kind"]] + _wide(_joined(row["runs"])) for row in signed]
    room = Mm(look.room).pt - 2 * _CHARACTER
    for number, row in enumerate(signed):
        paragraph = document.add_paragraph()
        layout = paragraph.paragraph_format
        layout.left_indent = Pt(room - max(needs) + shifts[row["kind"]])
        layout.alignment = WD_ALIGN_PARAGRAPH.LEFT
        if number == 0:
            layout.space_before = Pt(_LINE)
        layout.keep_with_next = number + 1 < len(signed)
        _add(paragraph, row["runs"])


def _joined(fragments: Iterable[Fragment]) -> str:
    return "".join(fragment["text"] for fragment in fragments)


def _add(
    paragraph: Any, fragments: Iterable[Fragment], family: str = "", size: float | None = None
) -> None:
    """段末加几截原文；补出的字画线，和 PDF 一样。family 是汉字的字体，不写就照样式。"""
    for fragment in fragments:
        run = add_text(paragraph, fragment["text"], size=size, family=family)
        if fragment["style"] == "restored":
            run.underline = True


def _write_table(document: Any, part: Sheet, look: Look) -> None:
    """推进表：两层表头跨页重复，一行不拆成两页；一页放不下的单位，接着的一行写“（续）”。"""
    proportions = part["widths"]
    room = look.room - _UNIT_COLUMN
    whole = sum(proportions)
    widths = [_UNIT_COLUMN, *(room * one / whole for one in proportions)]
    rows = list(table_rows(part["table"], widths))
    table = document.add_table(rows=2 + len(rows), cols=len(widths))
    table.style = "Table Grid"
    table.autofit = False
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = Mm(wide)
    upper, lower, *others = table.rows
    _write_head(upper, lower, part)
    for row, one in zip(others, rows, strict=True):
        keep_whole(row)
        _write_unit(row, one)
    for row in table.rows:
        for cell, wide in zip(row.cells, widths, strict=True):
            cell.width = Mm(wide)


def _write_head(upper: Any, lower: Any, part: Sheet) -> None:
    """两层表头：头两栏上下连着，时段在最后一栏的名字下面。"""
    unit, task, *measures = part["columns"]
    first, second, *under = upper.cells
    for row in (upper, lower):
        keep_whole(row)
        repeat_on_every_page(row)
    for cell, name in zip(lower.cells[2:], part["periods"], strict=True):
        _write_name(cell, name)
    for cell, below, name in zip((first, second), lower.cells, (unit, task), strict=False):
        _write_name(cell.merge(below), name)
    for name in measures:
        _write_name(under[0].merge(under[-1]), name)


def _write_name(cell: Any, name: str) -> None:
    """表头、单位一格：黑体，在正中。"""
    paragraph = cell.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    tighten(paragraph, _CELL_LINE)
    add_text(paragraph, name, size=_CELL, family=_HEI)


def _write_unit(row: Any, one: TableRow) -> None:
    """一行：单位的名字，和各栏的几条，一条一段。"""
    unit, *others = row.cells
    _write_name(unit, one.name)
    for cell, items in zip(others, one.cells, strict=True):
        for item in items:
            paragraph = cell.add_paragraph()
            tighten(paragraph, _CELL_LINE)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
            _add(paragraph, item, _SONG, _CELL)
        if items:
            drop_first_paragraph(cell)


def _close(document: Any, sheet: Sheet) -> None:
    """编者的话：一条线，编者注，来源。"""
    notes = sheet["notes"]
    first = document.add_paragraph()
    rule_above(first)
    if notes:
        first.style = "Heading 1"
        add_text(first, "编者注", size=_NOTE, family=_HEI)
    else:
        add_text(first, sheet["imprint"], size=_NOTE, family=_SONG)
    tighten(first, _NOTE_LINE)
    first.paragraph_format.space_before = Pt(_LINE)
    if notes:
        for text in (*notes, sheet["imprint"]):
            paragraph = document.add_paragraph()
            tighten(paragraph, _NOTE_LINE)
            add_text(paragraph, text, size=_NOTE, family=_SONG)

"""块写成 Word 文件：样式是真的样式，要填的空是内容控件，WPS 和 Word 都能改。"""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from macros.printing.blocks import Block, Run, Runs
from macros.printing.docx_parts import (
    add_page_number,
    add_text,
    drop_first_paragraph,
    drop_indent,
    fill_control,
    indent_first_line,
    keep_whole,
    lock,
    repeat_on_every_page,
    rule_off,
    shade,
)
from macros.printing.docx_style import LIST_STYLES, Day, Look, new_document
from macros.printing.docx_template import saved

# 有空要填的一格，照这么多字分宽：名字和一道横线。
_FILL_LENGTH = 26


class Writer:
    """一份 Word 文件。foot 是页脚，后面接页码。"""

    def __init__(self, title: str, look: Look, foot: str, day: Day = ()) -> None:
        self.document = new_document(title, look, day)
        self.look = look
        self._controls = 0
        footer = self.document.sections[0].footer.paragraphs[0]
        add_text(footer, f"{foot}　第 ", size=8)
        add_page_number(footer, size=8)
        add_text(footer, " 页", size=8)

    def title(self, text: str, subtitle: str | None = None) -> None:
        """文件的大标题，和下面的副标题。"""
        paragraph = self.document.add_paragraph(style="Title")
        add_text(paragraph, text)
        if subtitle:
            paragraph = self.document.add_paragraph(style="Subtitle")
            add_text(paragraph, subtitle)

    def blocks(self, blocks: Iterable[Block], where: Any = None) -> None:
        """依次写各块；where 是写在哪里，默认写在正文里。"""
        if where is None:
            where = self.document
        for block in blocks:
            self._block(block, where)

    def _block(self, block: Block, where: Any) -> None:
        if block.kind == "heading":
            self._heading(block, where)
        elif block.kind == "paragraph":
            self._paragraph(block, where)
        elif block.kind in LIST_STYLES:
            self._list(block, where, 1)
        elif block.kind == "table":
            self.table(block.rows, where=where)
        elif block.kind == "cards":
            self._cards(block, where)
        else:
            self._frame(block, where)

    def _heading(self, block: Block, where: Any) -> None:
        # 大标题另有样式；正文的二级标题在 Word 的大纲里是一级。
        level = max(1, min(block.level, 4) - 1)
        paragraph = where.add_paragraph(style=f"Heading {level}")
        self._runs(paragraph, block.runs)

    def _paragraph(self, block: Block, where: Any) -> None:
        paragraph = where.add_paragraph()
        if self.look.indent and where is self.document:
            indent_first_line(paragraph, self.look.size)
        self._runs(paragraph, block.runs)

    def _runs(self, paragraph: Any, runs: Iterable[Run], *, strong: bool = False) -> None:
        """段里的各截字；strong 是全部加粗。"""
        for run in runs:
            if run.fill:
                self._blank(paragraph, run)
            elif run.text == "\n":
                paragraph.add_run().add_break()
            else:
                add_text(paragraph, run.text, bold=run.strong or strong)

    def _blank(self, paragraph: Any, run: Run) -> None:
        """一处要填的空，前面写着它的名字；说过了就不写。"""
        if run.named:
            add_text(paragraph, f"{run.text}：")
        control = fill_control(run.text, self._next_id(), self.look.size)
        paragraph._p.append(control)
        add_text(paragraph, "　")

    def _next_id(self) -> int:
        """下一个内容控件的编号。"""
        self._controls += 1
        return self._controls

    def _list(self, block: Block, where: Any, depth: int) -> None:
        """一个列表，里层的列表缩进去；编号的从 1 数起。"""
        number = None
        if block.kind == "numbers":
            number = self._new_numbering()
        for item in block.items:
            for place, inner in enumerate(item):
                if inner.kind in LIST_STYLES:
                    self._list(inner, where, depth + 1)
                    continue
                # 一项的第一段带号，后面的接着写。
                first = place == 0
                style = "List Continue"
                if first:
                    style = LIST_STYLES[block.kind]
                paragraph = where.add_paragraph(style=style)
                if depth > 1:
                    paragraph.paragraph_format.left_indent = Mm(7 * depth)
                if first and number is not None:
                    _set_numbering(paragraph, number)
                self._runs(paragraph, inner.runs)

    def _new_numbering(self) -> int:
        """新开一份编号，从 1 数起；不然全文的编号列表会连着数。"""
        document = self.document
        numbering = document.part.numbering_part.element
        style = document.styles["List Number"].element
        base = style.pPr.numPr.numId.val
        original = next(one for one in numbering.num_lst if one.numId == base)
        number = numbering.add_num(original.abstractNumId.val)
        override = number.add_lvlOverride(0)
        override.add_startOverride(1)
        return int(number.numId)

    def table(
        self,
        rows: Sequence[Sequence[Runs]],
        widths: Sequence[float] | None = None,
        where: Any = None,
    ) -> None:
        """一张表，第一行是表头，跨页时重复。

        widths 是各列的宽，毫米，不写就照字数分；where 是写在哪里，默认写在正文里。
        """
        if where is None:
            where = self.document
        if widths is None:
            widths = _widths(rows, self.look.room)
        table = _grid(where, len(rows), len(rows[0]))
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        header, *others = table.rows
        self._header(header, rows[0], widths)
        for row, cells in zip(others, rows[1:], strict=True):
            keep_whole(row)
            self._row(row, cells, widths)
        _gap(where)

    def _header(self, row: Any, cells: Sequence[Runs], widths: Sequence[float]) -> None:
        """表头：粗体，有底色。"""
        self._row(row, cells, widths, strong=True)
        for cell in row.cells:
            shade(cell, self.look.tint)
        keep_whole(row)
        repeat_on_every_page(row)

    def _row(
        self, row: Any, cells: Sequence[Runs], widths: Sequence[float], *, strong: bool = False
    ) -> None:
        if any(run.fill for runs in cells for run in runs):
            row.height = Mm(9)  # 手写得下
        for cell, runs, width in zip(row.cells, cells, widths, strict=True):
            cell.width = Mm(width)
            self._runs(cell.paragraphs[0], _stacked(runs), strong=strong)

    def _frame(self, block: Block, where: Any) -> None:
        """提示框、板书、回执：一格的表。"""
        table = _grid(where, 1, 1)
        row = table.rows[0]
        cell = row.cells[0]
        cell.width = table.columns[0].width = Mm(self.look.room)
        keep_whole(row)
        if block.kind == "note":
            shade(cell, self.look.tint)
        self.blocks(block.inside, cell)
        drop_first_paragraph(cell)
        if block.kind == "board":
            for paragraph in cell.paragraphs:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _gap(where)

    def _cards(self, block: Block, where: Any) -> None:
        """可剪下的卡片：列表写成两列的表，一格一张；列表前后的话照常写。"""
        for inner in block.inside:
            if inner.kind in LIST_STYLES:
                self._card_table(inner.items, where)
            else:
                self._block(inner, where)
        _gap(where)

    def _card_table(self, cards: Sequence[Sequence[Block]], where: Any) -> None:
        rows = (len(cards) + 1) // 2  # 单数时最后一格空着
        table = _grid(where, rows, 2)
        for number, card in enumerate(cards):
            row, column = divmod(number, 2)
            cell = table.cell(row, column)
            self.blocks(card, cell)
            drop_first_paragraph(cell)
        for row in table.rows:
            row.height = Mm(36)
            keep_whole(row)

    def sheet(self, block: Block) -> None:
        """单独成页的一块：卡片照两列的格子写；单子写两份，当中一道裁线，记录表只写一份。"""
        opening = self.document.add_paragraph()
        opening.paragraph_format.page_break_before = True
        opening.paragraph_format.space_after = Pt(0)
        if block.kind == "cards":
            self._cards(block, self.document)
            return
        self._slip(block)
        if all(inner.kind != "table" for inner in block.inside):
            rule_off(self.document.add_paragraph())
            self._slip(block)

    def _slip(self, block: Block) -> None:
        """一份单子，各行之间留出手写的地方。"""
        written = len(self.document.paragraphs)
        self.blocks(block.inside)
        for paragraph in self.document.paragraphs[written:]:
            drop_indent(paragraph)
            paragraph.paragraph_format.space_after = Pt(14)

    def picture(self, content: bytes, width: float, alt: str) -> None:
        """一张图，宽是毫米，带替代文字。"""
        paragraph = self.document.add_paragraph()
        run = paragraph.add_run()
        shape = run.add_picture(io.BytesIO(content), width=Mm(width))
        properties = shape._inline.docPr
        properties.set("descr", alt)

    def locked(self, name: str, blocks: Iterable[Block], code: bytes) -> None:
        """末尾不让改的一段；code 是二维码，PNG，没有就是空的。"""
        body = self.document.element.body
        start = len(body) - 1  # 最后一个是节的设置，一直在末尾
        self.blocks(blocks)
        if code:
            self.picture(code, 24, "二维码，扫码看网页版")
        lock(name, self._next_id(), body[start:-1])

    def save(self) -> bytes:
        """写成字节。"""
        return saved(self.document)


def _stacked(runs: Runs) -> Runs:
    """一格里几处要填的空，一处一行。"""
    if not any(run.fill for run in runs):
        return runs
    return tuple(run if run.text.strip() else Run("\n") for run in runs)


def _set_numbering(paragraph: Any, number: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = number


def _grid(where: Any, rows: int, columns: int) -> Any:
    """一张空表，有框线。"""
    table = where.add_table(rows=rows, cols=columns)
    table.style = "Table Grid"
    return table


def _gap(where: Any) -> None:
    """表后空一小行：两张表不连在一起，格子也不以表结尾（那样的文件 Word 说是坏的）。"""
    paragraph = where.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = Pt(8)


def _widths(rows: Sequence[Sequence[Runs]], room: float) -> list[float]:
    """各列的宽，毫米：照每列最长的一格有几个字分，太长太短的收着些。"""
    weights = []
    for column in zip(*rows, strict=True):
        longest = max(map(_length, column))
        weight = max(4, min(26, longest))
        weights.append(weight)
    whole = sum(weights)
    return [room * weight / whole for weight in weights]


def _length(cell: Runs) -> int:
    if any(run.fill for run in cell):
        return _FILL_LENGTH
    length = 0
    for run in cell:
        length += len(run.text)
    return length

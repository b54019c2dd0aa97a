"""块写成 Word 文件：样式是真的样式，要填的空是内容控件，WPS 和 Word 都能改。"""

import datetime
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from macros.printing.blocks import Block, Run

# 压缩包里的时间：同样的内容，同样的字节。
EPOCH = (1980, 1, 1, 0, 0, 0)
_LISTS = {"bullets": "List Bullet", "numbers": "List Number"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """一份 Word 的样子：各处的字体、字号（磅）、行距（倍数 spacing，或固定的磅数 line）、颜色、首行空两格。

    margins 是页边，毫米，照上、右、下、左。
    """

    body: str = "微软雅黑"
    heading: str = "微软雅黑"
    title: str = "微软雅黑"
    size: float = 11
    spacing: float = 1.4
    line: float | None = None
    margins: tuple[float, float, float, float] = (20, 24, 22, 24)
    accent: str = "000000"
    tint: str = "f2f2f2"
    indent: bool = False
    wide: bool = False


OFFICIAL = Look(
    body="仿宋_GB2312",
    heading="黑体",
    title="方正小标宋简体",
    size=16,
    line=28.95,
    margins=(37, 26, 35, 28),
    indent=True,
)


class Writer:
    """一份 Word 文件。"""

    def __init__(self, title: str, look: Look, foot: str) -> None:
        self.document = docx.Document()
        self.look = look
        self._fills = 0
        core = self.document.core_properties
        core.title, core.author, core.language, core.comments = title, "", "zh-CN", ""
        core.created = core.modified = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
        core.last_modified_by = ""
        self._page()
        self._styles()
        self._foot(foot)

    def _page(self) -> None:
        section = self.document.sections[0]
        width, height = (297, 210) if self.look.wide else (210, 297)
        section.page_width, section.page_height = Mm(width), Mm(height)
        top, right, bottom, left = self.look.margins
        section.top_margin, section.right_margin = Mm(top), Mm(right)
        section.bottom_margin, section.left_margin = Mm(bottom), Mm(left)
        if self.look.wide:
            section.orientation = WD_ORIENT.LANDSCAPE
        settings = self.document.settings.element
        compat = settings.find(qn("w:compat"))
        if compat is not None:  # 不拉伸带换行的两端对齐行
            compat.insert(0, OxmlElement("w:doNotExpandShiftReturn"))

    def _styles(self) -> None:
        look = self.look
        self._style("Normal", look.body, look.size)
        normal = self.document.styles["Normal"].paragraph_format
        normal.space_after = Pt(0 if look.line else 6)
        normal.line_spacing = Pt(look.line) if look.line else look.spacing
        self._style("Title", look.title, 22 if look.line else 26, bold=not look.line)
        for level, size in ((1, look.size + 4), (2, look.size + 3), (3, look.size + 1), (4, look.size)):
            self._style(f"Heading {level}", look.heading, look.size if look.line else size, bold=not look.line)
            heading = self.document.styles[f"Heading {level}"].paragraph_format
            heading.space_before, heading.space_after = Pt(0 if look.line else 12), Pt(0 if look.line else 4)
            heading.keep_with_next = True
        for name in _LISTS.values():
            self._style(name, look.body, look.size)

    def _style(self, name: str, family: str, size: float, *, bold: bool = False) -> None:
        style: Any = self.document.styles[name]
        style.font.name, style.font.size, style.font.bold = "Times New Roman", Pt(size), bold
        style.font.italic = False
        color = self.look.accent if name.startswith(("Heading", "Title")) else "221f1a"
        style.font.color.rgb = RGBColor.from_string(color)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in list(fonts.attrib):
            if key.endswith("Theme"):
                del fonts.attrib[key]  # 主题字体会盖过这里写的字体
        fonts.set(qn("w:eastAsia"), family)
        if not self.look.line:
            fonts.set(qn("w:ascii"), family)
            fonts.set(qn("w:hAnsi"), family)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "zh-CN")
        language.set(qn("w:eastAsia"), "zh-CN")
        properties = style.element.get_or_add_rPr()
        for old in properties.findall(qn("w:lang")):
            properties.remove(old)
        properties.append(language)
        if name == "Title":
            for border in style.element.iter(qn("w:pBdr")):
                border.getparent().remove(border)
                break

    def _foot(self, text: str) -> None:
        paragraph = self.document.sections[0].footer.paragraphs[0]
        self._text(paragraph, f"{text}　第 ", size=8)
        self._page_number(paragraph)
        self._text(paragraph, " 页", size=8)

    def _page_number(self, paragraph: Any) -> None:
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        paragraph._p.append(field)
        run = paragraph.add_run("1")
        run.font.size = Pt(8)
        field.append(run._r)

    def title(self, text: str, *, center: bool = False) -> None:
        """文件的大标题。"""
        paragraph = self.document.add_paragraph(style="Title")
        self._text(paragraph, text)
        if center:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER

    def blocks(self, found: Iterable[Block], where: Any = None) -> None:
        """依次写各块；where 是写在哪里，默认写在正文里。"""
        for block in found:
            self._block(block, where or self.document)

    def _block(self, block: Block, where: Any) -> None:
        if block.kind == "heading":
            paragraph = where.add_paragraph(style=f"Heading {min(block.level, 4)}")
            if self.look.line:
                self._indent(paragraph)
            self._runs(paragraph, block.runs)
        elif block.kind == "paragraph":
            paragraph = where.add_paragraph()
            if self.look.indent and where is self.document:
                self._indent(paragraph)
            self._runs(paragraph, block.runs)
        elif block.kind in _LISTS:
            self._list(block, where, 1)
        elif block.kind == "table":
            self.table(block.rows, where=where)
        elif block.kind == "cards":
            self._cards(block, where)
        else:
            self._frame(block, where)

    def _indent(self, paragraph: Any) -> None:
        """首行空两个字，照字数算，换字号也对。"""
        indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
        indent.set(qn("w:firstLineChars"), "200")
        indent.set(qn("w:firstLine"), str(int(self.look.size * 40)))

    def _list(self, block: Block, where: Any, depth: int) -> None:
        number = self._restart() if block.kind == "numbers" else None
        for item in block.items:
            for n, inner in enumerate(item):
                if inner.kind in _LISTS:
                    self._list(inner, where, depth + 1)
                    continue
                paragraph = where.add_paragraph(style=_LISTS[block.kind] if n == 0 else "List Continue")
                if depth > 1:
                    paragraph.paragraph_format.left_indent = Mm(7 * depth)
                if n == 0 and number is not None:
                    self._numbered(paragraph, number)
                self._runs(paragraph, inner.runs)

    def _restart(self) -> int:
        """新开一份编号，从 1 数起；不然全文的编号列表会连着数。"""
        numbering = self.document.part.numbering_part.element
        style: Any = self.document.styles["List Number"]
        base = style.element.pPr.numPr.numId.val
        abstract = next(n for n in numbering.num_lst if n.numId == base).abstractNumId.val
        number = numbering.add_num(abstract)
        override = number.add_lvlOverride(0)
        override.add_startOverride(1)
        return int(number.numId)

    def _numbered(self, paragraph: Any, number: int) -> None:
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = number

    def table(
        self, rows: Sequence[Sequence[tuple[Run, ...]]], widths: Sequence[float] | None = None, where: Any = None
    ) -> None:
        """一张表，第一行是表头，跨页时重复。widths 是各列的宽，毫米；where 是写在哪里，默认写在正文里。"""
        where = where or self.document
        table = self._grid(where, len(rows), len(rows[0]))
        widths = widths or self._widths(rows)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        for n, (row, cells) in enumerate(zip(table.rows, rows, strict=True)):
            for cell, runs, width in zip(row.cells, cells, widths, strict=True):
                cell.width = Mm(width)
                self._runs(cell.paragraphs[0], runs, strong=n == 0)
                if n == 0:
                    self._shade(cell)
        self._repeat(table.rows[0])
        self._gap(where)

    @property
    def _room(self) -> float:
        """版心的宽，毫米。"""
        _, right, _, left = self.look.margins
        return (297 if self.look.wide else 210) - left - right

    def _widths(self, rows: Sequence[Sequence[tuple[Run, ...]]]) -> list[float]:
        room = self._room
        most = [max(sum(len(run.text) for run in row[n]) for row in rows) for n in range(len(rows[0]))]
        weight = [max(4, min(26, n)) for n in most]
        return [room * one / sum(weight) for one in weight]

    def _repeat(self, row: Any) -> None:
        """表头跨页重复，一行不拆成两页。"""
        properties = row._tr.get_or_add_trPr()
        properties.extend([OxmlElement("w:cantSplit"), OxmlElement("w:tblHeader")])

    def _shade(self, cell: Any) -> None:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), self.look.tint)
        cell._tc.get_or_add_tcPr().append(shade)

    def _grid(self, where: Any, rows: int, columns: int) -> Any:
        table = where.add_table(rows=rows, cols=columns)
        table.style = "Table Grid"
        return table

    def _frame(self, block: Block, where: Any) -> None:
        """提示框、板书、回执：一格的表。"""
        cell = self._cell(where)
        if block.kind == "note":
            self._shade(cell)
        self.blocks(block.inside, cell)
        first = cell.paragraphs[0]._p
        first.getparent().remove(first)  # 新的格子里自带一个空段
        if block.kind == "board":
            for paragraph in cell.paragraphs:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self._gap(where)

    def _cell(self, where: Any) -> Any:
        table = self._grid(where, 1, 1)
        table.columns[0].width = table.rows[0].cells[0].width = Mm(self._room)
        self._no_split(table.rows[0])
        return table.rows[0].cells[0]

    def _no_split(self, row: Any) -> None:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))

    def _cards(self, block: Block, where: Any) -> None:
        """可剪下的卡片：列表写成两列的表，一格一张；列表前后的话照常写。"""
        for inner in block.inside:
            if inner.kind not in _LISTS:
                self._block(inner, where)
                continue
            table = self._grid(where, (len(inner.items) + 1) // 2, 2)
            for n, item in enumerate(inner.items):
                cell = table.rows[n // 2].cells[n % 2]
                self.blocks(item, cell)
                first = cell.paragraphs[0]._p
                first.getparent().remove(first)  # 新的格子里自带一个空段
            for row in table.rows:
                row.height = Mm(36)
                self._no_split(row)
        self._gap(where)

    def _gap(self, where: Any) -> None:
        """表后空一小行：两张表不连在一起，格子也不以表结尾（那样的文件 Word 说是坏的）。"""
        paragraph = where.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.line_spacing = Pt(8)

    def _runs(self, paragraph: Any, runs: Sequence[Run], *, strong: bool = False) -> None:
        for run in runs:
            if run.fill:
                self.fill(paragraph, run.text)
            elif run.text == "\n":
                paragraph.add_run().add_break()
            else:
                self._text(paragraph, run.text, bold=run.strong or strong)

    def _text(self, paragraph: Any, text: str, *, bold: bool = False, size: float | None = None) -> None:
        run = paragraph.add_run(text)
        if bold:
            run.bold = True
        if size:
            run.font.size = Pt(size)
        # 弯引号跟着汉字走，不变成西文的窄引号。
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:hint"), "eastAsia")

    def fill(self, paragraph: Any, name: str) -> None:
        """一处要填的空：内容控件，点一下就能打字；同名的有同一个标记。"""
        self._text(paragraph, f"{name}：")
        self._fills += 1
        control = OxmlElement("w:sdt")
        properties = OxmlElement("w:sdtPr")
        for tag, value in (("w:alias", name), ("w:tag", name), ("w:id", str(self._fills))):
            element = OxmlElement(tag)
            element.set(qn("w:val"), value)
            properties.append(element)
        properties.append(OxmlElement("w:showingPlcHdr"))
        properties.append(OxmlElement("w:text"))
        content = OxmlElement("w:sdtContent")
        run = OxmlElement("w:r")
        text = OxmlElement("w:t")
        text.text = f"点这里填{name}"
        shown = OxmlElement("w:rPr")
        colour = OxmlElement("w:color")
        colour.set(qn("w:val"), "6b6355")
        line = OxmlElement("w:u")
        line.set(qn("w:val"), "single")
        shown.extend([colour, line])
        run.extend([shown, text])
        content.append(run)
        control.extend([properties, content])
        paragraph._p.append(control)
        self._text(paragraph, "　")

    def locked(self, name: str, found: Iterable[Block], code: bytes) -> None:
        """不让改的一段：电话、法律依据、许可、二维码（code，PNG，没有就是空的）。要改得先去掉锁。"""
        body = self.document.element.body
        before = len(body)
        self.blocks(found)
        if code:
            self.picture(code, 24, "二维码，扫码看网页版")
        added = list(body)[before - 1 : -1]  # 最后一个是节的设置，一直在末尾
        self._fills += 1
        control = OxmlElement("w:sdt")
        properties = OxmlElement("w:sdtPr")
        for tag, value in (("w:alias", name), ("w:id", str(self._fills)), ("w:lock", "sdtContentLocked")):
            element = OxmlElement(tag)
            element.set(qn("w:val"), value)
            properties.append(element)
        content = OxmlElement("w:sdtContent")
        added[0].addprevious(control)
        content.extend(added)
        control.extend([properties, content])

    def picture(self, content: bytes, width: float, alt: str) -> None:
        """一张图，宽是毫米，带替代文字。"""
        paragraph = self.document.add_paragraph()
        shape = paragraph.add_run().add_picture(io.BytesIO(content), width=Mm(width))
        shape._inline.docPr.set("descr", alt)

    def save(self) -> bytes:
        """写成字节：压缩包里的文件照名字排，时间固定。"""
        raw = io.BytesIO()
        self.document.save(raw)
        out = io.BytesIO()
        with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
                target.writestr(zipfile.ZipInfo(name, EPOCH), source.read(name), zipfile.ZIP_DEFLATED)
        return out.getvalue()

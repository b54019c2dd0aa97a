"""传单的 Word：排好的一页 A4，字都能改，单位的名字、电话、日期点一下就填。"""

from collections.abc import Sequence
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt, RGBColor

from macros.printing.docx_layout import (
    BOTTOM,
    center_picture,
    enlist,
    first_paragraph,
    highlight,
    layout_table,
    new_marks,
    new_numbers,
    new_style,
    next_paragraph,
    paint,
    pause,
    say,
    say_lines,
    set_height,
    white_gaps,
)
from macros.printing.docx_parts import add_text, fill_control, lock, shade
from macros.printing.docx_style import Day, Look, new_document
from macros.printing.docx_template import saved
from macros.printing.engine import Sheet
from macros.printing.finishing import easy_cell
from macros.printing.leaflet_fit import (
    BADGE,
    BETWEEN,
    BETWEEN_BOXES,
    BLANKS,
    BOX_HEAD_GAP,
    BOX_MORE,
    BOX_PADDING,
    CAPTION,
    CODE_ROOM,
    CODE_SIDE,
    EASY_PICTURE,
    EASY_TITLE,
    FIRST_PHONE,
    FOOT_PADDING,
    HEAD,
    IMPRINT,
    IMPRINT_PITCH,
    ITEM_GAP,
    LAW,
    LAW_PITCH,
    LEAD,
    MARGINS,
    MARK,
    MM,
    OTHER_PHONE,
    PHONE_NAME,
    PHONE_PITCH,
    PICTURE,
    PITCH,
    RHYME_MORE,
    ROOM,
    STEP_MORE,
    fitted,
    foot_room,
    step_padding,
    title_size,
)

_CENTER = WD_ALIGN_PARAGRAPH.CENTER
_WHITE = "FFFFFF"
_DARK = "2B211C"
# 框里各条前面的记号：哪种汉字字体里都有的两个。
_MARKS = {"avoid": "×", "do": "√"}
# 要填的几处：那一格多宽，横线多长，毫米。
_BLANK_WIDTHS = (80.0, 62.0, 44.0)
_BLANK_LENGTHS = (58.0, 38.0, 26.0)
_BLANK_SIZE = 10.0
_KICKER = 11.0
_KICKER_PITCH = 20.0
_SLOGAN = 13.0
_LOCKED = "电话、依据、许可和二维码"
# 儿歌用楷体。
_RHYME_FACE = "楷体"
# 易读版每一步的图多宽，毫米。
_EASY_WIDE = 15.0


def leaflet_docx(sheet: Sheet, drawing: bytes, code: bytes, day: Day) -> bytes:
    """一份传单的 Word。sheet 是排版要的数据（sheets.leaflet_word），drawing 是插图，PNG。

    code 是二维码，PNG，没有就是空的。一页装不下抛 Unprintable。
    """
    page = _Page(sheet, day)
    page.band(drawing)
    page.lead()
    page.steps(drawing)
    page.boxes()
    page.blanks()
    page.foot(code)
    return saved(page.document)


class _Page:
    """一页。"""

    def __init__(self, sheet: Sheet, day: Day) -> None:
        self.sheet = sheet
        self.fit = fitted(sheet)
        self.pitch = self.fit.size * PITCH
        palette = sheet["palette"]
        self.band_color = _plain(palette["band"])
        self.accent = _plain(palette["accent"])
        self.tints = (_plain(palette["tint"]), _plain(palette["tint2"]))
        self.lamp = _plain(sheet["lamp"])
        self.document = new_document(sheet["title"], self._look(), day)
        # 大标题写在深色的底上。
        title = self.document.styles["Title"]
        title.font.color.rgb = RGBColor.from_string(_WHITE)
        self._blank_style = new_style(self.document, "填空", _BLANK_SIZE)
        section = self.document.sections[0]
        section.header_distance = Mm(5)
        section.footer_distance = Mm(5)
        self._controls = 0

    def _look(self) -> Look:
        size = self.fit.size
        box_title = self.fit.box_size + BOX_MORE
        return Look(
            size=size,
            title_size=title_size(self.sheet["headline"]),
            heading_steps=(box_title - size, 1, 0),
            spacing=1.0,
            after=0,
            around_heading=(0, BOX_HEAD_GAP),
            margins=MARGINS,
            accent=self.accent,
        )

    def band(self, drawing: bytes) -> None:
        """标题的一条色带：左边是字，右边是插图。"""
        picture = PICTURE + 9
        table = layout_table(self.document, 1, (ROOM - picture, picture), (2, 4))
        (row,) = table.rows
        set_height(row, HEAD * MM)
        words, art = row.cells
        paint(words, self.band_color)
        paint(art, self.band_color)
        self._headline(words)
        center_picture(art, drawing, PICTURE, self.sheet["alt"])

    def _headline(self, cell: Any) -> None:
        """眉题、大标题、口号。"""
        sheet = self.sheet
        kicker = first_paragraph(cell, _KICKER_PITCH, BETWEEN)
        run = say(kicker, f" {sheet['kicker']} ", _DARK, _KICKER)
        highlight(run, self.lamp)
        headline = sheet["headline"]
        pitch = title_size(headline) * 1.2
        title = next_paragraph(cell, pitch, BETWEEN)
        title.style = "Title"
        say_lines(title, headline)
        first, second = sheet["slogan"]
        pitch = _SLOGAN * PITCH
        say(next_paragraph(cell, pitch), first, self.lamp, _SLOGAN)
        say(next_paragraph(cell, pitch), second, _WHITE, _SLOGAN)

    def lead(self) -> None:
        """引子。"""
        paragraph = next_paragraph(self.document, LEAD * PITCH, BETWEEN)
        paragraph.paragraph_format.space_before = Pt(BETWEEN)
        say(paragraph, self.sheet["lead"], self.accent, LEAD)

    def steps(self, drawing: bytes) -> None:
        """步骤，一步一行：左边是自己数的号，删掉一行，后面的跟着改。"""
        sheet = self.sheet
        steps = sheet["steps"]
        widths = _step_widths(sheet)
        table = layout_table(self.document, len(steps), widths, step_padding(sheet))
        white_gaps(table, BETWEEN)
        badges = new_numbers(self.document, _WHITE, self.fit.size + 5)
        surface = _plain(sheet["surface"])
        for place, row in enumerate(table.rows):
            set_height(row, self.fit.steps[place])
            badge, *cells = row.cells
            self._badge(badge, badges)
            for cell in cells:
                paint(cell, surface)
            if sheet["easy"]:
                self._easy_step(cells, place, drawing)
            else:
                self._step(cells[0], steps[place])
        pause(self.document, BETWEEN)

    def _badge(self, cell: Any, list_id: int) -> None:
        paint(cell, self.accent)
        paragraph = first_paragraph(cell, self.pitch * 1.3)
        paragraph.alignment = _CENTER
        enlist(paragraph, list_id)

    def _step(self, cell: Any, step: Sheet) -> None:
        size = self.fit.size + STEP_MORE
        title = first_paragraph(cell, size * PITCH)
        say(title, step["title"], self.accent, size)
        words = next_paragraph(cell, self.pitch)
        add_text(words, step["text"])

    def _easy_step(self, cells: Sequence[Any], place: int, drawing: bytes) -> None:
        """易读版的一步：图、标题、一句一行。"""
        step = self.sheet["steps"][place]
        title = step["title"]
        picture, heading, words = cells
        alt = f"第 {place + 1} 步的图：{title}"
        center_picture(picture, easy_cell(drawing, place), _EASY_WIDE, alt)
        say(first_paragraph(heading, self.pitch * 1.1), title, self.accent)
        say_lines(first_paragraph(words, self.pitch), step["lines"])

    def boxes(self) -> None:
        """两个框，左右各一个。"""
        wide = self.fit.left_box
        rest = ROOM - BETWEEN_BOXES - wide
        table = layout_table(self.document, 1, (wide, BETWEEN_BOXES, rest), BOX_PADDING)
        (row,) = table.rows
        set_height(row, self.fit.boxes)
        left, gap, right = row.cells
        first_paragraph(gap, self.pitch)
        for cell, box, tint in zip((left, right), self.sheet["boxes"], self.tints, strict=True):
            shade(cell, tint)
            self._box(cell, box)
        pause(self.document, BETWEEN)

    def _box(self, cell: Any, box: Sheet) -> None:
        size = self.fit.box_size
        heading = first_paragraph(cell, (size + BOX_MORE) * PITCH, BOX_HEAD_GAP)
        heading.style = "Heading 1"
        add_text(heading, box["title"])
        kind = box["kind"]
        marks = 0
        if kind in _MARKS:
            marks = new_marks(self.document, _MARKS[kind], self.accent, MARK * size)
        for item in box["items"]:
            if kind == "rhyme":
                self._rhyme(cell, item["text"])
            else:
                self._item(cell, item, marks)

    def _item(self, cell: Any, item: Sheet, marks: int) -> None:
        """一条；marks 是前面的记号，没有是 0。"""
        size = self.fit.box_size
        pitch = size * PITCH
        head = item["head"]
        words = next_paragraph(cell, pitch)
        if head:
            say(words, head, self.accent, size)
        if head and not self.sheet["easy"]:
            words = next_paragraph(cell, pitch)
        words.paragraph_format.space_after = Pt(ITEM_GAP)
        if marks:
            enlist(words, marks)
        add_text(words, item["text"], size=size)

    def _rhyme(self, cell: Any, text: str) -> None:
        size = self.fit.box_size + RHYME_MORE
        paragraph = next_paragraph(cell, size * PITCH, ITEM_GAP)
        paragraph.alignment = _CENTER
        add_text(paragraph, text, size=size, family=_RHYME_FACE)

    def blanks(self) -> None:
        """单位自己填的几处：内容控件，没填的印出来是一道横线。"""
        table = layout_table(self.document, 1, _BLANK_WIDTHS, (0.5, 0))
        (row,) = table.rows
        set_height(row, (BLANKS - 1) * MM)
        names = self.sheet["fills"]
        for cell, name, length in zip(row.cells, names, _BLANK_LENGTHS, strict=True):
            cell.vertical_alignment = BOTTOM
            paragraph = first_paragraph(cell, _BLANK_SIZE * PITCH)
            paragraph.style = self._blank_style
            add_text(paragraph, f"{name}：", bold=True)
            control = fill_control(name, self._next_id(), _BLANK_SIZE, length)
            paragraph._p.append(control)
        pause(self.document, BETWEEN)

    def foot(self, code: bytes) -> None:
        """页脚的一条色带，不让改：电话、依据、版本、二维码。"""
        sheet = self.sheet
        widths = [foot_room(sheet)]
        if code:
            widths.append(CODE_ROOM)
        table = layout_table(self.document, 1, widths, FOOT_PADDING)
        words, *others = table.rows[0].cells
        paint(words, self.band_color)
        # LibreOffice 丢掉锁住的头一段的字号、颜色：头一段空着。
        first_paragraph(words, 1)
        self._phones(words)
        law = next_paragraph(words, LAW_PITCH, BETWEEN)
        say(law, sheet["law"], _WHITE, LAW, bold=False)
        imprint = next_paragraph(words, IMPRINT_PITCH)
        say(imprint, sheet["imprint"], _WHITE, IMPRINT, bold=False)
        for cell in others:
            self._code(cell, code)
        lock(_LOCKED, self._next_id(), [table._tbl])
        pause(self.document, 1)

    def _phones(self, cell: Any) -> None:
        """电话排成一行，第一个最大。"""
        paragraph = next_paragraph(cell, PHONE_PITCH)
        size = FIRST_PHONE
        gap = ""
        for phone in self.sheet["phones"]:
            say(paragraph, gap + phone["number"], self.lamp, size)
            say(paragraph, f" {phone['name']}", _WHITE, PHONE_NAME, bold=False)
            size = OTHER_PHONE
            gap = "　"

    def _code(self, cell: Any, code: bytes) -> None:
        """二维码，下面一句话。"""
        paint(cell, self.band_color)
        center_picture(cell, code, CODE_SIDE, "二维码，扫码看网页版")
        caption = next_paragraph(cell, CAPTION)
        caption.alignment = _CENTER
        say(caption, "扫码看网页版", _WHITE, 8, bold=False)

    def _next_id(self) -> int:
        self._controls += 1
        return self._controls


def _step_widths(sheet: Sheet) -> tuple[float, ...]:
    """步骤那张表各列的宽，毫米。"""
    if sheet["easy"]:
        rest = ROOM - BADGE - EASY_PICTURE - EASY_TITLE
        return BADGE, EASY_PICTURE, EASY_TITLE, rest
    return BADGE, ROOM - BADGE


def _plain(color: str) -> str:
    """Word 里的颜色不写井号。"""
    return color.removeprefix("#").upper()

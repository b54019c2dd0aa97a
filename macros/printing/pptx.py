"""课件的 PPTX：照 deck.py 的样子一张一张摆；题目是真的标题，备注里是要说的全部的话。"""

import datetime
import io
import zipfile
from collections.abc import Mapping
from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Mm

from macros.corpus.chinese import width
from macros.corpus.pieces import Prose
from macros.corpus.plan import Plan
from macros.printing.archive import zipped
from macros.printing.deck import Deck, Page, TextBox, deck
from macros.printing.pptx_template import (
    COVER,
    INSIDE,
    Style,
    drop,
    prepared,
    put,
    rgb,
    set_lines,
)
from macros.printing.sheets import Site
from macros.printing.slideshow import (
    CHALK,
    PADDING,
    PLACES,
    TEXT_SIZES,
    TITLE_SIZE,
    Frame,
    badge_frame,
)

_KICKER = 28
_SMALL = 12
_WHITE = "ffffff"
_KAI = "楷体"


def deck_pptx(plan: Plan, piece: Prose, site: Site, drawings: Mapping[str, bytes]) -> bytes:
    """一份资料的课件；drawings 是用到的插图，PNG。"""
    return presented(deck(plan, piece, site), site.name, site.qr_png(piece.url), drawings)


def presented(made: Deck, name: str, code: bytes, drawings: Mapping[str, bytes]) -> bytes:
    """一份课件写成 PPTX；name 写在母版上，code 是网页版的二维码，PNG，没有网址是空的。"""
    writer = _Writer(made, name, drawings)
    for page in made.pages:
        writer.page(page, code)
    return _saved(writer.presentation, made.title, made.date)


class _Writer:
    """写一份课件。"""

    def __init__(self, made: Deck, name: str, drawings: Mapping[str, bytes]) -> None:
        self.deck = made
        self.colors = made.colors
        self.drawings = drawings
        self.presentation = prepared(made.colors, name)

    def _ink(self, size: float, *, bold: bool = False, bullet: bool = False) -> Style:
        """黑字。"""
        return Style(size=size, color=self.colors.ink, bold=bold, bullet=bullet)

    def page(self, page: Page, code: bytes) -> None:
        """加一张；code 是网页版的二维码，PNG，没有网址是空的。"""
        layout = COVER if page.kind == "cover" else INSIDE
        slide = self.presentation.slides.add_slide(self.presentation.slide_layouts[layout])
        if page.kind == "cover":
            self._cover(slide, page)
        else:
            self._title(slide, page)
        if page.kind == "points":
            self._points(slide, page)
        elif page.kind == "phones":
            self._phones(slide, page, code)
        elif page.kind in ("cards", "board"):
            self._boxes(slide, page)
        elif page.kind == "steps":
            self._steps(slide, page)
        elif page.kind == "closing":
            self._closing(slide, page, code)
        if page.notes:
            slide.notes_slide.notes_text_frame.text = page.notes

    def _title(self, slide: Any, page: Page) -> None:
        title = slide.shapes.title
        put(title, PLACES["title"])
        style = Style(size=TITLE_SIZE, color=self.colors.accent, bold=True)
        set_lines(title, [page.title], style)

    def _cover(self, slide: Any, page: Page) -> None:
        head, *others = page.texts
        title = slide.shapes.title
        put(title, head.frame)
        title.text_frame.vertical_anchor = MSO_ANCHOR.TOP
        set_lines(title, head.lines, Style(size=head.size, color=_WHITE, bold=True))
        subtitle = slide.placeholders[1]
        if not others:
            drop(subtitle)
        for text in others:
            put(subtitle, text.frame)
            set_lines(subtitle, text.lines, Style(size=text.size, color=_WHITE))
        kicker = self._box(slide, PLACES["kicker"], self.colors.lamp)
        kicker.name = "眉题"
        set_lines(kicker, [self.deck.kicker], self._ink(_KICKER, bold=True))
        kicker.width = Mm(width(self.deck.kicker) * _KICKER * 0.36 + 2 * PADDING)
        self._drawing(slide, page, PLACES["cover_drawing"])

    def _points(self, slide: Any, page: Page) -> None:
        body = slide.placeholders[1]
        if not page.texts:
            drop(body)
        for number, text in enumerate(page.texts):
            if number:  # 第二栏
                body = self._words(slide, "另一栏", text.frame)
            put(body, text.frame)
            set_lines(body, text.lines, self._ink(text.size, bullet=True))
        if page.ask is not None:
            box = self._box(slide, page.ask.frame, self.colors.lamp)
            box.name = "问大家"
            set_lines(box, page.ask.lines, self._ink(page.ask.size, bold=True))
        self._drawing(slide, page, PLACES["drawing"])

    def _boxes(self, slide: Any, page: Page) -> None:
        """卡片、板书。"""
        body = slide.placeholders[1]
        drop(body)
        for number, text in enumerate(page.texts, 1):
            if page.kind == "board":
                self._board(slide, text)
                continue
            box = self._box(slide, text.frame, _WHITE)
            box.name = f"卡片 {number}"
            box.line.color.rgb = rgb(self.colors.accent)
            box.text_frame.vertical_anchor = MSO_ANCHOR.TOP
            set_lines(box, text.lines, self._ink(text.size))

    def _board(self, slide: Any, text: TextBox) -> None:
        box = self._box(slide, text.frame, CHALK)
        box.name = "板书"
        style = Style(size=text.size, color=_WHITE, font=_KAI, align=PP_ALIGN.CENTER)
        set_lines(box, text.lines, style)

    def _steps(self, slide: Any, page: Page) -> None:
        """几步：圆里的序号，右边是做什么、短的话。"""
        drop(slide.placeholders[1])
        for text in page.texts:
            badge = self._box(slide, badge_frame(text.frame), self.colors.accent)
            badge.name = f"序号 {text.number}"
            badge.adjustments[0] = 0.5
            style = Style(size=TEXT_SIZES[-1], color=_WHITE, bold=True, align=PP_ALIGN.CENTER)
            set_lines(badge, [str(text.number)], style)
            _set_margins(badge, 0)
            words = self._words(slide, f"第 {text.number} 步", text.frame)
            head = Style(size=text.size, color=self.colors.accent, bold=True)
            set_lines(words, text.lines, self._ink(text.size), head)
        self._drawing(slide, page, PLACES["drawing"])

    def _closing(self, slide: Any, page: Page, code: bytes) -> None:
        """问一问，签名的一条线。"""
        asked, signed = page.texts
        body = slide.placeholders[1]
        put(body, asked.frame)
        set_lines(body, asked.lines, self._ink(asked.size, bullet=True))
        words = self._words(slide, "签名", signed.frame)
        set_lines(words, signed.lines, self._ink(signed.size, bold=True))
        if signed.rule:
            line = self._box(slide, signed.rule, self.colors.ink)
            line.name = "签名的线"
        self._small(slide, PLACES["closing_small"])
        self._code(slide, code)

    def _words(self, slide: Any, name: str, frame: Frame) -> Any:
        """放字的一块，没有框；字上下居中，不离边。"""
        words = slide.shapes.add_textbox(0, 0, 0, 0)
        words.name = name
        put(words, frame)
        words.text_frame.word_wrap = True
        words.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        _set_margins(words, 0)
        return words

    def _phones(self, slide: Any, page: Page, code: bytes) -> None:
        body = slide.placeholders[1]
        for text in page.texts:
            put(body, text.frame)
            set_lines(body, text.lines, self._ink(text.size, bold=True))
        self._small(slide, PLACES["small"])
        self._code(slide, code)

    def _small(self, slide: Any, frame: Frame) -> None:
        """依据和版本，小字。"""
        small = slide.shapes.add_textbox(0, 0, 0, 0)
        small.name = "依据和版本"
        put(small, frame)
        small.text_frame.word_wrap = True
        set_lines(small, [f"依据：{self.deck.law}", self.deck.imprint], self._ink(_SMALL))

    def _code(self, slide: Any, code: bytes) -> None:
        """网页版的二维码；没有网址就没有。"""
        if code:
            frame = PLACES["code"]
            picture = slide.shapes.add_picture(io.BytesIO(code), Mm(frame.x), Mm(frame.y))
            picture.width = picture.height = Mm(frame.width)
            _describe(picture, "二维码", "扫码看网页版")

    def _box(self, slide: Any, frame: Frame, fill: str) -> Any:
        """一个圆角的框。"""
        box = slide.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, 0, 0, 0, 0)
        put(box, frame)
        box.adjustments[0] = 0.08
        box.fill.solid()
        box.fill.fore_color.rgb = rgb(fill)
        box.line.fill.background()
        box.shadow.inherit = False
        words = box.text_frame
        words.word_wrap = True
        words.vertical_anchor = MSO_ANCHOR.MIDDLE
        _set_margins(box, PADDING)
        return box

    def _drawing(self, slide: Any, page: Page, frame: Frame) -> None:
        """插图，放在框的正中。"""
        if not page.drawing:
            return
        picture = slide.shapes.add_picture(io.BytesIO(self.drawings[page.drawing]), 0, 0)
        scale = min(Mm(frame.width) / picture.width, Mm(frame.height) / picture.height)
        picture.width = int(picture.width * scale)
        picture.height = int(picture.height * scale)
        picture.left = Mm(frame.x) + (Mm(frame.width) - picture.width) // 2
        picture.top = Mm(frame.y) + (Mm(frame.height) - picture.height) // 2
        _describe(picture, "插图", page.alt)


def _set_margins(shape: Any, margin: float) -> None:
    """字离框边多远，毫米。"""
    for side in ("margin_left", "margin_right", "margin_top", "margin_bottom"):
        setattr(shape.text_frame, side, Mm(margin))


def _describe(picture: Any, name: str, alt: str) -> None:
    """一幅图的名字和替代文字。"""
    picture.name = name
    picture._element.nvPicPr.cNvPr.set("descr", alt)


def _saved(presentation: Any, title: str, date: datetime.date) -> bytes:
    """存成字节；同样的内容同样的字节。"""
    properties = presentation.core_properties
    day = datetime.datetime.combine(date, datetime.time())
    properties.title = title
    properties.language = "zh-CN"
    properties.author = properties.last_modified_by = properties.keywords = ""
    properties.created = properties.modified = day
    properties.revision = 1
    out = io.BytesIO()
    presentation.save(out)
    with zipfile.ZipFile(out) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return zipped(parts)

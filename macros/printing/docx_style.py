"""一份空的 Word 文件：纸、页边、各种样式的字体字号、文件属性，照 Look 定好。"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor

from macros.printing.docx_parts import element
from macros.printing.docx_template import add_fonts, clean

# 块里的两种列表用的样式。
LIST_STYLES = {"bullets": "List Bullet", "numbers": "List Number", "tasks": "List"}
# 年、月、日；没有就是空的。
Day: TypeAlias = Sequence[int]
_INK = RGBColor.from_string("221f1a")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """一份 Word 的样子。

    body、heading、title 是各处汉字的字体，western 是西文的（不写就和汉字用同一个）。
    size 是正文的字号，heading_steps 是大纲里一到三级标题比它大多少，tracking 是字间加多少，都是磅。
    spacing 是行距：几倍，或者固定的磅数；after 是段后空几磅；around_heading 是标题前后空几磅。
    margins 是页边，毫米，照上、右、下、左；wide 是横放。
    indent 是正文首行空两格，justify 是两端对齐。
    """

    body: str = "微软雅黑"
    heading: str = "微软雅黑"
    title: str = "微软雅黑"
    western: str = ""
    size: float = 11
    title_size: float = 26
    subtitle_size: float = 13
    heading_steps: tuple[float, float, float] = (3, 1, 0)
    tracking: float = 0
    bold: bool = True
    spacing: float | Length = 1.4
    after: float = 6
    around_heading: tuple[float, float] = (12, 4)
    margins: tuple[float, float, float, float] = (20, 24, 22, 24)
    accent: str = "000000"
    tint: str = "f2f2f2"
    indent: bool = False
    justify: bool = False
    wide: bool = False

    @property
    def paper(self) -> tuple[float, float]:
        """A4 的宽和高，毫米。"""
        if self.wide:
            return 297, 210
        return 210, 297

    @property
    def room(self) -> float:
        """版心的宽，毫米。"""
        width, _ = self.paper
        _, right, _, left = self.margins
        return width - left - right


# 公文照 GB/T 9704—2012。
OFFICIAL_LOOK = Look(
    body="仿宋_GB2312",
    heading="黑体",
    title="方正小标宋简体",
    western="Times New Roman",
    size=16,
    title_size=22,
    heading_steps=(0, 0, 0),
    tracking=-0.25,
    bold=False,
    spacing=Pt(28.95),
    after=0,
    around_heading=(0, 0),
    margins=(37, 26, 35, 28),
    indent=True,
    justify=True,
)


def new_document(title: str, look: Look, day: Day = ()) -> Any:
    """照 look 定好的一份空文件；属性里只有标题、语言，知道是哪一天的（day）写上那一天。"""
    document = docx.Document()
    clean(document)
    properties = document.core_properties
    properties.title = title
    properties.language = "zh-CN"
    if day:
        year, month, date = day
        midnight = datetime.datetime(year, month, date, tzinfo=datetime.UTC)
        properties.created = properties.modified = midnight
    add_fonts(document)
    _set_page(document, look)
    _set_styles(document, look)
    return document


def _set_page(document: Any, look: Look) -> None:
    section = document.sections[0]
    width, height = look.paper
    section.page_width = Mm(width)
    section.page_height = Mm(height)
    top, right, bottom, left = look.margins
    section.top_margin = Mm(top)
    section.right_margin = Mm(right)
    section.bottom_margin = Mm(bottom)
    section.left_margin = Mm(left)
    if look.wide:
        section.orientation = WD_ORIENT.LANDSCAPE


def _set_styles(document: Any, look: Look) -> None:
    styles = document.styles
    for name in ("Normal", *LIST_STYLES.values()):
        _set_font(styles[name], look, look.body, look.size)
    normal = styles["Normal"].paragraph_format
    normal.space_after = Pt(look.after)
    normal.line_spacing = look.spacing
    if look.justify:
        normal.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    if look.tracking:
        _set_tracking(styles["Normal"], look.tracking)
    _set_font(styles["Subtitle"], look, look.body, look.subtitle_size)
    title = styles["Title"]
    _set_font(title, look, look.title, look.title_size)
    _set_weight(title, look)
    _drop_border(title)
    for level, step in enumerate(look.heading_steps, 1):
        heading = styles[f"Heading {level}"]
        _set_font(heading, look, look.heading, look.size + step)
        _set_weight(heading, look)
        _set_gaps(heading.paragraph_format, look)


def _set_tracking(style: Any, tracking: float) -> None:
    """字间加 tracking 磅，少的是负的。"""
    spacing = element("spacing", val=str(round(tracking * 20)))
    style.element.rPr.insert_element_before(spacing, "w:w", "w:kern", "w:sz", "w:szCs", "w:lang")


def _set_weight(style: Any, look: Look) -> None:
    """标题的粗细和颜色。"""
    font = style.font
    font.bold = look.bold
    font.color.rgb = RGBColor.from_string(look.accent)


def _set_gaps(layout: Any, look: Look) -> None:
    """标题前后的空，和下一段在一页上。"""
    before, after = look.around_heading
    layout.space_before = Pt(before)
    layout.space_after = Pt(after)
    layout.keep_with_next = True


def _set_font(style: Any, look: Look, family: str, size: float) -> None:
    """一种样式的字体、字号（磅），不粗不斜，语言写明是中文。"""
    font = style.font
    font.name = look.western or family
    font.size = Pt(size)
    font.bold = False
    font.italic = False
    font.color.rgb = _INK
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for key in list(fonts.attrib):
        if key.endswith("Theme"):
            del fonts.attrib[key]  # 主题字体会盖过这里写的字体
    fonts.set(qn("w:eastAsia"), family)
    for language in properties.findall(qn("w:lang")):
        properties.remove(language)
    properties.append(element("lang", val="zh-CN", eastAsia="zh-CN"))


def _drop_border(title: Any) -> None:
    """大标题的样式自带一条底线，去掉。"""
    border = next(title.element.iter(qn("w:pBdr")), None)
    if border is not None:
        border.getparent().remove(border)

"""一份空的课件：16:9，两种版式，母版上写一次名字、页码、颜色、字体。"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pptx
from lxml import etree
from markupsafe import escape
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.util import Mm, Pt

from macros.printing.slideshow import GAP, LEADING, PLACES, TALL, WIDE, Colors, Frame

FONT = "微软雅黑"
# 留下的两种版式，现在的次序。
COVER, INSIDE = 0, 1
_FOOT = 14
# 母版上的方框的编号。
_IDS = {"色条": 90, "单位名称": 91, "页码": 92}
# 微软雅黑自己的行高是一又三分之一，倍数照它折算。
_LINE = LEADING * 0.86
# PowerPoint 认得的页码。
_NUMBER = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
_NAMES = ("封面", "题目和内容")
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_P = "http://schemas.openxmlformats.org/presentationml/2006/main"


def prepared(colors: Colors, name: str) -> Any:
    """照 colors 备好的一份空课件；name 写在母版上，改一次，张张都改。"""
    presentation = pptx.Presentation()
    presentation.slide_width = Mm(WIDE)
    presentation.slide_height = Mm(TALL)
    for layout in list(presentation.slide_layouts)[2:]:
        presentation.slide_layouts.remove(layout)
    master = presentation.slide_master
    _set_theme(master, colors)
    _set_ground(master, colors.paper)
    _keep_only(master, {"title", "body"})
    _add_band(master, colors.band)
    _add_foot(master, name, colors.ink)
    for number, layout in enumerate(presentation.slide_layouts):
        layout.name = _NAMES[number]
        _keep_only(layout, {"title", "ctrTitle", "subTitle", None})
    cover = presentation.slide_layouts[COVER]
    _set_ground(cover, colors.band)
    cover._element.set("showMasterSp", "0")
    _place(master, presentation.slide_layouts)
    return presentation


def put(shape: Any, frame: Frame) -> None:
    """把一块放在 frame。"""
    shape.left = Mm(frame.x)
    shape.top = Mm(frame.y)
    shape.width = Mm(frame.width)
    shape.height = Mm(frame.height)


def drop(shape: Any) -> None:
    """去掉一块；python-pptx 没有现成的。"""
    shape._element.getparent().remove(shape._element)


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """几行字的样子：多大（磅），什么颜色，粗不粗，前面有没有点，什么字体，靠哪边。"""

    size: float
    color: str
    bold: bool = False
    bullet: bool = False
    font: str = FONT
    align: Any = PP_ALIGN.LEFT


def rgb(color: str) -> Any:
    """“#1c4f63”这样的颜色。"""
    return RGBColor.from_string(color.removeprefix("#"))  # type: ignore[no-untyped-call]


def set_lines(shape: Any, lines: Iterable[str], style: Style, head: Style | None = None) -> None:
    """几行字，一行一段，head 是头一段另外的样子；字体写明东亚的一种，Word、WPS 都找得到。"""
    words = shape.text_frame
    paragraph = words.paragraphs[0]
    for place, line in enumerate(lines):
        if place:
            paragraph = words.add_paragraph()
            paragraph.space_before = Pt(style.size * GAP)
        look = style if place or head is None else head
        paragraph.alignment = look.align
        paragraph.line_spacing = _LINE
        _set_bullet(paragraph, look)
        _set_rows(paragraph, line, look)


def _set_rows(paragraph: Any, line: str, style: Style) -> None:
    """一段里的字；定好换行的地方换行，换的那一行也一样高。"""
    for number, row in enumerate(line.split("\n")):
        if number:
            paragraph.add_line_break()
            size = f'<a:rPr xmlns:a="{_A}" lang="zh-CN" sz="{int(style.size * 100)}"/>'
            paragraph._p[-1].append(parse_xml(size))
        run = paragraph.add_run()
        run.text = row
        run.font.size = Pt(style.size)
        run.font.bold = style.bold
        run.font.color.rgb = rgb(style.color)
        _set_font(run, style.font)


def _set_font(run: Any, font: str) -> None:
    properties = run._r.get_or_add_rPr()
    properties.set("lang", "zh-CN")
    properties.set("altLang", "en-US")
    for tag in ("latin", "ea"):
        properties.append(parse_xml(f'<a:{tag} xmlns:a="{_A}" typeface="{font}"/>'))


def _set_bullet(paragraph: Any, style: Style) -> None:
    """段前的点，缩进一个字；不要点的顶格。"""
    properties = paragraph._p.get_or_add_pPr()
    indent = 0
    mark = f'<a:buNone xmlns:a="{_A}"/>'
    if style.bullet:
        indent = Pt(style.size)
        mark = f'<a:buChar xmlns:a="{_A}" char="•"/>'
    properties.set("marL", str(indent))
    properties.set("indent", str(-indent))
    properties.append(parse_xml(mark))


def _set_theme(master: Any, colors: Colors) -> None:
    """主题的字体都用 FONT：后来的人添的字也是它；颜色也是这一套。"""
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = parse_xml(part.blob)
    for kind in ("majorFont", "minorFont"):
        for tag in ("latin", "ea"):
            theme.find(f".//{{{_A}}}{kind}/{{{_A}}}{tag}").set("typeface", FONT)
    for name, color in (("dk1", colors.ink), ("accent1", colors.accent), ("accent2", colors.lamp)):
        slot = theme.find(f".//{{{_A}}}{name}")
        for old in list(slot):
            slot.remove(old)
        slot.append(parse_xml(f'<a:srgbClr xmlns:a="{_A}" val="{color.removeprefix("#")}"/>'))
    part._blob = etree.tostring(theme, encoding="UTF-8", xml_declaration=True, standalone=True)


def _set_ground(sheet: Any, color: str) -> None:
    fill = sheet.background.fill
    fill.solid()
    fill.fore_color.rgb = rgb(color)


def _keep_only(sheet: Any, kinds: set[str | None]) -> None:
    """只留下用得着的占位符：日期、页脚、页码的去掉，页码写在母版上。"""
    for shape in list(sheet.placeholders):
        kind = shape._element.find(f".//{{{_P}}}ph").get("type")
        if kind not in kinds:
            drop(shape)


def _place(master: Any, layouts: Any) -> None:
    """母版、版式上的题目和内容，放在和各张一样的地方。"""
    for shape in master.placeholders:
        name = "title" if shape == master.placeholders[0] else "lines"
        put(shape, PLACES[name])
    cover, inside = layouts
    put(cover.placeholders[0], PLACES["cover"])
    put(cover.placeholders[1], PLACES["subtitle"])
    put(inside.placeholders[0], PLACES["title"])
    put(inside.placeholders[1], PLACES["lines"])
    for shape in (*master.placeholders, *cover.placeholders, *inside.placeholders):
        words = shape.text_frame
        words.word_wrap = True
        words.vertical_anchor = MSO_ANCHOR.MIDDLE
        words.margin_left = words.margin_right = words.margin_top = words.margin_bottom = 0
        body = words._txBody.bodyPr
        for old in list(body):
            body.remove(old)


def _add_band(master: Any, color: str) -> None:
    """最上面的一条色。"""
    band = _shape("色条", Frame(0, 0, WIDE, 6), _solid(color), "<a:p/>")
    master.shapes._spTree.insert(2, band)


def _add_foot(master: Any, name: str, ink: str) -> None:
    """左下角的名字，右下角的页码。"""
    look = (
        f'<a:rPr lang="zh-CN" sz="{_FOOT * 100}">{_solid(ink)}'
        f'<a:latin typeface="{FONT}"/><a:ea typeface="{FONT}"/></a:rPr>'
    )
    number = f'<a:fld id="{_NUMBER}" type="slidenum">{look}<a:t>‹#›</a:t></a:fld>'
    words = f"<a:r>{look}<a:t>{escape(name)}</a:t></a:r>"
    left = f'<a:p><a:pPr algn="l"/>{words}</a:p>'
    right = f'<a:p><a:pPr algn="r"/>{number}</a:p>'
    tree = master.shapes._spTree
    tree.append(_shape("单位名称", PLACES["owner"], "<a:noFill/>", left))
    tree.append(_shape("页码", PLACES["number"], "<a:noFill/>", right))


def _solid(color: str) -> str:
    """一种颜色填满，写好的 XML。"""
    return f'<a:solidFill><a:srgbClr val="{color.removeprefix("#")}"/></a:solidFill>'


def _shape(name: str, frame: Frame, fill: str, words: str) -> Any:
    """母版上的一个方框，张张都有；fill 是填的颜色，words 是里面的段，都是写好的 XML。"""
    id = _IDS[name]
    return parse_xml(
        f'<p:sp xmlns:p="{_P}" xmlns:a="{_A}"><p:nvSpPr><p:cNvPr id="{id}" name="{name}"/>'
        '<p:cNvSpPr txBox="1"/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm>'
        f'<a:off x="{Mm(frame.x)}" y="{Mm(frame.y)}"/>'
        f'<a:ext cx="{Mm(frame.width)}" cy="{Mm(frame.height)}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}<a:ln><a:noFill/></a:ln></p:spPr>'
        '<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/><a:lstStyle/>'
        f"{words}</p:txBody></p:sp>"
    )

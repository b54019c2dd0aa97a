"""Word 文件里的小零件，python-docx 没有现成的：内容控件、页码、底色、不拆页的行。"""

import math
from collections.abc import Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

# 要填的空：一道写得下名字、电话的横线，毫米；用全角的横线，哪种字体里都是一个字宽。
_BLANK = 50
_MM_PER_POINT = 25.4 / 72
# 段的属性里，排在框线后面的：规范定了先后。
_AFTER_BORDER = tuple(f"w:{name}" for name in ("shd", "tabs", "spacing", "ind", "jc", "rPr"))


def element(tag: str, **attributes: str) -> Any:
    """一个 w:tag 元素，attributes 是它的 w: 属性。"""
    node = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        node.set(qn(f"w:{name}"), value)
    return node


def add_text(
    paragraph: Any, text: str, *, bold: bool = False, size: float | None = None, family: str = ""
) -> Any:
    """段末加一截字，返回它；size 是字号，磅，family 是汉字的字体，不写的照样式。"""
    run = paragraph.add_run(text)
    if bold:
        run.bold = True
    if size:
        run.font.size = Pt(size)
    # 弯引号跟着汉字走，不变成西文的窄引号。
    properties = run._r.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    fonts.set(qn("w:hint"), "eastAsia")
    if family:
        fonts.set(qn("w:eastAsia"), family)
    return run


def add_page_number(paragraph: Any, size: float) -> None:
    """段末加页码，打开时自己数；size 是字号，磅。"""
    field = element("fldSimple", instr="PAGE")
    paragraph._p.append(field)
    run = paragraph.add_run("1")
    run.font.size = Pt(size)
    field.append(run._r)


def indent_first_line(paragraph: Any, size: float) -> None:
    """首行空两个字，照字数算，换字号也对；size 是现在的字号，磅。"""
    properties = paragraph._p.get_or_add_pPr()
    indent = properties.get_or_add_ind()
    indent.set(qn("w:firstLineChars"), "200")
    indent.set(qn("w:firstLine"), str(int(size * 40)))


def drop_indent(paragraph: Any) -> None:
    """首行不空格。"""
    properties = paragraph._p.get_or_add_pPr()
    indent = properties.find(qn("w:ind"))
    if indent is not None:
        properties.remove(indent)


def rule_off(paragraph: Any) -> None:
    """空段的下面一道裁开的虚线。"""
    border = element("pBdr")
    border.append(element("bottom", val="dashed", sz="6", space="1", color="auto"))
    paragraph._p.get_or_add_pPr().append(border)


def ruled(size: float, length: float = _BLANK) -> str:
    """一道空白的横线；size 是字号，磅，length 是长，毫米。"""
    return "＿" * math.ceil(length / (size * _MM_PER_POINT))


def fill_control(name: str, id: int, size: float, length: float = _BLANK) -> Any:
    """一处要填的空：内容控件，打字的点一下就填，不打字的印出来是一道横线。

    同名的有同一个标记，id 在文件里不重；size 是字号，磅，length 是横线的长，毫米。
    """
    hint = element("t")
    hint.text = ruled(size, length)
    run = element("r")
    run.append(_sized(size))
    run.append(hint)
    properties = [
        _sized(size),
        element("alias", val=name),
        element("tag", val=name),
        element("id", val=str(id)),
        element("showingPlcHdr"),
        element("text"),
    ]
    return _control(properties, [run])


def _sized(size: float) -> Any:
    """一截字的属性：字号，磅；汉字跟着汉字的字体。"""
    properties = element("rPr")
    properties.append(element("rFonts", hint="eastAsia"))
    halves = str(round(size * 2))
    properties.append(element("sz", val=halves))
    return properties


def lock(name: str, id: int, nodes: Sequence[Any]) -> None:
    """把正文里连着的几个元素锁住，改不了；要改得先去掉锁。"""
    body = nodes[0].getparent()
    place = body.index(nodes[0])
    properties = [
        element("alias", val=name),
        element("id", val=str(id)),
        element("lock", val="sdtContentLocked"),
    ]
    body.insert(place, _control(properties, nodes))


def _control(properties: Sequence[Any], nodes: Sequence[Any]) -> Any:
    """一个内容控件，里面是 nodes。"""
    head = element("sdtPr")
    head.extend(properties)
    content = element("sdtContent")
    content.extend(nodes)
    control = element("sdt")
    control.append(head)
    control.append(content)
    return control


def tighten(paragraph: Any, height: float) -> None:
    """行高固定，height 是磅；前后不空。"""
    layout = paragraph.paragraph_format
    layout.line_spacing = Pt(height)
    layout.space_before = Pt(0)
    layout.space_after = Pt(0)


def rule_above(paragraph: Any) -> None:
    """段的上面一条细线。"""
    border = element("pBdr")
    border.append(element("top", val="single", sz="4", space="6", color="auto"))
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(border, *_AFTER_BORDER)


def shade(cell: Any, color: str) -> None:
    """格子的底色。"""
    properties = cell._tc.get_or_add_tcPr()
    properties.append(element("shd", val="clear", fill=color))


def keep_whole(row: Any) -> None:
    """一行不拆成两页。"""
    row._tr.get_or_add_trPr().append(element("cantSplit"))


def repeat_on_every_page(row: Any) -> None:
    """表头跨页重复。"""
    row._tr.get_or_add_trPr().append(element("tblHeader"))


def drop_first_paragraph(cell: Any) -> None:
    """新的格子里自带一个空段，写好以后去掉。"""
    paragraph = cell.paragraphs[0]._p
    paragraph.getparent().remove(paragraph)

"""网站的图标画成 PNG：加到手机主屏幕时，iOS 只认 PNG。"""

import re

import typst

from macros.printing.finishing import picture

# 加到主屏幕的图标多大，像素。
_EDGE = 180

_PAGE = """
#set page(width: {size}pt, height: {size}pt, margin: 0pt, fill: rgb("{ground}"))
#image(bytes(sys.inputs.icon), format: "svg", width: 100%)
"""


def touch_icon(svg: str) -> bytes:
    """svg 画成 180×180 的 PNG；底色铺满，圆角由手机自己切。"""
    page = _PAGE.format(size=_EDGE, ground=_ground(svg))
    inputs = {"icon": svg}
    drawn = typst.compile(
        page.encode(), format="png", ppi=72, sys_inputs=inputs, ignore_system_fonts=True
    )
    return picture(drawn, "png")


def _ground(svg: str) -> str:
    """底上那一块的颜色：头一个 fill。"""
    found = re.search(r'fill="(#[0-9a-fA-F]{3,6})"', svg)
    if found:
        return found[1]
    return "#ffffff"

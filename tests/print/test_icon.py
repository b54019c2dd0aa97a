"""加到手机主屏幕的图标：照网站的图标画，大小、底色合手机的规矩。"""

import io

from PIL import Image
from project import ROOT

from macros.printing.icon import touch_icon

SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" rx="3" fill="#123456"/><circle cx="4.5" cy="4.5" r="2" fill="#ffffff"/></svg>'


def drawn(svg):
    """画出来的图。"""
    return Image.open(io.BytesIO(touch_icon(svg))).convert("RGB")


def test_it_is_the_icon_of_the_site_to_the_edges():
    """180 像素见方，底色铺到四角：图里留着透明的圆角，手机会垫成黑的。"""
    picture = drawn(SQUARE)
    assert picture.size == (180, 180)
    assert picture.getpixel((0, 0)) == picture.getpixel((179, 179)) == (0x12, 0x34, 0x56)
    assert picture.getpixel((90, 90)) == (255, 255, 255)


def test_the_real_icon_is_small_and_the_same_every_time():
    """每次画出的字节一样，不到 4 KB。"""
    svg = (ROOT / "overrides/assets/favicon.svg").read_text(encoding="utf-8")
    assert touch_icon(svg) == touch_icon(svg)
    assert len(touch_icon(svg)) < 4096

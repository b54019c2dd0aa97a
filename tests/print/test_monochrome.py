"""黑白的插图：皮肤都是白的，浅的有轮廓，中间的变淡，细线看得见；标题下的波浪不断。"""

import io

import pytest
from lxml import etree
from paper import art, named, run
from PIL import Image

from macros.printing.monochrome import monochrome

INK = "#222222"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 400">{}</svg>'


def shapes(inner):
    """一截插图换成黑白以后的各个形状，照先后。"""
    root = etree.fromstring(monochrome(SVG.format(inner)))
    return [node for node in root.iter(etree.Element) if etree.QName(node).localname != "svg"]


def shape(inner):
    """只有一个形状的。"""
    (node,) = shapes(inner)
    return node


def grey_of(color):
    """一个灰有多亮；不是灰的算错。"""
    red, green, blue = bytes.fromhex(color[1:])
    assert red == green == blue
    return red


@pytest.mark.parametrize("skin", ["#f3c9a5", "#e0a97f"])
def test_skin_is_white(skin):
    """深的、浅的皮肤都印成白的，有轮廓：灰的脸像脏的，也像另一种人。"""
    node = shape(f'<circle r="9" fill="{skin}"/>')
    assert (node.get("fill"), node.get("stroke")) == ("#ffffff", INK)


@pytest.mark.parametrize("white", ["#ffffff", "#fff", "#fff6e6"])
def test_white_clothes_have_an_outline(white):
    """白衣服在白纸上看得见。"""
    node = shape(f'<rect width="9" height="9" fill="{white}"/>')
    assert (node.get("fill"), node.get("stroke")) == ("#ffffff", INK)
    assert float(node.get("stroke-width")) > 1


@pytest.mark.parametrize("ground", ["#ffe3a8", "#d9efec", "#ece4f3"])
def test_a_ground_stays_faint(ground):
    """背景不消失，也不费墨：淡淡一层，一道灰边。"""
    node = shape(f'<circle r="90" fill="{ground}"/>')
    assert 235 < grey_of(node.get("fill")) < 250
    assert grey_of(node.get("stroke")) > 100


@pytest.mark.parametrize(
    ("color", "edge"), [("#2b211c", None), ("#22303a", None), ("#2b8a86", INK), ("#f4bd5b", INK)]
)
def test_dark_stays_and_the_middle_fades(color, edge):
    """头发、鞋还是黑的；别的颜色变淡，靠轮廓分开。"""
    red, green, blue = bytes.fromhex(color[1:])
    before = 0.3 * red + 0.59 * green + 0.11 * blue
    node = shape(f'<rect width="9" height="9" fill="{color}"/>')
    after = grey_of(node.get("fill"))
    assert node.get("stroke") == edge
    assert after > before + 20 if edge else after <= 50


def test_its_own_edge_is_kept():
    """自己有边的不另描一道。"""
    node = shape('<rect width="9" height="9" fill="#ffffff" stroke="#2b8a86" stroke-width="4"/>')
    assert grey_of(node.get("stroke")) <= 128
    assert node.get("stroke-width") == "4"


@pytest.mark.parametrize("opacity", ["", 'opacity=".7"'])
def test_a_traced_sleeve_stays_open(opacity):
    """作者描过两边的袖子不封口，和衣服连着：描的线变黑，垫一份在整个人底下，露出外面一道。"""
    d = "M10 10L20 30Q30 40 40 50L50 60L60 50Q50 30 20 10Z"
    line = "M12 14L20 30Q30 40 40 50L50 60"
    under, body, sleeve, traced = shapes(
        '<g><rect width="60" height="90" fill="#ffffff"/>'
        f'<path d="{d}" fill="#ffffff"/>'
        f'<path d="{line}" fill="none" stroke="#9fd3d6" stroke-width="1.4" {opacity}/></g>'
    )[1:]
    assert (under.get("d"), under.get("stroke")) == (d, INK)
    assert body.get("stroke") == INK
    assert sleeve.get("stroke") is None
    assert (traced.get("stroke"), traced.get("opacity")) == (INK, None)


def test_a_fold_is_not_an_outline():
    """衣服上的一道褶不是描边，衣服照样有轮廓；褶在白衣服上看得见。"""
    shirt, fold = shapes(
        '<path d="M10 10L20 30L50 60Z" fill="#ffffff"/>'
        '<path d="M30 10L30 40" fill="none" stroke="#9fd3d6" stroke-width="2"/>'
    )
    assert shirt.get("stroke") == INK
    assert grey_of(fold.get("stroke")) <= 128


def test_a_white_line_on_dark_stays_white():
    """深色东西上的白线还是白的。"""
    node = shape('<path d="M0 0L9 9" fill="none" stroke="#ffffff" stroke-width="2"/>')
    assert node.get("stroke") == "#ffffff"


def test_a_finger_drawn_as_a_line_has_an_outline():
    """用粗线画的手指、彩虹，底下垫一条宽的作轮廓。"""
    for color, width in (("#f3c9a5", 4), ("#7fae5a", 14)):
        under, line = shapes(
            f'<path d="M0 0L9 9" fill="none" stroke="{color}" stroke-width="{width}"/>'
        )
        assert under.get("stroke") == INK
        assert float(under.get("stroke-width")) > width == float(line.get("stroke-width"))


def test_shadows_are_faint():
    """腮红、脖子的影子印得很淡，没有轮廓。"""
    node = shape('<circle r="5" fill="#e89aa0" opacity=".7"/>')
    assert grey_of(node.get("fill")) > 225
    assert node.get("stroke") is None


def test_what_only_clips_is_left():
    """只定轮廓的形状不动。"""
    inner = '<clipPath id="a"><circle r="9" fill="#ffffff"/></clipPath>'
    circle = shapes(inner)[-1]
    assert dict(circle.attrib) == {"r": "9", "fill": "#ffffff"}


def test_a_drawing_comes_out_the_same_each_time():
    """同一幅画出来总是一样，里面不剩颜色。"""
    drawing = art()["ferry-leaflet"]
    made = monochrome(drawing)
    assert made == monochrome(drawing)
    colors = {
        node.get(name) for node in etree.fromstring(made).iter() for name in ("fill", "stroke")
    }
    for color in colors - {None, "none"}:
        grey_of(color)


def test_the_wave_is_unbroken(hosted):
    """标题下的波浪从左到右是一条，插图不压着它。"""
    path = named(hosted)["ferry-leaflet-mono.pdf"]
    ppi = 100
    page = Image.open(io.BytesIO(run("pdftoppm", "-r", ppi, path))).convert("L")
    strip = page.crop((2, int(82.4 / 25.4 * ppi), page.width - 2, int(88.5 / 25.4 * ppi)))
    broken = [
        x
        for x in range(strip.width)
        if min(strip.crop((x, 0, x + 1, strip.height)).tobytes()) > 128
    ]
    assert broken == []

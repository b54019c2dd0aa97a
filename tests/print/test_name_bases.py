"""浏览器写单位名字用的底图：清楚、不重、写名字的地方空着，位置说得对。"""

import base64
import io
import json
import re

import pytest
from paper import art, city, named
from PIL import Image

from macros.corpus.mediatypes import BASE
from macros.printing import sheets
from macros.printing.engine import Engine, Unprintable
from macros.printing.layouts import leaflet_layout
from macros.printing.named import BASES, base_script, print_bases
from macros.printing.sheets import Site
from macros.printing.store import Store

# 每种底图的宽、高，毫米；长图多长看内容。
SIZES = {"a4": (210, 297), "a3": (297, 420), "board": (600, 900), "long": (127, None)}


@pytest.fixture(params=[base.id for base in BASES])
def base(request, hosted):
    """一种底图：id、文件、脚本里的值、图。"""
    path = named(hosted)[f"ferry-leaflet-{request.param}{BASE}"]
    text = path.read_text("utf-8")
    address = f"publicity/ferry-leaflet/ferry-leaflet-{request.param}.base.js"
    head = f'(globalThis.siteBases??={{}})["{address}"]='
    assert text.startswith(head)
    value = json.loads(text.removeprefix(head))
    kind, _, content = value["image"].partition(",")
    assert kind == "data:image/png;base64"
    image = Image.open(io.BytesIO(base64.b64decode(content))).convert("RGB")
    return request.param, path, value, image


def test_a_base_is_sharp_and_light(base):
    """A4 每英寸二百多点，A3 一百五十点，长图 1080 像素宽；一个脚本不到 700 KB，手机也取得动。"""
    id, path, value, image = base
    width, height = SIZES[id]
    assert path.stat().st_size < 700 * 1024
    assert image.width / value["dots"] == pytest.approx(width, abs=0.2)
    if height:
        assert image.height / value["dots"] == pytest.approx(height, abs=0.2)
    wanted = {"a4": 200, "a3": 150, "board": 100, "long": 216}[id]
    assert value["dots"] * 25.4 >= wanted - 0.01
    assert id != "long" or image.width == 1080


def test_the_place_for_the_name_is_empty(base):
    """写名字的一块在图里，只有底色：名字不压着字和线；它的四边贴着底色，不切着别的。"""
    id, _, value, image = base
    x, y, width, height = (edge * value["dots"] for edge in value["strip"])
    assert width > image.width * 0.7
    assert height > width / 20
    room = image.crop((round(x), round(y), round(x + width), round(y + height)))
    ((_, ground),) = room.getcolors()
    assert min(ground) > 240, id


def test_nothing_else_differs_from_the_printed_sheet(hosted):
    """除了那一块，底图和印的 A4 一样：名字写上去的，就是那一份传单。"""
    engine = Engine()
    sheet = sheets.leaflet(
        city(),
        city().piece["ferry-leaflet"],
        Site(name="站", url=""),
        art()["ferry-leaflet"],
        "color",
    )
    with_blanks, without = (
        Image.open(io.BytesIO(engine.png("leaflet.typ", sheet | extra, 72)[0])).convert("RGB")
        for extra in ({}, {"named": True})
    )
    (spot,) = engine.spots()
    dots = 72 / 25.4
    top, bottom = spot["y"] * dots, (spot["y"] + spot["height"]) * dots
    for start, end in ((0, top - 2), (bottom + 2, without.height)):
        box = (0, round(start), without.width, round(end))
        assert with_blanks.crop(box).tobytes() == without.crop(box).tobytes()
    assert with_blanks.tobytes() != without.tobytes()


def test_a_template_without_the_place_is_refused():
    """模板没有留写名字的地方，印的时候就说：不然名字会写到别的字上。"""
    for spots in ([], [{}, {}]):
        with pytest.raises(Unprintable, match="没有留写名字的地方"):
            base_script("甲", b"", 72, spots)


def test_an_unchanged_base_is_not_drawn_again(tmp_path):
    """没变的不再画，连排版的程序也不启动。"""
    piece = city().piece["ferry-leaflet"]

    def layout_of(kind):
        return leaflet_layout(city(), piece, Site(name="站", url=""), art()[piece.slug], kind)

    def never():
        raise AssertionError("不该再画")

    first = list(print_bases(Store(tmp_path), Engine, piece.slug, layout_of))
    assert list(print_bases(Store(tmp_path), never, piece.slug, layout_of)) == first
    assert [re.sub(r".*leaflet-", "", one.address) for one in first] == [
        f"{base.id}{BASE}" for base in BASES
    ]

"""一图读懂的长图：网页上的话一句不少，颜色一样不丢，扫得出，缺字说得清。"""

import io
from dataclasses import replace

import pytest
from paper import NAME, URL, city, run, scanned, squash
from PIL import Image

from macros.printing.engine import Engine, Unprintable
from macros.printing.longimage import (
    full_image,
    long_image_sheet,
    shades_of,
    shown_image,
)
from macros.printing.sheets import Site


@pytest.fixture(scope="module")
def engine():
    """一个编译器，几条共用。"""
    return Engine()


def sheet(url=URL, **changes):
    """云汀的长图要的数据。"""
    plan = city()
    return long_image_sheet(replace(plan, **changes), Site(name=NAME, url=url))


def test_every_sentence_is_on_the_picture(engine, tmp_path):
    """编者概括的每一句、每个单位、每个电话都在图上；只有依据的链接没有。"""
    path = tmp_path / "glance.pdf"
    path.write_bytes(engine.pdf("glance.typ", sheet()))
    text = squash(run("pdftotext", path, "-").decode("utf-8"))
    plan = city()
    glance = plan.glance
    wanted = [plan.main.title]
    wanted += [row.text for row in (*glance.wants, *glance.leads, *glance.stages)]
    wanted += [row.text for row in (*glance.people, *glance.upkeep, *glance.contact)]
    wanted += [row.head for row in (*glance.wants, *glance.people, *glance.upkeep)]
    wanted += [unit.name for unit in plan.units]
    wanted += [priority.name for priority in plan.priorities]
    wanted += list(glance.phones)
    assert [one for one in wanted if squash(one) not in text] == []


def test_the_picture_on_the_page_keeps_its_colours(engine):
    """网页上的一张不到 150 KB；定好的颜色都在，不因为字多给挤掉。"""
    content = shown_image(engine, sheet())
    assert len(content) < 150 * 1024
    image = Image.open(io.BytesIO(content))
    assert image.width == 560
    found = {shade for _, shade in image.convert("RGB").getcolors()}
    wanted = set(shades_of(sheet()["colors"]))
    assert found <= wanted
    for name in ("lamp", "urgent", "band", "paper", "ink"):
        assert tuple(bytes.fromhex(sheet()["colors"][name][1:])) in found, name


def test_the_downloaded_picture_leads_back(engine, tmp_path):
    """下载的一张 1080 像素宽；扫上面的码，到网页上的一图读懂。没有网址，就没有码。"""
    path = tmp_path / "long.png"
    path.write_bytes(full_image(engine, sheet()))
    with Image.open(path) as image:
        assert image.width == 1080
    assert scanned(path) == [f"{URL}plan/at-a-glance.html"]
    assert sheet(url="")["qr"] == ""


def test_a_missing_letter_is_told(engine):
    """字体里没有的字，说是一图读懂的长图。"""
    with pytest.raises(Unprintable, match="一图读懂的长图排不出来"):
        shown_image(engine, sheet() | {"title": "𪚥"})


def test_nothing_to_say_no_picture():
    """没有写一图读懂的，不印。"""
    assert sheet(glance=replace(city().glance, wants=())) == {}

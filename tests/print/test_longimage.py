"""一图读懂的长图：网页上的话一句不少，颜色一样不丢，扫得出，缺字说得清。"""

import io
import re
from dataclasses import replace

import pptx
import pytest
from paper import NAME, URL, city, named, printed, run, scanned, squash
from PIL import Image

from macros.printing.engine import Engine, Unprintable
from macros.printing.glance_deck import glance_deck
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


@pytest.mark.parametrize("template", ["glance.typ", "glance-a3.typ"])
def test_every_sentence_is_on_the_picture(engine, tmp_path, template):
    """长图、A3 上，编者概括的每一句、每个单位、每个电话都有；只有依据的链接没有。"""
    path = tmp_path / "glance.pdf"
    path.write_bytes(engine.pdf(template, sheet()))
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


def test_one_sheet_of_a3(engine, tmp_path):
    """A3 竖放，一张；最小的字也有 12 磅，站着看得清。"""
    path = tmp_path / "glance.pdf"
    path.write_bytes(engine.pdf("glance-a3.typ", sheet()))
    told = run("pdfinfo", path).decode("utf-8", errors="replace")
    assert re.search(r"Pages: +1\n", told)
    assert re.search(r"Page size: +841\.89 x 1190\.55 pts \(A3\)", told)
    drawn = run("pdftohtml", "-xml", "-stdout", "-i", "-zoom", "1", path).decode("utf-8")
    assert min(map(int, re.findall(r'<fontspec id="\d+" size="(\d+)"', drawn))) >= 12


def test_a3_too_full_is_told(engine):
    """写得太多，一张 A3 放不下，说是哪一块，不悄悄盖住别的字。"""
    long = [{"head": "谁", "text": "做一件事，" * 40}] * 12
    with pytest.raises(Unprintable, match="装不下：正文"):
        engine.pdf("glance-a3.typ", sheet() | {"people": long})
    with pytest.raises(Unprintable, match="装不下：该找谁"):
        engine.pdf("glance-a3.typ", sheet() | {"phones": sheet()["phones"] * 9})


def test_three_slides_with_everything_said(tmp_path):
    """课件三张，字不小于二十磅；概括的每一句、每个电话都在备注里，母版上写明是编者概括的。"""
    deck = glance_deck(city())
    assert [page.title for page in deck.pages] == [
        "方案要做什么",
        "谁来做，什么时候做",
        "跟你有什么关系",
    ]
    glance = city().glance
    said = [row.text for row in (*glance.wants, *glance.leads, *glance.stages)]
    said += [row.text for row in (*glance.people, *glance.upkeep, *glance.contact)]
    made = printed(tmp_path / "print", URL)
    path = named(made)["at-a-glance-slides.pptx"]
    slides = pptx.Presentation(path).slides
    notes = "".join(slide.notes_slide.notes_text_frame.text for slide in slides)
    assert [one for one in (*said, *glance.phones) if one not in notes] == []
    for slide in slides:
        sizes = [
            run.font.size.pt
            for shape in slide.shapes
            for line in shape.text_frame.paragraphs
            for run in line.runs
        ]
        assert min(sizes) >= 20
    master = "".join(shape.text_frame.text for shape in slides[0].slide_layout.slide_master.shapes)
    assert "编者概括，以方案原文为准" in master
    text = squash(run("pdftotext", named(made)["at-a-glance-slides.pdf"], "-").decode("utf-8"))
    assert [row.text for row in glance.people if squash(row.text) not in text] == []
    assert text.count("编者概括,以方案原文为准") == len(deck.pages)


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

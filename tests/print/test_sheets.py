"""备给排版的数据：字在这里备好。电话、依据、版本、二维码，错一处印出去就是一批。"""

import io
from dataclasses import replace

import pytest
from paper import NAME, URL, art, chunks, city, fills
from PIL import Image

from macros.printing import sheets
from macros.printing.monochrome import monochrome
from macros.printing.sheets import Site

HERE = Site(name=NAME, url=URL)
NOWHERE = Site(name=NAME, url="")


def test_no_address_no_code():
    """没有网址就没有二维码：印一个打不开的码比不印还坏。"""
    assert (NOWHERE.qr("a.html"), NOWHERE.qr_png("a.html")) == ("", b"")
    assert HERE.qr("a.html").startswith("<svg")
    assert Image.open(io.BytesIO(HERE.qr_png("a.html"))).format == "PNG"
    assert HERE.qr("a.html") != HERE.qr("b.html")


@pytest.mark.parametrize("slug", ["ferry-leaflet", "ferry-talk"])
def test_every_piece_ends_with_who_to_call(slug):
    """Word 和纯文本末尾有电话和什么时候打、依据、版本、复核期限、许可，排版的数据里也有。"""
    piece = city().piece[slug]
    words = "\n".join(chunks(sheets.closing(city(), piece, HERE)))
    line = city().hotline["110"]
    imprint = f"{NAME}宣传资料　版本 1.0　复核期限 2032年4月1日　CC BY 4.0，请勿改动法条和电话"
    for part in (f"110 {line.name}：{line.use}", f"依据：{piece.law}", imprint):
        assert part in words
    common = (
        sheets.leaflet(city(), piece, HERE, art()[slug], "color")
        if slug in art()
        else sheets.prose(city(), piece, HERE)
    )
    assert common["phones"] == [
        {"number": "110", "link": "tel:110", "name": line.short, "use": line.use}
    ]
    assert (common["law"], common["imprint"]) == (piece.law, imprint)


def test_the_leaflet_as_an_article():
    """传单照先后写成文章：口号、引子、编号的步骤、每个框和它的条目，末尾三处要填的空。"""
    piece = city().piece["ferry-leaflet"]
    found = sheets.body(city(), piece)
    words = "\n".join(chunks(found)).split("\n")
    assert words[:2] == ["上船先数人，下船再数人，找不到人，马上喊船工。", piece.lead]
    assert words[2:5] == [f"{step.title}。{step.text}" for step in piece.steps]
    assert words[5:10] == [
        "这两件事不做",
        "不让孩子跟不认识的人换船。",
        "不把孩子一个人留在岸上。",
        "找不到人了",
        "第一件事做什么？喊船工停船，打 110，说清孩子的样子。",
    ]
    assert [block.kind for block in found] == [
        "paragraph",
        "paragraph",
        "numbers",
        "heading",
        "bullets",
        "heading",
        "bullets",
        "paragraph",
    ]
    assert fills(found) == sheets.FILLS == ("张贴单位", "联系电话", "日期")


def test_a_rhyme_stays_in_lines():
    """儿歌一句一段，不变成带点的条目。"""
    piece = city().piece["ferry-leaflet"]
    box = replace(piece.boxes[0], kind="rhyme")
    found = sheets.body(city(), replace(piece, boxes=(box, piece.boxes[1])))
    assert [block.kind for block in found[3:6]] == ["heading", "paragraph", "paragraph"]


def test_only_the_mono_sheet_is_grey():
    """只有黑白版换成灰图，别的版式用原来的颜色。"""
    piece, drawing = city().piece["ferry-leaflet"], art()["ferry-leaflet"]
    kinds = {
        kind: sheets.leaflet(city(), piece, HERE, drawing, kind)["art"]
        for kind in ("color", "mono", "press")
    }
    assert kinds == {"color": drawing, "mono": monochrome(drawing), "press": drawing}

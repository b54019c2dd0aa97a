"""传单的版式：没有缝，字不压画，末行不剩两三个字，点得开，小卡片上也看得清。"""

import io
from dataclasses import replace

import pikepdf
import pytest
from paper import NAME, URL, art, city, leaflet, named, run, tags, type_sizes
from PIL import Image

from macros.corpus.pieces import Item
from macros.printing import sheets
from macros.printing.engine import Engine
from macros.printing.sheets import Site

MM = 72 / 25.4


def drawn(folder, kind, piece, url=URL):
    """这份传单排成 PDF，长图也排成 PDF，好量每个字在哪里。"""
    sheet = sheets.leaflet(city(), piece, Site(name=NAME, url=url), art()[piece.slug], kind)
    path = folder / f"{kind}.pdf"
    path.write_bytes(Engine().pdf("leaflet.typ", sheet))
    return path


def words(path):
    """每个词的左、上、右、下，磅，和字。"""
    found = run("pdftotext", "-bbox", path, "-").decode().split("<word ")[1:]
    for one in found:
        edges = [float(part.split('"')[1]) for part in one.split(">")[0].split()]
        yield *edges, one.split(">")[1].removesuffix("</word")


def links(path):
    """PDF 里各个链接的地址。"""
    found = set()
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            for note in page.get("/Annots", []):
                found.add(str(note.A.URI))
    return found


def art_box(path, height):
    """插图在纸上的左、上、右、下，磅。"""
    with pikepdf.open(path) as pdf:
        figure = next(node for name, node in tags(pdf) if name == "Figure")
        (place,) = (one for one in figure.A if "/BBox" in one)
        left, low, right, high = map(float, place.BBox)
    return left, height - high, right, height - low


@pytest.mark.parametrize("kind", ["color", "press"])
def test_no_seam_under_the_band(hosted, kind):
    """标题底下的纸上只有纸的颜色：两条边叠着的地方，阅读器会画出一道横线，印出来像裂了缝。

    送印的是四色，画到屏幕上差一点点。
    """
    path = named(hosted)[f"ferry-leaflet-{kind}.pdf"]
    margin = 10 if kind == "press" else 0
    paper = tuple(bytes.fromhex(city().tokens.colors["paper"].light[1:]))
    for ppi in (72, 96, 150):
        page = Image.open(io.BytesIO(run("pdftoppm", "-r", ppi, path))).convert("RGB")
        scale = ppi / 25.4
        top, bottom = (margin + 86.6) * scale, (margin + 89.5) * scale
        strip = page.crop(
            (int((margin + 1) * scale), int(top), int((margin + 209) * scale), int(bottom))
        )
        ((_, found),) = strip.getcolors()
        most = 0 if kind == "color" else 4
        assert max(abs(one - other) for one, other in zip(found, paper, strict=True)) <= most, ppi


def test_codes_and_numbers_open(hosted):
    """在屏幕上看的，点二维码到网页，点号码就拨：手机扫不了自己。要裁、要印的没有链接。"""
    made = named(hosted)
    wanted = {f"{URL}publicity/ferry-leaflet.html", "tel:110"}
    for kind in ("color", "mono", "saver", "large", "card"):
        assert links(made[f"ferry-leaflet-{kind}.pdf"]) == wanted, kind
    for kind in ("press", "press-a3", "press-board", "press-card", "cards"):
        assert links(made[f"ferry-leaflet-{kind}.pdf"]) == set(), kind


def test_cards_can_be_read(hosted):
    """随身卡上的字不小于 8 磅：再小，老人看不清，印出来糊。"""
    for kind in ("card", "cards", "press-card"):
        assert min(type_sizes(named(hosted)[f"ferry-leaflet-{kind}.pdf"])) >= 8


def test_last_lines_are_not_left_over(tmp_path):
    """多长的话，末一行都不止两三个字；标点不打头。"""
    for length in range(16, 34):
        text = "，".join(["渡口" * (length // 4), "字" * (length % 9 + 1)]) + "尾。"
        piece = leaflet()
        box = replace(piece.boxes[0], items=(Item(text=text),))
        piece = replace(piece, boxes=(box, piece.boxes[1]))
        lines = run("pdftotext", "-raw", drawn(tmp_path, "color", piece), "-").decode().split("\n")
        (last,) = (line for line in lines if line.endswith("尾。"))
        assert len(last) >= 5, text
        assert not last.startswith("，"), text


def test_lines_are_as_far_apart_as_the_type_is_large(tmp_path):
    """长图的字大，行距跟着大：照默认的字号算，十五磅的字会挤成一片。"""
    step = replace(leaflet().steps[0], text="渡口人多" * 20)
    path = drawn(tmp_path, "long", leaflet(steps=(step,)))
    tops = [top for _, top, _, _, word in words(path) if "渡口人多渡" in word]
    assert len(tops) > 2
    assert tops[1] - tops[0] == pytest.approx(15 * 1.5, abs=0.5)


@pytest.mark.parametrize(
    "headline",
    [("上下渡船", "牵紧手"), ("上下渡船牵", "紧手不放松"), ("六个字的标题", "也要看得清楚")],
)
def test_the_title_keeps_off_the_picture(tmp_path, headline):
    """长图的大标题不压着插图，几个字的都不压：白字压在浅色的画上看不见。"""
    path = drawn(tmp_path, "long", leaflet(headline=headline))
    height = float(run("pdfinfo", path).decode().split("Page size:")[1].split()[2])
    left, top, right, bottom = art_box(path, height)
    found = [
        word
        for x, y, end, low, word in words(path)
        if x < right and end > left and y < bottom and low > top
    ]
    assert found == []

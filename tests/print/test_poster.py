"""海报：字少，字大，不拆词，号码大得看得见，没有网址也不留空。"""

import io
import re
from dataclasses import replace

import pytest
from paper import NAME, URL, art, city, leaflet, named, run, squash, type_sizes
from PIL import Image

from macros.printing import sheets
from macros.printing.engine import Engine
from macros.printing.poster import POSTERS, poster_sheet
from macros.printing.sheets import Site

# 一步两截，排不进一行。
TWO_PARTS = "等船停稳以后再数一数几个人，一起下船在码头上不分开走"


@pytest.fixture(scope="module")
def engine():
    """一个编译器，几条共用。"""
    return Engine()


def drawn(engine, folder, kind, piece, url=URL):
    """一种海报排成 PDF，好量每个字。"""
    sheet = poster_sheet(city(), piece, Site(name=NAME, url=url), art()[piece.slug], kind)
    path = folder / f"{kind}{bool(url)}.pdf"
    path.write_bytes(engine.pdf("poster.typ", sheet))
    return path


def lines(path):
    """PDF 里的各行字，照画的先后。"""
    found = run("pdftotext", "-bbox", path, "-").decode()
    return re.findall(">(.+)</word>", found)


def number_box(path):
    """大号码的左、右，磅。"""
    found = run("pdftotext", "-bbox", path, "-").decode()
    (edges,) = re.findall(r'<word xMin="(.+?)" yMin=".+?" xMax="(.+?)" yMax=".+?">110<', found)
    return tuple(map(float, edges))


@pytest.mark.parametrize(
    ("kind", "least"),
    [("a3", 14), ("board", 28), ("rollup", 28), ("press-a3", 14), ("press-board", 28)],
)
def test_every_word_is_legible_at_its_distance(hosted, kind, least):
    """A3 一米外看，最小的字 14 磅；展板、易拉宝两米外看，28 磅。大号码是最大的字里的一个。"""
    sizes = type_sizes(named(hosted)[f"ferry-leaflet-{kind}.pdf"])
    assert min(sizes) >= least
    assert max(sizes) > 10 * min(sizes)


@pytest.mark.parametrize("kind", ["a3", "board", "rollup", "press-a3", "press-board"])
def test_few_words(hosted, kind):
    """版本一行、单位的名字、二维码下面的话以外，不超过 120 个字。"""
    piece = city().piece["ferry-leaflet"]
    text = squash(
        run("pdftotext", "-raw", named(hosted)[f"ferry-leaflet-{kind}.pdf"], "-").decode()
    )
    for other in (sheets.imprint(piece, Site(name=NAME, url="")), sheets.FILLS[0], "扫码看详细"):
        assert squash(other) in text
        text = text.replace(squash(other), "")
    numbers = "".join(map(str, range(1, len(piece.poster_steps) + 1)))
    assert len(text) - len(numbers) <= 120


@pytest.mark.parametrize("kind", sorted(POSTERS - {"cover"}))
def test_lines_break_between_phrases(engine, tmp_path, kind):
    """一步排不进一行，断在句读后面，不把一个词拆成两行。"""
    poster = replace(leaflet().poster, steps=(TWO_PARTS, "下船再数人"))
    found = lines(drawn(engine, tmp_path, kind, leaflet(poster=poster)))
    first, second = TWO_PARTS.split("，")
    assert f"{first}，" in found
    assert second in found


@pytest.mark.parametrize("kind", ["a3", "rollup", "wide"])
def test_no_code_no_gap(engine, tmp_path, kind):
    """没给网址就没有二维码，号码排得更大，把它的地方用上。"""
    left, right = number_box(drawn(engine, tmp_path, kind, leaflet()))
    left_alone, right_alone = number_box(drawn(engine, tmp_path, kind, leaflet(), ""))
    assert right_alone - left_alone > 1.1 * (right - left)


@pytest.mark.parametrize("kind", ["a3", "board"])
def test_no_line_down_the_edge(hosted, kind):
    """纸的右边没有一道底色的细线：一像素放不整的地方，盖着的颜色会露出来。"""
    for ppi in (23, 30, 41):
        content = run("pdftoppm", "-r", ppi, named(hosted)[f"ferry-leaflet-{kind}.pdf"])
        page = Image.open(io.BytesIO(content)).convert("L")
        top, bottom = round(0.74 * page.width), round(0.765 * page.width)
        edge = page.crop((page.width - 1, top, page.width, bottom))
        assert edge.getextrema()[0] > 230, ppi


def test_another_title(engine, tmp_path):
    """海报另写的题目盖过大标题；没有写的，就是大标题。"""
    poster = replace(leaflet().poster, title=("过河坐船", "数清人"))
    assert {"过河坐船", "数清人"} <= set(
        lines(drawn(engine, tmp_path, "a3", leaflet(poster=poster)))
    )
    assert {"上下渡船", "牵紧手"} <= set(lines(drawn(engine, tmp_path, "a3", leaflet())))


def test_screens_are_light(hosted):
    """屏幕上的图不到 300 KB，发得动；封面不到 100 KB。"""
    made = named(hosted)
    for kind, most in (("wide", 300), ("tall", 300), ("cover", 100)):
        assert made[f"ferry-leaflet-{kind}.png"].stat().st_size < most * 1024, kind

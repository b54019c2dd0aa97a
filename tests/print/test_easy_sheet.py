"""易读版印出来：一步一格图，放在那一步旁边，一句一行。"""

import io
from dataclasses import replace

import pytest
from paper import NAME, city, leaflet, pages_of, squash
from PIL import Image

from macros.corpus.chinese import sentences
from macros.printing import sheets
from macros.printing.engine import Engine
from macros.printing.sheets import Site

COLORS = ("#ff0000", "#00ff00", "#0000ff")
CELLS = "".join(
    f'<rect x="{160 * n}" y="0" width="160" height="200" fill="{color}"/>'
    for n, color in enumerate(COLORS)
)
TEXT = "牵住孩子的手。先问家里人。再说别的事。"
ART = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 400">{CELLS}</svg>'


def easy():
    """云汀的传单当作易读版，每一步三句，框里的话短。"""
    piece = leaflet()
    steps = tuple(replace(step, text=TEXT) for step in piece.steps)
    first, second = piece.boxes
    item = replace(second.items[0], text="请人打 110。")
    return leaflet(easy=True, steps=steps, boxes=(first, replace(second, items=(item,))))


def sheet(format):
    """排版要的数据。"""
    return sheets.leaflet(city(), easy(), Site(name=NAME, url=""), ART, format)


def centres(picture, color):
    """一种颜色的各点在图上的中间，照宽高的几分之几；排在页头的小图不算。"""
    wanted = bytes.fromhex(color[1:])
    width, height = picture.size
    data = picture.tobytes()
    spots = [n for n in range(width * height) if data[3 * n : 3 * n + 3] == wanted]
    points = [(n % width, n // width) for n in spots if n // width > 0.22 * height]
    across = sum(x for x, _ in points) / len(points)
    down = sum(y for _, y in points) / len(points)
    return across / width, down / height


def test_each_step_stands_beside_its_own_picture():
    """第一步的图在左上，第二步在右上，第三步在左边第二排：放错一格，看图的人就学错了。"""
    (page,) = Engine().png("leaflet.typ", sheet("color"), 50)
    picture = Image.open(io.BytesIO(page)).convert("RGB")
    (x1, y1), (x2, y2), (x3, y3) = (centres(picture, color) for color in COLORS)
    assert x1 < 0.25
    assert 0.5 < x2 < 0.7
    assert x3 == pytest.approx(x1, abs=0.02)
    assert y1 == pytest.approx(y2, abs=0.02)
    assert y3 > y1 + 0.1


@pytest.mark.parametrize("format", ["color", "mono", "saver", "press"])
def test_one_sentence_a_line(format, tmp_path):
    """一句一行：两句连着排，读字不多的人就分不清。"""
    path = tmp_path / "easy.pdf"
    path.write_bytes(Engine().pdf("leaflet.typ", sheet(format)))
    lines = [squash(line) for page in pages_of(path) for line in page.split("\n")]
    for sentence in sentences(TEXT):
        assert lines.count(squash(sentence)) == len(easy().steps)

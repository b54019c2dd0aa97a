"""横幅的样稿：一条一页，长短照表里写的，字不出边，逗号换成空。"""

from dataclasses import replace

import pikepdf
import pytest
from paper import NAME, city, pages_of, run, squash

from macros.printing.banners import banner_sheet, has_banners
from macros.printing.engine import Engine
from macros.printing.formats import BANNERS, PROSE, formats_of
from macros.printing.sheets import Site

MM = 72 / 25.4
BODY = """\
| 标语 | 字数 | 横幅建议长度 | 适合挂在哪里 |
|---|---|---|---|
| 上船先数人，下船再数人 | 10 | 7.0 米 | 码头 |
| 大人、孩子，坐在一起 | 8 | 5.8 米 | 渡口 |
| 不挂横幅的一条 | 7 | 念 | 船上 |
"""


def slogans(body=BODY):
    """一份标语。"""
    return replace(city().piece["ferry-talk"], form="slogans", body=body)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """排好的样稿。"""
    path = tmp_path_factory.mktemp("banners") / "banners.pdf"
    sheet = banner_sheet(city(), slogans(), Site(name=NAME, url=""))
    path.write_bytes(Engine().pdf("banners.typ", sheet))
    return path


def test_each_slogan_is_a_page_of_its_length(drawn):
    """头一页说怎样用；后面一条一页，长是表里写的十分之一，高 70 毫米。没有写长度的不排。"""
    with pikepdf.open(drawn) as pdf:
        sizes = [tuple(round(float(edge) / MM) for edge in page.mediabox[2:]) for page in pdf.pages]
    assert sizes == [(297, 210), (700, 70), (580, 70)]


def test_commas_become_gaps(drawn):
    """逗号换成空，别的一字不减，顿号照印。"""
    _, first, second = map(squash, pages_of(drawn))
    assert (first, second) == ("上船先数人下船再数人", "大人、孩子坐在一起")


def test_words_keep_off_the_edges(drawn):
    """字离上下两边至少 5 毫米，离两端至少 40 毫米：打孔、穿绳、卷边也不伤字。"""
    pages = run("pdftotext", "-bbox", drawn, "-").decode().split("<page ")[2:]
    for page, length in zip(pages, (700, 580), strict=True):
        words = page.split("<word ")[1:]
        assert words
        for word in words:
            left, top, right, bottom = (float(part) / MM for part in word.split('"')[1:8:2])
            assert left >= 39.9
            assert right <= length - 39.9
            assert top >= 5
            assert bottom <= 65


def test_only_slogans_have_banners():
    """写着横幅长度的标语才有样稿；没有表的、别的资料，没有。"""
    assert formats_of(slogans()) == (*PROSE, BANNERS)
    assert not has_banners(slogans("牵好手。"))
    assert not has_banners(city().piece["ferry-talk"])

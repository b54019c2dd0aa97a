"""仓库里的字体：用到的字都有，名字合许可。少一个字，哪天编者写到了才发现印不出。"""

import io
from functools import cache
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from project import ROOT

FONTS = ROOT / "macros/printing/fonts"
FACES = sorted(path.name for path in FONTS.glob("*.ttf"))


@cache
def font(name):
    """打开一个字体。"""
    return TTFont(io.BytesIO((FONTS / name).read_bytes()), lazy=True)


def gb2312():
    """GB 2312 的全部字：按编码一格一格数出来，7445 个。"""
    cells = [
        bytes((row, cell)).decode("gb2312", errors="ignore")
        for row in range(0xA1, 0xF8)
        for cell in range(0xA1, 0xFF)
    ]
    return set("".join(cells))


@cache
def used():
    """data/ 和 docs/ 的文字里用到的每一个字，和第一次出现在哪个文件。"""
    found = {}
    for path in sorted(
        path for folder in ("data", "docs") for path in Path(ROOT / folder).rglob("*")
    ):
        if path.suffix in (".yml", ".md", ".txt", ".svg"):
            for character in path.read_text("utf-8"):
                if character.isprintable():
                    found.setdefault(character, path.relative_to(ROOT).as_posix())
    return found


def test_gb2312_is_whole():
    """先看对照用的字集自己对不对：GB 2312 有 6763 个汉字、682 个符号。"""
    assert len(gb2312()) == 6763 + 682


@pytest.mark.parametrize("name", FACES)
def test_every_character_is_in_the_font(name):
    """每个字体都有 ASCII、GB 2312 和仓库里用到的每一个字：一个字在正文里有、在黑体里没有，标题就印不出。"""
    has = {chr(code) for code in font(name).getBestCmap()}
    assert {chr(code) for code in range(0x20, 0x7F)} - has == set()
    assert gb2312() - has == set()
    assert {character: where for character, where in used().items() if character not in has} == {}


@pytest.mark.parametrize("name", FACES)
def test_every_character_has_a_shape(name):
    """字都画得出：除了空格，GB 2312 的每个字在字体里都有笔画，不是空的。"""
    face = font(name)
    cmap, places = face.getBestCmap(), face["loca"]
    ids = {character: face.getGlyphID(cmap[ord(character)]) for character in gb2312() - {"　"}}
    assert [
        character for character, id in sorted(ids.items()) if places[id] == places[id + 1]
    ] == []


def test_reserved_names_are_not_used():
    """霞鹜文楷裁过就不能再叫原名：家族名里没有“霞鹜”和 LXGW，只有版权和许可里提到出处。"""
    names = font("HandoutKai-Regular.ttf")["name"].names
    family = {record.toUnicode() for record in names if record.nameID not in (0, 13, 14)}
    assert {record.toUnicode() for record in names if record.nameID == 1} == {"Handout Kai"}
    assert not [name for name in family if "霞鹜" in name or "LXGW" in name.upper()]
    assert any("LXGW" in record.toUnicode() for record in names if record.nameID == 0)


def test_every_font_has_its_licence():
    """每个字体旁边有它的 OFL 全文，没有多余的许可，也没有漏掉的字体。"""
    families = {name.partition("-")[0] for name in FACES}
    assert families == {"NotoSansSC", "NotoSerifSC", "HandoutKai"}
    assert {path.name for path in FONTS.glob("OFL-*.txt")} == {
        f"OFL-{family}.txt" for family in families
    }
    for family in families:
        text = (FONTS / f"OFL-{family}.txt").read_text("utf-8")
        assert "SIL OPEN FONT LICENSE Version 1.1" in text
        assert "Copyright" in text

"""仓库里的字体：用到的字都有，名字合许可。少一个字，哪天编者写到了才发现印不出。"""

import io
from functools import cache
from pathlib import Path

import pytest
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont
from project import ROOT

FONTS = ROOT / "macros/printing/fonts"
FACES = sorted(path.name for path in FONTS.glob("*.[ot]tf"))
# 仿宋里没有的字，公文用宋体补；别的字体都得有。
FANG = "HandoutFang-Regular.otf"


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
    """每个字体都有 ASCII、GB 2312 和仓库里用到的每一个字：一个字在正文里有、在黑体里没有，标题就印不出。

    仿宋里没有的，公文用宋体补。
    """
    has = {chr(code) for code in font(name).getBestCmap()}
    assert {chr(code) for code in range(0x20, 0x7F)} - has == set()
    if name == FANG:
        assert gb2312() - has == {"―"}
        has |= {chr(code) for code in font("NotoSerifSC-Regular.ttf").getBestCmap()}
    assert gb2312() - has == set()
    assert {character: where for character, where in used().items() if character not in has} == {}


@pytest.mark.parametrize("name", FACES)
def test_every_character_has_a_shape(name):
    """字都画得出：除了空格，GB 2312 的每个字在字体里都有笔画，不是空的。"""
    face = font(name)
    cmap, glyphs = face.getBestCmap(), face.getGlyphSet()
    empty = []
    for character in sorted(gb2312() - {"　"}):
        if ord(character) not in cmap:
            continue  # 缺不缺，上面已经看过
        pen = RecordingPen()
        glyphs[cmap[ord(character)]].draw(pen)
        if not pen.value:
            empty.append(character)
    assert empty == []


def test_reserved_names_are_not_used():
    """霞鹜文楷裁过就不能再叫原名：家族名里没有“霞鹜”和 LXGW，只有版权和许可里提到出处。"""
    names = font("HandoutKai-Regular.ttf")["name"].names
    family = {record.toUnicode() for record in names if record.nameID not in (0, 13, 14)}
    assert {record.toUnicode() for record in names if record.nameID == 1} == {"Handout Kai"}
    assert not [name for name in family if "霞鹜" in name or "LXGW" in name.upper()]
    assert any("LXGW" in record.toUnicode() for record in names if record.nameID == 0)


def test_every_font_has_its_licence():
    """每个字体旁边有它的许可全文，没有多余的许可，也没有漏掉的字体。"""
    families = {name.partition("-")[0] for name in FACES if name != FANG}
    assert families == {"NotoSansSC", "NotoSerifSC", "HandoutKai"}
    assert {path.name for path in FONTS.glob("OFL-*.txt")} == {
        f"OFL-{family}.txt" for family in families
    }
    for family in families:
        text = (FONTS / f"OFL-{family}.txt").read_text("utf-8")
        assert "SIL OPEN FONT LICENSE Version 1.1" in text
        assert "Copyright" in text


def test_the_fang_says_it_was_changed():
    """仿宋是带字体例外的 GPL 3：旁边有全文和例外，写明改过、原件在哪里；名字也和原来的不同。"""
    text = (FONTS / "GPL-HandoutFang.txt").read_text("utf-8")
    assert "is a modified version of FandolFang-Regular.otf" in text
    assert "https://ctan.org/pkg/fandol" in text
    assert "GNU GENERAL PUBLIC LICENSE\n                       Version 3" in text
    assert "embed this font or unaltered portions of this font into the document" in text
    names = font(FANG)["name"].names
    assert {record.toUnicode() for record in names if record.nameID == 1} == {"Handout Fang"}
    assert any("Fandol team" in record.toUnicode() for record in names if record.nameID == 0)

"""把字体裁成 GB 2312 的字，放进仓库；平时不用运行，换字体才用。

用法：python macros/printing/fonts/subset.py 下载的文件夹
文件夹里先备好（前三种是 SIL OFL 1.1 许可，见旁边的 OFL-*.txt；
仿宋是带字体例外的 GPL 3，见 GPL-HandoutFang.txt）：
  npm pack @expo-google-fonts/noto-sans-sc@0.4.3 @expo-google-fonts/noto-serif-sc@0.4.3，
  解开到 sans/、serif/
  apt-get download fonts-lxgw-wenkai（1.250），dpkg -x 解开到 kai/
  apt-get download texlive-lang-chinese（2022.20230122），dpkg -x 解开到 fang/
“霞鹜”和“LXGW”是保留名，裁过的字体不能再叫这个名字，所以改叫 Handout Kai；Noto 没有保留名。
Fandol 仿宋没有保留名，GPL 要改过的标明改过：改叫 Handout Fang。
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

# 成品 → 原来的文件、要改的名字（None 是不改）。
FACES = {
    "NotoSansSC-Regular.ttf": ("sans/package/400Regular/NotoSansSC_400Regular.ttf", None),
    "NotoSansSC-Bold.ttf": ("sans/package/700Bold/NotoSansSC_700Bold.ttf", None),
    "NotoSansSC-Black.ttf": ("sans/package/900Black/NotoSansSC_900Black.ttf", None),
    "NotoSerifSC-Regular.ttf": ("serif/package/400Regular/NotoSerifSC_400Regular.ttf", None),
    "NotoSerifSC-Black.ttf": ("serif/package/900Black/NotoSerifSC_900Black.ttf", None),
    "HandoutKai-Regular.ttf": (
        "kai/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf",
        "Handout Kai",
    ),
    "HandoutFang-Regular.otf": (
        "fang/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/FandolFang-Regular.otf",
        "Handout Fang",
    ),
}


# 拉丁字母、常用标点、箭头、序号、图形，照 Unicode 的编码，不含末尾。
RANGES = (
    range(0x20, 0x7F),
    range(0xA0, 0x180),
    range(0x2010, 0x2040),
    range(0x2190, 0x2194),
    range(0x2460, 0x2474),
    range(0x25A0, 0x25D0),
)
# GB 2312 以外，用得到的符号和名字里的字。
MORE = "﹝﹞⋯☐☑✓✗×℃№·〔〕〇鸸鹋卮婧珺琪瑄煊晗梓涵妍堃喆熠"
# 名字表里留下的：版权、许可、许可的网址。
KEPT_NAMES = frozenset({0, 13, 14})


def gb2312() -> str:
    """GB 2312 的全部字，照编码一格一格数出来。"""
    everything = ""
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            everything += bytes((row, cell)).decode("gb2312", errors="ignore")
    return everything


def characters() -> set[int]:
    """字体里留下的字，照 Unicode 的编码。"""
    codes = {ord(character) for character in gb2312() + MORE}
    for codes_in_range in RANGES:
        codes.update(codes_in_range)
    return codes


def rename(font: TTFont, family: str) -> None:
    """换掉名字表里的字体名，连同只用于原名的商标和网址。"""
    table = font["name"]
    style = table.getDebugName(2) or "Regular"
    one_word = family.replace(" ", "")
    table.names = [record for record in table.names if record.nameID in KEPT_NAMES]
    names = {1: family, 2: style, 4: f"{family} {style}", 6: f"{one_word}-{style}"}
    for id, text in names.items():
        table.setName(text, id, 3, 1, 0x409)


def cut(source: Path, target: Path, family: str | None) -> None:
    """裁一个字体，写到 target；family 是要改的名字。"""
    options = subset.Options(
        drop_tables=["DSIG", "vhea", "vmtx", "VORG", "BASE"],
        layout_features=["kern", "mark"],
    )
    options.notdef_outline = True
    font = subset.load_font(str(source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters())
    subsetter.subset(font)
    if family:
        rename(font, family)
    font["head"].modified = font["head"].created  # 同样的输入，同样的字节
    subset.save_font(font, str(target), options)


def cut_all(downloads: Path) -> None:
    """逐个裁，写在本文件旁边。"""
    for name, (path, family) in FACES.items():
        target = Path(__file__).with_name(name)
        cut(downloads / path, target, family)
        print(f"{name}：{target.stat().st_size >> 10} KiB")


if __name__ == "__main__":
    cut_all(Path(sys.argv[1]))

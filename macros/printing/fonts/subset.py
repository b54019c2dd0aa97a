"""把字体裁成 GB 2312 的字，放进仓库；平时不用运行，换字体才用。

用法：python macros/printing/fonts/subset.py 下载的文件夹
文件夹里先备好（都是 SIL OFL 1.1 许可，见旁边的 OFL-*.txt）：
  npm pack @expo-google-fonts/noto-sans-sc@0.4.3 @expo-google-fonts/noto-serif-sc@0.4.3，解开到 sans/、serif/
  apt-get download fonts-lxgw-wenkai（1.250），dpkg -x 解开到 kai/
“霞鹜”和“LXGW”是保留名，裁过的字体不能再叫这个名字，所以改叫 Handout Kai；Noto 没有保留名。
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
# 成品 → 原来的文件、要改的名字（None 是不改）。
FACES = {
    "NotoSansSC-Regular.ttf": ("sans/package/400Regular/NotoSansSC_400Regular.ttf", None),
    "NotoSansSC-Bold.ttf": ("sans/package/700Bold/NotoSansSC_700Bold.ttf", None),
    "NotoSansSC-Black.ttf": ("sans/package/900Black/NotoSansSC_900Black.ttf", None),
    "NotoSerifSC-Regular.ttf": ("serif/package/400Regular/NotoSerifSC_400Regular.ttf", None),
    "NotoSerifSC-Black.ttf": ("serif/package/900Black/NotoSerifSC_900Black.ttf", None),
    "HandoutKai-Regular.ttf": ("kai/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf", "Handout Kai"),
}


def characters() -> set[int]:
    """GB 2312 的字、ASCII、拉丁字母、常用标点、序号和图形。"""
    rows = [bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF)]
    chinese = "".join(pair.decode("gb2312", errors="ignore") for pair in rows)
    ranges = ((0x20, 0x7F), (0xA0, 0x180), (0x2010, 0x2040), (0x2190, 0x2194), (0x2460, 0x2474), (0x25A0, 0x25D0))
    more = "﹝﹞⋯☐☑✓✗×℃№·〔〕〇鸸鹋卮婧珺琪瑄煊晗梓涵妍堃喆熠"
    return {ord(c) for c in chinese + more} | {code for first, last in ranges for code in range(first, last)}


def rename(font: TTFont, family: str) -> None:
    """换掉名字表里的字体名，连同只用于原名的商标和网址。"""
    style = font["name"].getDebugName(2) or "Regular"
    keep = {0, 13, 14}  # 版权、许可、许可的网址
    font["name"].names = [record for record in font["name"].names if record.nameID in keep]
    for id, text in {1: family, 2: style, 4: f"{family} {style}", 6: f"{family.replace(' ', '')}-{style}"}.items():
        font["name"].setName(text, id, 3, 1, 0x409)


def main(downloads: Path) -> None:
    """逐个裁，写在本文件旁边。"""
    for name, (path, family) in FACES.items():
        options = subset.Options(drop_tables=["DSIG", "vhea", "vmtx", "VORG", "BASE"], layout_features=["kern", "mark"])
        options.notdef_outline = True
        font = subset.load_font(str(downloads / path), options)
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=characters())
        subsetter.subset(font)
        if family:
            rename(font, family)
        font["head"].modified = font["head"].created  # 同样的输入，同样的字节
        subset.save_font(font, str(HERE / name), options)
        print(f"{name}：{(HERE / name).stat().st_size >> 10} KiB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

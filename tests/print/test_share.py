"""分享图：链接发到聊天里先看到它，字要清楚、不出框；没变的不再印。"""

import io
import re
import subprocess
import sys
from dataclasses import replace

import pytest
from paper import NAME, city
from PIL import Image, ImageChops
from project import ROOT

from macros.checks.design import contrast
from macros.printing import share
from macros.printing.engine import TYPST_TEMPLATES, Unprintable
from macros.printing.share import PAIRS, Share, print_shares, share_address
from macros.printing.sheets import Site

CODE = '#panic("停") \\ $x$ *粗* _斜_ <b> @ref "引" ${1}'
TITLES = {
    "short": "灯",
    "index": "云汀防拐",
    "empty": " \n ",
    "task": "市渡运局重点任务第2项",
    "code": CODE,
    "long": "一句说也说不完的标题" * 20,
    "letters": "W" * 200,
    "commas": "，" * 200,
}
SHARES = [
    Share(url=f"a/{name}.html", title=title, kicker="栏目" * 20) for name, title in TITLES.items()
]


def drawn(folder, shares, **changed):
    """印几张，返回地址和字节。"""
    given = {"plan": city(), "site": Site(name=NAME, url=""), "official": False} | changed
    made = print_shares(given["plan"], given["site"], shares, folder, official=given["official"])
    return {name: one.path.read_bytes() for name, one in made.items()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """印好的图放在这里。"""
    return tmp_path_factory.mktemp("share")


@pytest.fixture(scope="module")
def made(folder):
    """云汀的几张，有短有长有刁钻的。"""
    return drawn(folder, SHARES)


def opened(content):
    """一张图，三原色。"""
    return Image.open(io.BytesIO(content)).convert("RGB")


def test_every_page_has_its_own_picture(made):
    """一页一张，地址各不相同，写法照约定：写错了，发出去的链接就没有图。"""
    assert share_address("units/health.html") == "share/units-health.png"
    assert list(made) == [f"share/a-{name}.png" for name in TITLES]


def test_two_pages_with_one_name_are_refused(tmp_path):
    """两页的图重名就停，不让一页悄悄用了另一页的图。"""
    twice = [Share(url=url, title="题", kicker="") for url in ("a/b.html", "a-b.html")]
    with pytest.raises(Unprintable, match=r"a-b\.html 的分享图和别的页重名"):
        drawn(tmp_path, twice)


def test_size_weight_and_nothing_hidden(made):
    """都是 1200×630，轻，调色板的 PNG，除了画面什么也不带。"""
    for name, content in made.items():
        image = Image.open(io.BytesIO(content))
        assert (image.format, image.mode, image.size, image.info) == (
            "PNG",
            "P",
            (1200, 630),
            {},
        ), name
        assert len(content) < 40_000, name
        assert set(
            re.findall(b"(?:IHDR|PLTE|tRNS|tEXt|iTXt|zTXt|tIME|pHYs|eXIf|gAMA|iCCP|sRGB)", content)
        ) == {
            b"IHDR",
            b"PLTE",
        }


PARTS = (".", "tests/support", "tests/print")
AGAIN = """
import sys
from pathlib import Path
from test_share import SHARES, drawn
sys.stdout.buffer.write(drawn(Path(sys.argv[1]), SHARES[3:4]).popitem()[1])
"""


def test_same_bytes_anywhere(made, tmp_path):
    """换一个文件夹、进程、随机种子、时区再印，字节一样。"""
    env = {
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": ":".join(str(ROOT / part) for part in PARTS),
        "PYTHONHASHSEED": "7",
        "TZ": "Asia/Tokyo",
    }
    done = subprocess.run(
        [sys.executable, "-c", AGAIN, tmp_path],
        env=env,
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert done.stdout == made["share/a-task.png"]


def test_nothing_is_drawn_twice(made, folder, monkeypatch):
    """印过的不再印，连编译器也不启动：天天构建，只等改过的。"""
    monkeypatch.setattr(share, "Engine", lambda: pytest.fail("不该再印"))
    assert drawn(folder, SHARES) == made


def recoloured(name):
    """换了一种颜色的云汀。"""
    colors = city().tokens.colors
    return replace(
        city(),
        tokens=replace(
            city().tokens, colors=colors | {name: replace(colors[name], light="#808080")}
        ),
    )


CHANGES = {
    "title": {"share": {"title": "市渡运局重点任务第3项"}},
    "kicker": {"share": {"kicker": "别的"}},
    "no kicker": {"share": {"kicker": ""}},
    "site": {"site": Site(name="别的站", url="")},
    "official": {"official": True},
    "no hotline": {"plan": replace(city(), hotlines=())},
    "hotline": {"plan": replace(city(), hotlines=(replace(city().hotlines[0], number="119"),))},
    **{
        name: {"plan": recoloured(name)}
        for name in sorted({name for pair in PAIRS for name in pair})
    },
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_reaches_the_picture(made, folder, name):
    """改标题、栏目、站名、电话、颜色，接着旧缓存印，图都跟着变：漏一样，就会一直发旧图。"""
    changed = dict(CHANGES[name])
    share = replace(SHARES[3], **changed.pop("share", {}))
    assert drawn(folder, [share], **changed)["share/a-task.png"] != made["share/a-task.png"]


def test_ink_stays_inside(made):
    """两边、顶上、底下、标题和底栏之间没有字：裁成中间的方块也齐全。"""
    plain = opened(made["share/a-short.png"])
    edges = [
        (0, 0, 300, 630),
        (900, 0, 1200, 630),
        (0, 0, 1200, 40),
        (0, 500, 1200, 520),
        (0, 612, 1200, 630),
    ]
    for name, content in made.items():
        for edge in edges:
            difference = ImageChops.difference(opened(content).crop(edge), plain.crop(edge))
            assert max(high for _, high in difference.getextrema()) < 24, (
                name,
                edge,
            )  # 调色板略有出入
    inside = plain.crop((300, 40, 900, 500))
    assert ImageChops.difference(
        inside, opened(made["share/a-long.png"]).crop((300, 40, 900, 500))
    ).getbbox()


@pytest.mark.parametrize("real", [True, False])
def test_colours_can_be_read(made, plan, real):
    """字和底的对比度都不低于 4.5，屋顶盖过的底也算：手机在太阳底下也看得清。"""
    colors = {name: shade.light for name, shade in (plan if real else city()).tokens.colors.items()}
    for text, on in PAIRS:
        assert contrast(colors[text], colors[on]) >= 4.5, (text, on)
    roof = "#{:02x}{:02x}{:02x}".format(*opened(made["share/a-short.png"]).getpixel((320, 480)))
    assert roof != city().tokens.colors["band"].light
    assert (
        min(contrast(city().tokens.colors[name].light, roof) for name in ("on-band", "lamp")) >= 4.5
    )


def test_the_light_scheme_is_drawn(made):
    """底色、纸色就是 tokens.yml 浅色的那一套：和网页是一家。"""
    image, colors = opened(made["share/a-task.png"]), city().tokens.colors
    for place, name in (((5, 5), "band"), ((5, 620), "paper")):
        assert "#{:02x}{:02x}{:02x}".format(*image.getpixel(place)) == colors[name].light


def test_lines_are_drawn_as_broken(made):
    """断成两行的标题，图上就是两行：白字两截，中间隔开。"""
    image = (
        opened(made["share/a-task.png"])
        .crop((300, 210, 900, 500))
        .convert("L")
        .point(lambda level: level > 240 and 255)
    )
    rows = [image.crop((0, y, 600, y + 1)).getbbox() is not None for y in range(image.height)]
    assert len([y for y in range(1, len(rows)) if rows[y] and not rows[y - 1]]) == 2


@pytest.mark.parametrize("mark", ["#", "$", "*", "_", "\\", '"', "`", "<b>", "@ref"])
def test_marks_are_plain_text(folder, mark):
    """井号、美元号、星号、反斜杠、引号照样画出来，不当排版命令，也不会没了。"""
    with_mark, without = (
        drawn(folder, [Share(url="x.html", title=t, kicker="")]) for t in (f"甲{mark}乙", "甲乙")
    )
    assert with_mark != without


def test_a_character_no_font_has_is_refused(tmp_path):
    """字体里没有的字不画成方框，报出是哪一页、哪个字。"""
    with pytest.raises(Unprintable, match=r"units/x\.html 的分享图排不出来：字体里没有这个字.*𠮷"):
        drawn(tmp_path, [Share(url="units/x.html", title="𠮷", kicker="")])
    assert list(tmp_path.iterdir()) == []


def test_the_mark_is_the_site_s_own():
    """标志的形状和网页上的一样：改了一处，另一处要跟着改。"""
    icon = (ROOT / "overrides/assets/favicon.svg").read_text("utf-8")
    template = (TYPST_TEMPLATES / "share.typ").read_text("utf-8")
    shapes = re.findall(r' d="(.+?)"', icon)
    assert len(shapes) == 2
    assert [shape for shape in shapes if shape not in template] == []

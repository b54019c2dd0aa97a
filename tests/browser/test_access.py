"""无障碍：每种页一页，走完两种宽度、深浅、长辈版、菜单、搜索、浮层、键盘、重排。全部的页由 make audit 走。

用虚构的城市；它没有的几种页，和人命关天的求助页，用真的网站。
"""

import pytest
from access import DESKTOP, PHONE, SCHEMES, ZOOMED, Audit

pytestmark = pytest.mark.browser

CITY_KINDS = [
    "index.html", "text.html", "table.html", "units/index.html", "units/ferry.html",
    "tasks/index.html", "tasks/ferry-2.html", "years/index.html", "years/2034.html", "timeline.html", "terms.html", "publicity/index.html",
    "publicity/ferry-leaflet.html", "publicity/ferry-talk.html", "calendar.html", "search.html",
    "data.html", "questions.html", "verify.html", "404.html",
]  # fmt: skip
REAL_KINDS = ["help.html", "index.html", "plan/side-by-side.html", "plan/compare.html"]


@pytest.fixture
def city_audit(browser, city_site):
    """查虚构的城市；查完一条不对也没有。"""
    made = Audit(browser, city_site)
    yield made
    assert not made.found, made.report()


@pytest.fixture
def audit(browser, site):
    """查真的网站；查完一条不对也没有。"""
    made = Audit(browser, site)
    yield made
    assert not made.found, made.report()


@pytest.mark.parametrize("name", CITY_KINDS)
def test_every_kind_of_page(city_audit, name):
    """桌面的深浅两色：axe、名字、骨架；手机上：名字、目标、点得到（手机的 axe，下面摆出各种样子时查）；放大四倍、放大字距也不用左右拖。"""
    look_over(city_audit, name)


@pytest.mark.parametrize("name", REAL_KINDS)
def test_real_pages(audit, name):
    """真的网站上这几页，同样查一遍。"""
    look_over(audit, name)


def look_over(audit, name):
    with audit.open(name) as page:
        audit.add(page, "结构", page.evaluate("[...look.structure(), ...look.motion()]"))
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            audit.look(page, f"{DESKTOP[0]}，{scheme}", scheme=scheme)
        page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        audit.fits(page, f"{PHONE[0]}")
        audit.reflow(page, "重排")


@pytest.mark.parametrize(
    ("which", "name", "size", "scheme", "elder"),
    [
        ("city_site", "units/ferry.html", PHONE, "light", False),
        ("city_site", "text.html", PHONE, "dark", False),
        ("site", "index.html", PHONE, "light", True),
        ("city_site", "table.html", PHONE, "dark", True),
        ("city_site", "search.html", PHONE, "light", False),
        ("city_site", "terms.html", DESKTOP, "dark", False),
        ("city_site", "timeline.html", DESKTOP, "light", True),
        ("city_site", "publicity/ferry-talk.html", PHONE, "dark", True),
    ],
)
def test_every_state(request, browser, which, name, size, scheme, elder):  # 参数化
    """菜单、目录、折叠、搜索、浮层、名词解释、筛选，一样样打开再查。"""
    audit = Audit(browser, request.getfixturevalue(which))
    with audit.open(name, size, color_scheme=scheme) as page:
        audit.load(page, elder=elder)
        told = f"{size[0]}，{scheme}" + ("，长辈版" if elder else "")
        if elder:
            audit.look(page, told, scheme=scheme)
        audit.states(page, told, scheme)
        if elder:
            audit.reflow(page, "长辈版")
    assert not audit.found, audit.report()


@pytest.mark.parametrize(
    "name", ["units/ferry.html", "search.html", "terms.html", "publicity/ferry-leaflet.html"]
)
@pytest.mark.parametrize("size", [DESKTOP, ZOOMED])
def test_the_keyboard_reaches_everything(city_audit, name, size):
    """Tab 从头走到尾，倒着走回来；浮层进得去、出得来。"""
    tour(city_audit, name, size)


@pytest.mark.parametrize("name", ["index.html", "help.html"])
@pytest.mark.parametrize("size", [DESKTOP, ZOOMED])
def test_the_keyboard_reaches_all_of_real_pages(audit, name, size):
    """真的首页、求助页，也从头走到尾。"""
    tour(audit, name, size)


def tour(audit, name, size):
    told = f"键盘 {size[0]}×{size[1]}"
    with audit.open(name, size) as page:
        audit.walk(page, told)
        audit.load(page)
        audit.walk(page, f"{told} 倒着", "Shift+Tab")
        audit.load(page)
        audit.layers(page, told)


@pytest.mark.parametrize("name", ["units/ferry.html", "years/2034.html", "timeline.html"])
def test_forced_colours(city_audit, name):
    """换成系统的高对比颜色，选中的、按下的、当前的仍看得出来。"""
    with city_audit.open(name, forced_colors="active") as page:
        city_audit.axe(page, "强制颜色", which="shapes")
        city_audit.forced(page)


def test_the_checks_see_what_is_broken(browser, city_site, tmp_path):
    """故意弄坏一页，每一处都看得见：检查本身没有坏。"""
    text = (city_site / "units/ferry.html").read_text("utf-8").replace('aria-label="主导航"', "")
    text = text.replace('<html lang="zh-CN">', '<html lang="en">').replace("<h2 ", "<h4 ", 1)
    text = text.replace(
        "<article>",
        '<article><button style="outline:0">OK</button><p style="width:999px">宽</p>',
        1,
    )
    text = text.replace(
        "</head>", "<style>.toc a{color:#999} a{transition:color 1s}</style></head>"
    )
    (tmp_path / "units").mkdir()
    (tmp_path / "assets").symlink_to(city_site / "assets")
    (tmp_path / "units/ferry.html").write_text(text, "utf-8")
    audit = Audit(browser, tmp_path)
    with audit.open("units/ferry.html") as page:
        audit.add(
            page, "结构", page.evaluate("[...look.structure(), ...look.motion(), ...look.spill()]")
        )
        audit.look(page, "1280")
        audit.walk(page, "键盘")
        page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        audit.add(page, "320", page.evaluate("look.spill()"))
        audit.targets(page, "320")
    seen = {one.rule for one in audit.found}
    assert seen >= {
        "语言", "标题跳级", "地标没有名字", "会动", "要左右拖", "名字不是中文", "没有焦点框", "目标小于 44",
        "color-contrast（serious）",
    }  # fmt: skip

"""无障碍：每种页一页，走完两种宽度、深浅、长辈版、菜单、搜索、浮层、键盘、重排。全部的页由 make audit 走。"""

import pytest
from access import DESKTOP, KINDS, LAUNCH, PHONE, SCHEMES, ZOOMED, Audit
from playwright.sync_api import sync_playwright

pytestmark = [pytest.mark.xdist_group("access"), pytest.mark.browser]


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**LAUNCH)
        yield browser
        browser.close()


@pytest.fixture
def audit(chromium, site):
    """查完一条不对也没有。"""
    made = Audit(chromium, site)
    yield made
    assert not made.found, made.report()


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_of_page(audit, name):
    """手机和桌面、浅色和深色：axe、名字、目标、骨架；放大四倍、放大字距也不用左右拖。"""
    with audit.open(name) as page:
        audit.add(page, "结构", page.evaluate("[...look.structure(), ...look.motion()]"))
        for size in (DESKTOP, PHONE):
            page.set_viewport_size({"width": size[0], "height": size[1]})
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                audit.look(page, f"{size[0]}，{scheme}", scheme=scheme)
        audit.reflow(page, "重排")


@pytest.mark.parametrize(
    ("name", "size", "scheme", "elder"),
    [
        ("units/health.html", PHONE, "light", False),
        ("plan/side-by-side.html", PHONE, "dark", False),
        ("index.html", PHONE, "light", True),
        ("table.html", PHONE, "dark", True),
        ("search.html", PHONE, "light", False),
        ("terms.html", DESKTOP, "dark", False),
        ("timeline.html", DESKTOP, "light", True),
        ("publicity/lesson-primary.html", PHONE, "dark", True),
    ],
)
def test_every_state(audit, name, size, scheme, elder):
    """菜单、目录、折叠、搜索、浮层、名词解释、筛选，一样样打开再查。"""
    with audit.open(name, size, color_scheme=scheme) as page:
        audit.load(page, elder=elder)
        told = f"{size[0]}，{scheme}" + ("，长辈版" if elder else "")
        if elder:
            audit.look(page, told, scheme=scheme)
        audit.states(page, told, scheme)
        if elder:
            audit.reflow(page, "长辈版")


@pytest.mark.parametrize("name", ["index.html", "units/health.html", "search.html", "help.html", "terms.html"])
@pytest.mark.parametrize("size", [DESKTOP, ZOOMED])
def test_the_keyboard_reaches_everything(audit, name, size):
    """Tab 从头走到尾，倒着走回来；浮层进得去、出得来。"""
    told = f"键盘 {size[0]}×{size[1]}"
    with audit.open(name, size) as page:
        audit.walk(page, told)
        audit.load(page)
        audit.walk(page, f"{told} 倒着", "Shift+Tab")
        audit.load(page)
        audit.layers(page, told)


@pytest.mark.parametrize("name", ["units/health.html", "years/2026.html", "timeline.html"])
def test_forced_colours(audit, name):
    """换成系统的高对比颜色，选中的、按下的、当前的仍看得出来。"""
    with audit.open(name, forced_colors="active") as page:
        audit.axe(page, "强制颜色", which="shapes")
        audit.forced(page)


def test_the_checks_see_what_is_broken(chromium, site, tmp_path):
    """故意弄坏一页，每一处都看得见：检查本身没有坏。"""
    text = (site / "units/health.html").read_text("utf-8").replace('aria-label="主导航"', "")
    text = text.replace('<html lang="zh-CN">', '<html lang="en">').replace("<h2 ", "<h4 ", 1)
    text = text.replace("<article>", '<article><button style="outline:0">OK</button><p style="width:999px">宽</p>', 1)
    text = text.replace("</head>", "<style>.toc a{color:#999} a{transition:color 1s}</style></head>")
    (tmp_path / "units").mkdir()
    (tmp_path / "assets").symlink_to(site / "assets")
    (tmp_path / "units/health.html").write_text(text, "utf-8")
    audit = Audit(chromium, tmp_path)
    with audit.open("units/health.html") as page:
        audit.add(page, "结构", page.evaluate("[...look.structure(), ...look.motion(), ...look.spill()]"))
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

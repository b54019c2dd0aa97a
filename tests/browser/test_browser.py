"""真实浏览器里的网站：手机和桌面、从磁盘打开、关掉脚本。"""

import re

import pytest
from serving import PAGES

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("elder", [False, True])
def test_no_page_scrolls_sideways(open_page, site, elder):
    """哪种屏幕上都不用左右拖，长辈版也一样；页面没有脚本错误；全部请求都在站内。"""
    page = open_page("404.html", elder=elder)
    for name in PAGES:
        page.goto((site / name).as_uri())
        for width in (320, 360, 768, 1440):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)
        assert page.faults == [], name
        assert all(url.startswith("file://") for url in page.requests), name


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_colours_on_the_page_are_the_tokens(open_page, plan, scheme):
    """正文的颜色真的来自 tokens.yml：对比度是在那里检查的。"""
    page = open_page("plan/index.html", scheme=scheme)
    colors = page.evaluate("""() => {
        const hex = (rgb) => '#' + rgb.match(/\\d+/g).slice(0, 3).map((n) => (+n).toString(16).padStart(2, '0')).join('');
        const style = getComputedStyle(document.querySelector('#plan-1-1'));
        const link = getComputedStyle(document.querySelector('main article a'));
        return [hex(style.color), hex(getComputedStyle(document.body).backgroundColor), hex(link.color)];
    }""")
    assert colors == [
        getattr(plan.tokens.colors[name], scheme) for name in ("ink", "paper", "brand")
    ]


def test_text_is_large_enough(open_page):
    """正文不小于 18px，全站没有小于 16px 的中文。"""
    page = open_page("units/health.html", 1440)
    size = "(e) => parseFloat(getComputedStyle(e).fontSize)"
    assert page.locator("[data-official]").first.evaluate(size) >= 18
    small = page.evaluate("""() => [...document.querySelectorAll('main *, footer *')]
        .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && /[\\u4e00-\\u9fff]/.test(n.data)))
        .filter((e) => e.checkVisibility() && parseFloat(getComputedStyle(e).fontSize) < 16)
        .map((e) => e.className + ':' + e.textContent.trim().slice(0, 20))""")
    assert small == []


@pytest.mark.parametrize("name", ["plan/index.html", "interpretation.html"])
def test_the_name_of_the_plan_stays_on_one_line(open_page, name):
    """手机上，标题里的方案名称排在一行里，不从“人口”当中断开。"""
    lines = """(e) => { const range = document.createRange(); range.selectNodeContents(e);
        return new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size; }"""
    names = open_page(name, 360).locator("h2.official .phrase, #plan-title").all()
    assert names
    assert [each.evaluate(lines) for each in names] == [1] * len(names)


def test_links_are_spaced_for_thumbs_on_screen_only(open_page):
    """日历里的资料，屏幕上够手指点，印在纸上只印题目，排得紧：不然一本日历多印好几页。"""
    page = open_page("calendar.html", 794)  # A4 的宽
    tall = "all => all.map((e) => e.getBoundingClientRect().height)"
    links = page.locator(".calendar .covers a")
    assert min(links.evaluate_all(tall)) >= 44
    page.emulate_media(media="print")
    assert max(page.locator(".calendar .covers li").evaluate_all(tall)) < 90


def test_every_official_text_is_there_without_scripts(open_page, plan):
    """关掉脚本：推进表是全的，筛选框不出现；首页列全年的日子。"""
    page = open_page("table.html", scripts=False)
    assert page.locator("[data-filter]").is_hidden()
    assert page.locator("table.appendix [data-official]").count() == sum(
        1 + len(unit.tasks) + sum(map(len, unit.measures.values())) for unit in plan.units
    ) + 3 + len(plan.periods)
    assert all(page.locator(f"#{unit.id}").is_visible() for unit in plan.units)
    home = open_page("index.html", scripts=False)
    assert home.locator(".coming li:visible").count() == len(plan.calendar)


@pytest.mark.parametrize("width", [360, 1440])
def test_the_table_filters_and_comes_back(open_page, plan, width):
    """选了单位和时段只剩那一格，选回“全部”一格不少。"""
    page = open_page("table.html", width)
    page.select_option("select[name=unit]", "health")
    page.select_option("select[name=period]", "2030")
    assert page.locator("tr[data-unit]:visible").count() == 1
    assert page.locator("td[data-period]:visible").count() == 1
    assert page.locator("[data-filter-status]").inner_text() == "只显示市卫健委、2030年"
    page.emulate_media(media="print")
    assert page.locator("[data-filter-status]").is_visible()  # 印出来的不是全表，要说
    assert page.locator("[data-filter] label:visible").count() == 0
    page.emulate_media(media="screen")
    page.select_option("select[name=unit]", "")
    page.select_option("select[name=period]", "")
    assert page.locator("tr[data-unit]:visible").count() == len(plan.units)
    assert page.locator("td[data-period]:visible").count() == len(plan.units) * len(plan.periods)


def test_links_work_from_disk(open_page):
    """双击 index.html 打开，四扇门都走得通，走到的页有标题。"""
    for door in range(4):
        page = open_page("index.html")
        page.locator(".doors strong a").nth(door).click()
        page.wait_for_url(lambda url: "index.html" not in url.removesuffix("/index.html")[-10:])
        page.locator("h1").wait_for()


def test_a_shared_anchor_is_not_hidden_by_the_header(open_page):
    """从聊天里点开一段的短地址，转到那一段，看得见，衬着底色，没有被表头盖住。"""
    for short, id, cover in (
        ("m/health-2022-4", "health-2022-4", ".head"),
        ("t/health-2", "health-2", ".head"),
    ):
        page = open_page("about.html", 360)
        page.evaluate(f"location.href = '{short}.html'")
        page.wait_for_url(re.compile(f"#{id}$"))
        page.wait_for_timeout(600)
        top = page.locator(f"#{id}").evaluate("(e) => e.getBoundingClientRect().top")
        assert page.locator(cover).evaluate("(e) => e.getBoundingClientRect().bottom") <= top < 800
        assert page.locator(f"#{id}").evaluate("(e) => e.matches(':target')")


@pytest.mark.parametrize("scripts", [True, False])
def test_the_menu_opens_by_keyboard_on_a_phone(open_page, scripts):
    """手机上菜单按钮有名字，回车打开，里面的链接走得通，没有脚本也一样；有脚本时 Esc 关上，焦点回到按钮。"""
    page = open_page("units/health.html", 360, scripts=scripts)
    menu = page.locator("details.menu summary")
    assert menu.inner_text() == "菜单"
    link = page.locator("details.menu").get_by_role("link", name="方案全文")
    assert link.is_hidden()
    menu.focus()
    page.keyboard.press("Enter")
    link.wait_for()
    if scripts:
        page.keyboard.press("Escape")
        assert link.is_hidden()
        assert menu.evaluate("(e) => e === document.activeElement")


def test_past_periods_say_so(tab, site):
    """2026 年打开，标明哪些是现在要做的；过了那几年才打开，说已经过去，建站以后多久都对。"""
    for now, doing, past in (
        ("2026-06-01", True, False),
        ("2022-06-01", False, False),
        ("2031-06-01", False, True),
    ):
        page = tab()
        page.clock.set_fixed_time(now)
        page.goto((site / "units/health.html").as_uri())
        assert page.locator("[data-current='2023-2029']").is_visible() is doing
        assert page.locator("[data-past='2029']").is_visible() is past

"""宣传的日子照访客的今天排：首页说接下来是哪一天，日历从接下来的排起。日子都用虚构的城市的。"""

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture
def on_the_day(open_page, city_site):
    """在访客的钟是 day 的那一天打开小城的一页。"""

    def opened(name, day, width=360):
        page = open_page("about:blank?://", width)
        page.clock.set_fixed_time(f"{day}T08:00:00")
        page.goto((city_site / name).as_uri())
        return page

    return opened


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2032-02-21", ["2月26日 灯会 还有 5 天", "4月6日 开渡日 还有 45 天", "6月1日起 汛期 还有 101 天"]),
        ("2032-04-06", ["4月6日 开渡日 就是今天", "6月1日起 汛期 还有 56 天", "2月14日 灯会 还有 314 天"]),
        ("2032-08-31", ["到8月31日 汛期 正在进行", "2月14日 灯会 还有 167 天", "4月6日 开渡日 还有 218 天"]),
        ("2033-03-01", ["4月6日 开渡日 还有 36 天", "6月1日起 汛期 还有 92 天"]),
    ],
)  # fmt: skip
def test_the_home_page_says_what_comes_next(on_the_day, day, expected):
    """最近的在前，说出还有几天；正在进行的说到哪天；过完了的排到明年，以后没有了的不列。"""
    page = on_the_day("index.html", day)
    items = page.locator(".coming li:visible")
    assert [" ".join(text.split()) for text in items.all_inner_texts()] == expected
    assert page.faults == []


def test_the_calendar_opens_at_what_comes_next(on_the_day):
    """日历从今天往后排：正在进行的在前，过去了的月份到最后，写明是明年的；月份都跳得到。"""
    page = on_the_day("calendar.html", "2032-06-15")
    headings = page.locator(".calendar :is(h2, h3)")
    assert headings.all_inner_texts() == [
        "正在进行", "汛期", "2月（2033年）", "灯会", "4月（2033年）", "开渡日",
    ]  # fmt: skip
    for link in page.locator(".months a").all():
        target = link.get_attribute("href")
        assert page.locator(target).count() == 1, target


def test_a_shared_day_is_found_wherever_it_stands(on_the_day):
    """转发的是某一天的链接：次序换过，打开仍在那一天。"""
    page = on_the_day("calendar.html", "2032-06-15")
    page.goto(page.url + "#ferry-day")
    page.wait_for_timeout(300)
    assert page.locator("#ferry-day").evaluate("e => e.matches(':target')")
    assert 0 <= page.locator("#ferry-day").bounding_box()["y"] < 800


def test_without_a_date_the_day_stays(on_the_day):
    """逐年写的日期用完了，日历里还列着，不说还有几天。"""
    page = on_the_day("calendar.html", "2040-01-01")
    assert page.locator(".calendar h2").last.inner_text() == "日子待定"
    assert page.locator("li:has(#lantern-night) .left").count() == 0


def test_without_scripts_the_whole_year_is_there(open_page, city_site):
    """没有脚本：首页列全年的日子，日历从年初排起，一个不少。"""
    home = open_page((city_site / "index.html").as_uri(), scripts=False)
    assert home.locator(".coming li:visible").count() == 3
    calendar = open_page((city_site / "calendar.html").as_uri(), scripts=False)
    assert calendar.locator("h3:visible").all_inner_texts() == ["灯会", "开渡日", "汛期"]

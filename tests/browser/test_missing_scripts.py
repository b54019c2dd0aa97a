"""脚本没取到：网断了、服务器少了一个文件。链接照走，按了没有用的按钮不出现。

手机信号差的地方，来的人常常只取到一半；按了没有反应的按钮，比没有更糟。
"""

import re
import time

import pytest
from access import LATE

pytestmark = pytest.mark.browser

# 人能按、能填的；链接没有脚本也走得通，不在里面。
CONTROLS = "button:visible, input:visible, select:visible"
PIECE_WITH_EXIT = "publicity/marriage-scams.html"
WIDTHS = (360, 1440)


@pytest.fixture
def without(tab, origin):
    """打开站内一页，name 的脚本取不到。"""

    def opened(address, name, width=360):
        page = tab(viewport={"width": width, "height": 800})
        page.add_init_script(LATE)
        page.route(re.compile(rf"/{name}\.[0-9a-f]+\.js$"), lambda route: route.abort())
        page.goto(origin + address)
        return page

    return opened


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "address",
    [
        "index.html",
        "plan/index.html",
        "table.html",
        "search.html",
        "404.html",
        "publicity/index.html",
        PIECE_WITH_EXIT,
    ],
)
def test_no_button_is_shown_without_the_script(without, address, width):
    """全站的脚本没取到：长辈版、引用、筛选、搜索框都不出现，别的也不挪地方；快速离开有自己的脚本，还在。"""
    page = without(address, "site", width)
    shown = [each.inner_text() for each in page.locator(CONTROLS).all()]
    assert shown == (["快速离开"] if address == PIECE_WITH_EXIT else [])
    assert page.evaluate("moved") == []


@pytest.mark.parametrize(
    ("address", "name", "gone"),
    [
        (PIECE_WITH_EXIT, "exit", "[data-exit]"),
        ("publicity/index.html", "gallery", "[data-gallery] select"),
        (PIECE_WITH_EXIT, "publicity", "[data-piece-tools] button"),
    ],
)
def test_one_missing_script_takes_only_its_own_buttons(without, address, name, gone):
    """一种页自己的脚本没取到：只少它管的，别的照常。"""
    page = without(address, name)
    assert page.locator(f"{gone} >> visible=true").count() == 0
    page.get_by_role("button", name="长辈版").click()
    page.wait_for_function("'elder' in document.documentElement.dataset")


@pytest.mark.parametrize("missing", ["site", "tips", "words"])
def test_a_term_is_a_link_without_its_script(without, missing):
    """名词的解释没取到：点了就到名词表，不是没有反应。"""
    page = without("plan/index.html", missing)
    page.locator("#plan-2-1 a.term", has_text="挂牌督办").click()
    page.wait_for_url(re.compile(r"terms\.html#"))


def test_a_term_does_not_wait_for_ever(tab, origin):
    """名词的解释老不来，也不是断了：等三秒，照链接走。"""
    page = tab(viewport={"width": 360, "height": 800})
    page.route(re.compile(r"/words\.[0-9a-f]+\.js$"), lambda route: time.sleep(0))  # 不答
    page.goto(origin + "plan/index.html")
    page.locator("#plan-2-1 a.term", has_text="挂牌督办").click()
    page.wait_for_url(re.compile(r"terms\.html#"), timeout=6000)


def test_the_whole_text_can_still_be_cited(without):
    """各段的位置没取到：引用整篇的单子照样打开，有链接可复制。"""
    page = without("plan/index.html", "places")
    page.get_by_role("button", name="引用本文").click()
    page.get_by_role("dialog").get_by_role("button", name="复制链接").wait_for()


def test_a_button_without_its_sheet_says_so(without):
    """单子没取到：按钮自己说，再点会再取；不是没有反应。"""
    page = without("plan/index.html", "sheets")
    page.get_by_role("button", name="引用本文").click()
    page.get_by_role("button", name="没取到，请再点").wait_for()


def test_a_report_without_its_sheet_leads_to_words(without):
    """单子没取到：报告问题照链接走，那里写着怎样报。"""
    page = without("plan/index.html", "sheets")
    page.get_by_role("link", name="报告问题").click()
    page.wait_for_url(re.compile("about.html#report"))


def test_the_search_page_says_so(without):
    """搜索的脚本没取到：搜索页说出来，指给他全站目录。"""
    page = without("search.html", "search")
    page.get_by_role("searchbox").focus()
    page.get_by_text("搜索没取到").wait_for()
    assert page.get_by_role("heading", name="全站目录").is_visible()

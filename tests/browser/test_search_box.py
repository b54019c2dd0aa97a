"""搜索框和搜索页，在真实的浏览器里：键盘、输入法、粘贴、网断了、没有脚本、从磁盘打开。"""

import re

import pytest
from project import asset
from serving import Strict

pytestmark = pytest.mark.browser


@pytest.fixture
def box(served):
    """打开首页的搜索框；浏览器报的错（连内容策略的）都记着，最后一条也不许有。"""
    page = served("index.html", 360)
    page.on("console", lambda message: message.type == "error" and page.faults.append(message.text))
    page.keyboard.press("/")
    page.wait_for_selector("dialog.search[open]")
    yield page
    assert page.faults == []


def ready(page):
    """等这一次的结果摆好；索引全部取到。"""
    page.wait_for_selector("#search-list[aria-busy=false]", state="attached")
    expect_status(page, r"(有|前|找到)。$")


def expect_status(page, pattern):
    for _ in range(100):
        text = page.locator("dialog.search [role=status]").inner_text()
        if re.search(pattern, text):
            return text
        page.wait_for_timeout(50)
    raise AssertionError(f"状态是“{text}”，不合 {pattern}")


def items(page):
    return page.locator("dialog.search a.search-item")


def test_keyboard_alone_is_enough(box):
    """斜杠打开，上下选，回车走，Esc 关，焦点回到原处。"""
    box.keyboard.type("采血入库")
    ready(box)
    entry = box.locator("dialog.search input[type=search]")
    assert entry.get_attribute("role") == "combobox"
    assert entry.get_attribute("aria-expanded") == "true"
    assert entry.get_attribute("aria-activedescendant") == ""
    box.keyboard.press("ArrowDown")
    chosen = box.locator("[role=option][aria-selected=true]")
    assert chosen.get_attribute("id") == entry.get_attribute("aria-activedescendant")
    box.keyboard.press("ArrowUp")
    assert chosen.count() == 0
    box.keyboard.press("ArrowUp")
    assert chosen.get_attribute("id") == box.locator("[role=option]").last.get_attribute("id")
    box.keyboard.press("Escape")
    assert box.locator("dialog.search[open]").count() == 0
    box.keyboard.press("/")
    box.keyboard.type("采血入库")
    ready(box)
    box.keyboard.press("ArrowDown")
    box.keyboard.press("Enter")
    box.wait_for_url(re.compile(r"units/public-security\.html\?h=.*#public-security-"))
    assert box.locator("article mark").all_inner_texts() == ["采血入库"]


def test_enter_without_choosing_opens_the_results_page(box):
    """没有选中哪一条就回车，到搜索页看全部；网址里带着要找的，可以发给别人。"""
    box.keyboard.type("留守儿童")
    box.keyboard.press("Enter")
    box.wait_for_url(re.compile(r"search\.html\?q="))
    box.wait_for_selector("[data-search-results] a.search-item")
    assert box.input_value("form[data-search-page] input[name=q]") == "留守儿童"


def test_an_input_method_is_not_disturbed(box):
    """拼音打到一半不搜；确认拼字的那一下回车什么也不打开，拼完马上搜。"""
    ime = box.context.new_cdp_session(box)
    ime.send(
        "Input.imeSetComposition", {"text": "guai mai", "selectionStart": 8, "selectionEnd": 8}
    )
    box.wait_for_timeout(300)
    assert items(box).count() == 0
    box.evaluate(
        """() => document.activeElement.dispatchEvent(
            new KeyboardEvent("keydown", {key: "Enter", keyCode: 229, isComposing: true, bubbles: true, cancelable: true}))"""
    )
    ime.send("Input.insertText", {"text": "拐卖"})
    ready(box)
    assert items(box).count() > 3
    assert box.url.endswith("index.html")


def test_paste_and_touch(open_page, origin):
    """贴进来的话照样搜，换行不碍事；手指点一下就到。"""
    page = open_page(origin + "about.html", 360)
    page.click("header [data-search-open]")
    page.wait_for_selector("dialog.search[open]")
    page.keyboard.insert_text("落实孕产妇出入院信息登记\n 和身份核实制度")
    ready(page)
    target = page.locator("a.search-item").first
    assert target.bounding_box()["height"] >= 44
    target.click()
    page.wait_for_url(re.compile(r"tasks/health-1\.html\?h=.*#health-1"))
    assert "落实孕产妇出入院信息登记和身份核实制度" in "".join(
        page.locator("article mark").all_inner_texts()
    )


def test_nothing_is_fetched_before_the_box_opens(served):
    """不搜索的人不下载索引；打开过一次，换词不再下载。"""
    page = served("index.html", 1440)
    assert not [url for url in page.requests if "search" in url]
    page.click("header [data-search-open]")
    page.wait_for_selector("dialog.search[open]")
    page.keyboard.type("反拐")
    page.wait_for_selector("a.search-item")
    page.wait_for_selector(
        ".search-status:not(:text('还在载入'))", state="attached"
    )  # 各份索引都取到了
    fetched = [url for url in page.requests if "search" in url]
    page.keyboard.type("宣传")
    page.wait_for_timeout(300)
    assert [url for url in page.requests if "search" in url] == fetched  # 封面不算
    assert page.faults == []


def test_letters_typed_too_early_are_kept(served):
    """按了 / 接着就打字，搜索还没取到也不丢字。"""
    page = served("index.html", 1440)
    page.keyboard.press("/")
    page.keyboard.type("guaimai")
    page.wait_for_selector("dialog.search[open]")
    assert page.input_value("dialog.search input[type=search]") == "guaimai"


def test_slash_can_be_switched_off(served):
    """不想让斜杠打开搜索的，关掉以后换页也记得；在输入框里打斜杠从来不算。"""
    page = served("index.html", 1440)
    page.keyboard.press("/")
    page.keyboard.type("a/b")
    page.wait_for_selector("dialog.search[open]")
    assert page.input_value("dialog.search input[type=search]") == "a/b"
    page.uncheck(".search-slash input")
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("/")
    assert page.locator("dialog.search[open]").count() == 0


def test_nothing_found_says_so_and_shows_ways_on(box):
    """查不到就直说，给四条走得通的路（换说法、求助、资料、目录），和救急的电话。"""
    box.keyboard.type("量子计算机")
    expect_status(box, r"^没有找到。$")
    assert items(box).count() == 0
    assert box.locator(".search-ways li").count() == 4
    for link in box.locator(".search-ways a").all():
        assert box.request.get(link.evaluate("a => a.href")).ok
    assert box.locator("dialog .search-urgent a[href='tel:110']").count() == 1


def test_someone_missing_sees_the_number_first(box):
    """正在出事的人，第一眼看到 110 和求助页的那一节，在全部结果上面；点开落在那一节。"""
    box.keyboard.type("俺家伢不见得了咋搞")
    ready(box)
    assert box.locator(".search-beside > *").first.evaluate(
        "node => node.matches('.search-urgent')"
    )
    urgent = box.locator(".search-urgent")
    assert urgent.bounding_box()["y"] < items(box).first.bounding_box()["y"]
    assert urgent.locator("a[href='tel:110']").count() == 1
    urgent.locator(".search-now").click()
    box.wait_for_url(re.compile(r"help\.html#missing$"))


def test_an_empty_box_offers_doors(box):
    """什么也没打，就摆着五样急事和资料给哪些人；点一种人，资料库只剩给他们的。"""
    box.wait_for_selector(".search-doors a")
    urgent, readers = box.locator(".search-doors").all()
    assert urgent.locator("a").count() == 5
    assert urgent.locator("a[href$='help.html#missing']").count() == 1
    readers.get_by_role("link", name="教师").click()
    box.wait_for_url(re.compile("audience=teachers"))
    box.wait_for_selector("[data-gallery-status]:not(:empty)")
    shown = box.locator(".gallery li:not([hidden])").evaluate_all(
        "all => all.map(li => li.dataset.audience)"
    )
    assert shown
    assert all("teachers" in one or "public" in one for one in shown)


def test_who_does_it_gets_a_card(box):
    """问谁来管，结果上面一张卡片：各单位、分工、写在哪里，都点得开，注明是编者归类。"""
    box.keyboard.type("非法代孕归哪个单位管")
    ready(box)
    card = box.locator(".search-card")
    assert "市公安局" in card.inner_text()
    assert "配合" in card.locator("li", has_text="市卫健委").inner_text()
    assert "编者归类" in card.inner_text()
    for link in card.locator("a").all():
        assert box.request.get(link.evaluate("a => a.href")).ok


def test_a_unit_shows_what_it_is_doing_now(box):
    """打单位的简称，头一个是它的卡片：全称，现在要做的，点开落在那一条。"""
    box.keyboard.type("卫健委")
    ready(box)
    card = box.locator(".search-card")
    assert "六安市卫生健康委员会" in card.inner_text()
    assert "现在" in card.inner_text()
    card.locator("ol a").first.click()
    box.wait_for_url(re.compile(r"units/health\.html#health-"))


def test_three_results_are_seen_above_a_keyboard(open_page, origin):
    """手机的键盘弹着，只剩半屏，也看得见三页结果；急话、资料都是，页名长的也是。"""
    page = open_page(origin + "index.html", 360)
    page.set_viewport_size({"width": 360, "height": 400})
    page.click("header [data-search-open]")
    for query in ["孩子走失", "俺家伢不见得了咋搞", "老公打我", "防拐海报"]:
        page.locator("dialog.search input[type=search]").fill(query)
        ready(page)
        tops = page.locator(".search-page").evaluate_all(
            "all => all.map(one => one.getBoundingClientRect().bottom)"
        )
        assert sum(0 < bottom < 400 for bottom in tops) >= 3, query


def test_back_returns_to_the_query(served):
    """点开一条再退回来，搜索框还开着，打的字还在；自己关上的，退回来不再打开。"""
    page = served("about.html", 360)
    page.keyboard.press("/")
    page.wait_for_selector("dialog.search[open]")
    page.keyboard.type("团圆行动")
    ready(page)
    items(page).first.click()
    page.wait_for_url(re.compile(r"h="))
    page.go_back()
    page.wait_for_selector("dialog.search[open]")
    assert page.input_value("dialog.search input[type=search]") == "团圆行动"
    page.keyboard.press("Escape")
    page.goto(page.url.replace("about.html", "help.html"))
    page.go_back()
    page.wait_for_load_state()
    assert page.locator("dialog.search[open]").count() == 0


def test_results_say_what_they_are(box):
    """每页结果前面写着是哪一种。"""
    box.keyboard.type("孩子走失海报")
    ready(box)
    groups = box.locator(".search-group")
    assert groups.count() == box.locator(".search-group .search-kind").count() > 2


def test_pieces_show_their_covers(box, sampled):
    """印了的资料，结果里有封面：认得出是哪一份。"""
    box.keyboard.type(sampled[0].title)
    ready(box)
    piece = box.locator(".search-group:has-text('宣传') .search-cover").first
    assert piece.evaluate(
        "img => img.complete ? img.naturalWidth > 0 : img.decode().then(() => true)"
    )


def test_a_typo_is_forgiven_and_said(box):
    """错一个字，说明改成了什么。"""
    box.keyboard.type("江淮静网")
    assert expect_status(box, "以下是").startswith("没有找到“江淮静网”，以下是“江淮净网”的结果。")


@pytest.mark.parametrize("broken", ["index", "engine"])
def test_a_broken_connection_says_so(served, site, broken):
    """网断了，说一声，给重试；网好了再试就成。"""
    page = served("index.html", 360)
    path = site / "search/index.js" if broken == "index" else asset(site, "search-engine.js")
    Strict.broken.add(f"/{path.relative_to(site).as_posix()}")
    page.keyboard.press("/")
    page.wait_for_selector("dialog.search[open]")
    page.keyboard.insert_text("反拐")  # 一次输入只试一次：再打一个字会自己重试
    # 打字以前可能已经失败过一次，几条路早就摆着；打了字又取的那一次也失败了，网才能好
    page.wait_for_selector("#search-list[aria-busy=false]", state="attached")
    page.wait_for_selector("dialog .search-ways")
    assert "没有载入" in page.locator("dialog [role=status]").inner_text()
    Strict.broken.clear()
    page.click("dialog button:text('再试一次')")
    page.wait_for_selector("a.search-item")


def test_hostile_words_stay_words(box):
    """标签、正则、半个表情、零宽字、一万个字：不出错，不变成标签，链接照样能用。"""
    entry = box.locator("dialog.search input[type=search]")
    for query in [
        "<img src=x onerror=alert(1)>",
        "</script><b>拐卖</b>",
        "[a-z]+(.*",
        "拐卖\\",
        "\u200b拐\u200d卖",
        "👨‍👩‍👧拐卖",
        "拐" * 10000,
    ]:
        entry.fill(query)
        box.wait_for_selector("#search-list[aria-busy=false]", state="attached")
        assert box.locator("#search-list :is(img:not(.search-cover), script, b)").count() == 0
    box.evaluate(
        "input => { input.value = '拐卖\\ud800'; input.dispatchEvent(new Event('input')); }",
        entry.element_handle(),
    )
    box.wait_for_selector("a.search-item")


def test_many_queries_in_a_row(box):
    """打得飞快，最后留下的是最后一次的结果。"""
    entry = box.locator("dialog.search input[type=search]")
    box.evaluate(
        """input => { for (let n = 0; n < 1000; n++) {
            input.value = n === 999 ? "团圆行动" : `拐卖${n}`; input.dispatchEvent(new Event("input")); } }""",
        entry.element_handle(),
    )
    box.wait_for_selector("a.search-item:has(mark:text('团圆行动'))")


def test_a_result_on_this_page_steps_aside(served):
    """结果就在眼前这一页，点了也要把搜索框让开。"""
    page = served("units/health.html", 360)
    for _ in range(2):
        page.keyboard.press("/")
        page.locator("dialog.search input[type=search]").fill("出生一件事")
        page.locator("a.search-item[href*='units/health.html']").first.click()
        page.wait_for_selector("dialog.search:not([open])", state="attached")
    assert "出生一件事" in page.locator("article mark").first.inner_text()


def test_results_page_filters_and_shares(served):
    """搜索页按种类、单位、年份筛，写明各有几页；筛选也在网址里；清空就回到目录。"""
    page = served("search.html?q=反拐&kind=单位&year=2026", 360)
    page.wait_for_selector("[data-search-results] a.search-item")
    kinds = set(page.locator("[data-search-results] .search-kind").all_inner_texts())
    assert kinds == {"单位"}
    shown = page.locator("[data-search-results] .search-group").count()
    assert page.get_by_role("heading", level=2).count() == shown  # 听的人按标题一页一页地跳
    assert f"单位（{shown}）" in page.locator("select[name=kind] option").all_inner_texts()
    page.select_option("select[name=unit]", "市妇联")
    page.wait_for_url(re.compile("unit="))
    page.wait_for_selector(".search-group:only-child")
    page.reload()
    page.wait_for_selector(".search-group:only-child")
    assert page.locator("[data-search-listing]").is_hidden()
    page.fill("form[data-search-page] input[name=q]", "")
    page.wait_for_selector("[data-search-listing]", state="visible")
    assert page.url.split("?")[0].endswith("search.html")
    assert page.faults == []


def test_results_page_shows_more_on_request(served):
    """结果多的，先给二十页，再要再给。"""
    page = served("search.html?q=儿童", 1440)
    page.wait_for_selector("button.search-all")
    assert page.locator(".search-group").count() == 20
    page.click("button.search-all")
    page.wait_for_selector(".search-group >> nth=20")


@pytest.mark.parametrize("name", ["index.html", "units/health.html"])
def test_from_disk(open_page, name):
    """从磁盘打开也能搜，结果点得开，字标得出。"""
    page = open_page(name)
    page.click("header [data-search-open]")
    page.wait_for_selector("dialog.search[open]")
    page.keyboard.type("团圆行动")
    page.wait_for_selector("a.search-item mark")
    page.locator("a.search-item").first.click()
    page.wait_for_selector("article mark")
    assert page.locator("article mark").first.inner_text() == "团圆行动"
    assert page.faults == []


def test_without_scripts_there_is_a_list_of_everything(open_page, site, plan):
    """没有脚本，入口通到目录，站内每一页都列着，撤下的不列。"""
    page = open_page("units/health.html", scripts=False)
    page.click("header [data-search-open]")
    page.wait_for_url(re.compile("search.html"))
    listed = page.locator("[data-search-listing] a").evaluate_all("all => all.map(a => a.href)")
    unlisted = {site / "404.html", *(site / row.address for row in plan.moved)}
    pages = {
        path.as_uri()
        for path in site.rglob("*.html")
        if path not in unlisted and path.parent.name not in "ptm"
    }
    assert pages <= set(listed)
    assert page.locator("form[data-search-page]").is_hidden()


def test_marks_cross_the_editors_additions(served):
    """要找的字中间隔着编者补的字和链接，也标得全，原文一个字不少。"""
    page = served("plan/index.html?h=2022年4月6日#notice-date", 360)
    page.wait_for_selector("#notice-date mark")
    assert "".join(page.locator("#notice-date mark").all_inner_texts()) == "2022年4月6日"
    whole = served("interpretation.html?h=印发#interpretation-preamble", 360)
    whole.wait_for_selector("mark")
    assert whole.locator("article mark").evaluate_all(
        "all => all.every(m => m.closest('#interpretation-preamble'))"
    )

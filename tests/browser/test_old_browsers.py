"""旧一些的浏览器：不认 :has()（Firefox 120、Chromium 104 以前），版面也不乱。

要紧的版面不靠 :has()，由建站时写的类定；只有锦上添花的才用它。
"""

import pytest

pytestmark = pytest.mark.browser

# 用到 :has() 的规则，旧浏览器整条不认，这里就整条去掉。
FORGET = """() => {
    const strip = (sheet) => {
        for (let at = sheet.cssRules.length - 1; at >= 0; at--) {
            const rule = sheet.cssRules[at];
            if (rule.selectorText?.includes(":has(")) sheet.deleteRule(at);
            else if (rule.cssRules) strip(rule);
        }
    };
    for (const sheet of document.styleSheets) strip(sheet);
}"""


@pytest.fixture
def page(tab):
    """宽屏上的一页。"""
    return tab(viewport={"width": 1440, "height": 900})


def box(page, selector):
    """一块在哪里。"""
    return page.locator(selector).first.bounding_box()


def test_the_contents_stay_beside_the_text(page, city_origin):
    """宽屏上，本页目录还在正文旁边，不跑到下面去，也不重复一份。"""
    page.goto(f"{city_origin}text.html")
    before = box(page, "main > article"), box(page, "main > .toc")
    page.evaluate(FORGET)
    text, contents = box(page, "main > article"), box(page, "main > .toc")
    assert (text, contents) == before
    assert contents["x"] >= text["x"] + text["width"]
    assert not page.locator("article > .contents").is_visible()


def test_the_trail_stays_below_the_menu(page, city_origin):
    """宽屏上，所在位置在二级菜单下面，不叠在上面。"""
    page.goto(f"{city_origin}units/ferry.html")
    page.evaluate(FORGET)
    menu, trail = box(page, ".tabs ul ul"), box(page, ".crumbs")
    assert trail["y"] >= menu["y"] + menu["height"]

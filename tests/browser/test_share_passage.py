"""分享一段：转发的人把图和话发出去，收到的人点开就在那一段，知道是谁、哪天、哪份文件的。用虚构的小城。"""

import base64
import re

import pytest
from paper import scanned
from serving import serving

pytestmark = pytest.mark.browser


@pytest.fixture
def published(tab, hosted_city):
    """在网上打开小城的一页；给了网址的。"""
    with serving(hosted_city) as address:

        def opened(name, **options):
            page = tab(viewport={"width": 360, "height": 740}, **options)
            page.faults = []
            page.on("pageerror", lambda error: page.faults.append(str(error)))
            page.goto(address + name)
            return page

        opened.address = address
        yield opened


# 等滚动停下：两帧之间不再动，或者过了五秒。
STILL = """line => new Promise(done => {
  const until = performance.now() + 5000;
  let before;
  const look = () => {
    const now = line.getBoundingClientRect().top;
    if (now === before || performance.now() > until) return done(now);
    before = now;
    setTimeout(look, 200);
  };
  look();
})"""


def arrived(published, short):
    """点开别人转来的短地址；它自己跳到那一段。"""
    page = published("index.html")
    page.evaluate(f"location.href = '{short}.html'")
    page.wait_for_selector(".arrived")
    return page


def open_sharing(page):
    """点一项任务末尾的分享：一下就有图。"""
    passage = page.locator("#ferry-1")
    passage.hover()
    passage.locator(".point").click()


def shared_picture(page, tmp_path):
    """单子里的图存成文件。"""
    page.wait_for_selector("img.shared[src^='data:image/png']")
    content = page.locator("img.shared").get_attribute("src").partition(",")[2]
    path = tmp_path / "shared.png"
    path.write_bytes(base64.b64decode(content))
    return path


@pytest.mark.parametrize("short", ["t/ferry-1", "m/ferry-2033-1", "p/1-1"])
def test_a_short_address_says_whose_words_these_are(published, short):
    """从短地址来的：那一段在眼前，上面一行写明谁、哪天、哪份文件；地址里不留多余的字，再转发也不会错。"""
    page = arrived(published, short)
    page.wait_for_url(re.compile("html#"))
    line = page.locator(".arrived")
    line.wait_for()
    assert "云汀市人民政府，2031年1月6日，《云汀市防拐方案》" in line.inner_text()
    assert page.url.count("?") == 0
    assert 0 <= line.evaluate(STILL) < 740 / 2
    assert page.locator(":target").bounding_box()["y"] < 740
    assert page.faults == []


def test_a_direct_link_gets_no_such_line(published):
    """自己翻到的、存下的链接，页面照旧。"""
    page = published("units/ferry.html#ferry-1")
    page.wait_for_timeout(300)
    assert page.locator(".arrived").count() == 0


def test_the_picture_leads_back_to_the_passage(published, tmp_path):
    """图画好了可以长按存下，扫上面的码就到那一段；话里有出处、原文、链接。"""
    page = arrived(published, "t/ferry-1")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="分享", exact=True).click()
    link = f"{published.address}t/ferry-1.html"
    assert scanned(shared_picture(page, tmp_path)) == [link]
    page.get_by_role("button", name="复制文字").click()
    text = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert text[0].startswith("市渡运局要做的事第1项（云汀市人民政府，")
    assert text[1] == page.locator("[data-official=ferry-1]").evaluate("tools.textOf") != ""
    assert text[2] == link
    assert page.faults == []


def test_the_sheet_of_a_passage_leads_to_it(published, tmp_path):
    """任务末尾是“分享”，单子里找得到引用；公文段末是“引用”，单子里找得到分享。"""
    page = published("units/ferry.html")
    open_sharing(page)
    assert scanned(shared_picture(page, tmp_path)) == [f"{published.address}t/ferry-1.html"]
    page.get_by_role("button", name="引用、报告问题").click()
    page.get_by_role("button", name="复制出处").wait_for()
    page.get_by_role("button", name="分享这一段").click()
    assert scanned(shared_picture(page, tmp_path)) == [f"{published.address}t/ferry-1.html"]


@pytest.mark.parametrize("where", ["没有网址", "从磁盘"])
def test_without_an_address_there_is_no_code(tab, city_site, hosted_city, tmp_path, where):
    """没有给网址的、从磁盘打开的，图上没有码：扫了也到不了别人的手机上。"""
    page = tab(viewport={"width": 360, "height": 740})
    if where == "从磁盘":
        page.goto((hosted_city / "units/ferry.html").as_uri())
    with serving(city_site) as address:
        if where == "没有网址":
            page.goto(f"{address}units/ferry.html")
        open_sharing(page)
        assert scanned(shared_picture(page, tmp_path)) == []

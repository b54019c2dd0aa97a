"""公众号排版：复制出来，粘进编辑器，过了它的过滤，字一个不少，样子还在。用虚构的小城。

公众号的编辑器粘贴时去掉什么，没有官方的单子；照几个专做公众号排版的程序总结的：
- script、style、iframe 等整段去掉，on…、class、id、data-* 去掉；article、header、figure 等外来的壳连样式拆掉，
  div 改成 section；样式只留一张单子里的，display 只留 block、inline、inline-block、none 和 table 一族，
  position 只留 relative、static；!important 去掉；外面的图不显示：
  https://github.com/AAAAAnson/mbeditor 的 backend/app/services/wechat_sanitize.py、sanitize_profiles.py
- ul、ol 的样式会被编辑器自己的盖掉：https://github.com/pengloo53/wechat-format 的 README
- link、外面的样式表不要：https://github.com/nexu-io/html-anything/issues/40
"""

import re

import pytest
from lxml import html
from paper import missing, squash

from macros.pages.macros import leaflet_text
from macros.pages.view import View
from macros.printing.sheets import FILLS

pytestmark = pytest.mark.browser

LEAFLET, TALK = PIECES = ("publicity/ferry-leaflet.html", "publicity/ferry-talk.html")

DROPPED = {
    "script",
    "style",
    "link",
    "meta",
    "iframe",
    "embed",
    "object",
    "video",
    "audio",
    "canvas",
}
UNWRAPPED = {"article", "main", "header", "footer", "aside", "nav", "figure", "form", "button"}
# 留得住的样式，mbeditor 的 ALLOWED_STYLE_PROPERTIES 里用到的几样。
KEPT_STYLES = {
    "background-color", "border", "border-collapse", "border-left", "border-radius", "color",
    "font-size", "font-weight", "line-height", "margin", "padding", "padding-left", "text-align",
    "vertical-align", "width",
}  # fmt: skip
EDITOR = "<!doctype html><meta charset='utf-8'><div id='editor' contenteditable style='min-height:9em'></div>"


def filtered(source):
    """照编辑器的过滤走一遍。"""
    root = html.fragment_fromstring(source, create_parent="section")
    for node in list(root.iter()):
        if not isinstance(node.tag, str) or node.tag in DROPPED:
            node.drop_tree()
        elif node.tag in UNWRAPPED:
            node.drop_tag()
        else:
            _strip(node)
    return root


def _strip(node):
    if node.tag == "div":
        node.tag = "section"
    for name in list(node.attrib):
        if name not in ("style", "colspan", "rowspan", "href", "src"):
            del node.attrib[name]
    if node.tag == "img" and "qpic.cn" not in node.get("src", ""):
        node.drop_tree()
    kept = [
        one.strip().removesuffix("!important")
        for one in node.get("style", "").split(";")
        if one.partition(":")[0].strip() in KEPT_STYLES
    ]
    node.set("style", ";".join(kept))


@pytest.fixture(params=["剪贴板接口", "复制事件"])
def author(request, tab, city_origin):
    """能用剪贴板的浏览器；和没有剪贴板接口的（http 的内网、旧的 WebView）。"""

    def opened(name, fills=()):
        page = tab(viewport={"width": 1000, "height": 800})
        page.context.grant_permissions(
            ["clipboard-read", "clipboard-write"], origin=city_origin.rstrip("/")
        )
        page.faults = []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        if request.param == "复制事件":
            page.add_init_script(
                "delete Navigator.prototype.clipboard; delete globalThis.ClipboardItem"
            )
        page.goto(city_origin + name)
        for label, text in fills:
            page.locator("[data-named] summary").click()
            page.get_by_label(label, exact=True).fill(text)
        page.get_by_role("button", name="复制公众号排版").click()
        page.get_by_text("排版已复制").wait_for()
        return page

    return opened


def pasted(page):
    """粘进一个编辑器，返回里面的 HTML。"""
    page.route("**/editor", lambda route: route.fulfill(body=EDITOR, content_type="text/html"))
    page.goto(re.sub(r"publicity/.*", "editor", page.url))
    page.locator("#editor").click()
    page.keyboard.press("Control+V")
    page.wait_for_function("document.querySelector('#editor').textContent.length > 20")
    return page.locator("#editor").inner_html()


def words_of(name, city):
    """一份资料该有的字，照次序。"""
    piece = city.piece[name.rpartition("/")[2].removesuffix(".html")]
    if name == LEAFLET:
        text = html.fromstring(
            leaflet_text(View(plan=city, root="../"), piece, FILLS)
        ).text_content()
        return [line for line in text.split("\n") if line.strip() and "张贴单位" not in line]
    return ["一、开头", "各位乘客，我是", "念的时候", "慢一点，念两遍。", "1. 牵好手。", "2. 坐一起。",
            "· 孩子坐里边", "3. 数好人。", "时候", "做什么", "上船", "牵手", "下船", "数人",
            "牵手　坐好　数人", "我听过了。"]  # fmt: skip


@pytest.mark.parametrize("name", PIECES)
def test_every_word_survives_the_editor(author, city, name):
    """粘进编辑器、过了它的过滤，正文每一句都在，次序不变，末尾有依据和来源；没有图，没有 class、id。"""
    page = author(name)
    address = page.url
    made = pasted(page)
    for banned in ("<img", " class=", " id=", "<script", "<style", "data-", "<a "):
        assert banned not in made, banned
    root = filtered(made)
    text = squash(root.text_content())
    ends = [
        "依据：",
        city.piece["ferry-leaflet" if name == LEAFLET else "ferry-talk"].law,
        "来源：",
        "云汀防拐",
        address,
    ]
    assert missing([*words_of(name, city), *ends], re.sub(r"\s", "", text)) == ""
    assert page.faults == []


@pytest.mark.parametrize("name", PIECES)
def test_the_look_survives_the_editor(author, name):
    """样子也在：过滤以后小标题、框、步骤的样式一条没少，每段都有字号。"""
    made = html.fragment_fromstring(pasted(author(name)), create_parent="section")
    before = [one.get("style") for one in made.iter("section", "p", "strong", "td", "th")]
    after = [
        one.get("style")
        for one in filtered(html.tostring(made, encoding="unicode")).iter(
            "section", "p", "strong", "td", "th"
        )
    ]
    styled = [one for one in after if one]
    assert len(styled) > 10
    for property in ("font-size", "font-weight", "border-left", "background-color", "color"):
        count = sum(f"{property}:" in re.sub(r"\s", "", one or "") for one in after)
        assert count > 0, property
        assert count == sum(f"{property}:" in re.sub(r"\s", "", one or "") for one in before)


def test_the_plain_text_comes_too(author, city_origin):
    """粘到只收字的地方，是全文和来源。"""
    page = author(LEAFLET)
    page.route(
        "**/editor",
        lambda route: route.fulfill(body="<textarea></textarea>", content_type="text/html"),
    )
    page.goto(city_origin + "editor")
    page.locator("textarea").click()
    page.keyboard.press("Control+V")
    text = page.locator("textarea").input_value()
    assert text.startswith("上下渡船牵紧手\n\n")
    assert "1. 上船前牵好\n排队的时候" in text
    assert text.endswith(city_origin + LEAFLET)


def test_the_name_comes_with_it(author):
    """填过的单位名字也在排版里；发出去的文章，没填的不留空。"""
    text = squash(pasted(author(LEAFLET, [(FILLS[0], "云汀区<b>渡口</b>小学")])))
    assert squash("张贴单位：云汀区&lt;b&gt;渡口&lt;/b&gt;小学") in text
    assert "联系电话" not in text
    assert "____" not in text


def test_the_cover_is_beside_it(tab, city_origin):
    """旁边就是封面图，点了就存；没有图的资料，没有这个按钮。"""
    page = tab(viewport={"width": 360, "height": 740})
    page.goto(city_origin + LEAFLET)
    link = page.locator("[data-piece-tools] a", has_text="封面图")
    with page.expect_download() as caught:
        link.click()
    assert caught.value.suggested_filename.endswith(".png")
    page.goto(city_origin + TALK)
    assert page.locator("[data-piece-tools] a").count() == 0


def test_from_a_disk_no_path_is_given_away(tab, city_site):
    """从磁盘打开的没有网址：照样复制得成，来源只写网站的名字，不带自己电脑上的路径。"""
    page = tab(viewport={"width": 360, "height": 740})
    page.goto((city_site / LEAFLET).as_uri())
    page.get_by_role("button", name="复制公众号排版").click()
    page.get_by_text("排版已复制").wait_for()
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('textarea'), {id: 'place'}))"
    )
    page.locator("#place").focus()
    page.keyboard.press("Control+V")
    assert page.locator("#place").input_value().endswith("来源：云汀防拐")


def test_without_its_script_it_says_so(tab, city_origin):
    """复制的脚本没取到：说没能复制，再点会再取，不是没有反应。"""
    page = tab(viewport={"width": 360, "height": 740})
    page.route(re.compile(r"/copies\.[0-9a-f]+\.js$"), lambda route: route.abort())
    page.goto(city_origin + LEAFLET)
    page.get_by_role("button", name="复制公众号排版").click()
    page.get_by_text("没能复制，请再点一次").wait_for()
    page.unroute(re.compile(r"/copies\.[0-9a-f]+\.js$"))
    page.get_by_role("button", name="复制全文").click()
    page.get_by_text("全文已复制，可以粘贴。").wait_for()

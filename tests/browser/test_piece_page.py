"""一份资料的页：第一屏就是资料自己，电话点了就拨，分享、下载、打印总在手边，微信里也有办法。用虚构的小城。"""

import pytest

pytestmark = pytest.mark.browser

LEAFLET = "publicity/ferry-leaflet.html"
TALK = "publicity/ferry-talk.html"
PIECES = (LEAFLET, TALK)
WECHAT = "Mozilla/5.0 (Linux; Android 14) Chrome/116 Mobile Safari/537.36 MicroMessenger/8.0.50"
# 传单的第一步，别的资料的第一段。
FIRST = ".steps > li, .piece-text > :is(p, ul, ol)"


@pytest.fixture
def phone(tab, city_origin):
    """用 360×740 的手机打开小城的一页；elder 是长辈版，wechat 是在微信里。"""

    def opened(name, elder=False, wechat=False, prepare=""):
        agent = {"user_agent": WECHAT} if wechat else {}
        page = tab(viewport={"width": 360, "height": 740}, **agent)
        page.context.grant_permissions(
            ["clipboard-read", "clipboard-write"], origin=city_origin.rstrip("/")
        )
        page.faults = []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.add_init_script(prepare)
        if elder:
            page.add_init_script("localStorage.setItem('elder', 'on')")
        page.goto(city_origin + name)
        return page

    return opened


def top(page, selector):
    """第一个看得见的 selector 离页首多远，像素。"""
    return (
        page.locator(selector)
        .locator("visible=true")
        .first.evaluate("(node) => node.getBoundingClientRect().top + scrollY")
    )


@pytest.mark.parametrize("mode", [{}, {"wechat": True}, {"elder": True}])
@pytest.mark.parametrize("name", PIECES)
def test_the_first_thing_to_do_is_on_the_first_screen(phone, name, mode):
    """手机打开就看得到第一步、第一段，不用划：来的人正急着，说明、表单、文件都在它后面。"""
    page = phone(name, **mode)
    first = top(page, FIRST)
    assert top(page, "h1") < first < 740 - 48  # 底边的一条占去的不算
    for later in (".piece-files", ".piece-tools", ".piece-about", "#law"):
        assert first < top(page, later), later
    assert page.locator("main input").first.evaluate(
        "(node) => node.compareDocumentPosition(document.querySelector('.piece-text')) & Node.DOCUMENT_POSITION_PRECEDING"
    )


def test_numbers_dial(phone):
    """写着 110 的资料，有一个按钮一按就拨，正文里的 110 也能点；按钮只有一个。"""
    page = phone(LEAFLET)
    assert page.locator(".piece-call a").all_inner_texts() == ["拨打 110"]
    for link in page.locator(".piece-call a, .piece-text a[href^='tel:']").all():
        assert link.get_attribute("href") == "tel:110"
    assert page.locator(".piece-text a[href='tel:110']").count() == 1
    box = page.locator(".piece-call a").bounding_box()
    assert box["y"] + box["height"] < 740
    assert box["height"] >= 44


@pytest.mark.parametrize("elder", [False, True])
def test_the_bar_stays_at_the_bottom(phone, elder):
    """分享、下载、打印总在屏幕底边；读到页末，它在正文下面，不压着页脚。"""
    page = phone(LEAFLET, elder=elder)
    bar = page.locator(".piece-bar")
    assert bar.get_by_role("link").all_inner_texts() == ["分享", "下载", "打印"]
    for part in (0, 0.4):
        page.evaluate("(part) => scrollTo(0, part * document.body.scrollHeight)", part)
        box = bar.bounding_box()
        assert box["y"] + box["height"] == pytest.approx(740, abs=1)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    box, foot = bar.bounding_box(), page.locator(".foot").bounding_box()
    assert box["y"] + box["height"] <= foot["y"] + 1


def test_print_opens_the_sheet(phone):
    """打印打开的是设计好的 PDF，不是网页印成的几页字；下载跳到文件那里。"""
    page = phone(LEAFLET)
    link = page.get_by_role("link", name="打印", exact=True)
    assert link.get_attribute("href") == "ferry-leaflet/ferry-leaflet-color.pdf"
    page.get_by_role("link", name="下载", exact=True).click()
    page.wait_for_timeout(800)  # 慢慢滚过去
    assert page.locator("#downloads").bounding_box()["y"] < 400


def test_sharing_hands_over_title_line_and_address(phone, city_origin):
    """分享交给手机：标题、一句话、网址；人不想分享了，不算错。"""
    page = phone(
        LEAFLET,
        prepare="navigator.share = (what) => { globalThis.given = what; return Promise.reject(); }",
    )
    page.get_by_role("link", name="分享", exact=True).click()
    assert page.evaluate("given") == {
        "title": "上下渡船牵紧手",
        "text": "给带孩子过渡的大人：上船、坐船、下船各做一件事。",
        "url": city_origin + LEAFLET,
    }
    assert page.faults == []


def test_sharing_without_the_phone_copies(phone, city_origin):
    """浏览器不会分享的，标题、一句话、网址复制好，说一声。"""
    page = phone(TALK, prepare="delete Navigator.prototype.share")
    page.get_by_role("link", name="分享", exact=True).click()
    page.get_by_text("标题和网址已复制").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").split("\n") == [
        "开渡讲话",
        "开渡那天船工念给乘客听的一段话。",
        city_origin + TALK,
    ]


def test_from_a_disk_there_is_no_address(open_page, city_site):
    """U 盘里打开的没有网址：只说标题已复制，不把自己电脑上的路径发给别人。"""
    page = open_page((city_site / LEAFLET).as_uri())
    page.get_by_role("link", name="分享", exact=True).click()
    said = page.locator(".piece-bar [role=status]")
    said.filter(has_text="。").wait_for()
    assert "网址已复制" not in said.inner_text()
    assert page.faults == []


def test_without_scripts_the_bar_is_links(open_page, city_site):
    """没有脚本，三个都是普通的链接，指的地方都在。"""
    page = open_page((city_site / LEAFLET).as_uri(), scripts=False)
    links = [link.get_attribute("href") for link in page.locator(".piece-bar a").all()]
    assert links[:2] == ["#share", "#downloads"]
    for anchor in links[:2]:
        assert page.locator(anchor).is_visible()
    assert ((city_site / LEAFLET).parent / links[2]).is_file()


def test_one_file_first_the_rest_by_purpose(phone):
    """先给一个，别的照用途收起：十几个一样的文件，找不到要的那一个。"""
    page = phone(LEAFLET)
    visible = page.locator("a.file:visible strong").all_inner_texts()
    assert visible == ["下载 A4 彩色", "全部下载"]
    folds = page.locator(".piece-files summary").all_inner_texts()
    assert folds == [
        "写上你们单位的名字",
        "放映、上屏",
        "自己打印",
        "交给图文店",
        "发手机",
        "改成自己的",
        "送印刷厂",
    ]
    page = phone(TALK)
    assert page.locator("a.file:visible strong").first.inner_text() == "下载 A4"


def test_the_long_picture_can_be_held(phone, city_site):
    """手机上的长图是页面里的一幅图，能长按；不到 150 KB，看得到时才取。"""
    page = phone(LEAFLET)
    image = page.locator(".piece-long img")
    assert image.is_visible()
    assert image.get_attribute("loading") == "lazy"
    assert image.get_attribute("alt")
    path = (city_site / LEAFLET).parent / image.get_attribute("src")
    assert path.stat().st_size < 150 * 1024


def test_wide_screens_have_two_columns(open_page, city_origin):
    """960 像素起两栏：左边是资料，右边的图和文件往下读也看得见；窄一点只有一栏。"""
    page = open_page(city_origin + LEAFLET, 960)
    text, files = page.locator(".piece-text"), page.locator(".piece-files")
    assert files.bounding_box()["x"] >= text.bounding_box()["x"] + text.bounding_box()["width"]
    assert page.locator(".piece-picture img").is_visible()
    page.evaluate("scrollTo(0, 600)")
    assert 0 <= files.bounding_box()["y"] < 200
    page.set_viewport_size({"width": 944, "height": 800})
    assert files.bounding_box()["x"] == text.bounding_box()["x"]


def test_the_leaflet_is_drawn(phone, city):
    """传单画成传单：标题的底、步骤的号是它那一套颜色，插图在；深色时，纸上的字换成看得清的。"""
    page = phone(LEAFLET)
    band = city.tokens.palettes["lake"].band
    wanted = tuple(bytes.fromhex(band[1:]))
    for selector, pseudo in ((".piece-head", None), (".steps > li", "::before")):
        color = page.locator(selector).first.evaluate(
            "(node, pseudo) => getComputedStyle(node, pseudo).backgroundColor", pseudo
        )
        assert color == f"rgb{wanted}"
    assert page.locator(".piece-head img").evaluate(
        "(one) => one.decode().then(() => one.naturalWidth)"
    )
    page.locator("[data-scheme-switch]").click()
    dark = page.locator(".steps strong").first.evaluate("(node) => getComputedStyle(node).color")
    assert dark == f"rgb{tuple(bytes.fromhex(city.tokens.colors['brand'].dark[1:]))}"


def test_related_pieces_replace_the_neighbours(phone):
    """页末是相关资料，不是文件名挨着的前一页、后一页。"""
    page = phone(LEAFLET)
    assert page.locator(".piece-related a").all_inner_texts() == ["开渡讲话"]
    assert page.locator(".turn").count() == 0


# ---- 微信 ----


@pytest.mark.parametrize("name", [*PIECES, "publicity/index.html", "text.html", "data.html"])
def test_wechat_is_told_once_before_the_files(phone, name):
    """微信里存不下文件：每页说一次，在第一个文件前面，不压着别的；别的浏览器里不说。"""
    page = phone(name, wechat=True)
    notice = page.locator(".wechat")
    assert notice.count() == 1
    assert "在浏览器打开" in notice.inner_text()
    box = notice.bounding_box()
    files = page.locator("main a.file:visible, main a[href$='.csv']:visible").all()
    assert files
    for link in files:
        assert box["y"] + box["height"] <= link.bounding_box()["y"] + 1
    assert phone(name).locator(".wechat").count() == 0


@pytest.mark.parametrize(
    ("name", "file"), [(LEAFLET, "a.file.first"), ("data.html", "main a[href$='.csv']")]
)
def test_a_file_in_wechat_comes_with_its_link(phone, city_origin, name, file):
    """微信里点一个文件，资料也好，数据表也好：给出它的链接，可以复制到浏览器里；也能照样打开。"""
    page = phone(name, wechat=True)
    link = page.locator(file).first
    address = link.evaluate("(one) => one.href")
    started = []
    page.on("download", lambda file: started.append(file.url))
    link.click()
    sheet = page.locator("dialog.sheet")
    assert sheet.get_by_role("link").get_attribute("href") == address
    sheet.get_by_role("button", name="复制链接").click()
    sheet.get_by_text(f"已复制链接：{address}").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == address
    assert page.url == city_origin + name
    assert started == []  # 在微信里开始下载，就是点了没有反应
    assert page.faults == []


def test_pictures_in_wechat_open_to_be_held(phone):
    """微信里图片不是下载，是打开：打开的图能长按保存。"""
    page = phone(LEAFLET, wechat=True)
    pictures = page.locator("a.file[href$='.png']")
    assert pictures.count() == 5
    assert [one.get_attribute("download") for one in pictures.all()] == [None] * 5

"""U 盘上的网站：断了网，从磁盘打开，Chromium 和 Firefox 里每样都能用，什么也不向外要。

收到 U 盘的人多半没有网，也不知道该用哪个浏览器；坏了没有人告诉我们。
"""

import json
import shutil
import time
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, unquote, urldefrag, urljoin, urlsplit

import bidi
import pytest
from playwright.sync_api import Error
from serving import PAGES
from test_offline_pack import EDITION

from macros.publishing.offline import OPENING, Label, pack

pytestmark = pytest.mark.browser

VIOLATION = "addEventListener('securitypolicyviolation', (event) => console.error(`策略：${event.violatedDirective} ${event.blockedURI}`));"
NO_STORAGE = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError'); } });"
RETURNED = "performance.getEntriesByType('navigation')[0].type"


class ChromiumTab:
    """和 bidi.Tab 一样的几样操作，由 Playwright 来做。"""

    def __init__(self, browser):
        self.context = browser.new_context(viewport={"width": 360, "height": 800}, offline=True)
        self.page = self.context.new_page()
        self.faults, self.outside = [], []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", lambda said: said.type == "error" and self.faults.append(said.text))
        self.page.on("request", lambda asked: self.outside.append(asked.url))
        self.open, self.evaluate = self.page.goto, self.page.evaluate
        self.prepare, self.click = self.page.add_init_script, self.page.click
        self.press, self.type = self.page.keyboard.press, self.page.keyboard.type
        self.close = self.context.close

    def trouble(self):
        """出的错，和向外要的东西。"""
        return self.faults + [
            url for url in self.outside if urlsplit(url).scheme not in ("file", "data")
        ]


class FirefoxTab(bidi.Tab):
    """加上出的错和向外要的东西。"""

    def __init__(self, firefox):
        super().__init__(firefox, firefox.tab(360).context)
        firefox.events.clear()

    def open(self, url):
        """打开一个网址，等到一份一份都出来了：还在往下挪的点不准。"""
        super().open(url)
        wait(self, "!document.querySelector('.later')")

    def trouble(self):
        """出的错，和向外要的东西；浏览器自己要的不算。"""
        said = [
            entry["text"]
            for entry in self.firefox.events["log.entryAdded"]
            if entry["level"] == "error"
        ]
        asked = [
            event["request"]["url"]
            for event in self.firefox.events["network.beforeRequestSent"]
            if event["context"]
        ]
        return said + [url for url in asked if urlsplit(url).scheme not in ("file", "data")]


@pytest.fixture
def chromium(browser):
    return lambda: ChromiumTab(browser)


@pytest.fixture(scope="module")
def firefox(tmp_path_factory):
    with bidi.Firefox(tmp_path_factory.mktemp("firefox")) as browser:
        yield lambda: FirefoxTab(browser)


@pytest.fixture(params=["chromium", "firefox"])
def tab(request):
    """一页空的，用完看有没有出错、有没有向外要东西。"""
    opened = request.getfixturevalue(request.param)()
    opened.prepare(VIOLATION)
    yield opened
    trouble = opened.trouble()
    opened.close()
    assert trouble == []


@pytest.fixture(scope="module")
def unpacked(site, unprinted_site, tmp_path_factory):
    """人家收到的：装成压缩包再解开，放它的文件夹名字里有中文、空格和井号。"""
    label = Label(slug="city", edition=EDITION)
    small, _ = pack(site, unprinted_site, tmp_path_factory.mktemp("packed"), label)
    folder = tmp_path_factory.mktemp("stick") / "反拐 资料#1"
    with zipfile.ZipFile(small) as archive:
        archive.extractall(folder)
    return folder / small.stem


@pytest.fixture(scope="module")
def stick(unpacked):
    """解开的网站的网址。"""
    return (unpacked / "site").as_uri() + "/"


def wait(tab, expression):
    """等到式子成真，返回它的值；换页的那一下算不出来，不要紧。"""
    last = None
    for _ in range(200):
        try:
            if last := tab.evaluate(expression):
                return last
        except (Error, bidi.Failed) as error:
            last = error
        time.sleep(0.05)
    raise AssertionError(f"等不到 {expression}：{last}")


def shown(selector):
    return f"[...document.querySelectorAll({json.dumps(selector)})].filter((e) => e.checkVisibility()).length"


def text(selector):
    return f"document.querySelector({json.dumps(selector)})?.textContent"


def found(selector):
    """各份索引都取到了，数出来了。"""
    return f"/页里有。$/.test({text(selector)})"


def at(address):
    """到了这一页，而且脚本都接上了。"""
    return f"location.href.includes({json.dumps(address)}) && document.readyState === 'complete'"


def choose(tab, name, value):
    """在筛选框里选一项。"""
    tab.evaluate(
        f"((box) => {{ box.value = {json.dumps(value)}; box.dispatchEvent(new Event('change', {{ bubbles: true }})); }})"
        f"(document.querySelector('select[name={name}]'))"
    )


# ---- 不用浏览器 ----


class Links(HTMLParser):
    """一页里的链接和可以指到的位置；跳转页的去处也算。"""

    def __init__(self, content):
        super().__init__()
        self.links, self.ids = [], {"", "top"}
        self.feed(content)

    def handle_starttag(self, tag, attributes):  # noqa: D102
        values = dict(attributes)
        self.ids |= {values[name] for name in ("id", "name") if values.get(name)}
        self.links += [
            values[name]
            for name in ("href", "src", "action", "poster")
            if values.get(name) is not None
        ]
        if values.get("http-equiv") == "refresh":
            self.links.append(values["content"].partition("url=")[2])


def dead_links(folder):
    """文件夹里每一页上走不通的本地链接：没有这个文件、是空的、没有这个位置。"""
    pages = {path: Links(path.read_text("utf-8")) for path in sorted(folder.rglob("*.html"))}
    for page, found in pages.items():
        for link in found.links:
            url, anchor = urldefrag(urljoin(page.as_uri(), link))
            if urlsplit(url).scheme != "file":
                continue
            path = Path(unquote(urlsplit(url).path))
            inside = path.is_relative_to(folder) and path.is_file() and path.stat().st_size
            if not inside or (path in pages and unquote(anchor) not in pages[path].ids):
                yield f"{page.relative_to(folder)}：{link}"


def test_every_local_link_is_on_disk(site, unpacked):
    """每一页的每个链接、图片、脚本、下载，磁盘上都有，不是空的；指到的位置也在。小的一份里也一样。"""
    assert list(dead_links(site)) == []
    assert list(dead_links(unpacked)) == []


def test_a_dead_link_is_seen(tmp_path):
    """查得出来：没有的、空的、指到文件夹的、从根开始的、没有的位置、跳转跳空的。"""
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty.pdf").touch()
    (tmp_path / "b.html").write_text("<p id='好'>", "utf-8")
    links = [
        "gone.html",
        "empty.pdf",
        "folder/",
        "/b.html",
        "b.html#x",
        "../b.html",
        "b.html#%E5%A5%BD",
        "https://x.cn/",
    ]
    page = "".join(f'<a href="{link}"></a>' for link in links)
    page += '<meta http-equiv="refresh" content="0; url=nowhere.html">'
    (tmp_path / "a.html").write_text(page, "utf-8")
    assert list(dead_links(tmp_path)) == [
        f"a.html：{link}" for link in (*links[:6], "nowhere.html")
    ]


# ---- 两种浏览器 ----


@pytest.mark.parametrize("name", ["chromium", "firefox"])
def test_trouble_is_seen(request, name, tmp_path):
    """向外要图、脚本出错、违反内容策略，都瞒不过：这几样看不见，下面的测试就白做。"""
    page = tmp_path / "bad.html"
    policy = "<meta http-equiv='Content-Security-Policy' content=\"script-src 'self'\">"
    for body in (
        "<img src='http://example.org/x.png'>",
        "<script>missing()</script>",
        f"{policy}<script>1</script>",
    ):
        page.write_text(f"<!doctype html>{body}", "utf-8")
        opened = request.getfixturevalue(name)()
        opened.prepare(VIOLATION)
        opened.open(page.as_uri())
        wait(opened, "document.readyState === 'complete'")
        assert opened.trouble(), body
        opened.close()


def test_pages_open(tab, stick):
    """各种页面都打得开，样式和脚本都到了。"""
    for name in PAGES:
        tab.open(stick + name)
        assert wait(tab, "document.documentElement.classList.contains('js')"), name
        assert tab.evaluate("getComputedStyle(document.body).marginTop") == "0px", name
        assert tab.trouble() == [], name


def test_no_page_scrolls_sideways_beside_a_scrollbar(firefox, stick):
    """滚动条占地方的（Windows 上都是），也不用左右拖；手机和无头的 Chromium 里滚动条不占地方，看不出来。"""
    page = firefox()
    wide = [
        name
        for name in PAGES
        if page.open(stick + name)
        or page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )
    ]
    page.close()
    assert wide == []


def test_opening(tab, unpacked):
    """双击“打开”就到首页。"""
    tab.open((unpacked / OPENING).as_uri())
    wait(tab, at("site/index.html"))


@pytest.mark.parametrize("name", ["chromium", "firefox"])
def test_opening_from_inside_the_archive(request, name, unpacked, tmp_path):
    """没解压就双击，浏览器只拿到这一页：说怎么办，不停在打不开的网址上。"""
    shutil.copy(unpacked / OPENING, tmp_path)
    opened = request.getfixturevalue(name)()
    opened.open((tmp_path / OPENING).as_uri())
    assert "先解压" in wait(opened, f"document.readyState === 'complete' && {text('body')}")
    assert opened.evaluate("location.href").endswith(quote(OPENING))
    opened.close()


def test_the_menu_leads_on(tab, stick):
    """从首页的菜单走到方案，从门走到任务。"""
    tab.open(stick + "index.html")
    tab.click("details.menu summary")
    tab.click("details.menu a[href='plan/index.html']")
    wait(tab, at("plan/index.html"))
    tab.click(".path a")
    wait(tab, at("index.html"))


@pytest.mark.parametrize("how", ["button", "slash"])
def test_search(tab, stick, how):
    """按钮和斜杠都打开搜索；打“拐卖”，选第一条，回车，到那一页，字标出来。"""
    tab.open(stick + "units/health.html")
    if how == "button":
        tab.click("header [data-search-open]")
    else:
        tab.press("/")
    wait(tab, shown("dialog.search input[type=search]"))
    tab.type("拐卖")
    wait(tab, found("dialog.search [role=status]"))
    tab.press("ArrowDown")
    tab.press("Enter")
    wait(tab, at("?h="))
    assert wait(tab, text("article mark")) == "拐卖"


def test_search_page(tab, stick):
    """没选就回车，到搜索页；网址里带着要找的，直接打开也是这些；改一个字，网址跟着变。"""
    tab.open(stick + "index.html")
    tab.press("/")
    wait(tab, shown("dialog.search input[type=search]"))
    tab.type("团圆")
    tab.press("Enter")
    wait(tab, at("search.html?q="))
    wait(tab, found("[data-search-page] [role=status]"))
    count = tab.evaluate(shown("[data-search-results] a.search-item"))
    assert count > 0
    tab.open(stick + "search.html?q=团圆")
    wait(tab, found("[data-search-page] [role=status]"))
    assert tab.evaluate(shown("[data-search-results] a.search-item")) == count
    tab.click("form[data-search-page] input[name=q]")
    tab.press("End")
    tab.type("行动")
    wait(tab, "decodeURIComponent(location.search) === '?q=团圆行动'")


def test_filters(tab, stick, plan):
    """推进表按单位筛，资料按种类筛，选回“全部”一样不少。"""
    tab.open(stick + "table.html")
    wait(tab, shown("form[data-filter]"))
    choose(tab, "unit", plan.units[0].id)
    wait(tab, shown("tr[data-unit]") + " === 1")
    choose(tab, "unit", "")
    wait(tab, shown("tr[data-unit]") + f" === {len(plan.units)}")
    tab.open(stick + "publicity/index.html")
    form = plan.pieces[0].form
    choose(tab, "form", form)
    wait(tab, shown(".gallery li") + f" === {sum(piece.form == form for piece in plan.pieces)}")
    wait(tab, text("[data-gallery-status]"))


def test_filling_in(tab, stick, plan):
    """填上单位的名字，正文跟着变；刷新还在。"""
    leaflet = next(piece for piece in plan.pieces if piece.form == "leaflet")
    tab.open(stick + leaflet.url)
    tab.click("[data-piece-tools] input")
    tab.type("清风社区")
    wait(tab, text(".piece-text .fill") + ".endsWith('清风社区')")
    tab.evaluate("location.reload()")
    wait(tab, f"{RETURNED} === 'reload' && {text('.piece-text .fill')}.endsWith('清风社区')")


def test_the_name_on_a_leaflet(tab, city_site):
    """带全的一份，从磁盘打开也做得出带名字的传单：底图取得到，画布取得出来。"""
    tab.open(city_site.as_uri() + "/publicity/ferry-leaflet.html")
    tab.click("[data-named] summary")
    wait(tab, shown("[data-named] .buttons button") + " === 5")
    tab.click("[data-named] input")
    tab.type("清风社区")
    tab.click("[data-named] .buttons button")
    wait(tab, text("[data-named] [role=status]") + ".startsWith('做好了')")
    assert "清风社区-A4.pdf" in tab.evaluate(text("[data-named] [role=status]"))


def test_copying(tab, stick):
    """“引用”里复制链接，粘得出来，是磁盘上的地址，打得开。"""
    tab.open(stick + "plan/index.html")
    ready = "!document.querySelector('.later') && document.querySelector('#plan-1-1 .point')"
    wait(tab, f"({ready})?.ariaLabel")  # 还没排到的，聚焦不上
    tab.evaluate("document.querySelector('#plan-1-1 .point').focus()")
    tab.click("#plan-1-1 .point")
    wait(tab, shown("dialog.sheet[open]"))
    wait(tab, text("dialog.sheet [role=status]") + ".startsWith('出处已复制')")
    find_link = "button => button.innerText.startsWith('复制链接')"
    buttons = "[...document.querySelectorAll('dialog.sheet li button')]"
    tab.evaluate(f"{buttons}.find({find_link}).classList.add('wanted')")
    tab.click("dialog.sheet .wanted")
    wait(tab, text("dialog.sheet [role=status]") + ".startsWith('已复制')")
    tab.press("Escape")
    tab.press("/")
    wait(tab, shown("dialog.search input[type=search]"))
    tab.press("Control+v")
    link = wait(tab, "document.querySelector('dialog.search input').value")
    assert link.startswith(stick + "p/")
    tab.open(link)
    wait(tab, at("plan/index.html#plan-1-1"))


def test_elder_edition_is_remembered(tab, stick):
    """长辈版打开了，刷新还是；再按一次就关。"""
    elder = "'elder' in document.documentElement.dataset"
    tab.open(stick + "about.html")
    tab.click("[data-elder][aria-pressed]")
    wait(tab, elder)
    tab.evaluate("location.reload()")
    wait(tab, f"{RETURNED} === 'reload' && {elder}")
    wait(tab, "document.querySelector('[data-elder][aria-pressed]').ariaPressed === 'true'")
    tab.click("[data-elder][aria-pressed]")
    wait(tab, f"!({elder})")


def test_elder_edition_goes_from_page_to_page(tab, stick):
    """长辈版打开了，换一页还是：Firefox 从磁盘打开时，每个文件各有各的 localStorage。"""
    tab.open(stick + "about.html")
    tab.click("[data-elder][aria-pressed]")
    tab.open(stick + "help.html")
    tab.open(stick + "terms.html")
    assert tab.evaluate("'elder' in document.documentElement.dataset")


def test_everything_works_where_nothing_may_be_stored(tab, stick, plan):
    """浏览器不许从磁盘打开的网页存东西：长辈版、深色、搜索、填字照样能用，只是记不住。"""
    tab.prepare(NO_STORAGE)
    tab.open(stick + next(piece for piece in plan.pieces if piece.form == "leaflet").url)
    tab.click("[data-elder][aria-pressed]")
    wait(tab, "'elder' in document.documentElement.dataset")
    tab.click("[data-scheme-switch]")
    wait(tab, "document.documentElement.dataset.scheme === 'dark'")
    tab.click("[data-piece-tools] input")
    tab.type("清风社区")
    wait(tab, text(".piece-text .fill") + ".endsWith('清风社区')")
    tab.press("Tab")
    tab.click("header [data-search-open]")
    wait(tab, shown("dialog.search input[type=search]"))


def test_short_addresses(tab, stick, site):
    """三种短地址各打开一个，都转到那一段，那一段就在眼前。"""
    for folder in "ptm":
        short = min((site / folder).iterdir()).name
        tab.open(f"{stick}{folder}/{short}")
        wait(
            tab,
            "location.hash && document.querySelector(':target') && document.readyState === 'complete'",
        )
        wait(
            tab,
            "((box) => box.top >= 0 && box.top < innerHeight)(document.querySelector(':target').getBoundingClientRect())",
        )

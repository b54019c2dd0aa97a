"""网站多重：首次打开、下一页、图片、挪动。

看字节，不看时间：字节在哪台机器上都一样。毫秒由 make bench-weight 和 make lighthouse 量。
字节都是 brotli（质量 11）压过的，每个文件各压各的。首次打开按 1 KB = 1000 字节算，最严；下一页和图片按 1 KB = 1024 字节算。
"""

import time
from functools import cache
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import brotli
import material
import pytest
from access import CHROMIUM, LATE, LAUNCH
from serving import Strict, serving
from webpages import all_pages, tree

pytestmark = pytest.mark.browser

# 小城各页的上限，现在最重的是 18.3 KB 和 4.2 KB（传单的页，列着二十三个文件）；程序一处变重就看得出。
FIRST = 18_350
NEXT = 4250
PICTURES = 60 * 1024
ONE_TRIP = 4500  # 服务器的第一批包有 14 KB；小城的求助页只有几句，留出字的地方

# 这几个目录里，除了目录页，各页长得一样，看最大的一页就够。
ALIKE = ("units", "tasks", "years", "publicity")
GALLERY = "publicity/index.html"
# 图标取不取，看浏览器。
ICON = {"assets/favicon.svg"}
# link 里只有这几种不取东西。
SILENT = {"canonical", "prev", "next", "alternate", "search", "expect", "apple-touch-icon"}


@cache
def weight(path):
    """一个文件压过之后的字节。"""
    return len(brotli.compress(path.read_bytes(), quality=11))


def real_pages(site):
    """全部网页，不算只管转走的短地址。"""
    return {
        name: path
        for name, path in all_pages(site).items()
        if not tree(path).xpath("//meta[@http-equiv='refresh']")
    }


def kinds(site):
    """每种页面各一页：手写的都是，长得一样的只取最大的；宣传资料里，传单和别的样子不同，各取一页。"""
    found = {}
    for name, path in real_pages(site).items():
        folder, _, last = name.rpartition("/")
        steps = bool(tree(path).xpath("//ol[@class='steps']"))
        kind = (folder, steps) if folder in ALIKE and last != "index.html" else name
        if kind not in found or path.stat().st_size > (site / found[kind]).stat().st_size:
            found[kind] = name
    return sorted(found.values())


def loads(site, name):
    """打开一页时浏览器自己会去取的：样式、脚本、图标。不含网页自己和图。"""
    root = tree(site / name)
    links = [
        link.get("href") for link in root.xpath("//link[@href]") if link.get("rel") not in SILENT
    ]
    links += root.xpath("//script/@src")
    return [link for link in links if not link.startswith("data:")]


def first_visit(site, name):
    """第一次打开一页要下载的文件，图标也算。"""
    return [
        site / name,
        *(site / found for found in sorted({_file(name, link) for link in loads(site, name)})),
    ]


def _file(name, link):
    """链接指的文件；404 页在给了网址时用绝对链接，去掉网站所在的目录。"""
    return urljoin(name, urldefrag(link)[0].removeprefix("/sub/path/"))


def search_files(site):
    """搜索的脚本和索引。"""
    return {*(site / "search").glob("*.js"), *(site / "assets").glob("search*.js")}


@pytest.fixture(params=["city_site", "hosted_city"])
def built(request):
    """虚构的城市，没有仓库地址和网址的，和都有的；后一种每页重一点。

    编者写长一点不该变红：真的网站多重，make bench-weight 印出来。
    """
    return request.getfixturevalue(request.param)


def test_a_first_visit_is_light(built):
    """第一次来，不管先开哪一页，网页、样式、脚本、图标一共不到 18.4 KB。"""
    found = {name: sum(map(weight, first_visit(built, name))) for name in real_pages(built)}
    assert {name: size for name, size in found.items() if size > FIRST} == {}
    assert found["index.html"] > 5000  # 真的数到了


def test_the_next_page_is_light(built):
    """样式、脚本已经有了，再开一页只取网页，不到 4.3 KB。

    换一种页，头一次还要取这种页自己的样式和脚本：最多三个文件，合起来不到 5 KB。
    """
    sizes = {name: weight(path) for name, path in real_pages(built).items()}
    assert {name: size for name, size in sizes.items() if size > NEXT} == {}
    files = {name: set(first_visit(built, name)[1:]) for name in sizes if name != "help.html"}
    shared = set.intersection(*files.values())
    assert len(shared) == 4  # boot.js、site.css、site.js、图标
    own = {name: found - shared for name, found in files.items()}
    assert {name: found for name, found in own.items() if len(found) > 3} == {}
    assert max(sum(map(weight, found)) for found in own.values()) < 5120


def test_search_waits_until_it_is_opened(built):
    """没打开搜索，搜索的脚本和索引一个也不取；预先取也不行。"""
    search = search_files(built)
    assert len(search) > 3
    for name in real_pages(built):
        assert search.isdisjoint(first_visit(built, name)), name


def test_no_page_needs_a_picture(built):
    """图都是看得到时才取，只有资料目录的头两幅一打开就看得到，不等；首页的图一共不到 60 KB；样式里没有图和字体；没有视频和内嵌框架。"""
    for name, path in real_pages(built).items():
        root = tree(path)
        assert root.xpath("//picture | //video | //iframe | //object | //embed") == []
        eager = root.xpath("//img[not(@loading='lazy')]")
        assert len(eager) <= (2 if name == GALLERY else 0)
        assert root.xpath("//img[not(@width) or not(@height)]") == [], (
            name
        )  # 不写大小，取到时会挪动下面的字
    pictures = {
        _file("index.html", link) for link in tree(built / "index.html").xpath("//img/@src")
    }
    assert sum((built / name).stat().st_size for name in pictures) <= PICTURES
    for path in built.rglob("*.css"):
        assert (
            path.read_text("utf-8").replace("url(data:", "").replace('url("data:', "").count("url(")
            == 0
        )


def test_nothing_waits_for_a_second_trip(built):
    """画出第一屏只等一个来回：拦住画面的都直接写在 head 里，样式不再引样式，先跑的脚本不再取东西。"""
    for name, path in real_pages(built).items():
        root = tree(path)
        assert root.xpath("//body//link | //body//script[@src]") == [], name
        for script in root.xpath("//script[@src and not(@defer)]/@src"):
            code = (built / _file(name, script)).read_text("utf-8")
            assert not any(
                word in code for word in ("import", "src", "fetch", "write", "XMLHttpRequest")
            ), script
    styles = "".join(path.read_text("utf-8") for path in built.rglob("*.css"))
    assert "@import" not in styles
    assert "@font-face" not in styles


def test_help_comes_in_one_trip(built):
    """求助页一个请求、一个来回就全到：不取别的；照服务器压缩后发出的字节，装得进第一批包。"""
    root = tree(built / "help.html")
    fetched = root.xpath(
        "//@src | //link[not(@rel='canonical' or @rel='expect')]/@href | //@srcset | //@poster"
    )
    assert [link for link in fetched if not link.startswith("data:")] == []
    assert "url(" not in root.xpath("string(//style)")
    assert (built / "help.html.gz").stat().st_size < ONE_TRIP


def test_no_file_of_the_theme_is_shipped(built):
    """主题自带的脚本、样式、图片一个也不发。"""
    assets = Path(material.__file__).parent / "templates/assets"
    theirs = {path.relative_to(assets) for path in assets.rglob("*") if path.is_file()}
    assert len(theirs) > 40
    assert [path for path in theirs if (built / "assets" / path).exists()] == []


@pytest.mark.browser
def test_the_browser_fetches_what_was_counted(open_page, city_site):
    """浏览器真取的，就是上面数的那些；搜索页也要等人去搜才取索引。"""
    with serving(city_site) as address:
        for name in kinds(city_site):
            page = open_page(address + name)
            page.wait_for_timeout(200)
            asked = {urlsplit(url).path.removeprefix("/") for url in page.requests}
            files = first_visit(city_site, name)
            counted = {path.relative_to(city_site).as_posix() for path in files}
            # 图取不取，看浏览器离它多远。
            later = {_file(name, link) for link in tree(city_site / name).xpath("//img/@src")}
            assert asked - ICON - later == counted - ICON, name


class Late(Strict):
    """像慢的网：脚本晚到，也不许存着不取。"""

    def do_GET(self):  # noqa: N802  # 名字是标准库定的
        """后跑的脚本晚 300 毫秒，先让画面出来。"""
        if self.path.endswith("/site.js"):
            time.sleep(0.3)
        super().do_GET()

    def end_headers(self):
        """不许存。"""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


@pytest.fixture(scope="module")
def slow(city_site):
    """脚本晚到的小城。"""
    with serving(city_site, Late) as address:
        yield address


@pytest.fixture(scope="module")
def windowed(playwright):
    """人用的那一种 chromium。"""
    browser = playwright.chromium.launch(**LAUNCH | {"executable_path": CHROMIUM})
    yield browser
    browser.close()


def movements(browser, address, names, width, elder):
    """打开各页，等到半秒没有动静，看有没有什么挪了地方。"""
    stored = [{"name": "elder", "value": "on"}] if elder else []
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        storage_state={
            "cookies": [],
            "origins": [{"origin": address.rstrip("/"), "localStorage": stored}],
        },
    )
    context.add_init_script(LATE)
    found = {}
    # 不固定时钟：那样 performance.now 也停住，几份在一次里全出了，看不出哪一份挪了前面的。
    for some in [names[at : at + 6] for at in range(0, len(names), 6)]:
        pages = {name: context.new_page() for name in some}
        for name, page in pages.items():
            page.goto(address + name, wait_until="commit")
        for page in pages.values():
            page.wait_for_load_state("networkidle")  # 半秒没有新的请求
        for name, page in pages.items():
            assert page.evaluate("'elder' in document.documentElement.dataset") is elder
            found[name] = page.evaluate("moved")
            page.close()
    context.close()
    return {name: moved for name, moved in found.items() if moved}


@pytest.mark.browser
@pytest.mark.parametrize(("width", "elder"), [(360, True), (1440, False)])
def test_nothing_moves_while_a_page_loads(windowed, slow, city_site, width, elder):
    """页面出来以后，脚本晚到、语音晚到，字都不挪地方：每种页面的挪动都是 0。"""
    assert movements(windowed, slow, kinds(city_site), width, elder) == {}


@pytest.mark.browser
def test_nothing_moves_on_the_longest_pages(windowed, site):
    """真的网站每页长得多，一份一份地出：窄屏上也不挪。"""
    with serving(site, Late) as address:
        assert movements(windowed, address, kinds(site), 360, elder=False) == {}


@pytest.mark.browser
def test_a_movement_would_be_seen(windowed, tmp_path):
    """上一条不是空的：真有东西挪了，量得出来。"""
    (tmp_path / "site.js").write_text(
        'document.querySelector("h1").style.marginTop = "200px"', encoding="utf-8"
    )
    text = '<!doctype html><script src="/site.js" defer></script><h1>题</h1><p>字</p>'
    for name in ("1.html", "2.html"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    with serving(tmp_path, Late) as address:
        assert set(movements(windowed, address, ["1.html", "2.html"], 360, elder=False)) == {
            "1.html",
            "2.html",
        }

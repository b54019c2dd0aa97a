"""内容策略和安全头之下，网站的每样本事都好用，什么也不从站外取；放在子路径下也一样。"""

import pytest
from serving import PAGES, serving

from macros.corpus.pieces import Leaflet

pytestmark = pytest.mark.browser

# 除了测试通用的各页，再加日历、开放数据；还有每个体裁的一份资料。
WALK = [*PAGES, "calendar.html", "data.html"]
WATCH = "addEventListener('securitypolicyviolation', (event) => console.error(`内容策略 ${event.effectiveDirective} ${event.blockedURI}`));"


@pytest.fixture(scope="module")
def column(site, tmp_path_factory):
    """网站作为一个专栏，放在别的网站的子路径下。"""
    root = tmp_path_factory.mktemp("portal")
    (root / "zt").mkdir()
    (root / "zt/fanguai").symlink_to(site)
    with serving(root) as address:
        yield f"{address}zt/fanguai/"


@pytest.fixture
def walker(tab, column):
    """一个记着控制台的话和每个请求的标签页。"""
    page = tab(viewport={"width": 360, "height": 800})
    page.said, page.asked = [], []
    page.add_init_script(WATCH)
    page.on(
        "console",
        lambda message: message.type in ("error", "warning") and page.said.append(message.text),
    )
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.on("request", lambda request: page.asked.append(request.url))
    page.at = lambda name: page.goto(column + name)
    return page


def trouble(page, column):
    """控制台的话，和不在这个专栏里的请求。"""
    outside = [url for url in page.asked if not url.startswith((column, "data:", "blob:"))]
    return [*page.said, *outside]


def test_every_kind_of_page_is_quiet(walker, column, sampled):
    """每种页面打开：没有违反内容策略的，控制台没有话，不出这个专栏。"""
    for name in (*WALK, *(piece.url for piece in sampled)):
        walker.at(name)
        assert trouble(walker, column) == [], name
    assert len(walker.asked) > 2 * len(WALK)


def test_everything_works_under_the_policy(walker, column, sampled):
    """搜索、筛选、填空、引用、报告、长辈版、深色、名词解释，一样样用过去。"""
    page = walker
    page.at("index.html")
    page.keyboard.press("/")
    page.wait_for_selector("dialog.search[open]")
    page.keyboard.insert_text("落户")
    page.wait_for_selector("dialog.search a.search-item")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=*")
    page.wait_for_selector("[data-search-results] a")
    page.at("table.html")
    page.locator("form[data-filter] select").first.select_option(index=2)
    assert page.locator("[data-filter-status]").inner_text().startswith("只显示")
    page.at("publicity/index.html")
    page.locator("main form select").first.select_option(index=1)
    leaflet = next(piece for piece in sampled if isinstance(piece, Leaflet))
    page.at(leaflet.url)
    page.locator("[data-named] summary").click()
    page.locator("[data-named] input").first.fill("某某妇联")
    with page.expect_download() as made:
        page.get_by_role("button", name="A4 PDF").click()
    assert made.value.path().read_bytes().startswith(b"%PDF")
    assert page.locator(".piece-text [data-filled]").count() > 0
    page.at("plan/index.html")
    page.locator("#plan-3-2").hover(position={"x": 20, "y": 20})
    page.locator("#plan-3-2 .point").click()
    page.wait_for_selector("dialog.sheet[open]")
    page.keyboard.press("Escape")
    page.locator("a.term:visible").first.click()
    page.wait_for_selector(".tip")
    for switch in ("[data-elder][aria-pressed]", "[data-scheme-switch]"):
        page.locator(switch).click()
    page.locator("[data-report]").click()
    page.wait_for_selector("dialog.sheet[open]")
    assert trouble(page, column) == []


def test_the_policy_is_not_just_words(walker, column):
    """策略真的在管：往页面里塞脚本、内联样式、站外的图，都不成，而且看得见。"""
    walker.at("about.html")
    walker.evaluate("""() => {
      const script = document.createElement("script");
      script.textContent = "window.ran = true";
      const style = document.createElement("style");
      style.textContent = "h1 { color: red }";
      document.head.append(script, style);
      document.body.append(Object.assign(new Image(), { src: "https://example.org/x.png" }));
    }""")
    walker.wait_for_timeout(300)
    assert walker.evaluate("window.ran") is None
    found = " ".join(trouble(walker, column))
    assert all(
        f"内容策略 {name}" in found for name in ("script-src-elem", "style-src-elem", "img-src")
    )

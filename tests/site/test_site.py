"""建好的整个网站：原文、链接、编者标记、第三方请求、可重复。"""

import hashlib
import re
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from lxml import html
from project import ROOT, build
from webpages import all_pages, tree

from macros.corpus import addresses, proof
from macros.corpus.documents import APPENDIX_KINDS, Paragraph
from macros.publishing import styles


def text_without(node, selector):
    """节点去掉某些元素之后的字，再去掉空白。"""
    copy = html.fromstring(html.tostring(node))
    for extra in copy.xpath(selector):
        extra.drop_tree()
    return proof.normalized(copy.text_content())


def official(node):
    return text_without(node, "//*[@data-editorial]")


def test_official_elements_hold_the_printed_text(site, plan):
    """每一页每一个原文元素，去掉编者标记后就是原文，一字不差。"""
    seen = set()
    for name, path in all_pages(site).items():
        for node in tree(path).xpath("//*[@data-official]"):
            row = plan.rows[node.get("data-official")]
            assert official(node) == proof.normalized(proof.printed(row)), (name, row.id)
            seen.add(row.id)
    drafts = {
        row.id
        for row in plan.rows.values()
        if isinstance(row, Paragraph) and row.document == "draft"
    }
    assert seen == set(plan.rows) - drafts


@pytest.mark.parametrize(
    "name", ["announcement", "drafting-note", "feedback", "notice", "plan", "interpretation"]
)
def test_documents_stand_whole_and_in_order(site, plan, name):
    """每篇公文在它自己的页上是全的，次序和原网页一样；推进表在推进表页上。"""
    document = plan.documents[name]
    rows = [p for p in document.paragraphs if p.kind not in APPENDIX_KINDS]
    shown = tree(site / addresses.html(document.page)).xpath("//*[@data-official]/@data-official")
    assert [id for id in shown if id.startswith(f"{name}-")] == [row.id for row in rows]


def test_the_table_stands_whole_and_in_order(site, plan):
    """推进表页从“附件”到最后一格，和原网页逐字相同。"""
    shown = "".join(
        official(node) for node in tree(site / "table.html").xpath("//*[@data-official]")
    )
    texts = [line.text for line in proof.lines(plan)]
    start = len(texts) - texts[::-1].index("附件")
    stop = texts.index("关于《六安市反对拐卖人口行动实施方案》的政策解读")
    assert shown == "".join(texts[start - 1 : stop])


@pytest.mark.parametrize(("name", "marks"), [("draft", "ins"), ("plan", "del")])
def test_the_comparison_holds_both_texts(site, plan, name, marks):
    """对照页拿掉增的字就是征求意见稿，拿掉删的字就是印发稿。"""
    (node,) = tree(site / "plan/compare.html").xpath('//*[@data-compare="draft plan"]')
    wanted = "".join(
        proof.normalized(p.text) for p in proof.printed_passages(plan) if p.document == name
    )
    assert text_without(node, f"//{marks} | //*[@data-editorial]") == wanted


def test_every_link_and_anchor_works(site, hosted_city):
    """站内没有死链、死锚点；给没给网址都一样。"""
    for root in (site, hosted_city):
        files = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
        for name, path in all_pages(root).items():
            for link in tree(path).xpath("//@href | //@src"):
                target, anchor = urldefrag(link)
                if urlsplit(link).scheme:
                    continue
                target = target.partition("?")[0]
                target = (
                    unquote(urljoin(name, target.removeprefix("/sub/path/"))) if target else name
                )
                assert target in files, (name, link)
                if anchor and target.endswith(".html"):
                    assert tree(root / target).xpath("//*[@id=$id]", id=unquote(anchor)), (
                        name,
                        link,
                    )


def test_no_page_is_an_orphan(site, plan):
    """从首页点得到每一页，撤下的不算。"""
    found, todo = set(), ["index.html"]
    while todo:
        name = todo.pop()
        if name in found or not name.endswith(".html"):
            continue
        found.add(name)
        links = tree(site / name).xpath("//a/@href")
        todo += [
            urljoin(name, urldefrag(link)[0])
            for link in links
            if not urlsplit(link).scheme and urldefrag(link)[0]
        ]
    withdrawn = {row.address for row in plan.moved}
    assert found == set(all_pages(site)) - {"404.html"} - withdrawn


def test_what_is_off_the_menu_is_still_listed(city_site):
    """写在“更多”里的页不上菜单，每页都少带几条；全站目录里有，它自己的所在位置指着上一层。"""
    home = tree(city_site / "index.html")
    menu = home.xpath("//nav[@aria-label='菜单']//a/@href")
    assert "publicity/index.html" in menu
    assert "calendar.html" not in menu
    assert "index.html" not in menu
    assert "calendar.html" in tree(city_site / "search.html").xpath(
        "//*[@data-search-listing]//a/@href"
    )
    trail = tree(city_site / "calendar.html").xpath("//nav[@class='path']//a/@href")
    assert trail == ["index.html", "publicity/index.html"]


def test_the_trail_never_repeats_a_page(city_site):
    """所在位置里没有重复的，也不指着自己：点了没有反应，人以为坏了。"""
    for name, path in all_pages(city_site).items():
        links = tree(path).xpath("//nav[@class='path']//a/@href")
        trail = [urljoin(name, link) for link in links]
        assert len(set(trail)) == len(trail), name
        assert name not in trail, name


def test_relations_are_walkable_both_ways(site, plan):
    """单位、任务、举措、年度、段落之间，从哪头都走得到另一头。"""

    def links(name):
        return {
            urljoin(name, link)
            for link in tree(site / name).xpath("//main//a/@href")
            if not urlsplit(link).scheme
        }

    for task in plan.tasks:
        assert f"units/{task.unit}.html" in {
            urldefrag(link)[0] for link in links(f"tasks/{task.id}.html")
        }
        assert f"tasks/{task.id}.html" in links(f"units/{task.unit}.html")
        for priority in task.priorities:
            assert f"tasks/index.html#{priority}" in links(f"tasks/{task.id}.html")
    for measure in plan.measures:
        for id in measure.serves:
            assert f"tasks/{id}.html" in links(f"units/{measure.unit}.html")
            assert f"units/{measure.unit}.html#{measure.id}" in links(f"tasks/{id}.html")
        years = plan.period[measure.period].years
        assert {f"years/{year}.html" for year in years} & links(f"units/{measure.unit}.html")
        for year in years:
            assert f"units/{measure.unit}.html" in links(f"years/{year}.html")
    for unit, paragraphs in plan.paragraphs_naming.items():
        for paragraph in paragraphs:
            assert f"plan/index.html#{paragraph.id}" in links(f"units/{unit}.html")
            assert f"units/{unit}.html" in links("plan/index.html")
    for erratum in plan.errata:
        for place in erratum.places:
            home = addresses.address_of(plan, plan.rows[place])
            assert home in links("verify.html")
            assert f"verify.html#{erratum.id}" in links(urldefrag(home)[0])


def test_neighbours_are_linked(site, plan):
    """单位、年度有前一页后一页，首尾各只有一个。"""
    for folder, names in (("units", [u.id for u in plan.units]), ("years", list(plan.years))):
        for n, name in enumerate(names):
            root = tree(site / folder / f"{name}.html")
            assert root.xpath("//nav[@class='turn']//a[@rel='next']/@href") == [
                f"{other}.html" for other in names[n + 1 : n + 2]
            ]
            assert root.xpath("//nav[@class='turn']//a[@rel='prev']/@href") == [
                f"{other}.html" for other in names[max(n - 1, 0) : n]
            ]


def test_ids_are_unique_on_a_page(site):
    """一页之内没有重复的 id，锚点才指得准。"""
    for name, path in all_pages(site).items():
        ids = tree(path).xpath("//@id")
        assert len(ids) == len(set(ids)), name


def test_every_page_has_its_own_title_and_description(site):
    """标题不重复，摘要不空：搜索结果和聊天里的分享靠它们。"""
    titles = {}
    for name, path in all_pages(site).items():
        title = tree(path).findtext(".//title")
        assert title not in titles, (name, titles.get(title))
        titles[title] = name
        assert tree(path).xpath("//meta[@name='description']/@content")[0]
        assert len(tree(path).xpath("//h1")) == 1, name


def test_nothing_comes_from_elsewhere(site):
    """不向任何别的网站发请求：脚本、样式、图片都在站内；外链只是给人点的。"""
    for name, path in all_pages(site).items():
        loads = tree(path).xpath(
            "//script/@src | //link[@rel!='canonical']/@href | //img/@src | //iframe/@src | //source/@src"
        )
        assert [
            link
            for link in loads
            if urlsplit(link).scheme not in ("", "data") or link.startswith("//")
        ] == [], name
        assert 'data-md-component="source"' not in path.read_text(encoding="utf-8")
    for path in site.rglob("*.css"):
        assert not re.search(
            r"url\(['\"]?(https?:)?//|@import", path.read_text(encoding="utf-8")
        ), path.name


def test_every_foot_says_whose_text_prevails(site, plan):
    """每页页脚：不是政府网站，以原网页为准并给链接，许可，紧急电话。文件、版本只给再利用的人看的页写。"""
    for name, path in all_pages(site).items():
        (foot,) = tree(path).xpath("//*[@class='site-foot']")
        assert plan.source.address in foot.xpath(".//a/@href"), name
        assert "tel:110" in foot.xpath(".//a/@href")
        text = foot.text_content()
        assert "本站不是政府网站" in text
        assert "CC BY 4.0" in text
        reuse = name in ("data.html", "verify.html")
        assert ("更新于 " in text, "这一页来自" in text) == (reuse, reuse), name
        assert reuse or not re.search(r"MIT|docs/|data/|api/", text), name


def test_edit_links_open_the_exact_row(hosted_city, city_site, city):
    """有仓库地址时直达那一行；没有时没有点不开的链接，也不写文件名：读者看不懂。"""
    for page in addresses.generated(city):
        name = addresses.html(page.uri)
        (link,) = tree(hosted_city / name).xpath(
            "//*[@class='site-foot']//a[@rel='noopener edit']/@href"
        )
        assert (
            link == f"https://example.org/some/repo/edit/main/{page.place.path}#L{page.place.line}"
        )
        foot = tree(city_site / name).xpath("//*[@class='site-foot']")[0]
        assert page.place.path not in foot.text_content()
        assert foot.xpath(".//a[@rel='noopener edit']") == []
    (link,) = tree(hosted_city / "about.html").xpath(
        "//*[@class='site-foot']//a[@rel='noopener edit']/@href"
    )
    assert link == "https://example.org/some/repo/edit/main/docs/about.md#L1"


def test_short_addresses_lead_to_the_passage(city_site, hosted_city, city):
    """每段、每项任务、每条举措有短地址，转到它的位置；聊天里看得到题目和那一段的话。"""
    folders = {path.parent.name: path for path in sorted(city_site.glob("[ptm]/*.html"))}
    assert set(folders) == {"p", "t", "m"}
    for name, id in (
        ("p/1-1", "scheme-1-1"),
        ("t/ferry-1", "ferry-1"),
        ("m/ferry-2031-2032-2", "ferry-2031-2032-2"),
    ):
        root = tree(city_site / f"{name}.html")
        target = f"../{addresses.address_of(city, city.rows[id]).replace('#', '?s#')}"
        assert root.xpath("//meta[@http-equiv='refresh']/@content") == [f"0; url={target}"]
        assert root.xpath("//a/@href") == [target]
        (text,) = root.xpath("//meta[@property='og:description']/@content")
        assert city.rows[id].text.startswith(text.rstrip("…").partition(".")[2] or text.rstrip("…"))
        assert tree(hosted_city / f"{name}.html").xpath("//link[@rel='canonical']/@href") == [
            f"https://example.org/sub/path/{addresses.address_of(city, city.rows[id])}"
        ]
    for path in city_site.glob("[ptm]/*.html"):
        page, _, anchor = tree(path).xpath("//a/@href")[0].removeprefix("../").partition("?s#")
        assert tree(city_site / page).xpath("//*[@id=$id]", id=anchor), path.name


def test_a_printed_page_says_where_it_came_from(city_site, hosted_city):
    """有网址时每页末尾印网址和二维码，没有就不留空位；求助页要一个请求就全到，二维码写在页里。"""
    for name, path in all_pages(hosted_city).items():
        images = tree(path).xpath("//div[@class='sheet-foot']/img/@src")
        assert len(images) == (name not in ("404.html", "help.html")), name
        assert all((path.parent / image).is_file() for image in images)
    assert not list(city_site.rglob("*.svg")) or not (city_site / "qr").exists()
    assert not tree(city_site / "index.html").xpath("//div[@class='sheet-foot']")


def test_absolute_addresses_only_when_known(city_site, hosted_city):
    """没有网址就没有规范链接和站点地图，不写空的。"""
    assert tree(city_site / "index.html").xpath("//link[@rel='canonical']") == []
    assert not (city_site / "sitemap.xml").exists()
    assert tree(hosted_city / "units/ferry.html").xpath("//link[@rel='canonical']/@href") == [
        "https://example.org/sub/path/units/ferry.html"
    ]
    assert "https://example.org/sub/path/units/ferry.html" in (
        hosted_city / "sitemap.xml"
    ).read_text(encoding="utf-8")


def test_navigation_does_not_grow_with_the_plan(site):
    """单位、任务、年度不进导航：每页的导航一样大。"""
    sizes = {len(tree(path).xpath("//header//nav//a")) for path in all_pages(site).values()}
    assert max(sizes) < 60
    assert "units/health.html" not in {
        urljoin("about.html", link) for link in tree(site / "about.html").xpath("//nav//a/@href")
    }


def test_nothing_useless_is_shipped(site):
    """主题自带的脚本、样式、图片一个不带；没有生成器标记和英文界面。"""
    found = [path.name for path in (site / "assets").iterdir() if path.suffix not in (".br", ".gz")]
    assets = [re.sub(r"\.[0-9a-f]{8}(?=\.)", "", name) for name in found]
    assert sorted(assets) == sorted(
        [
            *(path.name for path in (ROOT / "overrides/assets").iterdir() if path.is_file()),
            *("places.js", "words.js", "site.css", "apple-touch-icon.png"),
            *(f"{kind}.css" for kind in styles.KINDS),
        ]
    )
    for name, path in all_pages(site).items():
        text = path.read_text(encoding="utf-8")
        assert 'name="generator"' not in text, name
        assert "Not found" not in text
        assert tree(path).get("lang") == "zh-CN"


@pytest.mark.real
def test_same_input_same_bytes(site, sampled, tmp_path):
    """换时区、换哈希种子、换输出目录再建一次，每个文件都一样。"""
    pieces = ",".join(piece.slug for piece in sampled)
    other = {"TZ": "America/New_York", "PYTHONHASHSEED": "7", "LC_ALL": "C.UTF-8"}
    code, output = build(ROOT, tmp_path / "again", PIECES=pieces, **other)
    assert code == 0, output

    def digests(root):
        return {
            p.relative_to(root).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
            for p in root.rglob("*")
            if p.is_file()
        }

    assert digests(site) == digests(tmp_path / "again")


def test_no_path_of_the_building_machine(site):
    """页面和数据里没有构建机器的路径。"""
    for path in site.rglob("*"):
        if path.suffix in (".html", ".json", ".js", ".css"):
            assert str(ROOT) not in path.read_text(encoding="utf-8"), path.name


def test_no_page_or_section_is_empty(site):
    """每个标题下面都有内容：空栏目在政府网站的检查里要扣分，也白让人点进来。"""
    seen = 0
    for name, path in all_pages(site).items():
        for heading in tree(path).xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4]"):
            seen += 1
            assert any(map(filled, under(heading))), f"{name}：“{heading.text_content()}”下面是空的"
    assert seen > 500


def under(heading):
    """一个标题管到的：它后面的各个元素，到下一个同级或更高的标题为止。"""
    for part in heading.itersiblings():
        if part.tag in ("h1", "h2", "h3", "h4") and part.tag <= heading.tag:
            return
        yield part


def filled(part):
    return (
        part.tag in ("form", "img", "svg")
        or bool(part.text_content().strip())
        or part.xpath(".//input | .//svg")
    )

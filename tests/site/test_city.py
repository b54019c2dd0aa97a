"""换一座城市：tests/city/ 是一份虚构的小方案，不改 macros/ 和 overrides/ 就要建得成。

代码别的城市也用。混进一个六安的名字、一个写死的数目，别处的网站就会说错自己的单位和年份。
"""

import re
from urllib.parse import unquote, urlsplit

import lxml.html
import pytest
import yaml
from project import CITY, ROOT, build
from webpages import tree

from macros.checks import kept


def read(folder):
    return {
        path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in sorted(folder.glob("*.yml"))
    }


UNITS = read(CITY / "data/units")
PERIODS = read(CITY / "data")["periods"]
PERIOD_OF = {
    str(year): period for period in PERIODS for year in range(period["first"], period["last"] + 1)
}


def names_of_this_city():
    """六安、各单位的简称和全称、发文字号，都从 data/ 读：数据改了，要找的字跟着改。"""
    names = {
        unit[key] for unit in read(ROOT / "data/units").values() for key in ("name", "full_name")
    }
    cards = [
        document["card"]
        for document in read(ROOT / "data/documents").values()
        if "card" in document
    ]
    return sorted({"六安", *names, *(card["number"] for card in cards)})


def found(words, *folders):
    """这些目录里写着 words 的地方，一处一行。__pycache__ 由源文件编译而来，不另看。"""
    files = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    return [
        f"{path}:{number}: {word}"
        for path in files
        if "__pycache__" not in path.parts
        for number, line in enumerate(path.read_bytes().split(b"\n"), 1)
        for word in words
        if word.encode() in line
    ]


@pytest.fixture(scope="module")
def site(city_site):
    """用仓库的代码建的虚构城市的网站。"""
    return city_site


def html(path):
    return lxml.html.parse(str(path)).getroot()


def test_one_page_per_row(site):
    """单位、任务、年份各有一页，一页不多一页不少：页数由数据定，不由代码定。"""
    made = {
        name: {path.stem for path in (site / name).glob("*.html")}
        for name in ("units", "tasks", "years")
    }
    tasks = {f"{id}-{n}" for id, unit in UNITS.items() for n, _ in enumerate(unit["tasks"], 1)}
    assert made == {
        "units": {"index", *UNITS},
        "tasks": {"index", *tasks},
        "years": {"index", *PERIOD_OF},
    }


@pytest.mark.parametrize("year", PERIOD_OF)
def test_year_page_says_which_year(site, year):
    """四个时段六年，每一页说对自己是第几年；几年合一栏的才说合为一栏。写死三段九年，这里就错。"""
    text = html(site / f"years/{year}.html").find(".//article").text_content()
    assert f"第 {list(PERIOD_OF).index(year) + 1} 年，共 {len(PERIOD_OF)} 年" in text
    assert ("合为一栏" in text) == (PERIOD_OF[year]["first"] != PERIOD_OF[year]["last"])


def test_unnumbered_tasks_printed_as_they_are(site):
    """原表没有印序号的任务照样显示，不替它编号：添了号就不是原文。"""
    page = html(site / "units/lighthouse.html")
    for n, task in enumerate(UNITS["lighthouse"]["tasks"], 1):
        (row,) = page.xpath(f'//*[@data-official="lighthouse-{n}"]')
        assert "".join(row.xpath(".//text()[not(ancestor::*[@data-editorial])]")) == task["text"]


def test_short_addresses_are_made_and_arrive(site):
    """段、任务、举措各有短地址，跳到的就是那一段：短地址写死篇名或单位名，换一座城市就跳空。"""
    made = {
        path.relative_to(site).as_posix(): html(path)
        for name in "ptm"
        for path in (site / name).glob("*.html")
    }
    assert {
        "p/1-1.html",
        "p/preamble.html",
        "p/notice-1.html",
        "p/questions-answer.html",
    } <= made.keys()
    tasks = {
        f"t/{id}-{n}.html" for id, unit in UNITS.items() for n, _ in enumerate(unit["tasks"], 1)
    }
    measures = {
        f"m/{id}-{period}-{n}.html"
        for id, unit in UNITS.items()
        for period, rows in unit["measures"].items()
        for n, _ in enumerate(rows, 1)
    }
    assert {name for name in made if not name.startswith("p/")} == tasks | measures
    for page in made.values():
        (target,) = page.xpath("//a/@href")
        assert page.xpath('//meta[@http-equiv="refresh"]/@content') == [f"0; url={target}"]
    assert made["p/1-1.html"].findtext(".//h1") == "云汀市防拐方案第一部分"
    assert made["p/questions-answer.html"].findtext(".//h1") == "问答第一问的答"


def test_every_page_is_finished(site):
    """每一页，短地址、404 也算，都有自己的内容策略，样式、脚本用带指纹的名字。"""
    pages = sorted(site.rglob("*.html"))
    assert [page for page in pages if page.parent.name == "p"]
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert '<meta http-equiv="Content-Security-Policy"' in text, page
        assert not re.search(r"assets/(site|boot|search)\.(css|js)", text), page


def test_terms_in_the_order_of_sounds(site):
    """名词照读音排，数据里怎样排都一样；每个都写着自己的出处。"""
    page = html(site / "terms.html")
    assert page.xpath('//dl[@class="words"]/dt/text()') == ["分期", "获救的人"]
    assert page.xpath('//dl[@class="words"]/dd[@class="origin"]/text()') == [
        "出处：云汀市渡船守则",
        "出处：云汀市防拐方案",
    ]
    assert page.xpath('//p[@class="letters"]/a/text()') == ["f", "h"]


def test_words_explained_are_this_city_s_own(site):
    """正文里加解释的词，是这座城市的名词和单位：别处的名词一个也不会混进来。"""
    marked = {
        (node.text, node.get("href").removeprefix("../"))
        for path in site.rglob("*.html")
        for node in html(path).xpath('//a[@class="term"][not(parent::sup)]')
    }
    units = {(unit["name"], f"units/{id}.html") for id, unit in UNITS.items()}
    assert ("获救的人", "terms.html#rescued") in marked
    assert marked <= {("获救的人", "terms.html#rescued"), ("分期", "terms.html#annex"), *units}


def test_timeline_has_the_events_and_the_periods(site):
    """时间线先是印发以前的事、印发，再是各时段，几年几栏都由数据定。"""
    items = html(site / "timeline.html").xpath('//ol[@class="timeline"]/li')
    assert [item.xpath("string(./time | ./span)") for item in items] == [
        "2030年",
        "2031年1月6日",
        "2031—2032年",
        "2033年",
        "2034年",
        "2035—2036年",
    ]


def test_every_link_arrives(site):
    """站内链接都有去处，连同锚点：模板里的链接严格模式看不见，链到只有六安才有的页，读者会点空。"""
    pages = {path: html(path) for path in site.rglob("*.html")}
    ids = {path: set(page.xpath("//@id")) for path, page in pages.items()}
    for path, page in pages.items():
        for link in map(urlsplit, page.xpath("//@href | //@src")):
            if not (link.scheme or link.netloc):
                start = site if link.path.startswith("/") else path.parent
                target = (start / unquote(link.path).lstrip("/")).resolve() if link.path else path
                assert target.is_file(), f"{path}: {link.geturl()}"
                assert not link.fragment or unquote(link.fragment) in ids.get(target, ()), (
                    f"{path}: {link.geturl()}"
                )


def test_site_never_speaks_for_this_city(site):
    """虚构城市的网站里没有六安的名字，也没有只对六安说得通的话：它的重点只有两项，没有征求过意见。"""
    assert not found(
        [*names_of_this_city(), "四项", "第三部分", "征求意见", "重点任务推进表"], site
    )


def test_code_never_names_this_city():
    """macros/ 和 overrides/ 里没有六安的任何名字，注释和举例也没有：举例会被抄进代码。"""
    assert not found(names_of_this_city(), ROOT / "macros", ROOT / "overrides")


def test_heads_over_several_columns_stand_on_a_group(site):
    """推进表里管几栏的表头，下面真有一组那么宽的栏：说是管一组而没有组，读屏软件念不出它管谁。"""
    (table,) = html(site / "table.html").xpath('//table[@class="appendix"]')
    spans = [int(group.get("span")) for group in table.findall("colgroup")]
    heads = table.xpath("./thead/tr[1]/th")
    assert sum(spans) == sum(int(head.get("colspan", "1")) for head in heads)
    assert [head.get("colspan") for head in heads if head.get("scope") == "colgroup"] == [
        str(spans[-1])
    ]


def test_the_first_covers_do_not_wait(site):
    """资料目录里，一打开就看得到的两幅图不等：等着，手机上最大的一块要晚半秒才出来。"""
    images = html(site / "publicity/index.html").xpath("//main//img")
    waits = [image.get("loading") == "lazy" for image in images]
    assert waits == [False, False]
    later = html(site / "calendar.html").xpath("//img[@class='cover']/@loading")
    assert set(later) == {"lazy"}


def test_a_phone_can_keep_the_icon(site):
    """加到手机主屏幕的图标，每页都指着，文件在。"""
    for path in (site / "index.html", site / "units/ferry.html"):
        (link,) = html(path).xpath("//link[@rel='apple-touch-icon']/@href")
        assert (path.parent / link).resolve().is_file()


def test_old_links_into_a_piece_still_land(site):
    """资料里标题的锚点由字得出，从前靠次序的还在同一个标题里：转发过的链接照样到那一节。"""
    headings = html(site / "publicity/ferry-talk.html").xpath(
        "//section//h2[@id] | //article//h2[@id]"
    )
    named = {head.get("id"): head.xpath("./span/@id") for head in headings}
    assert named["opening"] == ["_1"]
    assert named["三件事"] == []


def test_withdrawn_pages_still_answer(site):
    """撤下的页，地址照样打得开：一句话说为什么、从哪天起、现在看哪里；搜不到，别的页也不指着它。"""
    page = html(site / "publicity/ferry-walk.html")
    (said,) = page.xpath("//main//p[@class='lead']")
    assert said.text_content() == (
        "2031年4月6日起，这一页撤下：和“上下渡船牵紧手”合成了一份。现在看上下渡船牵紧手。"
    )
    (link,) = said.xpath(".//a/@href")
    assert (site / "publicity" / link).resolve() == (
        site / "publicity/ferry-leaflet.html"
    ).resolve()
    assert html(site / "old.html").findtext(".//h1") == "旧的一页"
    assert "现在看" not in html(site / "old.html").text_content()
    for path in [*(site / "search").glob("*.js"), *site.rglob("*.html")]:
        if path.name not in ("old.html", "ferry-walk.html"):
            text = path.read_text(encoding="utf-8")
            assert "ferry-walk" not in text, path
            assert '"old.html' not in text, path


def test_what_the_check_counts_is_what_is_built(site, city):
    """检查数出的网页，正好是建出来的：少数一种，那一种不见了就没有人知道。"""
    uris = [path.relative_to(CITY / "docs").as_posix() for path in (CITY / "docs").rglob("*.md")]
    counted = kept.present(city, uris) | {row.address for row in city.moved}
    built = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    assert counted == built - {"404.html"}


def test_only_the_chosen_pieces_are_printed(city_project, tmp_path):
    """只印一份（PIECES）：别的资料照样有网页，只是没有下载；装不齐的压缩包不装。"""
    site = tmp_path / "site"
    code, output = build(city_project, site, PRINT="1", PIECES="ferry-talk")
    assert code == 0, output
    printed = {path.parent.name for path in (site / "publicity").rglob("*.zip")}
    assert printed == {"ferry-talk"}
    gallery = tree(site / "publicity/index.html")
    assert len(gallery.xpath("//*[@class='gallery']/li")) == 2
    covers = {path.name for path in (site / "publicity").rglob("*-preview.webp")}
    assert covers == {"ferry-leaflet-preview.webp", "ferry-talk-preview.webp"}
    assert not gallery.xpath("//*[@id='kits']")


def test_choosing_a_piece_that_is_not_there_is_one_sentence(city_project, tmp_path):
    """要印的资料没有：一句中文，说写什么；不留下半个网站。"""
    code, output = build(city_project, tmp_path / "site", PRINT="1", PIECES="ferry-song")
    assert code == 1
    assert "PIECES：没有 ferry-song 这份资料" in output
    assert "Traceback" not in output

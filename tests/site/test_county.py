"""另一种形状：tests/cities/county/ 是一个虚构的县，分章分条，没有表、时段、解读、文号、资料。

没有的，一页也不出，一个链接也不指；分工写在条文的括号里，单位页和表由它做成。
"""

from urllib.parse import unquote, urlsplit

import lxml.html
import pytest
from test_city import found, names_of_this_city

from macros.corpus import proof
from macros.corpus.roles import clause_roles
from macros.pages import cite
from macros.search.cards import subject_cards

# 这个县没有的，网页上不该有的字。
ABSENT = ("推进表", "重点任务", "举措", "年度", "解读", "资料", "六安")


@pytest.fixture(scope="module")
def site(county_site):
    return county_site


def html(path):
    return lxml.html.parse(str(path)).getroot()


def test_only_the_pages_with_something_to_show(site):
    """没有表、时段、任务，就没有它们的页；有的各有一页。"""
    made = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    pages = {name for name in made if not name.startswith("p/")}
    outer = "404 about help index search terms text timeline verify units/index"
    units = "units/civil units/education units/ferry units/police units/women"
    assert pages == {f"{name}.html" for name in f"{outer} {units}".split()}


def test_no_link_leads_nowhere(site):
    """站内的每个链接都到得了，连同锚点：少一页，就不能有链接指着它。"""
    known = {path.resolve(): set(html(path).xpath("//@id")) for path in site.rglob("*.html")}
    lost = []
    for path in known:
        for link in html(path).xpath("//a/@href | //link/@href | //img/@src"):
            parts = urlsplit(link)
            if parts.scheme:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            anchor = unquote(parts.fragment)
            there = known.get(target, {""} if target.exists() else set())
            if not there or (anchor and target in known and anchor not in there):
                lost.append(f"{path.relative_to(site)}: {link}")
    assert lost == []


def test_words_of_other_cities_do_not_leak(site):
    """网页上没有别的城市的名字，也没有表、年度、资料这些这里没有的字。"""
    said = []
    for path in sorted(site.rglob("*.html")):
        text = html(path).find(".//body").text_content()
        said += [f"{path.relative_to(site)}: {word}" for word in ABSENT if word in text]
    assert said == []
    assert found(names_of_this_city(), site) == []


def test_every_passage_word_for_word(county, site):
    """条文一字不差，章名、条号后面的空格照印。"""
    assert str(proof.tally(county)).startswith("26/26 段逐字相同")
    page = html(site / "text.html")
    for row in county.main.paragraphs:
        (shown,) = page.xpath(f'//*[@data-official="{row.id}"]')
        printed = shown.xpath(".//text()[not(ancestor::*[@data-editorial])]")
        assert "".join(printed) == row.text
    assert page.xpath('//h3[@id="rules-c1"]')
    assert not page.xpath('//h3[@id="rules-1"]')


def test_places_are_told_as_articles(county):
    """引用说第几条第几款第几项第几目；只有一款的不说款。"""
    places = cite.places(county)
    assert places["rules-1"] == "第一条"
    assert places["rules-2"] == "第二条第一款"
    assert places["rules-2-k2"] == "第二条第二款"
    assert places["rules-6-1"] == "第六条第（一）项"
    assert places["rules-6-2-2"] == "第六条第（二）项第2目"


def test_units_are_made_from_the_clauses(county, site):
    """单位页照括号里的牵头、负责、配合分开，两个单位管的一条，各在各的页上。"""
    roles = {(one.row, one.role) for one in clause_roles(county)["civil"]}
    assert roles == {
        ("rules-6-1", "负责"),
        ("rules-6-2-2", "牵头"),
        ("rules-8", "牵头"),
        ("rules-9", "配合"),
    }
    page = html(site / "units/civil.html")
    assert page.xpath("//h2/text()") == ["牵头", "负责", "配合", "提到"]
    for unit in ("civil", "police", "women"):
        assert html(site / f"units/{unit}.html").xpath('//*[@data-official="rules-8"]')


def test_the_matrix_is_made_from_clauses_and_roles(site):
    """单位和各章的表：没有写分工的总则、附则不占一栏。"""
    (table,) = html(site / "units/index.html").xpath("//table")
    heads = [head.text_content() for head in table.xpath(".//thead/tr/th")]
    assert heads == ["单位", "第二章　预　防", "第三章　解救和安置"]
    rows = {row[0].text_content(): row[2].text_content() for row in table.xpath(".//tbody/tr")}
    assert rows["县公安局"] == "负责：第七条配合：第八条牵头：第九条"
    assert rows["县教育局"] == "没有"


def test_each_article_says_who_does_it(site):
    """条文下面写着这一条的分工，链到单位；没有解读，不留一行空话。"""
    page = html(site / "text.html")
    (fold,) = page.xpath('//*[@id="rules-9"]/following::details[1]')
    assert [item.text_content() for item in fold.xpath(".//li")] == [
        "牵头：县公安局",
        "配合：县民政局",
    ]
    assert "编者归类" not in page.text_content()


def test_search_knows_who_is_responsible(county):
    """问留守儿童、渡口谁管，卡片说得出单位和分工。"""
    cards = {name: shares for name, _, shares in subject_cards(county)}
    units = [unit.name for unit in county.units]
    told = [(units[number], role) for number, role, _ in cards["渡口"]]
    assert told == [("县渡运站", "牵头"), ("县公安局", "配合")]


def test_card_without_a_number(site):
    """没有文号的公文卡片，不写文号那一行。"""
    labels = html(site / "text.html").xpath('//dl[@class="card"]//dt/text()')
    assert "发文字号" not in labels
    assert {"标题", "发文机关", "成文日期", "上级文件"} <= set(labels)


def test_the_city_above_is_shown(site):
    """县在市下面：卡片写着落实的是市里哪一份，链到市里公布它的网页。"""
    (link,) = html(site / "text.html").xpath('//dl[@class="card"]//a[contains(., "云汀市")]')
    assert link.text_content() == "《云汀市防拐方案》"
    assert link.get("href") == "https://yunting.example/plan"


def test_official_papers_are_printed(site):
    """条文也印成 PDF 和 Word，没有推进表就没有附件。"""
    made = {path.name for path in site.rglob("*.pdf")}
    assert any("rules" in name for name in made)
    assert not any("appendix" in name for name in made)

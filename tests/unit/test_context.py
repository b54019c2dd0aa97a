"""模板要的值：由一页的几样事实得出，不经 MkDocs。用虚构的小城。"""

import dataclasses
import json
import re

import pytest
import segno
from project import ROOT

from macros.corpus import addresses
from macros.corpus.citations import citations
from macros.corpus.loading import load
from macros.corpus.release import edition
from macros.pages import jsonld
from macros.pages.context import Website, context, documents_on
from macros.pages.info import Info
from macros.pages.qrcode import qr_code
from macros.printing.sheets import Site

TEXT = "".join(f'<h2 id="a{n}">第{n}节</h2>' for n in range(6))


@pytest.fixture(scope="module")
def website():
    """小城的网站，没有仓库地址。"""
    plan, problems = load(ROOT / "tests/city")
    assert not problems
    return Website(
        plan=plan,
        edition=edition("云汀防拐", "https://example.org/", "许可", (), None),
        repository="",
        tokens=":root{}",
        datasets=(("data/a.csv", "text/csv", 12),),
    )


def test_a_page_says_where_it_comes_from(website):
    """页脚写得出是哪个文件的第几行；有仓库地址才有编辑链接。"""
    page = Info(url="units/a.html", title="甲", edit="../data/units/a.yml#L7")
    edit = context(website, page, None)["edit"]
    assert edit == {"path": "data/units/a.yml", "line": "7", "url": ""}
    hosted = dataclasses.replace(website, repository="https://example.org/repo")
    page = Info(url="about.html", title="甲", edit="about.md")
    edit = context(hosted, page, None)["edit"]
    assert edit["url"] == "https://example.org/repo/edit/main/docs/about.md#L1"


def test_contents_can_be_hidden(website):
    """长的页有目录；写了藏起来的没有。"""
    page = Info(url="about.html", title="甲", content=TEXT)
    assert len(context(website, page, None)["contents"]) == 6
    hidden = dataclasses.replace(page, hidden=("toc",))
    assert context(website, hidden, None)["contents"] == ()


def test_a_piece_brings_its_own(website):
    """资料页有资料、日子、依据，没有目录；别的页没有资料。"""
    piece = next(piece for piece in website.plan.pieces if piece.occasions)
    page = Info(url=piece.url, title=piece.title, content=TEXT)
    values = context(website, page, piece)
    assert values["piece"] is piece
    assert [day.id for day in values["days"]] == [
        day.id for day in website.plan.calendar if day.id in piece.occasions
    ]
    facts = website.plan.cited_by(piece)
    assert values["reviews"] == sorted(fact.review for fact in facts)
    assert values["grounds"]
    assert values["contents"] == ()
    assert "piece" not in context(website, Info(url="about.html", title="甲"), None)


def test_grounds_are_told_once(website):
    """手写页依据的法律和文件，追到有出处的，同一份只写一次。"""
    fact = website.plan.facts[0]
    page = Info(url="about.html", title="甲", facts=(fact.id, fact.id))
    assert context(website, page, None)["grounds"] == citations(website.plan.grounds(fact))
    assert context(website, dataclasses.replace(page, facts=()), None)["grounds"] == []


def test_the_column_is_the_farthest_parent(website):
    """栏目是最上面的那一级；没有上级的，自己就是栏目。"""
    page = Info(
        url="units/a.html", title="甲", above=(("按单位", "units/index.html"), ("任务", ""))
    )
    assert dict(context(website, page, None)["tags"])["ColumnName"] == "任务"
    page = Info(url="about.html", title="关于")
    assert dict(context(website, page, None)["tags"])["ColumnName"] == "关于"


def test_crumbs_lead_from_the_home_page(website):
    """JSON-LD 的面包屑从首页到本页；开放数据只写在数据页。"""
    page = Info(
        url="units/a.html", title="甲", above=(("按单位", "units/index.html"), ("任务", ""))
    )
    graph = json.loads(context(website, page, None)["linked"])["@graph"]
    names = [item["name"] for item in graph[-1]["itemListElement"]]
    assert names == ["首页", "任务", "按单位", "甲"]
    data = str(context(website, Info(url=jsonld.DATA_PAGE, title="数据"), None)["linked"])
    assert "data/a.csv" in data
    assert "data/a.csv" not in str(context(website, page, None)["linked"])


def test_a_trail_does_not_open_the_same_page_twice():
    """栏目打开的就是它的第一页时，只留近的那个名字；栏目的第一页，所在位置不指着自己。"""
    page = Info(
        url="units/a.html",
        title="甲",
        above=(("单位", "units/index.html"), ("谁做什么", "units/index.html")),
    )
    assert page.crumbs == [("首页", addresses.HOME), ("单位", "units/index.html")]
    first = Info(url="units/index.html", title="单位", above=(("谁做什么", "units/index.html"),))
    assert first.crumbs == [("首页", addresses.HOME)]
    assert first.column == "谁做什么"


def test_only_the_help_page_carries_its_code(website):
    """求助页一个请求就全到，二维码写在里面；没有网址就没有。"""
    page = Info(url=addresses.HELP, title="求助", canonical="https://example.org/help.html")
    assert context(website, page, None)["code"].startswith("<svg")
    assert context(website, dataclasses.replace(page, canonical=""), None)["code"] == ""
    page = dataclasses.replace(page, url="units/a.html")
    values = context(website, page, None)
    assert (values["code"], values["qr"]) == ("", "qr/units-a.svg")


@pytest.mark.parametrize("made", [qr_code, lambda url: Site(name="甲", url=url).qr("")])
def test_codes_have_white_around_them(made):
    """二维码四周留白四格（ISO/IEC 18004）：贴着别的字、别的颜色，有的手机扫不出来。"""
    address = "https://example.org/help.html"
    drawn = made(address)
    scale = int(re.search(r"scale\((\d+)\)|$", drawn)[1] or 1)
    modules = int(re.search(r'width="(\d+)"', drawn)[1]) / scale
    assert modules == segno.make(address, error="m", micro=False).symbol_size(border=4)[0]
    assert 'd="M4 4.5h7' in drawn  # 左上角的定位块，从第五格画起


def test_documents_stand_where_they_are_printed(website):
    """公文在自己的页上，推进表在推进表那一页。"""
    plan = website.plan
    for id, document in plan.documents.items():
        assert id in documents_on(plan, addresses.html(document.page))
    assert "appendix" in documents_on(plan, addresses.TABLE)
    assert documents_on(plan, "about.html") == set()

"""落实情况：显示在说到的单位、任务、年度和时间线上，标着公开报道；一条也没有，什么也不显示。"""

import datetime
from dataclasses import replace

import pytest
from lxml import etree, html
from project import CITY
from test_feeds import ATOM, BASE, atom_problems, edition

from macros.corpus.loading import load
from macros.opendata import feeds, tables
from macros.opendata.api import api
from macros.pages import macros, reports
from macros.pages.datafiles import own_data
from macros.pages.view import View


@pytest.fixture(scope="module")
def city():
    return load(CITY)[0]


def shown(plan, macro, *arguments):
    """一页的正文。"""
    return macros.MACROS[macro](View(plan=plan, root="../"), *arguments)


PAGES = [("unit", "ferry"), ("unit", "lighthouse"), ("task", "ferry-1"), ("year", 2031)]


@pytest.mark.parametrize(("macro", "argument"), PAGES)
def test_it_shows_where_it_speaks_of(city, macro, argument):
    """说到的单位、任务、年度的页上有，标着公开报道，链到报道和时间线，不当官方文字。"""
    page = html.fromstring(shown(city, macro, argument))
    (one,) = page.xpath('//h2[@id="progress"]/following-sibling::div[1]//li')
    assert one.xpath('./small[@class="tag"]/text()') == ["公开报道"]
    assert one.xpath(".//a/@href") == [
        "../timeline.html#report-guards-2031",
        "https://yunting.example/news/1",
    ]
    assert not one.xpath("ancestor-or-self::*[@data-official]")


@pytest.mark.parametrize(
    ("macro", "argument"), [("unit", "library"), ("task", "ferry-2"), ("year", 2033)]
)
def test_it_does_not_show_elsewhere(city, macro, argument):
    """没有说到的页上没有。"""
    assert "公开报道" not in shown(city, macro, argument)


def test_timeline_keeps_the_order(city):
    """时段以前的照先后排在各件事中间，时段里的排在那一栏里。"""
    line = html.fromstring(shown(city, "timeline"))
    ids = line.xpath("//li[starts-with(@id, 'report-')]/@id")
    assert ids == ["report-questions-2030", "report-guards-2031"]
    assert line.xpath("//li[@id='2031-2032']//li/@id") == ["report-guards-2031"]
    late = replace(city.progress[0], date="2031", id="late")
    moved = replace(city, progress=(late,))
    assert [row for row in reports.happenings(moved) if row is late] == []


def test_without_any_nothing_shows(city):
    """一条也没有：页上、接口、表、订阅都没有，别的一个字节不变。"""
    bare = replace(city, progress=())
    for macro, *arguments in [*PAGES, ("timeline",), ("progress_data",)]:
        assert "公开报道" not in shown(bare, macro, *arguments)
    assert shown(bare, "unit", "library") == shown(city, "unit", "library")
    assert tables.progress_files(bare, edition()) == {}
    assert [name for name in api(bare, edition()) if "progress" in name] == []
    assert own_data(bare, "timeline.html") == ()


def test_the_feed_keeps_to_the_standard(city):
    """照 RFC 4287，新的在前；只知道哪年、哪月的，时刻算末一天。"""
    rows = (
        *city.progress,
        replace(city.progress[0], id="month", date="2032-02"),
        replace(city.progress[0], id="day", reported=datetime.date(2033, 1, 2)),
    )
    feed = etree.fromstring(feeds.progress_feed(replace(city, progress=rows), edition()).encode())
    assert list(atom_problems(feed)) == []
    moments = feed.xpath("a:entry/a:updated/text()", namespaces=ATOM)
    assert [moment[:10] for moment in moments] == [
        "2033-01-02",
        "2032-02-29",
        "2031-07-02",
        "2030-12-31",
    ]
    assert (
        feed.xpath("a:entry/a:link/@href", namespaces=ATOM)[0] == f"{BASE}timeline.html#report-day"
    )

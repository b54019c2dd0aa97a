"""单位的改名、合并、新设：页上写一行，搜索认得，原文的字、地址不变。"""

from dataclasses import replace

import pytest
from lxml import html
from project import CITY

from macros.corpus import addresses, proof
from macros.corpus.loading import load
from macros.pages import macros
from macros.pages.view import View
from macros.search.searchable import other_names, passage_of


@pytest.fixture(scope="module")
def city():
    return load(CITY)[0]


def shown(plan, unit):
    """单位的页里说变动的几行。"""
    page = html.fromstring(macros.unit_page(View(plan=plan, root="../"), unit))
    lines = page.xpath('//p[@class="relations" and @data-editorial]')
    return lines[0].text_content() if lines else ""


def with_reforms(city, *reforms):
    """灯塔办的变动换成这几条。"""
    units = tuple(
        replace(unit, reforms=reforms) if unit.id == "lighthouse" else unit for unit in city.units
    )
    return replace(city, units=units)


def test_a_line_says_what_became_of_it(city):
    """原××，某年某月改为××（出处），照先后；别的单位没有这一行。"""
    assert shown(city, "lighthouse") == (
        "原市守灯所，2029年3月改为市灯塔办（出处：云汀市机构编制规定）。"
        "原市灯塔办，2032年5月1日改为市航标处（出处：云汀市机构改革方案）。"
    )
    assert shown(city, "ferry") == ""


def test_merged_and_added(city):
    """并入的，两个单位的页上都有；新设的说哪天新设。"""
    _, second = city.unit["lighthouse"].reforms
    merged = with_reforms(city, replace(second, now="市渡运局", how="merged"))
    line = "原市灯塔办，2032年5月1日并入市渡运局（出处：云汀市机构改革方案）。"
    assert shown(merged, "lighthouse") == shown(merged, "ferry") == line
    added = with_reforms(city, replace(second, was=None, how="added"))
    assert shown(added, "lighthouse").startswith("市航标处，2032年5月1日新设（")


def test_every_name_is_found(city):
    """从前和后来的名称，搜索当作这个单位的别名，也写在它的那一段里。"""
    names = dict(zip([unit.id for unit in city.units], other_names(city), strict=True))
    assert {"市守灯所", "市航标处"} <= set(names["lighthouse"])
    assert passage_of(city, city.unit["lighthouse"]).text.endswith("，市守灯所，市航标处")
    assert passage_of(city, city.unit["ferry"]).text == city.unit["ferry"].full_name


def test_official_text_and_address_stay(city):
    """印的还是原文的名称，地址还是那一个。"""
    unit = city.unit["lighthouse"]
    bare = with_reforms(city)
    assert unit.today == "市航标处"
    assert proof.printed(unit) == "市灯塔办"
    assert addresses.address_of(city, unit) == addresses.address_of(bare, bare.unit["lighthouse"])
    assert proof.tally(city) == proof.tally(bare)

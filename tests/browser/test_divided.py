"""分开了的推进表、年度页：从前收藏的位置，打开就到那一条现在所在的单位页，内容策略照旧。"""

import shutil

import pytest
from project import ROOT

from macros.publishing.finish import PageFinisher

pytestmark = pytest.mark.browser

UNITS = ("ferry", "ferry-port", "library")
LIST = """<!doctype html>
<html lang="zh-CN"><head>
<meta charset="utf-8">
<title>推进表</title></head>
<body><h1 id="top">推进表</h1><ul id="parts">{items}</ul>{script}</body></html>"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """照模板排的一页单位表，和各单位的页；都像发布的那样收过尾。"""
    site = tmp_path_factory.mktemp("parts")
    shutil.copy(ROOT / "overrides/assets/parts.js", site)
    script = '<script src="parts.js" defer></script>'
    items = "".join(f'<li id="{unit}"><a href="{unit}.html#2022">{unit}</a></li>' for unit in UNITS)
    finisher = PageFinisher({}, UNITS, policies=True)
    page = finisher.finished(LIST.format(items=items, script=script))
    assert "Content-Security-Policy" in page
    (site / "table.html").write_text(page, encoding="utf-8")
    for unit in UNITS:
        rows = f'<p id="{unit}-2022-1">一</p><p id="{unit}-2023-2029-1">二</p>'
        (site / f"{unit}.html").write_text(
            f"<!doctype html><title>{unit}</title>{rows}", encoding="utf-8"
        )
    return site


@pytest.fixture
def page(tab, folder):
    """一个标签页；at 打开从磁盘来的一页，返回停在哪里。"""
    page = tab()

    def at(address):
        page.goto(f"file://{folder}/{address}")
        return page.url.rpartition("/")[2]

    page.at = at
    return page


@pytest.mark.parametrize(
    ("old", "now"),
    [
        ("table.html#ferry-2022-1", "ferry.html#ferry-2022-1"),
        ("table.html#ferry-port-2023-2029-1", "ferry-port.html#ferry-port-2023-2029-1"),
        ("table.html#library-2023-2029-1", "library.html#library-2023-2029-1"),
        ("table.html#ferry", "table.html#ferry"),
        ("table.html#top", "table.html#top"),
        ("table.html#nobody-1", "table.html#nobody-1"),
        ("table.html#-", "table.html#-"),
        ("table.html", "table.html"),
    ],
)
def test_an_old_anchor_leads_to_its_unit(page, old, now):
    """哪一条就到哪一条，名字更长的单位不会认成短的；单位、本页的位置、没有的不动。"""
    page.at(old)
    page.wait_for_function("(now) => location.href.endsWith(now)", arg=now)


def test_a_link_followed_on_the_page_leads_on_too(page):
    """已经在这一页上，再改地址栏里的位置，也带过去。"""
    page.at("table.html")
    page.evaluate("location.hash = '#library-2022-1'")
    page.wait_for_url("**/library.html#library-2022-1")

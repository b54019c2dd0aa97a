"""没有举措、没有时段的表：只有单位、任务两栏，任务没有举措，没有年度的页，表照样排、照样印。"""

import io

import lxml.html
import openpyxl
import pytest
from bare import bare_city
from checking import messages
from project import build


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return bare_city(tmp_path_factory.mktemp("bare") / "city")


@pytest.fixture(scope="module")
def site(project):
    """建好的网站，印刷的也有。"""
    target = project.parent / "site"
    code, output = build(project, target, PRINT="1", LIVE="")
    assert code == 0, output
    return target


def html(path):
    return lxml.html.parse(str(path)).getroot()


def test_nothing_is_wrong_with_it(project):
    assert messages(project) == []


def test_no_pages_of_years_and_no_empty_words(site):
    """没有年度的页；单位、任务的页上不说举措，也不说有几个时段。"""
    assert not (site / "years").exists()
    for path in [*site.glob("units/*.html"), *site.glob("tasks/*.html"), site / "table.html"]:
        text = html(path).find(".//article").text_content()
        for word in ("举措", "安排", "时段", " 0 "):
            assert word not in text, (path.name, word)


def test_the_table_has_two_columns(site):
    """表头一层，一个单位一行，任务一栏；Excel 里也是。"""
    (table,) = html(site / "table.html").xpath('//table[@class="appendix"]')
    assert [head.text_content() for head in table.xpath("./thead/tr/th")] == ["单位", "要做的事"]
    assert {len(row) for row in table.xpath("./tbody/tr")} == {2}
    board = openpyxl.load_workbook(io.BytesIO((site / "data/appendix.xlsx").read_bytes()))
    heads = [cell.value for cell in board["任务分工表"][2]]
    assert heads == ["单位", "要做的事"]


def test_a_table_of_two_columns_with_periods_is_told(project):
    """写着时段而表只有两栏，说栏头少了一个。"""
    path = project / "data/periods.yml"
    path.write_text('- {id: "2031", printed: "2031", first: 2031, last: 2031}\n', encoding="utf-8")
    told = messages(project)
    path.write_text("[]\n", encoding="utf-8")
    assert any("推进表的栏头有 2 个" in one for one in told), told

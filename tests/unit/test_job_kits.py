"""照工作分的压缩包：编者写错了装哪些，检查当场说。"""

import pytest
from checking import assert_says_in
from lxml import html

from macros.corpus.filenames import download_name
from macros.pages.datafiles import with_names

KITS = "data/kits.yml"
FULL = "[pdf, docx, txt, " + ", ".join(["pdf"] * 15) + "]"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("formats: [color]", "formats: [color, banners]", "ferry-leaflet 没有 banners 这种文件"),
        ("formats: [color]", "formats: [press-a3]", "press-a3 是送印刷厂的，不进压缩包"),
        ("formats: [color]", "formats: []", "没有说装哪几种文件"),
        ("formats: [pdf, txt]", f"formats: {FULL}", "一共 21 个文件"),
        ("piece: ferry-leaflet", "piece: ferry-poster", "ferry-poster"),
        ("piece: ferry-leaflet\n    formats: [color]", "piece: ferry-talk\n    formats: [docx]", "ferry-talk 在第 6 行写过了"),
        ("id: boatmen", "id: everything", "everything 是全部资料的那一包"),
    ],
)  # fmt: skip
def test_a_kit_written_wrong_is_told(city_project, old, new, says):
    """没有的文件、没有的资料、装得太多、写了两遍，都说在那一行。"""
    assert_says_in(city_project, KITS, old, new, says)


def test_kits_are_apart(city_project):
    """两包一个名字，后一个盖掉前一个。"""
    again = (city_project / KITS).read_text("utf-8").partition("\n")[2]
    assert_says_in(city_project, KITS, again, again + again, "和第 2 行的相同：boatmen")


def test_tables_are_saved_under_their_own_names(city):
    """表格存下来叫得出是哪一张，不是 appendix.xlsx；别的链接不动。"""
    page = with_names(
        city,
        "云汀防拐",
        '<a href="../data/units/ferry.xlsx">甲</a><a href="data/appendix.csv">乙</a>'
        '<a href="api/v1/index.json">丙</a>',
    )
    links = html.fragments_fromstring(page)
    title = city.appendix_title
    assert [link.get("download") for link in links] == [
        f"云汀防拐-{city.unit['ferry'].name}-{title}.xlsx",
        f"云汀防拐-{title}.csv",
        None,
    ]


def test_a_long_title_keeps_its_use_and_version():
    """题目再长，用途、版本都在，存得下；没有网站的名称就从题目写起。"""
    name = download_name("云汀防拐", "长" * 99, "易拉宝 80×180 cm", "V1.0")
    assert name.startswith("云汀防拐-长")
    assert name.endswith("-易拉宝 80×180 cm-V1.0")
    assert len(f"{name}.docx".encode()) <= 143
    assert download_name("", "开渡讲话", "V1.0") == "开渡讲话-V1.0"

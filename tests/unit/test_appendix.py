"""推进表的规则，各有一个违反它的例子，在虚构的小城上查。"""

import pytest
from checking import assert_says, messages
from project import edit
from snapshot import reprint

FERRY = "data/units/ferry.yml"
LIBRARY = "data/units/library.yml"
PERIODS = "data/periods.yml"
PRIORITIES = "data/priorities.yml"


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (FERRY, "number: 2, text: 教", "number: 3, text: 教", f"{FERRY}:6:12: 序号是 3，应是 2"),
        (FERRY, "order: 1", "order: 4", "次序是 4，应是 1"),
        (LIBRARY, "name: 市图书馆\n", "name: 市渡运局\n", f"名称和 {FERRY} 相同"),
        (
            FERRY,
            '"2033":',
            '"2030":',
            "periods.yml 里没有时段 2030（可用的时段：2031-2032、2033、2034、2035-2036）",
        ),
        (LIBRARY, "priorities: [help]", "priorities: []", "没有归入工作重点"),
        (LIBRARY, ", note: 这个单位的任务没有讲宣传", "", "不服务任何重点任务，却没有理由"),
        (
            LIBRARY,
            "text: 请人陪读。",
            "note: 多余, text: 请人陪读。",
            "已经有了所服务的任务，不用 note",
        ),
        (PERIODS, "first: 2031", "first: 2030", "1:46: 起止年份和原表的 2031-2032 不同（写 2031"),
        (
            PERIODS,
            'printed: "2033", first: 2033, last: 2033',
            'printed: "2034", first: 2034, last: 2034',
            "接不上前一时段的 2032 年",
        ),
        (PERIODS, "last: 2036", "last: 999999999", "不是一段年份"),
        (PRIORITIES, "title: 怎么防", "title: 防", ""),
        (PRIORITIES, "title: 怎么防", "title: 先防", "scheme-1 里没有这几个字"),
    ],
)
def test_each_rule_speaks_up(city_project, path, old, new, expected):
    """违反一条规则就有一句话：抄错、归错的推进表，读者会照着去找错的单位。"""
    assert_says(city_project, path, old, new, expected)


def test_a_printed_gap_needs_an_erratum(city_project):
    """原表跳号靠勘误放行，没有勘误就要报：不然看不出是原表跳的，还是抄漏了一项。"""
    edit(city_project / FERRY, "number: 2, text: 教", "number: 3, text: 教")
    reprint(city_project, "2.教", "3.教")
    assert any("序号是 3，应是 2" in problem for problem in messages(city_project))
    gap = '- {id: gap, kind: sic, places: [ferry-2], printed: "3.", reading: "2.", basis: 只有两项}'
    errata = city_project / "data/errata.yml"
    errata.write_text(errata.read_text(encoding="utf-8") + gap, encoding="utf-8")
    assert messages(city_project) == []


def test_a_period_may_be_empty_on_purpose(city_project):
    """原表一格真空着，可以写明 []；原表没空，核对会说少了哪一句，一条举措不会悄悄丢掉。"""
    board = "牌子坏了当天换。"
    unit = city_project / "data/units/lighthouse.yml"
    edit(unit, f"[{{text: {board}, serves: [lighthouse-2]}}]", "[]")
    edit(
        city_project / "data/glance.yml",
        f"{board}, rests: [lighthouse-",
        "办展。, rests: [library-",
    )
    (problem,) = messages(city_project)
    assert f"缺少原网页第 37 行“{board}”" in problem
    reprint(city_project, f"{board}\n", "")
    assert messages(city_project) == []

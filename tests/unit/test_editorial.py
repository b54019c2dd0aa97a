"""编者写的名词、时间线、日历、热线、同义词、问法：各条规则有一个违反它的例子。"""

import pytest
from checking import assert_says, assert_says_in, messages
from project import edit

ALIGNMENT = "data/alignment.yml"
TERMS = "data/terms.yml"
BAO_YANG = "抱养\n  sound: bao yang"
TIMELINE = "data/timeline.yml"


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        ("data/synonyms.yml", "[坐牢, 出狱,", "[坐牢, 坐牢,", "“坐牢”已经列在"),
        ("data/synonyms.yml", "[坐牢, 出狱,", "[坐牢, 。,", "“。”里没有字"),
        ("data/questions.yml", "see: plan-1-1,", "see: plan-1-9,", "没有 id 为 plan-1-9 的记录"),
        ("data/questions.yml", "see: plan-1-1,", "see: plan-preamble,", "plan-preamble 已经有一条"),
        (
            "data/questions.yml",
            "see: about.html#privacy,",
            "see: abuot.html,",
            "没有 abuot.html 这一页",
        ),
        (
            "data/questions.yml",
            "see: about.html#privacy,",
            "see: about.html#privcy,",
            "about.html 里没有 #privcy",
        ),
        (TERMS, "term: 抱养", "term: 抱样", "原文里没有“抱样”"),
        (TERMS, "[检验入库比对, ", "[检验入库对比, ", "原文里没有“检验入库对比”"),
        (
            TERMS,
            BAO_YANG,
            "失踪快速查找\n  sound: shi zong kuai su cha zhao",
            "原文里没有“失踪快速查找”",
        ),
        (TERMS, "[检验入库比对, ", "[抱养, ", "抱养 第 3 行已经有了"),
        (
            TERMS,
            "id: blood-sampling-and-matching",
            "id: informal-adoption",
            "informal-adoption 第 3 行已经有了",
        ),
        (TERMS, "sound: bao yang", "sound: bao yan", "“养”没有这样的读音"),
        (TERMS, "sound: bao yang", "sound: bao", "有 2 个字，写了 1 个读音"),
        (TERMS, "  source: 公安部2011年4月12日部署\n", "", "缺少字段 source"),
        (TIMELINE, 'first: "2022-01"', 'first: "2022-05"', "2022-02-01 早于前一件的 2022-05"),
        (TIMELINE, 'first: "2022-01"', 'first: "2022年1月"', "写成 2022-04-06 或 2022-01"),
        (TIMELINE, 'last: "2022-03-03"', 'last: "2022-01-03"', "截止早于开始"),
        (
            TIMELINE,
            'last: "2022-03-03"',
            'last: "2022-03-04"',
            "announcement-1-1 里没有 2022年3月4日",
        ),
        (TIMELINE, "[feedback-summary-1]", "[]", "没有写在哪一段"),
        (TIMELINE, "[feedback-summary-1]", "[notice-date]", "notice-date 里没有 2022年4月1日"),
        (TIMELINE, 'first: "2022-04-06"', 'first: "2023-04-06"', "notice-date 里没有 2023年4月6日"),
        (
            TIMELINE,
            'first: "2022-03-17"',
            'first: "2021-03-17"',
            "drafting-note-2-1 里没有 2021年3月17日",
        ),
    ],
)
def test_each_rule_speaks_up(project, path, old, new, expected):
    """违反一条规则就有一句话。"""
    assert_says(project, path, old, new, expected)


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        ("data/terms.yml", ", source: 云汀市防拐方案", "", "缺少字段 source"),
        ("data/calendar.yml", 'start: "04-06"', 'start: "04-31"', "没有 04-31 这一天"),
        ("data/calendar.yml", 'start: "04-06"', "dates: []", "start 和 dates 要写一个"),
        (
            "data/calendar.yml",
            'start: "04-06"',
            'start: "04-06"\n  dates: [2032-04-06]',
            "start 和 dates 要写一个",
        ),
    ],
)
def test_each_rule_speaks_up_in_the_city(city_project, path, old, new, expected):
    """改坏一处，就报在那个文件里。"""
    assert_says_in(city_project, path, old, new, expected)


@pytest.mark.parametrize(
    ("path", "row", "expected"),
    [
        (ALIGNMENT, "- explained_by: [interpretation-1-1]", "interpretation-1-1 已经对上了别的行"),
        (TERMS, "- id: informal-adoption", "informal-adoption 第 3 行已经有了"),
        (TIMELINE, '- first: "2022-01"', "和前面的一件相同"),
    ],
)
def test_the_same_row_twice_is_refused(project, path, row, expected):
    """一条抄了两遍就要报：页面上会把同一件事说两次，改的人只改得到一处。"""
    text = (project / path).read_text(encoding="utf-8")
    block = row + text.partition(row)[2].partition("\n- ")[0] + "\n"
    edit(project / path, block, block + block)
    assert any(expected in problem for problem in messages(project))


def test_two_things_may_happen_on_one_day(project):
    """同一天可以有两件事：不能把它们当成重复。"""
    edit(
        project / TIMELINE,
        '- first: "2022-01"',
        '- first: "2022-01"\n  text: 甲\n  passages: [interpretation-3-1]\n- first: "2022-01"',
    )
    assert messages(project) == []


def test_without_hotlines_there_is_no_emergency_number(project):
    """电话全删了要报：每一页的页头页脚都靠第一个。"""
    (project / "data/hotlines.yml").write_text("[]\n", encoding="utf-8")
    assert any("一个电话也没有" in problem for problem in messages(project))

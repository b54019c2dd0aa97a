"""编者写的名词、时间线、日历、热线、同义词、问法：各有一个违反它的例子，在虚构的小城上查。"""

import pytest
from checking import assert_says, assert_says_in, messages
from project import edit
from snapshot import ANSWERS, reprint

TERMS = "data/terms.yml"
TIMELINE = "data/timeline.yml"
SYNONYMS = "data/synonyms.yml"
QUESTIONS = "data/questions.yml"
CALENDAR = "data/calendar.yml"
ISSUED = '- {first: "2031-01-06", text: 印发方案, passages: [questions-answer]}\n'


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (SYNONYMS, "[娃娃, 小孩]", "[娃娃, 娃娃]", "“娃娃”已经列在"),
        (SYNONYMS, "[娃娃, 小孩]", "[娃娃, 。]", "“。”里没有字"),
        (QUESTIONS, "see: ferry-1,", "see: ferry-9,", "没有 id 为 ferry-9 的记录"),
        (QUESTIONS, "see: about.html#report,", "see: ferry-1,", "ferry-1 已经有一条"),
        (QUESTIONS, "see: about.html#report,", "see: abuot.html,", "没有 abuot.html 这一页"),
        (
            QUESTIONS,
            "see: about.html#report,",
            "see: about.html#repotr,",
            "about.html 里没有 #repotr",
        ),
        (TERMS, "term: 分期", "term: 分歧", "原文里没有“分歧”"),
        (TERMS, "term: 分期", "term: 分期, also: [分歧]", "原文里没有“分歧”"),
        (
            TERMS,
            "term: 分期, sound: fen qi",
            "term: 救的人, sound: jiu de ren",
            "原文里没有“救的人”",
        ),
        (TERMS, "term: 分期", "term: 分期, also: [获救的人]", "获救的人 第 1 行已经有了"),
        (TERMS, "id: annex", "id: rescued", "rescued 第 1 行已经有了"),
        (TERMS, "sound: fen qi", "sound: fen qin", "“期”没有这样的读音"),
        (TERMS, "sound: fen qi", "sound: fen", "有 2 个字，写了 1 个读音"),
        (TERMS, ", source: 云汀市防拐方案", "", "缺少字段 source"),
        (
            TIMELINE,
            ISSUED,
            f'- {{first: "2031-02", text: 甲, passages: [questions-answer]}}\n{ISSUED}',
            "2031-01-06 早于前一件的 2031-02",
        ),
        (TIMELINE, '"2031-01-06"', '"2031年1月"', "写成 2022-04-06 或 2022-01"),
        (TIMELINE, '"2031-01-06"', '"2031-01-06", last: "2031-01-05"', "截止早于开始"),
        (
            TIMELINE,
            '"2031-01-06"',
            '"2031-01-06", last: "2031-01-07"',
            "questions-answer 里没有 2031年1月7日",
        ),
        (TIMELINE, "[questions-answer]", "[]", "没有写在哪一段"),
        (
            TIMELINE,
            "[questions-answer]",
            "[questions-title]",
            "questions-title 里没有 2031年1月6日",
        ),
        (TIMELINE, '"2031-01-06"', '"2032-01-06"', "questions-answer 里没有 2032年1月6日"),
        (TIMELINE, ISSUED, ISSUED * 2, "和前面的一件相同"),
        (CALENDAR, 'start: "04-06"', 'start: "04-31"', "没有 04-31 这一天"),
        (CALENDAR, 'start: "04-06"', "dates: []", "start 和 dates 要写一个"),
        (
            CALENDAR,
            'start: "04-06"',
            'start: "04-06"\n  dates: [2032-04-06]',
            "start 和 dates 要写一个",
        ),
    ],
)
def test_each_rule_speaks_up(city_project, path, old, new, expected):
    """违反一条规则就报在那个文件里：这些字是编者自己写的，没有原网页可以核对。"""
    assert_says_in(city_project, path, old, new, expected)


def test_a_restored_date_counts(city_project):
    """原文丢了字、勘误补上的日期也算写着：要读的是补好的那一句。"""
    assert_says(city_project, TIMELINE, "[questions-answer]", "[notice-date]", "")
    said = "notice-date 里没有 2032年1月6日"
    assert_says(city_project, TIMELINE, '"2031-01-06"', '"2032-01-06"', said)


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2031-03-02", ""), ("2031-03", "没有 2031年3月"), ("2032-03-02", "没有 2032年3月2日")],
)
def test_a_date_without_a_year_takes_the_year_before_it(city_project, day, expected):
    """一段里后面的日期不写年份，承前面的年份；换一年就不是这一天。"""
    says = ("1月6日，文号", "1月6日印发，3月2日施行，文号")
    edit(city_project / "data/documents/questions.yml", *says)
    reprint(city_project, *says, ANSWERS)
    begun = f'- {{first: "{day}", text: 施行, passages: [questions-answer]}}\n'
    assert_says(city_project, TIMELINE, ISSUED, f"{ISSUED}{begun}", expected)


def test_two_things_may_happen_on_one_day(city_project):
    """同一天可以有两件事：不能把它们当成重复。"""
    assert_says(city_project, TIMELINE, ISSUED, f"{ISSUED}{ISSUED.replace('印发', '公布')}", "")


def test_without_hotlines_there_is_no_emergency_number(city_project):
    """电话全删了要报：每一页的页头页脚都靠第一个。"""
    (city_project / "data/hotlines.yml").write_text("[]\n", encoding="utf-8")
    assert any("一个电话也没有" in problem for problem in messages(city_project))

"""搜索要的数据：写错了，检查在那一行说出来；分工照公文的字读出来。"""

import pytest
from checking import assert_says, assert_says_in

from macros.corpus.roles import roles_in
from macros.search.cards import rows_about, subject_cards


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        ("data/urgent.yml", "who: [娃娃, 小孩], ", "", "写了 what，没有写 who"),
        ("data/urgent.yml", "what: [不见了], ", "", "写了 who，没有写 what"),
        (
            "data/urgent.yml",
            "who: [娃娃, 小孩], what: [不见了], says: [救命], ",
            "",
            "一句急话也没有",
        ),
        ("data/urgent.yml", "see: help.html,", "see: helq.html,", "没有 helq.html 这一页"),
        ("data/urgent.yml", "see: help.html,", "see: help.html#lost,", "help.html 里没有 #lost"),
        ("data/subjects.yml", "printed: [渡口]", "printed: [飞船]", "没有“飞船”"),
        ("data/subjects.yml", "printed: [渡口]", "printed: []", "没有写公文里的写法"),
        (
            "data/subjects.yml",
            "words: [码头]}",
            "words: [码头]}\n- {name: 船, printed: [值守员], words: [码头]}",
            "“码头”已经归第 1 行",
        ),
        (
            "data/urgent.yml",
            "unless: [教案]}",
            "unless: [教案]}\n- {see: help.html, says: [快来]}",
            "help.html 已经写在第 1 行",
        ),
        (
            "data/questions.yml",
            "asks: [写错了找谁]",
            "asks: [坐船安全谁管]",
            "“坐船安全谁管”第 1 行已经有了",
        ),
        (
            "data/questions.yml",
            "see: about.html#report",
            "see: plan/questions.html#lesson",
            "plan/questions.html 里没有 #lesson",
        ),
        (
            "data/questions.yml",
            "see: about.html#report",
            "see: about.html#lessons",
            "about.html 里没有 #lessons",
        ),
        (
            "data/elsewhere.yml",
            "words: [天气]}",
            "words: [天气]}\n- {about: 别的, words: [天气]}",
            "“天气”已经列在第 1 行",
        ),
        (
            "data/elsewhere.yml",
            "words: [天气]}",
            "words: [天气, 手机...丢]}",
            "“...”不是隔几个字的写法",
        ),
    ],
)
def test_each_rule_speaks_up(city_project, path, old, new, expected):
    """改坏一处，就报在那个文件里。"""
    assert_says_in(city_project, path, old, new, expected)


def test_questions_may_point_to_an_answer(city_project):
    """问法可以指到问答的一条：那里两句话就答了，不必去读一段公文。"""
    path = city_project / "data/questions.yml"
    assert_says(city_project, path, "about.html#report", "plan/questions.html#lessons", "")


def test_roles_are_the_words_printed(plan):
    """每一处分工都写着原文里的几个字，一字不差：分工是读出来的，不是编的。"""
    rows = [*plan.tasks, *plan.measures, *plan.main.paragraphs]
    roles = [role for row in rows for role in roles_in(plan, row)]
    assert len(roles) > 100
    for role in roles:
        row = plan.rows[role.row]
        assert role.words in row.text
        if role.role != "负责":
            assert role.role in role.words or role.words.endswith("负责落实")


def test_roles_of_the_main_clauses(plan):
    """正文各项末尾括号里的分工：点到名的单位都读得出，牵头的是牵头。"""
    first = plan.paragraph["plan-3-1"]
    assert [(one.unit, one.role) for one in roles_in(plan, first)] == [("public-security", "牵头")]
    third = roles_in(plan, plan.paragraph["plan-3-3"])
    assert len(third) == 8
    assert {one.role for one in third} == {"负责"}


def test_helping_is_said_only_where_it_is_printed(plan):
    """写着“配合公安部门”的是配合；“有关单位配合”说的是别人，不算自己配合。"""
    assert roles_in(plan, plan.task["health-3"])[0].role == "配合"
    assert roles_in(plan, plan.task["health-1"])[0].role == "负责"
    assert roles_in(plan, plan.task["public-security-1"])[0].role == "负责"


def test_subject_cards_lead_to_where_the_subject_is_printed(plan):
    """每个题目都有单位可说；卡片上的每一处，原文里都写着这个题目。"""
    cards = {name: shares for name, _words, shares in subject_cards(plan)}
    for subject in plan.subjects:
        about = {row.id for row in rows_about(plan, subject)}
        ends = {
            address.rpartition("#")[2] for share in cards[subject.name] for address, _ in share[2]
        }
        assert {end.removeprefix("tasks/").removesuffix(".html") for end in ends} <= about
    units = [plan.units[share[0]].id for share in cards["非法代孕"]]
    assert units[:2] == ["public-security", "health"]

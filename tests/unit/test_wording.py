"""宣传资料里不许的说法：照做会出事的、法律上不对的、念着像禁令的，写上去就报。"""

from dataclasses import replace

import pytest
from checking import assert_says_in

from macros.checks import wording


def problems(plan, piece):
    """一份资料里不许的说法、太多的“不”、没有说明的电话。"""
    return [
        *wording.piece_worded(piece),
        *wording.piece_action_first(piece),
        *wording.piece_phones_explained(plan, piece),
    ]


def said(plan, text, **changes):
    """讲话的正文换成 text，查出的话；电话另有测试。"""
    piece = replace(plan.piece["ferry-talk"], body=text, phones=(), **changes)
    return [str(problem) for problem in problems(plan, piece)]


@pytest.mark.parametrize(
    "words",
    [
        "买卖同罪",
        "失踪 24 小时后才能报案",
        "等满 24 小时",
        "可以不追究刑事责任",
        "拐卖人口罪",
        "有人被关着，打 110，或者告诉村委会",
        "打 110 或告诉村里",
        "先别洗澡，等民警来",
        "不洗、不换衣服",
        "接住他的话",
        "写在求助手上",
        "由接转人跟到底",
        "打110，说清在哪里",
        "发短信到 12110",
        "发短信到 12110，写清在哪里",
    ],
)
def test_what_must_not_be_said(city, words):
    """这些话写上去会害人：每一句都报在那一行，说出为什么、怎样改。"""
    (problem,) = said(city, f"开头。\n\n{words}。")
    assert f":{city.piece['ferry-talk'].body_line + 2}:" in problem
    assert "不能写" in problem


@pytest.mark.parametrize(
    "words",
    [
        "有人被关着，打 110",
        "受伤先就医；没有急着治的伤，先别洗澡",
        "听他说完",
        "打 110；不便出声，发短信到 12110，写清在哪里",
        "不用等 24 小时，马上报",
    ],
)
def test_what_is_said_whole_passes(city, words):
    """同一处把另一半说全了，就能写。"""
    assert said(city, words) == []


@pytest.mark.parametrize(
    "words", ["退出聊天，截图给大人", "脚不动", "客客气气地说", "国家另有规定的除外"]
)
def test_children_are_told_other_things(city, words):
    """这几句只对给孩子的资料报：孩子要退开、喊、跑，身体的照片不截；大人的资料里截图举报是对的。"""
    assert said(city, words) == []
    (problem,) = said(city, words, audience=("primary",))
    assert "不能写" in problem


def test_a_wrong_belief_may_be_quoted_as_one(city):
    """“误会”里可以引 24 小时那句错话，为的是说它不对；“买卖同罪”哪里都不能写。"""
    assert said(city, "误会：失踪 24 小时后才能报案") == []
    assert said(city, "误会：买卖同罪") != []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("不走不跑不看不听", 4),
        ("特别、区别、分别、告别、别人、别的", 0),
        ("不满十四周岁", 0),
        ("别走，勿近，莫慌", 3),
    ],
)
def test_negations_are_counted_by_character(text, count):
    """数的是叫人不做的“不、别、勿、莫”；“特别”“别人”和法律的“不满几周岁”不算。"""
    characters = sum("\u4e00" <= one <= "\u9fff" for one in text)
    assert wording.negations(text) == pytest.approx(count * 1000 / characters)


def test_steps_that_only_forbid_are_refused(city):
    """传单的步骤一口气全是“不”，读的人只记得禁令，记不得办法。"""
    leaflet = city.piece["ferry-leaflet"]
    assert (problems(city, leaflet)) == []
    steps = tuple(replace(step, text="不走，不跑，不看。") for step in leaflet.steps)
    (problem,) = problems(city, replace(leaflet, steps=steps))
    assert "念着像禁令" in str(problem)


def test_a_banner_that_only_forbids_is_refused(city):
    """标语也一样；表头和后面几栏不算。"""
    table = "| 标语 | 不许不许不许 |\n|---|---|\n| 上船牵好手，下船再数人 | 码头 |\n"
    assert said(city, table, form="slogans") == []
    assert "念着像禁令" in said(city, table.replace("上船牵好手", "不跑不闹"), form="slogans")[0]


def test_every_printed_number_is_explained(city):
    """印上的电话，正文要说什么时候打：走失海报印着不相干的号，会有人先打错。"""
    talk = replace(city.piece["ferry-talk"], phones=("110", "12399"), body="落水打 110。")
    (problem,) = problems(city, talk)
    assert "印了 12399，正文没有说什么时候打" in str(problem)
    assert (problems(city, replace(talk, body="落水打 110，问船期打 12399。"))) == []
    assert (
        list(problems(city, replace(talk, phones=("110",), body='{{ steps("man-overboard") }}')))
        == []
    )


def test_shared_steps_obey_the_rules_for_children(city):
    """共用的步骤会进给孩子的资料，一律照孩子的规矩查。"""
    (row,) = city.procedures
    assert list(wording.procedures_worded(city)) == []
    (problem,) = wording.procedures_worded(
        replace(city, procedures=(replace(row, brief="截图给大人看。"),))
    )
    assert str(problem).startswith("data/steps.yml:3:")


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("docs/help.md", "{{ hotlines() }}", "有人被关着，打 110，或者告诉村委会。"),
        ("data/terms.yml", "means: 被解救出来的人。", "means: 买卖同罪。"),
    ],
)
def test_pages_and_terms_obey_too(city_project, path, old, new):
    """求助页、名词也照这些规矩：出了事的人先看的正是求助页。"""
    assert_says_in(city_project, path, old, new, "不能写")

"""id 指得到：指到没有的记录，就报在引用的那一处。"""

from operator import attrgetter

import pytest
from checking import assert_says, assert_says_in

from macros.corpus import refs
from macros.corpus.record import ref_in

HEALTH = "data/units/health.yml"
PLAN = "data/documents/plan.yml"
ALIGNMENT = "data/alignment.yml"
TIMELINE = "data/timeline.yml"
TOKENS = "data/tokens.yml"
LEAFLET = "docs/publicity/ferry-leaflet.md"


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (
            HEALTH,
            "serves: [health-3]\n  - number: 5",
            "serves: [health-9]\n  - number: 5",
            "data/units/ 里没有重点任务 health-9",
        ),
        (
            HEALTH,
            "priorities: [assistance]",
            "priorities: [asistance]",
            "data/priorities.yml 里没有工作重点 asistance",
        ),
        (HEALTH, "serves: [health-4]\n", "serves: [health-4, health-4]\n", "health-4 写了两遍"),
        (
            PLAN,
            "basis: interpretation-3-1",
            "basis: interpretation-9",
            "data/documents/ 里没有段落 interpretation-9",
        ),
        ("data/documents/draft.yml", "base: plan", "base: paln", "data/documents/ 里没有公文 paln"),
        (
            "data/documents/draft.yml",
            "before: plan-title",
            "before: plan-tilte",
            "plan 里没有 plan-tilte 这一段",
        ),
        (
            TOKENS,
            "{text: urgent, on: paper",
            "{text: ugent, on: paper",
            "data/tokens.yml 里没有颜色 ugent",
        ),
        (
            ALIGNMENT,
            "paragraph: plan-4-2",
            "paragraph: notice-1",
            "data/documents/ 里没有正文的段 notice-1",
        ),
        (
            ALIGNMENT,
            "[interpretation-6-2]",
            "[interpretation-9]",
            "data/documents/ 里没有段落 interpretation-9",
        ),
        (ALIGNMENT, "[interpretation-6-2]", "[health-1]", "data/documents/ 里没有段落 health-1"),
        (
            ALIGNMENT,
            "[interpretation-6-2]",
            "[interpretation-6-2, interpretation-6-2]",
            "interpretation-6-2 写了两遍",
        ),
        (
            TIMELINE,
            "[feedback-summary-1]",
            "[feedback-summary-9]",
            "里没有段落、任务、举措 feedback-summary-9",
        ),
        (
            TIMELINE,
            "[feedback-summary-1]",
            "[feedback-summary-1, feedback-summary-1]",
            "feedback-summary-1 写了两遍",
        ),
    ],
)
def test_each_rule_speaks_up(project, path, old, new, expected):
    """违反一条规则就有一句话。"""
    assert_says(project, path, old, new, expected)


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (LEAFLET, "palette: lake", "palette: gold", "没有印刷的颜色 gold"),
        (LEAFLET, 'phones: ["110"]', 'phones: ["12399"]', "没有电话 12399"),
        (LEAFLET, "facts: [police-line]", "facts: [police-line, police-line]", "写了两遍"),
        (LEAFLET, "occasions: [ferry-day]", "occasions: [no-day]", "没有日子 no-day"),
        (LEAFLET, "serves: [ferry-1]", "serves: [ferry-9]", "没有重点任务 ferry-9"),
        (
            "data/facts.yml",
            "source: 云汀市渡船守则",
            "basis: [police-line]",
            "由它自己得出",
        ),
        ("data/hotlines.yml", "fact: police-line", "fact: no-line", "没有事实 no-line"),
        ("data/steps.yml", "facts: [police-line]", "facts: [no-line]", "没有事实 no-line"),
        ("data/terms.yml", "facts: [police-line]", "facts: [no-line]", "没有事实 no-line"),
        ("docs/help.md", "facts: [police-line]", "facts: [no-line]", "没有事实 no-line"),
        (
            "data/calendar.yml",
            "牵紧。\n  plan: []",
            "牵紧。\n  plan: [no-row]",
            "里没有段落、任务、举措 no-row",
        ),
    ],
)
def test_each_rule_speaks_up_in_the_city(city_project, path, old, new, expected):
    """改坏一处，就报在那个文件里。"""
    assert_says_in(city_project, path, old, new, expected)


def test_every_kind_of_reference_has_an_index(plan):
    """每一种引用都说得出到 Plan 的哪个索引里去找：写错名字，一处引用也查不了。"""
    kinds = [ref_in(kind) for name, kind in vars(refs).items() if name.endswith(("Id", "Phone"))]
    named = [ref for ref in kinds if ref]
    assert len(named) >= 10
    for ref in named:
        assert attrgetter(ref.index)(plan), ref

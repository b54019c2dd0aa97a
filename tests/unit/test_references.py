"""id 指得到：指到没有的记录，就报在引用的那一处，在虚构的小城上查。"""

from operator import attrgetter

import pytest
from checking import assert_says_in
from snapshot import add_draft

from macros.corpus import refs
from macros.corpus.record import ref_in

FERRY = "data/units/ferry.yml"
SCHEME = "data/documents/scheme.yml"
DRAFT = "data/documents/draft.yml"
ALIGNMENT = "data/alignment.yml"
TIMELINE = "data/timeline.yml"
TOKENS = "data/tokens.yml"
LEAFLET = "docs/publicity/ferry-leaflet.md"


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (
            FERRY,
            "serves: [ferry-1, ferry-2]",
            "serves: [ferry-1, ferry-9]",
            "data/units/ 里没有重点任务 ferry-9",
        ),
        (FERRY, "serves: [ferry-1, ferry-2]", "serves: [ferry-2, ferry-2]", "ferry-2 写了两遍"),
        (
            "data/units/library.yml",
            "priorities: [help]",
            "priorities: [hlep]",
            "data/priorities.yml 里没有工作重点 hlep",
        ),
        (
            SCHEME,
            "basis: questions-answer",
            "basis: questions-9",
            "data/documents/ 里没有段落 questions-9",
        ),
        (
            TOKENS,
            "{text: urgent, on: paper",
            "{text: ugent, on: paper",
            "data/tokens.yml 里没有颜色 ugent",
        ),
        (
            ALIGNMENT,
            "paragraph: scheme-2-1",
            "paragraph: notice-1",
            "data/documents/ 里没有正文的段 notice-1",
        ),
        (
            ALIGNMENT,
            "[questions-answer]",
            "[questions-9]",
            "data/documents/ 里没有段落 questions-9",
        ),
        (ALIGNMENT, "[questions-answer]", "[ferry-1]", "data/documents/ 里没有段落 ferry-1"),
        (
            TIMELINE,
            "[questions-answer]",
            "[questions-9]",
            "里没有段落、任务、举措 questions-9",
        ),
        (LEAFLET, "palette: lake", "palette: gold", "没有印刷的颜色 gold"),
        (LEAFLET, 'phones: ["110"]', 'phones: ["12399"]', "没有电话 12399"),
        (LEAFLET, "facts: [police-line]", "facts: [police-line, police-line]", "写了两遍"),
        (LEAFLET, "occasions: [ferry-day]", "occasions: [no-day]", "没有日子 no-day"),
        (LEAFLET, "serves: [ferry-1]", "serves: [ferry-9]", "没有段落、任务、举措 ferry-9"),
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
def test_each_rule_speaks_up(city_project, path, old, new, expected):
    """违反一条规则就报在那个文件里：报在别处，人会去改那些对的。"""
    assert_says_in(city_project, path, old, new, expected)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("base: notice", "base: ntoice", "data/documents/ 里没有公文 ntoice"),
        ("before: notice-title", "before: notice-tilte", "notice 里没有 notice-tilte 这一段"),
    ],
)
def test_a_draft_is_put_together_from_what_is_there(city_project, old, new, expected):
    """征求意见稿照抄的一篇、插在前面的一段都要有：指错了，多出的段会悄悄不见。"""
    add_draft(city_project)
    assert_says_in(city_project, DRAFT, old, new, expected)


def test_every_kind_of_reference_has_an_index(city):
    """每一种引用都说得出到 Plan 的哪个索引里去找：写错名字，一处引用也查不了。"""
    kinds = [ref_in(kind) for name, kind in vars(refs).items() if name.endswith(("Id", "Phone"))]
    named = [ref for ref in kinds if ref]
    assert len(named) >= 10
    for ref in named:
        assert attrgetter(ref.index)(city), ref

"""事实和步骤：有出处，有人用。"""

from dataclasses import replace

import pytest
from checking import assert_says_in, messages
from project import edit

from macros.checks import facts
from macros.checks.run import check

TALK = "docs/publicity/ferry-talk.md"


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (
            "data/facts.yml",
            "  seen: 原文",
            "  basis: [other]\n  seen: 原文",
            "source 和 basis 要写一个",
        ),
        ("data/facts.yml", "马上打 110", "马上打110", "“打110”连在一起（写成“打 110”）"),
        ("data/facts.yml", "  since: 2031-04-06 起施行\n", "", "没有写从哪天起施行"),
    ],
)
def test_each_rule_speaks_up(city_project, path, old, new, expected):
    """改坏一处，就报在那个文件里。"""
    assert_says_in(city_project, path, old, new, expected)


def test_facts_in_a_circle_end(city):
    """两条事实互相作依据：不会没完没了，追到底没有出处，报出来。"""
    one = replace(city.facts[0], id="one", source=None, article=None, since=None, basis=("two",))
    two = replace(one, id="two", basis=("one",))
    plan = replace(city, facts=(one, two))
    assert plan.grounds(one) == ()
    assert sum("追到底" in str(problem) for problem in facts.facts_end_in_sources(plan)) == 2


def test_an_unused_fact_is_reported(city_project):
    """没有一处用到的事实，留着没有人复核。"""
    path = city_project / "data/facts.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + text.replace("police-line", "spare-line"), encoding="utf-8")
    assert any("没有一处用到 spare-line" in str(problem) for problem in check(city_project)[1])


def test_a_fact_that_only_an_unused_fact_rests_on_is_unused(city_project):
    """只被没用到的事实依据的，也算没用到：不然一条没人用的会护着一串。"""
    path = city_project / "data/facts.yml"
    text = path.read_text(encoding="utf-8")
    spare = text.replace("police-line", "spare-line")
    top = "- id: top-line\n  says: 照它写。\n  basis: [spare-line]\n  seen: 原文\n  review: 2032-04-01\n"
    path.write_text(text + spare + top, encoding="utf-8")
    found = " ".join(messages(city_project))
    assert "没有一处用到 spare-line" in found
    assert "没有一处用到 top-line" in found


def test_steps_nobody_takes_are_reported(city_project):
    """没有一份资料取用的步骤，留着没有人看。"""
    path = city_project / TALK
    path.write_text(
        path.read_text(encoding="utf-8").replace("man-overboard", "man_overboard"), encoding="utf-8"
    )
    assert any("没有一处取用 man-overboard" in str(problem) for problem in check(city_project)[1])


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (TALK, "title: 开渡讲话", 'title: "开渡讲话'),
        ("data/facts.yml", "source: 云汀市渡船守则", 'source: "云汀市渡船守则'),
    ],
)
def test_an_open_quote_is_the_only_thing_said(city_project, path, old, new):
    """一处引号没收尾，只说这一处：读不出来的文件，不说别的“没有一处用到”，照着删就把好的删了。"""
    edit(city_project / path, old, new)
    (only,) = messages(city_project)
    assert only.startswith(f"{path}:")

"""传单课件的规则：说得出第几步，框都有，字放得下。"""

import pytest
from checking import messages
from project import edit

LEAFLET = "docs/publicity/ferry-leaflet.md"


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("briefing: [1]", "briefing: []", 43, "没有写第几步"),
        ("briefing: [1]", "briefing: [4]", 43, "没有第 4 步"),
        ("briefing: [1]", "briefing: [0]", 43, "没有第 0 步"),
        ("briefing: [1]", "briefing: [2, 2]", 43, "第 2 步写了两次"),
        ("briefing: [1]", "briefing: [一]", 43, "写法不对"),
        ("kind: avoid", "kind: do", 27, "要有 kind: avoid（不要做）的框"),
        (
            "headline: [上下渡船, 牵紧手]",
            f"headline: [{'上下渡船, ' * 9}牵紧手]",
            13,
            "课件第 1 张",
        ),
        ("short: 排队就牵住手", f"short: {'排队就牵住手' * 9}", 17, "课件第 3 张"),
        (
            "不把孩子一个人留在岸上。",
            "不把孩子留在岸上。\n  - text: 不放手。" * 12,
            30,
            "课件第 5 张",
        ),
        ("head: 第一件事做什么？", f"head: {'第一件事做什么' * 20}？", 35, "课件第 6 张"),
    ],
)
def test_each_rule_speaks_up(city_project, old, new, line, says):
    """写错一处，说在那一行；放不下的说出是第几张。"""
    edit(city_project / LEAFLET, old, new)
    found = messages(city_project)
    assert any(one.startswith(f"{LEAFLET}:{line}:") and says in one for one in found), found


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "headline: [上下渡船, 牵紧手]",
            f"headline: [上下渡船, {'牵' * 13}]",
            "headline 有 13 个字",
        ),
        ("不把孩子一个人留在岸上。", "不把孩子一个人留在岸上，" * 25, "text 有 300 个字"),
    ],
)
def test_what_is_too_long_is_said_once(city_project, old, new, says):
    """太长的话，长短的规则说了，课件不再说它放不下。"""
    edit(city_project / LEAFLET, old, new)
    found = messages(city_project)
    assert any(says in one for one in found), found
    assert not any("课件" in one for one in found), found


def test_without_a_briefing_nothing_is_asked(city_project):
    """不出课件的传单，框随便用哪两种。"""
    edit(city_project / LEAFLET, "briefing: [1]\n", "")
    edit(city_project / LEAFLET, "kind: avoid", "kind: do")
    assert messages(city_project) == []

"""海报的规则：字多了、长了，大号码不是这份资料的，说在写着它的那一行。"""

import pytest
from checking import messages

LEAFLET = "docs/publicity/ferry-leaflet.md"
CALL = "  call: 找不到人，马上打\n"
LONG = "上船先数人，下船再数人，"
MANY = ", ".join(f"{word}，渡口人多，牵好孩子，坐在里边，数人" for word in "东南西北中")


def changed(project, old, new):
    """把副本里传单的一处换成 new。"""
    path = project / LEAFLET
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    return messages(project)


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("sentence: 上船先数人", f"sentence: {LONG}上船先数人", 40, "海报的 sentence 太长"),
        (CALL, "  call: 找不到人的时候不要慌，马上打\n", 41, "海报的 call 太长"),
        (CALL, f"{CALL}  steps: [牵好手, {LONG}{LONG}]\n", 42, "海报的第 2 步太长"),
        (CALL, f"{CALL}  steps: [一, 二, 三, 四, 五, 六]\n", 42, "海报有 6 步"),
        (CALL, f"{CALL}  title: [上下渡船牵紧手]\n", 42, "海报的题目有 1 行"),
        (CALL, f"{CALL}  title: [上下渡船, 牵紧手不要放开它]\n", 42, "海报的 title 太长"),
        (CALL, f"{CALL}  steps: [{MANY}]\n", 40, "个字，远处看不完"),
        ("short: 排队就牵住手", f"short: {LONG}{LONG}", 40, "海报的第 1 步太长"),
    ],
)
def test_each_rule_speaks_up(city_project, old, new, line, says):
    """写错一处，说的就是它，在那一行。"""
    (said,) = changed(city_project, old, new)
    assert said.startswith(f"{LEAFLET}:{line}:"), said
    assert says in said


def test_the_number_is_one_of_the_phones(city_project):
    """海报上的大号码，这份资料别处也印着、说了什么时候打。"""
    said = changed(city_project, '  number: "110"\n', '  number: "12345"\n')
    assert any("海报的大号码 12345 不在 phones 里" in one for one in said), said


def test_a_poster_is_needed(city_project):
    """没有写海报的传单，说少了哪个字段。"""
    path = city_project / LEAFLET
    text = path.read_text(encoding="utf-8")
    start, end = text.index("poster:"), text.index("alt:")
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    (said,) = messages(city_project)
    assert "缺少字段 poster" in said

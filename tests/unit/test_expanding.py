"""手写页面里的宏：写错了说在哪一行，页面里的代码进不了系统。"""

import pytest
from checking import assert_says_in, messages
from project import edit

from macros.pages.macros import MACROS

ABOUT = "docs/about.md"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "{{ latest_changes(100) }}",
            "{{ latest_change(100) }}",
            "没有叫 latest_change 的宏或值（是否想写 latest_changes？",
        ),
        ("{{ latest_changes(100) }}", "{{ latest_changes( }}", "宏的写法不对"),
        ("{{ latest_changes(100) }}", '{{ unit("none") }}', "没有 none 这个单位"),
        ("{{ latest_changes(100) }}", "{{ unit() }}", "宏的参数不对"),
        ("{{ latest_changes(100) }}", '{{ document("plan", level=0) }}', "level 写 1 到 5"),
        (
            "{{ latest_changes(100) }}",
            '{{ document("plan", level=99) }}',
            "docs/about.md:宏:1: level 写 1 到 5",
        ),
        ("{{ latest_changes(100) }}", "{{ 1 / 0 }}", "docs/about.md:宏:1: 页面里只能调用宏"),
        ("{{ latest_changes(100) }}", "{{ config.site_name }}", "没有叫 config 的宏或值"),
        (
            "{{ latest_changes(100) }}",
            '{{ "".__class__.__mro__[1].__subclasses__() }}',
            "docs/about.md:宏:1: ",
        ),
        ("{{ latest_changes(100) }}", "{{ unit.__globals__ }}", "docs/about.md:宏:1: "),
        (
            "{{ latest_changes(100) }}",
            "{% for a in range(10**8) %}{% endfor %}",
            "docs/about.md:宏:1: ",
        ),
        ("{{ latest_changes(100) }}", '{% include "index.md" %}', "docs/about.md:宏:1: "),
    ],
)
def test_wrong_macros_are_named_with_their_line(project, old, new, expected):
    """手写页面的错也有行号；页面里的代码进不了系统，也看不见配置。"""
    lines = (project / ABOUT).read_text(encoding="utf-8").splitlines()
    expected = expected.replace("宏:", f"{lines.index(old) + 1}:")
    edit(project / ABOUT, old, new)
    problems = messages(project)
    assert any(expected in problem for problem in problems), problems


def test_a_loop_is_refused_with_its_line(city_project):
    """循环不展开，说出是哪一行：一句 range 套 range 就能让构建停不下来。"""
    path = city_project / ABOUT
    loop = "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}"
    path.write_text(path.read_text(encoding="utf-8") + f"\n{loop}\n", encoding="utf-8")
    last = len(path.read_text(encoding="utf-8").splitlines())
    assert messages(city_project) == [
        f"{ABOUT}:{last}:1: 没有叫 range 的宏或值（可用的宏：{'、'.join(MACROS)}）"
    ]


def test_values_written_out_are_allowed(city_project):
    """写明的值都能给：字、数、列表、注释、照印的花括号，不是非要最简单的写法。"""
    path = city_project / ABOUT
    written = "{# 注 #}{{ latest_changes(most=1) }}{% raw %}{{ }}{% endraw %}{{ fill('甲' '乙') }}"
    path.write_text(path.read_text(encoding="utf-8") + f"\n{written}\n", encoding="utf-8")
    assert messages(city_project) == []


def test_a_blank_to_fill_in_has_a_name(city_project):
    """要填的空写明填什么。"""
    assert_says_in(
        city_project,
        "docs/publicity/ferry-talk.md",
        "## 二、三件事",
        '{{ fill("") }}\n\n## 二、三件事',
        "fill",
    )

"""手写页面里的宏：写错了说在哪一行，页面里的代码进不了系统。"""

import pytest
from checking import assert_says_in, messages

from macros.pages.macros import MACROS

ABOUT = "docs/about.md"


def add_line(path, written):
    """在一页的末尾另起一段写上一行，返回它是第几行。"""
    text = path.read_text(encoding="utf-8") + f"\n{written}\n"
    path.write_text(text, encoding="utf-8")
    return len(text.splitlines())


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (
            "{{ latest_change(100) }}",
            "没有叫 latest_change 的宏或值（是否想写 latest_changes？",
        ),
        ("{{ latest_changes( }}", "宏的写法不对"),
        ('{{ unit("none") }}', "没有 none 这个单位"),
        ("{{ unit() }}", "宏的参数不对"),
        ('{{ document("scheme", level=0) }}', "level 写 1 到 5"),
        ('{{ document("scheme", level=99) }}', "level 写 1 到 5"),
        ("{{ 1 / 0 }}", "页面里只能调用宏"),
        ("{{ config.site_name }}", "没有叫 config 的宏或值"),
        ('{{ "".__class__.__mro__[1].__subclasses__() }}', ""),
        ("{{ unit.__globals__ }}", ""),
        ("{% for a in range(10**8) %}{% endfor %}", ""),
        ('{% include "index.md" %}', ""),
    ],
)
def test_wrong_macros_are_named_with_their_line(city_project, written, expected):
    """手写页面的错也有行号；页面里的代码进不了系统，也看不见配置。"""
    line = add_line(city_project / ABOUT, written)
    problems = messages(city_project)
    assert any(p.startswith(f"{ABOUT}:{line}:1: {expected}") for p in problems), problems


def test_a_loop_is_refused_with_its_line(city_project):
    """循环不展开，说出是哪一行：一句 range 套 range 就能让构建停不下来。"""
    loop = "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}"
    line = add_line(city_project / ABOUT, loop)
    assert messages(city_project) == [
        f"{ABOUT}:{line}:1: 没有叫 range 的宏或值（可用的宏：{'、'.join(MACROS)}）"
    ]


def test_values_written_out_are_allowed(city_project):
    """写明的值都能给：字、数、列表、注释、照印的花括号，不是非要最简单的写法。"""
    written = "{# 注 #}{{ latest_changes(most=1) }}{% raw %}{{ }}{% endraw %}{{ fill('甲' '乙') }}"
    add_line(city_project / ABOUT, written)
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

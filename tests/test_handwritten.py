"""手写页面：元数据、宏、HTML。"""

import pytest
from conftest import edit

from macros import check
from macros.handwritten import REQUIRED, forbidden

ABOUT = "docs/about.md"


def found(project):
    return [str(problem) for problem in check.problems(project)[1]]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("title: 关于本站\n", "titel: 关于本站\n", "docs/about.md:2:1: 未知字段 titel，是否想写 title？"),
        ("title: 关于本站\n", "title: 2022\n", "docs/about.md:2:8: title 的 2022 会被当成数字"),
        ("title: 关于本站\n", "title: 甲: 乙\n", "docs/about.md:2:9: YAML 写法有误"),
        ("title: 关于本站\n", "title: 关于本站\nhide: [everything]\n", "docs/about.md:3:8: hide 不能是 everything"),
        ("---\ntitle: 关于本站", "title: 关于本站", "docs/about.md:1:1: 开头缺少元数据"),
        (
            "{{ latest_changes(100) }}",
            "{{ latest_change(100) }}",
            "没有叫 latest_change 的宏或值（是否想写 latest_changes？",
        ),
        ("{{ latest_changes(100) }}", "{{ latest_changes( }}", "宏的写法不对"),
        ("{{ latest_changes(100) }}", '{{ unit("none") }}', "没有 none 这个单位"),
        ("{{ latest_changes(100) }}", "{{ unit() }}", "宏的参数不对"),
        ("{{ latest_changes(100) }}", "{{ 1 / 0 }}", "宏的参数不对"),
        ("{{ latest_changes(100) }}", "{{ config.site_name }}", "没有叫 config 的宏或值"),
        ("{{ latest_changes(100) }}", '{{ "".__class__.__mro__[1].__subclasses__() }}', "docs/about.md:宏:1: "),
        ("{{ latest_changes(100) }}", "{{ unit.__globals__ }}", "docs/about.md:宏:1: "),
        ("{{ latest_changes(100) }}", "{% for a in range(10**8) %}{% endfor %}", "docs/about.md:宏:1: "),
        ("{{ latest_changes(100) }}", '{% include "index.md" %}', "docs/about.md:宏:1: "),
    ],
)
def test_wrong_pages_are_named_with_their_line(project, old, new, expected):
    """手写页面的错也有行号；页面里的代码进不了系统，也看不见配置。"""
    lines = (project / ABOUT).read_text(encoding="utf-8").splitlines()
    expected = expected.replace("宏:", f"{lines.index('{{ latest_changes(100) }}') + 1}:")
    edit(project / ABOUT, old, new)
    problems = found(project)
    assert any(expected in problem for problem in problems), problems


def test_every_page_that_is_linked_to_must_exist(project):
    """页头、页脚和生成的页面链接到的页，少一页就要说出是哪一页：求助页没了，比任何错字都要紧。"""
    for name in REQUIRED:
        (project / "docs" / name).unlink()
    missing = {problem.split(":")[0] for problem in found(project) if "缺少这个页面" in problem}
    assert missing >= {f"docs/{name}" for name in REQUIRED}
    assert "docs/help.md" in missing


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>文字 <a href='plan/index.html#a'>链</a> <a href='tel:110'>110</a></p>", []),
        ("<script>1</script>", ["<script>"]),
        ("<iframe src='x'></iframe>", ["<iframe>"]),
        ("<p onclick='1'>", ["onclick="]),
        ("<p style='color:red'>", ["style="]),
        ("<a href='JavaScript:1'>", ["JavaScript:"]),
        ("<a href='java\nscript:1'>", ["javascript:"]),
        ("<a href='&#106;avascript:1'>", ["javascript:"]),
        ("<img src='data:image/svg+xml,x'>", ["data:"]),
        ("<form action='https://example.org'>", ["action="]),
    ],
)
def test_html_that_could_run_is_refused(html, expected):
    """页面里能跑代码、能往外发数据的东西都不许；平常的链接不受影响。"""
    assert forbidden(html) == expected

"""勘误的规则，各有一个违反它的例子。"""

import pytest
from checking import assert_says, messages
from project import edit

ERRATA = "data/errata.yml"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("printed: 立既", "printed: 立刻", "“立刻”在 scheme-1-1 里出现了 0 次"),
        ("reading: 立即", "reading: 立既", "reading 和 printed 相同"),
        (
            "reading: 2031年1月6日",
            "reading: 2031年2月7日",
            "restored 的 reading 要比 printed 只多字",
        ),
        ("printed: 立既\n  reading: 立即", "printed: 可疑的人和船，立既\n  reading: 立即", ""),
    ],
)
def test_each_rule_speaks_up(city_project, old, new, expected):
    """违反一条规则就有一句话。"""
    assert_says(city_project, ERRATA, old, new, expected)


def test_a_changed_paragraph_is_the_cause(city_project):
    """原文改了，勘误自然对不上：只说原文，不叫人去动勘误。"""
    edit(city_project / "data/documents/scheme.yml", "立既报警", "立即报警")
    (problem,) = messages(city_project)
    assert problem.startswith("data/documents/scheme.yml:9:")


def test_overlapping_errata_are_refused(city_project):
    """两处勘误不能圈住同一个字，否则标不出来。"""
    path = city_project / ERRATA
    row = "- {id: again, kind: sic, places: [scheme-1-1], printed: 既报警, basis: 又圈了一遍}\n"
    path.write_text(path.read_text(encoding="utf-8") + row, encoding="utf-8")
    assert any("和同一段的另一处勘误重叠" in problem for problem in messages(city_project))

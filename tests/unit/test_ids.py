"""id 不重复，不占页面自己用的名字。"""

import pytest
from checking import assert_says, messages
from project import edit

SCHEME = "data/documents/scheme.yml"
ERRATA = "data/errata.yml"


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (SCHEME, "id: scheme-1-1,", "id: scheme-1,", "id scheme-1 重复"),
        (SCHEME, "id: scheme-1-1,", "id: goal,", "id goal 没有以篇名开头"),
        (ERRATA, "id: at-once", "id: issued", "id issued 重复"),
        (ERRATA, "id: at-once", "id: sic", "sic 是页面自己用的名字"),
    ],
)
def test_each_rule_speaks_up(city_project, path, old, new, expected):
    """违反一条规则就有一句话：两处同名，链接到它的人不知道到了哪一处。"""
    assert_says(city_project, path, old, new, expected)


def test_a_missing_page_is_told_before_the_ids(city_project):
    """生成的页面要链接到的页不能缺：先说缺的页，别的错先不说。"""
    edit(city_project / ERRATA, "id: at-once", "id: sic")
    (city_project / "docs/verify.md").unlink()
    (problem,) = messages(city_project)
    assert "docs/verify.md:1:1: 缺少这个页面" in problem

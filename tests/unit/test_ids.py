"""id 不重复，不占页面自己用的名字。"""

import pytest
from checking import assert_says, messages
from project import edit

PLAN = "data/documents/plan.yml"


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (PLAN, "- id: plan-1-1\n", "- id: plan-1\n", "id plan-1 重复"),
        (PLAN, "- id: plan-1-1\n", "- id: goal\n", "id goal 没有以篇名开头"),
    ],
)
def test_each_rule_speaks_up(project, path, old, new, expected):
    """违反一条规则就有一句话。"""
    assert_says(project, path, old, new, expected)


def test_required_pages_and_reserved_names(project):
    """生成的页面要链接到的页不能缺；页面自己用的锚点不能作 id。"""
    edit(project / "data/errata.yml", "id: police-strive", "id: sic")
    assert any("sic 是页面自己用的名字" in problem for problem in messages(project))
    (project / "docs/verify.md").unlink()
    (problem,) = messages(project)
    assert "docs/verify.md:1:1: 缺少这个页面" in problem

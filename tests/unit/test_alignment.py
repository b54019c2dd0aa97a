"""对照的规则，各有一个违反它的例子。"""

import pytest
from checking import assert_says

ALIGNMENT = "data/alignment.yml"


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (ALIGNMENT, "paragraph: plan-4-2", "paragraph: plan-4-1", "plan-4-1 写了两行"),
        (
            ALIGNMENT,
            "- paragraph: plan-4-2\n",
            "- note: 没有对应的段\n",
            "正文的 plan-4-2 没有写",
        ),
        (
            ALIGNMENT,
            "[interpretation-6-2]",
            "[interpretation-6-1]",
            "解读的 interpretation-6-2 没有写",
        ),
        (ALIGNMENT, "[interpretation-6-2]", "[]", "有一头空着才写"),
        (ALIGNMENT, "[interpretation-6-2]", "[interpretation-6-2]\n  note: 多余", "有一头空着才写"),
        (
            ALIGNMENT,
            "[interpretation-1-1]",
            "[interpretation-6-1]",
            "interpretation-6-1 已经对上了别的行",
        ),
    ],
)
def test_each_rule_speaks_up(project, path, old, new, expected):
    """违反一条规则就有一句话。"""
    assert_says(project, path, old, new, expected)

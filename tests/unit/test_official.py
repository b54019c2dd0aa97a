"""公文的规则，各有一个违反它的例子。"""

import pytest
from checking import assert_says

PLAN = "data/documents/plan.yml"


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (PLAN, "appendix: true", "appendix: false", "带推进表的正文有 0 篇"),
        (PLAN, "text: 附件：重点", "text: 附件:重点", "半角标点“:”"),
        (PLAN, "text: 一、工作目标", "text: 一、工作 目标", "汉字之间有空格"),
        ("data/documents/draft.yml", "base: plan\n", "", "paragraphs 和 base 要写一个"),
        ("data/source/SOURCE.yml", "notice, plan,", "plan,", "公文 notice 在次序里出现了 0 次"),
        ("data/source/SOURCE.yml", "line: 428\n", "line: 429\n", "和原网页第 429 行不同"),
        ("data/source/SOURCE.yml", "line: 848", "line: 9999", "原网页只有"),
        (
            "data/source/SOURCE.yml",
            "first: 74\n  last: 76",
            "first: 76\n  last: 74",
            "断行的起止不对",
        ),
        (
            PLAN,
            "id: plan-3-1\n  kind: clause",
            "id: plan-3-1\n  kind: heading",
            "36:9: 种类是 heading，同一节的别的各条是 clause",
        ),
    ],
)
def test_each_rule_speaks_up(project, path, old, new, expected):
    """违反一条规则就有一句话。"""
    assert_says(project, path, old, new, expected)

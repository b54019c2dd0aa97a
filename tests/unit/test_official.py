"""公文的规则，各有一个违反它的例子，在虚构的小城上查。"""

import pytest
from checking import assert_says, messages
from snapshot import add_draft

SCHEME = "data/documents/scheme.yml"
SOURCE = "data/source/SOURCE.yml"
CLAUSES = """\
- {id: scheme-2-2, kind: clause, text: （一）甲}
- {id: scheme-2-3, kind: clause, text: （二）乙}
- {id: scheme-2-4, kind: heading, text: （三）丙}
"""


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (SCHEME, "appendix: true", "appendix: false", "正文有 0 篇"),
        (SCHEME, "text: 附件：任务", "text: 附件:任务", "半角标点“:”"),
        (SCHEME, "text: 一、怎么防", "text: 一、怎么 防", "汉字之间有空格"),
        (SOURCE, "[notice, scheme]", "[scheme]", "公文 notice 在次序里出现了 0 次"),
        (SOURCE, "line: 1,", "line: 2,", "和原网页第 2 行不同"),
        (SOURCE, "line: 1,", "line: 9999,", "原网页只有"),
        (SOURCE, "joined: []", "joined: [{first: 9, last: 8}]", "断行的起止不对"),
        (
            SCHEME,
            "- {id: scheme-attachment",
            f"{CLAUSES}- {{id: scheme-attachment",
            "14:26: 种类是 heading，同一节的别的各条是 clause",
        ),
    ],
)
def test_each_rule_speaks_up(city_project, path, old, new, expected):
    """违反一条规则就有一句话：公文是读者要引用的原话，排法、登记错了也要说。"""
    assert_says(city_project, path, old, new, expected)


def test_a_draft_has_its_own_text_or_a_base(city_project):
    """照抄另一篇的征求意见稿可以没有全文；两样都不写，就是一篇空的公文。"""
    add_draft(city_project)
    assert messages(city_project) == []
    assert_says(
        city_project,
        "data/documents/draft.yml",
        "base: notice\n",
        "",
        "paragraphs 和 base 要写一个",
    )

"""对照的规则，各有一个违反它的例子，在虚构的小城上查。"""

import pytest
from checking import assert_says

ALIGNMENT = "data/alignment.yml"
UNEXPLAINED = "- {paragraph: scheme-2-1, explained_by: [], note: 问答没有谈这一段}\n"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("paragraph: scheme-2-1", "paragraph: scheme-1-1", "scheme-1-1 写了两行"),
        (UNEXPLAINED, "", "正文的 scheme-2-1 没有写"),
        ("[questions-answer]", "[questions-question]", "解读的 questions-answer 没有写"),
        ("[questions-answer]", "[]", "有一头空着才写"),
        ("[questions-answer]", "[questions-answer], note: 多余", "有一头空着才写"),
        (
            UNEXPLAINED,
            f"{UNEXPLAINED}- {{explained_by: [questions-answer], note: 没有对应的段}}\n",
            "questions-answer 已经对上了别的行",
        ),
    ],
)
def test_each_rule_speaks_up(city_project, old, new, expected):
    """违反一条规则就有一句话：对照漏了一段、对错一段，读者就以为解读没有说到它。"""
    assert_says(city_project, ALIGNMENT, old, new, expected)

"""硬话的找法：条号、年龄、刑期、日期……一处不漏，写法不同也认得。"""

import pytest

from macros.checks import claims as module
from macros.checks.claims import claims


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (
            "《刑法》第二百四十条、第二百四十一条",
            [("条号", "刑法第二百四十条"), ("条号", "刑法第二百四十一条"), ("法律", "刑法")],
        ),
        ("照第九条之一办", [("条号", "第九条之一")]),
        ("不满十四周岁", [("年龄", "14")]),
        ("五年以上", [("刑期", "5")]),
        ("三十万元", [("金额", "30万元")]),
        ("百分之三十", [("百分比", "30")]),
        ("2031 年 4 月 6 日", [("日期", "2031-4-6")]),
        ("2031-04-06", [("日期", "2031-4-6")]),
        ("四条腿，一百步，没有别的", []),
    ],
)
def test_claims_are_found_and_written_one_way(text, keys):
    """一段文字里的硬话，规范成一种写法。"""
    assert [claim.key for claim in claims(text)] == keys


def test_no_claim_is_missed_for_lack_of_a_sign(plan):
    """先看有没有一定要有的字，再找：真实的资料、事实里一处也不因此漏掉。"""
    texts = [text for piece in plan.pieces for _, text, _ in piece.passages()]
    texts += [fact.text for fact in plan.facts]
    for text in texts:
        found = {(claim.kind, claim.start) for claim in claims(text)}
        for sort in module._SORTS:
            for match in sort.pattern.finditer(text):
                assert (sort.name, match.start()) in found

"""硬话的找法：条号、年龄、刑期、日期……一处不漏，写法不同也认得。"""

import pytest

from macros.checks import claims as module
from macros.checks.claims import claims, durations


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
        ("第240条", [("条号", "第二百四十条")]),
        ("第 8 条", [("条号", "第八条")]),
        ("第六款", [("款", "6")]),
        ("判十五年", [("刑期", "15")]),
        ("五年起", [("刑期", "5")]),
        ("5000 块", [("金额", "5000元")]),
        ("三块钱", [("金额", "3元")]),
        ("十倍", [("金额", "10倍")]),
        ("三百名", [("数目", "300")]),
        ("30 万", [("数目", "30万")]),
        ("九成的", [("百分比", "90")]),
        ("三分之一", [("百分比", "1/3")]),
        ("二〇一九年", [("日期", "2019")]),
        ("每年三月八日", [("日子", "3-8")]),
        ("三天内", [("期限", "3日")]),
        ("两个星期后", [("期限", "2周")]),
        ("72 小时", [("期限", "72小时")]),
        ("打一一零", [("电话", "110")]),
        ("拨 400-123-4567", [("电话", "400-123-4567")]),
        ("免予处罚", [("刑罚", "免除处罚")]),
        ("拐卖妇女、儿童罪", [("罪名", "儿童"), ("罪名", "妇女")]),
        ("三百二十六个孩子，三百个苹果", [("数目", "326")]),
        ("四条腿，一百步，没有别的", []),
        ("千万别追，一块黑板，犯了重罪，数罪并罚", []),
        ("不用等 24 小时，不用等二十四小时", []),
    ],
)
def test_claims_are_found_and_written_one_way(text, keys):
    """一段文字里的硬话，规范成一种写法。"""
    assert [claim.key for claim in claims(text)] == keys


def test_a_term_of_prison_is_no_deadline():
    """刑期里的年数不当期限的出处：“三年以下有期徒刑”撑不起“三年内可以撤销”。"""
    fact = "一年内提出；情节轻的，三年以下有期徒刑。"
    assert list(durations(fact)) == [("期限", "1年")]


def test_no_claim_is_missed_for_lack_of_a_sign(plan):
    """先看有没有一定要有的字，再找：真实的资料、事实里一处也不因此漏掉。"""
    texts = [text for piece in plan.pieces for _, text, _ in piece.passages()]
    texts += [fact.text for fact in plan.facts]
    for text in texts:
        found = {(claim.kind, claim.start) for claim in claims(text)}
        for sort in module._SORTS:
            for match in sort.pattern.finditer(text):
                assert (sort.name, match.start()) in found

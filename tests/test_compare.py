"""两稿对照：差别要算出来。"""

from dataclasses import replace

from macros.compare import compare


def test_the_two_texts_differ_in_two_lines(plan):
    """征求意见稿只比印发稿多“附件2：”和“（征求意见稿）”两行。"""
    found = compare(plan, plan.documents["draft"], plan.documents["plan"])
    assert [change.pieces for change in found.different] == [
        (("deleted", "附件2："),),
        (("deleted", "（征求意见稿）"),),
    ]
    # 原网页第 58—407 行、446—792 行里有字的行，各减去断开的一行。
    lines = plan.source.text.split("\n")
    counts = [sum(bool(line.strip()) for line in lines[first - 1 : last]) for first, last in ((58, 407), (446, 792))]
    assert (found.left, found.right) == (counts[0] - 1, counts[1] - 1) == (154, 152)
    assert found.characters == {"inserted": 0, "deleted": 11}


def test_changed_characters_are_found(plan):
    """印发稿换一个字（原网页和数据一起换），对照就多出一处，标出删的和增的字。"""
    text = plan.source.text
    at = text.rindex("一、工作目标")
    source = replace(plan.source, text=text[:at] + "一、工作目的" + text[at + 6 :])
    issued = plan.documents["plan"]
    paragraphs = tuple(
        replace(p, text=p.text.replace("工作目标", "工作目的")) if p.id == "plan-1" else p for p in issued.paragraphs
    )
    issued = replace(issued, paragraphs=paragraphs)
    changed = replace(plan, source=source, documents={**plan.documents, "plan": issued})
    found = [c for c in compare(changed, plan.documents["draft"], issued).different if c.kind == "changed"]
    assert [change.pieces for change in found] == [(("same", "一、工作目"), ("deleted", "标"), ("inserted", "的"))]

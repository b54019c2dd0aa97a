"""两稿对照：差别要算出来。"""

from dataclasses import replace

from project import with_paragraph

from macros.corpus.comparison import compare_documents


def test_the_two_texts_differ_in_two_lines(plan):
    """征求意见稿只比印发稿多“附件2：”和“（征求意见稿）”两行。"""
    found = compare_documents(plan, plan.documents["draft"], plan.documents["plan"])
    assert [change.pieces for change in found.different] == [
        (("deleted", "附件2："),),
        (("deleted", "（征求意见稿）"),),
    ]
    # 原网页第 58—407 行、446—792 行里有字的行，各减去断开的一行。
    lines = plan.source.text.split("\n")
    counts = [
        sum(bool(line.strip()) for line in lines[first - 1 : last])
        for first, last in ((58, 407), (446, 792))
    ]
    assert (found.left, found.right) == (counts[0] - 1, counts[1] - 1) == (154, 152)
    assert found.characters == {"inserted": 0, "deleted": 11}


def test_changed_characters_are_found(plan):
    """印发稿换一个字（原网页和数据一起换），对照就多出一处，标出删的和增的字。"""
    text = plan.source.text
    at = text.rindex("一、工作目标")
    source = replace(plan.source, text=text[:at] + "一、工作目的" + text[at + 6 :])
    row = plan.rows["plan-1"]
    row = replace(row, text=row.text.replace("工作目标", "工作目的"))
    changed = with_paragraph(replace(plan, source=source), row)
    draft, issued = changed.documents["draft"], changed.documents["plan"]
    found = [c for c in compare_documents(changed, draft, issued).different if c.kind == "changed"]
    assert [change.pieces for change in found] == [
        (("same", "一、工作目"), ("deleted", "标"), ("inserted", "的"))
    ]

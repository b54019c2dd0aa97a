"""两稿对照：差别要算出来。"""

from dataclasses import replace

from project import with_paragraph

from macros.corpus.comparison import compare_documents
from macros.pages.macros import comparison
from macros.pages.view import View


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
    assert found.same_body
    assert [same for same, _ in found.runs] == [False, True, False, True]


def test_changed_characters_are_found(plan):
    """印发稿换一个字（原网页和数据一起换），对照就多出一处，标出删的和增的字。"""
    text = plan.source.text
    at = text.rindex("一、工作目标")
    source = replace(plan.source, text=text[:at] + "一、工作目的" + text[at + 6 :])
    row = plan.rows["plan-1"]
    row = replace(row, text=row.text.replace("工作目标", "工作目的"))
    changed = with_paragraph(replace(plan, source=source), row)
    draft, issued = changed.documents["draft"], changed.documents["plan"]
    compared = compare_documents(changed, draft, issued)
    assert not compared.same_body
    found = [c for c in compared.different if c.kind == "changed"]
    assert [change.pieces for change in found] == [
        (("same", "一、工作目"), ("deleted", "标"), ("inserted", "的"))
    ]


def test_the_page_answers_in_one_sentence(plan):
    """先说改没改：正文没改，就一句话，相同的段收着；改了，说改了几段，列出来。"""
    same = comparison(View(plan=plan, root=""), "draft", "plan")
    assert "<strong>正文一字未改</strong>，印发稿去掉了“附件2：”和“（征求意见稿）”。" in same
    assert "有差别的段" not in same
    assert same.count("<details") == 1
    row = plan.rows["plan-1"]
    at = plan.source.text.rindex("一、工作目标")
    text = plan.source.text[:at] + "一、工作目的" + plan.source.text[at + 6 :]
    changed = with_paragraph(
        replace(plan, source=replace(plan.source, text=text)),
        replace(row, text=row.text.replace("工作目标", "工作目的")),
    )
    said = comparison(View(plan=changed, root=""), "draft", "plan")
    assert "<strong>正文改了 1 段</strong>，一共删去 12 字，增加 1 字。" in said
    assert "有差别的段" in said

"""资料正文里的表，手机上一行排成一张卡片。"""

from macros.pages.stacking import stacked

BUTTON = '<button type="button" class="copy by-script">复制</button>'


def table(*rows):
    """几行几栏的表，头一行是栏名。"""
    head, *body = [
        "".join(f"<{tag}>{cell}</{tag}>" for cell in row)
        for tag, row in zip(["th", *["td"] * len(rows)], rows, strict=False)
    ]
    lines = "".join(f"<tr>{row}</tr>" for row in body)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>"


def test_two_columns_stay_a_table():
    """两栏的手机上放得下，一个字不动。"""
    html = table("甲乙", "12")
    assert stacked(html, "标语") == html


def test_each_cell_says_its_column():
    """一格一行排的时候，看不见栏名，不知道“15”是什么；头一格是卡片的题目，不写。"""
    html = stacked(table("甲乙丙", "123", "456"), "标语")
    assert 'class="stack-large"' in html
    assert '<tr><td>4</td><td data-label="乙">5</td><td data-label="丙">6</td></tr>' in html


def test_four_columns_stack_at_any_size_of_letter():
    """四栏的，平常的字手机上也放不下。"""
    assert 'class="stack"' in stacked(table("甲乙丙丁", "1234"), "标语")


def test_a_slogan_can_be_copied():
    """每条标语有一个复制的按钮，没有脚本时不出现；别的表没有。"""
    rows = (["标语", "字数", "长度"], ["捡到孩子，打 110", "9", "6 米"])
    assert f"<td>{BUTTON}捡到孩子" in stacked(table(*rows), "标语")
    assert BUTTON not in stacked(table(*rows), "教案")


def test_marks_in_a_heading_are_left_out():
    """栏名里的标签不写进属性。"""
    html = stacked(table(["甲", "<strong>乙</strong>", "丙"], "123"), "标语")
    assert 'data-label="乙"' in html

"""单独成页的：发出去、收回来、剪下的，不和给老师看的话印在一张纸上；末一页不太空。"""

import re
from dataclasses import replace

import pytest
from paper import NAME, city, pages_of, run, squash

from macros.printing import sheets
from macros.printing.apart import set_apart, sheet_name
from macros.printing.blocks import blocks, plain
from macros.printing.density import PROSE_TEMPLATE, THIRD, settled
from macros.printing.docx_parts import ruled
from macros.printing.engine import Engine
from macros.printing.sheets import Site

SLIP = '<div class="slip" markdown>\n\n**回执**（交给船工）\n\n签名：{{ fill("签名") }}\n\n</div>\n\n后面的话。\n'
FORM = (
    '<div class="slip" markdown>\n\n**渡口记录**\n\n| 项目 | 记录 |\n|---|---|\n'
    '| 填表人 | {{ fill("填表人") }} |\n\n</div>\n'
)


def talk(**changes):
    """改过的讲话。"""
    return replace(city().piece["ferry-talk"], **changes)


def sheet_of(piece):
    """排版要的数据。"""
    return sheets.prose(city(), piece, Site(name=NAME, url=""))


@pytest.fixture(scope="module")
def engine():
    return Engine()


@pytest.fixture
def pages(engine, tmp_path):
    """把一份文章排成 PDF，返回各页的字。"""

    def printed(piece):
        path = tmp_path / "piece.pdf"
        path.write_bytes(engine.pdf(PROSE_TEMPLATE, sheet_of(piece)))
        return [squash(page) for page in pages_of(path)]

    return printed


def test_what_is_cut_out_leaves_the_text():
    """单子、卡片挪到后面，原处说另有一页；别的框留在原处。"""
    found = blocks(
        "<p>前</p><div class='slip'><p><strong>回执</strong>交回</p></div><div class='note'><p>框</p></div>"
        "<div class='cards'><ul><li>甲</li></ul></div><p>后</p>"
    )
    before, slip, note, cards, after = found
    whole = set_apart(found)
    assert whole.body == (before, plain("回执另附一页。"), note, plain("卡片另附一页。"), after)
    assert whole.sheets == (slip, cards)


def test_a_sheet_without_a_title_still_has_a_name():
    """单子开头没有加粗的字，也有个叫法，原处的一句话读得通。"""
    (slip,) = blocks("<div class='slip'><p>我听过了。</p></div>")
    assert sheet_name(slip) == "单子"


def test_a_slip_is_a_page_of_its_own(pages):
    """回执裁走了，电话还在看信的人手里：一页上只有回执，两份，没有页脚；读屏软件只念一份。"""
    text, slip = pages(talk(body=SLIP))
    assert "打哪个电话" in text
    assert "签名" not in text
    assert "回执另附一页" in text
    assert "后面的话" in text
    assert re.fullmatch(r"(回执\(交给船工\)签名:){2,4}", slip)


def test_the_copies_are_read_once(engine, tmp_path):
    """裁开的几份是一样的，读屏软件只念头一份。"""
    path = tmp_path / "piece.pdf"
    path.write_bytes(engine.pdf(PROSE_TEMPLATE, sheet_of(talk(body=SLIP))))
    spoken = run("pdfinfo", "-struct-text", path).decode("utf-8", errors="replace")
    assert squash(spoken).count("交给船工") == 1


def test_a_form_is_one_page(pages):
    """记录表一次活动填一张：单独一页，只印一份，有页脚。"""
    _, form = pages(talk(body=FORM))
    assert form.count("渡口记录") == form.count("填表人") == 1
    assert "第2页,共2页" in form


def test_a_line_is_long_enough_to_write_on(engine, tmp_path):
    """要填的一道横线不短于五厘米，十一位的电话写得下；Word 里也是。"""
    body = '电话：{{ fill("电话") }}终\n'
    path = tmp_path / "piece.pdf"
    path.write_bytes(engine.pdf(PROSE_TEMPLATE, sheet_of(talk(body=body))))
    boxes = run("pdftotext", "-bbox", path, "-").decode("utf-8")
    (right,) = re.findall(r'xMax="([\d.]+)" yMax="[\d.]+">电话：<', boxes)
    (left,) = re.findall(r'xMin="([\d.]+)" yMin="[\d.]+" xMax="[\d.]+" yMax="[\d.]+">终<', boxes)
    millimetre = 72 / 25.4
    assert float(left) - float(right) >= 49.9 * millimetre
    for size in (10.5, 12, 14):
        assert len(ruled(size)) * size >= 50 * millimetre


def test_a_letter_goes_home_without_notes_to_the_sender(pages):
    """发给家长的信上没有给谁、用时、怎样用；讲话上有。"""
    for form, told in (("letter", False), ("speech", True)):
        (first, *_) = pages(talk(form=form, body="各位家长。\n"))
        assert ("开船前念一遍" in first) is told
        assert ("用时" in first) is told


@pytest.mark.parametrize(
    ("form", "timed"), [("activity", False), ("slogans", False), ("lesson", True)]
)
def test_minutes_only_where_they_are_one_sitting(form, timed):
    """一周的活动，各处用时加起来没有意思，不印；一堂课的用时印。"""
    names = [name for name, _ in sheets.summary(talk(form=form))]
    assert ("用时" in names) is timed


def test_the_last_page_is_not_nearly_empty(engine):
    """末一页只剩几行，就排紧一点、松一点：一份不多费一张纸。"""
    saved = 0
    for lines in range(10, 40):
        sheet = sheet_of(talk(body="渡口的话，一段一段说。" * 3 + "\n\n" + "牵好手。\n\n" * lines))
        end = engine.measured(PROSE_TEMPLATE, sheet, "end")
        better = engine.measured(PROSE_TEMPLATE, settled(engine, sheet), "end")
        if end["page"] == 1 or end["mm"] >= THIRD:
            assert better == end
        else:
            assert better["page"] == 1 or better["mm"] > end["mm"]
            saved += better["page"] == 1 or better["mm"] >= THIRD
    assert saved >= 3

"""标题、段末怎样换行。"""

import re

import pytest

from macros.pages import linebreaks

UNITS = ("市渡运局", "市渡运局分局")
BUTTON = '<button class="point" data-editorial>引用</button>'


def kept(heading):
    """改过的标题里的 class 和字。"""
    html = linebreaks.HeadingBreaks(UNITS).marked(heading)
    return "clauses" in html, re.sub(r"</?h.*?>", "", html)


@pytest.mark.parametrize(
    ("heading", "marked"),
    [
        ("<h1>外出务工：防骗，防强迫劳动</h1>", True),
        ('<h1 id="a">开口求助，是一种本领</h1>', True),
        ("<h1>放学路上</h1>", False),
        ("<h1>收买妇女儿童也是犯罪</h1>", False),
        ("<h1>儿童之家宣讲提纲：玩着学会三件事</h1>", False),
        ("<h2>一、这半天做成一件事</h2>", False),
        ("<h2>（二）咨询台（180 分钟）</h2>", True),
        ("<h2>（二）家长来说孩子不见了</h2>", False),
        ("<h2>《甲方案》（送审稿）起草说明</h2>", True),
        ('<h2 class="official">甲方案的通知，另见乙方案</h2>', False),
        ("<h3>外出务工：防骗，防强迫劳动</h3>", False),
        ("<h1>：</h1>", False),
    ],
)
def test_short_clauses_are_kept_whole(heading, marked):
    """短句连成的做记号，一句句换行；放得下的、有长句的、公文的、小标题都不做；序号跟着后面的字。"""
    assert kept(heading) == (marked, re.sub(r"</?h.*?>", "", heading))


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("市渡运局重点任务第1项", "市渡运局<wbr>重点任务第1项"),
        ("市渡运局分局重点任务", "市渡运局分局<wbr>重点任务"),
        ("听市渡运局讲，再问一问", "听市渡运局讲，再问一问"),
    ],
)
def test_a_line_may_end_after_a_unit(title, text):
    """单位名称开头的，后面可以换行，名称从长的认起；不在开头的不管。"""
    assert kept(f"<h1>{title}</h1>") == (True, text)


@pytest.mark.parametrize(
    ("title", "clauses"),
    [
        ("外出务工：防骗，防强迫劳动", ["外出务工：", "防骗，", "防强迫劳动"]),
        ("中学生：网上交友与“高薪招聘”", ["中学生：", "网上交友与", "“高薪招聘”"]),
        ("致家长的一封信", ["致家长的一封信"]),
    ],
)
def test_a_title_is_made_of_its_clauses(title, clauses):
    """目录里的卡片窄，标题一句一句换行；合起来还是那个标题。"""
    assert linebreaks.clauses(title) == clauses


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("收买被拐卖的妇女儿童也是犯罪", ["收买被拐卖的", "妇女儿童", "也是犯罪"]),
        ("孩子走失怎么办", ["孩子走失", "怎么办"]),
        ("防拐演练脚本与记录表", ["防拐演练脚本", "与记录表"]),
        ("中学生：网上交友与“高薪招聘”", ["中学生：", "网上交友与", "“高薪招聘”"]),
        ("聊得来，也要慢一步", ["聊得来，", "也要慢一步"]),
        ("我的船", ["我的船"]),
    ],
)
def test_a_long_clause_breaks_between_words(title, parts):
    """卡片窄得放不下一句，也不在“妇女”“脚本”中间换行；不剩一个字。"""
    assert linebreaks.title_parts(title) == parts


def test_no_title_loses_a_character(plan):
    """每份资料的标题，分开再合起来，一字不少。"""
    for piece in plan.pieces:
        for parts in (linebreaks.clauses, linebreaks.title_parts):
            assert "".join(parts(piece.title)) == piece.title


def test_nothing_else_changes():
    """标题以外的一个字也不动。"""
    html = '<p>市渡运局，渡口，名单，都在这里</p><h1>甲</h1><h2><a href="x">市渡运局重点任务第1项</a></h2>'
    assert linebreaks.HeadingBreaks(UNITS).marked(html) == html


@pytest.mark.parametrize(
    ("html", "made"),
    [
        (
            f"<p>保障人身权益。{BUTTON}</p>",
            f'<p>保障人身<span class="nowrap">权益。{BUTTON}</span></p>',
        ),
        (f"<p>查找<a>失踪</a>。{BUTTON}</p>", None),
        (f"<p>无。{BUTTON}</p>", None),
        (f"<p>&lt;甲&gt;{BUTTON}</p>", None),
        ("<p>保障人身权益。</p>", None),
    ],
)
def test_the_end_stays_with_what_follows(html, made):
    """按钮前面三个字跟着它；以链接结尾的、太短的、转义过的，都不动。字一个不变。"""
    assert linebreaks.endings(html) == (made or html)
    assert re.sub(r"</?span.*?>", "", linebreaks.endings(html)) == html


@pytest.mark.parametrize(
    ("level", "clause"), [("h1", "出门要护自己，"), ("h2", "出门务工护自己，")]
)
def test_the_longest_clause_that_fits_a_line(level, clause):
    """一句正好排满一行，算短句；再多一个字，在长辈的手机上就要拆成两行，算长句。"""
    assert kept(f"<{level}>都{clause}签好合同</{level}>")[0]
    assert not kept(f"<{level}>大都{clause}签好合同</{level}>")[0]


@pytest.mark.parametrize(
    ("html", "made"),
    [
        ("<p>先打\n电话，\n再等</p>", "<p>先打电话，再等</p>"),
        ("<p><strong>甲</strong>\n乙</p>", "<p><strong>甲</strong>乙</p>"),
        ("<p>甲\n<strong>乙</strong></p>", "<p>甲<strong>乙</strong></p>"),
        ('<p>甲\n<a href="x">乙</a>\n丙</p>', '<p>甲<a href="x">乙</a>丙</p>'),
        ("<p>打\n110\n报警</p>", None),
        ('<p><a href="x">甲</a>\n<a href="y">乙</a></p>', None),
        ("<p>甲</p>\n<p>乙</p>", None),
        ("<p>甲<br>\n乙</p>", None),
        ("<pre><code>甲\n乙</code></pre>", None),
    ],
)
def test_wrapped_chinese_is_joined(html, made):
    """写的人在汉字之间换的行接起来：浏览器会把它显示成一个空格。别的换行不动。"""
    assert linebreaks.joined(html) == (made or html)

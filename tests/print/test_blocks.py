"""正文拆成块：排版、Word、纯文本都从块里取，漏一句，三处都少一句。"""

import pytest
from paper import fills

from macros.printing.blocks import Block, Run, blocks
from macros.printing.engine import Unprintable

A, B = (Block(kind="paragraph", runs=(Run(text),)) for text in "甲乙")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>甲</p>", A),
        ("<h1>甲</h1>", Block(kind="heading", level=1, runs=(Run("甲"),))),
        ("<h4>甲</h4>", Block(kind="heading", level=4, runs=(Run("甲"),))),
        ("<ul><li>甲</li><li>乙</li></ul>", Block(kind="bullets", items=((A,), (B,)))),
        ("<ol><li>甲</li><li><p>甲</p><p>乙</p></li></ol>", Block(kind="numbers", items=((A,), (A, B)))),
        (
            "<table><thead><tr><th>甲</th></tr></thead><tbody><tr><td>乙</td></tr></tbody></table>",
            Block(kind="table", rows=(((Run("甲"),),), ((Run("乙"),),))),
        ),
        ("<div class='scroll'><table><tr><th>甲</th></tr></table></div>", Block(kind="table", rows=(((Run("甲"),),),))),
        ("<div class='note'>\n<p>甲</p>\n<p>乙</p>\n</div>", Block(kind="note", inside=(A, B))),
        ("<div class='board'><p>甲</p></div>", Block(kind="board", inside=(A,))),
        ("<div class='slip'><p>甲</p></div>", Block(kind="slip", inside=(A,))),
        ("<div class='cards'><ul><li>甲</li></ul></div>", Block(kind="cards", inside=(Block(kind="bullets", items=((A,),)),))),
    ],
)  # fmt: skip
def test_each_kind_of_block(html, expected):
    """标题、段、两种列表、表格、四种框，各拆成各的块。"""
    assert blocks(html) == (expected,)


def test_lists_inside_lists():
    """列表里的列表跟着它那一项，次序和层次都不丢。"""
    inner = Block(kind="bullets", items=((B,),))
    assert blocks("<ol>\n<li>甲<ul>\n<li>乙</li>\n</ul>\n</li>\n<li>乙</li>\n</ol>") == (
        Block(kind="numbers", items=((A, inner), (B,))),
    )


def test_runs_of_a_line():
    """行内的加粗、填空、换行各成一截，加粗里的填空还是填空，次序不变。"""
    fill = '<span class="fill" data-fill="姓名">姓名</span>'
    (block,) = blocks(f"<p>我<strong>是{fill}的</strong>家长，<b>请</b>签名：{fill}<br>谢谢</p>")
    assert block.runs == (
        Run("我"),
        Run("是", strong=True),
        Run("姓名", strong=True, fill=True),
        Run("的", strong=True),
        Run("家长，"),
        Run("请", strong=True),
        Run("签名："),
        Run("姓名", fill=True, named=False),
        Run("\n"),
        Run("谢谢"),
    )


def test_a_blank_is_named_once():
    """“报告人：”后面、表里左边一格说过的空，不再印一遍名字；没有说过的、一格里有几个的，名字照印。"""
    fill = '<span data-fill="{}"></span>'.format
    told, bare = blocks(f"<p>报告人：{fill('报告人')}</p><p>由{fill('替补')}接，{fill('电话')}</p>")
    assert [run.named for run in told.runs if run.fill] == [False]
    assert [run.named for run in bare.runs if run.fill] == [True, True]
    rows = (
        f"<tr><td>填表人</td><td>{fill('填表人')}</td></tr>"
        f"<tr><td>应到、实到</td><td>{fill('应到')}　{fill('实到')}</td></tr>"
        f"<tr><td>{fill('单位')}</td><td>甲</td></tr>"
    )
    (table,) = blocks(f"<table>{rows}</table>")
    named = [[run.named for cell in row for run in cell if run.fill] for row in table.rows]
    assert named == [[False], [True, True], [True]]


def test_breaks_in_the_source_leave_no_gap():
    """源文件一段写成两行，印出来中间没有空格，段首也没有。"""
    assert blocks("<p> 看好\n孩子，<strong>牵\n好手</strong></p>")[0].runs == (
        Run("看好孩子，"),
        Run("牵好手", strong=True),
    )


def test_fills_in_order_once():
    """要填的空按先后列出，同名的只列一次，表格、列表、框里的都算。"""
    mark = '<span data-fill="{0}">{0}</span>'.format
    html = (
        f"<p>{mark('乙')}</p><ul><li>{mark('甲')}</li></ul><div class='slip'><p>{mark('丙')}{mark('乙')}</p></div>"
        f"<table><tr><td>{mark('丁')}</td></tr></table>"
    )
    assert fills(blocks(html)) == ("乙", "甲", "丙", "丁")


@pytest.mark.parametrize(
    ("html", "tag"),
    [
        ('<p>看<img src="a.png" alt="图">图</p>', "<img>"),
        ('<p><a href="https://example.org/">链接</a></p>', "<a>"),
        ("<p>甲<em>斜</em></p>", "<em>"),
        ("<p><strong>粗<code>码</code></strong></p>", "<code>"),
        ("<p><span>不是填空</span></p>", "<span>"),
        ("<h5>太深的标题</h5>", "<h5>"),
        ("<hr>", "<hr>"),
        ("<blockquote><p>引文</p></blockquote>", "<blockquote>"),
        ("<pre><code>码</code></pre>", "<pre>"),
        ('<div class="other"><p>框</p></div>', "<div>"),
        ("<div class='note'><section><p>里面</p></section></div>", "<section>"),
        ("<ul><li>甲<table><tr><td>表</td></tr></table></li></ul>", "<table>"),
        ("<table><tr><td><ul><li>表里的列表</li></ul></td></tr></table>", "<ul>"),
    ],
)
def test_an_unknown_tag_is_refused_by_name(html, tag):
    """印不出的标签不悄悄丢掉，报错并说出是哪个：网页上有、纸上没有的一句话，编者看不出来。"""
    with pytest.raises(Unprintable, match=tag):
        blocks(html)


@pytest.mark.parametrize(
    "html",
    [
        '<div class="note">漏掉的一句</div>',
        "<p>甲</p>漏掉的一句",
        "<ul><li>甲<ul><li>乙</li></ul>漏掉的一句</li></ul>",
        "<table><caption>漏掉的一句</caption><tr><th>甲</th></tr></table>",
    ],
)
def test_no_words_are_lost(html):
    """不在段里的字，要么照样拆出来，要么报错，不能没有了。"""
    try:
        found = blocks(html)
    except Unprintable:
        return
    assert "漏掉的一句" in repr(found)

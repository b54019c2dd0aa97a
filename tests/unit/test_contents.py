"""本页目录：级别、锚点、文字都和页面对得上。"""

import pytest
from lxml import html
from project import ROOT

from macros.pages.contents import LEAST, Heading, contents

GOLDEN = sorted((ROOT / "tests/golden").glob("*.html"))

PAGE = """
<h1 id="top">标题</h1>
<h2 id="a">一、甲</h2>
<h3 class="official" id="b">（一）<ins data-editorial>乙</ins></h3>
<p id="c" class="official clause" data-official="c"><strong>（一）丙。</strong>正文。</p>
<p id="d" class="official clause" data-official="d">（二）这一项没有短标题。</p>
<h4 id="e">太细</h4>
<h2 id="f">&lt;丁&gt;</h2>
"""


def test_headings_and_clauses_are_listed():
    """二、三级标题和有短标题的一项都列出，标签去掉，句号不要；别的不列。"""
    assert contents(PAGE) == (
        Heading(level=2, anchor="a", title="一、甲"),
        Heading(level=3, anchor="b", title="（一）乙"),
        Heading(level=4, anchor="c", title="（一）丙"),
        Heading(level=2, anchor="f", title="&lt;丁&gt;"),
    )


def test_a_short_page_has_none():
    """一眼看得完的页不用目录；差一条也不给，正好够才给。"""
    headings = [f'<h2 id="h{n}">第{n}节</h2>' for n in range(LEAST)]
    assert contents("".join(headings[1:])) == ()
    assert len(contents("".join(headings))) == LEAST


def expected(article):
    """照页面的样子另算一遍目录：(级, 锚点, 文字)。"""
    for node in article.xpath(
        './/h2[@id] | .//h3[@id] | .//p[@class="official clause"]/*[1][self::strong]'
    ):
        owner = node.getparent() if node.tag == "strong" else node
        level = 4 if node.tag == "strong" else int(node.tag[1])
        for note in node.xpath(".//sup | .//small"):
            note.drop_tree()
        yield level, owner.get("id"), node.text_content().strip().rstrip("。")


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_contents_match_the_page(path):
    """目录和页面一条不差，点了都有去处：漏一条，长文里就有找不到的一节。"""
    text = path.read_text(encoding="utf-8").replace(">\n<", "><")  # 定稿为了好比较，把标签拆了行
    article = html.fromstring(text)
    wanted = list(expected(article))
    found = contents(text)
    if len(wanted) < LEAST:
        assert found == ()
    else:
        shown = [
            (entry.level, entry.anchor, html.fromstring(f"<p>{entry.title}</p>").text_content())
            for entry in found
        ]
        assert shown == wanted
    ids = article.xpath("//@id")
    assert all(ids.count(entry.anchor) == 1 for entry in found)

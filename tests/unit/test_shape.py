"""宣传资料的样子：写全了，排得下。"""

import pytest
from checking import assert_says_in
from project import edit

from macros.checks.run import check

LEAFLET = "docs/publicity/ferry-leaflet.md"


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (LEAFLET, "headline: [上下渡船, 牵紧手]", "headline: [上下渡船]", "headline 有 1 条"),
        (LEAFLET, "card_fields: [孩子姓名]", "card_fields: [甲, 乙, 丙]", "card_fields 有 3 条"),
        (LEAFLET, "kind: avoid", "kind: myth", "head 写得不对"),
        (LEAFLET, "facts: [police-line]", "facts: []", "没有依据任何事实"),
        (LEAFLET, "review: 2032-04-01", "review: 2031-04-06", "复核期限不晚于"),
        (LEAFLET, "alt: 一条渡船停在码头边。", "alt: ", "alt"),
        (LEAFLET, "card: 过渡三件事", "cards: 过渡三件事", "未知字段 cards"),
    ],
)
def test_each_rule_speaks_up(city_project, path, old, new, expected):
    """改坏一处，就报在那个文件里。"""
    assert_says_in(city_project, path, old, new, expected)


def test_a_leaflet_keeps_its_words_in_the_front_matter(city_project):
    """传单的话都在元数据里：写进正文的不会印，所以不许写。"""
    path = city_project / LEAFLET
    path.write_text(path.read_text(encoding="utf-8") + "\n多写的一段。\n", encoding="utf-8")
    assert any("正文要空着" in str(problem) for problem in check(city_project)[1])


def test_long_sentences_are_refused(city_project):
    """传单的句子平均不到 30 个字，站着看也看得懂。"""
    edit(
        city_project / LEAFLET,
        "lead: 渡口人多，孩子一转身就看不见。上船、坐船、下船，各做一件事。",
        "lead: " + "长" * 2000 + "。",
    )
    assert any("句子平均有" in str(problem) for problem in check(city_project)[1])

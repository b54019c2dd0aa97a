"""名词和单位简称：在哪里加解释，加了之后一个字都不动。"""

import re
from dataclasses import replace

import pytest
from project import ROOT

from macros.corpus import proof
from macros.corpus.documents import Paragraph
from macros.corpus.editorial import Term
from macros.pages import glossary

GOLDEN = sorted((ROOT / "tests/golden").glob("*.html"))
ADDED = re.compile(r'<a class="term" href="([^"]*)">(.*?)</a>', re.DOTALL)


def without(html):
    """拿掉加上去的解释。"""
    return ADDED.sub(r"\2", html)


@pytest.fixture(scope="module")
def small(plan):
    """两个名词，一个包着另一个；没有单位。"""
    terms = (
        Term(id="inner", term="收养", sound="shou yang", means="甲", source="乙"),
        Term(
            id="outer",
            term="收养登记",
            also=("登记收养",),
            sound="shou yang deng ji",
            means="丙",
            source="丁",
        ),
    )
    return replace(plan, terms=terms, units=())


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_explaining_only_wraps(plan, path):
    """加解释只是包上链接：拿掉链接，和原来一个字节不差，官方文字也就没有动过。"""
    before = without(path.read_text(encoding="utf-8"))
    after = glossary.with_explanations(plan, before, "../")
    assert without(after) == before


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_each_word_is_explained_once_and_has_a_meaning(plan, path):
    """一页里每个解释只标一次，满页点线没法读；标了的都查得到解释，点了不会是空的。"""
    found = [
        address
        for address, _ in ADDED.findall(
            glossary.with_explanations(plan, without(path.read_text("utf-8")), "../")
        )
    ]
    assert len(found) == len(set(found))
    assert {address.removeprefix("../") for address in found} <= glossary.meanings(plan).keys()


def test_only_listed_words_are_marked(small):
    """名词表里没有的词不标：没有见到出处的词不收，点开一个空框，比不标更糟。"""
    assert glossary.with_explanations(small, "<p>代孕和收养</p>", "") == (
        '<p>代孕和<a class="term" href="terms.html#inner">收养</a></p>'
    )
    assert glossary.meanings(small) == {"terms.html#inner": "甲", "terms.html#outer": "丙"}


def test_the_longest_word_wins(small):
    """“收养登记”不拆成“收养”；同一个词的另一种写法算同一个，不再标。"""
    assert glossary.with_explanations(small, "<p>收养登记，登记收养，收养</p>", "../") == (
        '<p><a class="term" href="../terms.html#outer">收养登记</a>，登记收养，'
        '<a class="term" href="../terms.html#inner">收养</a></p>'
    )


@pytest.mark.parametrize(
    "tag", ["a", "button", "h1", "h2", "h3", "h4", "summary", "code", "dt", "th", "select"]
)
def test_links_headings_and_buttons_are_left_alone(small, tag):
    """链接里再套链接，点哪个说不清；标题、按钮里也不标。正文里的第一次照样标。"""
    marked = '<p title="收养"><a class="term" href="terms.html#inner">收养</a></p>'
    outside = f"<{tag} title='收养'><span>收养</span>，收养</{tag}>"
    assert glossary.with_explanations(
        small, f'{outside}<!-- 收养 --><p title="收养">收养</p>', ""
    ) == (f"{outside}<!-- 收养 -->{marked}")


def test_unit_names_are_explained_by_their_full_names(plan):
    """单位简称也有解释：全称，并注明是编者补充的。"""
    name = plan.unit["health"].name
    assert glossary.with_explanations(plan, f"<p>{name}</p>", "") == (
        f'<p><a class="term" href="units/health.html">{name}</a></p>'
    )
    assert (
        glossary.meanings(plan)["units/health.html"]
        == f"{plan.unit['health'].full_name}（全称由编者补充）"
    )


def test_uses_are_all_and_only_where_the_word_stands(plan):
    """每个名词用在哪里，一处不多一处不少：另算一遍，长的词先占，征求意见稿不另列。"""
    term_of = {form: term.id for term in plan.terms for form in term.forms}
    wanted = {term.id: set() for term in plan.terms}
    for row in plan.rows.values():
        text = proof.printed(row)
        if isinstance(row, Paragraph) and plan.documents[row.document].base:
            continue
        for form in sorted(term_of, key=len, reverse=True):
            if form in text:
                wanted[term_of[form]].add(row.id)
                text = text.replace(form, "|")
    assert all(wanted.values()), "有名词在原文里找不到"
    assert {term.id: {row.id for row in glossary.uses(plan, term)} for term in plan.terms} == wanted
    assert all(
        len(rows) == len({row.id for row in rows})
        for rows in (glossary.uses(plan, term) for term in plan.terms)
    )

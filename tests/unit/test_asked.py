"""主管部门公布的问答：一问一个小标题，每一问、每一答都能引用，搜得到。"""

from dataclasses import replace

import pytest
from lxml import html
from project import CITY

from macros.corpus import addresses
from macros.corpus.loading import load
from macros.pages import cite, macros
from macros.pages.view import View
from macros.search.searchable import passage_of


@pytest.fixture(scope="module")
def city():
    return load(CITY)[0]


def test_a_question_is_a_heading_that_can_be_shared(city):
    """问是小标题，答在下面，都照原文，都有引用的按钮。"""
    page = html.fromstring(macros.document_text(View(plan=city, root=""), "questions"))
    (question,) = page.xpath('//h3[@id="questions-question"]')
    (answer,) = page.xpath('//p[@id="questions-answer"]')
    for one, kind in ((question, "question"), (answer, "answer")):
        assert one.get("class") == f"official {kind}"
        assert one.xpath("./button[@data-editorial]/text()") == ["引用"]
        assert one.text == city.paragraph[one.get("data-official")].text


def test_each_has_its_place_and_name(city):
    """引用时说第几问；答了几段的，说第几段；短名里写着那一问。"""
    document = city.documents["questions"]
    *rest, answer = document.paragraphs
    more = replace(document, paragraphs=(*rest, answer, replace(answer, id="questions-more")))
    plan = replace(city, documents={**city.documents, "questions": more})
    places = cite.places(plan)
    assert cite.places(city)["questions-answer"] == "第一问的答"
    assert places["questions-question"] == "第一问"
    assert places["questions-more"] == "第一问的答第2段"
    assert addresses.label(city, answer) == "问答·问：方案什么时候印发？"


def test_both_are_found(city):
    """问和答都搜得到，答的小标题是那一问。"""
    for id in ("questions-question", "questions-answer"):
        passage = passage_of(city, city.paragraph[id])
        assert passage.anchor == id
        assert passage.title == "问答·问：方案什么时候印发？"

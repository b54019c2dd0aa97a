"""几个来源：一份一份地核对，公文写明出自哪一份；只有一个来源的，什么也不多说。"""

from dataclasses import replace

import pytest
from lxml import html
from project import CITY, with_paragraph

from macros.corpus import addresses, proof
from macros.corpus.differences import differences
from macros.corpus.loading import load
from macros.corpus.origins import each_origin, every_source, source_of
from macros.pages import cite, macros
from macros.pages.datafiles import published_files
from macros.pages.view import View


@pytest.fixture(scope="module")
def city():
    return load(CITY)[0]


def test_each_is_proved_by_itself(city):
    """各来源的段数加起来就是全部，各自逐字相同。"""
    whole = proof.tally(city)
    parts = [tally for _, tally in proof.tallies(city)]
    assert [(tally.total, tally.same) for tally in parts] == [(44, 44), (3, 3)]
    assert whole.total == sum(tally.total for tally in parts)
    assert (whole.restored, whole.sic) == (parts[0].restored, parts[0].sic)
    assert list(differences(city)) == []


def test_a_difference_names_the_page(city):
    """对不上的，说是哪一份的第几行；主要的那一份还叫原网页。"""
    row = replace(city.paragraph["questions-question"], text="问：方案什么时候公布？")
    (problem,) = differences(with_paragraph(city, row))
    assert problem.message == "“公布”原网页 yunting-answers.txt 第 3 行是“印发”"
    row = replace(city.paragraph["scheme-2"], text="二、怎么办")
    (problem,) = differences(with_paragraph(city, row))
    assert "原网页第" in problem.message


def test_a_document_says_where_it_comes_from(city):
    """另一个来源的公文，写明照哪一页、哪天抓的，引用的也是那一页；快照也发布。"""
    source = source_of(city, "questions")
    assert source.file == "yunting-answers.txt"
    assert source_of(city, "scheme") is city.source
    view = View(plan=city, root="")
    page = html.fromstring(macros.document_text(view, "questions"))
    (said,) = page.xpath('//p[@class="relations"]')
    assert source.address in said.xpath(".//a/@href")
    assert "relations" not in macros.document_text(view, "notice")
    assert source.address in cite.styles(city)["questions"]["gbt"]
    assert city.source.address in cite.styles(city)["scheme"]["gbt"]
    assert {addresses.snapshot_of(one) for one in every_source(city)} <= set(published_files(city))


def test_the_page_of_proof_lists_them(city):
    """核对说明里一个来源一行；只有一个来源的没有这一节。"""
    view = View(plan=city, root="")
    assert "各个来源" in macros.verification(view)
    assert "yunting-answers.txt" in macros.verification(view)
    alone = replace(city, added_sources={})
    assert each_origin(alone) == (alone,)
    assert proof.tallies(alone) == []
    assert "各个来源" not in macros.verification(replace(view, plan=alone))

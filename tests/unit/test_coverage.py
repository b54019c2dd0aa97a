"""方案写到要宣传、保护的各处，有没有资料用得上。"""

import re

import pytest
from checking import messages
from project import edit

from macros.checks import coverage
from macros.corpus.loading import load
from macros.pages import covering


@pytest.fixture
def named(monkeypatch):
    """小城的方案里没有“宣传”：换成它有的字。"""
    monkeypatch.setattr(coverage, "_NAMED", re.compile("渡口|借书|书展"))


def test_rows_without_a_piece_are_told(named, city_project):
    """漏了一处，那里写的人就没有资料：任务、不归任务的举措都看，写明了为什么的不说。"""
    said = messages(city_project)
    assert [line.split(" ")[1] for line in said] == ["library-2034-2"]


def test_a_piece_that_serves_covers(named, city_project):
    """资料的 serves 里写上，就不说了；传单写着 ferry-1，所以 ferry-1 没有报。"""
    edit(
        city_project / "docs/publicity/ferry-leaflet.md",
        "serves: [ferry-1]",
        "serves: [library-2034-2]",
    )
    said = messages(city_project)
    assert [line.split(" ")[1] for line in said] == ["ferry-1"]


def test_pieces_are_found_from_every_side(city_project):
    """单位、任务、正文那一段都找得到：写着任务的、写着举措的都算，一份只列一次。"""
    edit(
        city_project / "docs/publicity/ferry-talk.md",
        "minutes: 3",
        "serves: [ferry-2031-2032-1, scheme-1-1]\nminutes: 3",
    )
    plan, _ = load(city_project)
    unit = plan.unit["ferry"]
    task = plan.task["ferry-1"]
    both = ["ferry-leaflet", "ferry-talk"]
    assert slugs(covering.pieces_of_unit(plan, unit)) == both
    assert slugs(covering.pieces_of_task(plan, task)) == both
    paragraph = plan.paragraph["scheme-1-1"]
    assert slugs(covering.pieces_of_paragraph(plan, paragraph, [task])) == both
    (served,) = covering.units_served(plan)
    assert served == (unit, covering.pieces_of_unit(plan, unit))


def slugs(pieces):
    return sorted(piece.slug for piece in pieces)

"""一份资料的文件怎样摆：先给一个，其余照用途分开，一个不少。"""

from dataclasses import replace
from pathlib import Path

import pytest

from macros.corpus.pieces import FORMS, Leaflet
from macros.corpus.slides import Slide
from macros.printing.formats import PURPOSES, SHOW, Format, Output, Outputs, formats_of
from macros.printing.offers import offer
from macros.printing.store import Printed


def output(address, format):
    """印好的一个文件。"""
    return Output(address=address, saved_as="甲", format=format, printed=Printed(Path("甲"), 1, 2))


def offered(piece):
    """一份资料的文件怎样摆，和它的全部文件。"""
    files = tuple(output(f"甲-{one.id}", one) for one in formats_of(piece))
    pack = Format(id="zip", name="压缩包", suffix="zip", use="")
    kit = output(f"publicity/{piece.slug}/{piece.slug}.zip", pack)
    other = output("publicity/kits/everything.zip", pack)
    groups = {piece.slug: files}
    outputs = Outputs(pieces=groups, previews={}, shown={}, papers={}, kits=(other, kit))
    return offer(piece, outputs), files, kit


@pytest.mark.parametrize("form", [form for form in FORMS if form != "leaflet"])
def test_one_file_is_offered_first(city, form):
    """要改成自己的，先给 Word；拿来就念的，先给 PDF；打印打开的总是 PDF。一个文件不少，也不重。"""
    talk = next(piece for piece in city.pieces if not isinstance(piece, Leaflet))
    made, files, kit = offered(replace(talk, form=form))
    ready = form in ("speech", "broadcast", "slogans")
    assert made.first.format.suffix == ("pdf" if ready else "docx")
    assert made.sheet.format.suffix == "pdf"
    assert made.everything is kit
    rest = [one for _, group in made.others for one in group]
    assert sorted([made.first, *rest], key=files.index) == list(files)


def test_a_leaflet_is_sorted_by_purpose(city):
    """传单先给 A4 彩色；用途照次序，每一种都有。"""
    leaflet = next(piece for piece in city.pieces if isinstance(piece, Leaflet))
    made, files, _ = offered(leaflet)
    assert made.first.format.id == made.sheet.format.id == "color"
    assert [purpose for purpose, _ in made.others] == list(PURPOSES)
    assert made.fillable in files
    assert made.fillable.format.suffix == "pdf"
    rest = [one for _, group in made.others for one in group]
    assert sorted([made.first, made.fillable, *rest], key=files.index) == list(files)


@pytest.mark.parametrize(("form", "first"), [("lesson", "下载课件"), ("speech", "下载 A4")])
def test_slides_come_first_where_they_are_shown(city, form, first):
    """老师要放的是课件，打开就是它，两种挨着；讲话是念的，先给稿子。"""
    talk = next(piece for piece in city.pieces if not isinstance(piece, Leaflet))
    slide = Slide(id="hands", title="牵好手", lines=("牵好手",))
    made, files, _ = offered(replace(talk, form=form, slides=(slide,)))
    assert made.first.format.button == first
    assert made.others[0][0] == SHOW
    assert sum(len(group) for _, group in made.others) == len(files) - 1


def test_a_briefed_leaflet_still_offers_its_sheet_first(city):
    """传单有了课件，先给的还是 A4；课件排在放映的头一个，点开就是。"""
    leaflet = next(piece for piece in city.pieces if isinstance(piece, Leaflet))
    made, _, _ = offered(leaflet)
    assert leaflet.has_slides
    assert made.first.format.id == "color"
    purpose, shown = made.others[0]
    assert purpose == SHOW
    assert [one.format.suffix for one in shown[:2]] == ["pptx", "pdf"]
    plain = replace(leaflet, briefing=())
    made, _, _ = offered(plain)
    assert not plain.has_slides
    assert "pptx" not in [one.format.suffix for _, group in made.others for one in group]

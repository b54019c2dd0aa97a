"""课件：Word、WPS 一家的办公软件打得开，字够大，要说的话都在备注里。"""

import io
from dataclasses import replace

import pptx
import pytest
from decked import add_slides, assert_all_shown, assert_big_enough
from paper import NAME, URL, art, pages_of
from project import copy_city

from macros.corpus.loading import load
from macros.printing.deck import deck, deck_sheet, slide_count
from macros.printing.engine import Engine
from macros.printing.outputs import print_all
from macros.printing.pptx import deck_pptx
from macros.printing.sheets import Site, body
from macros.printing.text import text

SITE = Site(name=NAME, url=URL)


@pytest.fixture(scope="module")
def plan(tmp_path_factory):
    """讲话写上了课件的小城。"""
    project = copy_city(tmp_path_factory.mktemp("deck") / "city")
    add_slides(project)
    return load(project)[0]


@pytest.fixture(scope="module")
def piece(plan):
    """写了课件的讲话。"""
    return plan.piece["ferry-talk"]


@pytest.fixture(scope="module")
def content(plan, piece):
    """排好的 PPTX。"""
    drawing = Engine().png("drawing.typ", {"art": art()["ferry-leaflet"], "clear": True}, 60)[0]
    return deck_pptx(plan, piece, SITE, {"ferry-leaflet": drawing})


@pytest.fixture(scope="module")
def slides(content):
    """各张。"""
    return pptx.Presentation(io.BytesIO(content)).slides


def test_every_slide_has_a_real_title(slides, piece):
    """每张的题目是题目占位符，不重：大纲视图、读屏软件靠它认路。"""
    titles = [slide.shapes.title.text_frame.text.replace("\n", "") for slide in slides]
    assert titles == [piece.title, *(slide.title for slide in piece.slides), "打哪个电话"]
    for slide in slides:
        assert slide.shapes[0] == slide.shapes.title, "先念题目"


def test_every_word_is_big_enough_and_finds_its_font(slides):
    """给人看的字不小于 28 磅；每一截写明东亚字体和中文，Windows 上的 Word、WPS 都找得到。"""
    assert_big_enough(slides)


def test_pictures_can_be_heard(slides, plan):
    """插图、二维码都有替代文字。"""
    pictures = [shape for slide in slides for shape in slide.shapes if shape.shape_type == 13]
    told = [picture._element.nvPicPr.cNvPr.get("descr") for picture in pictures]
    alt = plan.leaflet["ferry-leaflet"].alt
    assert told == [alt, alt, "扫码看网页版"]


def test_the_notes_hold_every_word(slides, plan, piece):
    """备注合起来就是正文，一字不少：讲的人不用另外拿稿子。"""
    notes = [slide.notes_slide.notes_text_frame.text for slide in slides if slide.has_notes_slide]
    whole = text("", body(plan, piece))
    assert "".join("".join(notes).split()) == "".join(whole.split())


def test_the_name_of_the_unit_stands_once(slides, content):
    """单位的名字只在母版上：改一次，张张都改。"""
    master = pptx.Presentation(io.BytesIO(content)).slide_master
    assert [s.text_frame.text for s in master.shapes if s.name == "单位名称"] == [NAME]
    assert not any(shape.name == "单位名称" for slide in slides for shape in slide.shapes)


def test_same_material_same_bytes(plan, piece, content):
    """同样的内容同样的字节：没有改的课件，网站上的文件不变。"""
    drawing = Engine().png("drawing.typ", {"art": art()["ferry-leaflet"], "clear": True}, 60)[0]
    assert deck_pptx(plan, piece, SITE, {"ferry-leaflet": drawing}) == content


def test_nothing_of_the_template_is_left(content):
    """没有别人的名字、英文的版式：换版式的人看见的是中文。"""
    presentation = pptx.Presentation(io.BytesIO(content))
    properties = presentation.core_properties
    assert (properties.author, properties.language) == ("", "zh-CN")
    assert [layout.name for layout in presentation.slide_layouts] == ["封面", "题目和内容"]
    assert (presentation.slide_width, presentation.slide_height) == (12192120, 6858000)


def test_an_office_shows_every_slide(content, slides, tmp_path):
    """LibreOffice 打得开，一张一页，每张的字都在那一页上，没有被挤出去。"""
    assert_all_shown(content, slides, tmp_path)


def test_the_pdf_is_the_same_deck(plan, piece, tmp_path):
    """PDF 照同一份样子排：一样多的页，一样的字，读屏软件读得出（编译器照 PDF/UA-1 查过）。"""
    sheet = deck_sheet(plan, piece, SITE, art())
    (tmp_path / "deck.pdf").write_bytes(Engine().pdf("slides.typ", sheet))
    pages = pages_of(tmp_path / "deck.pdf")
    assert len(pages) == slide_count(piece)
    for page, made in zip(pages, deck(plan, piece, SITE).pages, strict=True):
        squeezed = "".join(page.split())
        assert made.title in squeezed
        for box in made.texts:
            for line in box.lines:
                assert "".join(line.split()) in squeezed


def fingerprints(plan, piece):
    """这一份资料的各个文件的指纹，没有印。"""
    pieces = tuple(piece if one.slug == piece.slug else one for one in plan.pieces)
    outputs = print_all(replace(plan, pieces=pieces), SITE, art(), None)
    return {one.saved_as: one.printed.path.name for one in outputs.pieces[piece.slug]}


def test_a_moved_mark_and_a_new_date_reach_the_file(plan, piece):
    """记号挪到下一段，备注换了张，PPTX 要重排，稿子和 PDF 一字没变；换了日期，PPTX、Word 的属性也跟着变。"""
    before = fingerprints(plan, piece)
    mark = '{{ slide("again") }}\n\n'
    moved = piece.body.replace(mark, "").replace("先喊人。", f"先喊人。\n\n{mark.strip()}")
    slides, word = "云汀防拐-开渡讲话-课件-V1.0.pptx", "云汀防拐-开渡讲话-Word-V1.0.docx"
    for changed, files in (
        (replace(piece, body=moved), {slides}),
        (replace(piece, date=piece.review), {slides, word}),
    ):
        after = fingerprints(plan, changed)
        assert {name for name in before if before[name] != after[name]} == files

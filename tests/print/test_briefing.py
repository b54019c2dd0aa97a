"""传单的课件：六张，话都是传单上的；屏上够大，整句在备注里，PPTX 和 PDF 是同一份。"""

import io
from dataclasses import replace

import pptx
import pytest
from decked import assert_all_shown, assert_big_enough
from paper import NAME, URL, art, city, leaflet, pages_of, squash

from macros.printing.briefing import ASKED, SIGNED, SIGNS, briefing, briefing_pages
from macros.printing.deck import slides_sheet
from macros.printing.engine import Engine, Unprintable
from macros.printing.pptx import presented
from macros.printing.sheets import Site

SITE = Site(name=NAME, url=URL)
ART = {"ferry-leaflet": art()["ferry-leaflet"]}


@pytest.fixture(scope="module")
def piece():
    """小城的传单，五步，不做的事多，一张写得满满的。"""
    steps = leaflet().steps
    more = (replace(steps[0], title="船开稳坐好"), replace(steps[1], title="靠岸前坐着"))
    return leaflet(steps=(*steps, *more), boxes=(crowded(), leaflet().boxes[1]))


def crowded():
    """不做的事写了四条，一条两行。"""
    (box, _) = leaflet().boxes
    item = replace(
        box.items[0], text="不让孩子跟不认识的人换船：船工看见要拦下，大人要马上去追问，喊人帮忙。"
    )
    return replace(box, items=(item,) * 4)


@pytest.fixture(scope="module")
def made(piece):
    """排好的样子。"""
    return briefing(city(), piece, SITE)


@pytest.fixture(scope="module")
def content(made, piece):
    """PPTX。"""
    drawing = Engine().png("drawing.typ", {"art": ART["ferry-leaflet"], "clear": True}, 60)[0]
    return presented(made, NAME, SITE.qr_png(piece.url), {"ferry-leaflet": drawing})


@pytest.fixture(scope="module")
def slides(content):
    """各张。"""
    return pptx.Presentation(io.BytesIO(content)).slides


def test_six_slides_in_order(slides, piece):
    """六张：题目、看出不对劲、五步分两张、不照做怎样、问一问；题目是真的题目，不重。"""
    first, *others = [slide.shapes.title.text_frame.text for slide in slides]
    assert squash(first) == "".join(piece.headline)
    steps = ["五步怎样做：一到三", "五步怎样做：四和五"]
    assert others == [SIGNS, *steps, piece.boxes[0].title, ASKED]


def test_every_word_is_big_enough_and_finds_its_font(slides):
    """给人看的字不小于 28 磅，写明中文字体。"""
    assert_big_enough(slides)


def test_the_notes_hold_every_sentence(slides, piece):
    """传单上的整句都在备注里：各步的、两个框的、口号、引子、先打谁。"""
    notes = [slide.notes_slide.notes_text_frame.text for slide in slides]
    cover, signs, before, after, penalties, asked = map(squash, notes)
    assert all(squash(words) in cover for words in (*piece.slogan, piece.lead))
    assert squash(piece.steps[0].text) in signs
    for number, step in enumerate(piece.steps):
        assert squash(step.text) in (before, after)[number > 2]
    avoid, ask = piece.boxes
    assert all(squash(item.text) in penalties for item in avoid.items)
    assert squash(f"{piece.poster.call} {piece.poster.number}") in penalties
    assert all(squash(item.head + item.text) in asked for item in ask.items)
    assert SIGNED in asked


def test_pictures_can_be_heard(slides, piece):
    """插图、二维码都有替代文字。"""
    pictures = [shape for slide in slides for shape in slide.shapes if shape.shape_type == 13]
    told = [picture._element.nvPicPr.cNvPr.get("descr") for picture in pictures]
    assert told == [piece.alt, piece.alt, "扫码看网页版"]


def test_an_office_shows_every_slide(content, slides, tmp_path):
    """LibreOffice 打得开，字都在那一页上。"""
    assert_all_shown(content, slides, tmp_path)


def test_the_pdf_is_the_same_deck(made, piece, tmp_path):
    """PDF 照同一份样子排：一样多的页，一样的字。"""
    sheet = slides_sheet(made, SITE.qr(piece.url), ART)
    (tmp_path / "deck.pdf").write_bytes(Engine().pdf("slides.typ", sheet))
    pages = pages_of(tmp_path / "deck.pdf")
    assert len(pages) == len(made.pages)
    for page, wanted in zip(pages, made.pages, strict=True):
        boxes = [*wanted.texts, *filter(None, [wanted.ask])]
        for line in (line for box in boxes for line in box.lines):
            assert squash(line) in squash(page), line


def test_the_number_stands_beside_a_full_page(piece):
    """不做的事写满一张，号码放到题目右边；条数少，号码大大的放在下面。"""
    full = briefing_pages(piece)[4]
    short = briefing_pages(leaflet())[4]
    assert full.ask.frame.y < full.texts[0].frame.y < short.ask.frame.y
    assert full.ask.size < short.ask.size
    assert not list(full.misfits())


@pytest.mark.parametrize("count", [3, 4, 5])
def test_no_step_is_left_out(count):
    """三步到五步，都分在两张上，序号连着。"""
    steps = (leaflet().steps * 2)[:count]
    pages = briefing_pages(leaflet(steps=steps))
    numbers = [text.number for page in pages for text in page.texts if text.number]
    assert numbers == list(range(1, count + 1))


def test_many_signs_stand_in_two_columns():
    """一栏排不下的，一步一栏，两栏的头一行一样高。"""
    first, second, third = leaflet().steps
    many = replace(first, text="孩子不认识他。" * 6)
    more = replace(second, text="孩子不跟他走。" * 5)
    page = briefing_pages(leaflet(steps=(many, more, third), briefing=(1, 2)))[1]
    left, right = page.texts
    assert (len(left.lines), len(right.lines)) == (6, 5)
    assert left.frame.y == right.frame.y
    assert left.size == right.size >= 28


def test_an_unbroken_sentence_does_not_fit():
    """哪一张都放不下的，字号是 0，由检查说。"""
    first, *others = leaflet().steps
    endless = replace(first, text="孩子" * 300)
    page = briefing_pages(leaflet(steps=(endless, *others), briefing=(1,)))[1]
    assert list(page.misfits())


def test_what_does_not_fit_is_said_in_one_line():
    """放不下的一块有换行，报的错还是一行。"""
    title = ("牵紧手", "上下渡船" * 100)
    with pytest.raises(Unprintable, match=r"装不下：.*这一张的“牵紧手上下渡船上下渡船上”$"):
        briefing(city(), leaflet(headline=title), SITE)

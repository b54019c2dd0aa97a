"""传单的 Word：排好的一页，字大小照话的多少，改一处别的跟着走。"""

import io
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn
from office import convert, document, parts
from paper import NAME, URL, city, leaflet, pages_of
from PIL import Image

from macros.corpus.pieces import Item
from macros.printing import leaflet_fit, sheets
from macros.printing.engine import Unprintable
from macros.printing.leaflet_word import leaflet_docx
from macros.printing.sheets import Site

DAY = (2031, 4, 6)
MM = 36000
LONG = "渡口人多的时候，把孩子的手牵住，别松开，别的事等上了岸再说。"
# 三列两行，六格六种颜色。
COLORS = ("#ff0000", "#00ff00", "#0000ff", "#ffff00", "#ff00ff", "#00ffff")


def sheet_of(piece, url=URL):
    """排一份传单的 Word 要的数据。"""
    made = sheets.leaflet(city(), piece, Site(name=NAME, url=url), "", "docx")
    return made | {"surface": city().tokens.colors["surface"].light}


def drawing():
    """一幅 480×400 的插图，六格六种颜色。"""
    image = Image.new("RGB", (480, 400))
    for place, color in enumerate(COLORS):
        row, column = divmod(place, 3)
        image.paste(color, (160 * column, 200 * row, 160 * column + 160, 200 * row + 200))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def made(piece=None, url=URL):
    """一份传单的 Word。"""
    sheet = sheet_of(piece or leaflet(), url)
    site = Site(name=NAME, url=url)
    return leaflet_docx(sheet, drawing(), site.qr_png("a.html"), DAY)


def longer(times, steps=5):
    """话多的传单：steps 步，一步 times 句，框里也长。"""
    step = replace(leaflet().steps[0], text=LONG * times)
    first, second = leaflet().boxes
    items = tuple(Item(head="问什么？", text=LONG) for _ in range(times + 2))
    return leaflet(steps=(step,) * steps, boxes=(first, replace(second, items=items)))


def easy():
    """易读版的一份。"""
    steps = tuple(replace(one, text="牵住手。别松开。等船停。") for one in leaflet().steps)
    first, second = leaflet().boxes
    item = replace(second.items[0], head="先做：", text="打 110。")
    return leaflet(easy=True, steps=steps, boxes=(first, replace(second, items=(item,))))


def test_long_and_short_are_one_page(tmp_path):
    """话多话少、易读版、没有二维码，LibreOffice 转成的都是一页，字数多的字小。"""
    pieces = {"short": leaflet(), "long": longer(3), "easy": easy()}
    files = {name: made(piece) for name, piece in pieces.items()}
    files["bare"] = made(url="")
    sizes = [leaflet_fit.fitted(sheet_of(pieces[name])).size for name in ("short", "long")]
    assert sizes == sorted(set(sizes), reverse=True)
    for name, path in convert(files, tmp_path).items():
        assert len(pages_of(path)) == 1, name


def test_what_cannot_fit_is_refused():
    """最小的一档也装不下，印的时候就说，不排成两页。"""
    with pytest.raises(Unprintable, match="一页装不下"):
        leaflet_fit.fitted(sheet_of(longer(9)))


def test_easy_type_stays_large():
    """易读版的字不小于 14 磅。"""
    assert leaflet_fit.fitted(sheet_of(easy())).size >= 14


def test_the_wordier_box_is_wider():
    """话多的框宽一些：不一样长的两个框，短的不空着一大块。"""
    even = leaflet_fit.fitted(sheet_of(leaflet()))
    right = leaflet_fit.fitted(sheet_of(longer(3)))
    room = leaflet_fit.ROOM - leaflet_fit.BETWEEN_BOXES
    assert right.left_box < room / 2
    assert abs(even.left_box - room / 2) < room * 0.13


def test_steps_count_themselves():
    """步骤的号是真的编号，从 1 起，删掉一步，后面的跟着改；一步一行，不拆开。"""
    content = made()
    table = docx.Document(io.BytesIO(content)).tables[1]
    numbers = {
        node.get(qn("w:val")) for row in table.rows for node in row.cells[0]._tc.iter(qn("w:numId"))
    }
    assert len(table.rows) == len(leaflet().steps)
    (number,) = numbers
    numbering = parts(content)["word/numbering.xml"]
    (used,) = (one for one in numbering.iter(qn("w:num")) if one.get(qn("w:numId")) == number)
    kind = used.find(qn("w:abstractNumId")).get(qn("w:val"))
    (level,) = (
        one.find(qn("w:lvl"))
        for one in numbering.iter(qn("w:abstractNum"))
        if one.get(qn("w:abstractNumId")) == kind
    )
    assert level.find(qn("w:lvlText")).get(qn("w:val")) == "%1"
    assert level.find(qn("w:start")).get(qn("w:val")) == "1"
    for one in docx.Document(io.BytesIO(content)).tables:
        for row in one.rows:
            assert row._tr.trPr.find(qn("w:cantSplit")) is not None


def test_the_outline_starts_at_one():
    """大标题是标题样式，白的，写在色带上；两个框的名字是一级标题。"""
    found = docx.Document(io.BytesIO(made()))
    band, _, boxes, *_ = found.tables
    (title,) = (one for one in band.rows[0].cells[0].paragraphs if one.style.name == "Title")
    assert title.text.split("\n") == list(leaflet().headline)
    assert str(found.styles["Title"].font.color.rgb) == "FFFFFF"
    headings = [
        one.text
        for cell in boxes.rows[0].cells
        for one in cell.paragraphs
        if one.style.name == "Heading 1"
    ]
    assert headings == [box.title for box in leaflet().boxes]


def test_colors_are_its_own():
    """色带、框的底是这份传单自己那一套颜色。"""
    palette = city().tokens.palettes[leaflet().palette]
    fills = {node.get(qn("w:fill")) for node in document(made()).iter(qn("w:shd"))}
    for color in (palette.band, palette.accent, palette.tint, palette.tint2):
        assert color.removeprefix("#").upper() in fills


def test_each_easy_step_has_its_picture():
    """易读版第几步旁边是插图的第几格：放错一格，看图的人就学错了。"""
    found = docx.Document(io.BytesIO(made(easy())))
    rows = found.tables[1].rows
    for place, row in enumerate(rows):
        (blip,) = row.cells[1]._tc.iter(qn("a:blip"))
        picture = found.part.related_parts[blip.get(qn("r:embed"))].blob
        with Image.open(io.BytesIO(picture)) as image:
            center = image.convert("RGB").getpixel((image.width // 2, image.height // 2))
        assert center == tuple(bytes.fromhex(COLORS[place][1:]))
        assert row.cells[3].text.split("\n") == ["牵住手。", "别松开。", "等船停。"]


def test_pictures_are_whole():
    """插图放得进它的格子，行高不固定，不裁掉一半。"""
    found = docx.Document(io.BytesIO(made()))
    for shape in document(made()).iter(qn("wp:inline")):
        paragraph = shape.getparent().getparent().getparent()
        assert paragraph.find(f"{qn('w:pPr')}/{qn('w:spacing')}") is None
    (art,) = found.tables[0].rows[0].cells[1]._tc.iter(qn("wp:extent"))
    width = found.tables[0].rows[0].cells[1].width
    assert int(art.get("cx")) <= width - 8 * MM


def test_same_words_same_bytes():
    """同样的传单，同样的字节。"""
    assert made() == made()

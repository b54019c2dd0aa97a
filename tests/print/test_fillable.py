"""可填的 PDF：每格有名字、有说明、在标签里，常用汉字都填得出，填好了哪家的软件都看得见。"""

import ctypes
import io
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from paper import named, run, squash
from PIL import Image, ImageChops, ImageDraw, ImageFont
from pypdfium2 import raw

from macros.printing.engine import FONTS, Unprintable
from macros.printing.fillable import fillable
from macros.printing.sheets import FILLS
from macros.printing.truetype import face

MM = 72 / 25.4
TYPED = ("裕安区濠泗蓼城路社区居民委员会", "0564-1234567", "2031年4月6日")
FONT = FONTS / "NotoSansSC-Regular.ttf"


@pytest.fixture
def form(hosted):
    """小城传单的可填 PDF。"""
    return named(hosted)["ferry-leaflet-form.pdf"]


def fields(pdf):
    """各格，照次序。"""
    return list(pdf.Root.AcroForm.Fields)


def test_the_three_blanks_are_fields(form):
    """名字、电话、日期三格，放在各自的横线上面，不出页，不互相压着；打印时也印出来。"""
    with pikepdf.open(form) as pdf:
        found = fields(pdf)
        assert [str(one.T) for one in found] == [str(one.TU) for one in found] == list(FILLS)
        assert all(one.FT == "/Tx" and one.F == 4 for one in found)
        boxes = [[float(edge) / MM for edge in one.Rect] for one in found]
        assert [one.objgen for one in pdf.pages[0].Annots] == [one.objgen for one in found]
    for left, low, right, high in boxes:
        assert 16 < left < right < 210 - 15
        assert 297 - 252 < low < high < 297 - 237  # 在页脚和框的中间
        assert high - low > 6
    assert all(one[2] < other[0] for one, other in pairwise(boxes))


def test_a_field_is_read_after_its_name(form):
    """读屏软件念到“张贴单位”，接着就是那一格：格子在标签里（PDF/UA-1 7.18.4），两头互相指得到。"""
    with pikepdf.open(form) as pdf:
        numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        for field in fields(pdf):
            element = parents[int(field.StructParent)]
            assert element.S == "/Form"
            assert str(element.Alt) == str(field.T)
            assert element.K.Obj.objgen == field.objgen
            label, own = element.P.K
            assert (label.S, own.objgen) == ("/Span", element.objgen)
        assert len(numbers) == len(set(parents)) * 2
        assert int(pdf.Root.StructTreeRoot.ParentTreeNextKey) > max(parents)
        assert pdf.pages[0].Tabs == "/S"


def test_it_is_small_enough_to_send(form):
    """连字体不到 4 MB：微信、邮件都发得出去。"""
    assert form.stat().st_size < 4 * 1024 * 1024


def test_common_characters_are_covered():
    """GB/T 2312 的 6763 个汉字、数字、括号都填得出，和按钮上说的一样。"""
    rows = [bytes([row, cell]) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF)]
    characters = [code.decode("gb2312", errors="ignore") for code in rows]
    common = set(filter(None, characters))
    assert len(common) == 6763
    covered = set(map(chr, face(FONT.read_bytes()).glyphs))
    assert common <= covered
    assert set("0123456789-（）()·—年月日 ") <= covered


def filled(form, target):
    """填好存下，不画样子：由打开的软件照字体自己画。"""
    with pikepdf.open(form) as pdf:
        for field, text in zip(fields(pdf), TYPED, strict=True):
            field.V = pikepdf.String(text)
        pdf.save(target)
    return target


def test_what_is_typed_is_seen(form, tmp_path):
    """填上带生僻地名的单位、电话、日期，poppler 画得出、读得回，用的是带着的字体；没填的读不到。"""
    done = filled(form, tmp_path / "filled.pdf")
    text = squash(run("pdftotext", "-raw", done, "-").decode())
    assert all(squash(one) in text for one in TYPED)
    assert not any(squash(one) in squash(run("pdftotext", form, "-").decode()) for one in TYPED)
    before, after = (run("pdftoppm", "-r", "50", path) for path in (form, done))
    assert before != after


# 画出来看的时候，一磅几个像素；格子下边这么多磅里有横线，不看。
SCALE, RULE = 8, 4


def typed_in_pdfium(form, texts):
    """像在 Chrome、Edge 里那样点进每一格打字，各格画成的灰度图，横线以上。"""
    with pikepdf.open(form) as pdf:
        boxes = [[float(edge) for edge in one.Rect] for one in fields(pdf)]
    pdf = pypdfium2.PdfDocument(form)
    pdf.init_forms()
    page = pdf[0]
    for text, (left, low, right, high) in zip(texts, boxes, strict=True):
        spot = (pdf.formenv, page, 0, (left + right) / 2, (low + high) / 2)
        raw.FORM_OnMouseMove(*spot)
        raw.FORM_OnLButtonDown(*spot)
        raw.FORM_OnLButtonUp(*spot)
        letters = (text + "\0").encode("utf-16-le")
        wide = (ctypes.c_ushort * (len(letters) // 2)).from_buffer_copy(letters)
        raw.FORM_ReplaceSelection(pdf.formenv, page, wide)
        raw.FORM_ForceToKillFocus(pdf.formenv)
    picture = page.render(scale=SCALE, may_draw_forms=True).to_pil().convert("L")
    top = page.get_height()
    found = []
    for left, low, right, high in boxes:
        edges = (left, top - high, right, top - low - RULE)
        found.append(picture.crop([round(edge * SCALE) for edge in edges]))
    pdf.close()
    return found


def ink(picture):
    """有墨的那一块，只分黑白；没有是空的。"""
    flat = picture.point(lambda light: 255 * (light < 140))
    box = flat.getbbox()
    return flat.crop(box) if box else None


def likeness(picture, text):
    """画出来的和用这种字体写的 text 有几成像。"""
    face = ImageFont.truetype(FONT, 44)
    clean = Image.new("L", (80 * len(text), 90), 255)
    ImageDraw.Draw(clean).text((10, 10), text, font=face, fill=0)
    wanted = ink(clean)
    written = ink(picture).resize(wanted.size).point(lambda light: 255 * (light > 127))
    apart = ImageChops.difference(wanted, written).histogram()[255]
    return 1 - apart / (wanted.width * wanted.height)


def test_what_is_typed_is_read_in_pdfium(form):
    """在 Chrome、Edge 用的 PDFium 里填一次：空着的没有墨，填的看得出就是那几个字，不是方块。"""
    assert [ink(one) for one in typed_in_pdfium(form, ("", "", ""))] == [None] * 3
    for picture, text in zip(typed_in_pdfium(form, TYPED), TYPED, strict=True):
        boxes = "口" * len(text)
        assert likeness(picture, text) > 0.8, text
        assert likeness(picture, text) > likeness(picture, text[::-1]) + 0.15, text
        assert likeness(picture, text) > likeness(picture, boxes) + 0.15, text


def test_its_font_is_whole(form):
    """带着的字体和仓库里的是同一个，字宽都写对：填的字不挤、不散。"""
    found = face(FONT.read_bytes())
    theirs = TTFont(FONT)
    order = theirs.getGlyphOrder()
    unit = theirs["head"].unitsPerEm
    assert {code: order[glyph] for code, glyph in found.glyphs.items()} == theirs.getBestCmap()
    assert found.widths == tuple(round(theirs["hmtx"][name][0] * 1000 / unit) for name in order)
    with pikepdf.open(form) as pdf:
        font = pdf.Root.AcroForm.DR.Font.Sans
        (inner,) = font.DescendantFonts
        assert inner.FontDescriptor.FontFile2.read_bytes() == FONT.read_bytes()
        written = list(inner.W)
        widths = {
            int(glyph): int(one[0]) for glyph, one in zip(written[::2], written[1::2], strict=True)
        }
    for glyph, width in enumerate(found.widths):
        assert widths.get(glyph, 1000) == width


def plain():
    """一页没有那一行的 PDF。"""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        root = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Document, K=0))
        pdf.Root.StructTreeRoot = pikepdf.Dictionary(K=root, ParentTreeNextKey=0)
        pdf.save(out)
    return out.getvalue()


SPOT = {"name": "张贴单位", "x": 1.0, "y": 2.0, "width": 3.0, "height": 0.0}


@pytest.mark.parametrize(
    ("spots", "said"), [((), "没有记下要填的空在哪里"), ((SPOT,), "找不到要填的那一行")]
)
def test_a_template_without_blanks_is_refused(spots, said):
    """模板改了、没有了填空的一行，印的时候就说，不出一份填不了的。"""
    with pytest.raises(Unprintable, match=said):
        fillable(plain(), spots)

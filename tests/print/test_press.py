"""送印刷厂的文件：只有四色，黑字叠印，走查的每一条改坏了都查得出。"""

import io
import re
import zlib

import pikepdf
import pytest
from paper import NAME, URL, art, city, leaflet, named, run
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageCms

from macros.printing import preflight
from macros.printing.engine import Engine, Unprintable
from macros.printing.formats import PRESSES
from macros.printing.inks import BLACK, PROFILE, ink
from macros.printing.layouts import leaflet_layout
from macros.printing.press import press_pdf
from macros.printing.profiles import small
from macros.printing.sheets import Site

KINDS = tuple(one.id for one in PRESSES)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 400">{}</svg>'
GRADIENT = (
    '<linearGradient id="a"><stop stop-color="#ff0000"/><stop offset="1" stop-color="#00ff00"/>'
    '</linearGradient><rect width="480" height="400" fill="url(#a)"/>'
)
DOTS = "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGP8z8DAwMDAxMDAwMDAAAANHQEDasKb6QAAAABJRU5ErkJggg=="
PHOTO = f'<image width="480" height="400" href="data:image/png;base64,{DOTS}"/>'


def at_press(kind, drawing):
    """云汀的传单换一幅插图，印成 kind 这种送印的。"""
    template, sheet = leaflet_layout(city(), leaflet(), Site(name=NAME, url=URL), drawing, kind)
    return press_pdf(Engine(), template, sheet)


def spoiled(content, spoil):
    """改坏一处。"""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        spoil(pdf)
        pdf.save(out)
    return out.getvalue()


# ---- 走查 ----


@pytest.mark.parametrize("kind", KINDS)
def test_the_walk_finds_nothing(hosted, unhosted, kind):
    """印好的每一种都走查得过，有网址、没有网址都是。"""
    for outputs in (hosted, unhosted):
        content = named(outputs)[f"ferry-leaflet-{kind}.pdf"].read_bytes()
        assert preflight.faults(content) == ()


def painted(code):
    """第一页的最前面添几条算子。"""

    def spoil(pdf):
        page = pdf.pages[0]
        page.contents_add(code, prepend=True)

    return spoil


def without(name):
    """去掉第一页的一个框。"""

    def spoil(pdf):
        del pdf.pages[0][name]

    return spoil


def state(**values):
    """叠印的那一种图形状态换几个值。"""

    def spoil(pdf):
        found = pdf.pages[0].Resources.ExtGState["/Over"]
        for name, value in values.items():
            found[f"/{name}"] = value

    return spoil


def no_bleed(pdf):
    """出血框缩到成品框。"""
    pdf.pages[0].BleedBox = pdf.pages[0].TrimBox


def past_the_paper(pdf):
    """纸裁到成品框，出血在纸外面。"""
    pdf.pages[0].MediaBox = pdf.pages[0].TrimBox


def tagged(pdf):
    """带上标签。"""
    pdf.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot)


def linked(pdf):
    """带上链接。"""
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9])
    pdf.pages[0].Annots = Array([pdf.make_indirect(link)])


def no_intent(pdf):
    """没有输出意图。"""
    del pdf.Root.OutputIntents


def nameless_intent(pdf):
    """输出意图没有说哪种条件。"""
    del pdf.Root.OutputIntents[0].OutputConditionIdentifier


def no_profile(pdf):
    """输出意图没有特性文件。"""
    del pdf.Root.OutputIntents[0].DestOutputProfile


def screen_profile(pdf):
    """特性文件是屏幕的。"""
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    pdf.Root.OutputIntents[0].DestOutputProfile = pdf.make_stream(srgb, N=3)


def screen_space(pdf):
    """资源里留着屏幕的色彩空间。"""
    pdf.pages[0].Resources.ColorSpace = Dictionary(c0=Name.DeviceRGB)


def photo(pdf):
    """放一张照片。"""
    dots = Dictionary(Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1)
    dots.ColorSpace, dots.BitsPerComponent = Name.DeviceRGB, 8
    pdf.pages[0].Resources.XObject = Dictionary(x=pdf.make_stream(b"\x01\x02\x03", dots))


def screen_group(pdf):
    """半透明照屏幕的颜色混。"""
    pdf.pages[0].Group.CS = Name.DeviceRGB


def no_font(pdf):
    """一个字体没有嵌进去。"""
    font = next(iter(pdf.pages[0].Resources.Font.values()))
    descriptor = font.DescendantFonts[0].FontDescriptor
    for name in ("/FontFile2", "/FontFile3"):
        if name in descriptor:
            del descriptor[name]


DAMAGES = {
    "boxes": (without("/TrimBox"), without("/BleedBox"), no_bleed, past_the_paper),
    "plain": (tagged, linked),
    "intent": (no_intent, nameless_intent, no_profile, screen_profile),
    "colour": (
        painted(b"1 0 0 rg"),
        painted(b"0.5 G"),
        painted(b"0 0 9 9 re f"),
        painted(b"0 0 m 9 9 l S"),
        painted(b"/c0 cs 1 0 0 scn"),
        screen_space,
        photo,
    ),
    "ink": (painted(b"1 1 1 0.2 k"), painted(b"1 1 1 0.2 K")),
    "overprint": (
        state(op=False),
        state(OPM=0),
        painted(b"0 1 0 0 k /Over gs 0 0 9 9 re f /Apart gs"),
        painted(b"0 0 0 1 K /Over gs 0 0 m 9 9 l S /Apart gs"),
    ),
    "transparency": (screen_group, state(BM=Name.Multiply), state(SMask=Dictionary(S=Name.Alpha))),
    "fonts": (no_font,),
}


@pytest.mark.parametrize(
    ("rule", "spoil"), [(rule, one) for rule, some in DAMAGES.items() for one in some]
)
def test_the_walk_finds_each_damage(hosted, rule, spoil):
    """改坏一处，走查说出是哪一条，不牵连别的。"""
    content = named(hosted)["ferry-leaflet-press.pdf"].read_bytes()
    found = preflight.faults(spoiled(content, spoil))
    assert {name for name, _ in found} == {rule}


def test_every_rule_is_tried():
    """走查的每一条都有改坏的例子。"""
    assert DAMAGES.keys() == preflight.RULES.keys()


@pytest.mark.parametrize(("drawing", "says"), [(GRADIENT, "渐变"), (PHOTO, "照片")])
def test_what_cannot_be_pressed_is_refused(drawing, says):
    """插图里有渐变、照片，换不成四色，说清楚，不悄悄印成屏幕的颜色。"""
    with pytest.raises(Unprintable, match=says):
        at_press("press-card", SVG.format(drawing))


def test_the_walk_is_part_of_printing(monkeypatch):
    """走查不过的不印出来。"""
    monkeypatch.setattr("macros.printing.press.BLACK", (0, 0, 0, 0.5))
    with pytest.raises(Unprintable, match="叠印"):
        at_press("press-card", art()["ferry-leaflet"])


# ---- 另一个程序看 ----


def plates(path, folder):
    """Ghostscript 分出的四块版，120 ppi，有墨的地方暗。"""
    run("gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", "-r120", f"-o{folder}/%d.tif", path)
    names = ("Cyan", "Magenta", "Yellow", "Black")
    return {name: Image.open(folder / f"1({name}).tif").convert("L") for name in names}


def box_of(path, word):
    """一个词在 120 ppi 的图上的左、上、右、下。"""
    found = run("pdftotext", "-bbox", path, "-").decode()
    (edges,) = re.findall(
        f'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">{word}</word>', found
    )
    return tuple(round(float(edge) * 120 / 72) for edge in edges)


def test_black_words_are_on_the_black_plate_alone(hosted, tmp_path):
    """黑字只在黑版上；压在黄底上的，黄版不留白：套印差一点也没有白边。"""
    piece, path = city().piece["ferry-leaflet"], named(hosted)["ferry-leaflet-press-a3.pdf"]
    found = plates(path, tmp_path)
    for word in (piece.poster_steps[0], piece.kicker):
        box = box_of(path, word)
        assert found["Black"].crop(box).getextrema() == (0, 255), word
        for name in ("Cyan", "Magenta", "Yellow"):
            darkest, lightest = found[name].crop(box).getextrema()
            assert darkest == lightest, (word, name)
    assert found["Yellow"].crop(box).getextrema()[0] < 128  # 眉题真的压在黄底上


# ---- 颜色 ----


def test_black_is_black_ink():
    """黑字、近黑的墨色只用黑墨；灰只用黑墨；白不印。"""
    assert ink(0x22, 0x1F, 0x1A) == ink(0, 0, 0) == BLACK
    assert ink(255, 255, 255) == (0, 0, 0, 0)
    assert ink(128, 128, 128) == (0, 0, 0, 0.5)


def test_every_colour_can_be_printed():
    """各套颜色都不超过 300% 的墨，换回屏幕上还是那个颜色。"""
    screen, press = ImageCms.createProfile("sRGB"), ImageCms.getOpenProfile(str(PROFILE))
    back = ImageCms.buildTransform(press, screen, "CMYK", "RGB")
    for palette in city().tokens.palettes.values():
        for colour in (palette.band, palette.accent, palette.tint, palette.tint2):
            shades = bytes.fromhex(colour[1:])
            amounts = ink(*shades)
            assert sum(amounts) <= 3
            dot = Image.new("CMYK", (1, 1), tuple(round(255 * one) for one in amounts))
            seen = ImageCms.applyTransform(dot, back).tobytes()
            assert max(abs(one - other) for one, other in zip(shades, seen, strict=True)) < 45


def test_the_profile_says_it_is_altered():
    """收进来的特性文件小，标明改过，是四色的输出特性；许可写着从哪里来。"""
    content = PROFILE.read_bytes()
    assert len(zlib.compress(content, 9)) < 40_000
    assert int.from_bytes(content[:4], "big") == len(content)
    assert content[12:20] == b"prtrCMYK"
    profile = ImageCms.getOpenProfile(str(PROFILE))
    assert "altered" in ImageCms.getProfileInfo(profile)
    licence = (PROFILE.parent / "ZLIB-FOGRA39L.txt").read_text("utf-8")
    for words in ("The zlib/libpng License", "altered version", "ctan.org/pkg/colorprofiles"):
        assert words in licence


def test_sixteen_bits_become_eight():
    """特性文件改小：直线还是直线；Lab 的十六位是八位的 256 倍，墨的是 257 倍。"""
    straight = tuple(range(0, 65536, 257))
    table = small.ColourTable(
        inputs=1,
        outputs=1,
        grid=2,
        matrix=bytes(36),
        curves_in=[(0, 65535)],
        cells=(0, 65535),
        curves_out=[straight],
    )
    made = small.table8(table, into_lab=True)
    assert made[:12] == b"mft1\0\0\0\0\x01\x01\x02\0"
    assert made[48 : 48 + 256] == bytes(range(256))
    assert made[304:306] == b"\x00\xff"
    # 墨 255 是十六位的 65535；照 Lab 读，是 255.996，取 255。
    assert list(made[306:])[128] == round(128 * 257 / 256)
    assert len(made) == 48 + 256 + 2 + 256

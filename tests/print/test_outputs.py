"""印出来的 PDF 和图片：读屏软件读得通，印刷厂用得上，裁得准，扫得出，一句不少。"""

import io
import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pikepdf
import pytest
from paper import (
    NAME,
    URL,
    art,
    chunks,
    city,
    leaflet,
    missing,
    named,
    pages_of,
    paper_words,
    run,
    scanned,
    site_name,
    squash,
    tags,
)
from PIL import Image

from macros.corpus.origins import source_of
from macros.corpus.pieces import Leaflet
from macros.printing import sheets
from macros.printing.apart import set_apart
from macros.printing.engine import Engine
from macros.printing.formats import PRESSES, formats_of
from macros.printing.official import papers
from macros.printing.sheets import Site

MM = 72 / 25.4
LEAFLETS = ("color", "mono", "saver", "card", "cards")
PRINTED_POSTERS = ("a3", "board", "rollup")
SHEETS = (*LEAFLETS, *PRINTED_POSTERS, "large")
# 送印刷厂的，没有标签；和哪一种读的文件是同一些字。
PRESSED = {"press": "color", "press-a3": "a3", "press-board": "board", "press-card": "card"}


# ---- 怎样看一个 PDF ----


def inside(node, name):
    """一个元素里直接的某种元素。"""
    kids = node.get("/K", [])
    kids = kids if isinstance(kids, pikepdf.Array) else [kids]
    return [
        kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and kid.get("/S") == f"/{name}"
    ]


def words(path):
    """每页的宽、高和每个词的左、上、右、下（毫米）、字。"""
    found = []
    for page in run("pdftotext", "-bbox", path, "-").decode("utf-8").split("<page ")[1:]:
        edges = [
            (*(float(edge) / MM for edge in groups[:4]), groups[4])
            for groups in re.findall(
                r'xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>', page
            )
        ]
        width, height = (
            float(edge) / MM for edge in re.match(r'width="(.+?)" height="(.+?)"', page).groups()
        )
        found.append((width, height, edges))
    return found


def picture(path, page=1, ppi=96):
    """把一页画成图。"""
    content = run("pdftoppm", "-r", ppi, "-f", page, "-l", page, path)
    return Image.open(io.BytesIO(content)).convert("RGB")


def drawn(path):
    """图片的格式和大小，像素。"""
    with Image.open(path) as image:
        return image.format, image.size


def spoken(path):
    """读屏软件照结构树念到的字，去掉空白；页眉页脚、装饰不念。"""
    tree = run("pdfinfo", "-struct-text", path).decode(
        "utf-8", errors="replace"
    )  # 标题的属性是 UTF-16，不看
    return squash("".join(re.findall(r'^ *"(.*)"$', tree, re.MULTILINE)))


def read(path):
    """照画的先后，全部的字，去掉空白。"""
    return squash("".join(pages_of(path)))


def accessible(path):
    """一个 PDF 不好读的地方，一处一句；没有是空的。"""
    with pikepdf.open(path) as pdf:
        root, meta = pdf.Root, pdf.Root.Metadata.read_bytes().decode()
        found = tags(pdf)
        levels = [int(name[1]) for name, _ in found if re.fullmatch("H[1-6]", name)]
        checks = {
            "没有标明语言": root.get("/Lang") == "zh-CN",
            "没有标题": bool(str(pdf.docinfo.get("/Title", ""))),
            "窗口上不显示标题": root.get("/ViewerPreferences", {}).get("/DisplayDocTitle") is True,
            "没有打标签": root.get("/MarkInfo", {}).get("/Marked") is True,
            "没有声明 PDF/UA-1": "<pdfuaid:part>1</pdfuaid:part>" in meta,
            "第一个标题不是一级，或不止一个一级": levels[:1] == [1] and levels.count(1) == 1,
            "标题跳级": all(after - before <= 1 for before, after in pairwise(levels)),
            "图没有替代文字": all(
                str(node.get("/Alt", "")).strip() for name, node in found if name == "Figure"
            ),
            "列表里没有条目": all(inside(node, "LI") for name, node in found if name == "L"),
            "表没有表头": all(
                "TH" in [tag for tag, _ in below(node)] for name, node in found if name == "Table"
            ),
        }
    fonts = [line.split() for line in run("pdffonts", path).decode().splitlines()[2:]]
    checks["有字体没有嵌进去"] = bool(fonts) and all(line[-5] == "yes" for line in fonts)
    return [said for said, right in checks.items() if not right]


def pressed(name):
    """送印刷厂的文件：不是给人读的，没有标签。"""
    return name.removesuffix(".pdf").endswith(tuple(f"-{kind}" for kind in PRESSED))


def below(node):
    """一个元素里面的全部元素。"""
    for kid in (
        node.get("/K", []) if isinstance(node.get("/K"), pikepdf.Array) else [node.get("/K")]
    ):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield str(kid.S).removeprefix("/"), kid
            yield from below(kid)


# ---- 该印的字 ----


def leaflet_words(plan, piece, kind):
    """一种版式上该有的字，照读的先后。"""
    poster = piece.poster
    kind = PRESSED.get(kind, kind)
    if kind in PRINTED_POSTERS:
        words = [piece.kicker, *piece.poster_title, poster.sentence, *piece.poster_steps]
        return [*words, sheets.FILLS[0], poster.call, poster.number]
    lines = [plan.hotline[number] for number in piece.phones]
    phones = [part for line in lines for part in (line.number, line.short)]
    head = [piece.kicker, *piece.headline, *piece.slogan]
    foot = [*phones, piece.law]
    if kind in ("card", "cards"):
        back = [piece.card, *(step.title for step in piece.steps), *piece.card_fields, *phones[2:]]
        return [*head, *phones[:2], *back]
    steps = [part for step in piece.steps for part in (step.title, step.text)]
    boxes = [part for box in piece.boxes for part in box_words(box)]
    if kind == "large":
        uses = [part for line in lines for part in (line.number, line.short, line.use)]
        return [*head, piece.lead, *steps, *boxes, "打哪个电话", *uses, *sheets.FILLS, piece.law]
    return [*head, piece.lead, *steps, *boxes, *sheets.FILLS, *foot]


def box_words(box):
    """一个框里的字。"""
    return [box.title, *(part for item in box.items for part in (item.head, item.text) if part)]


def prose_words(plan, piece):
    """教案、讲话上该有的字，照读的先后。"""
    lines = [plan.hotline[number] for number in piece.phones]
    facts = [part for pair in sheets.summary(piece) for part in pair]
    phones = [part for line in lines for part in (line.number, line.short, line.use)]
    subtitle = [piece.subtitle] if piece.subtitle else []
    whole = set_apart(sheets.body(plan, piece))
    return [
        piece.kicker,
        piece.title,
        *subtitle,
        *facts,
        *chunks(whole.body),
        "打哪个电话",
        *phones,
        "依据",
        piece.law,
        *chunks(whole.sheets),
    ]


def cut_sheets(plan, piece):
    """一份资料有几张裁开用的单子。"""
    return sum(block.kind == "slip" for block in set_apart(sheets.body(plan, piece)).sheets)


def body_of(path, imprint, number, cut=0):
    """全文去掉每页的页脚（imprint 和页码）：一段跨两页，中间不该夹着页脚。

    每页都要有页脚，裁开用的几页（最多 cut 页）没有。
    """
    foot = re.escape(squash(imprint)) + number
    pages = [re.subn(foot, "", squash(page)) for page in pages_of(path)]
    counts = [count for _, count in pages]
    assert set(counts) <= {0, 1}, path.name
    assert counts.count(0) <= cut, path.name
    return "".join(page for page, _ in pages)


def official_body(path, source):
    """公文全文去掉每页的页码、来源一行。每页都要有。"""
    foot = re.escape(squash(f"来源：{source.publisher}，以原网页为准：{source.address}"))
    whole = ""
    for number, page in enumerate(pages_of(path), 1):
        rest, times = re.subn(f"—{number}—", "", squash(page))
        rest, more = re.subn(foot, "", rest)
        assert (times, more) == (1, 1), (path.name, number)
        whole += rest
    return whole


# ---- 云汀的 ----


@pytest.mark.parametrize("fixture", ["hosted", "unhosted"])
def test_every_pdf_can_be_read_by_ear(request, fixture):
    """每个给人读的 PDF 都标明语言和标题，声明 PDF/UA-1，标题不跳级，图有替代文字，表有表头，字体全部嵌入。"""
    outputs = request.getfixturevalue(fixture)
    found = {
        name: accessible(path)
        for name, path in named(outputs).items()
        if name.endswith(".pdf") and not pressed(name)
    }
    assert len(found) == 19
    assert {name: problems for name, problems in found.items() if problems} == {}


def test_titles_are_the_pieces_own(hosted):
    """PDF 的标题就是资料和公文的标题：读屏软件打开先念它。"""
    titles = {}
    for name, path in named(hosted).items():
        if name.endswith(".pdf"):
            with pikepdf.open(path) as pdf:
                titles[name] = str(pdf.docinfo.Title)
    documents = {f"{paper.id}.pdf": paper.title for paper in papers(city())}
    assert titles == {
        **{
            f"ferry-leaflet-{kind}.pdf": "上下渡船牵紧手"
            for kind in (*SHEETS, *PRESSED, "form", "slides")
        },
        "ferry-talk-pdf.pdf": "开渡讲话",
        **{f"at-a-glance-{kind}.pdf": "一图读懂：云汀市防拐方案" for kind in ("a3", "slides")},
        **documents,
    }


def test_documents_are_for_keeping(hosted):
    """公文另声明 PDF/A-2a，日期是印发的那一天；资料不写日期：哪天印的都一样。"""
    for paper in papers(city()):
        with pikepdf.open(named(hosted)[f"{paper.id}.pdf"]) as pdf:
            meta = pdf.Root.Metadata.read_bytes().decode()
            assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in meta
            assert str(pdf.docinfo.CreationDate) == "D:20310106000000Z"
    for name in ("ferry-leaflet-color.pdf", "ferry-leaflet-press.pdf", "ferry-talk-pdf.pdf"):
        with pikepdf.open(named(hosted)[name]) as pdf:
            assert not {"/CreationDate", "/ModDate", "/Author"} & pdf.docinfo.keys()
            assert "xmp:CreateDate" not in pdf.Root.Metadata.read_bytes().decode()


@pytest.mark.parametrize("kind", SHEETS)
def test_steps_are_a_numbered_list(hosted, kind):
    """步骤是真的编号列表，一步一条，号和话分开：读屏软件会念“列表，三项”。插图有编者写的替代文字。"""
    piece = city().piece["ferry-leaflet"]
    with pikepdf.open(named(hosted)[f"ferry-leaflet-{kind}.pdf"]) as pdf:
        found = tags(pdf)
        numbered = [
            node for name, node in found if name == "L" and "/Decimal" in repr(node.get("/A"))
        ]
        assert [len(inside(node, "LI")) for node in numbered] == [len(piece.steps)]
        for item in inside(numbered[0], "LI"):
            assert len(inside(item, "Lbl")) == len(inside(item, "LBody")) == 1
        assert next(str(node.Alt) for name, node in found if name == "Figure") == piece.alt


@pytest.mark.parametrize(
    ("name", "headings"),
    [
        ("ferry-leaflet-color.pdf", ["H1 上下渡船牵紧手", "H2 这两件事不做", "H2 找不到人了"]),
        ("ferry-leaflet-rollup.pdf", ["H1 上下渡船牵紧手"]),
        ("ferry-leaflet-card.pdf", ["H1 上下渡船牵紧手", "H2 过渡三件事"]),
        ("ferry-talk-pdf.pdf", ["H1 开渡讲话", "H2 一、开头", "H2 二、三件事", "H2 打哪个电话"]),
        ("scheme.pdf", ["H1 云汀市防拐方案", "H2 一、怎么防", "H2 二、怎么帮", "H2 编者注"]),
    ],
)
def test_headings_are_headings(hosted, name, headings):
    """大标题、每个框和每一节的小标题都是真的标题：读屏软件可以一个一个跳着听。"""
    with pikepdf.open(named(hosted)[name]) as pdf:
        found = [f"{tag} {node.T}" for tag, node in tags(pdf) if re.fullmatch("H[1-6]", tag)]
    assert found == headings


def test_lists_and_tables_in_prose(hosted):
    """讲话里的两个编号列表各三项，头一个里面套着一层，后一个是取用的步骤；表的表头是表头格，数目对。"""
    with pikepdf.open(named(hosted)["ferry-talk-pdf.pdf"]) as pdf:
        found = tags(pdf)
        lists = [node for name, node in found if name == "L"]
        numbered, steps = (node for node in lists if "/Decimal" in repr(node.get("/A")))
        assert [len(inside(one, "LI")) for one in (numbered, steps)] == [3, 3]
        assert ["L" in [name for name, _ in below(one)] for one in (numbered, steps)] == [
            True,
            False,
        ]
        assert [name for name, _ in found if name in ("TH", "TD")] == [
            "TH",
            "TH",
            "TD",
            "TD",
            "TD",
            "TD",
        ]
        assert [name for name, _ in found if name == "THead"] == ["THead"]


@pytest.mark.parametrize("kind", SHEETS)
def test_every_word_of_the_leaflet_is_printed_in_order(hosted, kind):
    """每种版式上，每一步、每一框、电话、依据都在，次序对；读屏软件照结构树念也是这个次序。"""
    path = named(hosted)[f"ferry-leaflet-{kind}.pdf"]
    wanted = leaflet_words(city(), city().piece["ferry-leaflet"], kind)
    assert missing(wanted, spoken(path)) == ""
    assert missing(wanted, read(path)) == ""


@pytest.mark.parametrize("kind", PRESSED)
def test_every_word_goes_to_the_press(hosted, kind):
    """送印的和读的文件，字一个不少，次序一样。"""
    wanted = leaflet_words(city(), city().piece["ferry-leaflet"], kind)
    assert missing(wanted, read(named(hosted)[f"ferry-leaflet-{kind}.pdf"])) == ""


def test_every_word_of_the_talk_is_printed_in_order(hosted):
    """讲话的每一段、每一条、每一格都在，次序对，读屏软件念的也是；每页页脚有版本和第几页。"""
    path, piece = named(hosted)["ferry-talk-pdf.pdf"], city().piece["ferry-talk"]
    imprint = sheets.imprint(piece, Site(name=NAME, url=""))
    wanted = prose_words(city(), piece)
    assert missing(wanted, body_of(path, imprint, "第[1-3]页,共4页", cut=1)) == ""
    assert missing(wanted, spoken(path)) == ""


@pytest.mark.parametrize("id", ["notice", "questions", "scheme", "appendix"])
def test_documents_stand_whole(hosted, id):
    """公文逐段和数据里的原文一样，补出的字在原处，最后是来源，读屏软件念的也是；每页页脚也有来源。"""
    path = named(hosted)[f"{id}.pdf"]
    (paper,) = (paper for paper in papers(city()) if paper.id == id)
    source = source_of(city(), id)
    imprint = f"来源：{source.publisher}。文字与原网页逐字核对，以原网页为准：{source.address}"
    wanted = [*paper_words(city(), paper), imprint]
    assert missing(wanted, spoken(path)) == ""
    drawn_text = official_body(path, source)
    assert id == "appendix" or missing(wanted, drawn_text) == ""


@pytest.mark.parametrize(
    ("kind", "width", "height", "pages"),
    [
        ("color", 210, 297, 1),
        ("mono", 210, 297, 1),
        ("saver", 210, 297, 1),
        ("large", 210, 297, 2),
        ("press", 230, 317, 1),
        ("press-a3", 317, 440, 1),
        ("press-board", 620, 920, 1),
        ("press-card", 110, 74, 2),
        ("a3", 297, 420, 1),
        ("board", 600, 900, 1),
        ("rollup", 800, 1800, 1),
        ("card", 90, 54, 2),
        ("cards", 210, 297, 2),
    ],
)
def test_sizes_on_paper(hosted, kind, width, height, pages):
    """纸的大小和页数就是名字说的：A4、A3、60×90 cm、80×180 cm、90×54 mm 正反两面。字都在纸里。"""
    found = words(named(hosted)[f"ferry-leaflet-{kind}.pdf"])
    assert [(round(w, 1), round(h, 1)) for w, h, _ in found] == [(width, height)] * pages
    for w, h, edges in found:
        assert [
            word
            for left, top, right, bottom, word in edges
            if left < 0 or top < 0 or right > w or bottom > h
        ] == []


def test_pictures_for_the_phone(hosted):
    """长图、方图宽 1080 像素，方图是方的；预览是 WebP，不大；放在网页上的长图不到 150 KB。"""
    made = named(hosted)
    found = {name: drawn(path) for name, path in made.items() if path.suffix in (".png", ".webp")}
    (format, (width, height)) = found.pop("ferry-leaflet-long.png")
    assert (format, width) == ("PNG", 1080)
    assert height > 1080
    (format, (width, height)) = found.pop("ferry-leaflet-shown.png")
    assert (format, width) == ("PNG", 750)
    assert height > 750
    assert made["ferry-leaflet-shown.png"].stat().st_size < 150 * 1024
    assert found.pop("at-a-glance-long.png")[1][0] == 1080
    assert found.pop("at-a-glance-shown.png")[1][0] == 560
    assert found == {
        "ferry-leaflet-square.png": ("PNG", (1080, 1080)),
        "ferry-leaflet-wide.png": ("PNG", (1920, 1080)),
        "ferry-leaflet-tall.png": ("PNG", (1080, 1920)),
        "ferry-leaflet-cover.png": ("PNG", (900, 383)),
        "ferry-leaflet-preview.webp": ("WEBP", (496, 702)),
        "ferry-talk-preview.webp": ("WEBP", (496, 702)),
    }
    assert all(
        made[f"{slug}-preview.webp"].stat().st_size < 40_000
        for slug in ("ferry-leaflet", "ferry-talk")
    )


def test_the_mono_sheet_has_no_colour(hosted):
    """黑白版没有一点颜色，底是白的：省墨，也不会在复印时变成灰块。"""
    image = picture(named(hosted)["ferry-leaflet-mono.pdf"])
    colours = {colour for _, colour in image.getcolors(1 << 24)}
    # 正文的墨色略带暖，三个通道差不多就是灰。
    assert [colour for colour in colours if max(colour) - min(colour) > 10] == []
    white = sum(count for count, colour in image.getcolors(1 << 24) if colour == (255, 255, 255))
    assert white > image.width * image.height * 0.8


def test_the_base_of_the_rollup_is_clear(hosted):
    """易拉宝底部 12 cm 插进底座，没有字。"""
    ((_, height, edges),) = words(named(hosted)["ferry-leaflet-rollup.pdf"])
    assert max(bottom for *_, bottom, _ in edges) < height - 120


# ---- 印刷厂用的 ----


def boxes(path):
    """印刷的三个框，毫米：左、下、右、上。"""
    with pikepdf.open(path) as pdf:
        return [
            [
                [float(edge) / MM for edge in page[name]]
                for name in ("/MediaBox", "/BleedBox", "/TrimBox")
            ]
            for page in pdf.pages
        ]


@pytest.mark.parametrize(
    ("kind", "size"),
    [
        ("press", (210, 297)),
        ("press-a3", (297, 420)),
        ("press-board", (600, 900)),
        ("press-card", (90, 54)),
    ],
)
def test_boxes_for_the_printer(hosted, kind, size):
    """成品就是名字说的大小，出血四边各多 3 mm，纸比出血大，放得下裁切线。"""
    for media, bleed, trim in boxes(named(hosted)[f"ferry-leaflet-{kind}.pdf"]):
        assert (trim[2] - trim[0], trim[3] - trim[1]) == pytest.approx(size, abs=0.01)
        for edge, sign in enumerate((-1, -1, 1, 1)):
            assert sign * (bleed[edge] - trim[edge]) == pytest.approx(3, abs=0.01)
            assert sign * (media[edge] - bleed[edge]) > 0


def test_the_ground_reaches_the_bleed(hosted):
    """底色铺满出血，到边为止：裁偏一点也不露白。出血之外只有四角的裁切线，都对着成品的边。"""
    path = named(hosted)["ferry-leaflet-press.pdf"]
    ((media, bleed, trim),) = boxes(path)
    scale = 8  # 每毫米的像素
    image = picture(path, ppi=25.4 * scale)
    pixels = image.load()

    def at(x, y):
        return pixels[round(x * scale), round((media[3] - y) * scale)]

    left, low, right, high = (
        edge + inset for edge, inset in zip(bleed, (0.3, 0.3, -0.3, -0.3), strict=True)
    )
    # 四色画到屏幕上是什么颜色，看软件；成品里面的底色是什么，出血就是什么。
    band, paper = at(trim[0] + 2, trim[1] + 2), at(trim[0] + 4, 158)
    assert band != paper
    assert [at(left, low), at(right, low)] == [band, band]
    for corner in (at(left, high), at(right, high)):  # 标题底上叠着一层淡淡的圆
        assert max(abs(one - other) for one, other in zip(corner, band, strict=True)) < 24
    ring = [at(x, y) for x in steps(left, right) for y in (low, high)] + [
        at(x, y) for y in steps(low, high) for x in (left, right)
    ]
    assert (255, 255, 255) not in ring
    assert {band, paper} <= set(ring)
    outside = [
        (x / scale, media[3] - y / scale)
        for x in range(image.width)
        for y in range(image.height)
        if pixels[x, y] != (255, 255, 255) and not within(x / scale, media[3] - y / scale, bleed)
    ]
    on_vertical = {
        (x > 115, y > 158) for x, y in outside if min(abs(x - trim[0]), abs(x - trim[2])) < 0.3
    }
    on_level = {
        (x > 115, y > 158) for x, y in outside if min(abs(y - trim[1]), abs(y - trim[3])) < 0.3
    }
    assert len(on_vertical) == len(on_level) == 4
    astray = [
        (x, y)
        for x, y in outside
        if min(abs(x - trim[0]), abs(x - trim[2]), abs(y - trim[1]), abs(y - trim[3])) > 0.3
    ]
    assert astray == []


def rgb(colour):
    """#rrggbb 的三个数。"""
    return tuple(bytes.fromhex(colour.removeprefix("#")))


def steps(start, stop):
    """从 start 到 stop，一毫米一个。"""
    return [start + n for n in range(int(stop - start))]


def within(x, y, box):
    """在框里，边上差一个像素也算。"""
    return box[0] - 0.15 <= x <= box[2] + 0.15 and box[1] - 0.15 <= y <= box[3] + 0.15


@pytest.mark.parametrize("kind", PRESSED)
def test_the_ground_of_every_press_file_reaches_the_bleed(hosted, kind):
    """A3、展板、卡片的底色也铺满出血，一圈没有白；出血外面只有裁切线。"""
    path = named(hosted)[f"ferry-leaflet-{kind}.pdf"]
    scale = 1 if kind == "press-board" else 4
    for number, (media, bleed, _) in enumerate(boxes(path), 1):
        image = picture(path, number, 25.4 * scale).convert("L")
        left, low, right, high = (round(edge * scale) for edge in bleed)
        top, bottom = image.height - high, image.height - low
        inset = 2 * scale  # 出血 3 mm，看里面的 2 mm
        ring = [
            (left + 1, top + 1, right - 1, top + inset),
            (left + 1, bottom - inset, right - 1, bottom - 1),
            (left + 1, top + 1, left + inset, bottom - 1),
            (right - inset, top + 1, right - 1, bottom - 1),
        ]
        assert [image.crop(edge).getextrema()[1] == 255 for edge in ring] == [False] * 4
        middle = image.crop((0, image.height // 3, left - 1, 2 * image.height // 3))
        assert middle.getextrema() == (255, 255)
        assert media[2] > bleed[2]


@pytest.mark.parametrize("kind", PRESSED)
def test_no_words_are_cut_off(hosted, kind):
    """成品框外没有字，离裁切的边还有 3 mm：裁偏了也不伤字。"""
    path = named(hosted)[f"ferry-leaflet-{kind}.pdf"]
    for (media, _, trim), (_, _, edges) in zip(boxes(path), words(path), strict=True):
        safe = (trim[0] + 3, media[3] - trim[3] + 3, trim[2] - 3, media[3] - trim[1] - 3)
        assert edges
        assert [
            word
            for left, top, right, bottom, word in edges
            if left < safe[0] or top < safe[1] or right > safe[2] or bottom > safe[3]
        ] == []


def origins(path, page, single, word):
    """拼版的一页上各张卡片的左上角，毫米；照一个词在单张上的位置推出来。"""
    (at,) = {(left, top) for left, top, _, _, text in words(single)[page][2] if text == word}
    found = [
        (left - at[0], top - at[1])
        for left, top, _, _, text in words(path)[page][2]
        if text == word
    ]
    return sorted((round(x, 1), round(y, 1)) for x, y in found)


def test_cards_back_to_back(hosted):
    """拼版正反两面各十张，边挨着边，都在纸里；翻长边，反面的每一张正好落在正面一张的背后。"""
    made = named(hosted)
    card, cards = made["ferry-leaflet-card.pdf"], made["ferry-leaflet-cards.pdf"]
    fronts, backs = origins(cards, 0, card, "云汀渡口"), origins(cards, 1, card, "过渡三件事")
    assert fronts == [
        (15 + 90 * column, 13.5 + 54 * row) for column in range(2) for row in range(5)
    ]
    assert backs == sorted((round(210 - x - 90, 1), y) for x, y in fronts)


def test_the_ground_of_the_cards_is_centred(hosted):
    """拼版正面的底色左右对称、上下对称，四边都铺出 3 mm。"""
    scale = 4
    image = picture(named(hosted)["ferry-leaflet-cards.pdf"], ppi=25.4 * scale)
    palette = city().tokens.palettes[city().piece["ferry-leaflet"].palette]
    band = [
        (x, y)
        for x in range(image.width)
        for y in range(image.height)
        if image.getpixel((x, y)) == rgb(palette.band)
    ]
    left, right = min(x for x, _ in band) / scale, max(x for x, _ in band) / scale
    top, bottom = min(y for _, y in band) / scale, max(y for _, y in band) / scale
    assert (left, right, top, bottom) == pytest.approx((12, 198, 10.5, 286.5), abs=0.5)


# ---- 二维码 ----


def codes_on(path, tmp_path, page=1):
    """一张图、PDF 的一页上，扫出来的二维码的内容。"""
    if path.suffix == ".pdf":
        image = tmp_path / "page.png"
        picture(path, page, 200).save(image)
        path = image
    return scanned(path)


@pytest.mark.parametrize(
    ("name", "page", "count"),
    [
        ("ferry-leaflet-color.pdf", 1, 1),
        ("ferry-leaflet-mono.pdf", 1, 1),
        ("ferry-leaflet-saver.pdf", 1, 1),
        ("ferry-leaflet-large.pdf", 2, 1),
        ("ferry-leaflet-press.pdf", 1, 1),
        ("ferry-leaflet-press-a3.pdf", 1, 1),
        ("ferry-leaflet-press-card.pdf", 2, 1),
        ("ferry-leaflet-a3.pdf", 1, 1),
        ("ferry-leaflet-wide.png", 1, 1),
        ("ferry-leaflet-tall.png", 1, 1),
        ("ferry-leaflet-long.png", 1, 1),
        ("ferry-leaflet-card.pdf", 2, 1),
        ("ferry-leaflet-cards.pdf", 2, 10),
        ("ferry-talk-pdf.pdf", 1, 1),
    ],
)
def test_codes_lead_to_the_page(hosted, unhosted, tmp_path, name, page, count):
    """给了网址，扫出来就是这一页的网址；没给网址，没有二维码。"""
    slug = re.match("ferry-[a-z]+", name)[0]
    assert codes_on(named(hosted)[name], tmp_path, page) == [f"{URL}publicity/{slug}.html"] * count
    assert codes_on(named(unhosted)[name], tmp_path, page) == []


def figures(path):
    """PDF 里各张图的替代文字。"""
    with pikepdf.open(path) as pdf:
        return [str(node.Alt) for name, node in tags(pdf) if name == "Figure"]


@pytest.mark.parametrize("kind", [*LEAFLETS, "press", "prose"])
def test_no_address_no_gap(kind, tmp_path):
    """没给网址，二维码的位置让给别的字，不留空：本来要折行的话，一直排到码的位置上去。"""
    long = "没有二维码的时候这一行才写得下"
    talk = replace(city().piece["ferry-talk"], title=long * 2)
    step = replace(city().piece["ferry-leaflet"].steps[0], title=f"{long}这么长")
    piece = leaflet(law=long * 8) if kind not in ("card", "cards") else leaflet(steps=(step,) * 3)
    engine, reach = Engine(), {}
    for url in (URL, ""):
        site, path = Site(name="站", url=url), tmp_path / f"{bool(url)}.pdf"
        if kind == "prose":
            path.write_bytes(engine.pdf("prose.typ", sheets.prose(city(), talk, site)))
        else:
            sheet = sheets.leaflet(city(), piece, site, art()["ferry-leaflet"], kind)
            path.write_bytes(engine.pdf("leaflet.typ", sheet))
        assert ("二维码，扫码看网页版" in figures(path)) is bool(url)
        reach[url] = max(
            right for _, _, edges in words(path) for *_, right, _, word in edges if "二维码" in word
        )
    assert reach[""] > reach[URL] + 5


# ---- 真实的资料：每个体裁一份，make print 看全部 ----


@pytest.fixture(scope="module")
def real(site):
    """网站上的 PDF，照文件名。"""
    return {path.name: path for path in sorted(site.rglob("*.pdf"))}


def inked(edges):
    """各个词真有笔画的地方：号码没有下伸的笔画，底下两成是空的。"""
    for left, top, right, bottom, word in edges:
        spare = 0.2 * (bottom - top) if word.isdecimal() else 0
        yield left, top, right, bottom - spare, word


def overlapping(edges):
    """压在一起的两个词。"""
    edges = list(inked(edges))
    for n, (left, top, right, bottom, word) in enumerate(edges):
        for left2, top2, right2, bottom2, word2 in edges[n + 1 :]:
            wide, tall = (
                min(right, right2) - max(left, left2),
                min(bottom, bottom2) - max(top, top2),
            )
            size = min(bottom - top, bottom2 - top2)
            if wide > 1.1 * size and tall > 0.35 * size:  # 冒号接引号，挤压会让出一个字的宽
                yield f"{word} 压着 {word2}"


@pytest.mark.real
def test_every_real_pdf_can_be_read_by_ear(real, plan, sampled):
    """真实的每一个给人读的 PDF 都查一遍语言、标题、标签、字体；公文都声明 PDF/A。"""
    found = {name: accessible(path) for name, path in real.items() if not pressed(name)}
    printed = [
        format
        for piece in sampled
        for format in formats_of(piece)
        if format.suffix == "pdf" and format not in PRESSES
    ]
    glance = ["at-a-glance-a3.pdf", "at-a-glance-slides.pdf"]
    assert len(found) == len([*printed, *glance, *papers(plan)])
    assert {name: problems for name, problems in found.items() if problems} == {}
    for paper in papers(plan):
        with pikepdf.open(real[f"{paper.id}.pdf"]) as pdf:
            assert b"<pdfaid:part>2</pdfaid:part>" in pdf.Root.Metadata.read_bytes()


@pytest.mark.real
def test_every_real_word_is_printed_in_order(real, plan, sampled):
    """真实资料的每一步、每一框、每一段都印出来了，次序对；教案每页有版本，公文每页有来源。"""
    lost = {}
    for piece in sampled:
        if isinstance(piece, Leaflet):
            for kind in (*SHEETS, *PRESSED):
                path = real[f"{piece.slug}-{kind}.pdf"]
                lost[path.name] = missing(leaflet_words(plan, piece, kind), read(path))
        else:
            path, imprint = (
                real[f"{piece.slug}-pdf.pdf"],
                sheets.imprint(piece, Site(name=site_name(), url="")),
            )
            lost[path.name] = missing(
                prose_words(plan, piece),
                body_of(path, imprint, "第[0-9]+页,共[0-9]+页", cut=cut_sheets(plan, piece)),
            )
    for paper in papers(plan):
        path = real[f"{paper.id}.pdf"]
        wanted, text = paper_words(plan, paper), official_body(path, source_of(plan, paper.id))
        if (
            paper.table or paper.parts
        ):  # 一格跨两页，画的先后就不是读的先后；读的先后在云汀的表上看过，这里数字数
            lost[path.name] = Counter(squash("".join(wanted))) - Counter(text)
        else:
            lost[path.name] = missing(wanted, text)
    assert {name: chunk for name, chunk in lost.items() if chunk} == {}


@pytest.mark.real
def test_no_real_words_run_into_each_other(real, plan, sampled):
    """真实的传单上，字不压着字，不出纸边；易拉宝底部 12 cm、印刷版裁切的边上没有字。"""
    clashes = {}
    for slug, kind in [
        (piece.slug, kind)
        for piece in sampled
        if isinstance(piece, Leaflet)
        for kind in (*SHEETS, *PRESSED)
    ]:
        path = real[f"{slug}-{kind}.pdf"]
        for width, height, edges in words(path):
            inset = 13 if kind in PRESSED else {"card": 3, "cards": 10}.get(kind, 0)
            foot = 120 if kind == "rollup" else inset
            stray = [
                word
                for left, top, right, bottom, word in edges
                if left < inset or top < inset or right > width - inset or bottom > height - foot
            ]
            if problems := [*overlapping(edges), *stray]:
                clashes[path.name] = problems
    assert clashes == {}


@pytest.mark.real
def test_no_real_words_run_into_the_picture(real, plan, sampled):
    """真实的传单上，字不压着插图：浅色的字压在浅色的图上就看不见了。"""
    clashes = {}
    for slug, kind in [
        (piece.slug, kind)
        for piece in sampled
        if isinstance(piece, Leaflet)
        for kind in SHEETS
        if kind != "cards"
    ]:
        path = real[f"{slug}-{kind}.pdf"]
        with pikepdf.open(path) as pdf:
            figure = next(node for name, node in tags(pdf) if name == "Figure")
            (attributes,) = (one for one in figure.A if "/BBox" in one)
            left, low, right, high = (float(edge) / MM for edge in attributes.BBox)
        _, height, edges = words(path)[0]
        found = [
            word
            for x, top, end, bottom, word in edges
            if min(end, right) - max(x, left) > 1
            and min(bottom, height - low) - max(top, height - high) > 1
        ]
        if found:
            clashes[path.name] = found
    assert clashes == {}


def test_real_codes_lead_to_their_pages(hosted_city, city, tmp_path):
    """给了网址的网站：每份传单的长图和随身卡扫得出自己那一页，那一页在站上。"""
    for piece in city.pieces:
        if isinstance(piece, Leaflet):
            folder = hosted_city / "publicity" / piece.slug
            for name, page in ((f"{piece.slug}-long.png", 1), (f"{piece.slug}-card.pdf", 2)):
                assert codes_on(folder / name, tmp_path, page) == [
                    f"https://example.org/sub/path/{piece.url}"
                ], name
            assert (hosted_city / piece.url).is_file()

"""Word 文件：Word、WPS、LibreOffice 都打得开，字一个不少，该填的填得上，不该改的锁住。"""

import io
import re
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree
from office import convert, document, parts, told_by
from paper import (
    NAME,
    URL,
    chunks,
    city,
    leaflet,
    named,
    pages_of,
    paper_words,
    runs_of,
    site_name,
    squash,
)

from macros.corpus import proof
from macros.corpus.origins import source_of
from macros.corpus.pieces import Leaflet
from macros.printing import sheets
from macros.printing.apart import set_apart
from macros.printing.blocks import blocks
from macros.printing.docx import Writer
from macros.printing.docx_style import OFFICIAL_LOOK, Look
from macros.printing.official import official_sheet, papers, title_words
from macros.printing.sheets import Site
from macros.printing.word_files import piece_docx

EPOCH = (1980, 1, 1, 0, 0, 0)
# 要填的一道横线，比字的时候不管多长。
RULE = "＿"

# ISO/IEC 29500-1 附录 A（wml.xsd）里各元素的子元素，照规定的先后；Word 遇到次序不对的会说文件坏了。
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
    "lang eastAsianLayout specVanish oMath",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "sdtPr": "rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding label tabIndex equation comboBox "
    "date docPartObj docPartList dropDownList picture richText text citation group bibliography",
    "sdt": "sdtPr sdtEndPr sdtContent",
    "tbl": "tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "tc": "tcPr p tbl sdt",
    "p": "pPr r sdt fldSimple",
    "r": "rPr t br drawing lastRenderedPageBreak",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "num": "abstractNumId lvlOverride",
    "lvlOverride": "startOverride lvl",
    "numPr": "ilvl numId",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "tblBorders": "top left start bottom right end insideH insideV",
    "tblCellMar": "top left start bottom right end",
    "compat": "doNotExpandShiftReturn useFELayout compatSetting",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
}
# 这几样排在属性后面，先后随内容。
MIXED = {"tc": {"p", "tbl", "sdt"}, "p": {"r", "sdt", "fldSimple"}, "r": {"t", "br", "drawing"}}
# trPr 的子元素规范不管先后，只是各有一个。
ROW = {
    "cnfStyle", "divId", "gridBefore", "gridAfter", "wBefore", "wAfter",
    "cantSplit", "trHeight", "tblHeader", "tblCellSpacing", "jc", "hidden",
}  # fmt: skip


def name_of(node):
    """元素的名字，不带命名空间。"""
    return etree.QName(node).localname


def disorder(content):
    """不合规范次序的元素，一处一句。"""
    for part, root in parts(content).items():
        for node in root.iter(*(qn(f"w:{name}") for name in (*ORDER, "trPr"))):
            name, kids = name_of(node), [name_of(kid) for kid in node]
            if name == "trPr":
                if set(kids) - ROW or len(set(kids)) != len(kids):
                    yield f"{part}：trPr 里有 {kids}"
                continue
            places = {kid: place for place, kid in enumerate(ORDER[name].split())}
            places |= dict.fromkeys(MIXED.get(name, ()), 99)
            if set(kids) - places.keys() or [places[kid] for kid in kids] != sorted(
                places[kid] for kid in kids
            ):
                yield f"{part}：{name} 里的次序是 {kids}"
            if name == "tc" and kids[-1:] != ["p"]:
                yield f"{part}：格子不以段落结尾 {kids}"


def told(content):
    """正文里的字，照先后，去掉空白；一道横线不管多长，都算 RULE。"""
    return re.sub(f"{squash('＿')}+", squash(RULE), squash(told_by(document(content))))


def expected(found):
    """块写进 Word 该有的字：要填的空先写名字（说过的不写），再是一道点了就能填的横线。"""

    def lines():
        for block in found:
            for runs in (block.runs, *(cell for row in block.rows for cell in row)):
                for run in runs:
                    name = f"{run.text}：" * run.named
                    yield f"{name}{RULE}" if run.fill else run.text
            yield expected(block.inside)
            for item in block.items:
                yield expected(item)

    return squash("".join(lines()))


def leaflet_told(plan, piece, site):
    """传单的 Word 该有的字：排好的一页，和 A4 上的一样。"""
    sheet = sheets.leaflet(plan, piece, site, "", "docx")
    words = [sheet["kicker"], *sheet["headline"], *sheet["slogan"], sheet["lead"]]
    for step in sheet["steps"]:
        words += [step["title"], step["text"]]
    for box in sheet["boxes"]:
        words.append(box["title"])
        for item in box["items"]:
            words += [item["head"], item["text"]]
    words += [f"{name}：{RULE}" for name in sheet["fills"]]
    return squash("".join(words)) + foot_told(sheet)


def foot_told(sheet):
    """传单的 Word 末尾锁住的字。"""
    words = [phone["number"] + phone["name"] for phone in sheet["phones"]]
    words += [sheet["law"], sheet["imprint"]]
    if sheet["qr"]:
        words.append("扫码看网页版")
    return squash("".join(words))


def piece_told(plan, piece, site):
    """一份资料的 Word 该有的字。"""
    if isinstance(piece, Leaflet):
        return leaflet_told(plan, piece, site)
    subtitle = getattr(piece, "subtitle", None) or ""
    whole = set_apart(sheets.body(plan, piece))
    apart = [one for sheet in whole.sheets for one in (sheet,) * copies(sheet)]
    return squash(piece.title + subtitle) + expected(
        (*whole.body, *sheets.closing(plan, piece, site), *apart)
    )


def copies(sheet):
    """单独成页的一块写几份：裁开发的单子两份，卡片、记录表一份。"""
    tables = any(block.kind == "table" for block in sheet.inside)
    return 1 if sheet.kind == "cards" or tables else 2


def single(plan):
    """有 Word 的公文：合订本只有 PDF。"""
    return [paper for paper in papers(plan) if not paper.parts]


def paper_told(plan, paper):
    """一篇公文的 Word 该有的字，不算表里的：原文、补出的字、编者注、来源。"""
    words = paper_words(plan, paper)
    if paper.table:
        words = words[:2]
    sheet = official_sheet(plan, paper, title_words(plan))
    notes = ["编者注", *sheet["notes"]] if sheet["notes"] else []
    return squash("".join([*words, *notes, sheet["imprint"]]))


def table_told(plan):
    """推进表里该有的字：一个单位一列，单位的名字，各栏的字。"""
    for unit in plan.units:
        columns = (unit.tasks, *(unit.measures[period.id] for period in plan.periods))
        yield [
            unit.name,
            *(squash("".join(proof.reading(plan, row) for row in rows)) for rows in columns),
        ]


def paper_written(content):
    """一篇公文的 Word 里的字，不算表里的；表里的，写“（续）”的几行接起来。"""
    found = docx.Document(io.BytesIO(content))
    outside = squash("".join(paragraph.text for paragraph in found.paragraphs))
    rows = []
    for table in found.tables:
        for row in table.rows[2:]:
            name, *columns = [squash(cell.text) for cell in row.cells]
            if rows and name == squash(f"{rows[-1][0]}（续）"):
                rows[-1][1:] = [a + b for a, b in zip(rows[-1][1:], columns, strict=True)]
            else:
                rows.append([name, *columns])
    return outside, rows


def written(html, look=None):
    """把一段 HTML 的块写成 Word。"""
    writer = Writer("题", look or Look(), "页脚")
    writer.blocks(blocks(html))
    return writer.save()


LISTS = "<ol><li>甲</li><li>乙</li></ol><p>隔开</p><ol><li>丙</li><li>丁<ol><li>里一</li><li>里二</li></ol></li><li>戊</li></ol>"


@pytest.fixture(scope="module")
def converted(hosted, tmp_path_factory):
    """云汀的全部 Word，和只有两个编号列表的一份，转成的 PDF。"""
    files = {
        name.removesuffix(".docx"): path.read_bytes()
        for name, path in named(hosted).items()
        if name.endswith(".docx")
    }
    return convert(files | {"lists": written(LISTS)}, tmp_path_factory.mktemp("office"))


def docx_of(outputs):
    """全部 Word，照文件名。"""
    return {
        name: path.read_bytes() for name, path in named(outputs).items() if name.endswith(".docx")
    }


def test_every_file_keeps_the_order_of_the_standard(hosted, unhosted):
    """每个 Word 里每个元素的子元素都合规范的先后，格子以段落结尾：不然 Word 说文件坏了，要修复。"""
    for outputs in (hosted, unhosted):
        files = docx_of(outputs)
        assert len(files) == 6
        assert {
            name: found for name, content in files.items() if (found := list(disorder(content)))
        } == {}


def test_the_words_are_those_of_the_blocks(hosted):
    """资料的 Word 从头到尾就是标题、正文、末尾锁住的几行，一个字不多，一个字不少；传单的和 A4 上的一样。"""
    for piece in city().pieces:
        content = named(hosted)[f"{piece.slug}-docx.docx"].read_bytes()
        assert told(content) == piece_told(city(), piece, Site(name=NAME, url=URL))


def test_documents_stand_whole(hosted):
    """公文的 Word 逐段就是数据里的原文和补出的字，末尾是编者注、来源；单页、双页的页脚都有来源。"""
    for paper in single(city()):
        content = named(hosted)[f"{paper.id}.docx"].read_bytes()
        outside, rows = paper_written(content)
        assert outside == paper_told(city(), paper)
        assert rows == (list(table_told(city())) if paper.table else [])
        for name in ("word/footer1.xml", "word/footer2.xml"):
            foot = "".join(parts(content)[name].itertext())
            source = source_of(city(), paper.id)
            assert f"来源：{source.publisher}" in foot
            assert source.address in foot


def test_an_office_opens_every_file(converted):
    """LibreOffice 打得开每一份，字都在；传单就是一页，文章每页有页脚和页码。"""
    for piece in city().pieces:
        pages = pages_of(converted[f"{piece.slug}-docx"])
        if isinstance(piece, Leaflet):
            (page,) = pages
            told = leaflet_told(city(), piece, Site(name=NAME, url=""))
            assert set(told.replace(squash(RULE), "")) <= set(squash(page))
            continue
        text = squash("".join(pages))
        words = chunks(
            (*sheets.body(city(), piece), *sheets.closing(city(), piece, Site(name=NAME, url="")))
        )
        assert [word for word in words if squash(word) not in text] == []
        for number, page in enumerate(pages, 1):
            assert (
                f"{squash(sheets.imprint(piece, Site(name=NAME, url='')))}第{number}页"
                in squash(page)
            )
    for paper in single(city()):
        pages = pages_of(converted[paper.id])
        address = squash(source_of(city(), paper.id).address)
        assert all("来源:" in squash(page) and address in squash(page) for page in pages)


def test_numbers_start_at_one(hosted, converted):
    """每个编号列表各从 1 数起，不接着上一个数，里层也是：传单上“第四步”会让人找前三步。"""
    assert squash("".join(pages_of(converted["lists"]))).startswith(
        "1.甲2.乙隔开1.丙2.丁1.里一2.里二3.戊"
    )
    for content in (written(LISTS), named(hosted)["ferry-talk-docx.docx"].read_bytes()):
        numbering = parts(content)["word/numbering.xml"]
        starts = {
            num.get(qn("w:numId")): [
                node.get(qn("w:val")) for node in num.iter(qn("w:startOverride"))
            ]
            for num in numbering.iter(qn("w:num"))
        }
        used = [node.get(qn("w:val")) for node in document(content).iter(qn("w:numId"))]
        assert used
        assert {starts[number][0] for number in used} == {"1"}


def controls(content):
    """各个内容控件：名字、标记、编号、锁、里面的字。"""
    found = []
    for node in document(content).iter(qn("w:sdt")):
        properties = node.find(qn("w:sdtPr"))
        values = {name_of(kid): kid.get(qn("w:val")) for kid in properties}
        found.append(
            (values, "".join(text.text for text in node.find(qn("w:sdtContent")).iter(qn("w:t"))))
        )
    return found


def test_blanks_are_named_controls(hosted):
    """每处要填的空是带名字的内容控件，点一下就能填；印出来是一道横线，没有给打字的人看的话。编号不重。"""
    for piece in city().pieces:
        found = controls(named(hosted)[f"{piece.slug}-docx.docx"].read_bytes())
        blanks = [(values, text) for values, text in found if "text" in values]
        whole = set_apart(sheets.body(city(), piece))
        found_in = [*whole.body, *(one for one in whole.sheets for _ in range(copies(one)))]
        names = [run.text for block in found_in for run in runs_of(block) if run.fill]
        assert (
            [values["alias"] for values, _ in blanks]
            == [values["tag"] for values, _ in blanks]
            == names
        )
        assert {text.strip("＿") for _, text in blanks} <= {""}
        assert all("showingPlcHdr" in values and "lock" not in values for values, _ in blanks)
        ids = [int(values["id"]) for values, _ in found]
        assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("fixture", ["hosted", "unhosted"])
def test_what_must_not_change_is_locked(request, fixture):
    """电话、依据、版本、许可和二维码锁在一起，在正文末尾，改不了；后面只有单独成页的。

    别的都没有锁。没有网址就没有二维码。
    """
    outputs = request.getfixturevalue(fixture)
    for piece in city().pieces:
        content = named(outputs)[f"{piece.slug}-docx.docx"].read_bytes()
        locked = [text for values, text in controls(content) if values.get("lock")]
        assert [values["lock"] for values, _ in controls(content) if "lock" in values] == [
            "sdtContentLocked"
        ]
        body = document(content).find(qn("w:body"))
        order = [name_of(node) for node in body]
        place = order.index("sdt")
        after = [name for name in order[place + 1 :] if name != "sectPr"]
        if isinstance(piece, Leaflet):
            site = Site(name=NAME, url=URL if fixture == "hosted" else "")
            assert [squash(text) for text in locked] == [
                foot_told(sheets.leaflet(city(), piece, site, "", "docx"))
            ]
            assert after == ["p"]  # 表不能在正文的末尾
        else:
            assert [squash(text) for text in locked] == [
                expected(sheets.closing(city(), piece, Site(name=NAME, url="")))
            ]
            apart = set_apart(sheets.body(city(), piece)).sheets
            assert bool(apart) is bool(after)
        pictures = [node.get("descr") for node in body[place].iter(qn("wp:docPr"))]
        assert pictures == (["二维码，扫码看网页版"] if fixture == "hosted" else [])


def test_pictures_say_what_they_show(hosted):
    """每张图都有替代文字，插图的是编者写的那一句；编号不重。"""
    for piece in city().pieces:
        found = list(
            document(named(hosted)[f"{piece.slug}-docx.docx"].read_bytes()).iter(qn("wp:docPr"))
        )
        wanted = [piece.alt] if isinstance(piece, Leaflet) else []
        assert [node.get("descr") for node in found] == [*wanted, "二维码，扫码看网页版"]
        assert len({node.get("id") for node in found}) == len(found)


def test_nobody_and_no_time(hosted):
    """属性里只有标题、语言，和资料、公文自己的日子，没有作者、公司，不写哪天印的；压缩包里照名字排。"""
    titles = {f"{piece.slug}-docx.docx": piece.title for piece in city().pieces}
    titles |= {f"{paper.id}.docx": paper.title for paper in single(city())}
    days = {f"{piece.slug}-docx.docx": piece.date for piece in city().pieces}
    for name, content in docx_of(hosted).items():
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = archive.infolist()
            core = etree.fromstring(archive.read("docProps/core.xml"))
        assert {info.date_time for info in infos} == {EPOCH}
        first, *rest = [info.filename for info in infos]
        assert (first, rest) == ("[Content_Types].xml", sorted(rest))
        properties = docx.Document(io.BytesIO(content)).core_properties
        assert (properties.title, properties.language) == (titles[name], "zh-CN")
        day = days.get(name, city().main.card.date)
        assert properties.created.date() == properties.modified.date() == day
        assert {name_of(node) for node in core} == {"title", "language", "created", "modified"}


def test_nothing_of_the_template_is_left(hosted):
    """排版的包自带一份空文件，里面有别人那台电脑的程序名、语言、缩略图、修订号；不合规范的设置也在里面。"""
    for content in docx_of(hosted).values():
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            whole = b"".join(map(archive.read, names))
        assert [name for name in names if name.startswith(("customXml/", "docProps/t"))] == []
        for left in (b"Macintosh", b"ja-JP", b"python-docx", b"w:rsid"):
            assert left not in whole
        settings = parts(content)["word/settings.xml"]
        for zoom in settings.iter(qn("w:zoom")):
            assert zoom.get(qn("w:percent")) is not None
        languages = [settings.find(qn("w:themeFontLang"))]
        languages += parts(content)["word/styles.xml"].iter(qn("w:lang"))
        assert len(languages) > 1
        for language in languages:
            assert language.get(qn("w:val")) == language.get(qn("w:eastAsia")) == "zh-CN"


def test_word_is_not_in_compatibility_mode(hosted):
    """标题栏上没有“兼容模式”：照现在的 Word 排；标点照中文挤压。"""
    for content in docx_of(hosted).values():
        settings = parts(content)["word/settings.xml"]
        modes = {
            node.get(qn("w:name")): node.get(qn("w:val"))
            for node in settings.iter(qn("w:compatSetting"))
        }
        assert modes["compatibilityMode"] == "15"
        spacing = settings.find(qn("w:characterSpacingControl"))
        assert spacing.get(qn("w:val")) == "compressPunctuation"


def test_fonts_have_another_name(hosted):
    """没有装仿宋_GB2312 的电脑用自带的仿宋，楷体、小标宋也一样：公文不会变成随便哪种字体。"""
    for content in docx_of(hosted).values():
        fonts = {
            node.get(qn("w:name")): node.find(qn("w:altName")).get(qn("w:val"))
            for node in parts(content)["word/fontTable.xml"]
        }
        assert fonts["仿宋_GB2312"] == "仿宋"
        assert fonts["楷体_GB2312"] == "楷体"
        assert fonts["方正小标宋简体"] == "华文中宋"
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            types = archive.read("[Content_Types].xml").decode()
            links = archive.read("word/_rels/document.xml.rels").decode()
        assert "wordprocessingml.fontTable+xml" in types
        assert 'Target="fontTable.xml"' in links


def test_styles_are_real(hosted):
    """标题用标题样式，表头跨页重复，字体、语言写明是中文：大纲看得到，读屏软件念得对。"""
    found = docx.Document(io.BytesIO(named(hosted)["ferry-talk-docx.docx"].read_bytes()))
    headings = [
        (p.style.name, p.text)
        for p in found.paragraphs
        if p.style.name.startswith(("Title", "Heading"))
    ]
    assert headings == [
        ("Title", "开渡讲话"),
        ("Heading 1", "一、开头"),
        ("Heading 1", "二、三件事"),
    ]
    (table,) = (table for table in found.tables if len(table.rows) == 3)
    assert [
        row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None
        for row in table.rows
    ] == [
        True,
        False,
        False,
    ]
    # 一行不拆成两页，表头以外的也是。
    for each in found.tables:
        for row in each.rows:
            assert row._tr.trPr.find(qn("w:cantSplit")) is not None
    for name in (
        "Normal",
        "Title",
        "Subtitle",
        "Heading 1",
        "Heading 2",
        "List Bullet",
        "List Number",
    ):
        properties = found.styles[name].element.rPr
        assert properties.find(qn("w:lang")).get(qn("w:eastAsia")) == "zh-CN"
        assert properties.rFonts.get(qn("w:eastAsia")) == "微软雅黑"
        assert not [key for key in properties.rFonts.attrib if key.endswith("Theme")]


def test_the_subtitle_is_under_the_title():
    """副标题在大标题下面，用副标题的样式，不斜；没有写的就没有这一段。"""
    talk = city().piece["ferry-talk"]
    site = Site(name=NAME, url="")
    for subtitle, wanted in (("写给船工", ["Title", "Subtitle"]), (None, ["Title"])):
        content = piece_docx(city(), replace(talk, subtitle=subtitle), site)
        found = docx.Document(io.BytesIO(content))
        styles = [one.style.name for one in found.paragraphs[:2]]
        assert styles[: len(wanted)] == wanted
        assert ("Subtitle" in styles) == (subtitle is not None)
        assert found.styles["Subtitle"].font.italic is False


def test_chinese_quotes_stay_chinese(hosted):
    """每一截汉字都标明是中文：不标，“弯引号”会变成窄的西文引号。"""
    for name, content in docx_of(hosted).items():
        for run in document(content).iter(qn("w:r")):
            text = "".join(node.text or "" for node in run.iter(qn("w:t")))
            fonts = run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
            if set("“”‘’—…") & set(text):
                assert fonts is not None, (name, text)
                assert fonts.get(qn("w:hint")) == "eastAsia", (name, text)


@pytest.mark.parametrize("look", [Look(), OFFICIAL_LOOK, Look(wide=True)])
def test_any_look_keeps_the_order(look):
    """哪种样子写哪种块，次序都合规范。"""
    html = (
        "<h1>甲</h1><h4>乙</h4><p>丙<strong>丁</strong><br>戊<span data-fill='己'>己</span></p>" + LISTS
        + "<table><tr><th>甲</th><th>乙</th></tr><tr><td>丙</td><td>丁</td></tr></table>"
        + "".join(f"<div class='{kind}'><p>框</p></div>" for kind in ("note", "board", "slip"))
        + "<div class='cards'><ul><li>甲</li><li>乙</li><li>丙</li></ul></div>"
    )  # fmt: skip
    content = written(html, look)
    assert list(disorder(content)) == []
    assert told(content) == expected(blocks(html))


def test_cards_in_two_columns():
    """可剪的卡片两张一行，单数时最后一格空着，一张不拆成两页，一张里的两段还是两段。"""
    content = written(
        "<div class='cards'><ul><li><p>甲</p><p>一</p></li><li>乙</li><li>丙</li></ul></div>"
    )
    (table,) = docx.Document(io.BytesIO(content)).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["甲\n一", "乙"],
        ["丙", ""],
    ]
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


@pytest.mark.parametrize(
    "html",
    [
        "<div class='note'><p>前</p><table><tr><th>表</th></tr></table><p>后</p></div>",
        "<div class='note'><p>前</p><div class='board'><p>板</p></div><p>后</p></div>",
        "<div class='slip'><table><tr><th>表</th></tr></table></div>",
    ],
)
def test_what_is_inside_a_frame_stays_inside(html):
    """框里的表、框里的框，次序不变，还在框里，文件是好的。"""
    content = written(html)
    assert told(content) == expected(blocks(html))
    assert list(disorder(content)) == []


@pytest.mark.parametrize(
    "html",
    [
        "<div class='cards'><p>先剪开</p><ul><li>甲</li></ul></div>",
        "<div class='cards'><ul><li>甲<ul><li>里面</li></ul></li></ul></div>",
    ],
)
def test_cards_lose_nothing(html):
    """卡片框里写的，一句不少。"""
    assert told(written(html)) == expected(blocks(html))


def test_the_leaflet_has_its_looks():
    """传单的 Word 用它那套颜色：小标题是主色，提示框是底色。"""
    palette = city().tokens.palettes[leaflet().palette]
    writer = Writer(
        "题",
        Look(accent=palette.accent.removeprefix("#"), tint=palette.tint.removeprefix("#")),
        "脚",
    )
    writer.blocks(blocks("<div class='note'><p>甲</p></div>"))
    content = writer.save()
    styles = docx.Document(io.BytesIO(content)).styles
    assert str(styles["Heading 1"].font.color.rgb) == palette.accent.removeprefix("#").upper()
    (shade,) = document(content).iter(qn("w:shd"))
    assert shade.get(qn("w:fill")) == palette.tint.removeprefix("#")


# ---- 真实的资料：每个体裁一份，make print 看全部 ----


@pytest.mark.real
def test_every_real_file(site, plan, sampled, tmp_path):
    """真实的每个 Word：次序合规范，字一个不少；每份传单用 LibreOffice 打开都是一页，

    别的资料每种最长的一份打得开。
    """
    files = {path.stem: path.read_bytes() for path in sorted(site.rglob("*.docx"))}
    pieces = {f"{piece.slug}-docx": piece for piece in sampled}
    documents = {paper.id: paper for paper in single(plan)}
    assert files.keys() == pieces.keys() | documents.keys()
    assert {
        name: found for name, content in files.items() if (found := list(disorder(content)))
    } == {}
    for name, content in files.items():
        if name in documents:
            paper = documents[name]
            outside, rows = paper_written(content)
            assert outside == paper_told(plan, paper), name
            assert rows == (list(table_told(plan)) if paper.table else []), name
        else:
            assert told(content) == piece_told(
                plan, pieces[name], Site(name=site_name(), url="")
            ), name
    opened = {}
    for name, piece in sorted(pieces.items(), key=lambda pair: len(files[pair[0]])):
        opened[name if isinstance(piece, Leaflet) else piece.form] = name
    for name, path in convert({name: files[name] for name in opened.values()}, tmp_path).items():
        pages = pages_of(path)
        assert pages, name
        assert len(pages) == 1 or not isinstance(pieces[name], Leaflet), name

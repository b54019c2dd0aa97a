"""排不出来就停，说出是哪一份、哪一种、哪一块、什么毛病：少一句的传单印出去就收不回来了。"""

from dataclasses import replace

import pytest
from paper import art, city, leaflet, printed, with_piece

from macros.printing import sheets
from macros.printing.engine import Engine, Unprintable
from macros.printing.sheets import Site

LONG = "话一直说下去，" * 60
ABSENT = "𠮷"  # 哪个字体里都没有
PALETTE = {"band": "#000000", "accent": "#000000", "tint": "#ffffff", "tint2": "#ffffff"}
PROSE = {
    "title": "题", "kicker": "类", "law": "依据", "imprint": "版本", "site": "站", "qr": "", "phones": [],
    "palette": PALETTE, "lamp": "#ffffff", "paper": "#ffffff", "line": "#000000",
    "parts": ["题"], "subtitle": "", "size": 10.5, "density": 0, "indent": True, "facts": [], "blocks": [],
    "apart": [],
}  # fmt: skip


@pytest.fixture(scope="module")
def engine():
    return Engine()


def run(text):
    """模板认得的一截字。"""
    return {"text": text, "strong": False, "fill": False, "named": True}


def refused(tmp_path, piece):
    """印这一份，返回报的错。"""
    with pytest.raises(Unprintable) as caught:
        printed(tmp_path, plan=with_piece(piece))
    return str(caught.value)


STEPS = city().piece["ferry-leaflet"].steps
BOXES = city().piece["ferry-leaflet"].boxes
POSTER = city().piece["ferry-leaflet"].poster


@pytest.mark.parametrize(
    ("changes", "format", "block"),
    [
        ({"steps": (replace(STEPS[0], text=LONG), *STEPS[1:])}, "A4 彩色", "步骤（steps）"),
        ({"poster": replace(POSTER, steps=(LONG,))}, "A3 海报", "海报的几步（steps）"),
        ({"poster": replace(POSTER, sentence=LONG)}, "A3 海报", "海报的一句话（sentence）"),
        ({"poster": replace(POSTER, call=LONG)}, "A3 海报", "海报上什么时候打（call）"),
        ({"lead": LONG}, "A4 彩色", "引子（lead）"),
        (
            {"boxes": (replace(BOXES[0], items=BOXES[0].items * 20), BOXES[1])},
            "A4 彩色",
            "右边的两个框（boxes）",
        ),
        (
            {
                "steps": (replace(STEPS[0], short=LONG), *STEPS[1:]),
                "poster": replace(POSTER, steps=("数人", "坐稳", "再数")),
            },
            "课件",
            "三步怎样做：一和二这一张的",
        ),
    ],
)
def test_what_does_not_fit_is_refused(tmp_path, changes, format, block):
    """一块的话太长就停，报出文件、版式、哪一块，不挤到别处，也不截掉。"""
    assert refused(tmp_path, leaflet(**changes)).startswith(
        f"docs/publicity/ferry-leaflet.md:1:1: {format}排不出来：装不下：{block}"
    )


@pytest.mark.parametrize(
    ("format", "changes"),
    [
        ("color", {"law": LONG}),
        ("press", {"law": LONG}),
        ("color", {"phones": ("110",) * 9}),
        (
            "card",
            {"steps": (replace(STEPS[0], title="随身卡上要占两行的一步写得太长了，" * 2),) * 5},
        ),
    ],
)
def test_no_block_overflows_in_silence(engine, format, changes):
    """依据、电话、随身卡的步骤排不下，也要停：印到纸外面的法条等于没有。"""
    sheet = sheets.leaflet(
        city(), leaflet(**changes), Site(name="站", url=""), art()["ferry-leaflet"], format
    )
    with pytest.raises(Unprintable, match="装不下"):
        engine.pdf("leaflet.typ", sheet)


@pytest.mark.parametrize(
    ("piece", "format"),
    [
        (leaflet(lead=f"看好{ABSENT}孩子。"), "A4 彩色"),
        (leaflet(card=f"看好{ABSENT}孩子"), "随身卡"),
        (replace(city().piece["ferry-talk"], body=f"看好{ABSENT}孩子。"), "A4"),
    ],
    ids=["leaflet", "card", "prose"],
)
def test_a_character_no_font_has_is_refused(tmp_path, piece, format):
    """字体里没有的字不印成方框，报出文件、版式和这个字。"""
    said = refused(tmp_path, piece)
    assert said.startswith(f"{piece.path}:1:1: {format}排不出来：")
    assert ABSENT in said


def test_a_missing_character_is_said_in_chinese(engine):
    """缺字用中文说：编者看得懂，才知道换哪个字。"""
    with pytest.raises(Unprintable, match=f"字体里没有这个字.*{ABSENT}"):
        engine.pdf("prose.typ", PROSE | {"title": ABSENT})


def test_a_document_that_cannot_be_printed_is_named(tmp_path):
    """公文里缺字，也说出是哪一篇。"""
    scheme = city().documents["scheme"]
    rows = (replace(scheme.paragraphs[0], text=f"方案{ABSENT}"), *scheme.paragraphs[1:])
    documents = {**city().documents, "scheme": replace(scheme, paragraphs=rows)}
    with pytest.raises(Unprintable, match="scheme"):
        printed(tmp_path, plan=replace(city(), documents=documents, pieces=()))


@pytest.mark.parametrize(
    ("field", "value", "format"),
    [
        ("title", "", "A4 彩色"),
        ("headline", (), "A4 彩色"),
        ("slogan", (), "A4 彩色"),
        ("steps", (), "A4 彩色"),
        ("boxes", (), "A4 彩色"),
        ("phones", (), "A4 彩色"),
        ("alt", "", "A4 彩色"),
        ("card", "", "随身卡"),
    ],
)
def test_an_empty_field_is_refused(tmp_path, field, value, format):
    """少了标题、步骤、电话、替代文字，排不出来，报出文件和版式，不印一份缺一块的。"""
    said = refused(tmp_path, leaflet(**{field: value}))
    assert said.startswith(f"docs/publicity/ferry-leaflet.md:1:1: {format}排不出来：")


def test_an_unknown_tag_is_refused_with_its_file(tmp_path):
    """正文里有印不出的标签，报出文件和标签。"""
    said = refused(tmp_path, replace(city().piece["ferry-talk"], body="看[这里](index.md)。"))
    assert said.startswith("docs/publicity/ferry-talk.md:1:1: ")
    assert "<a>" in said


def test_broken_art_is_refused_with_its_file(tmp_path):
    """插图坏了，报出是哪一份、什么毛病。"""
    with pytest.raises(
        Unprintable, match=r"^docs/publicity/ferry-leaflet\.md:1:1: A4 彩色排不出来：.*SVG"
    ):
        printed(tmp_path, art={"ferry-leaflet": "<svg"})


def test_no_art_is_refused_with_its_file(tmp_path):
    """忘了放插图，报出是哪一份，不出调用栈。"""
    with pytest.raises(Unprintable, match=r"docs/publicity/ferry-leaflet\.md"):
        printed(tmp_path, art={})


def test_a_macro_print_does_not_know_is_refused(tmp_path):
    """正文用了印不出的宏，报出文件，不出调用栈。"""
    with pytest.raises(Unprintable, match=r"docs/publicity/ferry-talk\.md"):
        printed(
            tmp_path, plan=with_piece(replace(city().piece["ferry-talk"], body="{{ hotlines() }}"))
        )


def test_only_the_fonts_in_the_repository(engine, tmp_path, monkeypatch):
    """不用系统字体：换一台机器，字不会变样。仓库里没有的字体就报错，不悄悄换一个。"""
    template = tmp_path / "other.typ"
    template.write_text(
        '#set document(title: "题")\n#set text(font: "DejaVu Sans")\n字', encoding="utf-8"
    )
    monkeypatch.setattr("macros.printing.engine.TYPST_TEMPLATES", tmp_path)
    with pytest.raises(Unprintable, match=r"^缺字体 dejavu sans，"):
        Engine().pdf("other.typ", {})


def test_any_warning_stops(tmp_path, monkeypatch):
    """编译器的一句警告也算错：字体没了只是警告。"""
    (tmp_path / "warns.typ").write_text(
        '#set document(title: "题")\n#set text(font: ("没有的字体", "Noto Sans SC"))\n字',
        encoding="utf-8",
    )
    monkeypatch.setattr("macros.printing.engine.TYPST_TEMPLATES", tmp_path)
    with pytest.raises(Unprintable):
        Engine().png("warns.typ", {}, 72)


def test_an_unknown_block_is_refused(engine):
    """模板不认识的块不悄悄跳过：以后多一种块，忘了教模板，当场就知道。"""
    with pytest.raises(Unprintable):
        engine.pdf(
            "prose.typ", PROSE | {"blocks": [{"kind": "picture", "runs": [run("漏掉的一句")]}]}
        )


def test_words_are_never_run_as_code(engine):
    """资料里写的 #panic、反斜杠、引号，印出来就是这几个字，不当排版命令。"""
    text = '#panic("停") \\ $x$ <label> @ref "引"'
    block = {"kind": "paragraph", "runs": [run(text)]}
    assert engine.pdf("prose.typ", PROSE | {"blocks": [block]}).startswith(b"%PDF-1.7")


def test_standards_are_checked_by_the_compiler(engine):
    """PDF/UA-1 由编译器检查：标题跳级就停，公文另查 PDF/A-2a。"""
    skipped = [{"kind": "heading", "level": 4, "runs": [run("四级")]}]
    with pytest.raises(Unprintable, match="PDF/UA-1"):
        engine.pdf("prose.typ", PROSE | {"blocks": skipped})
    site = Site(name="站", url="")
    sheet = sheets.leaflet(city(), leaflet(alt=""), site, art()["ferry-leaflet"], "color")
    with pytest.raises(Unprintable, match="alt"):
        engine.pdf("leaflet.typ", sheet)

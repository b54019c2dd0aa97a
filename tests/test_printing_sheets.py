"""备给排版的数据：字在这里备好。电话、依据、版本、二维码、公文的原文，错一处印出去就是一批。"""

import io
from dataclasses import replace

import pytest
from PIL import Image
from test_printing import NAME, URL, art, chunks, city

from macros import verify
from macros.pages import clause_title
from macros.printing import sheets
from macros.printing.blocks import fills
from macros.printing.sheets import Site

HERE = Site(name=NAME, url=URL)
NOWHERE = Site(name=NAME, url="")


def test_no_address_no_code():
    """没有网址就没有二维码：印一个打不开的码比不印还坏。"""
    assert (NOWHERE.qr("a.html"), NOWHERE.qr_png("a.html")) == ("", b"")
    assert HERE.qr("a.html").startswith("<svg")
    assert Image.open(io.BytesIO(HERE.qr_png("a.html"))).format == "PNG"
    assert HERE.qr("a.html") != HERE.qr("b.html")


@pytest.mark.parametrize("slug", ["ferry-leaflet", "ferry-talk"])
def test_every_piece_ends_with_who_to_call(slug):
    """Word 和纯文本末尾有电话和什么时候打、依据、版本、复核期限、许可，排版的数据里也有。"""
    piece = city().piece[slug]
    words = "\n".join(chunks(sheets.closing(city(), piece, HERE)))
    line = city().hotline["110"]
    imprint = f"{NAME}宣传资料　版本 1.0　复核期限 2032年4月1日　CC BY 4.0，请勿改动法条和电话"
    for part in (f"110 {line.name}：{line.use}", f"依据：{piece.law}", imprint):
        assert part in words
    common = (
        sheets.leaflet(city(), piece, HERE, art()[slug], "color")
        if slug in art()
        else sheets.prose(city(), piece, HERE)
    )
    assert common["phones"] == [{"number": "110", "name": line.short, "use": line.use}]
    assert (common["law"], common["imprint"]) == (piece.law, imprint)


def test_the_leaflet_as_an_article():
    """传单照先后写成文章：口号、引子、编号的步骤、每个框和它的条目，末尾三处要填的空。"""
    piece = city().piece["ferry-leaflet"]
    found = sheets.body(piece)
    words = "\n".join(chunks(found)).split("\n")
    assert words[:2] == ["上船先数人，下船再数人，找不到人，马上喊船工。", piece.lead]
    assert words[2:5] == [f"{step.title}。{step.text}" for step in piece.steps]
    assert words[5:10] == [
        "这两件事不做",
        "不让孩子跟不认识的人换船。",
        "不把孩子一个人留在岸上。",
        "找不到人了",
        "第一件事做什么？喊船工停船，打 110，说清孩子的样子。",
    ]
    assert [block.kind for block in found] == [
        "paragraph",
        "paragraph",
        "numbers",
        "heading",
        "bullets",
        "heading",
        "bullets",
        "paragraph",
    ]
    assert fills(found) == sheets.FILLS == ("张贴单位", "联系电话", "日期")


def test_a_rhyme_stays_in_lines():
    """儿歌一句一段，不变成带点的条目。"""
    piece = city().piece["ferry-leaflet"]
    box = replace(piece.boxes[0], kind="rhyme")
    found = sheets.body(replace(piece, boxes=(box, piece.boxes[1])))
    assert [block.kind for block in found[3:6]] == ["heading", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    ("color", "grey"),
    [("#ffffff", "#ffffff"), ("#d9efec", "#ffffff"), ("#000000", "#000000"), ("#0b4c58", "#3a3a3a"), ("#a9683a", "#949494")],
)  # fmt: skip
def test_grey_keeps_lines_and_drops_grounds(color, grey):
    """省墨版的图：淡底全白，深的留住，三个通道一样。"""
    assert sheets.grey(f'<path fill="{color}"/>') == f'<path fill="{grey}"/>'


def test_only_the_mono_sheet_is_grey():
    """只有黑白版换成灰图，别的版式用原来的颜色。"""
    piece, drawing = city().piece["ferry-leaflet"], art()["ferry-leaflet"]
    kinds = {kind: sheets.leaflet(city(), piece, HERE, drawing, kind)["art"] for kind in ("color", "mono", "press")}
    assert kinds == {"color": drawing, "mono": sheets.grey(drawing), "press": drawing}


def test_papers_are_the_documents_with_titles(plan):
    """要印的公文：有标题、不是照另一篇抄的各篇，加上推进表；草案和印发稿只差一行，不另印。"""
    assert [paper.id for paper in sheets.papers(city())] == ["notice", "questions", "scheme", "appendix"]
    printed = {paper.id for paper in sheets.papers(plan)}
    assert printed == {"announcement", "drafting-note", "feedback", "notice", "plan", "interpretation", "appendix"}


def test_official_text_is_not_touched(plan):
    """备给排版的公文，去掉补出的字就是原文，一字不差；补出的字另成一截。"""
    for row in plan.rows.values():
        found = sheets.official_runs(plan, row)
        assert "".join(run["text"] for run in found if run["style"] != "restored") == verify.printed(row)
        assert "".join(run["text"] for run in found) == verify.reading(plan, row)
        assert all(run["text"] for run in found)


def test_clause_titles_stand_apart(plan):
    """一项开头作标题的短句另成一截，印楷体；接上后面的就是原文。"""
    for paper in sheets.papers(plan):
        for row, found in zip(paper.paragraphs, sheets.official(plan, paper)["paragraphs"], strict=True):
            assert "".join(run["text"] for run in found["lead"]) == clause_title(row)
            assert "".join(run["text"] for run in (*found["lead"], *found["runs"])) == verify.reading(plan, row)


def test_a_restored_character_keeps_its_place(plan):
    """补出的字落在一项开头的短句里，还在原处。"""
    row = replace(next(filter(clause_title, plan.rows.values())), text="（一）2022年1启动部署。抓好落实。")
    lost = replace(plan.errata[0], kind="restored", printed="2022年1启动", reading="2022年1月启动")
    paper = sheets.Paper(id="one", title="题", paragraphs=(row,))
    (found,) = sheets.official(replace(plan, errata_of={row.id: (lost,)}), paper)["paragraphs"]
    assert "".join(run["text"] for run in (*found["lead"], *found["runs"])) == "（一）2022年1月启动部署。抓好落实。"


def test_every_erratum_is_noted_on_paper(plan):
    """纸上也注明每一处勘误：补了哪几个字，哪里是原文如此。"""
    notes = [note for paper in sheets.papers(plan) for note in sheets.official(plan, paper)["notes"]]
    said = [
        erratum.reading if erratum.kind == "restored" else erratum.printed
        for erratum in plan.errata
        for _ in erratum.places
    ]
    assert len(notes) == len(said)
    assert [one for one in said if not any(f"“{one}”" in note for note in notes)] == []


def test_every_paper_says_where_it_is_from(plan):
    """每篇公文的页脚写明来源的网站和网址，以它为准。"""
    for paper in sheets.papers(plan):
        imprint = sheets.official(plan, paper)["imprint"]
        assert plan.source.publisher in imprint
        assert plan.source.address in imprint
        assert "以原网页为准" in imprint

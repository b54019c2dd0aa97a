"""公文的 Word 照 GB/T 9704—2012：办公室的人打开不用再改。"""

import io
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from office import convert, document, parts, placed, told_by
from official_sample import appendix_sheet, long_plan, paragraph, sheet_of
from paper import city, named, squash

from macros.corpus import proof
from macros.printing.official import papers
from macros.printing.official_word import official_docx

CHARACTER = 15.75


def written(*rows, plan=None):
    """几段公文写成 Word，打开。"""
    plan = plan or city()
    return docx.Document(io.BytesIO(official_docx(sheet_of(plan, *rows))))


def appendix(plan):
    """推进表写成 Word，字节。"""
    return official_docx(appendix_sheet(plan))


def fonts_of(paragraph):
    """一段里各截汉字的字体，没有单写的是空的。"""
    return [run._r.rPr.rFonts.get(qn("w:eastAsia")) or "" for run in paragraph.runs]


def chars(length):
    """长度是几个字。"""
    return round(length / Pt(CHARACTER), 1)


def test_layout(hosted):
    """A4，天头 37、订口 28、版心 156×225 毫米，三号仿宋，行距 28.95 磅，一行 28 字，两端对齐，小标宋标题。"""
    found = docx.Document(io.BytesIO(named(hosted)["scheme.docx"].read_bytes()))
    section = found.sections[0]
    edges = (
        section.page_width,
        section.page_height,
        section.top_margin,
        section.right_margin,
        section.bottom_margin,
        section.left_margin,
    )
    assert [round(edge.mm) for edge in edges] == [210, 297, 37, 26, 35, 28]
    normal = found.styles["Normal"]
    properties = normal.element.rPr
    assert (normal.font.size.pt, properties.rFonts.get(qn("w:eastAsia"))) == (16, "仿宋_GB2312")
    assert normal.paragraph_format.line_spacing.pt == pytest.approx(28.95)
    assert normal.paragraph_format.alignment == docx.enum.text.WD_ALIGN_PARAGRAPH.JUSTIFY
    tracking = int(properties.find(qn("w:spacing")).get(qn("w:val"))) / 20
    assert 28 * (16 + tracking) <= Mm(156).pt < 29 * (16 + tracking)
    assert found.styles["Title"].font.size.pt == 22
    assert found.styles["Title"].element.rPr.rFonts.get(qn("w:eastAsia")) == "方正小标宋简体"
    assert found.styles["Heading 1"].element.rPr.rFonts.get(qn("w:eastAsia")) == "黑体"
    grid = section._sectPr.find(qn("w:docGrid"))
    assert grid is None or grid.get(qn("w:type")) is None


def test_what_is_indented():
    """正文、小标题首行空两字，主送机关、“附件1”顶格；小标题是大纲的一级，“附件1”是黑体。"""
    found = written(
        paragraph("label", "附件1："),
        paragraph("addressees", "各有关单位："),
        paragraph("heading", "一、怎么防"),
        paragraph("paragraph", "正文。"),
    )
    label, addressees, heading, body, *_ = found.paragraphs
    indents = []
    for one in (label, addressees, heading, body):
        indent = one._p.pPr.ind if one._p.pPr is not None else None
        indents.append(None if indent is None else indent.get(qn("w:firstLineChars")))
    assert indents == [None, None, "200", "200"]
    assert heading.style.name == "Heading 1"
    assert fonts_of(label) == ["黑体"]


def test_clause_titles_are_kai():
    """（一）开头作标题的短句印楷体，后面的照正文。"""
    (clause, *_) = written(paragraph("clause", "（一）管好渡口。开船以前数一数人。")).paragraphs
    assert [run.text for run in clause.runs] == ["（一）管好渡口。", "开船以前数一数人。"]
    assert fonts_of(clause) == ["楷体_GB2312", ""]


def test_title_breaks_by_meaning_and_stands_off_the_label():
    """标题断在词之间，“附件1”不贴着标题：前后各空一行。"""
    title = paragraph("title", "云汀市人民政府关于印发云汀市防拐方案的通知")
    label, found, *_ = written(paragraph("label", "附件1："), title).paragraphs
    assert found.text == "云汀市人民政府关于印发\n云汀市防拐方案的通知"
    assert found.style.name == "Title"
    assert found.paragraph_format.space_before.pt == pytest.approx(28.95)
    assert found.paragraph_format.space_after.pt == pytest.approx(28.95)
    assert label.paragraph_format.keep_with_next
    first, *_ = written(title).paragraphs
    assert first.paragraph_format.space_before.pt == 0


def test_attachments_line_up():
    """附件说明上面空一行，左空二字；第二项的序号对着第一项的，回行对着名称的第一个字。"""
    first, second, *_ = written(
        paragraph("paragraph", "正文。"),
        paragraph("attachment", "附件：1.渡口一览表"),
        paragraph("attachment", "2.值班电话"),
    ).paragraphs[1:]
    layouts = [one.paragraph_format for one in (first, second)]
    assert layouts[0].space_before.pt == pytest.approx(28.95)
    assert layouts[1].space_before is None
    starts = [chars(one.left_indent + one.first_line_indent) for one in layouts]
    assert starts == [2, 5]
    assert [chars(one.left_indent) for one in layouts] == [6, 6]


def test_signature_and_date():
    """署名在正文下空一行，右空二字；日期的第一个字比署名的右移二字，长过署名的，日期右空二字。"""
    signed = paragraph("signature", "云汀市人民政府渡口管理局")
    day = paragraph("date", "2031年1月6日")
    _, name, date, *_ = written(paragraph("paragraph", "正文。"), signed, day).paragraphs
    assert name.paragraph_format.space_before.pt == pytest.approx(28.95)
    right = 28 - 2 - 12
    assert chars(name.paragraph_format.left_indent) == pytest.approx(right, abs=0.2)
    assert chars(date.paragraph_format.left_indent) == pytest.approx(right + 2, abs=0.2)
    short = replace(signed, text="市府")
    _, name, date, *_ = written(paragraph("paragraph", "正文。"), short, day).paragraphs
    ends = chars(date.paragraph_format.left_indent) + 3 + 6 / 2
    assert ends == pytest.approx(26, abs=0.3)
    gap = chars(date.paragraph_format.left_indent - name.paragraph_format.left_indent)
    assert gap == 2


def test_restored_words_are_underlined(hosted):
    """补出的字画线，别的字不画：看得出哪几个字不是原来有的。"""
    found = docx.Document(io.BytesIO(named(hosted)["notice.docx"].read_bytes()))
    lined = [run.text for one in found.paragraphs for run in one.runs if run.underline]
    assert lined == ["月"]


def test_the_table_is_on_a_wide_page(hosted):
    """推进表横放，列宽加起来正好是版心；两层表头，头两栏上下连着，时段在“分期安排”下面，都跨页重复。"""
    content = named(hosted)["appendix.docx"].read_bytes()
    found = docx.Document(io.BytesIO(content))
    section = found.sections[0]
    assert section.page_width > section.page_height
    (table,) = found.tables
    upper, lower, *rows = table.rows
    periods = [period.printed for period in city().periods]
    assert [cell.text for cell in upper.cells] == [
        "单位",
        "要做的事",
        *["分期安排"] * len(periods),
    ]
    assert [cell.text for cell in lower.cells] == ["单位", "要做的事", *periods]
    heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert heads == [True, True, *[False] * len(rows)]
    assert [row.cells[0].text for row in rows] == [unit.name for unit in city().units]
    room = section.page_width - section.left_margin - section.right_margin
    assert sum(column.width for column in table.columns) == pytest.approx(room, rel=0.01)


def test_a_long_unit_goes_on_with_its_name():
    """一页放不下的单位，在两条之间分开，接着的一行写“（续）”，条条都在；每一行都不拆。"""
    plan = long_plan()
    unit = plan.units[0]
    (table,) = docx.Document(io.BytesIO(appendix(plan))).tables
    own = [row for row in table.rows[2:] if row.cells[0].text.startswith(unit.name)]
    assert len(own) > 2
    assert {row.cells[0].text for row in own[1:]} == {f"{unit.name}（续）"}
    told = [cell for row in own if (cell := row.cells[1].text)]
    assert "\n".join(told).split("\n") == [proof.printed(task) for task in unit.tasks]
    for row in table.rows:
        assert row._tr.trPr.find(qn("w:cantSplit")) is not None


def test_every_page_of_the_table_names_its_unit(tmp_path):
    """LibreOffice 排出来，每一页的表头下面都有单位的名字。"""
    plan = long_plan()
    path = convert({"appendix": appendix(plan)}, tmp_path)["appendix"]
    pages = placed(path)
    assert len(pages) > 2
    names = {squash(unit.name)[:3] for unit in plan.units}
    for words in pages[:3]:
        column = [word for left, *_, word in words if 35 < left < 57]
        assert any(squash(word)[:3] in names for word in column), column


def test_page_numbers(tmp_path):
    """页码四号，两边各一条一字线，离版心 7 毫米：单页在右，双页在左，各空一字。"""
    rows = [paragraph("paragraph", "开船以前数一数人，" * 30) for _ in range(8)]
    content = official_docx(sheet_of(city(), *rows))
    assert parts(content)["word/settings.xml"].find(qn("w:evenAndOddHeaders")) is not None
    first, second, *_ = placed(convert({"one": content}, tmp_path)["one"])
    for number, words in ((1, first), (2, second)):
        dashes = [word for word in words if word[4].startswith("—")]
        left = min(word[0] for word in dashes)
        right = max(word[2] for word in dashes)
        middle = sum(word[1] + word[3] for word in dashes) / 2 / len(dashes)
        assert middle == pytest.approx(297 - 35 + 7, abs=1)
        if number % 2:
            assert right == pytest.approx(210 - 26 - 5, abs=1)
        else:
            assert left == pytest.approx(28 + 5, abs=1)


def test_page_numbers_of_the_wide_page(tmp_path):
    """横放的纸，页码在左边，单页在下角，双页在上角：订在一起竖着看，和别的页一样。"""
    first, second, *_ = placed(convert({"one": appendix(long_plan())}, tmp_path)["one"])
    for words, low in ((first, True), (second, False)):
        dashes = [word for word in words if word[4].startswith("—") and word[0] < 35]
        assert dashes
        assert all(left == pytest.approx(28 - 2, abs=3) for left, *_ in dashes)
        for _, top, _, bottom, _ in dashes:
            assert (top > 105) == low
            assert 28 < top < bottom < 210 - 26


def test_the_source_is_told_in_the_text(hosted):
    """来源写在正文末尾，不只在页脚：读屏软件不念页脚。编者的话上面有一条线。"""
    for paper in papers(city()):
        if not paper.parts:
            content = named(hosted)[f"{paper.id}.docx"].read_bytes()
            body = document(content)
            last = list(body.iter(qn("w:p")))[-1]
            assert told_by(last).startswith(f"来源：{city().source.publisher}")
            assert len(list(body.iter(qn("w:pBdr")))) == 1

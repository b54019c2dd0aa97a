"""公文的 PDF 照 GB/T 9704—2012：办公室的人拿来就能存档、装订。"""

from dataclasses import replace

import pikepdf
import pytest
from office import placed
from official_sample import appendix_sheet, long_plan, paragraph, sheet_of
from paper import city, named, pages_of, run, squash

from macros.corpus import proof
from macros.printing.engine import Engine
from macros.printing.official_pdf import official_pdf

# 订口、切口、版心、一个字，毫米。
LEFT, RIGHT = 28, 210 - 26
CHARACTER = 156 / 28
LINE = 28.95 / 72 * 25.4
BODY = paragraph("paragraph", "开船以前数一数人。")


@pytest.fixture(scope="module")
def engine():
    """一个编译器，几个测试共用。"""
    return Engine()


def laid(engine, folder, sheet):
    """排好的 PDF 的路径，和几页。"""
    content, pages = official_pdf(engine, "one", sheet)
    path = folder / "one.pdf"
    path.write_bytes(content)
    return path, pages


def lines(path, page=0):
    """一页的各行：左、右、上（毫米）、字。"""
    found = {}
    for left, top, right, bottom, word in placed(path)[page]:
        near = next((key for key in found if abs(key - (top + bottom) / 2) < 2), None)
        key = (top + bottom) / 2 if near is None else near
        found.setdefault(key, []).append((left, right, word))
    return [
        (
            min(one[0] for one in words),
            max(one[1] for one in words),
            key,
            "".join(one[2] for one in words),
        )
        for key, words in sorted(found.items())
    ]


def line_of(path, start):
    """以 start 开头的一行。"""
    return next(line for line in lines(path) if line[3].startswith(start))


def spoken(path):
    """读屏软件照结构树念到的字。"""
    tree = run("pdfinfo", "-struct-text", path).decode("utf-8", errors="replace")
    return squash(tree)


def outline(path):
    """书签：第几层，字。"""

    def walk(items, depth):
        for item in items:
            yield depth, item.title
            yield from walk(item.children, depth + 1)

    with pikepdf.open(path) as pdf, pdf.open_outline() as found:
        return list(walk(found.root, 0))


def test_a_page_is_22_lines_of_28(engine, tmp_path):
    """一行 28 字，一页 22 行。"""
    row = paragraph("paragraph", "船" * (28 * 25 - 2))
    path, _ = laid(engine, tmp_path, sheet_of(city(), row))
    page = [line for line in lines(path) if set(line[3]) == {"船"}]
    assert [len(line[3]) for line in page] == [26, *[28] * 21]
    assert page[0][0] == pytest.approx(LEFT + 2 * CHARACTER, abs=0.3)
    assert page[1][0] == pytest.approx(LEFT, abs=0.3)
    assert page[5][2] - page[4][2] == pytest.approx(LINE, abs=0.05)


def test_headings_stand_over_the_text(engine, tmp_path):
    """小标题空两字，正对着下面正文的段首；上下不多空。"""
    rows = [paragraph("title", "云汀市防拐方案"), BODY, paragraph("heading", "一、怎么防"), BODY]
    path, _ = laid(engine, tmp_path, sheet_of(city(), *rows))
    _, before, heading, after, *_ = lines(path)
    for line in (before, heading, after):
        assert line[0] == pytest.approx(LEFT + 2 * CHARACTER, abs=0.3)
    assert heading[2] - before[2] == pytest.approx(LINE, abs=0.3)
    assert after[2] - heading[2] == pytest.approx(LINE, abs=0.3)


def test_faces(hosted):
    """正文仿宋，一级标题黑体，标题用最粗的宋体代小标宋；都嵌在里面。"""
    fonts = run("pdffonts", named(hosted)["scheme.pdf"]).decode()
    for face in ("HandoutFang-Regular", "NotoSansSC-Regular", "NotoSerifSC-Black"):
        assert face in fonts


def test_clause_titles_are_kai(engine, tmp_path):
    """（一）开头作标题的短句印楷体。"""
    path, _ = laid(engine, tmp_path, sheet_of(city(), BODY))
    assert "HandoutKai" not in run("pdffonts", path).decode()
    clause = paragraph("clause", "（一）管好渡口。开船以前数一数人。")
    path, _ = laid(engine, tmp_path, sheet_of(city(), clause))
    assert "HandoutKai" in run("pdffonts", path).decode()


def test_title_and_label(engine, tmp_path):
    """“附件1”顶格，空一行才是标题，标题断在词之间，后面也空一行；书签里还是一行。"""
    text = "云汀市人民政府关于印发云汀市防拐方案的通知"
    rows = [paragraph("label", "附件1："), paragraph("title", text), BODY]
    path, _ = laid(engine, tmp_path, sheet_of(city(), *rows))
    label, first, second, body, *_ = lines(path)
    assert label[0] == pytest.approx(LEFT, abs=0.3)
    assert (first[3], second[3]) == ("云汀市人民政府关于印发", "云汀市防拐方案的通知")
    for line in (first, second):
        assert (line[0] + line[1]) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=0.5)
    assert first[2] - label[2] > 1.9 * LINE
    assert body[2] - second[2] > 1.9 * LINE
    assert outline(path) == [(0, text)]


def test_addressees_are_flush(hosted):
    """主送机关顶格，下面的正文空两字。"""
    path = named(hosted)["notice.pdf"]
    assert line_of(path, "各有关单位")[0] == pytest.approx(LEFT, abs=0.3)
    body = line_of(path, "《云汀市防拐方案》")
    # 段首的前引号挤掉半个字。
    assert LEFT + CHARACTER < body[0] < LEFT + 2.6 * CHARACTER


def test_attachments_line_up(engine, tmp_path):
    """附件说明上面空一行，左空二字；第二项的序号对着第一项的，回行对着名称的第一个字。"""
    name = "云汀市渡口和码头一览表以及各处值班的人和他们的电话"
    rows = [
        BODY,
        paragraph("attachment", f"附件：1.{name}"),
        paragraph("attachment", "2.值班电话"),
    ]
    path, _ = laid(engine, tmp_path, sheet_of(city(), *rows))
    body, first, more, second, *_ = lines(path)
    assert first[2] - body[2] == pytest.approx(2 * LINE, abs=0.2)
    assert second[2] - more[2] == pytest.approx(LINE, abs=0.2)
    assert first[0] == pytest.approx(LEFT + 2 * CHARACTER, abs=0.3)
    assert second[0] == pytest.approx(LEFT + 5 * CHARACTER, abs=0.5)
    assert LEFT + 5.4 * CHARACTER < more[0] < LEFT + 6.3 * CHARACTER
    assert squash(first[3] + more[3]) == squash(f"附件：1.{name}")


@pytest.mark.parametrize(
    ("name", "ends"), [("云汀市人民政府渡口管理局", "name"), ("市政府", "date")]
)
def test_signature_and_date(engine, tmp_path, name, ends):
    """署名在正文下空一行，右空二字；日期的第一个字比署名的右移二字，日期长的，日期右空二字。"""
    rows = [BODY, paragraph("signature", name), paragraph("date", "2031年1月6日")]
    path, _ = laid(engine, tmp_path, sheet_of(city(), *rows))
    body, signature, day, *_ = lines(path)
    assert signature[2] - body[2] == pytest.approx(2 * LINE, abs=0.2)
    assert day[2] - signature[2] == pytest.approx(LINE, abs=0.2)
    assert day[0] - signature[0] == pytest.approx(2 * CHARACTER, abs=0.5)
    last = signature if ends == "name" else day
    assert last[1] == pytest.approx(RIGHT - 2 * CHARACTER, abs=0.5)


def test_page_numbers(engine, tmp_path):
    """页码两边各一条一字线，离版心 7 毫米：单页在右，双页在左，各空一字。"""
    path, pages = laid(engine, tmp_path, sheet_of(city(), *[BODY] * 60))
    assert pages == 3
    for number in range(3):
        found = next(line for line in lines(path, number) if line[3].startswith("—"))
        assert found[3] == f"—{number + 1}—"
        assert found[2] == pytest.approx(297 - 35 + 7, abs=1)
        if number % 2:
            assert found[0] == pytest.approx(LEFT + 5, abs=0.5)
        else:
            assert found[1] == pytest.approx(RIGHT - 5, abs=0.5)


def test_page_numbers_of_the_wide_page(engine, tmp_path):
    """横放的纸，页码在左边，单页在下角，双页在上角：订在一起竖着看，和别的页一样。"""
    path, _ = laid(engine, tmp_path, appendix_sheet(long_plan()))
    first, second, *_ = placed(path)
    for words, low in ((first, True), (second, False)):
        dashes = [word for word in words if word[4].startswith("—") and word[0] < 35]
        assert len(dashes) == 2
        for left, top, right, bottom, _ in dashes:
            assert (left + right) / 2 == pytest.approx(35 - 7, abs=1)
            assert (top > 105) == low
            assert 28 < top < bottom < 210 - 26


def test_a_stray_last_line_is_taken_back(engine, tmp_path):
    """末页只剩一两行的，每页多排一行，收回去；收不回的照每页 22 行。"""
    rows = [BODY] * 21
    path, pages = laid(engine, tmp_path, sheet_of(city(), *rows))
    assert pages == 1
    tight = lines(path)
    assert tight[4][2] - tight[3][2] < LINE
    path, pages = laid(engine, tmp_path, sheet_of(city(), *rows, *rows))
    assert pages == 2
    loose = lines(path)
    assert loose[4][2] - loose[3][2] == pytest.approx(LINE, abs=0.05)


def test_the_editors_note_is_never_left_behind(engine, tmp_path):
    """“编者注”和它的线不单独留在页末：和头一条在同一页。"""
    seen = set()
    title = paragraph("title", "云汀市防拐方案")
    for count in range(13, 21):
        sheet = sheet_of(city(), title, *[BODY] * count)
        sheet |= {"notes": ["渡口：原文“立既”，疑作“立即”。"]}
        path, _ = laid(engine, tmp_path, sheet)
        pages = [squash(page) for page in pages_of(path)]
        (where,) = [number for number, page in enumerate(pages) if "编者注" in page]
        assert squash("疑作“立即”") in pages[where]
        seen.add(where)
    assert seen == {0, 1}


def test_a_long_unit_goes_on_with_its_name(engine, tmp_path):
    """一页排不下的单位，接着的每一页写上它的名字和“（续）”，别的页不写；表头跨页重复。读屏软件不多念。"""
    plan = long_plan()
    path, _ = laid(engine, tmp_path, appendix_sheet(plan))
    pages = [squash(page) for page in pages_of(path)]
    name = squash(plan.units[0].name)
    after = squash(plan.units[1].name)
    going = [squash("（续）") in page for page in pages]
    assert going[0] is False
    assert going[1] is True
    for page, more in zip(pages, going, strict=True):
        assert (
            not more or f"{name}{squash('（续）')}" in page or f"{after}{squash('（续）')}" in page
        )
        assert squash("分期安排") in page or squash("编者注") in page
    assert squash("（续）") not in spoken(path)


def test_a_unit_at_the_top_of_a_page_is_not_continued(engine, tmp_path):
    """一个单位正好排满一页，下一个单位从新的一页排起，不写“（续）”。"""
    first, second, *others = city().units
    seen = set()
    for count in range(14, 22):
        tasks = tuple(replace(first.tasks[0], text=f"{n}.看船") for n in range(1, count + 1))
        plan = replace(city(), units=(replace(first, tasks=tasks), second, *others))
        path, _ = laid(engine, tmp_path, appendix_sheet(plan))
        _, page, *_ = [squash(page) for page in pages_of(path)]
        going = squash("（续）") in page
        fresh = squash(second.name) in page and squash(proof.printed(second.tasks[0])) in page
        whole = f"{count}.看船" not in page
        assert not (fresh and whole and going), count
        seen.add((fresh and whole, going))
    assert {(True, False), (False, True)} <= seen


def test_bound(hosted):
    """合订本：通知、方案、推进表订在一起，页码连着数，书签里方案和附件在通知下面。"""
    files = named(hosted)
    path = files["bound.pdf"]
    titles = [(depth, title) for depth, title in outline(path) if title != "编者注"]
    assert titles == [
        (0, "云汀市人民政府关于印发云汀市防拐方案的通知"),
        (1, "云汀市防拐方案"),
        (2, "一、怎么防"),
        (2, "二、怎么帮"),
        (1, "任务分工表"),
    ]
    pages = [squash(page) for page in pages_of(path)]
    assert len(pages) == 3
    for number, page in enumerate(pages, 1):
        assert f"—{number}—" in page
    with pikepdf.open(path) as pdf:
        wide = [page.mediabox[2] > page.mediabox[3] for page in pdf.pages]
    assert wide == [False, False, True]

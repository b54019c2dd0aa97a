"""宣传资料的目录和各份资料的页：筛得到，填得上单位的名字，复制得走，下载得到，字只留在自己的设备上。"""

import re

import pytest
from paper import chunks, missing, squash

from macros.corpus.pieces import AUDIENCES, FORMS, Leaflet
from macros.printing import sheets
from macros.printing.formats import formats_of

pytestmark = pytest.mark.browser

UNIT = "清风社区居委会"
FOLDED = ":is(details[data-named], .piece-tools details):not([open]) > summary"
EMPTY = "没有这样的资料，换一个条件试试"


@pytest.fixture(scope="module")
def leaflet(sampled):
    """印了的第一份传单。"""
    return next(piece for piece in sampled if isinstance(piece, Leaflet))


@pytest.fixture(scope="module")
def with_blanks(sampled):
    """正文里有空要填的一份文章。"""
    return next(piece for piece in sampled if "fill(" in piece.body)


@pytest.fixture(scope="module")
def one_of_each(sampled):
    """每种资料正文最长的一份：同一种的各份由同一段程序排出。"""
    longest = {}
    for piece in sorted(sampled, key=lambda piece: len(piece.body)):
        longest[piece.form] = piece
    return list(longest.values())


def blanks(piece):
    """一份资料要填的空，照先后不重复。"""
    return (
        list(sheets.FILLS)
        if isinstance(piece, Leaflet)
        else list(dict.fromkeys(re.findall(r'fill\("(.+?)"\)', piece.body)))
    )


def copied(page):
    """按“复制全文”，返回剪贴板里的字。"""
    page.get_by_role("button", name="复制全文").click()
    page.get_by_text("全文已复制，可以粘贴。").wait_for()
    return page.evaluate("navigator.clipboard.readText()")


def unfold(page):
    """传单、空很多的资料，要填的收着：点开。传单点开才取脚本，等它把按钮放好。"""
    for summary in page.locator(FOLDED).all():
        summary.click()
    if page.locator("[data-named]").count():
        page.get_by_role("button", name="A4 PDF").wait_for()


def shown(page, name):
    """正文里一处空显示的字。"""
    return page.locator(f".piece-text .fill[data-fill='{name}']").first.inner_text()


# ---- 一份资料 ----


@pytest.mark.parametrize("kind", ["leaflet", "with_blanks"])
def test_the_unit_fills_in_its_name(request, reader, kind):
    """填上名字，正文和复制的全文都跟着变，刷新、换一份资料还在；清除就没了，正文回到原样。"""
    piece = request.getfixturevalue(kind)
    names = blanks(piece)
    page = reader(piece.url)
    before = page.locator(".piece-text").inner_text()
    unfold(page)
    labels = page.locator(".piece-tools label:not(:has([type=file]))")
    assert labels.all_inner_texts() == names
    assert "________" in copied(page)
    for name in names:
        page.get_by_label(name, exact=True).fill(f"  {UNIT}{name}  ")
        assert (
            shown(page, name) == f"{name}：{UNIT}{name}" if kind == "leaflet" else f"{UNIT}{name}"
        )
    text = copied(page)
    assert all(f"{UNIT}{name}" in text for name in names)
    assert "________" not in text
    page.reload()
    if kind == "with_blanks":
        assert page.get_by_label(names[0], exact=True).is_visible()  # 填过的不收起来
    unfold(page)
    assert page.get_by_label(names[0], exact=True).input_value() == f"{UNIT}{names[0]}"
    assert UNIT in shown(page, names[0])
    assert UNIT in copied(page)
    page.get_by_role("button", name="清除填的字").click()
    page.locator(".piece-tools [role=status]", has_text="填的字已清除。").wait_for()
    assert page.locator(".piece-text").inner_text() == before
    assert UNIT not in copied(page)
    page.reload()
    assert page.locator(".piece-text").inner_text() == before
    assert page.evaluate("JSON.stringify({...localStorage})").count(UNIT) == 0


def test_one_name_for_every_piece(reader, sampled):
    """在一份里填过单位的名字，别的传单里也在，不用每份填一遍。"""
    first, second = [piece for piece in sampled if isinstance(piece, Leaflet)][:2]
    page = reader(first.url)
    unfold(page)
    page.get_by_label("张贴单位", exact=True).fill(UNIT)
    page.goto(page.url.replace(first.url, second.url))
    assert page.get_by_label("张贴单位", exact=True).input_value() == UNIT
    assert shown(page, "张贴单位") == f"张贴单位：{UNIT}"


def test_what_is_typed_is_only_text(reader, leaflet):
    """填的字里有尖括号，照样显示成字，不当网页。"""
    page = reader(leaflet.url)
    unfold(page)
    page.get_by_label("张贴单位", exact=True).fill("<img src=x onerror=boom()>")
    assert "<img src=x" in shown(page, "张贴单位")
    assert page.locator(".piece-text img").count() == 0
    assert page.faults == []


def words_of(plan, piece):
    """一份资料的全文该有的话，照先后；传单的步骤和条目，题目和话之间网页上换行。"""
    if not isinstance(piece, Leaflet):
        return [piece.title, *chunks(sheets.body(plan, piece)), "依据：", piece.law]
    steps = [part for step in piece.steps for part in (step.title, step.text)]
    items = [
        part
        for box in piece.boxes
        for part in (box.title, *(one for item in box.items for one in (item.head, item.text)))
    ]
    return [
        piece.title,
        *piece.slogan,
        piece.lead,
        *steps,
        *filter(None, items),
        *sheets.FILLS,
        "依据：",
        piece.law,
    ]


def test_the_whole_text_has_every_word(reader, origin, plan, one_of_each):
    """每种资料复制出来的全文，标题、每一步、每一段、每一格、依据都在，次序不变，步骤有号。"""
    page, lost = reader("index.html"), {}
    for piece in one_of_each:
        page.goto(origin + piece.url)
        text = squash(copied(page))
        lost[piece.slug] = missing(words_of(plan, piece), text)
        if isinstance(piece, Leaflet):
            assert (
                missing(
                    [f"{number}. {step.title}" for number, step in enumerate(piece.steps, 1)], text
                )
                == ""
            )
    assert {slug: chunk for slug, chunk in lost.items() if chunk} == {}


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<ol><li>坐一起<ul><li>孩子坐里边</li></ul></li></ol>", ["1. 坐一起", "· 孩子坐里边"]),
        ("<ol><li><p>牵好手</p></li><li><p>坐一起</p></li></ol>", ["1. 牵好手", "2. 坐一起"]),
    ],
)
def test_lists_inside_lists_are_copied(reader, leaflet, html, wanted):
    """列表里套着列表、一条分成几段，复制出来一句不少，号也在。"""
    page = reader(leaflet.url)
    page.locator(".piece-text").evaluate("(node, html) => (node.innerHTML = html)", html)
    assert missing(wanted, squash(copied(page))) == ""


def test_without_scripts_the_text_and_the_files_are_there(open_page, site, plan, one_of_each):
    """关掉脚本：工具条不出现，全文、下载都在；目录的筛选框不出现，资料一份不少。"""
    page = open_page("publicity/index.html", scripts=False)
    assert page.locator("form[data-gallery]").is_hidden()
    assert page.locator(".gallery li:visible").count() == len(plan.pieces)
    for piece in one_of_each:
        page.goto((site / piece.url).as_uri())
        assert page.locator("[data-piece-tools]").is_hidden()
        assert page.locator(".piece-text").is_visible()
        for summary in page.locator(".piece-files summary").all():
            summary.click()
        assert page.locator("a.file[download]:visible").count() == len(formats_of(piece)) + 1


def test_a_file_arrives_under_its_own_name(served, leaflet):
    """点下载，存下来的是有中文名字的文件，不是一串编号，也不是在页面里打开。"""
    page = served(leaflet.url)
    with page.expect_download() as caught:
        page.locator("a.file[download]").first.click()
    name = f"六安反拐-{leaflet.title}-A4 彩色-V{leaflet.version}.pdf"
    assert caught.value.suggested_filename == name
    assert caught.value.path().read_bytes().startswith(b"%PDF")


def test_preview_pictures_load(served, one_of_each):
    """目录和每种资料页上看得见的图都取得到，有大小，资料页的图都有替代文字。

    易读版每一步旁边的，是开头那一幅里截的，开头念过了。
    """
    silent = ".piece img:not([alt]), .piece img[alt='']:not([src*='svgView'])"
    page = served("publicity/index.html", 1440)
    for name in ("publicity/index.html", *(piece.url for piece in one_of_each)):
        page.goto(page.url.partition("publicity/")[0] + name)
        for image in page.locator("main img:visible").all():
            image.scroll_into_view_if_needed()
            assert image.evaluate(
                "(image) => image.decode().then(() => image.naturalWidth >= 120)"
            ), name
        assert page.locator(silent).count() == 0, name


def test_printing_the_page_leaves_the_tools_out(open_page, leaflet):
    """打印填好的字：有标题、全文和填好的字，没有工具条、下载、筛选、出处的长单子。"""
    page = open_page(leaflet.url)
    unfold(page)
    page.get_by_label("张贴单位", exact=True).fill(UNIT)
    page.emulate_media(media="print")
    assert page.locator("[data-piece-tools]").is_hidden()
    assert page.locator("a.file").first.is_hidden()
    assert page.locator(".facts").is_hidden()
    assert page.locator(".piece-about dl").is_hidden()
    assert page.locator("h1").is_visible()
    assert page.locator(".piece-text").is_visible()
    assert shown(page, "张贴单位") == f"张贴单位：{UNIT}"


# ---- 标语 ----


@pytest.fixture(scope="module")
def slogans(plan):
    """标语这一份的地址。"""
    return next(piece.url for piece in plan.pieces if piece.form == "slogans")


def test_one_slogan_is_copied_alone(reader, slogans):
    """做横幅的人只要一条：按“复制”，剪贴板里就是那一条，没有字数和按钮的字。"""
    page = reader(slogans)
    cell = page.locator("td:has(> .copy)").nth(1)
    cell.locator(".copy").click()
    page.get_by_role("status").filter(has_text="已复制：").wait_for()
    line = page.evaluate("navigator.clipboard.readText()")
    assert len(line) > 5
    assert cell.evaluate("cell => cell.textContent") == f"已复制{line}"


def test_no_button_without_scripts(open_page, slogans):
    """没有脚本，按了也复制不了，按钮不出现。"""
    page = open_page(slogans, scripts=False)
    assert page.locator(".copy").count() > 40
    assert page.locator(".copy:visible").count() == 0


@pytest.mark.parametrize("width", [360, 1440])
def test_a_wide_table_is_cards_on_a_phone(reader, slogans, width):
    """手机上四栏挤不下，“10.0 米”会拆开：一行一张卡片，每格写着是哪一栏；宽屏还是表。"""
    page = reader(slogans, width=width)
    page.wait_for_selector(".later", state="detached")
    shown = page.locator(".stack [data-label]").evaluate_all(
        "cells => cells.map(cell => getComputedStyle(cell, '::before').content)"
    )
    assert ("字数" in shown[0]) == (width == 360)
    if width == 360:
        lines = page.locator(".stack [data-label$=长度]").evaluate_all(
            "cells => cells.map(cell => cell.offsetHeight)"
        )
        assert max(lines) < 40


# ---- 目录 ----


def visible(page):
    """目录上看得见的资料。"""
    return [title.inner_text() for title in page.locator(".gallery li:visible strong").all()]


def wanted(plan, audience="", form="", occasion=""):
    """照条件该有的资料；给所有人的，选谁都有；专给这种人的在前，其余照目录的次序。"""
    found = [
        piece
        for piece in plan.gallery
        if (not audience or audience in piece.audience or "public" in piece.audience)
        and (not form or piece.form == form)
        and (not occasion or occasion in piece.occasions)
    ]
    if audience:
        found.sort(key=lambda piece: audience not in piece.audience)
    return [piece.listed_title for piece in found]


def choose(page, name, value):
    """选一个条件：给谁是一排按钮，别的是下拉框。"""
    if name == "audience":
        page.locator(f"input[name=audience][value='{value}']").check()
    else:
        page.select_option(f"select[name={name}]", value)


def test_filters_give_the_right_pieces(open_page, plan):
    """按人、按种类、按日子，每一个选项筛出来的都对，说得出有几份；一份也没有，就说没有；选回来一份不少。"""
    page = open_page("publicity/index.html")
    status = page.locator("[data-gallery-status]")
    assert (status.inner_text(), status.get_attribute("role")) == ("", "status")
    options = {
        "audience": [one for one in AUDIENCES if one != "public"],
        "form": list(FORMS),
        "occasion": [day.id for day in plan.calendar],
    }
    for name, values in options.items():
        offered = page.locator(f"[name={name}]:is(input), [name={name}] option")
        assert offered.evaluate_all("(all) => all.map((one) => one.value)") == ["", *values]
        for value in values:
            choose(page, name, value)
            titles = wanted(plan, **{name: value})
            assert visible(page) == titles, value
            assert status.inner_text() == (f"有 {len(titles)} 份" if titles else EMPTY), value
        choose(page, name, "")
    assert status.inner_text() == ""
    assert visible(page) == wanted(plan)


def test_filters_work_together(open_page, plan):
    """几个条件一起选，都合的才留下；筛到一份不剩，有一句话，不是一片空白。"""
    page = open_page("publicity/index.html")
    status = page.locator("[data-gallery-status]")
    tried = [
        (a, f, d.id)
        for a in ("women", "workers", "primary")
        for f in ("leaflet", "lesson")
        for d in plan.calendar
    ]
    assert {bool(wanted(plan, *one)) for one in tried} == {True, False}
    for audience, form, day in tried:
        choose(page, "audience", audience)
        choose(page, "form", form)
        choose(page, "occasion", day)
        titles = wanted(plan, audience, form, day)
        assert visible(page) == titles
        assert status.inner_text() == (f"有 {len(titles)} 份" if titles else EMPTY)
        if not titles:
            assert status.is_visible()


def test_a_filter_matches_whole_names(open_page):
    """条件要整个名字对上，只有一截相同的不算；没写日子的资料，选了日子就不在。"""
    page = open_page("publicity/index.html")
    page.evaluate("""() => {
        const [first, second] = document.querySelectorAll(".gallery li");
        first.dataset.audience = "women-only";
        first.dataset.occasion = "";
        second.dataset.audience = "workers women";
    }""")
    first, second = (page.locator(".gallery li strong").nth(n).inner_text() for n in range(2))
    choose(page, "audience", "women")
    assert first not in visible(page)
    assert second in visible(page)


def test_a_choice_can_be_sent_on(open_page, plan):
    """选了什么写在地址里：发给别人，打开就是筛好的；刷新还在；选回来，地址也干净。认不得的当没写。"""
    page = open_page("publicity/index.html")
    plain = page.url
    choose(page, "audience", "women")
    choose(page, "form", "outline")
    sent = page.url
    assert sent == f"{plain}?audience=women&form=outline"
    other = open_page(sent)
    assert visible(other) == wanted(plan, "women", "outline")
    assert other.locator("input[name=audience]:checked").get_attribute("value") == "women"
    choose(page, "audience", "")
    choose(page, "form", "")
    assert page.url == plain
    strange = open_page(f"{plain}?audience=nobody&form=none")
    assert visible(strange) == wanted(plan)


def test_the_audience_is_chosen_from_the_keyboard(open_page, plan):
    """键盘：Tab 到这一排，方向键换一种人，资料跟着变。"""
    page = open_page("publicity/index.html")
    page.locator("input[name=audience]").first.focus()
    page.keyboard.press("ArrowRight")
    first = next(iter(AUDIENCES))
    assert page.locator("input[name=audience]:checked").get_attribute("value") == first
    assert visible(page) == wanted(plan, first)


# ---- 从磁盘打开、不出本站 ----


def test_from_a_disk_everything_works(open_page, leaflet, plan):
    """U 盘里双击打开：填字、复制、筛选都行，没有脚本错误，不联网。"""
    page = open_page(leaflet.url)
    unfold(page)
    page.get_by_label("张贴单位", exact=True).fill(UNIT)
    assert shown(page, "张贴单位") == f"张贴单位：{UNIT}"
    page.get_by_role("button", name="复制全文").click()
    page.get_by_text("全文已复制，可以粘贴。").wait_for()
    page.reload()
    assert shown(page, "张贴单位") == f"张贴单位：{UNIT}"
    page.goto(page.url.replace(leaflet.url, "publicity/index.html"))
    page.select_option("select[name=form]", "leaflet")
    assert visible(page) == wanted(plan, form="leaflet")
    assert page.faults == []
    assert all(url.startswith("file://") for url in page.requests)


def test_nothing_leaves_the_site(served, origin, one_of_each, leaflet, with_blanks):
    """目录和每种资料页的每一个请求都在本站；填字、复制、筛选不发任何请求：填的字不出这台设备。"""
    page = served("publicity/index.html")
    for piece in one_of_each:
        page.goto(origin + piece.url)
    assert len(page.requests) > len(one_of_each)
    assert all(url.startswith((origin, "data:")) for url in page.requests)
    for piece in (leaflet, with_blanks):
        page.goto(origin + piece.url)
        unfold(page)
        page.get_by_role("button", name="复制全文").hover()  # 这时取复制的脚本
        page.wait_for_function("globalThis.siteCopies")
        page.requests.clear()
        page.locator(".piece-tools input").first.fill(UNIT)
        page.get_by_role("button", name="复制全文").click()
        page.get_by_role("button", name="清除填的字").click()
        assert late(page, origin) == []
    page.goto(origin + "publicity/index.html")
    page.requests.clear()
    page.select_option("select[name=form]", "lesson")
    assert late(page, origin) == []
    assert page.faults == []


def late(page, origin):
    """页面安静下来以后，多出来的请求；图和图标看得见才取，不算。"""
    page.wait_for_load_state("networkidle")
    return [
        url
        for url in page.requests
        if not re.fullmatch(rf"{re.escape(origin)}[^?]+\.(webp|png|svg)", url)
    ]

"""页面正文：原文怎样标记，恶意文字怎样失效。"""

import re
from dataclasses import replace
from html import unescape

import pytest
from lxml import html
from project import with_paragraph

from macros.corpus import addresses, proof
from macros.corpus.chinese import event_day
from macros.corpus.documents import APPENDIX_KINDS, Paragraph
from macros.corpus.release import Release
from macros.pages import macros, occasions, updates
from macros.pages.arguments import WrongArgument
from macros.pages.facing import facing_of
from macros.pages.shortpages import short_page_files, short_pages
from macros.pages.view import View

HOSTILE = "<script>alert(1)</script> {{ 7*7 }} {% for %} [x](javascript:1) **粗** `码` & \" ' | # {: onclick=1 }"


def view(plan):
    return View(plan=plan, root="../")


def tree(markup):
    """一段 HTML；模板写出的 Markdown 里，除标题外都是。"""
    return html.fromstring(f"<div>{markup}</div>")


def stripped(markup):
    """去掉编者加的东西，剩下的字。"""
    root = tree(markup)
    for node in root.xpath("//*[@data-editorial]"):
        node.drop_tree()
    return root.text_content()


def test_without_editorial_marks_the_printed_text_is_left(plan):
    """每条记录去掉编者的标记，剩下的就是原文：补的字、注、序号的样式都不能混进去。"""
    for row in plan.rows.values():
        assert stripped(view(plan).official(row)).replace(" ", "") == proof.printed(row).replace(
            " ", ""
        )


def test_restored_characters_are_marked(plan):
    """补出的“〕”单独标明。"""
    markup = view(plan).official(plan.rows["interpretation-3-1"])
    assert "﹝2022<ins data-editorial>〕</ins>49号" in markup


def test_sic_is_marked_but_not_changed(plan):
    """原文的错字照印，只加样式。"""
    markup = view(plan).official(plan.rows["public-security-2022-2"])
    assert '<span class="sic">立争</span>' in markup
    assert "力争" not in markup


def test_a_printed_number_can_be_the_erratum(plan):
    """跳号的序号自己就是勘误的对象。"""
    assert (
        view(plan)
        .official(plan.rows["health-2022-4"])
        .startswith('<span class="sic">5.</span><sup class="erratum" data-editorial>')
    )


def test_every_erratum_has_its_own_mark(plan):
    """每处勘误，印着它的每一段都有指着它的“勘”字：同一段几处，各有各的。"""
    for erratum in plan.errata:
        for place in erratum.places:
            markup = view(plan).official(plan.rows[place])
            assert f'verify.html#{erratum.id}"' in markup, (erratum.id, place)


def test_a_title_keeps_the_name_of_another_document_whole(plan):
    """标题里提到的公文，名称连书名号自成一块，窄屏上不从词中间断开；自己的名称不算，正文不算。"""

    def phrases(id):
        return re.findall('<span class="phrase">(.*?)</span>', view(plan).official(plan.rows[id]))

    name = plan.rows["plan-title"].text
    assert phrases("notice-title") == [name]
    assert phrases("interpretation-title") == [f"《{name}》"]
    assert phrases("plan-title") == phrases("interpretation-preamble") == []


def test_the_calendar_leads_to_every_piece_of_a_day(city):
    """每个日子下面是能用的资料，带封面；题目看不出是什么的，前面写明；要紧的在前。"""
    talk = next(piece for piece in city.pieces if piece.form == "speech")
    leaflet = next(piece for piece in city.pieces if piece.form == "leaflet")
    pieces = (
        replace(leaflet, occasions=talk.occasions),
        replace(talk, label="码头讲话", rank=1),
    )
    day = tree(occasions.calendar(view(replace(city, pieces=pieces)))).xpath(
        "//li[h3[@id='ferry-day']]"
    )[0]
    assert [link.text_content() for link in day.xpath(".//ul[@class='covers']//strong")] == [
        f"码头讲话：{talk.title}",
        leaflet.title,
    ]
    assert day.xpath(".//img[@class='cover']/@alt") == ["", ""]


def test_the_calendar_runs_through_the_year(city):
    """没有脚本时从一月排到十二月，每个月有标题、跳得到；各年日期不同的，排在最早的那个月。"""
    root = tree(occasions.calendar(view(city)))
    assert [heading.text for heading in root.xpath("//h2")] == ["2月", "4月", "6月"]
    assert root.xpath("//nav//a/@href") == [f"#{id}" for id in root.xpath("//h2/@id")]
    assert root.xpath("//h3/@id") == ["lantern-night", "ferry-day", "flood-season"]


def test_days_carry_their_spans(city):
    """还有几天由脚本照访客的钟算，它要的日子写在页里：一天、一段、逐年的。"""
    root = tree(occasions.coming_days(view(city)))
    assert root.xpath("//li/@data-spans") == ["2032-02-26 2033-02-14", "04-06", "06-01/08-31"]


def test_only_changes_of_content_are_news(city):
    """首页的最近更新只说内容：最近一版只改了程序，就说上一版的；没有日期的还没发布，不说。"""
    shown = replace(
        view(city),
        releases=(
            Release(version="未发布", date="", changes=("甲",), content=("甲",)),
            Release(version="3", date="2031-04-08", changes=("程序",)),
            Release(
                version="2", date="2031-04-07", changes=("乙", "程序", "丙"), content=("乙", "丙")
            ),
        ),
    )
    text = tree(updates.content_changes(shown, 1))
    assert text.xpath("//li/text()") == ["乙"]
    assert text.xpath("//p")[0].text_content() == "2031年4月7日"
    assert updates.content_changes(view(city)) == ""


def test_clause_titles_are_bold_only_when_they_are_titles(plan):
    """“（一）强化经费保障。”是标题；“（二）通过信函方式将意见邮寄至：……”不是。"""
    assert (
        view(plan)
        .official(plan.rows["plan-4-1"])
        .startswith("<strong>（一）强化经费保障。</strong>")
    )
    assert "<strong>" not in view(plan).official(plan.rows["announcement-2-2"])


@pytest.mark.parametrize(
    "name",
    [
        "unit",
        "task",
        "year",
        "table",
        "unit_index",
        "task_index",
        "side_by_side",
        "terms",
        "timeline",
        "hotlines",
    ],
)
def test_hostile_text_stays_text(plan, name):
    """数据里的标签、模板、Markdown 记号都原样显示，不会生效。"""
    unit = plan.unit["health"]
    tasks = tuple(replace(task, text=HOSTILE) for task in unit.tasks)
    unit = replace(unit, name=HOSTILE, full_name=HOSTILE, tasks=tasks)
    hostile = replace(
        plan,
        units=tuple(unit if u.id == "health" else u for u in plan.units),
        terms=tuple(replace(term, means=HOSTILE, source=HOSTILE) for term in plan.terms),
        timeline=tuple(replace(event, text=HOSTILE) for event in plan.timeline),
        hotlines=tuple(
            replace(line, name=HOSTILE, use=HOSTILE, hours=HOSTILE) for line in plan.hotlines
        ),
        alignment=tuple(replace(row, note=HOSTILE) for row in plan.alignment),
    )
    arguments = {"unit": ["health"], "task": ["health-1"], "year": [2026]}.get(name, [])
    text = macros.MACROS[name](view(hostile), *arguments)
    assert "<script" not in text
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert not any(re.search(r"[*`<{](?!: #)", line.partition("{:")[0]) for line in headings)


def test_wrong_arguments_say_what_is_possible(plan):
    """宏的参数写错，说出有哪些可用。"""
    with pytest.raises(WrongArgument, match="没有 helth 这个单位，可用的有：public-security、"):
        macros.unit_page(view(plan), "helth")
    with pytest.raises(WrongArgument, match="没有 1999 这个年份"):
        macros.year_page(view(plan), 1999)
    with pytest.raises(WrongArgument, match="没有卡片"):
        macros.document_card(view(plan), "notice")
    with pytest.raises(WrongArgument, match="之后没有"):
        macros.document_part(view(plan), "feedback-others-1", "feedback-channels-1")


def test_year_says_where_it_stands(plan):
    """2026 年是第 5 年，共 9 年；2030 年自成一栏，不提合栏。"""
    assert (
        '2026 年是<span class="nowrap">第 5 年</span>，<span class="nowrap">共 9 年</span>。'
        in macros.year_page(view(plan), 2026)
    )
    assert "合为一栏" in macros.year_page(view(plan), 2026)
    assert "合为一栏" not in macros.year_page(view(plan), 2030)


def test_a_measure_without_task_says_so(plan):
    """不服务任何任务的举措写明理由，并注明是编者归类。"""
    text = macros.unit_page(view(plan), "market-regulation")
    assert "没有对应的重点任务：婚姻中介不在市市场监管局的两项重点任务之列。" in text
    assert "编者归类" in text


def test_a_task_lists_the_pieces_made_for_it(city):
    """任务页列出用得上的宣传资料，注明是编者归类；没有的，不留空的标题。"""
    with_piece = tree(macros.task_page(view(city), "ferry-1"))
    (heading,) = with_piece.xpath("//h2[@id='pieces']")
    links = heading.xpath("following-sibling::div[1]//a/@href")
    assert [link for link in links if "publicity/" in link] == ["../publicity/ferry-leaflet.html"]
    assert "用得上的宣传资料" not in macros.task_page(view(city), "ferry-2")


def test_plan_without_hotlines_or_changes_closes_up(plan):
    """没有热线、没有更新记录时，那一块收起来。"""
    assert macros.emergency(view(replace(plan, hotlines=()))) == ""
    assert updates.latest_changes(view(plan)).strip() == ""


def official_ids(markup):
    """这段正文照录了哪些记录：标题是 Markdown，写作 data-official="…"，别的是 HTML，样子相同。"""
    return set(re.findall(r'data-official="([^"]+)"', markup))


def test_side_by_side_leaves_nothing_out(plan):
    """对照页两边都全：方案每一段、解读每一段、每项任务都在，少一段读者会以为没有。"""
    text = macros.side_by_side(view(plan))
    interpretation = [
        p for p in plan.documents["interpretation"].paragraphs if p.kind in ("paragraph", "clause")
    ]
    main = [p for p in plan.main.paragraphs if p.kind not in APPENDIX_KINDS]
    assert official_ids(text) >= {p.id for p in [*main, *interpretation]}
    linked = set(tree(text).xpath('//div[@class="facing"]//a/@href'))
    assert linked >= {f"../tasks/{task.id}.html" for task in plan.tasks}
    assert linked >= {f"../units/{unit.id}.html" for unit in plan.units}


def test_facing_goes_both_ways(plan):
    """从段找得到任务和单位，从任务和单位也回得到段：归类断了一头，折叠里就会少人。"""
    paragraphs = [p for p in plan.main.paragraphs if p.kind not in APPENDIX_KINDS]
    facings = {p.id: found for p in paragraphs if (found := facing_of(plan, p))}
    assert {task.id for found in facings.values() for task in found.tasks} == {
        task.id for task in plan.tasks
    }
    for priority in plan.priorities:
        assert set(facings[priority.paragraph].tasks) == {
            t for t in plan.tasks if priority.id in t.priorities
        }
    for paragraph in paragraphs:
        found = facings.get(paragraph.id)
        owners = {plan.unit[task.unit].name for task in found.tasks} if found else set()
        named = {unit.name for unit in plan.units if unit.name in paragraph.text}
        assert {unit.name for unit in found.units} == owners | named if found else not named


def test_a_fold_says_what_is_inside(plan):
    """折叠的一行先说里面有什么；只有理由、没有解读的，也说得出来。"""
    found = facing_of(plan, plan.rows["plan-3-2"])
    counts = (
        f"任务 {len(found.tasks)} 项 · 单位 {len(found.units)} 个 · 资料 {len(found.pieces)} 份"
    )
    assert found.says == f"解读 · {counts}"
    row = replace(plan.alignment_of["plan-4-1"], explained_by=(), note="没有谈")
    alone = facing_of(replace(plan, alignment=(row,)), plan.rows["plan-4-1"])
    assert (alone.says, alone.note) == ("", "没有谈")
    assert facing_of(replace(plan, alignment=()), plan.rows["plan-4-1"]) is None


def test_folds_are_editorial_in_the_document(plan):
    """方案全文里，折叠的解读和任务都算编者加的：拿掉它们，剩下的就是方案原文。"""
    body = re.sub(r"^#.*$", "", macros.document_text(view(plan), "plan"), flags=re.MULTILINE)
    wanted = "".join(
        proof.printed(p)
        for p in plan.main.paragraphs
        if p.kind not in APPENDIX_KINDS | {"title", "heading"}
    )
    assert proof.normalized(stripped(body)) == proof.normalized(wanted)


DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")


def test_timeline_tells_every_day_of_the_documents(plan):
    """公文里写全了年月日的，时间线上都有；时间线上的，所指的段里也都写着，年份、月份都对得上。

    征求意见稿照抄方案，不另看。段里只写“3月16日”的，年份是同一段前面写的那个。
    """
    texts = {
        row.id: proof.reading(plan, row)
        for row in plan.rows.values()
        if isinstance(row, Paragraph) and not plan.documents[row.document].base
    }
    written = {
        ("{}-{:0>2}-{:0>2}".format(*found), id)
        for id, text in texts.items()
        for found in DAY.findall(text)
    }
    told = {
        (day, id)
        for event in plan.timeline
        for day in (event.first, event.last)
        if day
        for id in event.passages
    }
    assert written <= told
    for day, id in told - written:
        year, _, rest = event_day(day).partition("年")
        before, found, _ = texts[id].partition(rest)
        assert found, (day, id)
        assert re.findall(r"(\d{4})年", before)[-1] == year, (day, id)


def test_timeline_ends_with_the_periods(plan):
    """时间线先是印发以前的各件事，再是各时段，次序不乱；每件事都链到写着它的那一段。"""
    whole = tree(macros.timeline(view(plan)))
    items = whole.xpath('//ol[@class="timeline"]/li[not(starts-with(@id, "report-"))]')
    assert [item.get("id") for item in items] == [None] * len(plan.timeline) + [
        period.id for period in plan.periods
    ]
    for item, event in zip(items, plan.timeline, strict=False):
        assert item.xpath("./time/@datetime") == [event.first]
        assert item.xpath(".//a/@href") == [
            f"../{addresses.address_of(plan, plan.rows[id])}" for id in event.passages
        ]
    years = [href for item in items[len(plan.timeline) :] for href in item.xpath(".//a/@href")]
    assert years == [f"../years/{year}.html" for year in plan.years]


def test_event_days_read_like_chinese():
    """日期写成中文，月份和日子前面没有零；只知道月份的不编出日子。"""
    assert event_day("2022-04-06") == "2022年4月6日"
    assert event_day("2022-01") == "2022年1月"


def test_terms_are_in_the_order_of_sounds(plan):
    """名词照读音排，每个字母都点得到；每个都写出处。"""
    root = tree(macros.terms(view(plan)))
    by_id = {term.id: term for term in plan.terms}
    shown = root.xpath("//dl/dt/@id")
    assert sorted(shown) == sorted(by_id)
    sounds = [by_id[id].sound for id in shown]
    assert sounds == sorted(sounds)
    letters = [href.removeprefix("#") for href in root.xpath('//p[@class="letters"]/a/@href')]
    assert (
        letters == sorted({f"letter-{sound[0]}" for sound in sounds}) == root.xpath("//dt/span/@id")
    )
    origins = ["".join(node.itertext()) for node in root.xpath('//dd[@class="origin"]')]
    assert origins == [f"出处：{by_id[id].source}" for id in shown]


def test_every_hotline_can_be_dialled(plan):
    """每个电话点一下就能打，只收短信的点了是发短信，号码和数据里一样；话里的国际号码也能点；有服务时间的写出来。"""
    root = tree(macros.hotlines(view(plan)))
    assert root.xpath("//span/a/@href") == ["tel:+86-10-12308", "tel:+86-10-65612308"]
    assert root.xpath("//li/a/@href") == [
        f"{'sms' if line.sms else 'tel'}:{line.number}" for line in plan.hotlines
    ]
    for item, line in zip(root.xpath("//li"), plan.hotlines, strict=True):
        hours = f"（{line.hours}）" if line.hours else ""
        assert item.text_content() == f"{line.number}{line.name}：{line.use}{hours}"


def test_short_pages_lead_to_the_passage(plan):
    """短地址的页自己跳转，不跳的点链接，去的是同一处，带着 ?s 说明从短地址来；摘要是那一段的话，引号、标签都不会漏出来。"""
    plan = with_paragraph(plan, replace(plan.rows["plan-1-1"], text=HOSTILE))
    wanted = {
        page.file: (page.title, page.text, f"../{page.address.replace('#', '?s#')}")
        for page in short_pages(plan)
    }
    made = dict(short_page_files(plan, "某网站", ""))
    assert made.keys() == wanted.keys()
    for name, page in made.items():
        title, text, target = wanted[name]
        root = html.fromstring(page)
        assert root.xpath("//a/@href") == [target]
        assert root.xpath('//meta[@http-equiv="refresh"]/@content') == [f"0; url={target}"]
        assert root.xpath('//meta[@name="description"]/@content') == [text]
        assert (
            root.xpath('//meta[@property="og:title"]/@content')
            == root.xpath("//h1/text()")
            == [title]
        )
        assert not root.xpath("//script | //link[@rel='canonical']")


def test_short_pages_name_their_home_when_there_is_one(plan):
    """有网址时写明正式地址，搜索引擎收的是那一段，不是跳转页；没有网址就不写。"""
    made = dict(short_page_files(plan, "某网站", "https://example.org/sub/"))
    (link,) = html.fromstring(made["p/3-2.html"]).xpath("//link[@rel='canonical']/@href")
    assert link == "https://example.org/sub/plan/index.html#plan-3-2"


def test_shared_steps_in_both_forms(plan):
    """共用的步骤：短的是一段话，长的是编号的列表，一步一号；写错名字、写错长短，说出可用的。"""
    found = plan.procedure["missing-child"]
    assert unescape(macros.steps(view(plan), found.id, "short")) == found.brief
    lines = unescape(macros.steps(view(plan), found.id)).split("\n")
    assert lines == [f"{n}. **{step.title}**　{step.text}" for n, step in enumerate(found.steps, 1)]
    with pytest.raises(WrongArgument, match="没有 missing 这个步骤，可用的有：missing-child"):
        macros.steps(view(plan), "missing")
    with pytest.raises(WrongArgument, match="long 或 short"):
        macros.steps(view(plan), found.id, "tiny")


def test_shared_steps_cannot_bring_markup(plan):
    """步骤里的字只是字：星号、尖括号、网址都原样显示。"""
    row = replace(plan.procedure["held"], brief="*甲* <b>乙</b> {{ 1 }}")
    assert "<b>" not in macros.steps(view(replace(plan, procedures=(row,))), "held", "short")

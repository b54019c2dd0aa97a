"""引用：每一段的位置、两种写法、短地址。写错一处，别人的论文和报道就跟着错。"""

import re
from collections import Counter
from dataclasses import replace

import pytest

from macros.corpus import addresses, proof
from macros.corpus.documents import APPENDIX_KINDS, Document, Paragraph
from macros.pages import cite
from macros.pages.shortpages import EXCERPT, short_pages

# 一篇里有几处同名的位置，和为什么可以同名；不在这里的都要独一无二，这里没用上的也不许留着。
SHARED = {
    "栏目": "原网页的栏目名没有序号，引用时靠短地址分清",
    "附件说明": "公告末尾一行列一个附件，两行合起来才是说明",
}


def document(*rows):
    """一篇小公文：各段照给的 (种类, 文字) 写。"""
    paragraphs = tuple(
        Paragraph(id=f"tiny-{n}", kind=kind, text=text, document="tiny")
        for n, (kind, text) in enumerate(rows, 1)
    )
    return Document(id="tiny", title="小公文", page="tiny.md", paragraphs=paragraphs)


def places_of(plan, *rows):
    """小公文各段的位置，照次序。"""
    tiny = document(*rows)
    return [
        place
        for id, place in sorted(cite.places(replace(plan, documents={"tiny": tiny})).items())
        if "tiny" in id
    ]


def test_everything_quotable_has_a_place(plan):
    """段、任务、举措都能单独引用；标题、栏头、征求意见稿里重抄的不能。"""
    left_out = {"title", "subtitle", "heading", *APPENDIX_KINDS}
    paragraphs = [
        p
        for d in plan.documents.values()
        if not d.base
        for p in d.paragraphs
        if p.kind not in left_out
    ]
    assert cite.places(plan).keys() == {
        row.id for row in [*paragraphs, *plan.tasks, *plan.measures]
    }


def test_a_place_points_at_one_passage(plan):
    """同一篇里两段不能说成同一个位置：读者照着找，会找到另一段。可以同名的写明理由。"""
    places = Counter(
        (getattr(plan.rows[id], "document", ""), place) for id, place in cite.places(plan).items()
    )
    assert {place for (_, place), times in places.items() if times > 1} == set(SHARED)


@pytest.mark.parametrize(
    ("id", "place"),
    [
        ("plan-preamble", "引言"),
        ("plan-1-1", "第一部分"),
        ("plan-3-2", "第三部分第（二）项"),
        ("drafting-note-1-2", "第一部分第2段"),
        ("interpretation-4-preamble", "第四部分"),
        ("interpretation-6-1", "第六部分第1段"),
        ("notice-1", "正文"),
        ("notice-signature", "落款"),
        ("health-2", "市卫健委重点任务第2项"),
        ("womens-federation-1", "市妇联重点任务"),
        ("health-2022-4", "市卫健委2022年举措第4条（原表序号印作“5.”）"),
        ("health-2022-3", "市卫健委2022年举措第3条"),
    ],
)
def test_places_read_as_people_cite(plan, id, place):
    """位置照公文的层次说，序号照原文的；原表跳号的，两个数都说。"""
    assert cite.places(plan)[id] == place


def test_a_document_without_numbered_parts_has_no_introduction(plan):
    """小标题没有编号（如一问一答）的，全篇都是正文，不能都说成引言。"""
    rows = [("heading", "问：何时印发？"), ("paragraph", "答：今天。"), ("paragraph", "答完。")]
    assert places_of(plan, *rows) == ["正文第1段", "正文第2段"]


def test_paragraphs_between_items_are_counted(plan):
    """有序号的一项说第几项，夹在中间没有序号的段说第几段，从这一部分的开头数起。"""
    rows = [
        ("heading", "二、办法"),
        ("paragraph", "总说。"),
        ("clause", "（一）甲。"),
        ("paragraph", "再说。"),
    ]
    assert places_of(plan, *rows) == ["第二部分第1段", "第二部分第（一）项", "第二部分第3段"]


def test_the_plan_is_cited_as_the_standard_says(plan):
    """方案的两种引用格式和分享时的说法，一字不差：通行的写法带文号，GB/T 7714—2015 的带载体、日期、网址。"""
    address = "https://www.luan.gov.cn/hdjl/yjzjk/content/article/10017393"
    issued = "六安市人民政府办公室. 六安市反对拐卖人口行动实施方案：六政办秘〔2022〕49号[EB/OL]. (2022-04-06)[{today}]"
    shared = {
        "from": "六安市人民政府办公室，2022年4月6日",
        "title": "《六安市反对拐卖人口行动实施方案》",
    }
    assert cite.styles(plan)["plan"] == shared | {
        "plain": "《六安市反对拐卖人口行动实施方案》{place}，六政办秘〔2022〕49号",
        "gbt": f"{issued}. {address}. {{place}}.",
    }
    assert cite.styles(plan)[""] == shared | {
        "plain": "《六安市反对拐卖人口行动实施方案》附件《重点任务推进表》{place}，六政办秘〔2022〕49号",
        "gbt": f"{issued}. {address}. 附件《重点任务推进表》{{place}}.",
    }


def test_titles_stand_above_what_is_cited(plan):
    """引用写的篇名不能是后面另一栏的标题：把征集电话说成出自征集小结，是张冠李戴。"""
    for name, style in cite.styles(plan).items():
        paragraphs = plan.documents[name].paragraphs if name else ()
        first = next(
            (n for n, row in enumerate(paragraphs) if row.kind in ("paragraph", "clause")),
            len(paragraphs),
        )
        assert not [
            row.id
            for row in paragraphs[first:]
            if row.kind == "title" and row.text in style["plain"]
        ]


def test_every_place_can_be_cited(plan):
    """浏览器凭位置和格式拼出引用：每一条都找得到格式，填好之后没有剩下的花括号。"""
    data = cite.places_and_styles(plan)
    for id, (short, place) in data["places"].items():
        style = data["styles"][getattr(plan.rows[id], "document", "")]
        assert short
        for text in (style["plain"], style["gbt"]):
            assert text.count("{place}") == 1
            assert "{" not in text.replace("{place}", place).replace("{today}", "2031-01-06")
        assert "{today}" in style["gbt"]


def test_short_addresses_are_readable_and_lead_home(plan):
    """每个能引用的有一个短地址，不重名，去处就是它在网站上的地址；发布后不能变。"""
    found = {page.file: page.address for page in short_pages(plan)}
    assert len(found) == len(list(short_pages(plan))) == len(cite.places(plan))
    assert sorted(found.values()) == sorted(
        addresses.address_of(plan, plan.rows[id]) for id in cite.places(plan)
    )
    assert found["p/3-2.html"] == "plan/index.html#plan-3-2"
    assert found["p/notice-1.html"] == "plan/index.html#notice-1"
    assert found["t/health-2.html"] == "units/health.html#health-2"
    assert found["m/health-2022-4.html"] == "units/health.html#health-2022-4"
    assert all(re.fullmatch(r"[ptm]/[a-z0-9-]+\.html", name) for name in found)


def test_short_pages_quote_the_row_itself(plan):
    """聊天里的摘要是那一段开头的原话，长了才截断；标题说出是哪一篇的哪里。"""
    rows = {addresses.address_of(plan, plan.rows[id]): plan.rows[id] for id in cite.places(plan)}
    for page in short_pages(plan):
        row = rows[page.address]
        assert proof.reading(plan, row).startswith(page.text.removesuffix("…")), page
        assert 0 < len(page.text) <= EXCERPT, page
        assert page.title.endswith(cite.places(plan)[row.id]), page
        assert len(page.title) > len(cite.places(plan)[row.id]), page


def test_short_pages_never_name_the_contacts(plan):
    """联系人的姓名只在解读全文里照录，不进摘要：转发到聊天里的卡片会把私人的名字带到处跑。"""
    said = (
        re.fullmatch(r"联系人：(.+)", row.text)
        for row in plan.documents["interpretation"].paragraphs
    )
    names = [name for found in said if found for name in found[1].split("、")]
    assert names
    assert not [
        page.file
        for page in short_pages(plan)
        if any(name in page.title + page.text for name in names)
    ]


def test_short_pages_of_the_table_say_it_is_in_the_appendix(plan):
    """任务和举措印在附件的表里：转发到聊天里的标题写明是附件，不会当成正文。"""
    name = plan.main.short or plan.main.title
    titles = {page.file: page.title for page in short_pages(plan)}
    for row in (*plan.tasks, *plan.measures):
        path = f"{cite.short(plan, row)}.html"
        assert titles[path] == f"{name}附件{cite.places(plan)[row.id]}"

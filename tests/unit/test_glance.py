"""一图读懂、问答解读：数从推进表数出来，每句都点得到依据，编者写错了有人说。"""

from dataclasses import replace

import pytest
from checking import assert_says_in
from lxml import html
from project import with_paragraph

from macros.pages import glance
from macros.pages.macros import MACROS
from macros.pages.view import View

GLANCE = "data/glance.yml"
ANSWERS = "data/answers.yml"
HOSTILE = '<script>alert(1)</script> {{ 7*7 }} "'


def view(plan):
    return View(plan=plan, root="../")


def tree(markup):
    return html.fromstring(f"<div>{markup}</div>")


@pytest.fixture
def spoken(city):
    """虚构城市的计划，“防”写在一项里，写明渡运局牵头、灯塔办也有份。"""
    row = replace(
        city.paragraph["scheme-1-1"], kind="clause", text="（市渡运局牵头，市灯塔办负责）"
    )
    prevent = replace(city.priority["prevent"], paragraph="scheme-1-1")
    others = [one for one in city.priorities if one.id != "prevent"]
    return replace(with_paragraph(city, row), priorities=(prevent, *others))


def test_the_matrix_counts_the_tasks_of_the_table(city):
    """每格几项由推进表数，不由编者写：任务改了归类，图跟着变。"""
    counted = {
        line.unit.id: [len(duty.tasks) for duty in line.duties] for line in glance.matrix(city)
    }
    assert counted == {"ferry": [2, 0], "lighthouse": [2, 1], "library": [0, 1]}


def test_who_leads_is_read_from_the_text(spoken):
    """正文写“市渡运局牵头”才算牵头，点了名的算负责；没有写的不替它认。"""
    roles = {line.unit.id: line.duties[0].role for line in glance.matrix(spoken)}
    assert roles == {"ferry": "牵头", "lighthouse": "负责", "library": ""}


def test_a_huge_plan_lists_only_the_units_with_a_role(spoken, monkeypatch):
    """单位上千时，一图读懂不能跟着变成几百 KB：只列正文写明的，别的指到按单位查。"""
    monkeypatch.setattr("macros.pages.parts.divided", lambda plan: True)
    assert [line.unit.id for line in glance.matrix(spoken)] == ["ferry", "lighthouse"]
    assert 'href="../units/index.html"' in MACROS["at_a_glance"](view(spoken))


def test_the_matrix_is_a_table_that_can_be_read_aloud(spoken):
    """矩阵是真的表，行列都有表头；看得见的框，读屏软件也听得到“负责”“没有”。"""
    (table,) = tree(glance.at_a_glance(view(spoken))).xpath("//table")
    assert {head.get("scope") for head in table.xpath(".//thead//th")} == {"col"}
    assert {head.get("scope") for head in table.xpath(".//tbody//th")} == {"row"}
    assert table.xpath("caption")
    said = {
        row.xpath("string(th)"): [cell.text_content() for cell in row.xpath("td")]
        for row in table.xpath(".//tbody/tr")
    }
    assert said == {
        "市渡运局": ["2 项 牵头", "没有"],
        "市灯塔办": ["2 项，负责", "1 项"],
        "市图书馆": ["没有", "1 项"],
    }


def test_a_count_opens_the_tasks(city):
    """一项的打开那一项的页，几项的打开单位的任务：数点得开，才知道是哪几项。"""
    (table,) = tree(glance.at_a_glance(view(city))).xpath("//table")
    assert table.xpath(".//td/a/@href") == [
        "../units/ferry.html#tasks",
        "../units/lighthouse.html#tasks",
        "../tasks/lighthouse-2.html",
        "../tasks/library-1.html",
    ]


@pytest.mark.parametrize("name", ["at_a_glance", "answers"])
def test_every_sentence_leads_to_its_passage(city, name):
    """每一句后面都有依据，一处不少：不然读者分不清哪句是原文说的。"""
    root = tree(glance.GLANCE_MACROS[name](view(city)))
    rows = city.answers
    if name == "at_a_glance":
        told = city.glance
        rows = [*told.wants, *told.leads, *told.stages, *told.people, *told.upkeep, *told.contact]
    linked = [
        [link.rpartition("#")[2] for link in line.xpath("./a/@href")]
        for line in root.xpath("//p[@class='rests'][starts-with(., '依据')]")
    ]
    assert linked == [list(row.rests) for row in rows]


def test_whose_it_is_is_said_once(city):
    """几处依据挨着，是同一个单位、同一篇的只说一次；简短的不说时段。"""
    ids = ["scheme-1-1", "scheme-2-1", "ferry-1", "ferry-2", "ferry-2033-1", "library-2034-1"]
    names = [basis.label for basis in glance.bases(view(city), ids)]
    assert names == [
        "云汀市防拐方案第一部分",
        "第二部分",
        "市渡运局任务1",
        "任务2",
        "市渡运局2033年安排1",
        "市图书馆2034年安排1",
    ]
    brief = [basis.label for basis in glance.bases(view(city), ids[2:5], brief=True)]
    assert brief == ["市渡运局任务1", "任务2", "安排1"]


def test_the_years_are_one_line_in_their_periods(city):
    """各年照时段连成一条线，每年都带着年份：脚本凭它标出今年。"""
    items = tree(glance.at_a_glance(view(city))).xpath("//ol[@class='nine']/li")
    assert [item.xpath(".//a/@data-year") for item in items] == [
        ["2031", "2032"],
        ["2033"],
        ["2034"],
        ["2035", "2036"],
    ]
    counts = [item.xpath("string(.//p[@class='span']/span)") for item in items]
    assert counts == ["安排 4 条", "安排 3 条", "安排 4 条", "安排 4 条"]


def test_editors_words_are_marked_as_theirs(city):
    """概括的各部分都标着“编者概括”：放在官方文字旁边，不标就像是方案说的。"""
    for section in tree(glance.at_a_glance(view(city))).xpath("//section"):
        if section.xpath(".//h2")[0].get("id") != "call":
            assert section.xpath(".//span[@class='ours']/text()") == ["编者概括"]
    assert "编者概括" in tree(glance.glance_small(view(city))).text_content()


def test_answers_are_grouped_by_who_asks(city):
    """一种人的问题在一个小标题下；每个问题有锚点，搜索和转发都到得了。"""
    root = tree(glance.answers(view(city)))
    assert root.xpath("//h2/text()") == ["守灯的人会问", "乘客会问"]
    assert root.xpath("//h3/@id") == ["lessons", "call", "books"]
    assert "《云汀市渡船守则》第三条" in root.text_content()


def test_hostile_words_stay_words(city):
    """编者写的标记出来也是字，不会跑。"""
    told = replace(
        city.glance,
        wants=tuple(replace(one, head=HOSTILE, text=HOSTILE) for one in city.glance.wants),
        people=tuple(replace(one, head=HOSTILE, text=HOSTILE) for one in city.glance.people),
    )
    asked = tuple(replace(one, question=HOSTILE, answer=HOSTILE) for one in city.answers)
    plan = replace(city, glance=told, answers=asked)
    for macro in glance.GLANCE_MACROS.values():
        root = tree(macro(view(plan)))
        assert not root.xpath("//script")
        assert HOSTILE in root.text_content()


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (GLANCE, "rests: [scheme-1-1]}", "rests: []}", "没有写依据哪一段"),
        (GLANCE, "rests: [scheme-1-1]}", "rests: [scheme-1-9]}", "没有段落、任务、举措 scheme-1-9"),
        (GLANCE, "rests: [scheme-1-1]}", "rests: [ferry]}", "ferry 不是一段"),
        (GLANCE, "请人陪读。", f"{'陪' * 61}。", "有 62 个字"),
        (GLANCE, "请人陪读。", "满八周岁的陪读。", "“八周岁”没有出处"),
        (GLANCE, 'period: "2033"', 'period: "2034"', "和 data/periods.yml 的时段对不上"),
        (GLANCE, 'period: "2033"', 'period: "2037"', "没有时段 2037"),
        (GLANCE, 'phones: ["110"]', "phones: []", "一句也没有"),
        (GLANCE, 'phones: ["110"]', 'phones: ["119"]', "没有电话 119"),
        (GLANCE, 'phones: ["110"]', 'phones: ["12338", "110"]', "第一个电话是 12338，不是 110"),
        (ANSWERS, "打 110。方案说要报警。", "打 110。要报警。快。", "回答有 3 句"),
        (ANSWERS, "要上一堂课。", f"{'课' * 91}。", "回答有 92 个字"),
        (ANSWERS, "要上一堂课。", "违者罚款。", "“罚款”没有出处"),
        (ANSWERS, "要上课吗？", "要上课。", "问题没有问号"),
        (ANSWERS, "id: books", "id: call", "id 和第 2 行的相同"),
        (
            ANSWERS,
            "who: 乘客, question: 救",
            "who: 守灯的人, question: 救",
            "守灯的人的问题分在了几处",
        ),
        (ANSWERS, "facts: [police-line]", "facts: [no-line]", "没有事实 no-line"),
    ],
)
def test_each_rule_speaks_up(city_project, path, old, new, expected):
    """违反一条规则就有一句话，报在写着它的那个文件里。"""
    assert_says_in(city_project, path, old, new, expected)


def test_five_wants_are_too_many(city_project):
    """要做的事最多四件：手机上一屏看不完，就不是一图读懂了。"""
    one = "- {head: 防, text: 看见可疑的人和船就报警。, rests: [scheme-1-1]}\n"
    more = "".join(one.replace("head: 防", f"head: 防{n}") for n in range(4))
    assert_says_in(city_project, GLANCE, one, more, "要做的事写了 5 件")


def test_measures_follow_their_tasks(city):
    """一条举措归到它对应的任务归到的各项工作重点，每项里算一次；没有对应的任务的，哪一项里都不算。"""
    counts = glance.measures_by_priority(city)
    for priority in city.priorities:
        owned = {task.id for task in city.tasks_of_priority[priority.id]}
        serving = [row for row in city.measures if owned.intersection(row.serves)]
        assert sum(counts[priority.id].values()) == len(serving) > 0
        for period in city.periods:
            expected = sum(row.period == period.id for row in serving)
            assert counts[priority.id][period.id] == expected


def test_the_drawing_of_a_priority_says_its_numbers(city):
    """图上几个方块，旁边就写着几条；读屏软件不念图，念得到数。"""
    (drawn,) = tree(MACROS["task_index"](view(city))).xpath("//ul[@class='amounts']")
    for line in drawn.xpath(".//dl/div"):
        number = int(line.xpath("string(dd)").split()[0])
        path = "".join(line.xpath(".//path/@d"))
        assert path.count("M") == number
        assert line.xpath(".//svg/@aria-hidden") == ["true"] * bool(number)


def test_slides_that_do_not_fit_are_told(city_project):
    """一张课件放不下，说是哪一张：会上最后一排看不清，不如不放。"""
    text = (city_project / GLANCE).read_text("utf-8")
    (old,) = (one for one in text.splitlines(keepends=True) if "head: 守灯的人" in one)
    more = "".join(
        old.replace("守灯的人", f"第{n}种人").replace("夜里留心", "夜里留心，白天也留心，一直留心")
        for n in "一二三四五六七八九十"
    )
    assert_says_in(city_project, GLANCE, old, old + more, "“跟你有什么关系”这一张放不下")

"""页面正文：原文怎样标记，恶意文字怎样失效。"""

import re
from dataclasses import replace

import pytest
from lxml import html

from macros import render
from macros.render import View, Wrong

HOSTILE = "<script>alert(1)</script> {{ 7*7 }} {% for %} [x](javascript:1) **粗** `码` & \" ' | # {: onclick=1 }"


def view(plan):
    return View(plan=plan, root="../")


def stripped(markup):
    """去掉编者加的东西，剩下的字。"""
    tree = html.fromstring(f"<div>{markup}</div>")
    for node in tree.xpath("//*[@data-editorial]"):
        node.drop_tree()
    return tree.text_content()


def test_without_editorial_marks_the_printed_text_is_left(plan):
    """每条记录去掉编者的标记，剩下的就是原文：补的字、注、序号的样式都不能混进去。"""
    from macros.verify import printed

    for row in plan.rows.values():
        assert stripped(view(plan).official(row)).replace(" ", "") == printed(row).replace(" ", "")


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
    assert view(plan).official(plan.rows["health-2022-4"]).startswith('<span class="sic">5.</span> 加强')


def test_clause_titles_are_bold_only_when_they_are_titles(plan):
    """“（一）强化经费保障。”是标题；“（二）通过信函方式将意见邮寄至：……”不是。"""
    assert view(plan).official(plan.rows["plan-4-1"]).startswith("<strong>（一）强化经费保障。</strong>")
    assert "<strong>" not in view(plan).official(plan.rows["announcement-2-2"])


@pytest.mark.parametrize("name", ["unit", "task", "year", "table", "unit_index", "task_index"])
def test_hostile_text_stays_text(plan, name):
    """数据里的标签、模板、Markdown 记号都原样显示，不会生效。"""
    unit = plan.unit["health"]
    tasks = tuple(replace(task, text=HOSTILE) for task in unit.tasks)
    unit = replace(unit, name=HOSTILE, full_name=HOSTILE, tasks=tasks)
    rows = {**plan.rows, **{task.id: task for task in tasks}, "health": unit}
    hostile = replace(
        plan,
        unit={**plan.unit, "health": unit},
        rows=rows,
        units=tuple(unit if u.id == "health" else u for u in plan.units),
    )
    arguments = {"unit": ["health"], "task": ["health-1"], "year": [2026]}.get(name, [])
    macro = next(m for m in render.MACROS if m.__name__ == name)
    text = macro(view(hostile), *arguments)
    assert "<script" not in text
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert not any(re.search(r"[*`<{](?!: #)", line.partition("{:")[0]) for line in headings)


def test_wrong_arguments_say_what_is_possible(plan):
    """宏的参数写错，说出有哪些可用。"""
    with pytest.raises(Wrong, match="没有 helth 这个单位，可用的有：public-security、"):
        render.unit(view(plan), "helth")
    with pytest.raises(Wrong, match="没有 1999 这个年份"):
        render.year(view(plan), 1999)
    with pytest.raises(Wrong, match="没有卡片"):
        render.card(view(plan), "notice")
    with pytest.raises(Wrong, match="之后没有"):
        render.passages(view(plan), "feedback-others-1", "feedback-channels-1")


def test_year_says_where_it_stands(plan):
    """2026 年是第 5 年，共 9 年；2030 年自成一栏，不提合栏。"""
    assert '2026 年是<span class="nowrap">第 5 年</span>，<span class="nowrap">共 9 年</span>。' in render.year(
        view(plan), 2026
    )
    assert "合为一栏" in render.year(view(plan), 2026)
    assert "合为一栏" not in render.year(view(plan), 2030)


def test_a_measure_without_task_says_so(plan):
    """不服务任何任务的举措写明理由，并注明是编者归类。"""
    text = render.unit(view(plan), "market-regulation")
    assert "编者归类：没有对应的重点任务。婚姻中介不在市市场监管局的两项重点任务之列。" in text


def test_plan_without_hotlines_or_changes_closes_up(plan):
    """没有热线、没有更新记录时，那一块收起来。"""
    assert render.emergency(view(replace(plan, hotlines=()))) == ""
    assert render.latest_changes(view(plan)).strip() == ""

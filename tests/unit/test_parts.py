"""整个计划一页排不下就分开：多大才分，分开以后每页多大，从前的位置还找得到。用放大的小城。"""

from dataclasses import replace

import pytest
from project import ROOT

from macros.corpus import addresses
from macros.corpus.comparison import ComparedPassage
from macros.corpus.loading import load
from macros.pages import macros, parts
from macros.pages.view import View


@pytest.fixture(scope="module")
def city():
    """虚构的小城，一页排得下。"""
    plan, problems = load(ROOT / "tests/city")
    assert not problems
    return plan


def renamed(rows, unit):
    """几条任务或举措，改归 unit。"""
    made = []
    for row in rows:
        id = row.id.replace(row.unit, unit, 1)
        made.append(replace(row, id=id, unit=unit))
    return tuple(made)


def copied(unit, number):
    """同样的一个单位，id 和名称不同。"""
    id = f"{unit.id}-x{number}"
    measures = {period: renamed(rows, id) for period, rows in unit.measures.items()}
    name = f"{unit.name}{number}"
    return replace(unit, id=id, name=name, tasks=renamed(unit.tasks, id), measures=measures)


def enlarged(plan, factor):
    """单位是原来 factor 倍的计划。"""
    units = list(plan.units)
    for number in range(2, factor + 1):
        units += [copied(unit, number) for unit in plan.units]
    return replace(plan, units=tuple(units))


def whole_pages(plan):
    """装着整个计划的各页的正文：名字 → HTML 或 Markdown。"""
    view = View(plan=plan, root="../")
    pages = {"table": macros.table_page(view), "tasks": macros.task_index(view)}
    for year in plan.years:
        pages[f"years/{year}"] = macros.year_page(view, year)
    return pages


def limit_factor(plan):
    """放大到几倍才分开。"""
    factor = 1
    while not parts.divided(enlarged(plan, factor)):
        factor += 1
    return factor


def test_a_plan_of_this_size_stays_whole(city):
    """排得下的不分：表是表，年度页上有每一条，一样的字节。"""
    assert not parts.divided(city)
    pages = whole_pages(city)
    for task in city.tasks:
        assert f'id="{task.id}"' in pages["table"]
    assert 'id="parts"' not in "".join(pages.values())


def test_no_page_grows_past_the_limit(city):
    """不论多大，装着整个计划的页都不超过 LIMIT；刚要分开的时候最大，也不超过。"""
    factor = limit_factor(city)
    for times in (factor - 1, factor, 10 * factor):
        for name, text in whole_pages(enlarged(city, times)).items():
            assert len(text.encode()) <= parts.LIMIT, (name, times)


def test_divided_pages_lead_to_every_unit(city):
    """分开以后，每个单位都列着，id 还是从前那一页上的位置，链到单位的页。"""
    plan = enlarged(city, limit_factor(city))
    pages = whole_pages(plan)
    for name in ("table", "tasks", f"years/{min(plan.years)}"):
        for unit in plan.units:
            assert f'<li id="{unit.id}"><a href="../units/{unit.id}.html' in pages[name]


def test_every_old_anchor_begins_with_its_unit(city):
    """从前的位置怎样找：一截一截去掉末尾，先碰到的单位就是它的，单位的页上有这个位置。"""
    plan = enlarged(city, limit_factor(city))
    units = {unit.id: unit for unit in plan.units}
    pages = {}
    for row in (*plan.tasks, *plan.measures):
        unit = row.id
        while unit not in units:
            unit = unit.rpartition("-")[0]
        assert unit == row.unit
        assert addresses.address_of(plan, row) == f"units/{unit}.html#{row.id}"
        if unit not in pages:
            pages[unit] = macros.unit_page(View(plan=plan, root="../"), unit)
        assert f'id="{row.id}"' in pages[unit]


def test_only_pages_of_rows_have_moved(city):
    """表和各年的页分开了，旧的位置要带过去；别的页上的位置没有动。"""
    plan = enlarged(city, limit_factor(city))
    assert parts.relocated(plan, "table.html")
    assert parts.relocated(plan, "years/2022.html")
    assert not parts.relocated(plan, "units/ferry.html")
    assert not parts.relocated(city, "table.html")


def passage(order, kind):
    """对照里的第几段，一样还是不一样。"""
    return ComparedPassage(
        kind=kind, pieces=(("same", "字"),), heading=False, order=order, body=True
    )


def test_only_passages_near_a_difference_are_shown():
    """两稿很长时只列有差别的和前后的段，次序不变，一段不重复；没有差别的一段也不列。"""
    same = [passage(order, "same") for order in range(1, 201)]
    assert parts.near_differences(same) == []
    changed = [*same[:99], passage(100, "changed"), passage(101, "deleted"), *same[101:]]
    shown = [change.order for change in parts.near_differences(changed)]
    assert shown == list(range(60, 142))

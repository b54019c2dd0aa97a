"""数据读成计划：id 怎样推出、索引两边对不对得上。"""

from dataclasses import replace

import pytest

from macros.corpus.completing import with_steps
from macros.corpus.tasks import Measure, Task


def test_ids_follow_position(plan):
    """id 是单位加位置，不随印出的序号走：原表跳号的一条也有稳定的地址。"""
    row = plan.rows["health-2022-4"]
    assert isinstance(row, Measure)
    assert row.number == 5
    assert isinstance(plan.rows["health-2"], Task)
    assert plan.rows["womens-federation-1"].number is None


def test_every_relation_is_walkable_both_ways(plan):
    """任务找得到服务它的举措，举措找得到它服务的任务；工作重点、段落也一样。"""
    for measure in plan.measures:
        for id in measure.serves:
            assert measure in plan.measures_of_task[id, measure.period]
    for (id, period), rows in plan.measures_of_task.items():
        assert all(id in row.serves and row.period == period for row in rows)
    for priority, tasks in plan.tasks_of_priority.items():
        assert all(priority in task.priorities for task in tasks)
    for unit, paragraphs in plan.paragraphs_naming.items():
        assert all(plan.unit[unit] in plan.units_named_in[paragraph.id] for paragraph in paragraphs)
    assert set(plan.alignment_of.values()) == {row for row in plan.alignment if row.paragraph}
    assert all(plan.alignment_of[row.paragraph] is row for row in plan.alignment_of.values())
    assert {id: priority.paragraph for id, priority in plan.priority_at.items()} == {
        p.paragraph: p.paragraph for p in plan.priorities
    }


def test_every_task_belongs_somewhere(plan):
    """30 项任务都归入了工作重点，四项重点都有任务。"""
    assert {task.id for tasks in plan.tasks_of_priority.values() for task in tasks} == {
        t.id for t in plan.tasks
    }
    assert set(plan.tasks_of_priority) == {priority.id for priority in plan.priorities}


def test_a_measure_may_serve_another_unit(plan):
    """市市场监管局配合人社部门的举措，服务的是市人社局的任务。"""
    assert plan.rows["market-regulation-2022-2"].serves == ("human-resources-1",)


def test_years_come_from_periods(plan):
    """九个年度，2023 到 2029 共用一个时段。"""
    assert list(plan.years) == list(range(2022, 2031))
    assert {plan.years[year].id for year in range(2023, 2030)} == {"2023-2029"}
    assert plan.period["2023-2029"].label == "2023—2029年"


def test_plan_cannot_be_changed(plan):
    """读好之后不能改：一页改了数据，别的页就不是同一份了。"""
    with pytest.raises(AttributeError):
        plan.units[0].name = "别的"
    with pytest.raises(TypeError):
        plan.rows["health-1"] = None


def test_indexes_follow_the_data(plan):
    """换了数据，索引跟着换：测试里改一处，不会留下一张旧的对照表骗人。"""
    assert plan.errata_of
    assert replace(plan, errata=()).errata_of == {}
    unit = replace(plan.unit["health"], name="甲局")
    other = replace(plan, units=(unit,))
    assert list(other.unit.values()) == [unit]
    assert "public-security-1" not in other.rows


def test_longer_names_win(plan):
    """“市市场监管局”不会被别的名字截胡；每段提到的单位和原文里数出来的一样。"""
    for paragraph in plan.main.paragraphs:
        named = {unit.name for unit in plan.units_named_in.get(paragraph.id, ())}
        assert named == {unit.name for unit in plan.units if unit.name in paragraph.text}


@pytest.mark.parametrize("form", ["long", "short"])
def test_a_leaflet_takes_the_shared_steps(plan, form):
    """传单整段取用步骤：长的印 text，短的印 short；改 data/steps.yml 一处，取用它的传单都变。"""
    leaflet = plan.piece["missing-child"]
    shared = plan.procedure["missing-child"].steps
    taken = with_steps(
        replace(leaflet, taken=replace(leaflet.taken, form=form), steps=()), plan.procedure
    )
    assert [step.title for step in taken.steps] == [step.title for step in shared]
    assert [step.text for step in taken.steps] == [
        step.text if form == "long" else f"{step.short}。" for step in shared
    ]


def test_steps_that_are_not_there_leave_the_leaflet_empty(plan):
    """取用的那一套没有：步骤空着，由检查报，不出调用栈。"""
    leaflet = plan.piece["missing-child"]
    lost = replace(leaflet, taken=replace(leaflet.taken, from_="no-such"), steps=())
    assert with_steps(lost, plan.procedure).steps == ()

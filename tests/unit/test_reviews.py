"""复核期限：照出处一部一部地到期，不挤在一天；不看今天是哪天。"""

import datetime
from dataclasses import replace

import pytest
from project import ROOT

from macros.checks import reviews
from macros.checks.bounds import LENGTHS
from macros.corpus.loading import load
from macros.corpus.pieces import Leaflet, Prose
from macros.corpus.record import written_fields

DAY = datetime.date(2032, 4, 1)


def with_facts(city, *facts):
    """小城的计划，事实换成这几条：（出处，复核期限）。"""
    made = []
    for n, (source, review) in enumerate(facts):
        made.append(replace(city.facts[0], id=f"fact-{n}", source=source, review=review))
    return replace(city, facts=tuple(made))


def said(rule, plan):
    return [problem.message for problem in rule(plan)]


def test_one_law_is_reviewed_on_one_day(city):
    """同一部法的几条到期日不同，对一遍要打开两回；由别的得出的没有出处，不算。"""
    other = DAY + datetime.timedelta(days=1)
    assert said(reviews.laws_reviewed_at_once, with_facts(city, ("甲法", DAY), ("甲法", other)))
    for facts in (
        [("甲法", DAY), ("乙法", other)],
        [("甲法", DAY), ("甲法", DAY)],
        [(None, DAY), (None, other)],
        [("甲法", DAY), ("甲法", datetime.date.min)],
    ):
        assert not said(reviews.laws_reviewed_at_once, with_facts(city, *facts))


def test_reviews_do_not_fall_on_one_day(city):
    """几百条挤在一天，一周的议题一次列几百行，没有人对得完；一部法本身就长的，挤在一天是对的。"""
    many = [("甲法" if n % 2 else "乙法", DAY) for n in range(40)]
    (line,) = said(reviews.reviews_spread, with_facts(city, *many))
    assert line == "2032-04-01 这一天有 40 条事实到期，来自 2 个出处"
    assert not said(reviews.reviews_spread, with_facts(city, *[("甲法", DAY)] * 40))
    assert not said(reviews.reviews_spread, with_facts(city, *many[:20]))
    spread = [(f"{n % 4} 法", DAY + datetime.timedelta(days=n % 4)) for n in range(100)]
    assert not said(reviews.reviews_spread, with_facts(city, *spread))


def test_the_real_facts_fall_due_by_law(plan):
    """真的数据：一天最多四分之一，都不晚于资料自己的期限。"""
    days = [fact.review for fact in plan.facts]
    assert max(days.count(day) for day in set(days)) <= len(days) / 4
    assert max(days) <= min(piece.review for piece in plan.pieces)


@pytest.mark.parametrize("year", [1, 2, 2030, 9998, 9999])
def test_no_date_breaks_the_check(city, year):
    """日历两头的日子、闰年的最后一天，都不出调用栈。"""
    for day in (datetime.date(year, 1, 1), datetime.date(year, 12, 31)):
        pieces = tuple(replace(piece, date=day, review=day) for piece in city.pieces)
        plan = replace(with_facts(city, ("甲法", day)), pieces=pieces)
        for rule in (reviews.pieces_dated, reviews.piece_reviews_near, reviews.fact_reviews_near):
            list(rule(plan))
    leap = datetime.date(2032, 2, 29)
    piece = replace(city.pieces[0], date=leap, review=datetime.date(2034, 3, 1))
    (line,) = said(reviews.piece_reviews_near, replace(city, pieces=(piece,)))
    assert line == "复核期限 2034-03-01 太晚"


def test_nothing_to_compare_with_is_not_a_fault(city):
    """没有资料、没有事实，就没有可比的日子。"""
    plan = replace(city, pieces=(), facts=())
    assert not list(reviews.days_not_run_out(plan))
    assert not list(reviews.fact_reviews_near(plan))


def test_bounded_lines_are_fields():
    """限了字数的都是资料真有的字段：改了字段名，限制不会悄悄没了。"""
    known = {*written_fields(Leaflet), *written_fields(Prose)}
    assert LENGTHS.keys() <= known
    assert load(ROOT)[1] == []

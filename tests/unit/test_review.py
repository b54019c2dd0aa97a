"""到期复核：哪天算过期，哪天提醒。"""

import datetime
from dataclasses import replace

from macros.editing.review import overdue


def test_when_a_review_is_due(city):
    """到期那天还不算过期，第二天算；往后 60 天内的算快到期。"""
    fact, piece = city.facts[0], city.piece["ferry-talk"]
    day = datetime.timedelta(days=1)
    assert overdue(city, fact.review) == ([], sorted(overdue(city, fact.review)[1]))
    assert len(overdue(city, piece.review + day)[0]) == len(city.pieces) + len(city.facts)
    assert overdue(city, piece.review - 61 * day) == ([], [])
    assert overdue(city, piece.review - 60 * day)[1] != []


def test_a_calendar_that_runs_out_is_told(city):
    """逐年写的日子写到哪一年，提前提醒补上往后几年的；用完了还没补，算过期。"""
    last = datetime.date(2035, 4, 6)
    day = replace(city.calendar[0], start=None, dates=(datetime.date(2034, 4, 6), last))
    plan = replace(city, calendar=(day,), facts=(), pieces=())
    told = "2035-04-06 data/calendar.yml:1：开渡日逐年的日子写到这一天"
    assert overdue(plan, last) == ([], [told])
    assert overdue(plan, last + datetime.timedelta(days=1)) == ([told], [])
    assert overdue(plan, last - datetime.timedelta(days=61)) == ([], [])

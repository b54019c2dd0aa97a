"""宣传日历写成 iCalendar：手机日历打得开，读回来和数据一样。"""

import datetime
import re
from dataclasses import replace

import pytest
from project import ROOT

from macros.corpus.loading import load
from macros.corpus.release import Edition
from macros.opendata import calendar


def edition(name="某市反拐", base="https://example.org/"):
    """一份网站：什么名字，在哪。"""
    time = datetime.datetime(2031, 4, 6, tzinfo=datetime.UTC)
    return Edition(
        name=name,
        base=base,
        version="1.2",
        released=time.date(),
        commit="abc",
        time=time,
        rights="权利",
    )


@pytest.fixture(scope="module")
def text(plan):
    """真实日历的 iCalendar。"""
    return calendar.icalendar(plan, "某市宣传日历", edition())


def events(text):
    """读回来：接好折行，一件事一个字典。"""
    found = []
    for line in text.replace("\r\n ", "").split("\r\n"):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found:
            found[-1][name.partition(";")[0]] = re.sub(r"\\([\\;,])", r"\1", value)
    return found


def test_every_line_keeps_the_rules(text):
    """RFC 5545：行尾 CRLF，每行不超过 75 个字节。"""
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75


def test_what_is_read_back_is_the_calendar(text, plan):
    """读回来的日子、名称、说明和数据一样；固定的每年重复，不固定的各年一条。"""
    found = events(text)
    assert len(found) == sum(len(day.dates) or 1 for day in plan.calendar)
    for day in plan.calendar:
        own = [event for event in found if event["UID"].startswith(f"{day.id}-")]
        assert all(event["SUMMARY"] == day.name for event in own)
        assert all(event["DESCRIPTION"].startswith(day.says) for event in own)
        if day.dates:
            assert [event["DTSTART"] for event in own] == [f"{date:%Y%m%d}" for date in day.dates]
        else:
            assert own[0]["DTSTART"].endswith(day.start.replace("-", ""))
            assert own[0]["RRULE"] == "FREQ=YEARLY"
            assert own[0]["DTEND"] > own[0]["DTSTART"]


def test_folding_never_loses_or_cuts_a_character():
    """折行接起来还是原来的话，汉字不会从中间断开。"""
    for length in range(200):
        line = "说" * length + "a" * (length % 7)
        parts = list(calendar.folded(line))
        assert all(len(part.encode()) <= 75 for part in parts)
        assert parts[0] + "".join(part[1:] for part in parts[1:]) == line


def test_a_span_over_new_year_ends_after_it_starts():
    """跨年的一段，结束在下一年。"""
    plan, _ = load(ROOT / "tests/city")
    day = replace(plan.calendar[0], start="12-20", end="01-10")
    changed = replace(plan, calendar=(day,))
    (event,) = events(calendar.icalendar(changed, "甲,乙;丙", edition(base="")))
    assert (event["DTSTART"], event["DTEND"]) == ("20261220", "20270111")
    assert "URL" not in event


def uids(plan, **site):
    """一份日历里各件事的编号。"""
    made = calendar.icalendar(plan, "日历", edition(**site))
    return [event["UID"] for event in events(made)]


def test_an_event_keeps_its_number_when_others_come_and_go(city):
    """编号带着日子和网站，不看排第几：删掉前面的日子，后面的还是原来那件，手机日历才不会错改。"""
    dates = (datetime.date(2031, 2, 1), datetime.date(2032, 2, 20))
    moving = replace(city.calendar[0], id="moving", start=None, end=None, dates=dates)
    whole = uids(replace(city, calendar=(moving, *city.calendar)))
    assert len(set(whole)) == len(whole)
    fewer = replace(moving, dates=dates[1:])
    assert uids(replace(city, calendar=(fewer, *city.calendar))) == whole[1:]
    assert uids(city) == whole[2:]


def test_two_cities_never_share_a_number(city):
    """同一个人订了两座城市的日历，编号相同的会互相盖掉；搬了网址还是同一份。"""
    here = uids(city)
    assert uids(city, base="https://example.com/moved/") == here
    assert not set(here) & set(uids(city, name="另一座城市"))

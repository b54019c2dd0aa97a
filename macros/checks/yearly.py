"""日历里的日子：逐年写的一年一个、不漏一年，话里说第几个星期几的就是那一天。"""

import calendar
import datetime
import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from macros.checks.fields import problem_in
from macros.corpus.chinese import number
from macros.corpus.facts import Occasion
from macros.corpus.plan import Plan
from macros.corpus.problem import Problem, Problems

# 每年几月第几个、最后一个星期几；月份、第几个没有写在一起的，只看星期几。
_WEEKDAY = re.compile(
    r"(?:每年|最后|第[一二三四五])[^。；]*?(?:星期|周)(?P<weekday>[一二三四五六日天])"
)
_NTH = re.compile(
    r"(?P<month>\d{1,2}|[一二三四五六七八九十]+) ?月的?"
    r"(?:第(?P<nth>[一二三四五])个|最后(?:一周的|一个))(?:星期|周)[一二三四五六日天]"
)
_WEEKDAYS = "一二三四五六日"
# 逐年的日子隔着阳历的一年，前后差不到这么多天：农历的节日也只差一个月。
MOST_APART = 45


@dataclass(frozen=True, slots=True)
class _Rule:
    """话里说的星期几；month 是几月，nth 是第几个，没有说是 0，最后一个是 -1。"""

    weekday: str
    month: int
    nth: int
    start: int


def dates_ascend(plan: Plan) -> Problems:
    """逐年写的日子照先后排，一年一个，中间不漏一年。"""
    for day in plan.calendar:
        for n, (one, other) in enumerate(itertools.pairwise(day.dates), 1):
            if datetime.date.min in (one, other):
                continue
            node = day.place.of("dates", n)
            if other == one:
                yield node.problem(f"{other} 写了两遍", "删掉一个")
            elif other < one:
                message = f"{other} 早于前一个 {one}"
                yield node.problem(message, "照先后排")
            elif other.year == one.year:
                yield node.problem(f"{other.year} 年写了两个日子", "一年一个，写错年份的改对")
            elif other.year > one.year + 1 and _is_yearly(day):
                message = f"{one} 后面就是 {other}，漏了 {one.year + 1} 年的"
                yield node.problem(message, "一年一个，补上")


def _is_yearly(day: Occasion) -> bool:
    """一年一个的：有挨着的两年，没有同一年的两个。只在闰年的，不挨着。"""
    years = [date.year for date in day.dates]
    steps = [other - one for one, other in itertools.pairwise(years)]
    return 1 in steps and 0 not in steps


def dates_alike(plan: Plan) -> Problems:
    """逐年写的日子都在一年里差不多的时候：月份写错了，就离别的几年远远的。"""
    for day in plan.calendar:
        known = [date for date in day.dates if date != datetime.date.min]
        for n, date in enumerate(day.dates):
            if date not in known:
                continue
            far = [other for other in known if _apart(date, other) > MOST_APART]
            if len(far) * 2 > len(known):
                message = f"{date} 和别的几年差得太远"
                yield day.place.of("dates", n).problem(message, "查日历，改对月和日")


def _apart(one: datetime.date, other: datetime.date) -> int:
    """两个日子不算年份差几天，跨年的往近里算。"""
    days = abs(one.timetuple().tm_yday - other.timetuple().tm_yday)
    return min(days, 366 - days)


def weekdays_as_told(plan: Plan) -> Problems:
    """话里写着每年第几个、最后一个星期几的，逐年写的日子都是那一天。"""
    for day in plan.calendar:
        rule = _rule(day.says)
        if rule is not None:
            yield from _off_days(day, rule)


def _rule(says: str) -> _Rule | None:
    """话里说的星期几；没有说是 None。"""
    told = _WEEKDAY.search(says)
    if told is None:
        return None
    weekday = told["weekday"].replace("天", "日")
    found = _NTH.search(says)
    if found is None:
        return _Rule(weekday, 0, 0, told.start())
    month = number(found["month"])
    nth = -1
    if found["nth"]:
        nth = number(found["nth"])
    return _Rule(weekday, month, nth, found.start())


def _off_days(day: Occasion, rule: _Rule) -> Problems:
    """不是话里那一天的；一个也不是的，多半是话写错了，只说一处。"""
    off = list(_off(day, rule))
    is_all = len(off) == len(day.dates)
    if is_all and len(off) > 1 and rule.month:
        wanted = _written(rule)
        message = f"逐年写的日子没有一个是{wanted}"
        yield day.place.of("says").problem(message, "查日历，改对这句话", rule.start)
    else:
        yield from off


def _off(day: Occasion, rule: _Rule) -> Problems:
    """逐年写的日子里，不是话里那一天的。"""
    for n, date in enumerate(day.dates):
        if date == datetime.date.min:
            continue
        weekday = _WEEKDAYS[date.weekday()]
        wanted = _day(date.year, rule)
        if weekday != rule.weekday:
            message = f"{date} 是星期{weekday}，says 里写的是星期{rule.weekday}"
        elif wanted not in (None, date):
            message = f"{date} 不是{_written(rule)}，{wanted} 才是"
        else:
            continue
        yield _wrong(day, n, message)


def _wrong(day: Occasion, n: int, message: str) -> Problem:
    return day.place.of("dates", n).problem(message, "查日历，改对日期")


def _day(year: int, rule: _Rule) -> datetime.date | None:
    """那一年里话里说的一天；话里没有说几月第几个的是 None。"""
    if not rule.month:
        return None
    weekday = _WEEKDAYS.index(rule.weekday)
    days: Sequence[datetime.date] = [
        date
        for date in calendar.Calendar().itermonthdates(year, rule.month)
        if date.month == rule.month and date.weekday() == weekday
    ]
    index = rule.nth - 1 if rule.nth > 0 else -1
    if index < len(days):
        return days[index]
    return None


def _written(rule: _Rule) -> str:
    """话里说的一天怎样写。"""
    nth = "最后一个"
    if rule.nth > 0:
        nth = f"第{_WEEKDAYS[rule.nth - 1]}个"
    return f" {rule.month} 月{nth}星期{rule.weekday}"


def days_every_year(plan: Plan) -> Problems:
    """每年重复的日子年年都有：2 月 29 日四年才一回。"""
    for day in plan.calendar:
        for field, value in (("start", day.start), ("end", day.end)):
            if value == "02-29":
                help = "写 02-28 或 03-01；只在闰年的，逐年写在 dates 里"
                yield problem_in(day, field, "02-29 不是年年都有", help)


YEARLY_RULES: tuple[Callable[[Plan], Problems], ...] = (
    days_every_year,
    dates_ascend,
    dates_alike,
    weekdays_as_told,
)

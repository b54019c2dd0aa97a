"""宣传的日子和资料的封面：日历、首页上接下来的几天。"""

import datetime
from collections import defaultdict
from collections.abc import Iterator

from macros.corpus.chinese import full_date
from macros.corpus.facts import Occasion
from macros.corpus.plan import Plan
from macros.pages.view import View

# 一天，和落在这一天的宣传日子。
_Day = tuple[datetime.date, list[Occasion]]


def calendar(view: View) -> str:
    """宣传日历：每个日子、方案在哪里写到它、能用的资料。"""
    months = defaultdict[int, list[Occasion]](list)
    for day in sorted(view.plan.calendar, key=_first_day):
        month, _, _ = _first_day(day).partition("-")
        number = int(month)
        months[number].append(day)
    return view.render("calendar.md", months=months, when=day_text, spans=spans)


def coming_days(view: View) -> str:
    """全年的日子；有脚本时照今天排，只留最近的几个。"""
    days = sorted(view.plan.calendar, key=_first_day)
    return view.render("coming.md", days=days, when=day_text, spans=spans)


def _first_day(day: Occasion) -> str:
    """一个日子在一年里的先后，月-日。"""
    if day.start:
        return day.start
    days = [f"{date:%m-%d}" for date in day.dates]
    return min(days, default="01-01")


def spans(day: Occasion) -> str:
    """一个日子的各段，给脚本算还有几天：07-01/08-31、2027-02-06 2028-01-26。"""
    if day.start:
        return "/".join(_edges(day))
    return " ".join(date.isoformat() for date in day.dates)


def most_needed(view: View, most: int = 3) -> str:
    """最要紧的几份资料的封面，照目录的次序。"""
    return view.render("covers.md", pieces=view.plan.gallery[:most])


def day_text(day: Occasion) -> str:
    """一个日子的写法：3月8日、7月1日—8月31日、2027年2月6日等。"""
    if day.dates:
        return "、".join(map(full_date, day.dates))
    return "—".join(map(_edge, _edges(day)))


def _edges(day: Occasion) -> Iterator[str]:
    """每年同一天的日子，头一天和末一天，月-日。"""
    return filter(None, (day.start, day.end))


def _edge(text: str) -> str:
    """月-日写成几月几日。"""
    month, day = map(int, text.split("-"))
    return f"{month}月{day}日"


def days_in(plan: Plan, year: int) -> list[_Day]:
    """不是每年同一天的宣传日子，这一年在哪一天，照先后。"""
    found = defaultdict[datetime.date, list[Occasion]](list)
    for occasion in plan.calendar:
        for day in occasion.dates:
            if day.year == year:
                found[day].append(occasion)
    return sorted(found.items())

"""宣传的日子和资料的封面：日历、首页上接下来的几天。"""

import datetime
from collections import defaultdict

from macros.corpus.chinese import full_date
from macros.corpus.facts import Occasion
from macros.corpus.plan import Plan
from macros.pages.view import View


def calendar(view: View) -> str:
    """宣传日历：每个日子、方案在哪里写到它、能用的资料。"""
    months: dict[int, list[Occasion]] = defaultdict(list)
    for day in sorted(view.plan.calendar, key=_first_day):
        month, _, _ = _first_day(day).partition("-")
        months[int(month)].append(day)
    return view.render("calendar.md", months=months, when=day_text, spans=spans)


def coming_days(view: View) -> str:
    """全年的日子；有脚本时照今天排，只留最近的几个。"""
    days = sorted(view.plan.calendar, key=_first_day)
    return view.render("coming.md", days=days, when=day_text, spans=spans)


def _first_day(day: Occasion) -> str:
    """一个日子在一年里的先后，月-日。"""
    if day.start:
        return day.start
    return min((f"{date:%m-%d}" for date in day.dates), default="01-01")


def spans(day: Occasion) -> str:
    """一个日子的各段，给脚本算还有几天：07-01/08-31、2027-02-06 2028-01-26。"""
    if day.start:
        return "/".join(filter(None, (day.start, day.end)))
    return " ".join(date.isoformat() for date in day.dates)


def most_needed(view: View, most: int = 3) -> str:
    """最要紧的几份资料的封面，照目录的次序。"""
    return view.render("covers.md", pieces=view.plan.gallery[:most])


def day_text(day: Occasion) -> str:
    """一个日子的写法：3月8日、7月1日—8月31日、2027年2月6日等。"""
    if day.dates:
        return "、".join(full_date(date) for date in day.dates)
    edges = filter(None, (day.start, day.end))
    return "—".join(map(_edge, edges))


def _edge(text: str) -> str:
    """月-日写成几月几日。"""
    month, _, date = text.partition("-")
    return f"{int(month)}月{int(date)}日"


def days_in(plan: Plan, year: int) -> list[tuple[datetime.date, list[Occasion]]]:
    """不是每年同一天的宣传日子，这一年在哪一天，照先后。"""
    found: dict[datetime.date, list[Occasion]] = defaultdict(list)
    for occasion in plan.calendar:
        for day in occasion.dates:
            if day.year == year:
                found[day].append(occasion)
    return sorted(found.items())

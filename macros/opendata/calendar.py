"""宣传日历写成 iCalendar（RFC 5545），手机日历能订阅。"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from macros.corpus.facts import Occasion
from macros.corpus.plan import Plan
from macros.corpus.release import Edition

# 不固定的日子没有写年份，从哪年起每年重复。
_FIRST = 2026
_ONE_DAY = datetime.timedelta(days=1)
# 一行最多多少字节，不算行尾。
_LINE_BYTES = 75


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """一个日子的起、止（不含）、是不是每年重复。"""

    start: datetime.date
    end: datetime.date
    yearly: bool = False


def icalendar(plan: Plan, name: str, edition: Edition) -> str:
    """宣传日历：行尾 CRLF，每行不超过 75 个字节。

    name 是日历的名字，edition 是哪一份网站、什么时刻。
    """
    lines = _calendar(plan, name, edition)
    parts = chain.from_iterable(map(folded, lines))
    return "".join(f"{part}\r\n" for part in parts)


def _calendar(plan: Plan, name: str, edition: Edition) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield f"PRODID:-//{name}//ZH"
    yield "CALSCALE:GREGORIAN"
    yield f"X-WR-CALNAME:{_escaped(name)}"
    for day in plan.calendar:
        for span in _spans(day):
            yield "BEGIN:VEVENT"
            yield f"UID:{day.id}-{_occurrence(span)}@{edition.owner}"
            yield f"DTSTAMP:{edition.time:%Y%m%dT%H%M%SZ}"
            yield from _dates(span)
            yield from _about(plan, day, edition.base)
            yield "END:VEVENT"
    yield "END:VCALENDAR"


def _spans(day: Occasion) -> Iterator[Span]:
    """一个日子在日历上占的各段：不固定的各年一段，固定的一段，每年重复。"""
    for date in day.dates:
        yield Span(start=date, end=date + _ONE_DAY)
    if day.start:
        start = _in_first_year(day.start)
        last = _in_first_year(day.end or day.start)
        if last < start:
            last = last.replace(year=_FIRST + 1)
        yield Span(start=start, end=last + _ONE_DAY, yearly=True)


def _occurrence(span: Span) -> str:
    """编号里说是哪一次：每年重复的写月日，别的写年月日；插进、删掉别的日子，它不变。"""
    if span.yearly:
        return f"{span.start:%m%d}"
    return f"{span.start:%Y%m%d}"


def _in_first_year(month_day: str) -> datetime.date:
    return datetime.date.fromisoformat(f"{_FIRST}-{month_day}")


def _dates(span: Span) -> Iterator[str]:
    yield f"DTSTART;VALUE=DATE:{span.start:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{span.end:%Y%m%d}"
    if span.yearly:
        yield "RRULE:FREQ=YEARLY"


def _about(plan: Plan, day: Occasion, base: str) -> Iterator[str]:
    """这一天叫什么，为什么，有哪些资料可用。"""
    says = day.says
    pieces = plan.pieces_for.get(day.id, ())
    if pieces:
        titles = "、".join(piece.title for piece in pieces)
        says += f"可用的资料：{titles}。"
    yield f"SUMMARY:{_escaped(day.name)}"
    yield f"DESCRIPTION:{_escaped(says)}"
    if base:
        yield f"URL:{base}calendar.html#{day.id}"
    yield "TRANSP:TRANSPARENT"


def _escaped(text: str) -> str:
    for character in "\\;,":
        text = text.replace(character, f"\\{character}")
    return text.replace("\n", "\\n")


def folded(line: str) -> Iterator[str]:
    """一行太长就折开，续行前空一格；不在一个字中间折。"""
    part, room = "", _LINE_BYTES
    for character in line:
        if len(part.encode()) + len(character.encode()) > room:
            yield part
            part = " "
        part += character
    yield part

"""给别的程序用的文件：宣传日历写成 iCalendar。"""

import datetime
from collections.abc import Iterator

from macros.model import Occasion, Plan

# 不固定的日子没有写年份，从哪年起每年重复。
_FIRST = 2026


def calendar(plan: Plan, name: str, base: str, stamp: datetime.datetime) -> str:
    """宣传日历，iCalendar（RFC 5545）：行尾 CRLF，每行不超过 75 个字节。

    name 是日历的名字，base 是网站的网址（没有就是空的），stamp 是生成的时刻（UTC）。
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{name}//ZH",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_escaped(name)}",
    ]
    for day in plan.calendar:
        for n, (start, end, yearly) in enumerate(_spans(day)):
            lines += _event(plan, day, f"{day.id}-{n}", start, end, yearly, base, stamp)
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in folded(line))


def _spans(day: Occasion) -> Iterator[tuple[datetime.date, datetime.date, bool]]:
    """一个日子的起、止（不含）、是不是每年重复。"""
    one = datetime.timedelta(days=1)
    for date in day.dates:
        yield date, date + one, False
    if day.start:
        start = datetime.date.fromisoformat(f"{_FIRST}-{day.start}")
        end = datetime.date.fromisoformat(f"{_FIRST}-{day.end or day.start}")
        yield start, (end if end >= start else end.replace(year=_FIRST + 1)) + one, True


def _event(
    plan: Plan,
    day: Occasion,
    uid: str,
    start: datetime.date,
    end: datetime.date,
    yearly: bool,
    base: str,
    stamp: datetime.datetime,
) -> list[str]:
    pieces = "、".join(piece.title for piece in plan.pieces_for.get(day.id, ()))
    says = day.says + (f"可用的资料：{pieces}。" if pieces else "")
    return [
        "BEGIN:VEVENT",
        f"UID:{uid}@publicity-calendar",
        f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{start:%Y%m%d}",
        f"DTEND;VALUE=DATE:{end:%Y%m%d}",
        *(["RRULE:FREQ=YEARLY"] if yearly else []),
        f"SUMMARY:{_escaped(day.name)}",
        f"DESCRIPTION:{_escaped(says)}",
        *([f"URL:{base}calendar.html#{day.id}"] if base else []),
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _escaped(text: str) -> str:
    for character in "\\;,":
        text = text.replace(character, f"\\{character}")
    return text.replace("\n", "\\n")


def folded(line: str) -> Iterator[str]:
    """一行超过 75 个字节就折开，续行前空一格；不在一个字中间折。"""
    part, room = "", 75
    for character in line:
        if len(part.encode()) + len(character.encode()) > room:
            yield part
            part = " "
        part += character
    yield part

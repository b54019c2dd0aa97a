"""到期复核：事实和宣传资料各有一个最晚再核对一次的日子，日历里逐年写的日子有用完的一天。"""

import datetime
from collections.abc import Iterator

from macros.corpus.plan import Plan
from macros.corpus.record import Record

# 提前多少天提醒。
NOTICE = datetime.timedelta(days=60)


def overdue(plan: Plan, day: datetime.date) -> tuple[list[str], list[str]]:
    """到 day 为止过了复核期限的、往后 60 天内要到期的事实和资料，各是一行话。

    日历里逐年写的日子，写到哪一年，也在这里提醒。
    """
    late = []
    soon = []
    for review, text in sorted(_due(plan)):
        if review < day:
            late.append(f"{review} {text}")
        elif review <= day + NOTICE:
            soon.append(f"{review} {text}")
    return late, soon


def _due(plan: Plan) -> Iterator[tuple[datetime.date, str]]:
    """要再看一次的：哪天到期，是什么。"""
    for piece in plan.pieces:
        yield piece.review, f"{piece.path}：{piece.title}"
    for fact in plan.facts:
        name = fact.cited or fact.says
        yield fact.review, f"{_place(fact)}：{name}"
    for occasion in plan.calendar:
        if occasion.dates:
            last = max(occasion.dates)
            yield last, f"{_place(occasion)}：{occasion.name}逐年的日子写到这一天"


def _place(record: Record) -> str:
    """一条记录写在哪里。"""
    return f"{record.place.path}:{record.place.line}"

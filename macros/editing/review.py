"""到期复核：事实和宣传资料各有一个最晚再核对一次的日子，日历里逐年写的日子有用完的一天。"""

import datetime

from macros.corpus.plan import Plan

# 提前多少天提醒。
NOTICE = datetime.timedelta(days=60)


def overdue(plan: Plan, day: datetime.date) -> tuple[list[str], list[str]]:
    """到 day 为止过了复核期限的、往后 60 天内要到期的事实和资料，各是一行话。

    日历里逐年写的日子，写到哪一年，也在这里提醒。
    """
    rows = [(piece.review, f"{piece.path}：{piece.title}") for piece in plan.pieces]
    for fact in plan.facts:
        place = f"{fact.place.path}:{fact.place.line}"
        rows.append((fact.review, f"{place}：{fact.cited or fact.says}"))
    for occasion in plan.calendar:
        if occasion.dates:
            place = f"{occasion.place.path}:{occasion.place.line}"
            rows.append((max(occasion.dates), f"{place}：{occasion.name}逐年的日子写到这一天"))
    late, soon = [], []
    for review, text in sorted(rows):
        if review < day:
            late.append(f"{review} {text}")
        elif review <= day + NOTICE:
            soon.append(f"{review} {text}")
    return late, soon

"""写成的日子、复核期限、逐年的日子：不离谱，分得开。

都和数据里的日子比，不和今天比：同一份数据哪天检查都一样。
"""

import datetime
import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from macros.checks.fields import odd_one, problem_in
from macros.corpus.facts import Fact
from macros.corpus.plan import Plan
from macros.corpus.problem import Problems

# 一份资料写成以后，最多几年就要出新的一版。
LONGEST_REVIEW = 2
# 资料写成的日子，离居中的日子最多几年；再远就是写错了年份。
FARTHEST_DATE = 5
# 事实的复核期限，从居中的日子往前、往后最多几年。
FACT_REVIEWS = (1, 3)
# 同一天到期的事实，多于这么多条、又超过全部的这么大一份，就该分开。
MOST_IN_A_DAY = 20
LARGEST_SHARE = 4
# 施行、发布的年份，最早是哪一年。
EARLIEST_YEAR = 1949

_YEAR = re.compile(r"(?<!\d)\d{4}(?=[-年 ]|$)")
_IN_FORCE = re.compile(r"\d{4}-\d{2}-\d{2} 起施行")


def pieces_dated(plan: Plan) -> Problems:
    """资料写成的、页撤下的日子不离谱。"""
    middle = _middle(plan)
    help = f"看看年份：别的多在 {middle} 前后，相差不超过 {FARTHEST_DATE} 年"
    for piece in plan.pieces:
        if not _is_near(piece.date, middle, FARTHEST_DATE, FARTHEST_DATE):
            message = f"写成的日子 {piece.date} 离别的资料太远"
            yield problem_in(piece, "date", message, help)
    for row in plan.moved:
        if not _is_near(row.date, middle, FARTHEST_DATE, FARTHEST_DATE):
            message = f"撤下的日子 {row.date} 离各份资料写成的日子太远"
            yield problem_in(row, "date", message, help)


def piece_reviews_near(plan: Plan) -> Problems:
    """资料的复核期限不晚于写成后的两年；两年没有变，也要出新的一版。"""
    for piece in plan.pieces:
        latest = _years_later(piece.date, LONGEST_REVIEW)
        if piece.review > latest and piece.date != datetime.date.min:
            message = f"复核期限 {piece.review} 太晚"
            help = f"写成后两年以内，最晚 {latest}；对过了没有变，就出新的一版，换 date 和 version"
            yield problem_in(piece, "review", message, help)


def facts_in_force(plan: Plan) -> Problems:
    """施行、发布的年份不离谱：不早于中华人民共和国成立，不晚于三年以后。"""
    middle = _middle(plan)
    if middle == datetime.date.min:
        return
    latest = middle.year + FACT_REVIEWS[1]
    for fact in plan.facts:
        for year in _YEAR.finditer(fact.since or ""):
            if not EARLIEST_YEAR <= int(year[0]) <= latest:
                message = f"{year[0]} 年离谱"
                help = f"看看年份：写 {EARLIEST_YEAR} 到 {latest} 之间的"
                yield fact.place.of("since").problem(message, help, year.start())


def laws_in_force_at_once(plan: Plan) -> Problems:
    """一部法从一天起施行：同一出处的几条，日子和别的都不同的一条是写错了。"""
    sources = defaultdict[str, list[Fact]](list)
    for fact in plan.facts:
        if fact.source and _IN_FORCE.fullmatch(fact.since or ""):
            sources[fact.source].append(fact)
    help = "改成一样的；只有这一条是后来改的，写成“现行文本自某日（第几次修正）”"
    for facts in sources.values():
        odd = odd_one([fact.since for fact in facts])
        if odd is not None:
            fact = facts[odd]
            usual = facts[odd - 1].since
            rest = len(facts) - 1
            message = f"{fact.since}，同一部法的另外 {rest} 条写的是 {usual}"
            yield problem_in(fact, "since", message, help)


def fact_reviews_near(plan: Plan) -> Problems:
    """事实的复核期限不离谱：不是早已过去，也不是遥遥无期。"""
    middle = _middle(plan)
    before, after = FACT_REVIEWS
    for fact in plan.facts:
        if _is_near(fact.review, middle, before, after):
            continue
        first = _years_later(middle, -before)
        last = _years_later(middle, after)
        message = f"复核期限 {fact.review} 离谱"
        help = f"写 {first} 到 {last} 之间的一天"
        yield problem_in(fact, "review", message, help)


def laws_reviewed_at_once(plan: Plan) -> Problems:
    """同一出处的事实同一天到期：打开一部法，一次对完。和多数不同的才是写错的。"""
    sources = defaultdict[str, list[Fact]](list)
    for fact in plan.facts:
        if fact.source and fact.review != datetime.date.min:
            sources[fact.source].append(fact)
    for facts in sources.values():
        yield from _unusual(facts)


def _unusual(facts: Sequence[Fact]) -> Problems:
    """同一出处的几条里，复核期限和多数不同的。"""
    days = Counter(fact.review for fact in facts)
    usual, times = days.most_common(1)[0]
    for fact in facts:
        if fact.review == usual:
            continue
        message = f"复核期限和同一出处别的 {times} 条不同"
        help = f"同一出处一次对完，都写 {usual}，或一起改"
        yield problem_in(fact, "review", message, help)


def reviews_spread(plan: Plan) -> Problems:
    """一天到期的事实不太多：几百条挤在一天，谁也对不完。"""
    days = defaultdict[datetime.date, list[Fact]](list)
    for fact in plan.facts:
        days[fact.review].append(fact)
    days.pop(datetime.date.min, None)
    share = math.ceil(len(plan.facts) / LARGEST_SHARE)
    most = max(MOST_IN_A_DAY, share)
    for day, facts in sorted(days.items()):
        sources = {fact.source for fact in facts if fact.source}
        if len(facts) <= most or len(sources) < 2:
            continue
        message = f"{day} 这一天有 {len(facts)} 条事实到期，来自 {len(sources)} 个出处"
        help = f"一天最多 {most} 条，照出处分到别的日子"
        yield problem_in(facts[0], "review", message, help)


def days_not_run_out(plan: Plan) -> Problems:
    """逐年写的日子没有用完，也不离谱。"""
    middle = _middle(plan)
    for day in plan.calendar:
        for n, date in enumerate(day.dates):
            if not _is_near(date, middle, FARTHEST_DATE, 2 * FARTHEST_DATE):
                message = f"{date} 离别的日子太远"
                help = f"看看年份：资料多写成于 {middle} 前后"
                yield day.place.of("dates", n).problem(message, help)
        last = max(day.dates, default=datetime.date.min)
        if datetime.date.min < last < middle:
            message = f"最后一个日子 {last} 已经过去"
            help = f"补上往后几年的；各份资料多写成于 {middle} 前后"
            yield problem_in(day, "dates", message, help)


def _middle(plan: Plan) -> datetime.date:
    """数据里的日子居中的一个：资料写成的，和事实复核期限的一年以前。

    居中的才作准：一处写错了年份，挪不动它。一个日子也没有是最早的一天。
    """
    dates = [piece.date for piece in plan.pieces]
    dates += [_years_later(fact.review, -1) for fact in plan.facts]
    known = [date for date in dates if date != datetime.date.min]
    if known:
        half = len(known) // 2
        return sorted(known)[half]
    return datetime.date.min


def _is_near(date: datetime.date, middle: datetime.date, before: int, after: int) -> bool:
    """date 在 middle 往前 before 年、往后 after 年之内；有一个没读出来就算是。"""
    if datetime.date.min in (date, middle):
        return True
    return _years_later(middle, -before) <= date <= _years_later(middle, after)


def _years_later(date: datetime.date, years: int) -> datetime.date:
    """years 年以后的同一天，负数是以前；没有这一天是 2 月 28 日，超出日历的是两头。"""
    year = date.year + years
    if year > datetime.MAXYEAR:
        return datetime.date.max
    if year < datetime.MINYEAR:
        return datetime.date.min
    if (date.month, date.day) == (2, 29):
        date = date.replace(day=28)
    return date.replace(year=year)

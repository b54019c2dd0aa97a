"""从几到几：小的在前；说方案的时段，和 data/periods.yml 里的一样。"""

import re
from collections.abc import Iterator, Sequence

from macros.checks.claims import NUMBER
from macros.checks.prose import blanked
from macros.checks.told import Said
from macros.corpus.chinese import number
from macros.corpus.plan import Plan
from macros.corpus.problem import Problems
from macros.corpus.tasks import Period
from macros.corpus.yaml import Node

_UNIT = "年|个月|日|天|小时|万元|元|周岁|岁"
_BETWEEN = re.compile(
    rf"(?<![\d第])(?P<less>{NUMBER}) ?(?P<unit>{_UNIT})以上"
    rf"，?(?P<more>{NUMBER}) ?(?P=unit)以下"
)
_YEARS = re.compile(r"(?P<first>20\d\d) ?年?(?:[—–~～-]{1,2}|至|到) ?(?P<last>20\d\d) ?年")
_TITLE = re.compile("《[^》]*》")
# 说到这些，几几年到几几年就是方案的时段。
_STAGED = re.compile("推进|时段|分阶段|举措")


def ranges_ascend(plan: Plan, told: Sequence[Said]) -> Problems:
    """几年以上几年以下，前一个小；时段的起止没有写错。"""
    for node, text in told:
        if "以上" in text:
            yield from _reversed(node, text)
        if _STAGED.search(text):
            yield from _strange(plan, node, text)


def _reversed(node: Node, text: str) -> Problems:
    """前一个不小的。"""
    for told in _BETWEEN.finditer(text):
        less = number(told["less"])
        more = number(told["more"])
        if less >= more:
            message = f"“{told[0]}”前一个数不比后一个小"
            help = "对一遍原文，多半写反了"
            start = told.start()
            yield node.problem(message, help, start)


def _strange(plan: Plan, node: Node, text: str) -> Problems:
    """几几年到几几年，和一个时段只差一头的；文件名称里的不算。"""
    text = _TITLE.sub(blanked, text)
    firsts = {period.first for period in plan.periods}
    lasts = {period.last for period in plan.periods}
    for told in _YEARS.finditer(text):
        first = int(told["first"])
        last = int(told["last"])
        start = told.start()
        rest = text.replace(told[0], "")
        if first in firsts and last in lasts:
            continue
        if not _lists_periods(plan, rest):
            continue
        for period in _long(plan):
            same_first = period.first == first
            same_last = period.last == last
            if same_first or same_last:
                message = f"没有 {told[0]}这一时段，推进表里是 {period.printed}"
                help = f"写 {period.first}—{period.last} 年"
                yield node.problem(message, help, start)


def _lists_periods(plan: Plan, text: str) -> bool:
    """还说着别的时段：一句里列着几个，才是在说推进表的时段。"""
    return any(f"{period.first} 年" in text for period in plan.periods)


def _long(plan: Plan) -> Iterator[Period]:
    """不止一年的时段。"""
    for period in plan.periods:
        if period.first < period.last:
            yield period

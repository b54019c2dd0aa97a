"""单位的改名、合并、新设：写全，照先后，接得上原文里的名称。"""

import itertools
from collections.abc import Iterator

from macros.checks.days import is_real_event
from macros.checks.fields import problem_in
from macros.corpus import proof
from macros.corpus.plan import Plan
from macros.corpus.problem import Problems
from macros.corpus.tasks import Reform, Unit


def names_as_printed(plan: Plan) -> Problems:
    """name 是原文的名称：改了名，写在 reforms 里，这里不跟着改。"""
    printed = {line.text for line in proof.lines(plan)}
    for unit in plan.units:
        if not unit.name or proof.normalized(unit.name) in printed:
            continue
        for name in unit.known_as:
            if proof.normalized(name) in printed:
                message = f"原文里的名称是{name}"
                help = f"写回{name}；现在的名称写在 reforms 里就够了"
                yield problem_in(unit, "name", message, help)
                break


def reforms_once(plan: Plan) -> Problems:
    """一次变动只写一遍。"""
    for unit in plan.units:
        seen: set[Reform] = set()
        for reform in unit.reforms:
            if reform in seen:
                yield reform.place.problem("和前面的一条相同", "删掉一条")
            seen.add(reform)


def reforms_whole(plan: Plan) -> Problems:
    """改名、合并的写明从前叫什么，新设的不写。"""
    for reform in _every(plan):
        if reform.how == "added":
            if reform.was:
                yield problem_in(reform, "was", "新设的没有从前的名称", "删掉 was，或改对 how")
        elif reform.how and not reform.was and "was" not in reform.place.entries:
            yield problem_in(reform, "how", "没有写从前叫什么", "补上“was: …”")
        elif reform.was and reform.was == reform.now:
            yield problem_in(reform, "now", "和从前的名称一样", "改对名称，或删掉这一条")


def reforms_ordered(plan: Plan) -> Problems:
    """照先后写，日子真有这一天。"""
    for unit in plan.units:
        for reform in unit.reforms:
            if reform.date and not is_real_event(reform.date):
                message = f"没有 {reform.date} 这一天"
                yield problem_in(reform, "date", message, "查日历，改对日期")
        for one, other in itertools.pairwise(unit.reforms):
            if other.date and other.date < one.date:
                message = f"{other.date} 早于前一条的 {one.date}"
                yield problem_in(other, "date", message, "照先后排")


def reforms_joined(plan: Plan) -> Problems:
    """一条接一条，接得上原文里的名称：接不上的，多半写在了别的单位里，或打错了字。"""
    for unit in plan.units:
        known = _joined(unit)
        for reform in unit.reforms:
            if unit.name and reform.now and not known.intersection(_names(reform)):
                message = f"和{unit.name}接不上"
                help = f"was、now 里要有一个是{unit.name}，或是别的几条里它的名称"
                yield problem_in(reform, "now", message, help)


def _joined(unit: Unit) -> set[str]:
    """从原文里的名称，一条一条接得到的各个名称。"""
    known = {unit.name}
    waiting = list(unit.reforms)
    while True:
        found = [reform for reform in waiting if known.intersection(_names(reform))]
        if not found:
            return known
        for reform in found:
            known.update(_names(reform))
            waiting.remove(reform)


def _names(reform: Reform) -> set[str]:
    return {name for name in (reform.was, reform.now) if name}


def _every(plan: Plan) -> Iterator[Reform]:
    for unit in plan.units:
        yield from unit.reforms


REFORM_RULES = (reforms_once, reforms_whole, reforms_ordered, reforms_joined)

"""单位的页上说哪几次改名、合并、新设。"""

import functools
from collections import defaultdict
from collections.abc import Mapping

from macros.corpus.plan import Plan
from macros.corpus.reader import frozen
from macros.corpus.tasks import Reform, Unit


def reforms_of(plan: Plan, unit: Unit) -> list[Reform]:
    """一个单位自己的，连同并入它的，照先后。"""
    joined = _joined(plan)
    rows = [*unit.reforms, *joined.get(unit.name, ())]
    rows += joined.get(unit.today, ())
    return sorted(dict.fromkeys(rows), key=lambda reform: reform.date)


@functools.lru_cache(maxsize=2)
def _joined(plan: Plan) -> Mapping[str, list[Reform]]:
    """单位的名称 → 并入它的。"""
    joined = defaultdict[str, list[Reform]](list)
    for unit in plan.units:
        for reform in unit.reforms:
            if reform.how == "merged":
                joined[reform.now].append(reform)
    return frozen(joined)

"""说推进表一共有几个单位、几项重点任务的，和推进表一样。"""

import re
from collections.abc import Sequence

from macros.checks.claims import NUMBER
from macros.checks.told import Said
from macros.corpus.chinese import number
from macros.corpus.plan import Plan
from macros.corpus.problem import Problems

# “推进表里有 5 个单位写到宣传”说的不是一共有几个。
_COUNTED = re.compile(
    r"(?:推进表|附件)(?:：|一?共有?|列出了?|列着|包括)"
    rf" ?(?P<count>{NUMBER}) ?(?P<kind>个单位|项重点任务)(?=[的，。；、]|$)"
)


def table_counted(plan: Plan, told: Sequence[Said]) -> Problems:
    """紧跟着“推进表”“附件”说的，就是一共有几个。"""
    counts = {
        "个单位": len(plan.units),
        "项重点任务": len(list(plan.tasks)),
    }
    for node, text in told:
        for found in _COUNTED.finditer(text):
            count = counts[found["kind"]]
            if number(found["count"]) == count:
                continue
            message = f"说的是 {found['count']} {found['kind']}，推进表里有 {count} 个"
            start = found.start("count")
            yield node.problem(message, f"写 {count}", start)

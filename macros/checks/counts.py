"""说推进表、公文里有几个的，和那里一样。"""

import re
from collections.abc import Sequence

from macros.checks.claims import NUMBER
from macros.checks.told import Said
from macros.corpus import proof
from macros.corpus.chinese import number
from macros.corpus.plan import Plan
from macros.corpus.problem import Problems

# “推进表里有 5 个单位写到宣传”说的不是一共有几个。
_COUNTED = re.compile(
    r"(?:推进表|附件)(?:：|一?共有?|列出了?|列着|包括)"
    rf" ?(?P<count>{NUMBER}) ?(?P<kind>个单位|项重点任务)(?=[的，。；、]|$)"
)

# 公文里的“成员单位34个”：四个字的才分得清说的是什么。
_PRINTED = re.compile(r"(?P<kind>[\u4e00-\u9fff]{4})(?P<count>\d+)个")


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


def counted_as_printed(plan: Plan, told: Sequence[Said]) -> Problems:
    """公文里写明几个的，别处说到也是几个。"""
    for kind, printed in _printed(plan).items():
        told_so = re.compile(
            rf"{kind}(?:一?共?有)? ?(?P<after>\d+) ?个|(?<!\d)(?P<before>\d+) ?个{kind}"
        )
        for node, text in told:
            if kind not in text:
                continue
            for found in told_so.finditer(text):
                count = found["after"] or found["before"]
                if count == printed:
                    continue
                message = f"说的是{kind} {count} 个，公文里是 {printed} 个"
                yield node.problem(message, f"写 {printed}", found.start())


def _printed(plan: Plan) -> dict[str, str]:
    """公文里数过的：是什么，几个。"""
    counted: dict[str, str] = {}
    for passage in proof.printed_passages(plan):
        for found in _PRINTED.finditer(passage.text):
            counted[found["kind"]] = found["count"]
    return counted

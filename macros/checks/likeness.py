"""两段话像不像：有几个相连的两个汉字，两段里都有。"""

import functools
import re
from collections.abc import Set

_RUN = re.compile(r"[\u4e00-\u9fff]{2,}")


@functools.lru_cache(maxsize=8192)
def couples(text: str) -> frozenset[str]:
    """一段话里相连的两个汉字；隔着标点、数字的不算相连。"""
    found: set[str] = set()
    for run in _RUN.findall(text):
        shifted = run[1:]
        found.update(map("".join, zip(run, shifted, strict=False)))
    return frozenset(found)


def far_nearer(other: int, own: int, more: int) -> bool:
    """和另一段共有的，比和自己这一段的两倍还多 more 个：多半是写串了。"""
    return other >= 2 * own + more


def shared(one: Set[str], other: Set[str]) -> int:
    """两段话共有几个。"""
    return len(one & other)

"""整个计划排得进一页，还是要分开：一页太大，手机上打不开，也不会有人从头看到尾。"""

import functools
from collections.abc import Sequence

from macros.corpus.addresses import TABLE
from macros.corpus.comparison import ComparedPassage
from macros.corpus.plan import Plan
from macros.corpus.tasks import Entry

# 装着整个计划的一页最多多少字节，不压缩。
LIMIT = 300_000

# 一项任务、一条举措在页上，除原文以外的标签、链接、归类有多少字节；按年度的页最多，照它算。
_MARKUP = 500

# 两稿对照分开时，有差别的段前后各留几段。
_NEAR = 40


@functools.lru_cache(maxsize=2)
def divided(plan: Plan) -> bool:
    """整个计划排成一页会超过 LIMIT：列着全部任务和举措的页改成列出各单位，链到各单位自己的页。

    照原文的字数估，不排出来量：排出来再丢掉，计划越大越白费。
    """
    size = 0
    rows: list[Entry] = list(plan.tasks)
    rows += plan.measures
    for row in rows:
        size += len(row.text.encode()) + _MARKUP
    return size > LIMIT


def relocated(plan: Plan, url: str) -> bool:
    """url 这一页分开了，从前在这一页的各条，现在在各单位的页上。"""
    return divided(plan) and (url == TABLE or url.startswith("years/"))


def near_differences(changes: Sequence[ComparedPassage]) -> list[ComparedPassage]:
    """有差别的段，和它们前后的几段。"""
    kept: dict[int, ComparedPassage] = {}
    for place, change in enumerate(changes):
        if change.kind != "same":
            first = max(place - _NEAR, 0)
            around = changes[first : place + _NEAR + 1]
            kept |= {near.order: near for near in around}
    return list(kept.values())

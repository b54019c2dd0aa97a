"""拐卖、收买、聚众阻碍解救，各判几年：说的是哪一样，刑期就是哪一条的，不能串。"""

import re
import types
from collections.abc import Sequence

from macros.checks.claims import Claim, claims_of
from macros.checks.told import Said
from macros.corpus.plan import Plan
from macros.corpus.problem import Problems

_TERM = "刑期"
# 《刑法》的条号，和人怎样说那一样事。
_ARTICLES = types.MappingProxyType(
    {"sold": "第二百四十条", "bought": "第二百四十一条", "blocked": "第二百四十二条"}
)
_CRIME = re.compile(
    r"(?P<bought>收买|花钱买|买(?=媳妇|老婆|孩子|小孩|她))"
    r"|(?P<sold>(?<!被)拐卖|拐(?=的人)|(?<!买)卖(?=人|孩子|媳妇))"
    r"|(?P<blocked>聚众|带头)"
    r"|(?P<other>[\u4e00-\u9fff]{2}(?<!犯)罪)"
)


def terms_not_swapped(plan: Plan, told: Sequence[Said]) -> Problems:
    """一句话里的刑期，是前面刚说到的那一样的。"""
    known = _known(plan)
    for node, text in told:
        for claim in claims_of(_TERM, text):
            crime = _named(text, claim)
            terms = known.get(crime, {})
            if not terms or claim.value in terms:
                continue
            right = "、".join(f"{term} 年" for term in terms)
            message = f"刑期和别的罪串了：{_ARTICLES[crime]}的是 {right}"
            yield node.problem(message, "照事实里那一条的刑期写", claim.start)


def _named(text: str, claim: Claim) -> str:
    """一处刑期前面最近说到的是哪一样；说的是别的罪，或者没有说，是空的。"""
    crime = ""
    for found in _CRIME.finditer(text, 0, claim.start):
        crime = found.lastgroup or ""
    return crime


def _known(plan: Plan) -> dict[str, dict[str, None]]:
    """各样事的刑期，照事实里的先后。"""
    known: dict[str, dict[str, None]] = {}
    for crime, article in _ARTICLES.items():
        terms = known.setdefault(crime, {})
        for fact in plan.facts:
            if fact.article != article or fact.name != "刑法":
                continue
            for claim in claims_of(_TERM, "\n".join(fact.detail)):
                terms[claim.value] = None
    return known

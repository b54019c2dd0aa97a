"""条号和后面的话是一条的：《某法》第几条：……，说的像同一部法的另一条，是条号抄错了。"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from macros.checks.claims import ARTICLE, article_name
from macros.checks.likeness import couples, far_nearer, shared
from macros.checks.told import Said
from macros.corpus.plan import Plan
from macros.corpus.problem import Problems

_ONE = ARTICLE.pattern
_CITED = re.compile(
    rf"《(?P<law>[^》]+)》(?P<articles>{_ONE}(?:、{_ONE})*)(?:：|规定[：，]?)(?P<words>[^。《]+)"
)
_COUNTRY = "中华人民共和国"
# 只有另一条才有的字，要比只有这一条才有的两倍还多几个。
_MORE = 4

# 一部法：条号 → 那一条里的字。
_Law = Mapping[str, frozenset[str]]


def articles_about_it(plan: Plan, told: Sequence[Said]) -> Problems:
    """条号抄成了同一部法的另一条。"""
    laws = _laws(plan)
    for node, text in told:
        if "条" not in text or "《" not in text:
            continue
        for cited in _CITED.finditer(text):
            law = laws.get(cited["law"].removeprefix(_COUNTRY), {})
            right = _right(law, cited)
            if right:
                message = f"后面的话说的像是{right}，写的是{cited['articles']}"
                yield node.problem(message, "看看原文是哪一条", cited.start("articles"))


def _laws(plan: Plan) -> Mapping[str, dict[str, frozenset[str]]]:
    """各部法：条号，那一条的各条事实里的字。"""
    laws = defaultdict[str, dict[str, frozenset[str]]](dict)
    for fact in plan.facts:
        if not fact.article:
            continue
        name = article_name(fact.article)
        words = couples("\n".join([fact.says, *fact.detail]))
        law = laws[fact.name]
        law[name] = words | law.get(name, frozenset())
    return laws


def _right(law: _Law, cited: re.Match[str]) -> str:
    """像得多的是哪一条；没有是空的，一条也不认得的也是。两条都有的字看不出是哪一条，不算。"""
    written = {article_name(one) for one in ARTICLE.findall(cited["articles"])}
    known = [law[one] for one in written if one in law]
    if not known:
        return ""
    own = frozenset[str]().union(*known)
    about, *_ = ARTICLE.split(cited["words"])  # 后面再说到的一条，是那一条的话
    words = couples(about)
    nearest = max(law, key=lambda article: shared(words, law[article]))
    other = law[nearest]
    if far_nearer(shared(words, other - own), shared(words, own - other), _MORE):
        return nearest
    return ""

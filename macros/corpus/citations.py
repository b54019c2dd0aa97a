"""几条事实的出处，并成一部法一行。"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from macros.corpus.chinese import number
from macros.corpus.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """一部法或一份文件里依据的各条，如《刑法》第二百四十条、第二百四十二条。

    since 是从什么时候起施行，没有的空着；seen 是编者见到的是原文还是节选。
    """

    name: str
    since: str
    seen: str
    articles: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """写出来的样子。"""
        return self.name + "、".join(self.articles)


def citations(facts: Iterable[Fact]) -> list[Citation]:
    """几条事实的出处：法律在前；同一部法、同时施行的几条写在一起，同一部法的挨着。"""
    found: dict[Citation, dict[str, None]] = {}
    for fact in facts:
        name = fact.cited.removesuffix(fact.article or "")
        citation = Citation(name=name, since=fact.since or "", seen=fact.seen)
        articles = found.setdefault(citation, {})
        if fact.article:
            articles[fact.article] = None
    names = list(dict.fromkeys(citation.name for citation in found))
    made = []
    for citation, articles in found.items():
        ordered = sorted(articles, key=_place)
        whole = replace(citation, articles=tuple(ordered))
        made.append(whole)

    def order(one: Citation) -> tuple[bool, int]:
        return not one.articles, names.index(one.name)

    return sorted(made, key=order)


def _place(article: str) -> int:
    """一条排在第几：第二十条在第三条后面；不是这样写的排在前面，照原来的先后。"""
    numbered = re.match(r"第([一二三四五六七八九十百千零\d]+)条", article)
    if numbered:
        return number(numbered[1])
    return 0

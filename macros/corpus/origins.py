"""几个来源：一份计划的公文从几个网页、几份文件抓来，核对时一个来源一个来源地看。"""

import functools
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Concatenate, ParamSpec

from macros.corpus.documents import Source
from macros.corpus.plan import Plan
from macros.corpus.problem import Problem, Problems

P = ParamSpec("P")


@functools.lru_cache(maxsize=2)
def each_origin(plan: Plan) -> tuple[Plan, ...]:
    """一个来源一份计划，别的都一样，主要的在前；只有一个来源的，就是它自己。"""
    if not plan.added_sources:
        return (plan,)
    return tuple(replace(plan, source=one, added_sources={}) for one in every_source(plan))


def every_source(plan: Plan) -> tuple[Source, ...]:
    """全部来源：方案所在的在前，别的照文件名。"""
    return (plan.source, *plan.added_sources.values())


@functools.lru_cache(maxsize=2)
def listed_documents(plan: Plan) -> tuple[str, ...]:
    """各来源里列着的公文，照来源和列着的先后；列了两遍的写两遍。"""
    listed: list[str] = []
    for source in every_source(plan):
        listed += source.documents
    return tuple(listed)


def source_of(plan: Plan, document: str) -> Source:
    """一篇公文从哪里来；没有列着的，当作方案所在的。"""
    for source in plan.added_sources.values():
        if document in source.documents:
            return source
    return plan.source


def from_each(
    look: Callable[Concatenate[Plan, P], Iterator[Problem]],
) -> Callable[Concatenate[Plan, P], Problems]:
    """一个来源一个来源地看的规则。"""

    @functools.wraps(look)
    def looked(plan: Plan, /, *others: P.args, **more: P.kwargs) -> Problems:
        for one in each_origin(plan):
            yield from look(one, *others, **more)

    return looked

"""同一种记录的两条，话一字不差：多半是抄来一条，忘了改。报在话和自己的名字不像的那一条。"""

from collections.abc import Iterable, Iterator
from typing import Any

from macros.checks.fields import Placed, problem_in
from macros.checks.likeness import couples, shared
from macros.corpus.plan import Plan
from macros.corpus.problem import Problems

# 太短的，本来就可能一样。
_SHORTEST = 6


def sentences_apart(plan: Plan) -> Problems:
    """各种记录里说给读者听的那一句。"""
    yield from _apart(plan.hotlines, "use", "name")
    sourced = [fact for fact in plan.facts if not fact.basis]  # 得出的可以照说一遍
    yield from _apart(sourced, "says", "article")
    yield from _apart(plan.terms, "means", "term")
    yield from _apart(plan.answers, "answer", "question")
    yield from _apart(plan.calendar, "says", "name")
    yield from _apart(plan.procedures, "brief", "title")
    yield from _apart(_steps(plan), "text", "title")


def _steps(plan: Plan) -> Iterator[Placed]:
    for procedure in plan.procedures:
        yield from procedure.steps


def _apart(rows: Iterable[Placed], field: str, name: str) -> Problems:
    """field 一样的两条；name 是它们各自的名字。"""
    first: dict[str, Any] = {}
    for row in rows:
        text = getattr(row, field)
        if len(text) < _SHORTEST:
            continue
        other = first.setdefault(text, row)
        if getattr(other, name) == getattr(row, name):  # 整条抄重了的，别的规则说
            continue
        wrong, right = other, row
        if fit(text, getattr(other, name) or "") >= fit(text, getattr(row, name) or ""):
            wrong, right = row, other
        message = f"和第 {right.place.line} 行那一条的话一字不差"
        yield problem_in(wrong, field, message, "抄来的，改成这一条自己的")


def fit(text: str, own: str) -> int:
    """一句话和自己的名字、正文共有几个字。"""
    return shared(couples(text), couples(own))

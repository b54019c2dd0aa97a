"""资料里说“见第几节”的，那一节说的就是它。"""

import re
from collections.abc import Sequence

from macros.checks.likeness import couples, shared
from macros.checks.told import Said
from macros.corpus.chinese import number
from macros.corpus.plan import Plan
from macros.corpus.problem import Problems

_HEADING = re.compile(r"^## +(?P<number>[一二三四五六七八九十]+)、(?P<title>[^{\n]*)", re.MULTILINE)
_SEEN = re.compile(
    r"(?P<before>[^。；|]*)[见照按在](?:本(?:方案|教案|资料))?第(?P<number>[一二三四五六七八九十]+)节(?!课)"
)
_OTHERS = re.compile("提纲|《")
# 共有几个，才看得出说的是哪一节。
_FEWEST = 2


def sections_as_told(plan: Plan, told: Sequence[Said]) -> Problems:
    """那一节有，标题和说的事也不是另一节的。"""
    bodies = {piece.path: piece.body for piece in plan.pieces}
    for node, text in told:
        if "节" not in text or node.path not in bodies:
            continue
        for seen in _SEEN.finditer(text):
            titles = _titles(bodies[node.path])
            message = _mistaken(titles, seen)
            if message:
                yield node.problem(message, "看看在第几节", seen.start("number") - 1)


def _titles(body: str) -> dict[int, str]:
    return {number(found["number"]): found["title"] for found in _HEADING.finditer(body)}


def _mistaken(titles: dict[int, str], seen: re.Match[str]) -> str:
    """错在哪里；没有错，或者没有分节，或者说的是别的资料，是空的。"""
    which = number(seen["number"])
    if not titles or _OTHERS.search(seen["before"]):
        return ""
    if which not in titles:
        return f"没有第{seen['number']}节，一共 {len(titles)} 节"
    right = _right(titles, which, seen["before"])
    if not right:
        return ""
    return f"写的是第{seen['number']}节，说的像第 {right} 节：{titles[right].strip()}"


def _right(titles: dict[int, str], which: int, before: str) -> int:
    """说的像哪一节；就是那一节，或者看不出，是 0。"""
    words = couples(before)
    alike = {other: shared(words, couples(title)) for other, title in titles.items()}
    nearest = max(alike, key=lambda other: alike[other])
    if alike[which] or alike[nearest] < _FEWEST:
        return 0
    return nearest

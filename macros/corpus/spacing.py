"""原网页里的空格：章、节、条的编号后面、章名中间的，照印。"""

from collections.abc import Set
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class OddGap:
    """和原网页不同的一处空格：在第几个字，前面是什么，是多出的还是少了的。"""

    offset: int
    before: str
    extra: bool


def gaps_in(text: str) -> frozenset[int]:
    """哪几个字的前面是空白：不算空白，第几个字；开头的不算。"""
    gaps = set()
    count = 0
    is_gap = False
    for character in text:
        if character.isspace():
            is_gap = True
            continue
        if is_gap and count:
            gaps.add(count)
        is_gap = False
        count += 1
    return frozenset(gaps)


def first_different(text: str, wanted: Set[int]) -> OddGap | None:
    """text 里的空格和 wanted（哪几个字的前面有空白）不同的第一处；都相同是 None。"""
    ours = gaps_in(text)
    different = sorted(ours ^ wanted)
    if not different:
        return None
    count = different[0]
    letters = [n for n, character in enumerate(text) if not character.isspace()]
    before = "".join(text.split())[:count]
    extra = count in ours
    offset = letters[count]
    if extra:
        offset = letters[count - 1] + 1
    return OddGap(offset=offset, before=before, extra=extra)

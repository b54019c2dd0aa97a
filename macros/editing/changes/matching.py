"""两列记录里哪条对哪条，哪些只是换了先后。"""

import difflib
import operator
from bisect import bisect_left, bisect_right
from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from typing import Any

# 认像不像时，只看位置最近的这么多条：改得再多，用时也只跟着条数长。
_NEAREST = 30
_ALIKE = 0.5


# 由一条记录得出一段字；一种记录，和由它得出的字。
Text = Callable[[Any], str]
Content = tuple[type, str]


def content_of(record: Any, text: Text) -> Content:
    """比是不是同一条用的。"""
    return type(record), text(record)


class Matching:
    """两列记录的配对：matched 是旧的第几条 → 新的第几条，从 0 数。"""

    def __init__(self, old: Sequence[Any], new: Sequence[Any]) -> None:
        self._old = old
        self._new = new
        self._taken: set[int] = set()
        self.matched: dict[int, int] = {}

    def pair_equal(self, key: Text) -> None:
        """key 相同的对上，重复的照先后对；key 是空的不算。"""
        waiting = defaultdict[Content, deque[int]](deque)
        for j in self.unmatched_new():
            content = content_of(self._new[j], key)
            waiting[content].append(j)
        for i in self.unmatched_old():
            content = content_of(self._old[i], key)
            same = waiting[content]
            if same and content[1]:
                self._pair(i, same.popleft())

    def pair_alike(self, text: Text) -> None:
        """剩下的，文字有一半相同就对上，最像的先对。"""
        scores: list[tuple[float, int, int, int]] = []
        unmatched = self.unmatched_new()
        for i in self.unmatched_old():
            for j in _nearest(unmatched, i):
                score = _likeness(self._old[i], self._new[j], text)
                distance = abs(i - j)
                scores.append((-score, distance, i, j))
        for score, _, i, j in sorted(scores):
            is_free = i not in self.matched and j not in self._taken
            if is_free and -score >= _ALIKE:
                self._pair(i, j)

    def unmatched_old(self) -> list[int]:
        """旧的里没有对上的。"""
        every = range(len(self._old))
        return [i for i in every if i not in self.matched]

    def unmatched_new(self) -> list[int]:
        """新的里没有对上的。"""
        every = range(len(self._new))
        return [j for j in every if j not in self._taken]

    def _pair(self, i: int, j: int) -> None:
        self.matched[i] = j
        self._taken.add(j)


def _nearest(positions: Sequence[int], position: int) -> Sequence[int]:
    """从小到大的 positions 里，离 position 最近的几个。"""
    middle = bisect_left(positions, position)
    first = max(0, middle - _NEAREST)
    return positions[first : middle + _NEAREST]


def _likeness(old: Any, new: Any, text: Text) -> float:
    """两条有多像，0 到 1；不是一种记录的不像。"""
    if type(old) is not type(new):
        return 0
    matcher = difflib.SequenceMatcher(None, text(old), text(new), autojunk=False)
    return matcher.ratio()


def in_order(positions: Sequence[int]) -> set[int]:
    """positions 里最长的递增的一串，一样长的取靠前的：先后没变的就是它们。

    piles[n] 里是能排在第 n 位的，先来的大；前一位取前一堆里最先来的、比它小的。
    """
    piles: list[list[int]] = []
    smallest: list[int] = []
    previous: dict[int, int] = {}
    for position in positions:
        n = bisect_left(smallest, position)
        if n == len(piles):
            piles.append([])
            smallest.append(position)
        piles[n].append(position)
        smallest[n] = position
        if n > 0:
            pile = piles[n - 1]
            before = bisect_right(pile, -position, key=operator.neg)
            previous[position] = pile[before]
    chain: set[int] = set()
    last = piles[-1][0] if piles else None
    while last is not None:
        chain.add(last)
        last = previous.get(last)
    return chain

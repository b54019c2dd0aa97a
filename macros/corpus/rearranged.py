"""逐字核对的一种结果：字一个不差，只是两段换了位置，一段拆成了两段，或两段并成了一段。

这样的错，一段一段地比会说成好几处“缺少”“多了”；看出来的，一处只说一句。
"""

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from macros.corpus import proof
from macros.corpus.plan import Plan
from macros.corpus.problem import Problem
from macros.corpus.tasks import Entry

_ORDINAL = re.compile(r"(?:\d+\.)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Texts:
    """要比的两边：数据里的各段和它们的字，原网页的各段。"""

    ours: Sequence[proof.Passage]
    texts: Sequence[str]
    theirs: Sequence[proof.Line]


def rearranged(plan: Plan) -> list[Problem]:
    """只是排法不同的各处；还有别的不同，或者没有不同，是空的。"""
    ours = proof.printed_passages(plan)
    both = _Texts(
        ours=ours,
        texts=[proof.normalized(passage.text) for passage in ours],
        theirs=proof.lines(plan),
    )
    found = _swapped(both)
    if not found:
        found = _resplit(both)
    told: dict[tuple[str, int], Problem] = {}
    for problem in found:
        told.setdefault(problem.row, problem)  # 征求意见稿照抄印发稿，一处只说一次
    return list(told.values())


def _swapped(both: _Texts) -> list[Problem]:
    """两段换了位置：别的各段都一样，这两段的字正好对调。"""
    if len(both.texts) != len(both.theirs):
        return []
    wrong: dict[tuple[str, int], int] = {}
    for n, line in enumerate(both.theirs):
        if both.texts[n] != line.text:
            node = both.ours[n].row.place
            place = (node.path, node.line)
            wrong.setdefault(place, n)
    if len(wrong) != 2:
        return []
    one, other = wrong.values()
    if not _is_swap(both, one, other):
        return []
    first = proof.place_of(both.ours[one])
    second = proof.place_of(both.ours[other])
    if first.path != second.path:
        return _misplaced(both, one, other)
    message = f"和第 {second.line} 行的换了位置"
    return [first.problem(message, "照原网页的先后，把两处的字换回来")]


def _is_swap(both: _Texts, one: int, other: int) -> bool:
    """两段的字正好对调；序号跟着位置的，只看序号后面的字。"""
    for mine, theirs in ((one, other), (other, one)):
        line = both.theirs[theirs].text
        if both.texts[mine] == line:
            continue
        row = both.ours[mine].row
        if not isinstance(row, Entry):
            return False
        text = proof.normalized(row.text)
        if not line.endswith(text) or not _ORDINAL.fullmatch(line.removesuffix(text)):
            return False
    return True


def _misplaced(both: _Texts, one: int, other: int) -> list[Problem]:
    """征求意见稿多出的一段，插错了位置。"""
    for n in (one, other):
        place = both.ours[n].row.place
        if "before" in place.entries:
            message = "这一段插的位置和原网页不同"
            return [place.of("before").problem(message, "照原网页，写它后面那一段的 id")]
    return []


def _resplit(both: _Texts) -> list[Problem]:
    """一段拆成了两段、两段并成了一段的各处；有别的不同是空的。"""
    found: list[Problem] = []
    ours = deque(zip(both.ours, both.texts, strict=True))
    theirs = deque(both.theirs)
    while ours and theirs:
        passage, mine = ours.popleft()
        line = theirs.popleft()
        if mine == line.text:
            continue
        if ours and mine + ours[0][1] == line.text:
            passage, _ = ours.popleft()
            found.append(_split(passage, line))
        elif theirs and mine == line.text + theirs[0].text:
            line = theirs.popleft()
            found.append(_merged(passage, line))
        else:
            return []
    if ours or theirs:
        return []
    return found


def _split(passage: proof.Passage, line: proof.Line) -> Problem:
    """原网页的一段，后一半在这里另立了一段。"""
    place = proof.place_of(passage)
    message = f"这是原网页第 {line.number} 行的后一半，不是另一段"
    help = "接回前一段的末尾，删掉多出的一条"
    return place.problem(message, help)


def _merged(passage: proof.Passage, line: proof.Line) -> Problem:
    """原网页的两段在这里并成了一段。"""
    place = proof.place_of(passage)
    message = f"两段并成了一段，原网页第 {line.number} 行另起一段"
    return place.problem(message, "照原网页分成两条")

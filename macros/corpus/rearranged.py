"""逐字核对的一种结果：字一个不差，只是两段换了位置，一段拆成了两段，或两段并成了一段。

这样的错，一段一段地比会说成好几处“缺少”“多了”；看出来的，一处只说一句。
"""

import re
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass

from macros.corpus import proof
from macros.corpus.origins import each_origin
from macros.corpus.plan import Plan
from macros.corpus.problem import Problem
from macros.corpus.yaml import Node

_ORDINAL = re.compile(r"^\d+\.")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Texts:
    """要比的两边：数据里的各段和它们的字，原网页的各段。"""

    ours: Sequence[proof.Passage]
    texts: Sequence[str]
    theirs: Sequence[proof.Line]


def rearranged(plan: Plan) -> list[Problem]:
    """只是排法不同的各处；还有别的不同，或者没有不同，是空的。"""
    found: list[Problem] = []
    for one in each_origin(plan):
        found += _of_origin(one)
    return found


def _of_origin(plan: Plan) -> list[Problem]:
    """一个来源里的。"""
    ours = proof.printed_passages(plan)
    both = _Texts(
        ours=ours,
        texts=[proof.normalized(passage.text) for passage in ours],
        theirs=proof.lines(plan),
    )
    if both.texts == [line.text for line in both.theirs]:
        return []
    for look in (_reordered, _exchanged, _resplit):
        found = look(plan, both)
        if found:
            return _once(found)
    return []


def _once(found: Sequence[Problem]) -> list[Problem]:
    """征求意见稿照抄印发稿，一处只说一次。"""
    told: dict[tuple[str, int], Problem] = {}
    for problem in found:
        told.setdefault(problem.row, problem)
    return list(told.values())


def _reordered(plan: Plan, both: _Texts) -> list[Problem]:
    """各篇的字都对，SOURCE.yml 里的先后不对。"""
    written = [name for name in plan.source.documents if name in plan.documents]
    printed = _as_printed(both, written)
    for n, (name, right) in enumerate(zip(written, printed, strict=False)):
        if name == right:
            continue
        message = f"各篇的先后和原网页不同：这里该是 {right}，写的是 {name}"
        node = plan.source.place.of("documents", n)
        return [node.problem(message, "照原网页的先后排；抄重、换错了的改回来")]
    return []


def _as_printed(both: _Texts, names: Sequence[str]) -> list[str]:
    """各篇在原网页里的先后；有一篇对不上就是空的。"""
    parts = defaultdict[str, list[str]](list)
    for passage, text in zip(both.ours, both.texts, strict=True):
        parts[passage.document].append(text)
    lines = [line.text for line in both.theirs]
    printed: list[str] = []
    while lines:
        for name in names:
            count = len(parts[name])
            if name not in printed and parts[name] == lines[:count]:
                printed.append(name)
                lines = lines[count:]
                break
        else:
            return []
    return printed


def _exchanged(_plan: Plan, both: _Texts) -> list[Problem]:
    """两段换了位置，或一段挪了位置：别的各段都一样。序号跟着位置走的也算。"""
    if len(both.texts) != len(both.theirs):
        return []
    spots = _wrong_spots(both)
    if len(spots) < 2:
        return []
    left = [_bare(both.texts[n]) for n in spots]
    right = [_bare(both.theirs[n].text) for n in spots]
    first, last = spots[0], spots[-1]
    forward = _turned(left, 1)
    backward = _turned(left, -1)
    if forward == backward == right:  # 只有两段
        return [_swapped(both, first, last)]
    if forward == right:
        return [_moved(both, first, last)]
    if backward == right:
        return [_moved(both, last, first)]
    return []


def _wrong_spots(both: _Texts) -> list[int]:
    """和原网页不同的是第几段；序号不看，征求意见稿照抄的不算。"""
    wrong: dict[tuple[str, int], int] = {}
    for n, line in enumerate(both.theirs):
        if _bare(both.texts[n]) == _bare(line.text):
            continue
        place = proof.place_of(both.ours[n])
        wrong.setdefault((place.path, place.line), n)
    return list(wrong.values())


def _bare(text: str) -> str:
    """去掉开头的序号。"""
    return _ORDINAL.sub("", text)


def _turned(texts: list[str], steps: int) -> list[str]:
    """头几个挪到末尾；steps 是负的，末尾几个挪到开头。"""
    return texts[steps:] + texts[:steps]


def _swapped(both: _Texts, one: int, other: int) -> Problem:
    """两段的字正好对调；有一段是征求意见稿多出的，是插错了位置。"""
    for n in (one, other):
        place = both.ours[n].row.place
        if "before" in place.entries:
            message = "这一段插的位置和原网页不同"
            return place.of("before").problem(message, "照原网页，写它后面那一段的 id")
    first = proof.place_of(both.ours[one])
    second = proof.place_of(both.ours[other])
    message = f"和{_where(second, first.path)}的换了位置"
    return first.problem(message, "照原网页的先后，把两处的字换回来")


def _moved(both: _Texts, at: int, wanted: int) -> Problem:
    """一段的字都对，位置不对：该在 wanted 那一段的位置。"""
    here = proof.place_of(both.ours[at])
    there = proof.place_of(both.ours[wanted])
    side = "后面" if wanted > at else "前面"
    message = f"这一段挪了位置，原网页里在{_where(there, here.path)}的{side}"
    return here.problem(message, "照原网页的先后挪回去，序号也照原表")


def _where(node: Node, path: str) -> str:
    """从 path 说起，node 在哪里。"""
    if node.path == path:
        return f"第 {node.line} 行"
    return f" {node.path} 第 {node.line} 行"


def _resplit(_plan: Plan, both: _Texts) -> list[Problem]:
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

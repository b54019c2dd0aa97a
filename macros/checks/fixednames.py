"""固定的名称和法律的说法，只差一个字的，是打错了：人身安全保护令打成了人生安全保护令。"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from macros.checks.told import Said
from macros.corpus import proof
from macros.corpus.chinese import readings, sounds_near
from macros.corpus.plan import Plan
from macros.corpus.problem import Problems

_FACTS = "data/facts.yml"
_END = 3
# 名称至少几个字；差的那个字不同音的，要长一些，还要在中间，才看得出是打错。
_SHORTEST = 5
_LONG = 6
_HAN = re.compile(r"[\u4e00-\u9fff]+")
# 好几条事实里都有的几个字，当作法律的说法；带着数的、虚字的不算。
_WORDS = 6
_OFTEN = 3
_LOOSE = re.compile("[〇零一二三四五六七八九十百千万的了和或者以上下不也要就]")


def names_whole(plan: Plan, told: Sequence[Said]) -> Problems:
    """各处的话里只差一个字的；事实写着法律的说法，各有各的，不看。"""
    others = [said for said in told if said[0].path != _FACTS]
    whole = "\n".join(text for _, text in others)
    names = list(_names(plan))
    found = {near: name for name, near in _near(names, whole) if _is_slip(name, near)}
    printed = ""
    if found:
        printed = "".join(passage.text for passage in proof.printed_passages(plan))
        printed += "".join(names)
    for near, name in found.items():
        if near not in printed:
            yield from _told(others, near, name)


def _told(told: Sequence[Said], near: str, name: str) -> Problems:
    for node, text in told:
        start = text.find(near)
        if start >= 0:
            message = f"“{near}”像是“{name}”打错了一个字"
            yield node.problem(message, f"写成“{name}”", start)


def _names(plan: Plan) -> Iterator[str]:
    """名词、单位、热线、日子的名称，和法律的说法。"""
    names: list[str] = []
    for term in plan.terms:
        names += (term.term, *term.also)
    for unit in plan.units:
        names += (unit.name, unit.full_name, *unit.known_as)
    names += [line.name for line in plan.hotlines]
    names += [day.name for day in plan.calendar]
    for name in dict.fromkeys(names):
        if len(name) >= _SHORTEST and _HAN.fullmatch(name):
            yield name
    yield from _phrases(plan)


def _phrases(plan: Plan) -> Iterator[str]:
    """好几条事实里都有的几个字。"""
    times: Counter[str] = Counter()
    for fact in plan.facts:
        runs = _HAN.findall("\n".join([fact.says, *fact.detail]))
        times.update({run[n : n + _WORDS] for run in runs for n in range(len(run) - _WORDS + 1)})
    for phrase, count in times.items():
        if count >= _OFTEN and not _LOOSE.search(phrase):
            yield phrase


def _near(names: Sequence[str], whole: str) -> Iterator[tuple[str, str]]:
    """一个名称，和 whole 里一样长、只差一个字的：开头三个字或者末尾三个字一定一样。"""
    ends = defaultdict[str, list[tuple[str, int]]](list)
    for name in names:
        ends[name[:_END]].append((name, 0))
        ends[name[-_END:]].append((name, len(name) - _END))
    for end, places in ends.items():
        at = whole.find(end)
        while at >= 0:
            for name, offset in places:
                start = max(0, at - offset)
                near = whole[start : start + len(name)]
                if near != name and _differs_once(name, near):
                    yield name, near
            at = whole.find(end, at + 1)


def _differs_once(one: str, other: str) -> bool:
    """一样长，只差一个字。"""
    return len(one) == len(other) and sum(map(str.__ne__, one, other)) == 1


def _is_slip(name: str, near: str) -> bool:
    """差的那个字同音，或者名称长、那个字在中间。"""
    place = list(map(str.__ne__, name, near)).index(True)
    if not _HAN.fullmatch(near[place]):
        return False
    if sounds_near(readings(name[place])[0], readings(near[place])[0]):
        return True
    return len(name) > _LONG and 0 < place < len(name) - 1

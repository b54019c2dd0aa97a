"""热线：写着的号码、几点有人接、收不收短信，所据的那条事实里都有；各处的号码没有打错。"""

import re
import types
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from macros.checks.fields import problem_in
from macros.checks.textfiles import TextFile, text_files
from macros.checks.told import Said
from macros.corpus.chinese import number
from macros.corpus.facts import Fact, Hotline
from macros.corpus.plan import Plan
from macros.corpus.problem import Problem, Problems

_NUMBER = re.compile(r"\+?\d(?:[\d-]*\d)?")
_SHORTEST = 3
# 像一个电话的数，年份不算。
_LINE = re.compile(r"(?<![\d-])\d{3,5}(?![\d-]|年|月|日)")
# 几点、几小时：数，和后面的单位或分。
_HOUR = re.compile(r"(\d+|[一二两三四五六七八九十]+) ?(小时|钟头|点|时|[:：])")
_ALL_DAY = re.compile("全天|昼夜")
_UNITS = {"钟头": "小时", "时": "点", ":": "点", "：": "点"}
_DAY = (24, "小时")
# 分开各件事的标点：一件事打一个电话。
_CLAUSE = re.compile(r"[^，。；：？|]+")
# 往前看几小句。
_NEAR = 2
# 公文的原文照录。
_OFFICIAL = ("data/documents/", "data/units/")
# 像数字的字母：l、I 像 1，O 像 0。
_DIGITS = str.maketrans("lIOo", "1100")
_ALIKE = types.MappingProxyType({"1": "[1lI]", "0": "[0Oo]"})


def numbers_as_in_facts(plan: Plan) -> Problems:
    """热线的号码所据的事实里有：打错了一位，人就打到别处去。

    事实里的号码哪一条热线也不是，是号码错了；别的事实说着这个号码，是指错了事实。
    """
    for line in plan.hotlines:
        fact = plan.fact.get(line.fact)
        if fact is None or not _lacks(fact, line):
            continue
        said = [number for number in _LINE.findall(fact.says) if number not in plan.hotline]
        told = "、".join(dict.fromkeys(said))
        if not said:
            yield from _wrong_fact(plan, line)
        elif line.number in fact.id.split("-"):
            message = f"号码写的是 {told}，id 和 {line.place.path} 里是 {line.number}"
            node = fact.place.of("says")
            help = "看看公布的是哪一个，写成一样的"
            yield node.problem(message, help, fact.says.index(said[0]))
        else:
            message = f"{line.fact} 里没有 {line.number} 这个号码，那里写的是 {told}"
            help = "照那条事实改；号码真的换了，先改事实"
            yield problem_in(line, "number", message, help)


def _wrong_fact(plan: Plan, line: Hotline) -> Problems:
    """说着这个号码的是另一条事实。"""
    for fact in plan.facts:
        if line.number in _numbers(fact.says):
            message = f"{line.fact} 里没有 {line.number} 这个号码，{fact.id} 里有"
            help = f"改成 {fact.id}"
            yield problem_in(line, "fact", message, help)
            return


def other_numbers_as_told(plan: Plan) -> Problems:
    """说明里别的号码，另一条事实里也有，只有这条热线的事实里差一点：是那条事实打错了。"""
    for line in plan.hotlines:
        fact = plan.fact.get(line.fact)
        if fact is None:
            continue
        strange = _numbers(line.use) - _numbers(fact.text)
        if not strange:
            continue
        rest = _numbers("\n".join(other.text for other in plan.facts if other is not fact))
        for right in sorted(strange & rest):
            yield from _mistyped_in(fact, right, rest)


def _mistyped_in(fact: Fact, right: str, rest: set[str]) -> Problems:
    """一条事实里像 right、别处没有的号码；rest 是别处的。"""
    for found in _NUMBER.finditer(fact.says):
        if found[0] not in rest and _is_near(found[0], right):
            message = f"写的是 {found[0]}，热线和别的事实里是 {right}"
            node = fact.place.of("says")
            yield node.problem(message, "看看公布的是哪一个，写成一样的", found.start())


def _is_near(one: str, other: str) -> bool:
    """一样长，只差一位，或者只是几位的次序不同。"""
    if len(one) != len(other):
        return False
    return sum(map(str.__ne__, one, other)) == 1 or sorted(one) == sorted(other)


NUMBERS_RIGHT: tuple[Callable[[Plan], Problems], ...] = (
    numbers_as_in_facts,
    other_numbers_as_told,
)


def hotlines_as_in_facts(plan: Plan) -> Problems:
    """热线的号码、服务时间、短信，说明里的号码，所据的事实里写着：抄错一位，人就打到别处去。"""
    for line in plan.hotlines:
        fact = plan.fact.get(line.fact)
        if fact is None:
            continue
        if _lacks(fact, line):
            message = f"{line.fact} 里没有 {line.number} 这个号码"
            yield problem_in(line, "fact", message, "写说着这个电话的事实的 id")
            continue
        known = fact.text
        yield from _strange_numbers(line, known)
        yield from _strange_hours(line, known)
        if line.sms and "短信" not in known:
            message = f"{line.fact} 里没有说 {line.number} 收短信"
            yield problem_in(line, "sms", message, "删掉这一行；要能打的电话点了会变成发短信")


def _lacks(fact: Fact, line: Hotline) -> bool:
    """一条热线的号码，所据的事实里没有；号码没读出来不算。"""
    return bool(line.number) and line.number not in _numbers(fact.text)


def _numbers(text: str) -> set[str]:
    """一段话里的号码；打得长的，带不带开头的 + 都算。"""
    return set(_NUMBER.findall(text))


def _strange_numbers(line: Hotline, known: str) -> Problems:
    """说明里的号码，事实里没有的。"""
    numbers = _numbers(known)
    for found in _NUMBER.finditer(line.use):
        if len(found[0]) >= _SHORTEST and found[0] not in numbers:
            message = f"“{found[0]}”没有出处：{line.fact} 里没有这个号码"
            node = line.place.of("use")
            yield node.problem(message, "照那条事实改；号码换了，先改事实", found.start())


def _strange_hours(line: Hotline, known: str) -> Problems:
    """服务时间里的几点、几小时，事实里没有的。"""
    if line.hours is None:
        return
    strange = set(_hours(line.hours)) - set(_hours(known))
    if strange:
        message = f"“{line.hours}”没有出处：{line.fact} 里没有写这样的时间"
        yield problem_in(line, "hours", message, "有出处的，先写进那条事实；没有就删掉这一行")


def _hours(text: str) -> Iterator[tuple[int, str]]:
    """一段话里的时间：数和单位；全天就是 24 小时。"""
    for found in _HOUR.finditer(text):
        unit = _UNITS.get(found[2], found[2])
        yield number(found[1]), unit
    if _ALL_DAY.search(text):
        yield _DAY


def numbers_typed(plan: Plan, root: Path) -> Problems:
    """各处的热线号码是数字，中间不空格：夹着像数字的字母，点了拨不出，也搜不到。"""
    patterns = list(_mistyped(plan))
    for file in text_files(root):
        if file.path.startswith(_OFFICIAL):
            continue
        for pattern in patterns:
            for found in pattern.finditer(file.text):
                if not found[0].isdecimal():
                    yield _mistake(file, found)


def _mistyped(plan: Plan) -> Iterator[re.Pattern[str]]:
    """开头的数字相同的热线，各种写法：照写的，夹着字母的，中间空了格的。

    先找头一个字再看它前面，比先看前面快几倍。
    """
    rests = defaultdict[str, list[str]](list)
    for line in plan.hotline:
        form = " ?".join(map(_form, line[1:]))
        rests[line[0]].append(form)
    before = r"(?<![0-9A-Za-z_.:/-].)(?<!\d .)"
    after = r"(?![0-9A-Za-z_:/-])(?!\.\d| \d)"
    for first, forms in rests.items():
        rest = "|".join(forms)
        yield re.compile(f"{_form(first)}{before} ?(?:{rest}){after}")


def _form(digit: str) -> str:
    return _ALIKE.get(digit, digit)


def _mistake(file: TextFile, found: re.Match[str]) -> Problem:
    """一处打错了的号码。"""
    proper = found[0].replace(" ", "").translate(_DIGITS)
    if " " in found[0]:
        message = f"号码中间有空格：{found[0]}"
    else:
        message = f"“{found[0]}”里夹着字母，像是 {proper}"
    line, column = file.at(found.start())
    help = f"写成 {proper}"
    return Problem(file.path, line, column, message, help)


def uses_not_swapped(plan: Plan, told: Sequence[Said]) -> Problems:
    """问什么事打哪个电话没有说串：问法律的打到人社，答不了。"""
    lines = [line for line in plan.hotlines if line.topics]
    for node, text in told:
        clauses = list(_CLAUSE.finditer(text))
        for place, clause in enumerate(clauses):
            called = [line for line in lines if line.number in clause[0]]
            if len(called) != 1:
                continue
            wrong = called[0]
            right = _swapped(lines, wrong, _about(clauses[: place + 1]))
            if right:
                message = f"{wrong.number} 是{wrong.name}，这件事该打 {right.number}"
                start = clause.start() + clause[0].index(wrong.number)
                yield node.problem(message, f"写成 {right.number}", start)


def _swapped(lines: Sequence[Hotline], called: Hotline, words: str) -> Hotline | None:
    """为了 words 这件事该打的另一条；打得对，或者看不出，是 None。"""
    if _has_topic(called, words):
        return None
    for line in lines:
        if _has_topic(line, words):
            return line
    return None


def _about(clauses: Sequence[re.Match[str]]) -> str:
    """末一小句打的电话是为什么事：它自己，和紧挨在前面、没有说别的电话的一两小句。"""
    *before, last = clauses
    words = last[0]
    for clause in reversed(before[-_NEAR:]):
        if _LINE.search(clause[0]):
            break
        words = clause[0] + words
    return words


def _has_topic(line: Hotline, words: str) -> bool:
    return any(topic in words for topic in line.topics)

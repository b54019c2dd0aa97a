"""话里的年龄、期限、刑期、钱：所引的事实里，这几个字旁边写的是不是这个数，是以上还是以下。

sources 查这个数哪里有没有；数都在、说的事调换了，这里查。
"""

import functools
import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from macros.checks.claims import NUMBER, claims
from macros.checks.handwritten import Pages, with_front
from macros.checks.likeness import couples, shared
from macros.checks.sources import with_grounds
from macros.corpus.chinese import number
from macros.corpus.facts import Fact
from macros.corpus.plan import Plan
from macros.corpus.problem import Problems
from macros.corpus.yaml import Node

# 所引的事实，和引着它们的各句话。
_Cited = tuple[Sequence[Fact], Sequence[tuple[Node, str]]]
# 数和单位：三十、日。
Quantity = tuple[int, str]

_MORE = "年满|已满|超过|至少|不少于|不低于|(?<![不未没])满"
_LESS = "不满|未满|没满|没到|不到|不超过|不得超过|最多|至多"
_QUANTITY = re.compile(
    rf"(?P<before>{_MORE}|{_LESS})?"
    rf"(?P<count>{NUMBER}) ?(?P<unit>个?工作日|日|天|周岁|岁|小时|个月|年|[万亿]?元|周)"
    r"(?P<after>以[上下])?"
)
_IS_LESS = re.compile(_LESS)
_SAME_UNITS = {"天": "日", "岁": "周岁", "个工作日": "工作日"}
# 未满十八周岁的，法律上叫未成年人。
_MINOR = "未成年"
_AGE = "周岁"
_ADULT = (18, _AGE)
_KINDS = frozenset({"年龄", "期限", "刑期", "金额"})
# 年份不算。
_LONGEST = 3
_SENTENCE = re.compile(r"[^。？；\n]+")
_HALF = re.compile(r"[^。？；\n]+")
_CLAUSE = re.compile(r"[^，：、“”（）]+")
# 哪一条都有的字，看不出说的是哪一条。
_COMMON = couples("有期徒刑或者拘役管制并处罚金以上以下拘留罚款")
# 别的数那里共有的字，要比这个数那里的两倍还多几个，才当是写串了。
_SENTENCE_MORE = 3
_PART_MORE = 2


@dataclass(frozen=True, slots=True)
class _Part:
    """一段话：里面的数，和数以外的字。"""

    counts: frozenset[Quantity]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Known:
    """一条事实：整条，分开的各段，各个数是以上还是以下。"""

    whole: _Part
    parts: tuple[_Part, ...]
    bounds: frozenset[tuple[Quantity, str]]


def quantities_as_cited(plan: Plan, pages: Pages) -> Problems:
    """数和事没有配错，以上没有写成以下。"""
    for facts, passages in _cited(plan, pages):
        quantified = [(node, text) for node, text in passages if _has_quantity(text)]
        if not quantified:
            continue
        known = list(_all_known(plan, facts))
        for node, text in quantified:
            for sentence in _SENTENCE.finditer(text):
                problem = _misplaced(known, sentence[0]) or _reversed(known, sentence[0])
                if problem is None:
                    continue
                start, message = problem
                help = "照所引的事实，把数和它说的那件事对一遍"
                yield node.problem(message, help, sentence.start() + start)


def _has_quantity(text: str) -> bool:
    """里面有年龄、期限这样的硬话；sources 找过一遍，记着。"""
    return any(claim.kind in _KINDS for claim in claims(text))


def _cited(plan: Plan, pages: Pages) -> Iterator[_Cited]:
    """各处所引的事实，和那里的各句话。"""
    for piece in plan.pieces:
        passages = [(node, text) for node, text, _ in piece.passages()]
        yield plan.cited_by(piece), passages
    for page in with_front(pages):
        yield plan.cited(page.facts, ()), list(page.lines())
    for row in plan.procedures:
        yield plan.cited(row.facts, ()), [(row.place.of("brief"), row.brief)]
        yield plan.cited(row.facts, ()), [(step.place.of("text"), step.text) for step in row.steps]
    for term in plan.terms:
        yield plan.cited(term.facts, ()), [(term.place.of("means"), term.means)]
    for answer in plan.answers:
        yield plan.cited(answer.facts, ()), [(answer.place.of("answer"), answer.answer)]
    for day in plan.calendar:
        yield plan.cited(day.facts, ()), [(day.place.of("says"), day.says)]
    for fact in plan.facts:
        yield plan.cited(fact.basis, ()), [(fact.place.of("says"), fact.says)]


def _all_known(plan: Plan, facts: Sequence[Fact]) -> Iterator[_Known]:
    """facts 和它们所据的事实里写着数的，不重复。"""
    for fact in with_grounds(plan, facts):
        known = _known("\n".join([fact.says, *fact.detail]))
        if known.whole.counts:
            yield known


@functools.lru_cache(maxsize=4096)
def _known(text: str) -> _Known:
    """一条事实写着的。"""
    whole = _part([text])
    if not whole.counts:
        return _Known(whole, (), frozenset())
    return _Known(whole, tuple(_parts(text)), frozenset(_bounds(text)))


def _parts(text: str) -> Iterator[_Part]:
    """照数把一段话分开：一个数管到下一个数那一小句以前；半句里头一个数，连同它前面的。"""
    for sentence in _HALF.findall(text):
        together: list[str] = []
        for clause in _CLAUSE.findall(sentence):
            if _counts(clause) and _counts("，".join(together)):
                yield _part(together)
                together = []
            together.append(clause)
        yield _part(together)


def _part(clauses: Sequence[str]) -> _Part:
    text = "，".join(clauses)
    return _Part(_counts(text), couples(text) - _COMMON)


def _counts(text: str) -> frozenset[Quantity]:
    """一段话里的数；说未成年的，就是说十八周岁。"""
    found = {_quantity(match) for match in _matches(text)}
    if _MINOR in text:
        found.add(_ADULT)
    return frozenset(found)


def _matches(text: str) -> Iterator[re.Match[str]]:
    for match in _QUANTITY.finditer(text):
        if len(match["count"]) <= _LONGEST:
            yield match


def _quantity(match: re.Match[str]) -> Quantity:
    unit = match["unit"]
    return number(match["count"]), _SAME_UNITS.get(unit, unit)


def _bounds(text: str) -> Iterator[tuple[Quantity, str]]:
    """各个数是以上还是以下；年龄的两头常常都要说，不看。"""
    for match in _matches(text):
        bound = _bound(match)
        if bound and match["unit"] not in (_AGE, "岁"):
            yield _quantity(match), bound


def _bound(match: re.Match[str]) -> str:
    if match["after"]:
        return match["after"]
    if not match["before"]:
        return ""
    if _IS_LESS.fullmatch(match["before"]):
        return "以下"
    return "以上"


def _misplaced(known: Sequence[_Known], sentence: str) -> tuple[int, str] | None:
    """数都有出处，说的却是别的事的一处：在第几个字，怎样说。"""
    whole = _part([sentence])
    wholes = [fact.whole for fact in known]
    parts = [part for fact in known for part in fact.parts]
    mine = list(_parts(sentence))
    for match in _matches(sentence):
        quantity = _quantity(match)
        if not any(quantity in part.counts for part in wholes):
            continue
        is_age = quantity[1] == _AGE
        part = next(one for one in mine if quantity in one.counts)
        right = _better(quantity, part, parts, _PART_MORE)
        if not right and not is_age:
            right = _better(quantity, whole, wholes, _SENTENCE_MORE)
        if right:
            told = "、".join(f"{count} {unit}" for count, unit in sorted(right))
            return match.start(), f"写的是{match[0]}，所引的事实里，这件事写的是 {told}"
    return None


def _better(quantity: Quantity, said: _Part, parts: Iterable[_Part], more: int) -> Set[Quantity]:
    """写着别的数、没有这个数的一段，字却像得多：那一段里的数；没有是空的。"""
    own = 0
    most = 0
    right: Set[Quantity] = frozenset()
    for part in parts:
        alike = shared(said.words, part.words)
        others = {one for one in part.counts if one[1] == quantity[1]}
        if quantity in others:
            own = max(own, alike)
        elif others and alike > most:
            most = alike
            right = others
    if most < 2 * own + more:
        return frozenset()
    return right


def _reversed(known: Sequence[_Known], sentence: str) -> tuple[int, str] | None:
    """以上、以下写反了的一处。"""
    said = _part([sentence])
    for match in _matches(sentence):
        quantity = _quantity(match)
        bound = _bound(match)
        if not bound or quantity[1] == _AGE:
            continue
        own = 0
        most = 0
        for fact in known:
            bounds = {one for count, one in fact.bounds if count == quantity}
            alike = shared(said.words, fact.whole.words)
            if bound in bounds:
                own = max(own, alike)
            elif bounds:
                most = max(most, alike)
        if most >= 2 * own + _PART_MORE:
            return match.start(), f"“{match[0]}”和所引的事实写的相反"
    return None

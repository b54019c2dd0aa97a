"""话里的年龄、期限、刑期、钱：所引的事实里，这几个字旁边写的是不是这个数，是以上还是以下。

sources 查这个数哪里有没有；数都在、说的事调换了，这里查。
"""

import functools
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from macros.checks.claims import NUMBER, claims
from macros.checks.handwritten import Pages, with_front
from macros.checks.likeness import couples, far_nearer, shared
from macros.checks.sources import with_grounds
from macros.checks.told import Said
from macros.corpus.chinese import number
from macros.corpus.facts import Fact
from macros.corpus.plan import Plan
from macros.corpus.problem import Problems

# 数和单位：三十、日。
Quantity = tuple[int, str]

_LESS = ("不满", "未满", "没满", "没到", "不到", "不超过", "不得超过", "最多", "至多")
_MORE = ("满", "超过", "至少", "不少于", "不低于")
_QUANTITY = re.compile(
    rf"(?P<count>{NUMBER}) ?(?P<unit>个?工作日|日|天|周岁|岁|小时|个月|年|[万亿]?元|周)"
    r"(?P<after>以[上下])?"
)
_SAME_UNITS = {"天": "日", "岁": "周岁", "个工作日": "工作日"}
# 未满十八周岁的，法律上叫未成年人。
_MINOR = "未成年"
_AGE = "周岁"
_ADULT = (18, _AGE)
_KINDS = frozenset({"年龄", "期限", "刑期", "金额"})
# 年份不算。
_LONGEST = 3
_SENTENCE = re.compile(r"[^。？；\n]+")
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


def quantities_as_cited(plan: Plan, pages: Pages, told: Sequence[Said]) -> Problems:
    """数和事没有配错，以上没有写成以下。"""
    files = _by_file(plan, pages)
    rows = _by_row(plan)
    known: tuple[_Known, ...] = ()
    last: Sequence[Fact] | None = None
    for node, text in told:
        if not _has_quantity(text):
            continue
        facts = files.get(node.path) or rows.get(text, ())
        if facts is not last:
            known = tuple(_all_known(plan, facts))
            last = facts
        for sentence in _SENTENCE.finditer(text):
            problem = _misplaced(known, sentence[0]) or _reversed(known, sentence[0])
            if problem is None:
                continue
            start, message = problem
            help = "照所引的事实，把数和它说的那件事对一遍"
            yield node.problem(message, help, sentence.start() + start)


def _has_quantity(text: str) -> bool:
    """里面有年龄、期限这样的硬话；sources 也要找，记着不重找。"""
    return any(claim.kind in _KINDS for claim in claims(text))


def _by_file(plan: Plan, pages: Pages) -> dict[str, Sequence[Fact]]:
    """各份资料、各页所引的事实。"""
    cited: dict[str, Sequence[Fact]] = {}
    for piece in plan.pieces:
        cited[piece.path] = plan.cited_by(piece)
    for page in with_front(pages):
        cited[page.path] = plan.cited(page.facts, ())
    return cited


def _by_row(plan: Plan) -> dict[str, Sequence[Fact]]:
    """data 里的各句话，所在的那一条引的事实。"""
    cited: dict[str, Sequence[Fact]] = {}
    for row in plan.procedures:
        facts = plan.cited(row.facts, ())
        cited[row.brief] = facts
        cited.update((step.text, facts) for step in row.steps)
    for term in plan.terms:
        cited[term.means] = plan.cited(term.facts, ())
    for answer in plan.answers:
        cited[answer.answer] = plan.cited(answer.facts, ())
    for day in plan.calendar:
        cited[day.says] = plan.cited(day.facts, ())
    for fact in plan.facts:
        cited[fact.says] = plan.cited(fact.basis, ())
    return cited


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
    for sentence in _SENTENCE.findall(text):
        together: list[str] = []
        for clause in _CLAUSE.findall(sentence):
            if _counts(clause) and _counts("，".join(together)):
                yield _part(together)
                together = []
            together.append(clause)
        yield _part(together)


def _part(clauses: Sequence[str]) -> _Part:
    text = "，".join(clauses)
    words = couples(_QUANTITY.sub("，", text))
    return _Part(_counts(text), words - _COMMON)


@functools.lru_cache(maxsize=4096)
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
    """以上还是以下；前面写着满、不满的也算；没有说是空的。"""
    before = match.string[: match.start()]
    if match["after"]:
        return match["after"]
    if before.endswith(_LESS):
        return "以下"
    if before.endswith(_MORE):
        return "以上"
    return ""


def _misplaced(known: Sequence[_Known], sentence: str) -> tuple[int, str] | None:
    """数都有出处，说的却是别的事的一处：在第几个字，怎样说。"""
    mine = list(_parts(sentence))
    for match in _matches(sentence):
        quantity = _quantity(match)
        part = next(one for one in mine if quantity in one.counts)
        right = _right(known, quantity, part)
        if quantity[1] == _AGE:
            right &= _counts(sentence)  # 说小一些的孩子，年龄本来就可以不同；调换了的才算
        elif not right:
            wholes = [fact.whole for fact in known]
            right = _better(quantity, _part([sentence]), wholes, _SENTENCE_MORE)
        if right:
            listed = "、".join(f"{count} {unit}" for count, unit in sorted(right))
            return match.start(), f"写的是{match[0]}，所引的事实里，这件事写的是 {listed}"
    return None


def _right(known: Sequence[_Known], quantity: Quantity, said: _Part) -> Set[Quantity]:
    """一段段地比，说的那件事该是什么数。"""
    parts = itertools.chain.from_iterable(fact.parts for fact in known)
    return _better(quantity, said, parts, _PART_MORE)


def _better(quantity: Quantity, said: _Part, parts: Iterable[_Part], more: int) -> Set[Quantity]:
    """写着别的数、没有这个数的一段，字却像得多：那一段里的数；没有，或者哪里也没有这个数，是空的。

    两段都有的字看不出说的是哪一段，不算。
    """
    own: _Part | None = None
    other: _Part | None = None
    for part in parts:
        units = {unit for _, unit in part.counts}
        if quantity in part.counts:
            own = _nearer(said, own, part)
        elif quantity[1] in units:
            other = _nearer(said, other, part)
    if own is None or other is None:
        return frozenset()
    alike = shared(said.words, other.words - own.words)
    if not far_nearer(alike, shared(said.words, own.words - other.words), more):
        return frozenset()
    return frozenset(one for one in other.counts if one[1] == quantity[1])


def _nearer(said: _Part, one: _Part | None, other: _Part) -> _Part:
    """字更像 said 的一段。"""
    if one is None or shared(said.words, other.words) > shared(said.words, one.words):
        return other
    return one


def _reversed(known: Sequence[_Known], sentence: str) -> tuple[int, str] | None:
    """以上、以下写反了的一处。"""
    for match in _matches(sentence):
        bound = _bound(match)
        if bound and _opposed(known, sentence, (_quantity(match), bound)):
            return match.start(), f"“{match[0]}”和所引的事实写的相反"
    return None


def _opposed(known: Sequence[_Known], sentence: str, said: tuple[Quantity, str]) -> bool:
    """写着同一个数、相反的界的事实，字却像得多。"""
    words = _part([sentence]).words
    own = 0
    most = 0
    for fact in known:
        bounds = {bound for quantity, bound in fact.bounds if quantity == said[0]}
        alike = shared(words, fact.whole.words)
        if said[1] in bounds:
            own = max(own, alike)
        elif bounds:
            most = max(most, alike)
    return far_nearer(most, own, _PART_MORE)

"""硬话的出处：资料、步骤、名词、页面里的每一处，所引的事实里都要有。"""

import functools
import re
from collections.abc import Iterable, Iterator, Sequence, Set

from macros.checks.claims import (
    CLAIM_KINDS,
    DATES,
    SPANS,
    YEAR,
    Claim,
    article_name,
    claims,
    durations,
)
from macros.checks.handwritten import Handwritten, Pages, with_front
from macros.checks.prose import blanked
from macros.corpus import proof
from macros.corpus.documents import Paragraph
from macros.corpus.facts import Fact, Occasion, Procedure
from macros.corpus.pieces import Piece
from macros.corpus.plan import Plan
from macros.corpus.problem import Problems
from macros.corpus.tasks import Entry
from macros.corpus.yaml import Node, Scalar
from macros.corpus.yaml import Sequence as YamlList

# 一处硬话比对时用的：种类和规范的写法。
Key = tuple[str, str]
Keys = Set[Key]
_Passage = tuple[Node, str]
# 由办的人自己排时间的几种资料。
_ARRANGED = frozenset({"lesson", "drill", "activity", "outline"})
# 本站自己哪天做的事，不用依据。
_OWN_DATE = re.compile(r"自查|^- v\d")
_SENTENCE = re.compile("[^。；？]+[。；？]?")
# 说到这些，就是说法律、官方的期限。
_OFFICES = re.compile(
    "法院|法律|规定|公安|派出所|民政|警察|报案|报警|立案|受理|申请|起诉|登记|撤销|处罚|拘留|判"
)


def pieces_sourced(plan: Plan) -> Problems:
    """宣传资料里的硬话都有出处。"""
    for piece in plan.pieces:
        yield from piece_sourced(plan, piece)


def piece_sourced(plan: Plan, piece: Piece) -> Problems:
    """一份资料里没有出处的硬话；配的日子也算出处。"""
    known: set[Key] = set()
    for occasion in plan.calendar:
        if occasion.id in piece.occasions:
            known.update(days_of(occasion))
    plain, arranged = _parted(piece)
    facts = plan.cited_by(piece)
    yield from unsourced(plan, facts, plain, known=known)
    yield from unsourced(plan, facts, arranged, known=known, kinds=CLAIM_KINDS - SPANS)


def _parted(piece: Piece) -> tuple[list[_Passage], list[_Passage]]:
    """一份资料的各句话，分成两份：平常的，和自己安排时间的。

    教案、演练、活动、提纲里几分钟、几天做什么，“怎样用”里哪天发、哪天收，是办的人自己定的，不要依据；
    同一句话说到报案、法院、登记之类，几天就是法律定的了，照平常的查。
    """
    plain: list[_Passage] = []
    arranged: list[_Passage] = []
    lines = _lines_of_use(piece)
    for node, text, _ in piece.passages():
        is_own = node.line in lines or piece.form in _ARRANGED
        official = text
        if is_own and _has_span(text):
            official = _SENTENCE.sub(_official_only, text)
            own = _SENTENCE.sub(_own_only, text)
            arranged.append((node, own))
        plain.append((node, official))
    return plain, arranged


def _lines_of_use(piece: Piece) -> set[int]:
    """“怎样用”写在哪几行。"""
    uses = piece.place.of("use")
    if isinstance(uses, YamlList):
        return {item.line for item in uses.items}
    return set()


def _has_span(text: str) -> bool:
    """这句话里说到多久之内、多久之后。"""
    return any(claim.kind in SPANS for claim in claims(text))


def _official_only(sentence: re.Match[str]) -> str:
    """说到官方的一句照原样，别的换成一样长的空格：列号不变。"""
    if _OFFICES.search(sentence[0]):
        return sentence[0]
    return blanked(sentence)


def _own_only(sentence: re.Match[str]) -> str:
    if _OFFICES.search(sentence[0]):
        return blanked(sentence)
    return sentence[0]


def days_of(occasion: Occasion) -> Iterator[Key]:
    """一段日子的首尾，03-08 写成 3-8。"""
    for edge in filter(None, (occasion.start, occasion.end)):
        month, day = map(int, edge.split("-"))
        yield "日子", f"{month}-{day}"


def procedures_sourced(plan: Plan) -> Problems:
    """共用步骤里的硬话都有出处。"""
    for row in plan.procedures:
        yield from unsourced(plan, plan.cited(row.facts, ()), _texts_of(row))


def _texts_of(row: Procedure) -> Iterator[_Passage]:
    yield row.place.of("brief"), row.brief
    for step in row.steps:
        yield step.place.of("title"), step.title
        yield step.place.of("text"), step.text
        yield step.place.of("short"), step.short


def terms_sourced(plan: Plan) -> Problems:
    """名词的解释里说到条文、刑罚、年龄、金额、电话的，出处写在 facts；原文点名的法律可以提。"""
    named = named_in_official_text(plan)
    for term in plan.terms:
        node = term.place.of("means")
        passages = [(node, term.means)]
        facts = plan.cited(term.facts, ())
        yield from unsourced(plan, facts, passages, known=named)


def pages_sourced(plan: Plan, pages: Pages) -> Problems:
    """手写页面里说到条文、刑罚、年龄、金额、电话的，出处写在开头的 facts。"""
    named = named_in_official_text(plan)
    for page in with_front(pages):
        facts = plan.cited(page.facts, ())
        passages: list[_Passage] = list(_front(page))
        own: list[_Passage] = []
        for node, text in page.lines():
            if _OWN_DATE.search(text):
                own.append((node, text))
            else:
                passages.append((node, text))
        yield from unsourced(plan, facts, passages, known=named)
        yield from unsourced(plan, facts, own, known=named, kinds=CLAIM_KINDS - DATES)


def _front(page: Handwritten) -> Iterator[_Passage]:
    """一页的标题和摘要：分享出去的就是它们。"""
    for name in ("title", "description"):
        node = page.place.of(name)
        if isinstance(node, Scalar):
            yield node, node.text


@functools.lru_cache(maxsize=2)
def named_in_official_text(plan: Plan) -> frozenset[Key]:
    """公文原文里点名的法律、印着的电话、写着的日子：编者转述原文时可以提。"""
    named: set[Key] = set()
    for row in plan.rows.values():
        if not isinstance(row, Paragraph | Entry):
            continue
        for claim in claims(proof.reading(plan, row)):
            if claim.kind in ("法律", "电话"):
                named.add(claim.key)
            elif claim.kind in DATES:
                named |= _parts_of(claim)
    for year in plan.years:
        named.add(("日期", str(year)))
    return frozenset(named)


def _parts_of(claim: Claim) -> set[Key]:
    """写到日的日期，可以只说年、月，或者只说几月几日。"""
    keys = {claim.key}
    if claim.kind == "日期":
        year, *rest = claim.value.split("-")
        keys.add(("日期", year))
        if rest:
            keys.add(("日期", f"{year}-{rest[0]}"))
        if len(rest) == 2:
            keys.add(("日子", "-".join(rest)))
    return keys


def unsourced(
    plan: Plan,
    facts: Sequence[Fact],
    passages: Iterable[_Passage],
    *,
    known: Keys = frozenset(),
    kinds: Set[str] = CLAIM_KINDS,
) -> Problems:
    """几段文字里的硬话，在 facts 和它们所据的事实里找不到的。

    known 是另外算有出处的，kinds 是要查的几类。
    """
    said = list(_said(passages, kinds))
    if not said:
        return
    grounds = with_grounds(plan, facts)
    sourced = _sourced(plan, grounds) | known
    for node, claim in said:
        if claim.key not in sourced:
            message = f"“{claim.words}”没有出处：所引的事实里没有这个{claim.kind}"
            help = "在 facts 里加上写着它的事实；没有这样的事实，就不要写"
            yield node.problem(message, help, claim.start)
        elif claim.kind == "百分比" and not _dated(grounds):
            message = f"“{claim.words}”的出处没有日期"
            yield node.problem(message, "在那条事实里写上 since", claim.start)


def _said(passages: Iterable[_Passage], kinds: Set[str]) -> Iterator[tuple[Node, Claim]]:
    """几段文字里，kinds 这几类的硬话。"""
    for node, text in passages:
        for claim in claims(text):
            if claim.kind in kinds:
                yield node, claim


def with_grounds(plan: Plan, facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """facts 和它们所据的事实，不重复。"""
    grounds: dict[str, Fact] = {}
    for fact in facts:
        grounds[fact.id] = fact
        for ground in plan.grounds(fact):
            grounds[ground.id] = ground
    return tuple(grounds.values())


def _dated(facts: Sequence[Fact]) -> bool:
    """说百分比的事实，有一条写明了日期。"""
    for fact in facts:
        kinds = {claim.kind for claim in claims(fact.text)}
        if fact.since and "百分比" in kinds:
            return True
    return False


def _sourced(plan: Plan, facts: Sequence[Fact]) -> set[Key]:
    """facts 里写着的；热线的电话、别的资料和公文的名字也算：它们不是法律，可以提。"""
    sourced = {("电话", line) for line in plan.hotline}
    for piece in plan.pieces:
        sourced.add(("法律", piece.title))
    for document in plan.documents.values():
        sourced.add(("法律", document.title))
    for fact in facts:
        sourced |= _keys(fact.text)
        for year in YEAR.findall(fact.since or ""):
            sourced.add(("日期", year))
        if fact.article:
            sourced.update(_article_keys(fact.name, fact.article))
    return sourced


def _article_keys(law: str, article: str) -> Iterator[Key]:
    """一部法的一条：条号，连同法律的名字。"""
    name = article_name(article)
    _, about, rest = law.partition("关于")
    yield "条号", name
    yield "条号", f"{about}{rest}{name}"
    yield "法律", law


@functools.lru_cache(maxsize=4096)
def _keys(text: str) -> frozenset[Key]:
    """一条事实写着的；写到日的日期，资料里可以只说年、月。"""
    keys = set(durations(text))
    for claim in claims(text):
        keys |= _parts_of(claim)
    return frozenset(keys)

"""一件事写在两处的，两处说的一样：日子、年份、用时、摘要、插图的话。"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

from macros.checks.claims import DATES, TOLD_YEAR, YEAR, claims, claims_of
from macros.checks.copied import fit
from macros.checks.fields import problem_in
from macros.checks.handwritten import Pages, with_front
from macros.checks.ids import again
from macros.checks.prose import blanked
from macros.checks.shape import published_first, titles_differ
from macros.checks.sources import days_of
from macros.corpus import proof
from macros.corpus.chinese import number
from macros.corpus.editorial import Event
from macros.corpus.facts import Occasion, Procedure
from macros.corpus.pieces import Leaflet, Step
from macros.corpus.plan import Plan
from macros.corpus.problem import Problems
from macros.corpus.yaml import Scalar

_QUOTED = re.compile("《[^》]*》|（[^）]*）")
_MINUTES = re.compile(r"(\d+|[一二两三四五六七八九十百]+) ?分钟")
# 几步、几件事；一两件说的常是别的。
_STEPS = re.compile(r"(\d|[一二三四五六七八九])(?:件事|步)")
_IN_BOX = re.compile(r"(\d|[二两三四五六七八九])(?:件|句|条)")
_FEWEST = 3


def days_as_told(plan: Plan) -> Problems:
    """每年同一天的，话里写的几月几日就是那一天；没有出处的日子，datatexts 说。"""
    for day in plan.calendar:
        if not day.start or day.end:
            continue
        told = list(claims_of("日子", day.says))
        values = {claim.value for claim in told}
        (_, own), *_ = days_of(day)
        sourced = values.intersection(_fact_days(plan, day))
        if own in values or not sourced:
            continue
        message = f"start 是 {day.start}，says 里写的是 {told[0].words}"
        yield problem_in(day, "start", message, "两处写成同一天")


def _fact_days(plan: Plan, day: Occasion) -> Iterator[str]:
    """一个日子所据的事实里写着的几月几日。"""
    for fact in plan.cited(day.facts, ()):
        for claim in claims(fact.text):
            if claim.kind in DATES:
                yield "-".join(claim.value.split("-")[-2:])


def events_as_dated(plan: Plan) -> Problems:
    """时间线的话里的年份，是那件事的日期、所指的段里有的；书名、括号里的不算。"""
    for event in plan.timeline:
        text = _QUOTED.sub(blanked, event.text)
        known = set(_event_years(plan, event))
        for year in TOLD_YEAR.finditer(text):
            if year[1] not in known:
                message = f"日期是 {event.first}，这里写的是 {year[1]} 年"
                yield event.place.of("text").problem(message, "两处写成同一年", year.start())


def _event_years(plan: Plan, event: Event) -> Iterator[str]:
    """一件事的日期、所指的段里的年份。"""
    for day in filter(None, (event.first, event.last)):
        yield day[:4]
    for id in event.passages:
        if id in plan.rows:
            text = proof.reading(plan, plan.rows[id])
            yield from YEAR.findall(text)


def minutes_as_told(plan: Plan) -> Problems:
    """副题、摘要里写了几分钟的，和用时一样。"""
    for piece in plan.pieces:
        told: list[int] = []
        for field in ("subtitle", "description"):
            node = piece.place.of(field)
            if isinstance(node, Scalar):
                told += [number(found) for found in _MINUTES.findall(node.text)]
        if told and piece.minutes and piece.minutes not in told:
            message = f"用时是 {piece.minutes} 分钟，副题、摘要里写的是 {told[0]} 分钟"
            yield problem_in(piece, "minutes", message, "两处写成一样的")


def drawings_told_apart(plan: Plan) -> Problems:
    """各幅插图的话不同：一样的，多半是抄来没有改。"""
    leaflets = [piece for piece in plan.pieces if isinstance(piece, Leaflet)]
    for piece, first in again(leaflets, "alt"):
        if piece.alt:
            message = f"插图的话和 {first.path} 的一样"
            yield problem_in(piece, "alt", message, "写这一幅上有什么")


def counts_as_told(plan: Plan) -> Problems:
    """话里说几步、几件事的，步骤就是几步；框的标题说几件、几句的，框里就有几条。"""
    for piece in plan.pieces:
        if not isinstance(piece, Leaflet):
            continue
        for field in ("description", "lead", "card"):
            steps = {(step.title, step.text) for step in piece.steps}  # 整步抄重了的不算
            yield from _steps_miscounted(piece, field, len(steps))
        for box in piece.boxes:
            told = _IN_BOX.search(box.title)
            count = len({item.text for item in box.items})
            if told and count and number(told[1]) != count:
                message = f"说的是{told[0]}，框里有 {count} 条"
                node = box.place.of("title")
                yield node.problem(message, "两处写成一样的", told.start())


def _steps_miscounted(piece: Leaflet, field: str, count: int) -> Problems:
    """一处的几步、几件事，和步骤只差一个：多半是加了、删了一步没有改；差得多的说的是别的事。"""
    for told in _STEPS.finditer(getattr(piece, field)):
        said = number(told[1])
        if said >= _FEWEST and abs(said - count) == 1:
            message = f"说的是{told[0]}，步骤有 {count} 步"
            node = piece.place.of(field)
            yield node.problem(message, "两处写成一样的", told.start())


def calls_as_told(plan: Plan) -> Problems:
    """一套步骤的两种写法，打的是同一个电话。"""
    for procedure in plan.procedures:
        told = _lines(procedure.brief)
        wanted = _lines(_steps(procedure))
        strange = told.keys() - wanted.keys()
        left_out = wanted.keys() - told.keys()
        if strange and left_out:
            number = min(strange)
            listed = "、".join(sorted(wanted))
            message = f"brief 里打的是 {number}，步骤里打的是 {listed}"
            node = procedure.place.of("brief")
            yield node.problem(message, "两种写法写成同一个电话", told[number])


def _steps(procedure: Procedure) -> str:
    """一套步骤的各句话。"""
    texts: list[str] = []
    for step in procedure.steps:
        texts += (step.title, step.text)
    return "\n".join(texts)


def _lines(text: str) -> dict[str, int]:
    """一段话里的电话，各在第几个字。"""
    return {claim.value: claim.start for claim in claims_of("电话", text)}


_SPAN = re.compile(
    r"(\d+|[一二两三四五六七八九十百千]+) ?(周岁|岁|小时|分钟|个月|工作日|日|天|年|元)"
)


def shorts_as_told(plan: Plan) -> Problems:
    """易拉宝上的短话、步骤的题目里的年龄、期限，和同一步的长话里的一样。"""
    for row in (*plan.procedures, *plan.pieces):
        if not isinstance(row, Procedure | Leaflet):
            continue
        for step in row.steps:
            known = dict(_spans(step.text))
            for field in ("title", "short"):
                yield from _shortened(step, field, known)


def _shortened(step: Step, field: str, known: Mapping[str, set[int]]) -> Problems:
    """field 里的数，长话里同一个单位的没有。"""
    for unit, counts in _spans(getattr(step, field)):
        strange = counts - known.get(unit, counts)
        if strange:
            told = "、".join(f"{count} {unit}" for count in sorted(known[unit]))
            message = f"说的是 {min(strange)} {unit}，这一步的 text 里是 {told}"
            yield problem_in(step, field, message, "两处写成一样的")


def _spans(text: str) -> Iterator[tuple[str, set[int]]]:
    """一句话里的数，照单位分开。"""
    spans = defaultdict[str, set[int]](set)
    for count, unit in _SPAN.findall(text):
        spans[unit.replace("周岁", "岁").replace("天", "日")].add(number(count))
    yield from spans.items()


# 只看数据就看得出的。
AGREEING_RULES: tuple[Callable[[Plan], Problems], ...] = (
    days_as_told,
    events_as_dated,
    drawings_told_apart,
    counts_as_told,
    calls_as_told,
    shorts_as_told,
)


def descriptions_differ(plan: Plan, pages: Pages) -> Problems:
    """各页的摘要不同：分享出去、搜出来，要分得清是哪一页。"""
    first: dict[str, tuple[Scalar, str]] = {}
    copied = {problem.path for problem in titles_differ(plan)}  # 整份抄来的，标题说了
    for node, own in _described(plan, pages):
        if not node.text:
            continue
        other, others = first.setdefault(node.text, (node, own))
        if other is node or node.path in copied:
            continue
        wrong, right = node, other
        if fit(node.text, own) > fit(node.text, others):
            wrong, right = other, node
        message = f"摘要和 {right.path} 的一样"
        yield wrong.problem(message, "写这一页有什么")


def _described(plan: Plan, pages: Pages) -> Iterator[tuple[Scalar, str]]:
    """各页、各份资料的摘要，和那一页说的话：摘要是谁的，像谁的话。"""
    for page in with_front(pages):
        node = page.place.of("description")
        if isinstance(node, Scalar):
            yield node, page.body
    for piece in published_first(plan):
        node = piece.place.of("description")
        told = [text for place, text, _ in piece.passages() if place is not node]
        if isinstance(node, Scalar):
            yield node, "\n".join(told)

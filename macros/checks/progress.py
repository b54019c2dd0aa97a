"""落实情况：有出处，数字和原话一样，说的是方案的哪一处，照先后排。"""

import itertools
import re
from collections.abc import Iterator

from macros.checks.claims import claims
from macros.checks.days import is_real_event
from macros.checks.fields import is_empty_list, problem_in
from macros.checks.ids import again
from macros.corpus import proof
from macros.corpus.origins import source_of
from macros.corpus.plan import Plan
from macros.corpus.problem import Problems
from macros.corpus.reports import Report

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_COMPLETE = re.compile("[。？]$")


def reports_once(plan: Plan) -> Problems:
    """落实情况的 id 不重复。"""
    for row, first in again(plan.progress):
        if row.id:
            message = f"id 和第 {first.place.line} 行的相同"
            yield problem_in(row, "id", message, "换一个")


def reports_ordered(plan: Plan) -> Problems:
    """照先后排；日期真有这一天。"""
    for row in plan.progress:
        if row.date and not is_real_event(_padded(row.date)):
            yield problem_in(row, "date", f"没有 {row.date} 这一天", "查日历，改对日期")
    for one, other in itertools.pairwise(plan.progress):
        if one.date and other.date and other.date < one.date[: len(other.date)]:
            message = f"{other.date} 早于前一条的 {one.date}"
            yield problem_in(other, "date", message, "照先后排")


def _padded(date: str) -> str:
    """只写了年的，补上一月。"""
    if len(date) == 4:
        return f"{date}-01"
    return date


def reports_after_events(plan: Plan) -> Problems:
    """先有事，后有报道。"""
    for row in plan.progress:
        if row.reported is None or not row.date:
            continue
        day = row.reported.isoformat()
        if day[: len(row.date)] < row.date:
            message = f"{day} 发布，说的却是 {row.date} 的事"
            yield problem_in(row, "reported", message, "改对日期")


def reports_placed(plan: Plan) -> Problems:
    """写明说的是方案的哪一处。"""
    for row in plan.progress:
        if is_empty_list(row, "rows"):
            help = "写上任务、举措、单位或段的 id；和方案无关的不收"
            yield problem_in(row, "rows", "没有写说的是方案的哪一处", help)


def reports_in_sentences(plan: Plan) -> Problems:
    """一条是完整的一句：网页、订阅、表里都照印。"""
    for row in plan.progress:
        if row.says and not _COMPLETE.search(row.says):
            yield problem_in(row, "says", "这一句没有写完", "末尾写“。”")


def reports_as_printed(plan: Plan) -> Problems:
    """话里的数字、日期、法律，原话里都有：数字抄错了，就成了编的。"""
    for row in plan.progress:
        for start, words in _unprinted(row):
            message = f"“{words}”不在 printed 的原话里"
            help = "照报道改对；原话里没有的，不要写"
            yield row.place.of("says").problem(message, help, start)


def _unprinted(row: Report) -> Iterator[tuple[int, str]]:
    """话里的哪几处，从第几个字起，原话里没有。"""
    known = _known(row)
    numbers = set(_NUMBER.findall(proof.normalized(f"{row.printed} {row.date}")))
    told: set[int] = set()
    for claim in claims(row.says):
        told.update(range(claim.start, claim.start + len(claim.words)))
        if claim.key not in known:
            yield claim.start, claim.words
    for found in _NUMBER.finditer(row.says):
        if found[0] not in numbers and found.start() not in told:
            yield found.start(), found[0]


def _known(row: Report) -> set[tuple[str, str]]:
    """原话里的硬话，连同日期里的年、月、日。"""
    keys = {claim.key for claim in claims(row.printed)}
    parts = [str(int(part)) for part in row.date.split("-") if part]
    for size in range(1, len(parts) + 1):
        keys.add(("日期", "-".join(parts[:size])))
    return keys


def reports_in_passage(plan: Plan) -> Problems:
    """公文里就有的，原话真在那一段里，一字不差。"""
    for row in plan.progress:
        if not row.passage or row.passage not in plan.paragraph:
            continue
        text = proof.reading(plan, plan.paragraph[row.passage])
        if proof.normalized(row.printed) not in proof.normalized(text):
            message = f"{row.passage} 里没有这几个字"
            yield problem_in(row, "printed", message, "照那一段抄，或改对 passage")


def reports_from_passage(plan: Plan) -> Problems:
    """公文里就有的，网址就是那一篇公文所在的网页。"""
    for row in plan.progress:
        paragraph = plan.paragraph.get(row.passage or "")
        if paragraph is None or not row.address:
            continue
        address = source_of(plan, paragraph.document).address
        if row.address != address:
            message = f"{row.passage} 所在的网页不是这一个"
            yield problem_in(row, "address", message, f"写 {address}，或改对 passage")


PROGRESS_RULES = (
    reports_once,
    reports_ordered,
    reports_after_events,
    reports_placed,
    reports_in_sentences,
    reports_as_printed,
    reports_in_passage,
    reports_from_passage,
)

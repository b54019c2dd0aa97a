"""时间线：照先后，不重复，日期、文件的名称真的写在所指的段里。"""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from macros.checks.days import is_real_event
from macros.checks.fields import is_empty_list, problem_in
from macros.checks.likeness import couples, far_nearer, shared
from macros.corpus import proof
from macros.corpus.chinese import event_day
from macros.corpus.corpus import Row
from macros.corpus.editorial import Erratum, Event
from macros.corpus.plan import Plan
from macros.corpus.problem import Problem, Problems
from macros.corpus.yaml import Node

_DATE = re.compile(r"(?<!\d)(?:(\d{4})年)?(\d{1,2}月(?:\d{1,2}日)?)")
_TITLE = re.compile("《[^《》]*》")
# 像到几成，就当是抄错了一个名称。
_ALIKE = 0.8
# 别的一天后面的话，共有的字要比这一天的两倍还多几个。
_MORE = 3


@dataclass(frozen=True, slots=True)
class _Lack:
    """一件事指着的一段里没有它的日期：写在哪里，哪一天。"""

    node: Node
    day: str


# 段的 id → 那一段里没有的日期。
_Lacks = dict[str, list[_Lack]]


def events_ordered(plan: Plan) -> Problems:
    """时间线照先后排。"""
    for one, other in itertools.pairwise(plan.timeline):
        if other.first < one.first and is_real_event(one.first or "0"):
            message = f"{other.first} 早于前一件的 {one.first}"
            yield problem_in(other, "first", message, "照先后排")


def events_once(plan: Plan) -> Problems:
    """一件事只写一遍。"""
    seen: set[Event] = set()
    for event in plan.timeline:
        if event in seen:
            yield event.place.problem("和前面的一件相同", "删掉一条")
        seen.add(event)


def events_placed(plan: Plan) -> Problems:
    """时间线的每件事写明在哪一段。"""
    for event in plan.timeline:
        if is_empty_list(event, "passages"):
            yield problem_in(event, "passages", "没有写在哪一段", "写上段落的 id")


def events_end_later(plan: Plan) -> Problems:
    """截止不早于开始。"""
    for event in plan.timeline:
        if event.last and event.last < event.first:
            yield problem_in(event, "last", "截止早于开始", "改对日期")


def event_dates(plan: Plan) -> Problems:
    """时间线的每个日期都真的写在所指的段里：哪一段也没有的是日期错了，只有一段没有的是段错了。"""
    lacks = defaultdict[str, list[_Lack]](list)
    for event in plan.timeline:
        if event.last and event.last < event.first:
            continue
        for field in ("first", "last"):
            if getattr(event, field):
                yield from _dated(plan, event, field, lacks)
    for id, found in lacks.items():
        wrong = _misread(plan, id, found[0].day)
        if wrong is None:
            yield _undated(id, found)
        else:
            message = f"读作 {wrong.reading}，data/timeline.yml 和别处写的是 {found[0].day}"
            yield problem_in(wrong, "reading", message, "照依据再看一遍，改对写错的一处")


def _dated(plan: Plan, event: Event, field: str, lacks: _Lacks) -> Problems:
    """一件事的 field 那一天哪一段也没有；有的段没有的，记在 lacks 里。"""
    day = event_day(getattr(event, field))
    known = [id for id in event.passages if id in plan.rows]
    missing = []
    for id in known:
        dates = _dates(plan, plan.rows[id])
        if day not in dates:
            missing.append(id)
    if len(missing) < len(known):
        for id in missing:
            lack = _Lack(_passage(event, id), day)
            lacks[id].append(lack)
    elif missing:
        yield _nowhere(plan, event, field, missing)


def _passage(event: Event, id: str) -> Node:
    """一件事的 passages 里的一个写在哪里。"""
    return event.place.of("passages", event.passages.index(id))


def _nowhere(plan: Plan, event: Event, field: str, missing: Sequence[str]) -> Problem:
    """所指的段里都没有 field 那一天：只指了一段，别处又写着的，是段错了。"""
    day = event_day(getattr(event, field))
    first = missing[0]
    if len(missing) == 1 and day in _whole(plan):
        node = _passage(event, first)
        return node.problem(f"{first} 里没有 {day}", "改对段落，写着这个日期的在别处")
    rest = ""
    if len(missing) > 1:
        rest = "，另外几段里也没有"
    message = f"{first} 里没有 {day}{rest}"
    return problem_in(event, field, message, "改对日期；日期没错，就改对 passages")


def _misread(plan: Plan, id: str, day: str) -> Erratum | None:
    """这一段补的字里，读成了时间线上没有的同一年的一天的；不止一处、没有，是 None。"""
    known = set(_event_days(plan))
    wrong = []
    for erratum in plan.errata_of.get(id, ()):
        days = _DATE.findall(erratum.reading or "")
        told = {f"{year}年{rest}" for year, rest in days if year == day[:4]}
        if told and told.isdisjoint(known):
            wrong.append(erratum)
    if len(wrong) != 1:
        return None
    return wrong[0]


def _event_days(plan: Plan) -> Iterator[str]:
    """时间线上的日子。"""
    for event in plan.timeline:
        yield event_day(event.first)
        if event.last:
            yield event_day(event.last)


def _undated(id: str, found: Sequence[_Lack]) -> Problem:
    """一段里没有几件事的日期；几件都没有，多半是那一段丢的字没有补。"""
    days = "、".join(lack.day for lack in found)
    help = "改对日期或段落"
    if len(found) > 1:
        help = "几件都对不上：看看 data/errata.yml 里补这一段的还在不在，写对没有；不是，就改对段落"
    message = f"{id} 里没有 {days}"
    return found[0].node.problem(message, help)


def _dates(plan: Plan, row: Row) -> set[str]:
    """一段里写的日期和月份。"""
    return {day for day, _ in _dated_words(plan, row)}


def _dated_words(plan: Plan, row: Row) -> Iterator[tuple[str, str]]:
    """一段里写的日期和月份，和各自后面的话；没写年份的，承前面最近的一个年份。"""
    year = ""
    text = proof.reading(plan, row)
    dates = list(_DATE.finditer(text))
    ends = [match.start() for match in dates[1:]]
    for match, end in zip(dates, [*ends, len(text)], strict=False):
        year = match[1] or year
        yield f"{year}年{match[2]}", text[match.end() : end]


def events_as_printed(plan: Plan) -> Problems:
    """那一天做的就是话里说的事：所指的段里，那件事写在别的一天的，是日子错了。"""
    for event in plan.timeline:
        days = {event_day(event.first), event_day(event.last or event.first)}
        words = couples(event.text)
        own = -1
        alike = {}
        for id in event.passages:
            if id not in plan.rows:
                continue
            for day, told in _dated_words(plan, plan.rows[id]):
                if day in days:
                    own = max(own, shared(words, couples(told)))
                else:
                    alike[day] = shared(words, couples(told))
        right = max(alike, key=lambda day: alike[day], default="")
        if right and own >= 0 and far_nearer(alike[right], own, _MORE):
            message = f"所指的段里，这件事写在 {right}"
            yield problem_in(event, "first", message, "改对日期，或改话")


def _whole(plan: Plan) -> set[str]:
    """公文各段里写着的日期。"""
    dates: set[str] = set()
    for row in plan.paragraphs:
        dates |= _dates(plan, row)
    return dates


def event_titles(plan: Plan) -> Problems:
    """话里的文件的名称，和所指的段里的一样；段里没有相像的不算，那是别的文件。"""
    for event in plan.timeline:
        printed = list(_titles(plan, event))
        for title in _TITLE.finditer(event.text):
            near = get_close_matches(title[0], printed, n=1, cutoff=_ALIKE)
            if near and near[0] != title[0]:
                message = f"名称和所指的段里的不同，那里是{near[0]}"
                node = event.place.of("text")
                yield node.problem(message, "照原文写", title.start())


def _titles(plan: Plan, event: Event) -> Iterator[str]:
    """一件事所指的各段里的书名号。"""
    for id in event.passages:
        if id in plan.rows:
            text = proof.reading(plan, plan.rows[id])
            yield from _TITLE.findall(text)


# 只看时间线自己的；要对公文的字的。
EVENT_RULES = (events_ordered, events_once, events_placed, events_end_later)
PRINTED_EVENT_RULES = (event_dates, events_as_printed, event_titles)

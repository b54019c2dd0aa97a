"""编者概括的话：一图读懂和问答的每一句，依据指得到，短，硬话有出处，时段一个不漏。"""

import re
import types
from collections.abc import Callable, Iterator

from macros.checks.claims import TOLD_YEAR
from macros.checks.fields import is_empty_list, problem_in
from macros.checks.ids import again
from macros.checks.sources import named_in_official_text, unsourced
from macros.corpus import proof
from macros.corpus.corpus import Row
from macros.corpus.documents import Paragraph
from macros.corpus.glance import Answer, Headed, Saying, Stage
from macros.corpus.plan import Plan
from macros.corpus.problem import Problem, Problems
from macros.corpus.tasks import Entry, Measure
from macros.pages import cite
from macros.printing.glance_deck import glance_deck

# 要做的事最多几件：手机上一屏看得完。
MOST_WANTS = 4
# 概括的一句、回答最多多少字；回答最多几句。
LONGEST_SAYING = 60
LONGEST_ANSWER = 90
MOST_SENTENCES = 2

_END = re.compile("[。？！]")
_FOUR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
# 一图读懂里不能空着的各列。
# 课件的一张，写在哪一列。
_ON_SLIDE = types.MappingProxyType(
    {"方案要做什么": "wants", "谁来做，什么时候做": "stages", "跟你有什么关系": "people"}
)
_PARTS = ("wants", "leads", "stages", "people", "upkeep", "phones")


def glance_filled(plan: Plan) -> Problems:
    """一图读懂的各部分都写了，要做的事不太多：一屏看不完就不是一图。没有这一页的，全空着。"""
    if not any(getattr(plan.glance, part) for part in _PARTS):
        return
    for part in _PARTS:
        if part == "stages" and not plan.periods:
            continue
        if is_empty_list(plan.glance, part):
            help = f"{part} 至少写一项"
            yield problem_in(plan.glance, part, "一句也没有", help)
    count = len(plan.glance.wants)
    if count > MOST_WANTS:
        message = f"要做的事写了 {count} 件"
        help = f"最多 {MOST_WANTS} 件，并成几件"
        yield problem_in(plan.glance, "wants", message, help)


def glance_slides_fit(plan: Plan) -> Problems:
    """一图读懂的课件，每张的字放得下：放不下的，会上看不清。"""
    known = {stage.period for stage in plan.glance.stages} <= plan.period.keys()
    known &= set(plan.glance.phones) <= plan.hotline.keys()
    deck = glance_deck(plan) if known else None
    if deck is None:
        return
    for page in deck.pages:
        if any(page.misfits()):
            field = _ON_SLIDE[page.title]
            message = f"课件“{page.title}”这一张放不下"
            yield problem_in(plan.glance, field, message, "少写几条，或把话写短")


def stages_whole(plan: Plan) -> Problems:
    """每个时段恰好一句，照先后：漏了一段，读者以为那几年没有事。"""
    wanted = [period.id for period in plan.periods]
    written = [stage.period for stage in plan.glance.stages]
    if written and all(written) and written != wanted:
        help = f"照先后一段一句：{'、'.join(wanted)}"
        yield problem_in(plan.glance, "stages", "和 data/periods.yml 的时段对不上", help)


def sayings_rest(plan: Plan) -> Problems:
    """每一句都写着依据，依据是公文的一段、一项任务或一条举措，读者点得到。"""
    for row in _rows(plan):
        if is_empty_list(row, "rests"):
            yield problem_in(row, "rests", "没有写依据哪一段", "rests 至少写一项")
        for n, id in enumerate(row.rests):
            if id in plan.rows and not _is_passage(plan.rows[id]):
                message = f"{id} 不是一段、一项任务或一条举措"
                yield row.place.of("rests", n).problem(message, "写那一段的 id")


def stages_rest_in_period(plan: Plan) -> Problems:
    """一个时段的一句，依据的举措就是那个时段的。"""
    for stage in plan.glance.stages:
        for n, id in enumerate(stage.rests):
            row = plan.rows.get(id)
            if not isinstance(row, Measure) or row.period == stage.period:
                continue
            message = f"这一句说的是 {stage.period}，{id} 是 {row.period} 的举措"
            help = f"换成 {stage.period} 的举措"
            yield stage.place.of("rests", n).problem(message, help)


def _is_passage(row: Row) -> bool:
    """能点开、能引用的一段：公文的标题、单位、时段不算。"""
    if isinstance(row, Paragraph):
        return row.kind in cite.CITED_KINDS
    return isinstance(row, Entry)


def sayings_short(plan: Plan) -> Problems:
    """概括的一句不长，回答两句以内：长了不如去看原文。"""
    for row in sayings(plan):
        if len(row.text) > LONGEST_SAYING:
            message = f"有 {len(row.text)} 个字"
            help = f"最多 {LONGEST_SAYING} 个字，写短一些"
            yield problem_in(row, "text", message, help)
    for answer in plan.answers:
        count = len(_END.findall(answer.answer))
        if count > MOST_SENTENCES:
            message = f"回答有 {count} 句"
            help = f"最多 {MOST_SENTENCES} 句"
            yield problem_in(answer, "answer", message, help)
        if len(answer.answer) > LONGEST_ANSWER:
            message = f"回答有 {len(answer.answer)} 个字"
            help = f"最多 {LONGEST_ANSWER} 个字，写短一些"
            yield problem_in(answer, "answer", message, help)


def sayings_sourced(plan: Plan) -> Problems:
    """概括和回答里的法律、刑罚、年龄、金额、电话，原文里印着，或者事实里写着。"""
    known = named_in_official_text(plan)
    yield from _years_printed(plan)
    for row in sayings(plan):
        passages = [(row.place.of("text"), row.text)]
        yield from unsourced(plan, (), passages, known=known)
    for answer in plan.answers:
        passages = [(answer.place.of("answer"), answer.answer)]
        passages.append((answer.place.of("question"), answer.question))
        facts = plan.cited(answer.facts, ())
        yield from unsourced(plan, facts, passages, known=known)


def _years_printed(plan: Plan) -> Problems:
    """概括和回答里的年份，所依据的段、它的时段、引的事实里有：别处印着的年份不算。"""
    for row in _rows(plan):
        field = "text"
        if isinstance(row, Answer):
            field = "answer"
        text = getattr(row, field)
        known = set(_printed_years(plan, row))
        for year in TOLD_YEAR.finditer(text):
            if int(year[1]) not in known:
                message = f"所依据的段里没有 {year[1]} 年"
                node = row.place.of(field)
                help = "改对年份，或在 rests 里补上写着它的段"
                yield node.problem(message, help, year.start())


def _printed_years(plan: Plan, row: Saying | Headed | Stage | Answer) -> Iterator[int]:
    """一句所依据的段、举措的时段、引的事实里的年份。"""
    periods = []
    if isinstance(row, Stage):
        periods.append(row.period)
    for id in row.rests:
        source = plan.rows.get(id)
        if isinstance(source, Paragraph | Entry):
            yield from _years(proof.reading(plan, source))
        if isinstance(source, Measure):
            periods.append(source.period)
    for id in periods:
        if id in plan.period:
            period = plan.period[id]
            yield from range(period.first, period.last + 1)
    if isinstance(row, Answer):
        for fact in plan.cited(row.facts, ()):
            yield from _years(fact.text)


def _years(text: str) -> Iterator[int]:
    """一段话里像年份的数。"""
    yield from map(int, _FOUR.findall(text))


def answers_apart(plan: Plan) -> Problems:
    """问答的问题不重复，以问号结尾，一种人的挨在一起。"""
    for row, first in again(plan.answers, "question"):
        if row.question:
            message = f"question 和第 {first.place.line} 行的相同"
            yield problem_in(row, "question", message, "换一个")
    for row in plan.answers:
        if row.question and not row.question.endswith("？"):
            yield problem_in(row, "question", "问题没有问号", "末尾写“？”")
    yield from _scattered(plan.answers)


def _scattered(answers: tuple[Answer, ...]) -> Iterator[Problem]:
    """一种人的问题分在了几处：页面上会有两个一样的小标题。"""
    seen: set[str] = set()
    before = ""
    for row in answers:
        if row.who and row.who != before and row.who in seen:
            message = f"{row.who}的问题分在了几处"
            yield problem_in(row, "who", message, "挪到一起")
        seen.add(row.who)
        before = row.who


def sayings(plan: Plan) -> Iterator[Saying | Headed | Stage]:
    """一图读懂里概括的各句。"""
    glance = plan.glance
    yield from glance.wants
    yield from glance.leads
    yield from glance.stages
    yield from glance.people
    yield from glance.upkeep
    yield from glance.contact


def _rows(plan: Plan) -> Iterator[Saying | Headed | Stage | Answer]:
    yield from sayings(plan)
    yield from plan.answers


GLANCE_RULES: tuple[Callable[[Plan], Problems], ...] = (
    glance_filled,
    glance_slides_fit,
    stages_whole,
    stages_rest_in_period,
    sayings_rest,
    sayings_short,
    sayings_sourced,
    answers_apart,
)

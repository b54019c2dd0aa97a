"""data 里编者说给读者听的话：日子、电话、时间线、勘误的依据、注……里的硬话也要有出处。

步骤、名词在 sources，一图读懂和问答在 glance。
"""

import re
from collections.abc import Iterator
from pathlib import Path

from macros.checks.claims import CLAIM_KINDS
from macros.checks.sources import days_of, named_in_official_text, unsourced
from macros.checks.textfiles import text_files
from macros.corpus.plan import Plan
from macros.corpus.problem import Problem, Problems
from macros.corpus.yaml import Node

# 勘误的依据里说的“第2条”是附件里数的，不是法律的条。
_COUNTED = frozenset({"条号"})
# Markdown 和网页的记号；数据里的字照样印，不排。
_MARKS = re.compile(
    r"\*\*|~~|`[^`\n]+`|\]\([^()\s]+\)|&[a-z]{2,6};|</?(?:b|br|i|u|em|strong)\b ?/?>"
)
# 公文照录，不看；资料的元数据在别处查。
_WRITTEN = re.compile(r"data/[^/]+\.yml")


def occasions_sourced(plan: Plan) -> Problems:
    """日历的话里的硬话，所引的事实里都有；日子自己的首尾也算。"""
    for day in plan.calendar:
        passages = [(day.place.of("says"), day.says)]
        facts = plan.cited(day.facts, ())
        known = named_in_official_text(plan).union(days_of(day))
        yield from unsourced(plan, facts, passages, known=known)


def hotlines_sourced(plan: Plan) -> Problems:
    """电话什么时候打、几点有人接，所引的那条事实里写着。"""
    for line in plan.hotlines:
        passages = [(line.place.of("use"), line.use)]
        if line.hours:
            passages.append((line.place.of("hours"), line.hours))
        yield from unsourced(plan, plan.cited([line.fact], ()), passages)


def derived_sourced(plan: Plan) -> Problems:
    """由别的事实得出的，不多说一个数字、一部法律：那些事实里都写着。"""
    for fact in plan.facts:
        if not fact.basis:
            continue
        passages = [(fact.place.of("says"), fact.says)]
        for n, text in enumerate(fact.detail):
            passages.append((fact.place.of("detail", n), text))
        yield from unsourced(plan, plan.grounds(fact), passages)


def notes_sourced(plan: Plan) -> Problems:
    """时间线、勘误的依据、注、撤下的理由：没有地方写依据的事实，只能说公文里写着的。"""
    known = named_in_official_text(plan)
    kinds = CLAIM_KINDS - _COUNTED
    yield from unsourced(plan, (), _notes(plan), known=known, kinds=kinds)


def _notes(plan: Plan) -> Iterator[tuple[Node, str]]:
    for event in plan.timeline:
        yield event.place.of("text"), event.text
    for erratum in plan.errata:
        yield erratum.place.of("basis"), erratum.basis
    for row in plan.alignment:
        if row.note:
            yield row.place.of("note"), row.note
    for measure in plan.measures:
        if measure.note:
            yield measure.place.of("note"), measure.note
    for moved in plan.moved:
        yield moved.place.of("why"), moved.why


def texts_plain(_plan: Plan, root: Path) -> Problems:
    """数据里的话不用 Markdown 的记号：加粗、链接都不起作用，会照样印出来。"""
    for file in text_files(root):
        if not _WRITTEN.fullmatch(file.path) or not _MARKS.search(file.text):
            continue
        for number, line in file.lines():
            mark = _MARKS.search(line)
            if mark is None or line.lstrip().startswith("#"):
                continue
            message = f"“{mark[0][:12]}”在数据里不起作用，会照样印出来"
            yield Problem(file.path, number, mark.start() + 1, message, "删掉记号，只留字")

"""把一篇公文备成排版要的数据：原文一字不改，补出的字另成一截，勘误列在末尾。"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from macros.corpus import addresses, proof
from macros.corpus.addresses import clause_title
from macros.corpus.corpus import Row
from macros.corpus.documents import APPENDIX_KINDS, Document, Paragraph
from macros.corpus.plan import Plan
from macros.corpus.tasks import Entry, Unit
from macros.pages import marks
from macros.printing.engine import Sheet

# 一截原文：style 是 plain（照印）、sic（原文如此）、restored（补出的），text 是字。
Fragment: TypeAlias = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """一份公文的印本：文件名、标题、各段、是不是印推进表。"""

    id: str
    title: str
    paragraphs: tuple[Paragraph, ...] = ()
    table: bool = False


def papers(plan: Plan) -> tuple[Paper, ...]:
    """要印的公文：自己有标题、不是照另一篇抄的各篇，和推进表。"""
    made: list[Paper] = []
    for document in plan.documents.values():
        if document.base or not _has_title(document):
            continue
        own = tuple(_own_paragraphs(document))
        paper = Paper(id=document.id, title=document.title, paragraphs=own)
        made.append(paper)
    appendix = Paper(id="appendix", title=plan.appendix_title, table=True)
    return (*made, appendix)


def _has_title(document: Document) -> bool:
    return any(row.kind == "title" for row in document.paragraphs)


def _own_paragraphs(document: Document) -> Iterator[Paragraph]:
    """各段，不算附件里的：推进表另印。"""
    for row in document.paragraphs:
        if row.kind not in APPENDIX_KINDS:
            yield row


def official_sheet(plan: Plan, paper: Paper) -> Sheet:
    """一篇公文排版要的数据。"""
    rows: list[Row] = list(paper.paragraphs)
    table: Sheet = {"table": []}
    if paper.table:
        rows += [*plan.tasks, *plan.measures]
        table = _table(plan)
    day = _date(plan)
    notes: list[str] = []
    for row in rows:
        notes += editors_notes(plan, row)
    source = plan.source
    return {
        "title": paper.title,
        "date": [day.year, day.month, day.day],
        "wide": paper.table,
        "imprint": (
            f"来源：{source.publisher}。文字与原网页逐字核对，以原网页为准：{source.address}"
        ),
        "paragraphs": [_paragraph(plan, row) for row in paper.paragraphs],
        "notes": notes,
        **table,
    }


def _date(plan: Plan) -> datetime.date:
    """印发的日子；计划里没写，用一个固定的，印出来的字节才不变。"""
    if plan.main and plan.main.card:
        return plan.main.card.date
    return datetime.date(2000, 1, 1)


def _paragraph(plan: Plan, row: Paragraph) -> Sheet:
    """一段公文；开头作标题的短句（lead）另成一截，印楷体。"""
    lead: list[Fragment] = []
    rest: list[Fragment] = []
    left = len(clause_title(row))  # 短句还剩几个字；补出的字不算
    for fragment in official_runs(plan, row):
        if fragment["style"] == "restored":
            (lead if left else rest).append(fragment)
            continue
        text = fragment["text"]
        head = text[:left]
        tail = text[left:]
        left -= len(head)
        if head:
            lead.append(fragment | {"text": head})
        if tail:
            rest.append(fragment | {"text": tail})
    return {
        "kind": row.kind,
        "lead": lead,
        "runs": rest,
    }


def official_runs(plan: Plan, row: Row) -> list[Fragment]:
    """一段原文，分成照印的和补出的。"""
    errata = plan.errata_of.get(row.id, ())
    fragments: list[Fragment] = []
    printed = proof.printed(row)
    for style, text in marks.marked(printed, errata):
        if text:
            fragments.append({"style": style, "text": text})
    return fragments


def editors_notes(plan: Plan, row: Row) -> Iterator[str]:
    """一段的编者注。"""
    label = addresses.label(plan, row)
    for erratum in plan.errata_of.get(row.id, ()):
        note = marks.erratum_note(erratum)
        yield f"{label}：{note}"


def _table(plan: Plan) -> Sheet:
    """推进表：标题、表头、各栏的宽、一个单位一行。"""
    return {
        "titles": list(_titles(plan)),
        "columns": [row.text for row in _rows_of(plan, "column")],
        "periods": [period.printed for period in plan.periods],
        "widths": _widths(plan),
        "table": [_unit(plan, unit) for unit in plan.units],
    }


def _rows_of(plan: Plan, *kinds: str) -> list[Paragraph]:
    """正文里的某几种段，照先后。"""
    if plan.main is None:
        return []
    return [row for row in plan.main.paragraphs if row.kind in kinds]


def _titles(plan: Plan) -> Iterator[Sheet]:
    """表上面的“附件”和标题；level 1 是大标题。"""
    for row in _rows_of(plan, "appendix-label", "appendix-title"):
        level = 2
        if row.kind == "appendix-title":
            level = 1
        yield {"level": level, "text": row.text}


def _widths(plan: Plan) -> list[float]:
    """各栏的宽，比例：字多的栏宽一些，最窄的也有最宽的一半。"""
    sizes = [0] * (1 + len(plan.periods))
    for unit in plan.units:
        for column, rows in enumerate(_columns(plan, unit)):
            for row in rows:
                sizes[column] += len(row.text)
    least = max(sizes) / 2
    return [max(size, least) for size in sizes]


def _columns(plan: Plan, unit: Unit) -> Iterator[Sequence[Entry]]:
    """一个单位的各栏：要做的事、各时段的举措。"""
    yield unit.tasks
    for period in plan.periods:
        yield unit.measures[period.id]


def _unit(plan: Plan, unit: Unit) -> Sheet:
    """表里的一行。"""
    tasks, *measures = _cells(plan, unit)
    return {
        "name": unit.name,
        "tasks": tasks,
        "measures": measures,
    }


def _cells(plan: Plan, unit: Unit) -> Iterator[list[list[Fragment]]]:
    """一行的各格，一格几条。"""
    for rows in _columns(plan, unit):
        yield [official_runs(plan, row) for row in rows]

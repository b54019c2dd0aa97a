"""把一篇公文备成排版要的数据：原文一字不改，补出的字另成一截，勘误列在末尾。"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from macros.corpus import addresses, proof
from macros.corpus.addresses import clause_title
from macros.corpus.corpus import Row
from macros.corpus.documents import (
    APPENDIX_KINDS,
    HEADING_KINDS,
    Document,
    Paragraph,
    ParagraphKind,
)
from macros.corpus.origins import listed_documents, source_of
from macros.corpus.plan import Plan
from macros.corpus.tasks import Entry, Unit
from macros.pages import marks
from macros.printing.engine import Sheet
from macros.printing.headline import Words

# 一截原文：style 是 plain（照印）、sic（原文如此）、restored（补出的），text 是字。
Fragment: TypeAlias = dict[str, str]


# 公文的标题用二号字，一行排得下几个字。
_TITLE_ROOM = 20
# 附件说明的开头：“附件：”和顺序号。
_ATTACHMENT = re.compile(r"(附件：)?([0-9]+[.．])?")
# 合订本的 id。
BOUND = "bound"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """一份公文的印本：文件名、标题、各段、是不是印推进表；parts 是订在一起的几份。"""

    id: str
    title: str
    paragraphs: tuple[Paragraph, ...] = ()
    table: bool = False
    parts: tuple["Paper", ...] = ()

    @property
    def bound(self) -> tuple["Paper", ...]:
        """订在一起的各份；不是合订本，就是自己一份。"""
        return self.parts or (self,)


def papers(plan: Plan) -> tuple[Paper, ...]:
    """要印的公文：自己有标题、不是照另一篇抄的各篇，推进表，合订本。"""
    made: list[Paper] = []
    for document in plan.documents.values():
        if document.base or not _has_title(document):
            continue
        own = tuple(_own_paragraphs(document))
        paper = Paper(id=document.id, title=document.title, paragraphs=own)
        made.append(paper)
    appendix: list[Paper] = []
    if plan.has_table:
        appendix.append(Paper(id="appendix", title=plan.appendix_title, table=True))
    return (*made, *appendix, *_bound(plan, made, appendix))


def _bound(plan: Plan, made: Sequence[Paper], appendix: Sequence[Paper]) -> Iterator[Paper]:
    """合订本：和方案在同一页的各篇，照原网页的先后，最后是推进表；只有方案一篇就不订。"""
    main = plan.main
    if main is None:
        return
    own = {paper.id: paper for paper in made}
    together = {id for id in own if plan.documents[id].page == main.page}
    found = [own[id] for id in listed_documents(plan) if id in together]
    if len(found) > 1:
        title = f"{main.title}（合订本）"
        yield Paper(id=BOUND, title=title, parts=(*found, *appendix))


def _has_title(document: Document) -> bool:
    return any(row.kind == "title" for row in document.paragraphs)


def _own_paragraphs(document: Document) -> Iterator[Paragraph]:
    """各段，不算附件里的：推进表另印。"""
    for row in document.paragraphs:
        if row.kind not in APPENDIX_KINDS:
            yield row


def title_words(plan: Plan) -> Words:
    """公文的标题在哪里断行，照这份计划的字。"""
    rows = [row for row in plan.rows.values() if isinstance(row, Paragraph)]
    titles = [row.text for row in rows if row.kind == "title"]
    return Words(plan, titles)


def official_sheet(plan: Plan, paper: Paper, words: Words) -> Sheet:
    """一篇公文排版要的数据；words 是标题在哪里断行。

    tight 是排得紧一些：每页多一行，由印刷的人看要不要。
    """
    notes: list[str] = []
    for part in paper.bound:
        for row in _rows(plan, part):
            notes += editors_notes(plan, row)
    source = source_of(plan, paper.id)
    foot = f"来源：{source.publisher}，以原网页为准：{source.address}"
    return {
        "title": paper.title,
        "date": _date(plan),
        "foot": foot,
        "imprint": (
            f"来源：{source.publisher}。文字与原网页逐字核对，以原网页为准：{source.address}"
        ),
        "parts": [_part(plan, part, words) for part in paper.bound],
        "notes": notes,
        "tight": False,
    }


def _rows(plan: Plan, part: Paper) -> list[Row]:
    """一份里的各段、各条。"""
    rows: list[Row] = list(part.paragraphs)
    if part.table:
        rows += [*plan.tasks, *plan.measures]
    return rows


def _part(plan: Plan, part: Paper, words: Words) -> Sheet:
    """订在一起的一份。"""
    table: Sheet = {"table": []}
    if part.table:
        table = _table(plan, words)
    return {
        "wide": part.table,
        "paragraphs": [_paragraph(plan, row, words) for row in part.paragraphs],
        **table,
    }


def _date(plan: Plan) -> list[int]:
    """印发的日子，年、月、日；计划里没写是空的。"""
    if plan.main and plan.main.card:
        day = plan.main.card.date
        return [day.year, day.month, day.day]
    return []


def _paragraph(plan: Plan, row: Paragraph, words: Words) -> Sheet:
    """一段公文。

    lead 是开头另成一截的：作标题的短句印楷体，附件说明的“附件：1.”回行时不占它的地方。
    lines 是标题的各行。
    """
    fragments = official_runs(plan, row)
    if row.kind == "title":
        return {"kind": row.kind, "lines": _lines(fragments, words)}
    lead, rest = _cut(fragments, _lead(row))
    kind = "heading" if row.kind in HEADING_KINDS else row.kind
    return {
        "kind": kind,
        "lead": lead,
        "runs": rest,
    }


def _lead(row: Paragraph) -> int:
    """开头几个字另成一截；补出的字不算。"""
    if row.kind == "attachment":
        opening = _ATTACHMENT.match(row.text)
        return opening.end() if opening else 0
    return len(clause_title(row))


def _lines(fragments: Sequence[Fragment], words: Words) -> list[list[Fragment]]:
    """标题的各行；补出的字还在原处。"""
    printed = "".join(one["text"] for one in fragments if one["style"] != "restored")
    lines: list[list[Fragment]] = []
    rest = list(fragments)
    start = 0
    for line in words.lines(printed, _TITLE_ROOM):
        end = printed.index(line, start) + len(line)
        own, rest = _cut(rest, end - start)
        lines.append(own)
        start = end
    lines[-1] += rest
    return lines


def _cut(fragments: Sequence[Fragment], left: int) -> tuple[list[Fragment], list[Fragment]]:
    """从第 left 个字后面分成两截；补出的字不算，落在哪一截里就在哪一截。"""
    lead: list[Fragment] = []
    rest: list[Fragment] = []
    for fragment in fragments:
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
    return lead, rest


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


def _table(plan: Plan, words: Words) -> Sheet:
    """推进表：标题、表头、各栏的宽、一个单位一行。"""
    return {
        "titles": [_paragraph(plan, row, words) for row in _titles(plan)],
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


def _titles(plan: Plan) -> Iterator[Paragraph]:
    """表上面的“附件”和标题，照正文里的“附件”和标题排。"""
    kinds: dict[str, ParagraphKind] = {"appendix-label": "label", "appendix-title": "title"}
    for row in _rows_of(plan, *kinds):
        yield replace(row, kind=kinds[row.kind])


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

"""读好之后填上推得出的：记录的 id、征求意见稿的各段、传单取用的步骤。"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from macros.corpus.documents import Document, Paragraph
from macros.corpus.facts import Procedure
from macros.corpus.pieces import Leaflet, Piece, Step
from macros.corpus.reader import frozen
from macros.corpus.tasks import Measure, Unit


def completed_documents(documents: Mapping[str, Document]) -> Mapping[str, Document]:
    """各篇公文：填上 id，照抄别篇的补上各段。"""
    named = {}
    for name, document in documents.items():
        paragraphs = [replace(row, document=name) for row in document.paragraphs]
        named[name] = replace(document, id=name, paragraphs=tuple(paragraphs))
    whole = {}
    for name, document in named.items():
        base = named.get(document.base or "")
        whole[name] = _copied(document, base)
    return frozen(whole)


def _copied(document: Document, base: Document | None) -> Document:
    """征求意见稿：抄来 base 的各段（id 换成自己的），插入自己多出的段。"""
    if base is None:
        return document
    paragraphs: list[Paragraph] = []
    for row in base.paragraphs:
        paragraphs.extend(_inserted_before(row.id, document))
        suffix = row.id.removeprefix(f"{base.id}-")
        id = f"{document.id}-{suffix}"
        copied = replace(row, id=id, document=document.id)
        paragraphs.append(copied)
    return replace(document, paragraphs=tuple(paragraphs), appendix=base.appendix)


def _inserted_before(row: str, document: Document) -> Iterator[Paragraph]:
    """这一篇插在 row 那一段之前的各段。"""
    for new in document.inserts:
        if new.before == row:
            yield Paragraph(
                id=new.id, kind=new.kind, text=new.text, place=new.place, document=document.id
            )


def completed_units(units: Mapping[str, Unit]) -> tuple[Unit, ...]:
    """各单位，照 order 排，填上 id。

    order 没读出来（是 0）的补进空缺的位置，免得一处写错带出一串错。
    """
    used = {unit.order for unit in units.values()}
    places = range(1, len(units) + 1)
    free = (place for place in places if place not in used)
    order = {}
    for name, unit in units.items():
        order[name] = unit.order or next(free, 0)
    ordered = sorted(units, key=order.__getitem__)
    return tuple(_named_unit(name, units[name]) for name in ordered)


def _named_unit(name: str, unit: Unit) -> Unit:
    """填上单位、任务、举措的 id：任务是 单位-序，举措是 单位-时段-序，序是在列表里的位置。"""
    tasks = []
    for number, task in enumerate(unit.tasks, 1):
        id = f"{name}-{number}"
        tasks.append(replace(task, id=id, unit=name))
    measures = {}
    for period, rows in (unit.measures or {}).items():
        measures[period] = _named_measures(name, period, rows)
    return replace(unit, id=name, tasks=tuple(tasks), measures=measures)


def _named_measures(unit: str, period: str, rows: Iterable[Measure]) -> tuple[Measure, ...]:
    named = []
    for number, row in enumerate(rows, 1):
        id = f"{unit}-{period}-{number}"
        measure = replace(row, id=id, unit=unit, period=period)
        named.append(measure)
    return tuple(named)


def completed_pieces(pieces: Iterable[Piece], procedures: Iterable[Procedure]) -> tuple[Piece, ...]:
    """各份资料：传单取用的步骤填上。"""
    procedure = {row.id: row for row in procedures}
    return tuple(with_steps(piece, procedure) for piece in pieces)


def with_steps(piece: Piece, procedure: Mapping[str, Procedure]) -> Piece:
    """填上传单取用的步骤；没有那一套的不填，由检查报。"""
    if not isinstance(piece, Leaflet) or piece.taken is None:
        return piece
    shared = procedure.get(piece.taken.from_)
    if shared is None:
        return piece
    if piece.taken.form == "long":
        return replace(piece, steps=shared.steps)
    brief = map(_in_brief, shared.steps)
    return replace(piece, steps=tuple(brief))


def _in_brief(step: Step) -> Step:
    """一步只印短的话。"""
    return replace(step, text=f"{step.short}。")

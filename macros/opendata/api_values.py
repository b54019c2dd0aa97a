"""接口里的每条记录从计划里怎样取。有哪些字段、各是什么意思，见 api_fields.py。"""

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from macros.corpus import addresses, proof
from macros.corpus.corpus import Row
from macros.corpus.documents import Document, Paragraph
from macros.corpus.editorial import Erratum, Term
from macros.corpus.origins import source_of
from macros.corpus.pieces import AUDIENCES, Piece
from macros.corpus.plan import Plan
from macros.corpus.reports import Report
from macros.corpus.tasks import Measure, Reform, Task, Unit
from macros.opendata.api_fields import (
    DocumentFields,
    ErratumFields,
    MeasureFields,
    ParagraphFields,
    PieceFields,
    ReportFields,
    TaskFields,
    TermFields,
    UnitFields,
    YearFields,
)
from macros.pages.datafiles import API
from macros.printing.formats import Outputs


def as_object(fields: Any) -> dict[str, Any]:
    """一条记录写成 JSON 的对象，次序照各字段。"""
    names = [field.name for field in dataclasses.fields(fields)]
    return {name: getattr(fields, name) for name in names}


class Values:
    """从一份计划取各种记录；outputs 是印好的文件，没印就是 None。"""

    def __init__(self, plan: Plan, outputs: Outputs | None) -> None:
        self.plan = plan
        self.outputs = outputs
        self.measures_in = defaultdict[str, list[str]](list)
        for unit in plan.units:
            for period, measures in unit.measures.items():
                self.measures_in[period] += _ids(measures)

    def document(self, document: Document) -> DocumentFields:
        """一篇公文。"""
        number = issuer = date = None
        card = document.card
        source = source_of(self.plan, document.id)
        if card:
            number = card.number
            issuer = card.issuer
            date = card.date.isoformat()
        return DocumentFields(
            id=document.id,
            title=document.title,
            number=number,
            issuer=issuer,
            date=date,
            page=addresses.html(document.page),
            appendix=document.appendix,
            data=f"{API}/documents/{document.id}.json",
            source=source.address,
            snapshot=addresses.snapshot_of(source),
        )

    def paragraph(self, paragraph: Paragraph) -> ParagraphFields:
        """公文的一段。照抄另一篇的公文，对照页里各段没有自己的锚点，地址只到页。"""
        page = addresses.address_of(self.plan, paragraph)
        if self.plan.documents[paragraph.document].base:
            page = page.partition("#")[0]
        return ParagraphFields(
            id=paragraph.id,
            kind=paragraph.kind,
            text=paragraph.text,
            reading=self._reading(paragraph),
            page=page,
            errata=self._errata(paragraph),
        )

    def unit(self, unit: Unit) -> UnitFields:
        """一个单位。"""
        measures = {period: _ids(rows) for period, rows in unit.measures.items()}
        return UnitFields(
            id=unit.id,
            order=unit.order,
            name=unit.name,
            full_name=unit.full_name,
            tasks=_ids(unit.tasks),
            measures=measures,
            reforms=tuple(map(_reform, unit.reforms)),
            page=addresses.address_of(self.plan, unit),
            errata=self._errata(unit),
        )

    def task(self, task: Task) -> TaskFields:
        """一项重点任务。"""
        return TaskFields(
            id=task.id,
            unit=task.unit,
            number=task.number,
            text=task.text,
            printed=proof.printed(task),
            reading=self._reading(task),
            priorities=task.priorities,
            label=addresses.label(self.plan, task),
            page=addresses.address_of(self.plan, task),
            errata=self._errata(task),
        )

    def measure(self, measure: Measure) -> MeasureFields:
        """一条推进举措。"""
        return MeasureFields(
            id=measure.id,
            unit=measure.unit,
            period=measure.period,
            years=tuple(self.plan.period[measure.period].years),
            number=measure.number,
            text=measure.text,
            printed=proof.printed(measure),
            reading=self._reading(measure),
            serves=measure.serves,
            label=addresses.label(self.plan, measure),
            page=addresses.address_of(self.plan, measure),
            errata=self._errata(measure),
        )

    def year(self, year: int) -> YearFields:
        """一个年度：所在时段的全部举措，照单位次序。"""
        period = self.plan.years[year]
        return YearFields(
            year=year,
            period=period.id,
            printed=period.printed,
            measures=tuple(self.measures_in[period.id]),
            page=f"years/{year}.html",
        )

    def term(self, term: Term) -> TermFields:
        """一个名词。"""
        return TermFields(
            id=term.id,
            term=term.term,
            also=term.also,
            sound=term.sound,
            means=term.means,
            source=term.source,
            page=f"{addresses.TERMS}#{term.id}",
        )

    def erratum(self, erratum: Erratum) -> ErratumFields:
        """一处勘误。"""
        return ErratumFields(
            id=erratum.id,
            kind=erratum.kind,
            places=erratum.places,
            printed=erratum.printed,
            reading=erratum.reading,
            basis=erratum.basis,
            page=f"{addresses.VERIFY}#{erratum.id}",
        )

    def report(self, report: Report) -> ReportFields:
        """一条落实情况。"""
        reported = report.reported
        return ReportFields(
            id=report.id,
            date=report.date,
            says=report.says,
            rows=report.rows,
            publisher=report.publisher,
            address=report.address,
            reported=reported.isoformat() if reported else None,
            where=report.where,
            passage=report.passage,
            page=f"{addresses.TIMELINE}#{addresses.report_anchor(report)}",
        )

    def piece(self, piece: Piece) -> PieceFields:
        """一份宣传资料和印好的各种文件。"""
        return PieceFields(
            id=piece.slug,
            title=piece.title,
            description=piece.description,
            form=piece.form,
            form_name=piece.kind,
            audience=piece.audience,
            audience_names=tuple(AUDIENCES[one] for one in piece.audience),
            occasions=piece.occasions,
            serves=piece.serves,
            minutes=piece.minutes,
            facts=piece.facts,
            version=piece.version,
            date=piece.date.isoformat(),
            review=piece.review.isoformat(),
            page=piece.url,
            downloads=tuple(self._downloads(piece)),
        )

    def _downloads(self, piece: Piece) -> Iterator[dict[str, str]]:
        if self.outputs:
            for output in self.outputs.pieces.get(piece.slug, ()):
                yield {"format": output.format.name, "address": output.address}

    def _errata(self, row: Row) -> tuple[str, ...]:
        return _ids(self.plan.errata_of.get(row.id, ()))

    def _reading(self, row: Row) -> str | None:
        """补上缺字以后的读法，写法同 printed；没有缺字是 None。"""
        text = proof.reading(self.plan, row)
        if text == proof.printed(row):
            return None
        return text


def _reform(reform: Reform) -> dict[str, str | None]:
    """单位的一次变动。"""
    return {
        "was": reform.was,
        "now": reform.now,
        "date": reform.date,
        "how": reform.how,
        "source": reform.source,
        "address": reform.address,
    }


def _ids(rows: Iterable[Any]) -> tuple[str, ...]:
    return tuple(row.id for row in rows)

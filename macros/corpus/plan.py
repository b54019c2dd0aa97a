"""一份计划：读好的数据，和由它推出来、让每页开销与计划大小无关的索引。"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from macros.corpus.articles import article_places
from macros.corpus.corpus import Corpus, Row
from macros.corpus.documents import BODY_KINDS, Document, Paragraph
from macros.corpus.editorial import Alignment, Erratum, Term
from macros.corpus.facts import Fact, Hotline, Occasion, Procedure
from macros.corpus.glance import Answer
from macros.corpus.indexing import by_field, grouped
from macros.corpus.pieces import FORMS, Leaflet, Piece
from macros.corpus.reader import frozen
from macros.corpus.reports import Report
from macros.corpus.tasks import Measure, Period, Priority, Task, Unit
from macros.corpus.words import TableWords, table_words

# 用处 → 用得上的资料。
PiecesBy = Mapping[str, tuple[Piece, ...]]

# 正文里要和解读对照的几种段。
ALIGNABLE_KINDS = BODY_KINDS | {"attachment"}

# 再长的计划也不会超过这么多年；挡住手误写出的天文数字。
MAX_YEARS = 100


@dataclass(frozen=True, kw_only=True, eq=False)
class Plan(Corpus):
    """全部数据和各种索引；索引用到时才推，推一次。

    同一个对象才算同一份计划（eq=False），由它推出的东西可以记住不重算。
    """

    @property
    def tasks(self) -> Iterator[Task]:
        """全部重点任务，照单位次序。"""
        for unit in self.units:
            yield from unit.tasks

    @property
    def measures(self) -> Iterator[Measure]:
        """全部推进举措，照单位和时段次序。"""
        for unit in self.units:
            for rows in unit.measures.values():
                yield from rows

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """各篇公文的全部段。"""
        for document in self.documents.values():
            yield from document.paragraphs

    @cached_property
    def main(self) -> Document | None:
        """正文：自己带推进表的那一篇；没有表的，写明是正文的那一篇。"""
        for document in self.documents.values():
            if (document.appendix or document.main) and not document.base:
                return document
        return None

    @property
    def has_table(self) -> bool:
        """正文后面跟着推进表。"""
        return self.main is not None and self.main.appendix

    @cached_property
    def appendix_title(self) -> str:
        """推进表在原文里的名称。"""
        for paragraph in self._main_paragraphs:
            if paragraph.kind == "appendix-title":
                return paragraph.text
        return self.words.table

    @cached_property
    def article_places(self) -> Mapping[str, str]:
        """章条式的公文里，各段 → 在第几条第几款第几项。"""
        places: dict[str, str] = {}
        for document in self.documents.values():
            places.update(article_places(document))
        return frozen(places)

    @cached_property
    def words(self) -> TableWords:
        """推进表和各栏叫什么。"""
        return table_words(self._main_paragraphs)

    @cached_property
    def titles(self) -> set[str]:
        """各篇公文印出的标题。"""
        return {row.text for row in self.paragraphs if row.kind == "title"}

    @cached_property
    def rows(self) -> Mapping[str, Row]:
        """在网站上有一处的全部记录：id → 记录。"""
        rows: list[Row] = list(self.paragraphs)
        rows += self.units
        rows += self.tasks
        rows += self.measures
        rows += self.periods
        return by_field(rows)

    @cached_property
    def unit(self) -> Mapping[str, Unit]:
        """id → 单位。"""
        return by_field(self.units)

    @cached_property
    def period(self) -> Mapping[str, Period]:
        """id → 时段。"""
        return by_field(self.periods)

    @cached_property
    def years(self) -> Mapping[int, Period]:
        """年份 → 它在哪个时段。"""
        years = {}
        for period in self.periods:
            for year in period.years[:MAX_YEARS]:
                years[year] = period
        return frozen(years)

    @cached_property
    def task(self) -> Mapping[str, Task]:
        """id → 重点任务。"""
        return by_field(self.tasks)

    @cached_property
    def paragraph(self) -> Mapping[str, Paragraph]:
        """id → 公文的段。"""
        return by_field(self.paragraphs)

    @cached_property
    def alignable(self) -> Mapping[str, Paragraph]:
        """正文里要和解读对照的段：id → 段。"""
        rows = [row for row in self._main_paragraphs if row.kind in ALIGNABLE_KINDS]
        return by_field(rows)

    @cached_property
    def priority(self) -> Mapping[str, Priority]:
        """id → 工作重点。"""
        return by_field(self.priorities)

    @cached_property
    def fact(self) -> Mapping[str, Fact]:
        """id → 事实。"""
        return by_field(self.facts)

    @cached_property
    def hotline(self) -> Mapping[str, Hotline]:
        """号码 → 电话。"""
        return by_field(self.hotlines, "number")

    @cached_property
    def procedure(self) -> Mapping[str, Procedure]:
        """id → 共用的一套步骤。"""
        return by_field(self.procedures)

    @cached_property
    def occasion(self) -> Mapping[str, Occasion]:
        """id → 宣传的日子。"""
        return by_field(self.calendar)

    @cached_property
    def term(self) -> Mapping[str, Term]:
        """id → 名词。"""
        return by_field(self.terms)

    @cached_property
    def answer(self) -> Mapping[str, Answer]:
        """id → 问答。"""
        return by_field(self.answers)

    @cached_property
    def piece(self) -> Mapping[str, Piece]:
        """文件名 → 资料。"""
        return by_field(self.pieces, "slug")

    @cached_property
    def leaflet(self) -> Mapping[str, Leaflet]:
        """文件名 → 传单。"""
        leaflets = [piece for piece in self.pieces if isinstance(piece, Leaflet)]
        return by_field(leaflets, "slug")

    @cached_property
    def priority_at(self) -> Mapping[str, Priority]:
        """正文的段 → 写在那里的工作重点。"""
        return by_field(self.priorities, "paragraph")

    @cached_property
    def alignment_of(self) -> Mapping[str, Alignment]:
        """正文的段 → 它和解读的对照。"""
        aligned = [row for row in self.alignment if row.paragraph]
        return by_field(aligned, "paragraph")

    @cached_property
    def tasks_of_priority(self) -> Mapping[str, tuple[Task, ...]]:
        """工作重点 → 归入它的任务。"""
        return grouped(self.tasks, lambda task: task.priorities)

    @cached_property
    def measures_of_task(self) -> Mapping[tuple[str, str], tuple[Measure, ...]]:
        """（任务，时段）→ 那个时段服务它的举措。"""
        return grouped(self.measures, _tasks_in_period)

    @cached_property
    def errata_of(self) -> Mapping[str, tuple[Erratum, ...]]:
        """记录 → 它的勘误。"""
        return grouped(self.errata, lambda erratum: erratum.places)

    @cached_property
    def reports_of(self) -> Mapping[str, tuple[Report, ...]]:
        """方案的一处 → 说到它的落实情况，照先后。"""
        return grouped(self.progress, lambda report: report.rows)

    @cached_property
    def piece_paths(self) -> set[str]:
        """各份资料的文件。"""
        return {piece.path for piece in self.pieces}

    @cached_property
    def gallery(self) -> tuple[Piece, ...]:
        """宣传资料，照目录的次序：最要紧的在前，没有排的照种类。"""
        return tuple(sorted(self.pieces, key=_in_gallery))

    @cached_property
    def pieces_for(self) -> PiecesBy:
        """宣传的日子 → 用得上的资料，专为这个日子做的在前，再照目录的次序。"""
        return self._made_for(lambda piece: piece.occasions)

    @cached_property
    def pieces_of(self) -> PiecesBy:
        """方案的一处 → 用得上的资料，只为它做的在前，再照目录的次序。"""
        return self._made_for(lambda piece: piece.serves)

    def _made_for(self, purposes: Callable[[Piece], Sequence[str]]) -> PiecesBy:
        """用处 → 资料，用处少的专一，在前。"""

        def breadth(piece: Piece) -> int:
            return len(purposes(piece))

        closest = sorted(self.gallery, key=breadth)
        return grouped(closest, purposes)

    @cached_property
    def units_named_in(self) -> Mapping[str, tuple[Unit, ...]]:
        """正文的段 → 它提到的单位，照提到的先后。

        长名字优先，免得“市渡运局”被当成“渡运局”。
        """
        by_name = {unit.name: unit for unit in self.units if unit.name}
        if not by_name:
            return frozen({})
        longest_first = sorted(by_name, key=len, reverse=True)
        alternatives = "|".join(map(re.escape, longest_first))
        pattern = re.compile(alternatives)
        named = {}
        for paragraph in self._main_paragraphs:
            found = pattern.findall(paragraph.text)
            units = [by_name[name] for name in dict.fromkeys(found)]
            if units:
                named[paragraph.id] = tuple(units)
        return frozen(named)

    @cached_property
    def paragraphs_naming(self) -> Mapping[str, tuple[Paragraph, ...]]:
        """单位 → 正文里提到它的段。"""
        return grouped(self._main_paragraphs, self._units_in)

    def _units_in(self, paragraph: Paragraph) -> list[str]:
        units = self.units_named_in.get(paragraph.id, ())
        return [unit.id for unit in units]

    @property
    def _main_paragraphs(self) -> tuple[Paragraph, ...]:
        if self.main is None:
            return ()
        return self.main.paragraphs

    def cited_by(self, piece: Piece) -> tuple[Fact, ...]:
        """一份资料依据的事实：自己列的，加上取用的步骤所依据的，不重复。"""
        return self.cited(piece.facts, piece.procedures)

    def cited(self, facts: Iterable[str], procedures: Iterable[str]) -> tuple[Fact, ...]:
        """facts 各条，加上 procedures 各套步骤所依据的，不重复；没有的跳过，由检查报。"""
        ids = list(facts)
        for id in procedures:
            if id in self.procedure:
                ids += self.procedure[id].facts
        known = filter(self.fact.__contains__, ids)
        return tuple(self.fact[id] for id in dict.fromkeys(known))

    def grounds(self, fact: Fact) -> tuple[Fact, ...]:
        """一条事实追到底依据的、自己有出处的各条，照先后，不重复。

        绕成圈的由检查报，这里各看一次。
        """
        grounds: dict[str, Fact] = {}
        seen = {fact.id}
        waiting = [fact]
        while waiting:
            one = waiting.pop()
            if one.source:
                grounds[one.id] = one
            fresh = [row for row in self._bases(one) if row.id not in seen]
            seen.update(row.id for row in fresh)
            waiting.extend(reversed(fresh))
        return tuple(grounds.values())

    def _bases(self, fact: Fact) -> list[Fact]:
        """一条事实直接由哪几条得出。"""
        return [self.fact[id] for id in fact.basis if id in self.fact]


def _in_gallery(piece: Piece) -> tuple[int, int, str]:
    """一份资料在目录里排在哪里。"""
    forms = list(FORMS)
    form = forms.index(piece.form)
    return piece.rank, form, piece.slug


def _tasks_in_period(measure: Measure) -> list[tuple[str, str]]:
    return [(task, measure.period) for task in measure.serves]

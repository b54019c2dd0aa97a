"""数据由哪些文件组成：一个字段一个文件，怎样读、Schema、比较哪些记录都从这里得出。"""

import functools
import types
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, get_args, get_origin, get_type_hints

from macros.corpus.design import Tokens
from macros.corpus.documents import Document, Paragraph, Source
from macros.corpus.editorial import (
    Alignment,
    Elsewhere,
    Erratum,
    Event,
    Gap,
    Question,
    Subject,
    Synonym,
    Term,
    Urgent,
)
from macros.corpus.facts import Fact, Hotline, Occasion, Procedure
from macros.corpus.glance import Answer, Glance
from macros.corpus.kept import Moved, OldAnchors, Published
from macros.corpus.kits import Kit
from macros.corpus.pieces import Piece
from macros.corpus.reports import Report
from macros.corpus.site import Portal
from macros.corpus.tasks import Measure, Period, Priority, Task, Unit

# 在网站上有自己一处、可以链接到的记录。
Row = Paragraph | Task | Measure | Unit | Period


def stored(file: str) -> Any:
    """一个字段存在 data/ 下的哪里；以 / 结尾的是文件夹，一个文件一条记录。"""
    return field(metadata={"file": file})


@dataclass(frozen=True, kw_only=True, eq=False)
class Corpus:
    """读好的全部数据。pieces 在 docs/ 下，别的都在 data/ 下。"""

    source: Source = stored("source/SOURCE.yml")
    added_sources: Mapping[str, Source] = stored("source/")
    documents: Mapping[str, Document] = stored("documents/")
    units: tuple[Unit, ...] = stored("units/")
    periods: tuple[Period, ...] = stored("periods.yml")
    priorities: tuple[Priority, ...] = stored("priorities.yml")
    errata: tuple[Erratum, ...] = stored("errata.yml")
    hotlines: tuple[Hotline, ...] = stored("hotlines.yml")
    alignment: tuple[Alignment, ...] = stored("alignment.yml")
    terms: tuple[Term, ...] = stored("terms.yml")
    timeline: tuple[Event, ...] = stored("timeline.yml")
    synonyms: tuple[Synonym, ...] = stored("synonyms.yml")
    questions: tuple[Question, ...] = stored("questions.yml")
    urgent: tuple[Urgent, ...] = stored("urgent.yml")
    subjects: tuple[Subject, ...] = stored("subjects.yml")
    elsewhere: tuple[Elsewhere, ...] = stored("elsewhere.yml")
    facts: tuple[Fact, ...] = stored("facts.yml")
    calendar: tuple[Occasion, ...] = stored("calendar.yml")
    procedures: tuple[Procedure, ...] = stored("steps.yml")
    glance: Glance = stored("glance.yml")
    answers: tuple[Answer, ...] = stored("answers.yml")
    pieces: tuple[Piece, ...]
    kits: tuple[Kit, ...] = stored("kits.yml")
    gaps: tuple[Gap, ...] = stored("gaps.yml")
    progress: tuple[Report, ...] = stored("progress.yml")
    tokens: Tokens = stored("tokens.yml")
    site: Portal = stored("site.yml")
    anchors: tuple[OldAnchors, ...] = stored("anchors.yml")
    moved: tuple[Moved, ...] = stored("moved.yml")
    published: Published = stored("published.yml")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """data/ 下的一个文件或文件夹：file 是它的名字，name 是 Corpus 里的字段。

    row 是里面的记录类；listed 表示一个文件里写一串，folder 表示一个文件写一条。
    """

    file: str
    name: str
    row: type
    listed: bool
    folder: bool

    @property
    def kind(self) -> Any:
        """一个文件里写的类型：一条记录，或一串记录。"""
        if self.listed:
            return tuple[self.row, ...]  # type: ignore[name-defined]
        return self.row


@functools.cache
def stored_files() -> Mapping[str, StoredFile]:
    """data/ 下的各个文件和文件夹：名字 → 怎样读，照 Corpus 的次序。"""
    hints = get_type_hints(Corpus)
    files = {}
    for one in fields(Corpus):
        file = one.metadata.get("file")
        if file is None:
            continue
        hint = hints[one.name]
        folder = file.endswith("/")
        files[file] = StoredFile(
            file=file,
            name=one.name,
            row=_row_class(hint),
            listed=get_origin(hint) is tuple and not folder,
            folder=folder,
        )
    return types.MappingProxyType(files)


def _row_class(hint: Any) -> type:
    """一个字段里的记录类：tuple[Unit, ...] 是 Unit，Mapping[str, Document] 是 Document。"""
    arguments = [one for one in get_args(hint) if one not in (..., str)]
    row: type = (arguments or [hint])[0]
    return row

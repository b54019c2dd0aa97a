"""数据的样子：data/ 读成不可改的记录，再建好页面要用的索引。

YAML 里写的字段就是下面各类的字段；derived 的字段由程序推出来。
load 读一次，之后页面、检查、核对、下载都从同一个 Plan 取。
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from macros import pieces as publicity
from macros.pieces import Piece
from macros.source import (
    ID,
    ID_SAYS,
    NOWHERE,
    Form,
    Id,
    Node,
    Problem,
    Reader,
    Table,
    derived,
    frozen,
    read_text,
    read_yaml,
)

R = TypeVar("R")
K = TypeVar("K")
V = TypeVar("V")

Kind = Literal[
    "title", "subtitle", "label", "heading", "clause", "paragraph",
    "attachment", "addressees", "signature", "date", "meta",
    "appendix-label", "appendix-title", "column",
]  # fmt: skip

# 推进表自己的标题和栏头：和表一起显示，不在正文里。
APPENDIX_KINDS = frozenset({"appendix-label", "appendix-title", "column"})

Page = Annotated[str, Form(r"[a-z0-9-]+(/[a-z0-9-]+)*\.md", "写 docs/ 下的文件名，如 plan/index.md")]
Color = Annotated[str, Form(r"#[0-9a-f]{6}", "写成 #1a2b3c 这样的六位小写颜色")]
Length = Annotated[str, Form(r"[0-9]+(\.[0-9]+)?(rem|em|px)?", "写成 1.5rem、44px 或 1.75 这样")]
Sha256 = Annotated[str, Form(r"[0-9a-f]{64}", "写 64 位小写十六进制")]
Address = Annotated[str, Form(r"https?://[^\s<>\"]+", "写以 https:// 开头的网址")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """网页上不属于正文的一行：第几行，印的什么。"""

    line: int
    text: str
    at: Table = derived(NOWHERE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """原网页把一句话断成几行：从第几行到第几行。"""

    first: int
    last: int
    at: Table = derived(NOWHERE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """抓取的原网页。documents 是各篇在网页上的先后次序。"""

    publisher: str
    address: Address
    file: str
    sha256: Sha256
    fetched: str
    documents: tuple[Id, ...]
    furniture: tuple[Furniture, ...]
    joined: tuple[Joined, ...]
    at: Table = derived(NOWHERE)
    text: str = derived("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """公文里的一段；text 照原文，一字不改。"""

    id: Id
    kind: Kind
    text: str
    at: Table = derived(NOWHERE)
    document: str = derived("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Insertion:
    """征求意见稿比印发稿多的一段，插在 before 那段之前。"""

    before: Id
    id: Id
    kind: Kind
    text: str
    at: Table = derived(NOWHERE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """公文卡片：发文字号（basis 是字号见于哪一段）、发文机关、成文日期。"""

    number: str
    basis: Id
    issuer: str
    date: datetime.date
    at: Table = derived(NOWHERE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """一篇公文。short 是链接里用的短名；page 是显示它的页；appendix 表示后面跟着推进表。

    base 表示全文照另一篇，只多 inserts。
    """

    title: str
    short: str | None = None
    page: Page
    paragraphs: tuple[Paragraph, ...] = ()
    appendix: bool = False
    card: Card | None = None
    base: Id | None = None
    inserts: tuple[Insertion, ...] = ()
    at: Table = derived(NOWHERE)
    id: str = derived("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """一项重点任务；priorities（归入哪些工作重点）是编者归类。"""

    text: str
    priorities: tuple[Id, ...]
    number: int | None = None
    at: Table = derived(NOWHERE)
    id: str = derived("")
    unit: str = derived("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """一条推进举措；serves（服务哪些任务）是编者归类，空着时 note 说明理由。"""

    text: str
    serves: tuple[Id, ...]
    number: int | None = None
    note: str | None = None
    at: Table = derived(NOWHERE)
    id: str = derived("")
    unit: str = derived("")
    period: str = derived("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """一个单位：表里的简称、编者补充的全称、任务、各时段的举措。"""

    order: int
    name: str
    full_name: str
    tasks: tuple[Task, ...]
    measures: dict[str, tuple[Measure, ...]]
    at: Table = derived(NOWHERE)
    id: str = derived("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """一个时段；printed 是原表的写法，first、last 是起止年份。"""

    id: Id
    printed: str
    first: int
    last: int
    at: Table = derived(NOWHERE)

    @property
    def label(self) -> str:
        """给人看的写法，如 2022年、2023—2029年。"""
        return f"{self.first}年" if self.first == self.last else f"{self.first}—{self.last}年"

    @property
    def years(self) -> range:
        """时段里的各年。"""
        return range(self.first, self.last + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Priority:
    """一项工作重点：编者用的短名、正文里的标题、所在的段。"""

    id: Id
    name: str
    title: str
    paragraph: Id
    at: Table = derived(NOWHERE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Erratum:
    """一处勘误：places 是哪几段，printed 是原文印的，reading 是应作，basis 是依据。

    restored 是网页丢了字，reading 只比 printed 多字；sic 是原文如此，只加注。
    """

    id: Id
    kind: Literal["restored", "sic"]
    places: tuple[Id, ...]
    printed: str
    reading: str | None = None
    basis: str
    at: Table = derived(NOWHERE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hotline:
    """一个电话：号码、名称、印刷用的短名、什么时候打；hours 是服务时间，有出处才写；fact 是所据的事实。"""

    number: Annotated[str, Form(r"[0-9]{3,5}(-[0-9]{7,8})?", "写成 110 或 0123-12345678 这样，加引号")]
    name: str
    short: str
    use: str
    hours: str | None = None
    fact: Id
    at: Table = derived(NOWHERE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """宣传资料依据的一条事实：自己的话 says，刑罚等细目 detail，出处 source 和条号 article，施行日期 since。

    由别的几条事实得出的写 basis，不写 source。seen 是编者见到的是原文还是节选；
    review 是最晚什么时候要再核对一次。
    """

    id: Id
    says: str
    detail: tuple[str, ...] = ()
    source: str | None = None
    article: str | None = None
    since: str | None = None
    basis: tuple[Id, ...] = ()
    seen: Literal["原文", "节选"]
    review: datetime.date
    at: Table = derived(NOWHERE)

    @property
    def name(self) -> str:
        """法律通行的简称，如 刑法、民法典。"""
        return re.sub(r"^中华人民共和国|（[^）]*）$", "", self.source or "")

    @property
    def cited(self) -> str:
        """出处的写法，如《刑法》第二百四十条。"""
        return f"《{self.name}》{self.article}" if self.article else self.source or ""

    @property
    def text(self) -> str:
        """这条事实的全部文字：资料里的条号、年龄、刑期等都要能在里面找到。"""
        return "\n".join([self.says, *self.detail, self.cited, self.since or ""])


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """一年里适合做宣传的一个日子或一段日子。

    每年同一天的写 start（和 end，月-日），不固定的写 dates（各年的日期）。
    plan 是方案里写到它的记录，facts 是它依据的事实。
    """

    id: Id
    name: str
    start: Annotated[str, Form(r"[01][0-9]-[0-3][0-9]", "写成 03-08 这样，加引号")] | None = None
    end: Annotated[str, Form(r"[01][0-9]-[0-3][0-9]", "写成 03-08 这样，加引号")] | None = None
    dates: tuple[datetime.date, ...] = ()
    says: str
    plan: tuple[Id, ...]
    facts: tuple[Id, ...]
    at: Table = derived(NOWHERE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """对照的一行（编者归类）：正文的 paragraph，解读在 explained_by 各段谈到。

    一头空着时 note 说明：解读没有谈，或者正文没有对应的段。
    """

    paragraph: Id | None = None
    explained_by: tuple[Id, ...]
    note: str | None = None
    at: Table = derived(NOWHERE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """一个名词：原文的写法 term 和 also，读音 sound（不标调），自己的话 means 和它的出处 source。

    没见到出处就不写 means，页面说“方案未作解释”。
    """

    id: Id
    term: str
    also: tuple[str, ...] = ()
    sound: Annotated[str, Form(r"[a-z0-9]+( [a-z0-9]+)*", "写小写拼音，不标声调，音节之间空一格")]
    means: str | None = None
    source: str | None = None
    at: Table = derived(NOWHERE)

    @property
    def forms(self) -> tuple[str, ...]:
        """原文里的各种写法。"""
        return (self.term, *self.also)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """时间线上的一件事：从 first 到 last（只有一天、一月时不写），编者的一句话，写在哪几段。"""

    first: Annotated[str, Form(r"[0-9]{4}(-[0-9]{2}){1,2}", "写成 2022-04-06 或 2022-01，加引号")]
    last: Annotated[str, Form(r"[0-9]{4}(-[0-9]{2}){1,2}", "写成 2022-04-06 或 2022-01，加引号")] | None = None
    text: str
    passages: tuple[Id, ...]
    at: Table = derived(NOWHERE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Synonym:
    """人们的说法和公文的说法：搜 words 里任何一个，也找 means；why 是理由。"""

    words: tuple[str, ...]
    means: tuple[str, ...]
    why: str
    at: Table = derived(NOWHERE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """读者会怎样问到一段：see 是记录的 id，或手写页的地址；asks 是各种问法。"""

    see: str
    asks: tuple[str, ...]
    at: Table = derived(NOWHERE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shade:
    """一种颜色在浅色和深色背景下的值。"""

    light: Color
    dark: Color
    at: Table = derived(NOWHERE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """一条对比度要求：text 色写在 on 色上，至少 least 比 1。"""

    text: Id
    on: Id
    least: int
    at: Table = derived(NOWHERE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """一套印刷用的颜色：标题底 band、序号和小标题 accent、两个框的底 tint 和 tint2。"""

    band: Color
    accent: Color
    tint: Color
    tint2: Color
    at: Table = derived(NOWHERE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """颜色、字号、间距的唯一出处；palettes 是宣传资料各自的颜色。"""

    colors: dict[str, Shade]
    palettes: dict[str, Palette]
    sizes: dict[str, Length]
    contrast: tuple[Contrast, ...]
    at: Table = derived(NOWHERE)


Row = Paragraph | Task | Measure | Unit | Period

# 再长的计划也不会超过这么多年；挡住手误写出的天文数字。
MAX_YEARS = 100


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Plan:
    """读好的全部数据，和一次建好、让每页开销与计划大小无关的索引。

    同一个对象才算同一份计划（eq=False），由它推出的东西可以记住不重算。
    """

    source: Source
    documents: Mapping[str, Document]
    units: tuple[Unit, ...]
    periods: tuple[Period, ...]
    priorities: tuple[Priority, ...]
    errata: tuple[Erratum, ...]
    hotlines: tuple[Hotline, ...]
    alignment: tuple[Alignment, ...]
    terms: tuple[Term, ...]
    timeline: tuple[Event, ...]
    synonyms: tuple[Synonym, ...]
    questions: tuple[Question, ...]
    facts: tuple[Fact, ...]
    calendar: tuple[Occasion, ...]
    pieces: tuple[Piece, ...]
    tokens: Tokens
    rows: Mapping[str, Row]
    unit: Mapping[str, Unit]
    period: Mapping[str, Period]
    years: Mapping[int, Period]
    tasks_of_priority: Mapping[str, tuple[Task, ...]]
    measures_of_task: Mapping[tuple[str, str], tuple[Measure, ...]]
    errata_of: Mapping[str, tuple[Erratum, ...]]
    paragraphs_naming: Mapping[str, tuple[Paragraph, ...]]
    units_named_in: Mapping[str, tuple[Unit, ...]]
    alignment_of: Mapping[str, Alignment]
    priority_at: Mapping[str, Priority]
    fact: Mapping[str, Fact]
    hotline: Mapping[str, Hotline]
    piece: Mapping[str, Piece]
    pieces_for: Mapping[str, tuple[Piece, ...]]

    @property
    def main(self) -> Document | None:
        """正文：自己带推进表的那一篇。"""
        return next((d for d in self.documents.values() if d.appendix and not d.base), None)

    @property
    def appendix_title(self) -> str:
        """推进表在原文里的名称。"""
        paragraphs = self.main.paragraphs if self.main else ()
        return next((p.text for p in paragraphs if p.kind == "appendix-title"), "推进表")

    @property
    def titles(self) -> set[str]:
        """各篇公文印出的标题。"""
        return {p.text for document in self.documents.values() for p in document.paragraphs if p.kind == "title"}

    @property
    def tasks(self) -> Iterator[Task]:
        """全部重点任务，照单位次序。"""
        return (task for unit in self.units for task in unit.tasks)

    @property
    def measures(self) -> Iterator[Measure]:
        """全部推进举措，照单位和时段次序。"""
        return (row for unit in self.units for rows in unit.measures.values() for row in rows)


def load(root: Path) -> tuple[Plan | None, list[Problem]]:
    """读 root/data 下的全部数据和 root/docs/publicity 下的宣传资料。

    返回计划和写法上的错误；有文件读不成 YAML 时计划是 None。
    写法有错而读得成的，用空值顶上，好让其余的检查一次做完。
    """
    loader = _Loader(root)
    source = loader.one("source/SOURCE.yml", Source)
    documents = loader.folder("documents", Document)
    units = loader.folder("units", Unit)
    periods = loader.many("periods.yml", Period)
    priorities = loader.many("priorities.yml", Priority)
    errata = loader.many("errata.yml", Erratum)
    hotlines = loader.many("hotlines.yml", Hotline)
    alignment = loader.many("alignment.yml", Alignment)
    terms = loader.many("terms.yml", Term)
    timeline = loader.many("timeline.yml", Event)
    synonyms = loader.many("synonyms.yml", Synonym)
    questions = loader.many("questions.yml", Question)
    facts = loader.many("facts.yml", Fact)
    calendar = loader.many("calendar.yml", Occasion)
    pieces = publicity.read(root, loader.reader)
    tokens = loader.one("tokens.yml", Tokens)
    snapshot = loader.snapshot(source) if source else ""
    if source is None or tokens is None or loader.unreadable:
        return None, loader.problems()
    plan = build(
        source=replace(source, text=snapshot),
        documents={name: _name_document(name, document) for name, document in documents.items()},
        units=_ordered([_name_unit(name, unit) for name, unit in units.items()]),
        periods=periods,
        priorities=priorities,
        errata=errata,
        hotlines=hotlines,
        alignment=alignment,
        terms=terms,
        timeline=timeline,
        synonyms=synonyms,
        questions=questions,
        facts=facts,
        calendar=calendar,
        pieces=pieces,
        tokens=tokens,
    )
    return plan, loader.problems()


class _Loader:
    """读文件，收集错误，记下读过哪些文件。"""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.reader = Reader()
        self.seen: set[str] = set()
        self.unreadable = False

    def _node(self, label: str) -> Node | None:
        self.seen.add(label)
        node, problems = read_yaml(self.root / label, label)
        self.reader.problems += problems
        self.unreadable |= node is None
        return node

    def one(self, name: str, cls: type[R]) -> R | None:
        node = self._node(f"data/{name}")
        return None if node is None else self.reader.record(cls, node)

    def many(self, name: str, cls: type[R]) -> tuple[R, ...]:
        node = self._node(f"data/{name}")
        rows: tuple[R, ...] = () if node is None else self.reader.value(tuple[cls, ...], node, name)  # type: ignore[valid-type]
        return rows

    def folder(self, name: str, cls: type[R]) -> dict[str, R]:
        found = {}
        if not any((self.root / "data" / name).glob("*.yml")):
            self.unreadable = True
            self.reader.problems.append(Problem(f"data/{name}", 1, 1, "文件夹不在，或里面没有 .yml 文件", "把它取回来"))
        for path in sorted((self.root / "data" / name).glob("*.yml")):
            label = f"data/{name}/{path.name}"
            if not re.fullmatch(ID, path.stem):
                self.reader.problems.append(Problem(label, 1, 1, f"文件名 {path.name} 不合规则", ID_SAYS))
            row = self.one(f"{name}/{path.name}", cls)
            if row is not None:
                found[path.stem] = row
        return found

    def snapshot(self, source: Source) -> str:
        label = f"data/source/{source.file}"
        if not source.file or "/" in source.file:
            return ""
        self.seen.add(label)
        text, problems = read_text(self.root / label, label, raw=True)
        self.reader.problems += problems
        if problems:
            self.unreadable = True
            self.reader.problems.append(
                source.at.at("file").problem(f"读不了 {source.file}", "照 data/source/ 里的文件名写")
            )
        return text

    def problems(self) -> list[Problem]:
        data = self.root / "data"
        labels = {path.relative_to(self.root).as_posix() for path in data.rglob("*") if path.is_file()}
        unknown = [] if self.unreadable else sorted(labels - self.seen)
        return self.reader.problems + [
            Problem(label, 1, 1, "不认识的文件", "删掉它；数据文件的名字见 CONTRIBUTING，扩展名要写 .yml")
            for label in unknown
        ]


def _name_document(name: str, document: Document) -> Document:
    paragraphs = tuple(replace(paragraph, document=name) for paragraph in document.paragraphs)
    return replace(document, id=name, paragraphs=paragraphs)


def _ordered(units: list[Unit]) -> tuple[Unit, ...]:
    """照 order 排；order 没读出来（是 0）的补进空缺的位置，免得一处写错带出一串错。"""
    used = {unit.order for unit in units}
    free = iter([n for n in range(1, len(units) + 1) if n not in used])
    place = {unit.id: unit.order or next(free, 0) for unit in units}
    return tuple(sorted(units, key=lambda unit: place[unit.id]))


def _name_unit(name: str, unit: Unit) -> Unit:
    """填上单位、任务、举措的 id：任务是 单位-序，举措是 单位-时段-序，序是在列表里的位置。"""
    return replace(
        unit,
        id=name,
        tasks=tuple(replace(task, id=f"{name}-{n}", unit=name) for n, task in enumerate(unit.tasks, 1)),
        measures={
            period: tuple(
                replace(row, id=f"{name}-{period}-{n}", unit=name, period=period) for n, row in enumerate(rows, 1)
            )
            for period, rows in unit.measures.items()
        },
    )


def build(
    *,
    source: Source,
    documents: dict[str, Document],
    units: tuple[Unit, ...],
    periods: tuple[Period, ...],
    priorities: tuple[Priority, ...],
    errata: tuple[Erratum, ...],
    hotlines: tuple[Hotline, ...],
    alignment: tuple[Alignment, ...],
    terms: tuple[Term, ...],
    timeline: tuple[Event, ...],
    synonyms: tuple[Synonym, ...],
    questions: tuple[Question, ...],
    facts: tuple[Fact, ...],
    calendar: tuple[Occasion, ...],
    pieces: tuple[Piece, ...],
    tokens: Tokens,
) -> Plan:
    """由读好的记录建成 Plan：补全征求意见稿，建索引。"""
    documents = {name: _completed(document, documents) for name, document in documents.items()}
    tasks = [task for unit in units for task in unit.tasks]
    measures = [row for unit in units for rows in unit.measures.values() for row in rows]
    paragraphs = [paragraph for document in documents.values() for paragraph in document.paragraphs]
    main = [p for d in documents.values() if d.appendix and not d.base for p in d.paragraphs]
    named = _names(main, units)
    everything: list[Row] = [*paragraphs, *units, *tasks, *measures, *periods]
    return Plan(
        source=source,
        documents=frozen(documents),
        units=units,
        periods=periods,
        priorities=priorities,
        errata=errata,
        hotlines=hotlines,
        alignment=alignment,
        terms=terms,
        timeline=timeline,
        synonyms=synonyms,
        questions=questions,
        facts=facts,
        calendar=calendar,
        pieces=pieces,
        tokens=tokens,
        rows=frozen({row.id: row for row in everything}),
        unit=frozen({unit.id: unit for unit in units}),
        period=frozen({period.id: period for period in periods}),
        years=frozen({year: period for period in periods for year in period.years[:MAX_YEARS]}),
        tasks_of_priority=_grouped((name, task) for task in tasks for name in task.priorities),
        measures_of_task=_grouped(((name, row.period), row) for row in measures for name in row.serves),
        errata_of=_grouped((place, erratum) for erratum in errata for place in erratum.places),
        paragraphs_naming=_grouped((unit.id, paragraph) for paragraph, unit in named),
        units_named_in=_grouped((paragraph.id, unit) for paragraph, unit in named),
        alignment_of=frozen({row.paragraph: row for row in alignment if row.paragraph}),
        priority_at=frozen({priority.paragraph: priority for priority in priorities}),
        fact=frozen({fact.id: fact for fact in facts}),
        hotline=frozen({line.number: line for line in hotlines}),
        piece=frozen({piece.slug: piece for piece in pieces}),
        pieces_for=_grouped((id, piece) for piece in pieces for id in piece.occasions),
    )


def _completed(document: Document, documents: Mapping[str, Document]) -> Document:
    """征求意见稿：抄来 base 的各段（id 换成自己的），插入自己多出的段。"""
    base = documents.get(document.base or "")
    if base is None:
        return document
    before: Mapping[str, tuple[Insertion, ...]] = _grouped((row.before, row) for row in document.inserts)
    paragraphs = []
    for row in base.paragraphs:
        paragraphs += [
            Paragraph(id=new.id, kind=new.kind, text=new.text, at=new.at, document=document.id)
            for new in before.get(row.id, ())
        ]
        suffix = row.id.removeprefix(f"{base.id}-")
        paragraphs.append(replace(row, id=f"{document.id}-{suffix}", document=document.id))
    return replace(document, paragraphs=tuple(paragraphs), appendix=base.appendix)


def _names(paragraphs: list[Paragraph], units: tuple[Unit, ...]) -> list[tuple[Paragraph, Unit]]:
    """哪一段提到哪个单位；长名字优先，免得“市渡运局”被当成“渡运局”。"""
    by_name = {unit.name: unit for unit in units if unit.name}
    if not by_name:
        return []
    pattern = re.compile("|".join(map(re.escape, sorted(by_name, key=len, reverse=True))))
    return [
        (paragraph, by_name[name])
        for paragraph in paragraphs
        for name in dict.fromkeys(pattern.findall(paragraph.text))
    ]


def _grouped(pairs: Iterable[tuple[K, V]]) -> Mapping[K, tuple[V, ...]]:
    groups: dict[K, list[V]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return frozen({key: tuple(values) for key, values in groups.items()})

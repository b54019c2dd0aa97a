"""把计划写成页面正文：每个宏一个函数，排版在 templates/ 里。

数据里的文字一律转义后放进 HTML，不会变成标记、宏或脚本。
官方文字放在带 data-official 的元素里，元素里由编者加的东西带 data-editorial：
拿掉后者，剩下的就是原文。
"""

import datetime
import functools
import re
import types
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from macros import cite, opendata, pages, verify, words
from macros.changelog import Release
from macros.compare import Comparison, compare
from macros.model import (
    APPENDIX_KINDS,
    Alignment,
    Document,
    Erratum,
    Event,
    Hotline,
    Measure,
    Occasion,
    Paragraph,
    Period,
    Plan,
    Priority,
    Row,
    Task,
    Unit,
)
from macros.pieces import Leaflet

# 标题是 Markdown，里面的 ASCII 标点都写成字符引用，免得被当成记号。
_MARKS = re.compile(r"[!-/:-@\[-`{-~]")


class Wrong(ValueError):
    """宏的参数不对；文字是给编者看的中文句子。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facing:
    """正文一段的对面：谈到它的解读、落实它的任务、段里提到的和任务所属的单位。"""

    explained_by: tuple[Row, ...]
    note: str
    tasks: tuple[Task, ...]
    units: tuple[Unit, ...]

    @property
    def says(self) -> str:
        """折叠起来时的一行，如“解读 · 任务 10 项 · 单位 5 个”。"""
        parts = (
            "解读" if self.explained_by else "",
            f"任务 {len(self.tasks)} 项" if self.tasks else "",
            f"单位 {len(self.units)} 个" if self.units else "",
        )
        return " · ".join(part for part in parts if part)


def facing(plan: Plan, paragraph: Paragraph) -> Facing | None:
    """正文一段的对面：解读取自对照表，任务由这一段写的工作重点得出，单位是任务的和段里提到的。"""
    row = plan.alignment_of.get(paragraph.id)
    priority = plan.priority_at.get(paragraph.id)
    tasks = plan.tasks_of_priority.get(priority.id, ()) if priority else ()
    owners = {task.unit for task in tasks} | {unit.id for unit in plan.units_named_in.get(paragraph.id, ())}
    found = Facing(
        explained_by=tuple(plan.rows[id] for id in row.explained_by) if row else (),
        note=(row.note or "") if row else "",
        tasks=tasks,
        units=tuple(unit for unit in plan.units if unit.id in owners),
    )
    return found if found.says or found.note else None


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """从哪个位置看计划：root 是从当前页到网站根的相对路径，如 ../。"""

    plan: Plan
    root: str
    releases: tuple[Release, ...] = ()

    def href(self, row: Row) -> str:
        """记录的相对链接。"""
        return self.root + pages.address(self.plan, row)

    def label(self, row: Row) -> str:
        """记录的短名。"""
        return pages.label(self.plan, row)

    def official(self, row: Row, heading: bool = False) -> Markup:
        """原文，带补字和勘误的标记；heading 表示放在 Markdown 标题里。"""
        quote = in_heading if heading else escape
        text = verify.printed(row)
        lead = len(pages.clause_title(row))
        others = self.plan.titles - {text} if isinstance(row, Paragraph) and row.kind == "title" else set()
        if not lead and not others and row.id not in self.plan.errata_of:
            return quote(_spaced(row, text))  # 绝大多数记录没有标记可加
        pieces = marked(_spaced(row, text), self.plan.errata_of.get(row.id, ()))
        if others:
            pieces = _phrases(pieces, others)
        return Markup("").join(_wrapped(pieces, lead, quote))

    def whole(self, measure: Measure) -> bool:
        """举措是不是服务本单位的全部任务（不止一项）。"""
        tasks = tuple(task.id for task in self.plan.unit[measure.unit].tasks)
        return len(tasks) > 1 and measure.serves == tasks

    def served(self, id: str, by: Measure) -> str:
        """举措所服务的任务的短名；本单位的任务不再写单位。"""
        found = self.plan.rows[id]
        name = self.label(found)
        return name.removeprefix(self.plan.unit[by.unit].name)

    def notes(self, row: Row) -> tuple[Erratum, ...]:
        """这条记录的勘误。"""
        return self.plan.errata_of.get(row.id, ())

    def serving(self, task: Task, period: Period) -> tuple[Measure, ...]:
        """服务某项任务的举措。"""
        return self.plan.measures_of_task.get((task.id, period.id), ())

    def note(self, erratum: Erratum) -> str:
        """一处勘误给读者看的一句话。"""
        printed, reading = erratum.printed, erratum.reading
        if reading is None:
            return f"原文“{printed}”：{erratum.basis}。"
        if erratum.kind == "restored":
            return f"抓取的文本缺字，补作“{reading}”。"
        if reading.startswith(printed):
            return f"“{printed}”后疑少“{reading.removeprefix(printed)}”。"
        return f"原文“{printed}”，疑作“{reading}”。"

    def citable(self, row: Row) -> bool:
        """能不能单独引用：正文的段、任务、举措能，栏头不能。"""
        return row.id in cite.places(self.plan)

    def facing(self, paragraph: Paragraph) -> Facing | None:
        """正文一段的对面：解读、任务、单位；不是正文，或者什么也没有，就是 None。"""
        return facing(self.plan, paragraph)

    def priority(self, id: str) -> Priority:
        """按 id 取工作重点。"""
        return next(priority for priority in self.plan.priorities if priority.id == id)

    def measures_of(self, unit: Unit) -> list[Measure]:
        """一个单位各时段的全部举措。"""
        return [row for rows in unit.measures.values() for row in rows]

    def day(self, date: datetime.date) -> str:
        """日期的中文写法，如 2031年4月6日。"""
        return f"{date.year}年{date.month}月{date.day}日"

    def fill(self, name: str) -> Markup:
        """一处要填的空。"""
        return fill_mark(name)

    def in_heading(self, text: str) -> Markup:
        """把文字写成在 Markdown 标题里也原样显示的样子。"""
        return in_heading(text)

    def rows(self, ids: tuple[str, ...]) -> list[Row]:
        """按 id 取记录。"""
        return [self.plan.rows[id] for id in ids]

    def render(self, name: str, **values: Any) -> str:
        """用 templates/ 下的模板写出 Markdown。"""
        return _templates().get_template(name).render(view=self, plan=self.plan, pages=pages, **values)


def in_heading(text: str) -> Markup:
    """把文字写成在 Markdown 标题里也原样显示的样子。"""
    return Markup(_MARKS.sub(lambda found: f"&#{ord(found[0])};", text))


def _spaced(row: Row, text: str) -> str:
    """序号后空一格；核对时不看空白。"""
    number = f"{row.number}." if isinstance(row, Task | Measure) and row.number is not None else ""
    return f"{number} {text.removeprefix(number)}" if number else text


def marked(text: str, errata: tuple[Erratum, ...]) -> Iterator[tuple[str, str]]:
    """把原文切成（样式，文字）：plain 照印，sic 是原文如此，restored 是补出的字。"""
    spans = sorted((text.index(e.printed), e) for e in errata if e.printed in text)
    position = 0
    for start, erratum in spans:
        yield "plain", text[position:start]
        if erratum.kind == "sic":
            yield "sic", erratum.printed
        else:
            for part, new in verify.additions(erratum.printed, erratum.reading or erratum.printed):
                yield ("restored" if new else "plain"), part
        position = start + len(erratum.printed)
    yield "plain", text[position:]


def _phrases(pieces: Iterator[tuple[str, str]], titles: set[str]) -> Iterator[tuple[str, str]]:
    """公文标题里提到的另一篇公文，连书名号自成一块，换行时不从当中断开。"""
    name = re.compile(f"(《?(?:{'|'.join(map(re.escape, titles))})》?)")
    for style, text in pieces:
        if style != "plain":
            yield style, text
            continue
        for part in name.split(text):
            yield ("phrase" if name.fullmatch(part) else style), part


def fill_mark(name: str) -> Markup:
    """一处要填的空：纸上是一条线，Word 里是内容控件，网页上由表单填。"""
    if not isinstance(name, str) or not name.strip():
        raise Wrong('fill 里要写空的名字，如 fill("单位名称")')
    return Markup('<span class="fill" data-fill="{}">{}</span>').format(name, name)


def _wrapped(pieces: Iterator[tuple[str, str]], lead: int, quote: Callable[[str], Markup]) -> Iterator[Markup]:
    done = 0
    for style, text in pieces:
        if style == "restored":
            yield Markup("<ins data-editorial>{}</ins>").format(quote(text))
            continue
        head = max(0, min(len(text), lead - done))
        done += len(text)
        for part, strong in ((text[:head], True), (text[head:], False)):
            if part:
                span = (
                    quote(part) if style == "plain" else Markup('<span class="{}">{}</span>').format(style, quote(part))
                )
                yield Markup("<strong>{}</strong>").format(span) if strong else span


@functools.cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("macros"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )


def redirects(plan: Plan, site: str, base: str) -> Iterator[tuple[str, str]]:
    """短地址的页：文件名、HTML。site 是网站名，base 是网站的网址（没有就是空的）。"""
    template = _templates().get_template("redirect.html")
    for name, title, text, address in cite.redirects(plan):
        canonical = base + address if base else ""
        yield name, template.render(title=title, text=text, site=site, target=f"../{address}", canonical=canonical)


# 整页只有一个宏：{{ unit("health") }} 或 {{ year(2026) }}。生成的页都是这样。
_CALL = re.compile(r"\s*\{\{ (\w+)\((?:\"([a-z0-9-]+)\"|(\d+))\) \}\}\s*")


class _Page(Template):
    """页面只看得见宏，看不见网站的配置和其他变量。"""

    def render(self, *_args: Any, **_values: Any) -> str:
        return super().render()


@dataclass(frozen=True, slots=True)
class _Done:
    """检查时已经展开过的页。"""

    text: str

    def render(self, *_args: Any, **_values: Any) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class _OneCall:
    """整页就是一次宏调用：直接调用，不必为每页编译一个模板。"""

    macro: Callable[..., str]
    argument: str | int

    def render(self, *_args: Any, **_values: Any) -> str:
        return self.macro(self.argument)


class _Sandbox(ImmutableSandboxedEnvironment):
    template_class = _Page
    expanded: Mapping[str, str] = types.MappingProxyType({})

    def from_string(self, source: Any, *args: Any, **values: Any) -> Any:
        if source in self.expanded:
            return _Done(self.expanded[source])
        found = _CALL.fullmatch(source)
        if found and found[1] in self.globals:
            return _OneCall(cast(Callable[..., str], self.globals[found[1]]), found[2] or int(found[3]))
        return super().from_string(source, *args, **values)


def sandbox(macros: Mapping[str, Callable[..., str]], expanded: Mapping[str, str] | None = None) -> Environment:
    """页面用的 Jinja 环境：不能执行代码，不能改数据，循环次数有限，名字写错就报错。

    expanded 里有的页（正文 → 展开后的正文）直接用，不再展开。
    """
    environment = _Sandbox(undefined=StrictUndefined)
    environment.expanded = expanded or {}
    environment.globals = {**environment.globals, **macros}
    return environment


def bound(view: Callable[[], View]) -> dict[str, Callable[..., str]]:
    """全部宏，各自接上当前页的视角。"""
    return {macro.__name__: _bind(macro, view) for macro in MACROS}


def _bind(macro: Callable[..., str], view: Callable[[], View]) -> Callable[..., str]:
    return functools.wraps(macro)(lambda *args, **values: macro(view(), *args, **values))


def _find(known: Any, id: Any, what: str) -> Any:
    if id not in known:
        raise Wrong(f"没有 {id} 这个{what}，可用的有：{'、'.join(map(str, known))}")
    return known[id]


def document(view: View, id: str, level: int = 2) -> str:
    """一篇公文的全文，不含推进表；level 是篇名用几级标题。"""
    found: Document = _find(view.plan.documents, id, "公文")
    paragraphs = [p for p in found.paragraphs if p.kind not in APPENDIX_KINDS]
    return view.render("document.md", document=found, paragraphs=paragraphs, level=level)


def passages(view: View, first: str, last: str, level: int = 3) -> str:
    """一篇公文里从 first 到 last 的几段；level 是篇名用几级标题。"""
    row = _find(view.plan.rows, first, "段落")
    found = view.plan.documents[row.document]
    ids = [paragraph.id for paragraph in found.paragraphs]
    if last not in ids or ids.index(last) < ids.index(first):
        raise Wrong(f"{found.id} 里 {first} 之后没有 {last}")
    paragraphs = found.paragraphs[ids.index(first) : ids.index(last) + 1]
    return view.render("document.md", document=found, paragraphs=paragraphs, level=level)


def card(view: View, id: str) -> str:
    """公文卡片：标题、文号、机关、日期、来源、状态。"""
    found: Document = _find(view.plan.documents, id, "公文")
    if found.card is None:
        raise Wrong(f"{id} 没有卡片，在 data/documents/{id}.yml 里加上 card")
    return view.render("card.md", document=found, card=found.card, basis=view.plan.rows[found.card.basis])


def table(view: View) -> str:
    """推进表，照原表排。"""
    main = view.plan.main
    rows = main.paragraphs if main else ()
    kinds = {kind: [p for p in rows if p.kind == kind] for kind in APPENDIX_KINDS}
    return view.render("table.md", kinds=kinds, columns=kinds["column"])


def unit(view: View, id: str) -> str:
    """一个单位的页：名称、任务、各时段的举措、正文里提到它的段。"""
    found: Unit = _find(view.plan.unit, id, "单位")
    return view.render("unit.md", unit=found, naming=view.plan.paragraphs_naming.get(id, ()))


def task(view: View, id: str) -> str:
    """一项任务的页：原文、单位、工作重点、各时段服务它的举措、同单位的其他任务。"""
    found = _find(view.plan.rows, id, "任务")
    owner = view.plan.unit[found.unit]
    priorities = [priority for priority in view.plan.priorities if priority.id in found.priorities]
    others = [other for other in owner.tasks if other is not found]
    return view.render("task.md", task=found, unit=owner, priorities=priorities, others=others)


def year(view: View, number: int) -> str:
    """一年的页：是第几年，各单位这一年的举措。"""
    period: Period = _find(view.plan.years, number, "年份")
    years = list(view.plan.years)
    return view.render("year.md", year=number, period=period, order=years.index(number) + 1, total=len(years))


def unit_index(view: View) -> str:
    """单位目录。"""
    return view.render("unit_index.md")


def task_index(view: View) -> str:
    """任务目录：按工作重点、按单位。"""
    return view.render("task_index.md")


def year_index(view: View) -> str:
    """年度目录：各栏有几条举措，各年在哪一栏。"""
    counts = Counter(measure.period for measure in view.plan.measures)
    return view.render("year_index.md", years=list(view.plan.years.items()), counts=counts)


def this_year(view: View) -> str:
    """首页上的年份：各年的链接；今年是哪年由脚本填，没有脚本也说得通。"""
    counts = {p.id: sum(len(u.measures[p.id]) for u in view.plan.units) for p in view.plan.periods}
    return view.render("this_year.md", years=list(view.plan.years.items()), counts=counts)


def comparison(view: View, draft: str, issued: str) -> str:
    """两篇公文逐段对照，差别由原网页算出。"""
    left: Document = _find(view.plan.documents, draft, "公文")
    right: Document = _find(view.plan.documents, issued, "公文")
    found: Comparison = compare(view.plan, left, right)
    return view.render("comparison.md", comparison=found, draft=left, issued=right)


def verification(view: View) -> str:
    """核对结果和全部勘误。"""
    errata = {kind: [e for e in view.plan.errata if e.kind == kind] for kind in ("restored", "sic")}
    return view.render("verification.md", report=verify.report(view.plan), source=view.plan.source, errata=errata)


def side_by_side(view: View) -> str:
    """正文逐段对照解读、任务、单位；解读里没有对上的段放在末尾。"""
    main = view.plan.main
    paragraphs = [p for p in main.paragraphs if p.kind not in APPENDIX_KINDS] if main else []
    rest: list[Alignment] = [row for row in view.plan.alignment if not row.paragraph]
    return view.render("side_by_side.md", paragraphs=paragraphs, rest=rest)


def terms(view: View) -> str:
    """名词表，照拼音排，各列出用在哪里。"""
    ordered = sorted(view.plan.terms, key=lambda term: (term.sound, term.term))
    letters = list(dict.fromkeys(term.sound[0] for term in ordered))
    return view.render("terms.md", terms=ordered, letters=letters, uses=functools.partial(words.uses, view.plan))


def timeline(view: View) -> str:
    """时间线：印发以前的各件事，印发以后的各时段。"""
    counts = Counter(measure.period for measure in view.plan.measures)
    events: tuple[Event, ...] = view.plan.timeline
    return view.render("timeline.md", events=events, counts=counts, event_day=event_day)


def event_day(text: str) -> str:
    """2022-04-06 写成 2022年4月6日，2022-01 写成 2022年1月。"""
    return "".join(f"{int(part)}{name}" for part, name in zip(text.split("-"), "年月日", strict=False))


def hotlines(view: View) -> str:
    """全部电话：什么时候打哪个。"""
    return view.render("hotlines.md")


def emergency(view: View) -> str:
    """紧急电话：热线表的第一个。"""
    lines: tuple[Hotline, ...] = view.plan.hotlines
    return view.render("emergency.md", line=lines[0]) if lines else ""


def leaflet_text(view: View, piece: Leaflet, fills: tuple[str, ...]) -> str:
    """传单在网页上的全文；fills 是末尾让用的单位填的空。"""
    return view.render("leaflet.html", piece=piece, fills=fills)


def calendar(view: View) -> str:
    """宣传日历：每个日子、方案在哪里写到它、能用的资料。"""
    return view.render("calendar.md", when=occasion_day)


def occasion_day(day: Occasion) -> str:
    """一个日子的写法：3月8日、7月1日—8月31日、2027年2月6日等。"""
    if day.dates:
        return "、".join(f"{date.year}年{date.month}月{date.day}日" for date in day.dates)
    edges = [edge for edge in (day.start, day.end) if edge]
    return "—".join("{}月{}日".format(*map(int, edge.split("-"))) for edge in edges)


def fill(view: View, name: str) -> str:
    """宣传资料里一处要填的空，如 {{ fill("单位名称") }}。"""
    return fill_mark(name)


def unit_data(view: View) -> str:
    """各单位的表格和 JSON，一个单位一行。"""
    return "\n".join(
        f"- {in_heading(unit.name)}："
        + "、".join(
            f"[{name}]({folder}/units/{unit.id}.{suffix})"
            for name, folder, suffix in (
                ("Excel 表", opendata.TABLES, "xlsx"),
                ("CSV 表", opendata.TABLES, "csv"),
                ("JSON 数据", opendata.API, "json"),
            )
        )
        for unit in view.plan.units
    )


def latest_changes(view: View, most: int = 1) -> str:
    """更新记录里最近的几次。"""
    return view.render("changes.md", releases=view.releases[:most])


MACROS: tuple[Callable[..., str], ...] = (
    document,
    passages,
    card,
    table,
    unit,
    task,
    year,
    unit_index,
    task_index,
    year_index,
    this_year,
    comparison,
    side_by_side,
    terms,
    timeline,
    verification,
    hotlines,
    emergency,
    calendar,
    fill,
    latest_changes,
    unit_data,
)

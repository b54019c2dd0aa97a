"""推进表：单位、时段、任务、举措各就各位，序号连得上，编者归类有理由。"""

import itertools
import re
from collections.abc import Sequence

from macros.checks.fields import is_empty_list, problem_in
from macros.corpus.documents import Paragraph
from macros.corpus.plan import MAX_YEARS, Plan
from macros.corpus.problem import Problem, Problems
from macros.corpus.slips import narrowed
from macros.corpus.tasks import Entry, Unit
from macros.corpus.yaml import Node, Table

_YEAR = re.compile(r"\d{4}")

Rows = Sequence[Entry]


def unit_order(plan: Plan) -> Problems:
    """单位的次序从 1 起，不重不漏；重了的，照原网页看是哪一个写错。"""
    lines = [line.strip() for line in plan.source.text.split("\n")]
    ordered = list(plan.units)
    if all(unit.name in lines for unit in ordered):
        ordered.sort(key=lambda unit: lines.index(unit.name))
    for wanted, unit in enumerate(ordered, 1):
        if unit.order and unit.order != wanted:
            message = f"次序是 {unit.order}，应是 {wanted}"
            yield problem_in(unit, "order", message, "各单位的 order 从 1 起，不重不漏")


def unit_names(plan: Plan) -> Problems:
    """单位的名称不重复。"""
    first: dict[str, str] = {}
    for unit in plan.units:
        path = first.setdefault(unit.name, unit.place.path)
        if unit.name and path != unit.place.path:
            message = f"名称和 {path} 相同"
            help = "改成推进表里的名称；整份抄来的，就删掉这个文件"
            yield problem_in(unit, "name", message, help)


def units_copied(plan: Plan) -> Problems:
    """各单位的任务不同：全一样的，是抄来没有改完的一份。"""
    first: dict[tuple[str, ...], Unit] = {}
    for unit in sorted(plan.units, key=lambda unit: _is_unprinted(plan, unit)):
        texts = tuple(task.text for task in unit.tasks)
        other = first.setdefault(texts, unit)
        is_whole = len(texts) > 1 and all(texts)
        if is_whole and other is not unit:
            message = f"任务和 {other.place.path} 的全都一样"
            help = "多抄的，删掉这个文件；是另一个单位，照推进表把里面的都改好"
            yield problem_in(unit, "tasks", message, help)


def _is_unprinted(plan: Plan, unit: Unit) -> bool:
    """原网页里没有这个单位单独的一行。"""
    lines = map(str.strip, plan.source.text.split("\n"))
    return unit.name not in lines


def units_have_part(plan: Plan) -> Problems:
    """每个单位都有事：有任务，有举措，或者正文提到它；什么也没有的，它的页是空的。"""
    for unit in plan.units:
        has_rows = unit.tasks or any(unit.measures.values())
        if not has_rows and unit.id not in plan.paragraphs_naming:
            message = f"没有任务、举措，正文也没有提到“{unit.name}”"
            help = "补上任务；名字照正文的写法；真的没有它的事，就删掉这个文件"
            yield problem_in(unit, "tasks", message, help)


def unit_periods_complete(plan: Plan) -> Problems:
    """每个单位各时段都写举措，原表空着的写明空着。"""
    for unit in plan.units:
        node = unit.place.of("measures")
        if node is unit.place and not plan.has_table:
            continue
        for period in plan.periods:
            if period.id and period.id not in unit.measures:
                help = f'补上；原表那一格空着就写 "{period.id}": []'
                message = f"缺少 {period.id} 这一时段的举措"
                yield node.problem(message, help)


def unit_periods_known(plan: Plan) -> Problems:
    """举措只写在已有的时段里。"""
    known = [period.id for period in plan.periods]
    for unit in plan.units:
        node = unit.place.of("measures")
        for period in unit.measures:
            if not period or period in known:
                continue
            message = f"periods.yml 里没有时段 {period}"
            help = f"可用的时段：{'、'.join(known)}"
            if narrowed(period) in known:
                help = f'横线要用半角的，写成 "{narrowed(period)}"'
            yield _key(node, period).problem(message, help)


def _key(node: Node, name: str) -> Node:
    """映射里字段名的位置。"""
    if isinstance(node, Table) and name in node.entries:
        return node.entries[name][0]
    return node


def unit_periods_ordered(plan: Plan) -> Problems:
    """举措的时段照 periods.yml 的先后。"""
    for unit in plan.units:
        wanted = [period.id for period in plan.periods if period.id in unit.measures]
        if list(unit.measures) != wanted:
            yield problem_in(
                unit, "measures", "时段的先后和 periods.yml 不同", "照 periods.yml 的次序排"
            )


def numbers_run_on(plan: Plan) -> Problems:
    """印出的序号从 1 连着排，或者整栏都没有序号；原文真跳号的要登记勘误。"""
    for unit in plan.units:
        yield from _column(plan, unit.tasks)
        for rows in unit.measures.values():
            yield from _column(plan, rows)


def _column(plan: Plan, rows: Rows) -> Problems:
    """一栏里接不上的序号；整栏没有的不算，读不出来的序号是 0，已经报过了。"""
    if not any(row.number for row in rows):
        return
    for wanted, row in enumerate(rows, 1):
        if row.number in (wanted, 0) or _registered(plan, row):
            continue
        message = f"序号是 {row.number}，应是 {wanted}"
        if row.number is None:
            message = f"没有序号，应是 {wanted}"
        yield problem_in(row, "number", message, "照原表改；原表真跳号就登记勘误")


def _registered(plan: Plan, row: Entry) -> bool:
    """这个序号登记了勘误。"""
    errata = plan.errata_of.get(row.id, ())
    return f"{row.number}." in {erratum.printed for erratum in errata}


def periods_present(plan: Plan) -> Problems:
    """表里有举措一栏的，至少有一个时段。"""
    rows = plan.main.paragraphs if plan.main else ()
    columns = [row for row in rows if row.kind == "column"]
    if len(columns) > 2 and not plan.periods:
        yield Problem("data/periods.yml", 1, 1, "没有时段", "至少写一个")


def periods_bounded(plan: Plan) -> Problems:
    """时段的起止是一段年份，不太长。"""
    for period in plan.periods:
        if not 0 <= period.last - period.first < MAX_YEARS:
            message = f"从 {period.first} 到 {period.last} 不是一段年份"
            help = f"last 不早于 first，不超过 {MAX_YEARS} 年"
            yield problem_in(period, "last", message, help)


def periods_as_printed(plan: Plan) -> Problems:
    """时段的起止和原表印的年份相同。"""
    for period in plan.periods:
        years = _YEAR.findall(period.printed)
        if not years or not period.first or not period.last:
            continue
        ends = {"first": int(years[0]), "last": int(years[-1])}
        for field, year in ends.items():
            if getattr(period, field) != year:
                message = f"起止年份和原表的 {period.printed} 不同"
                help = f"写 {year}"
                yield problem_in(period, field, message, help)


def periods_run_on(plan: Plan) -> Problems:
    """时段一个接一个，不重叠、不留空。"""
    for one, other in itertools.pairwise(plan.periods):
        wanted = one.last + 1
        if other.first != wanted:
            message = f"从 {other.first} 年开始，接不上前一时段的 {one.last} 年"
            help = f"应是 {wanted}；先后写反了，就换过来"
            yield problem_in(other, "first", message, help)
            return  # 换了位置的，后面一个也接不上


def tasks_classified(plan: Plan) -> Problems:
    """任务至少归入一项工作重点；没有分工作重点的计划，不归。"""
    for task in plan.tasks if plan.priorities else ():
        if is_empty_list(task, "priorities"):
            yield problem_in(task, "priorities", "没有归入工作重点", "至少写一项")


def idle_measures_explained(plan: Plan) -> Problems:
    """举措不服务任何任务时，写明理由。"""
    for measure in plan.measures:
        node = measure.place.of("serves")
        if not measure.serves and not measure.note and node is not measure.place:
            yield node.problem(
                "不服务任何重点任务，却没有理由", "加一行 note 说明，或补上任务的 id"
            )


def serving_measures_plain(plan: Plan) -> Problems:
    """举措有所服务的任务时，不写理由。"""
    for measure in plan.measures:
        if any(measure.serves) and measure.note:
            yield problem_in(measure, "note", "已经有了所服务的任务，不用 note", "删掉 note")


def _where(plan: Plan, words: str) -> str:
    """正文里头一段写着这几个字的；没有是空的。"""
    for row in plan.alignable.values():
        if words in row.text:
            return row.id
    return ""


def priority_titles(plan: Plan) -> Problems:
    """工作重点的标题照正文的原话。"""
    for priority in plan.priorities:
        row = plan.rows.get(priority.paragraph)
        if isinstance(row, Paragraph) and priority.title not in row.text:
            there = _where(plan, priority.title)
            if there:
                message = f"“{priority.title}”不在 {row.id}，在 {there}"
                help = f"写 {there}"
                yield problem_in(priority, "paragraph", message, help)
                continue
            message = f"{row.id} 里没有这几个字"
            yield problem_in(priority, "title", message, "照正文的原话写")

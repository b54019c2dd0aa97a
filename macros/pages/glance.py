"""一图读懂、问答解读：编者概括的话，和由推进表数出来的图。"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from macros.corpus import addresses
from macros.corpus.corpus import Row
from macros.corpus.documents import Paragraph
from macros.corpus.glance import Answer
from macros.corpus.plan import Plan
from macros.corpus.tasks import Measure, Priority, Task, Unit
from macros.pages import cite, parts
from macros.pages.view import View

# “第（一）项”挤在一句话后面，写成“（一）”。
_ITEM = re.compile("第(（[^）]+）)项")


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """一个单位在一项工作重点里：归入的任务，正文有没有写它牵头、写到它。"""

    priority: Priority
    tasks: tuple[Task, ...]
    leads: bool
    named: bool

    @property
    def role(self) -> str:
        """正文里的角色；没有写到它，就是空的。"""
        if self.leads:
            return "牵头"
        if self.named:
            return "负责"
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitDuties:
    """一个单位的一行。"""

    unit: Unit
    duties: tuple[Duty, ...]


def matrix(plan: Plan) -> tuple[UnitDuties, ...]:
    """单位和工作重点的表：每格是归入的任务，和正文写的角色。单位多到要分开，只列正文写明的。"""
    lines = []
    divided = parts.divided(plan)
    for unit in plan.units:
        duties = [_duty(plan, unit, priority) for priority in plan.priorities]
        if any(duty.role for duty in duties) or not divided:
            line = UnitDuties(unit=unit, duties=tuple(duties))
            lines.append(line)
    return tuple(lines)


def _duty(plan: Plan, unit: Unit, priority: Priority) -> Duty:
    id = priority.paragraph
    paragraph = plan.paragraph[id]
    tasks = [task for task in unit.tasks if priority.id in task.priorities]
    named = plan.units_named_in.get(id, ())
    return Duty(
        priority=priority,
        tasks=tuple(tasks),
        leads=f"{unit.name}牵头" in paragraph.text,
        named=unit in named,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """一处依据：链接和名字；和前一处同一篇、同一个单位的，名字里不再说。"""

    href: str
    label: str


def bases(view: View, ids: Iterable[str], brief: bool = False) -> Iterator[Basis]:
    """几处依据的链接：方案第三部分（一）、市某局任务2、任务3；brief 是不写举措在哪个时段。"""
    before = ""
    for row in view.rows(ids):
        whose, place = _named(view.plan, row)
        if brief and isinstance(row, Measure):
            whose = view.plan.unit[row.unit].name
        label = place
        if whose != before:
            label = whose + place
        yield Basis(href=view.href(row), label=label)
        before = whose


def _named(plan: Plan, row: Row) -> tuple[str, str]:
    """一条是谁的，和在那里面的位置。"""
    order = row.id.rpartition("-")[2]
    match row:
        case Task():
            unit = plan.unit[row.unit]
            return unit.name, f"任务{order}"
        case Measure():
            unit = plan.unit[row.unit]
            period = plan.period[row.period]
            return unit.name + period.label, f"{plan.words.measure}{order}"
        case Paragraph():
            document = plan.documents[row.document]
            name = document.short or document.title
            place = cite.places(plan).get(row.id, "")
            return name, _ITEM.sub(r"\1", place)
    return "", addresses.label(plan, row)


def tasks_address(duty: Duty) -> str:
    """一格里的任务在哪里看，从网站根算起：一项的是它的页，几项的是单位的页。"""
    first = duty.tasks[0]
    if len(duty.tasks) == 1:
        return f"tasks/{first.id}.html"
    return f"units/{first.unit}.html#tasks"


def at_a_glance(view: View) -> str:
    """一图读懂：要做什么、谁做、什么时候、跟谁有关、钱和考核、找谁。"""
    plan = view.plan
    return view.render(
        "glance.md",
        glance=plan.glance,
        lines=matrix(plan),
        counts=measures_per_period(plan),
        phones=[plan.hotline[number] for number in plan.glance.phones],
        total=totals(plan),
        tasks_address=tasks_address,
        bases=bases,
    )


def glance_small(view: View) -> str:
    """首页上的一小块：几个数，要做的几件事，和去一图读懂的链接。"""
    plan = view.plan
    return view.render("glance_small.md", glance=plan.glance, total=totals(plan))


def answers(view: View) -> str:
    """问答解读，照谁会问分组。"""
    plan = view.plan
    groups = [(who, list(rows)) for who, rows in groupby(plan.answers, _asker)]
    return view.render("answers.md", groups=groups, bases=bases)


def _asker(answer: Answer) -> str:
    return answer.who


def totals(plan: Plan) -> Iterator[tuple[int, str]]:
    """整份计划有多大：几个单位，几项任务，几条举措，几年；没有的不说。"""
    counts = (
        (len(plan.units), "个单位"),
        (len(list(plan.tasks)), "项任务"),
        (len(list(plan.measures)), f"条{plan.words.measure}"),
        (len(plan.years), "年"),
    )
    for count, what in counts:
        if count:
            yield count, what


def measures_per_period(plan: Plan) -> Counter[str]:
    """时段 → 各单位一共几条举措。"""
    return Counter(measure.period for measure in plan.measures)


def measures_by_priority(plan: Plan) -> dict[str, Counter[str]]:
    """工作重点 → 时段 → 几条举措：举措跟着它对应的任务归，归到几项的各算一次。"""
    counted: dict[str, Counter[str]] = {}
    for priority in plan.priorities:
        counted[priority.id] = Counter()
    for measure in plan.measures:
        for id in _priorities_of(plan, measure):
            counted[id][measure.period] += 1
    return counted


def _priorities_of(plan: Plan, measure: Measure) -> set[str]:
    """一条举措对应的任务，归入哪几项工作重点。"""
    found: set[str] = set()
    for id in measure.serves:
        task = plan.task[id]
        found.update(task.priorities)
    return found


# 页面里的名字 → 宏。
GLANCE_MACROS: Mapping[str, Callable[[View], str]] = {
    "at_a_glance": at_a_glance,
    "glance_small": glance_small,
    "answers": answers,
}

"""落实情况显示在哪里：单位、任务、年度的页，和时间线。"""

from collections.abc import Iterable

from macros.corpus.editorial import Event
from macros.corpus.plan import Plan
from macros.corpus.reports import Report
from macros.corpus.tasks import Period, Task, Unit

Happening = Event | Report


def reports_of_task(plan: Plan, task: Task) -> list[Report]:
    """说到一项任务的，和说到服务它的举措的。"""
    rows = [task.id]
    rows += [measure.id for measure in plan.measures if task.id in measure.serves]
    return _telling(plan, rows)


def reports_of_unit(plan: Plan, unit: Unit) -> list[Report]:
    """说到一个单位的，和说到它的任务、举措的。"""
    rows = [unit.id]
    rows += [task.id for task in unit.tasks]
    for measures in unit.measures.values():
        rows += [measure.id for measure in measures]
    return _telling(plan, rows)


def reports_in(plan: Plan, years: Iterable[int]) -> list[Report]:
    """这几年里的。"""
    within = set(years)
    return [report for report in plan.progress if _year(report) in within]


def happenings(plan: Plan) -> list[Happening]:
    """时间线上各时段以前的：各件事，和不在哪个时段里的落实情况，照先后。"""
    rows: list[Happening] = list(plan.timeline)
    rows += [report for report in plan.progress if _year(report) not in plan.years]
    return sorted(rows, key=_when)


def reports_by_period(plan: Plan) -> dict[str, list[Report]]:
    """时段 → 时段里的落实情况。"""
    return {period.id: _within(plan, period) for period in plan.periods}


def _within(plan: Plan, period: Period) -> list[Report]:
    return [report for report in plan.progress if plan.years.get(_year(report)) is period]


def _telling(plan: Plan, rows: Iterable[str]) -> list[Report]:
    """说到 rows 里哪一处的，一条一次，照先后。"""
    telling: set[str] = set()
    for row in rows:
        telling.update(report.id for report in plan.reports_of.get(row, ()))
    return [report for report in plan.progress if report.id in telling]


def _year(report: Report) -> int:
    """是哪一年的；没读出来是 0。"""
    return int(report.date[:4] or 0)


def _when(row: Happening) -> str:
    """照什么排先后。只写了年的，排在那一年的末尾。"""
    text = row.date if isinstance(row, Report) else row.first
    return f"{text}-99" if len(text) == 4 else text

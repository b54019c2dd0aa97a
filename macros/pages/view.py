"""从一页的位置看计划，和排版用的模板（templates/）。

官方文字放在带 data-official 的元素里，元素里由编者加的东西带 data-editorial：
拿掉后者，剩下的就是原文。
"""

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from macros.corpus import addresses, proof
from macros.corpus.chinese import event_day, full_date, sentences
from macros.corpus.corpus import Row
from macros.corpus.documents import HEADING_LEVELS, Paragraph
from macros.corpus.origins import source_of
from macros.corpus.plan import Plan
from macros.corpus.release import Release
from macros.corpus.tasks import Measure, Period, Priority
from macros.pages import bytecode, charts, cite, marks, parts
from macros.pages.anchors import anchor
from macros.pages.facing import facing_of
from macros.pages.linebreaks import title_parts


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """从哪个位置看计划：root 是从当前页到网站根的相对路径，如 ../。

    year 是建站那一年：哪些时段已经过去由它定；不知道是 0，就当都没过去。
    """

    plan: Plan
    root: str
    releases: tuple[Release, ...] = ()
    year: int = 0

    def href(self, row: Row) -> str:
        """记录的相对链接。"""
        return self.root + addresses.address_of(self.plan, row)

    def official(self, row: Row, heading: bool = False) -> Markup:
        """原文，带补字和勘误的标记；heading 表示放在 Markdown 标题里。"""
        quote = escape
        if heading:
            quote = marks.in_heading
        printed = proof.printed(row)
        text = marks.spaced(row, printed)
        lead = len(addresses.clause_title(row))
        errata = self.plan.errata_of.get(row.id, ())
        others = self._other_titles(row, printed)
        if not lead and not others and not errata:
            return quote(text)  # 绝大多数记录没有标记可加
        pieces = marks.marked(text, errata, self.root + addresses.VERIFY)
        if others:
            pieces = marks.phrases(pieces, others)
        return Markup("").join(marks.wrapped(pieces, lead, quote))

    def _other_titles(self, row: Row, printed: str) -> set[str]:
        """公文标题里可能提到的别的公文；不是标题就没有。"""
        if not isinstance(row, Paragraph) or row.kind != "title":
            return set()
        return set(self.plan.titles - {printed})

    def current(self) -> Period | None:
        """建站那一年所在的时段。"""
        return self.plan.years.get(self.year)

    def coming(self) -> list[Period]:
        """还没到的时段；不知道哪一年，就是全部时段。"""
        return [period for period in self.plan.periods if period.first > self.year]

    def past(self) -> list[Period]:
        """已经过去的时段。"""
        return [period for period in self.plan.periods if period.last < self.year]

    def year_of(self, period: Period) -> int:
        """一个时段看哪一年的页：今年在里面就是今年，不在就是头一年。"""
        if self.year in period.years:
            return self.year
        return period.first

    def whole(self, measure: Measure) -> bool:
        """举措是不是服务本单位的全部任务（不止一项）。"""
        unit = self.plan.unit[measure.unit]
        tasks = tuple(task.id for task in unit.tasks)
        return len(tasks) > 1 and measure.serves == tasks

    def served(self, id: str, by: Measure) -> str:
        """举措所服务的任务的短名；本单位的任务不再写单位。"""
        task = self.plan.rows[id]
        name = addresses.label(self.plan, task)
        return name.removeprefix(self.plan.unit[by.unit].name)

    def citable(self, row: Row) -> bool:
        """能不能单独引用：正文的段、任务、举措能，栏头不能。"""
        return row.id in cite.places(self.plan)

    def citation(self, row: Row) -> str:
        """一段在文件里的位置，如“第三条第（二）项”；不单独引用的用短名。"""
        return cite.places(self.plan).get(row.id) or addresses.label(self.plan, row)

    def priority(self, id: str) -> Priority:
        """按 id 取工作重点。"""
        priorities = {priority.id: priority for priority in self.plan.priorities}
        return priorities[id]

    @property
    def divided(self) -> bool:
        """整个计划一页排不下，列着全部任务和举措的页要分开。"""
        return parts.divided(self.plan)

    def rows(self, ids: Iterable[str]) -> list[Row]:
        """按 id 取记录。"""
        return [self.plan.rows[id] for id in ids]

    def render(self, name: str, **values: Any) -> str:
        """用 templates/ 下的模板写出 Markdown。"""
        template = templates().get_template(name)
        return template.render(view=self, plan=self.plan, **values)


def looks_like(row: Paragraph) -> str:
    """一段排成哪一种的样子：条、目和普通的段一样，首行空两格。"""
    if row.kind in ("article", "item"):
        return "paragraph"
    return row.kind


@functools.cache
def templates() -> Environment:
    """templates/ 下的模板；里面直接能用的函数都在这里登记。"""
    environment = Environment(
        loader=PackageLoader("macros.pages"),
        bytecode_cache=bytecode.beside(Path(__file__).parent / "templates"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    environment.globals |= {
        "pages": addresses,
        "dialled": marks.dialled,
        "dots": charts.dots,
        "erratum_note": marks.erratum_note,
        "event_day": event_day,
        "facing_of": facing_of,
        "heading_id": anchor,
        "heading_levels": HEADING_LEVELS,
        "full_date": full_date,
        "in_heading": marks.in_heading,
        "looks_like": looks_like,
        "sentences": sentences,
        "source_of": source_of,
        "strip": charts.strip,
        "title_parts": title_parts,
    }
    return environment

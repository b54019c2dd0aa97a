"""推进表的记录：单位、任务、举措、时段，和任务归入的工作重点。"""

from typing import Literal

from macros.corpus.documents import Address
from macros.corpus.editorial import DayOrMonth
from macros.corpus.record import Id, Record, derived, described, record
from macros.corpus.refs import ParagraphId, PriorityId, TaskId


@record("任务")
class Task(Record):
    """一项重点任务；priorities（归入哪些工作重点）是编者归类。"""

    text: str = described(
        "任务", "照推进表原文，一字不改。", "配合公安部门，严厉打击非法代孕等违法行为。"
    )
    priorities: tuple[PriorityId, ...] = described(
        "工作重点",
        "归入哪几项。",
        ["source-control"],
        added="编者归类",
    )
    number: int | None = described("序号", "原表印出的序号；没有就不写。", 1, default=None)
    id: str = derived(default="")
    unit: str = derived(default="")


@record("举措")
class Measure(Record):
    """一条推进举措；serves（服务哪些任务）是编者归类，空着时 note 说明理由。"""

    text: str = described("举措", "照推进表原文，一字不改。", "做好总结、宣传等工作")
    serves: tuple[TaskId, ...] = described(
        "对应任务",
        "没有就写 [] 并写 note。",
        ["health-1"],
        added="编者归类",
    )
    number: int | None = described("序号", "原表印出的序号；没有就不写。", 1, default=None)
    note: str | None = described(
        "归类说明",
        "serves 空着时写：为什么没有对应的任务。",
        "表中没有对应的任务",
        default=None,
        added="编者",
    )
    id: str = derived(default="")
    unit: str = derived(default="")
    period: str = derived(default="")


# 推进表里的一条。
Entry = Task | Measure


@record("单位的变动")
class Reform(Record):
    """单位的一次改名、合并、新设：was 从 date 起成了 now，出处是 source。原文的字不动。"""

    was: str | None = described("从前叫什么", "新设的不写。", "市某办", default=None)
    now: str = described("改成什么", "合并的写并入哪个，新设的写它的名字。", "市某局")
    date: DayOrMonth = described("从哪天起", "年-月-日或年-月，加引号。", "2032-05")
    how: Literal["renamed", "merged", "added"] = described(
        "怎样变的", "renamed 改名，merged 并入，added 新设。", "renamed"
    )
    source: str = described(
        "出处", "文件的全称，或发布的单位和日子；没见到就不写这一条。", "某市机构改革方案"
    )
    address: Address | None = described(
        "网址", "出处在网上的地址，没有就不写。", "https://www.example.org/reform", default=None
    )


@record("单位")
class Unit(Record):
    """一个单位：表里的简称、编者补充的全称、任务、各时段的举措。"""

    order: int = described("次序", "在推进表里排第几，从 1 起不重不漏。", 7)
    name: str = described("名称", "推进表里的简称，或编者用的短名。", "市某局")
    full_name: str = described(
        "全称", "原表只有简称；页面会标明是编者补充的。", "某市卫生健康委员会", added="编者补充"
    )
    tasks: tuple[Task, ...] = described("重点任务", "照原表的次序；没有表的不写。", default=())
    measures: dict[str, tuple[Measure, ...]] = described(
        "各时段的举措", "时段像数字的要加引号；没有表的不写。", default=None
    )
    reforms: tuple[Reform, ...] = described(
        "改名、合并、新设", "照先后，见到出处才写。", default=(), added="编者补充"
    )
    id: str = derived(default="")  # measures 没写的，读好以后补成空的

    @property
    def today(self) -> str:
        """现在叫什么、并入了哪里；没有变是空的。"""
        name = self.name
        for reform in self.reforms:
            if reform.was == name:
                name = reform.now
        if name == self.name:
            return ""
        return name

    @property
    def known_as(self) -> tuple[str, ...]:
        """原文的名称以外，从前和现在的名称。"""
        names: list[str] = []
        for reform in self.reforms:
            names += filter(None, (reform.was, reform.now))
        others = dict.fromkeys(names)
        others.pop(self.name, None)
        return tuple(others)


@record("时段")
class Period(Record):
    """一个时段；printed 是原表的写法，first、last 是起止年份。"""

    id: Id = described("编号", "地址里用，像数字的加引号。", "2023-2029")
    printed: str = described("原表的写法", "照原表栏头。", "2023-2029")
    first: int = described("起始年", "四位年份。", 2023)
    last: int = described("截止年", "四位年份；只有一年的和 first 相同。", 2029)

    @property
    def label(self) -> str:
        """给人看的写法，如 2022年、2023—2029年。"""
        if self.first == self.last:
            return f"{self.first}年"
        return f"{self.first}—{self.last}年"

    @property
    def years(self) -> range:
        """时段里的各年。"""
        return range(self.first, self.last + 1)


@record("工作重点")
class Priority(Record):
    """一项工作重点：编者用的短名、正文里的标题、所在的段。"""

    id: Id = described("编号", "发布后不改，别处会链接到它。", "listed-supervision")
    name: str = described("短名", "编者用的，页面会标明。", "打击解救")
    title: str = described(
        "正文里的标题", "正文原话，一字不改。", "持续开展打击拐卖人口犯罪专项行动"
    )
    paragraph: ParagraphId = described("正文的段", "写着这个标题的那一段。", "plan-3-2")

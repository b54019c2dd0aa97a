"""宣传资料依据的记录：事实、电话、共用的步骤、宣传的日子。"""

import datetime
import re
from typing import Annotated, Literal

from macros.corpus.pieces import Step
from macros.corpus.record import Form, Id, Record, described, record
from macros.corpus.refs import FactId, RowId

MonthDay = Annotated[str, Form(r"[01][0-9]-[0-3][0-9]", "写成 03-08 这样，加引号")]
PhoneNumber = Annotated[
    str, Form(r"[0-9]{3,5}(-[0-9]{7,8})?", "写成 110 或 0123-12345678 这样，加引号")
]


@record("热线")
class Hotline(Record):
    """一个电话：号码、名称、印刷用的短名、什么时候打、服务时间、所据的事实。"""

    number: PhoneNumber = described("号码", "加引号；对不对要打过或查过官方公布的。", "12338")
    name: str = described("全名", "官方公布的名称。", "妇女维权热线")
    short: str = described("印刷用的短名", "卡片上地方小。", "妇女维权")
    use: str = described("什么时候打", "一句话。", "妇女受骗、受暴，想咨询或求助")
    hours: str | None = described("服务时间", "有出处才写。", "工作日 8:00—17:30", default=None)
    topics: tuple[str, ...] = described(
        "问起什么打它",
        "别的电话管不了的事；话里说到这件事、却叫人打别的电话，检查会说。",
        ["法律"],
        default=(),
    )
    sms: bool = described("只收短信", "短信号码写 true，链接就是发短信。", True, default=False)
    fact: FactId = described("依据的事实", "号码从哪里来。", "hotline-110")


@record("事实")
class Fact(Record):
    """宣传资料依据的一条事实：自己的话，刑罚等细目，出处和条号，施行日期。

    由别的几条事实得出的写 basis，不写 source。seen 是编者见到的是原文还是节选；
    review 是最晚什么时候要再核对一次。
    """

    id: Id = described("编号", "发布后不改，别处会链接到它。", "listed-supervision")
    says: str = described(
        "说的话", "用自己的话写，不抄条文。", "捡到孩子要马上报警，不能自己抱回家养。"
    )
    detail: tuple[str, ...] = described(
        "细目", "刑罚、条件等，一行一条。", ["一般：五年以上十年以下有期徒刑，并处罚金"], default=()
    )
    source: str | None = described("出处", "法律或文件的全称。", "中华人民共和国刑法", default=None)
    article: str | None = described("条号", "法律条文的号。", "第二百四十条", default=None)
    since: str | None = described(
        "从什么时候起", "施行或发布的日期。", "1997-10-01 起施行", default=None
    )
    basis: tuple[FactId, ...] = described(
        "由哪几条得出", "写了它就不写 source。", ["criminal-law-240"], default=()
    )
    seen: Literal["原文", "节选"] = described("见到的是", "原文，或节选。", "原文")
    review: datetime.date = described("复核期限", "最晚什么时候要再核对一次。", "2027-11-30")

    @property
    def name(self) -> str:
        """法律通行的简称，如 刑法、民法典。"""
        return re.sub(r"^中华人民共和国|（[^）]*）$", "", self.source or "")

    @property
    def cited(self) -> str:
        """出处的写法，如《刑法》第二百四十条。"""
        if self.article:
            return f"《{self.name}》{self.article}"
        return self.source or ""

    @property
    def text(self) -> str:
        """这条事实的全部文字：资料里的条号、年龄、刑期等都要能在里面找到。"""
        since = self.since or ""
        return "\n".join([self.says, *self.detail, self.cited, since])


@record("共用的步骤")
class Procedure(Record):
    """几份资料共用的一套步骤：一步一步的长写法，一段话的短写法，依据的事实。"""

    id: Id = described("编号", "发布后不改，别处会链接到它。", "listed-supervision")
    title: str = described("标题", "页面或步骤的标题。", "孩子走失怎么办")
    brief: str = described(
        "一段话的写法",
        "插在信、广播稿、教案里；和 steps 说同一件事。",
        "马上打 110，一边报一边找。",
    )
    steps: tuple[Step, ...] = described("步骤", "传单上的几步。")
    facts: tuple[FactId, ...] = described(
        "依据的事实", "资料里的硬话都要在里面找到。", ["criminal-law-240"]
    )


@record("宣传日历")
class Occasion(Record):
    """一年里适合做宣传的一个日子或一段日子。

    每年同一天的写 start（和 end，月-日），不固定的写 dates（各年的日期）。
    plan 是方案里写到它的记录，facts 是它依据的事实。
    """

    id: Id = described("编号", "发布后不改，别处会链接到它。", "listed-supervision")
    name: str = described("名称", "这个日子叫什么。", "寒假")
    start: MonthDay | None = described("从哪一天", "月-日，加引号。", "01-15", default=None)
    end: MonthDay | None = described(
        "到哪一天", "月-日，加引号；只有一天的不写。", "02-20", default=None
    )
    dates: tuple[datetime.date, ...] = described(
        "各年的日期", "不是每年同一天的，逐年写。", ["2027-02-06"], default=()
    )
    says: str = described(
        "说的话", "用自己的话写，不抄条文。", "捡到孩子要马上报警，不能自己抱回家养。"
    )
    plan: tuple[RowId, ...] = described("方案里写到它的", "没有就写 []。", ["plan-3-4"])
    facts: tuple[FactId, ...] = described(
        "依据的事实", "资料里的硬话都要在里面找到。", ["criminal-law-240"]
    )

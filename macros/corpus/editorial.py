"""编者写的记录：勘误、对照、名词、时间线、近义词、问法。"""

from typing import Annotated, Literal

from macros.corpus.record import Form, Id, Record, described, record
from macros.corpus.refs import FactId, MainParagraphId, ParagraphId, RowId

DayOrMonth = Annotated[str, Form(r"[0-9]{4}(-[0-9]{2}){1,2}", "写成 2022-04-06 或 2022-01，加引号")]
Pinyin = Annotated[str, Form(r"[a-z0-9]+( [a-z0-9]+)*", "写小写拼音，不标声调，音节之间空一格")]


@record("勘误")
class Erratum(Record):
    """一处勘误：places 是哪几段，printed 是原文印的，reading 是应作，basis 是依据。

    restored 是网页丢了字，reading 只比 printed 多字；sic 是原文如此，只加注。
    """

    id: Id = described("编号", "发布后不改，别处会链接到它。", "listed-supervision")
    kind: Literal["restored", "sic"] = described(
        "种类", "restored 网页丢了字，补上；sic 原文如此，加注。", "sic"
    )
    places: tuple[RowId, ...] = described(
        "在哪几段", "印着这几个字的都写上。", ["public-security-2022-2"]
    )
    printed: str = described("原文印的", "照原文，一字不改。", "立争")
    reading: str | None = described("应作", "没有把握就不写。", "力争", default=None)
    basis: str = described("依据", "凭什么这样说。", "同栏重点任务第2项作“力争”")
    matters: bool = described(
        "意思变了", "照印的读来意思不同，要在原文下面说明的，写 true。", True, default=False
    )


@record("对照")
class Alignment(Record):
    """对照的一行（编者归类）：正文的 paragraph，解读在 explained_by 各段谈到。

    一头空着时 note 说明：解读没有谈，或者正文没有对应的段。
    """

    paragraph: MainParagraphId | None = described(
        "正文的段", "没有对应的段就不写，写 note。", "plan-3-2", default=None
    )
    explained_by: tuple[ParagraphId, ...] = described(
        "解读谈到的段",
        "没有就写 [] 并写 note。",
        ["interpretation-2-1"],
        added="编者归类",
    )
    note: str | None = described(
        "为什么一头空着",
        "解读没有谈，或正文没有对应的段，说明理由。",
        "解读没有谈到这一段",
        default=None,
    )


@record("名词")
class Term(Record):
    """一个名词：原文的写法 term 和 also，读音 sound（不标调），自己的话 means 和它的出处 source。

    没见到出处的词不收。说到法律、数字的，facts 是依据的事实。
    """

    id: Id = described("编号", "发布后不改，别处会链接到它。", "listed-supervision")
    term: str = described("名词", "照原文的写法。", "挂牌督办")
    also: tuple[str, ...] = described(
        "另外的写法", "原文里同一个词的别的写法。", ["检验入库比对"], default=()
    )
    sound: Pinyin = described("读音", "小写拼音，不标声调，一个字一个音节。", "gua pai du ban")
    means: str = described(
        "意思", "用自己的话解释；没见到出处的词不收。", "由上级机关盯着办，办完要报告。"
    )
    source: str = described(
        "出处", "法律或文件的名称和条号。", "《中华人民共和国民法典》第一千一百零五条"
    )
    facts: tuple[FactId, ...] = described(
        "依据的事实", "说到法律、年龄、金额、电话的才写。", ["civil-code-1105"], default=()
    )

    @property
    def forms(self) -> tuple[str, ...]:
        """原文里的各种写法。"""
        return (self.term, *self.also)


@record("时间线")
class Event(Record):
    """时间线上的一件事：从 first 到 last（只有一天、一月时不写），编者的一句话，写在哪几段。"""

    first: DayOrMonth = described("日期", "年-月-日或年-月，加引号。", "2022-04-06")
    last: DayOrMonth | None = described(
        "截止", "年-月-日或年-月，加引号；只有一天的不写。", "2022-03-03", default=None
    )
    text: str = described(
        "文字", "公文和推进表里的一字不改；编者写的写短句。", "市政府办公室印发方案"
    )
    passages: tuple[RowId, ...] = described("写在哪几段", "日期要真的写在里面。", ["notice-date"])


@record("近义词")
class Synonym(Record):
    """人们的说法和公文的说法：搜 words 里任何一个，也找 means；why 是理由。"""

    words: tuple[str, ...] = described("人们的说法", "搜其中一个，也找 means。", ["人贩子", "拐子"])
    means: tuple[str, ...] = described("公文的说法", "公文里真有的词。", ["拐卖人口"])
    why: str = described("理由", "为什么当作一个意思。", "公文写收买被拐妇女")


@record("问法")
class Question(Record):
    """读者会怎样问到一段：see 是记录的 id，或手写页的地址；asks 是各种问法。"""

    see: str = described("问的是哪一段", "记录的 id，或手写页的地址。", "plan-3-1")
    asks: tuple[str, ...] = described(
        "问法", "读者会怎样问；段中已有的字不必再写。", ["孩子丢了找谁"]
    )


@record("急话")
class Urgent(Record):
    """正在出事的人会怎样说：说到了，就先给电话和求助页的 see。

    说到 who 里的一个和 what 里的一个，或 says 里的一个，就算；说到 unless 里的不算。
    “…”表示中间可以隔几个字。排在前面的先认。
    """

    see: str = described("求助页的哪一节", "手写页的地址，带锚点。", "help.html#missing")
    who: tuple[str, ...] = described("说的是谁", "和 what 一起用。", ["孩子", "娃"], default=())
    what: tuple[str, ...] = described("出了什么事", "“…”是隔几个字。", ["不见了"], default=())
    says: tuple[str, ...] = described("整句的说法", "不用另说是谁的。", ["不…放我走"], default=())
    unless: tuple[str, ...] = described(
        "说到这些就不算", "问政策、找材料的话。", ["教案"], default=()
    )


@record("题目")
class Subject(Record):
    """方案里的一个题目：printed 是公文里的写法，words 是人们的说法。

    归哪些单位，由公文里找出来；题目怎样分是编者归类。
    """

    name: str = described("题目", "卡片上的名字。", "出生医学证明")
    printed: tuple[str, ...] = described(
        "公文里的写法", "照原文；写着其中一个的任务、举措、段落都算。", ["出生医学证明"]
    )
    words: tuple[str, ...] = described(
        "人们的说法", "公文写法以外的。", ["出生证"], added="编者归类", default=()
    )


@record("别处的事")
class Elsewhere(Record):
    """人们常查、这个站没有的事：问到 words 里的一个，宁可说没有找到。"""

    about: str = described("哪一类", "给编者看的。", "社保和医保")
    words: tuple[str, ...] = described(
        "说法",
        "站上有的事不写。“…”是中间隔几个字，“/”隔开的哪个都行，“+”前后连着。",
        ["公积金", "手机…丢/掉"],
    )


@record("没有资料的一处")
class Gap(Record):
    """方案写到要宣传、保护、救助的一处，还没有哪份资料用得上：为什么。"""

    row: RowId = described("方案的哪一处", "任务、举措或正文的段。", "human-resources-2")
    why: str = described("为什么没有", "一句话，给编者看的。", "是就业服务，不靠宣传资料")

"""宣传资料的记录：传单、文章和它们的各部分。"""

import datetime
import re
import types
from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from macros.corpus.posters import Poster
from macros.corpus.printed import UNPRINTED, printed_texts
from macros.corpus.record import Form, Record, derived, described, record
from macros.corpus.refs import FactId, OccasionId, PaletteId, Phone, ProcedureId, RowId
from macros.corpus.slides import Slide
from macros.corpus.yaml import Node

FOLDER = "docs/publicity"

Audience = Literal[
    "parents",
    "preschool",
    "primary",
    "secondary",
    "teachers",
    "workers",
    "women",
    "disabled",
    "returned",
    "villages",
    "staff",
    "public",
]
AUDIENCES = types.MappingProxyType(
    {
        "parents": "家长",
        "preschool": "幼儿",
        "primary": "小学生",
        "secondary": "中学生",
        "teachers": "教师",
        "workers": "求职务工的人",
        "women": "妇女",
        "disabled": "残疾人和家人",
        "returned": "回来的人和家人",
        "villages": "村和社区",
        "staff": "窗口行业",
        "public": "所有人",
    }
)
FORMS = types.MappingProxyType(
    {
        "leaflet": "传单和海报",
        "lesson": "教案",
        "speech": "国旗下讲话",
        "letter": "信",
        "broadcast": "广播稿",
        "outline": "宣讲提纲",
        "drill": "演练脚本",
        "slogans": "标语",
        "activity": "活动方案",
    }
)
# 没有写排第几的，排在写了的后面。
LAST_RANK = 1000
BOXES = types.MappingProxyType(
    {"avoid": "不要做", "do": "可以做", "ask": "问答", "myth": "误会与事实", "rhyme": "儿歌"}
)


def choices(names: Mapping[str, str]) -> str:
    """几个里选一个的字段怎样说明：各个写法和它的意思。"""
    parts = [f"{key} {name}" for key, name in names.items()]
    return "；".join(parts) + "。"


VersionNumber = Annotated[str, Form(r"[1-9][0-9]*\.[0-9]+", '写成 "1.0" 这样，加引号')]


@record("步骤")
class Step(Record):
    """传单的一步：标题、A4 上的话、海报上的短话。"""

    title: str = described("这一步做什么", "动词开头，几个字。", "马上拨打 110")
    text: str = described(
        "A4 上的话", "两三句，做什么、怎样做。", "说清孩子的姓名、年龄、衣着，在哪儿走散。"
    )
    short: str = described(
        "海报上的短话", "poster 没有另写几步就印它。", "说清时间、地点、样子、衣着"
    )


StepsForm = Literal["long", "short"]


@record("取用的步骤")
class Taken(Record):
    """传单整段取用的步骤：取 data/steps.yml 里的哪一套（YAML 里写 from），印长的还是短的话。"""

    from_: ProcedureId = described("取哪一套步骤", "整段取用。", "missing-child")
    form: StepsForm = described(
        "长的还是短的", "long 印 text，short 印 short。", "long", default="long"
    )


@record("条目")
class Item(Record):
    """框里的一条；head 是问题或误会。"""

    text: str = described("这一条的话", "问答框里是回答，误会框里是事实。", "别一个人追出很远。")
    head: str | None = described(
        "问题或误会", "问答、误会与事实的框里写。", "要等 24 小时才能报警", default=None
    )


@record("框")
class Box(Record):
    """传单的一个框：不要做、可以做、问答、误会与事实、儿歌。"""

    kind: Literal["avoid", "do", "ask", "myth", "rhyme"] = described(
        "哪种框", choices(BOXES), "avoid"
    )
    title: str = described("框的标题", "几个字。", "不要做")
    items: tuple[Item, ...] = described("框里的各条", "一条一句。")


@record("宣传资料")
class Piece(Record):
    """一份资料：给谁、用在什么日子、几分钟、怎样用、依据哪些事实、什么时候复核。

    body 是正文的 Markdown，body_line 是正文第一行的行号，slug 是文件名。
    """

    title: str = described("标题", "这份资料叫什么。", "孩子走失怎么办")
    description: str = described(
        "摘要", "一句话说清这一页有什么，分享时显示。", "给家长的一页纸：孩子不见了马上做什么。"
    )
    form: Literal[
        "leaflet",
        "lesson",
        "speech",
        "letter",
        "broadcast",
        "outline",
        "drill",
        "slogans",
        "activity",
    ] = described("哪一种资料", choices(FORMS), "leaflet")
    audience: tuple[Audience, ...] = described(
        "给谁看", "可以写几个，第一个是主要的。", ["parents"]
    )
    occasions: tuple[OccasionId, ...] = described("用在什么日子", "可以写几个。", ["childrens-day"])
    serves: tuple[RowId, ...] = described(
        "方案的哪几处用得上",
        "任务、举措或正文的一段，编者归类；列在那几处的页上。",
        ["health-1"],
        default=(),
    )
    minutes: int = described("用时", "讲完或看完要几分钟。", 3)
    use: tuple[str, ...] = described(
        "怎样用", "一条一句：贴在哪里、怎样讲。", ["贴在商场服务台、车站和小区公告栏。"]
    )
    kicker: str = described("眉题", "大标题上面的小字。", "走失应急 · 家长常备")
    palette: PaletteId = described("颜色", "palettes 里的名字。", "brick")
    phones: tuple[Phone, ...] = described("印上的电话", "加引号。", ["110"])
    law: str = described("法律依据一行", "印在资料末尾。", "依据《中华人民共和国刑法》第二百四十条")
    facts: tuple[FactId, ...] = described(
        "依据的事实", "资料里的硬话都要在里面找到。", ["criminal-law-240"]
    )
    version: VersionNumber = described("版本", "加引号；改了话加一。", "1.0")
    date: datetime.date = described("这一版的日期", "改了话就换成那一天。", "2026-11-01")
    review: datetime.date = described("复核期限", "最晚什么时候要再核对一次。", "2027-11-30")
    exit: bool = described("要不要“快速离开”", "讲家庭暴力等的页写 true。", True, default=False)
    rank: int = described(
        "目录里排第几", "要紧的在前，数小的在前；不写的排在后面。", 1, default=LAST_RANK
    )
    label: str | None = described(
        "目录里题目前面加的", "光看题目不知道是什么资料的才写。", "小学班会", default=None
    )
    slug: str = derived(default="")
    body: str = derived(default="")
    body_line: int = derived(default=1)

    @property
    def path(self) -> str:
        """这份资料的文件。"""
        return f"{FOLDER}/{self.slug}.md"

    @property
    def url(self) -> str:
        """这份资料在网站上的地址，从网站根算起。"""
        return f"publicity/{self.slug}.html"

    @property
    def kind(self) -> str:
        """是哪一种，如“教案”。"""
        return FORMS[self.form]

    @property
    def listed_title(self) -> str:
        """目录里的题目，如“小学班会：计划变了，先问家里”。"""
        if self.label is None:
            return self.title
        return f"{self.label}：{self.title}"

    @property
    def has_slides(self) -> bool:
        """有没有课件。"""
        return False

    @property
    def procedures(self) -> tuple[str, ...]:
        """取用了 data/steps.yml 里的哪几套步骤。"""
        return procedures_in(self.body)

    def passages(self) -> Iterator[tuple[Node, str, bool]]:
        """印出来的每一句话：位置、文字、是不是“误会”框里的话。"""
        for name, (_, node) in self.place.entries.items():
            if name not in UNPRINTED:
                yield from printed_texts(node, myth=False)
        for node, line in numbered(self.path, self.body, self.body_line):
            yield node, line, "误会" in line


@record("传单")
class Leaflet(Piece):
    """传单：大标题两行、口号两行、引子、步骤、两个框、随身卡、插图的替代文字，要不要课件。

    步骤是取来的时，taken 说取自哪一套，steps 由 model 填上。
    """

    headline: tuple[str, ...] = described("大标题", "两行，一行一项。", ["孩子走失", "怎么办"])
    slogan: tuple[str, ...] = described(
        "口号", "两行，一行一项。", ["马上报警", "一边报警，一边请人帮忙找"]
    )
    lead: str = described(
        "引子", "步骤上面的一两句话。", "孩子一转身不见了，不用先自己找一圈再报。"
    )
    steps: tuple[Step, ...] = described("步骤", "传单上的几步。")
    boxes: tuple[Box, ...] = described("框", "传单右边的两个框。")
    card: str = described("随身卡上的话", "一两句。", "走散了站在原地，找穿制服的人")
    card_fields: tuple[str, ...] = described(
        "随身卡上要填的", "卡上留空给人填的几项。", ["孩子姓名", "家长电话"], default=()
    )
    poster: Poster = described("海报", "A3、展板、易拉宝、屏幕上的话。")
    alt: str = described("插图的替代文字", "看不见图的人听到的话。", "大人和孩子手拉手站在服务台前")
    easy: bool = described(
        "易读版",
        "给读字不多的人看的写 true：一句不超过十五个字，一行一句，一步一幅图。",
        True,
        default=False,
    )
    briefing: tuple[int, ...] = described(
        "第几步讲怎样看出不对劲",
        "给一班人讲的才写；写了就有六张课件，全由这份传单的话排成。",
        [3],
        default=(),
    )
    taken: Taken | None = derived(default=None)

    @property
    def has_slides(self) -> bool:
        """写了 briefing 就有。"""
        return bool(self.briefing)

    @property
    def poster_title(self) -> tuple[str, ...]:
        """海报的题目，一行一项。"""
        return self.poster.title or self.headline

    @property
    def poster_steps(self) -> tuple[str, ...]:
        """海报上的几步。"""
        return self.poster.steps or tuple(step.short for step in self.steps)

    @property
    def art(self) -> str:
        """插图的文件。"""
        return f"{FOLDER}/art/{self.slug}.svg"

    @property
    def drawing(self) -> str:
        """插图在网站上的地址，从网站根算起。"""
        return f"publicity/{self.slug}/{self.slug}-art.svg"

    @property
    def procedures(self) -> tuple[str, ...]:
        """取用了哪一套步骤。"""
        if self.taken is None:
            return ()
        return (self.taken.from_,)


@record("宣传资料")
class Prose(Piece):
    """教案、讲话、信、广播稿……正文是 Markdown。"""

    title: str = described("标题", "这份资料叫什么。", "致家长的一封信")
    subtitle: str | None = described(
        "副题", "大标题下面的一行。", "四十分钟，小学三至六年级", default=None
    )
    slides: tuple[Slide, ...] = described(
        "课件", "一张一项，照放映的先后；正文里的记号说讲到哪里放哪一张。", default=()
    )

    @property
    def has_slides(self) -> bool:
        """写了 slides 就有。"""
        return bool(self.slides)


def procedures_in(body: str) -> tuple[str, ...]:
    """正文里的宏取用了哪几套步骤，照先后，不重复。"""
    return tuple(dict.fromkeys(_PROCEDURE.findall(body)))


def numbered(path: str, body: str, first: int) -> Iterator[tuple[Node, str]]:
    """正文里有字的各行和位置；first 是第一行的行号。"""
    for number, line in enumerate(body.split("\n"), first):
        if line.strip():
            yield Node(path=path, line=number, column=1), line


# 正文里取用步骤的宏。
_PROCEDURE = re.compile(r"""\{\{\s*steps\(\s*["']([a-z0-9-]+)["']""")

"""公文的记录：抓取的原网页、各篇公文、公文里的段。"""

import datetime
from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal

from macros.corpus.record import Form, Id, Record, derived, described, record
from macros.corpus.refs import DocumentId, ParagraphId

ParagraphKind = Literal[
    "title", "subtitle", "label", "heading", "chapter", "section",
    "article", "clause", "item", "paragraph", "question", "answer",
    "attachment", "addressees", "signature", "date", "meta",
    "appendix-label", "appendix-title", "column",
]  # fmt: skip
# 小标题：一部分的、一章的、一节的、一问，各比篇名低几级。
HEADING_LEVELS: Mapping[str, int] = MappingProxyType(
    {"heading": 1, "chapter": 1, "section": 2, "question": 1}
)
HEADING_KINDS = frozenset(HEADING_LEVELS)
# 编号后面空一格、章名中间空几格的：空格照原网页。
SPACED_KINDS = frozenset({"chapter", "section", "article"})
# 正文的各种段：条、款、项、目，一问的答。
BODY_KINDS = frozenset({"article", "paragraph", "clause", "item", "answer"})
# 推进表自己的标题和栏头：和表一起显示，不在正文里。
APPENDIX_KINDS = frozenset({"appendix-label", "appendix-title", "column"})
PageFile = Annotated[
    str, Form(r"[a-z0-9-]+(/[a-z0-9-]+)*\.md", "写 docs/ 下的文件名，如 plan/index.md")
]
Sha256 = Annotated[str, Form(r"[0-9a-f]{64}", "写 64 位小写十六进制")]
Address = Annotated[str, Form(r"https?://[^\s<>\"]+", "写以 https:// 开头的网址")]


@record("网页零件")
class Furniture(Record):
    """网页上不属于正文的一行：第几行，印的什么。"""

    line: int = described("第几行", "原网页的行号，从 1 数。", 4)
    text: str = described("印的什么", "和原网页那一行相同。", "• 征集公告")


@record("断行")
class Joined(Record):
    """原网页把一句话断成几行：从第几行到第几行。"""

    first: int = described("从第几行", "原网页的行号。", 500)
    last: int = described("到第几行", "原网页的行号。", 501)


@record("原网页的登记")
class Source(Record):
    """抓取的一份原网页、一份文件。documents 是各篇在上面的先后次序。

    SOURCE.yml 是方案所在的；别的来源各写一个文件。page 是报错时怎样叫它。
    """

    publisher: str = described("发布机关的网站", "以它为准。", "某市人民政府网")
    address: Address = described("网址", "原网页的地址。", "https://www.example.org/content/1")
    file: str = described("存成哪个文件", "data/source/ 下的文件名。", "page.txt")
    sha256: Sha256 = described(
        "校验值",
        "原网页文件的 sha256。",
        "5bb40f555bb40f555bb40f555bb40f555bb40f555bb40f555bb40f555bb40f55",
    )
    fetched: str = described("抓取日期", "没有记录就照实写。", "没有记录")
    documents: tuple[DocumentId, ...] = described(
        "各篇的次序", "照网页上的先后。", ["notice", "plan"]
    )
    furniture: tuple[Furniture, ...] = described("不属于正文的行", "栏目名、页脚标签等。")
    joined: tuple[Joined, ...] = described("断开的句子", "原网页把一句话断成几行的地方。")
    text: str = derived(default="")
    page: str = derived(default="原网页")


@record("段")
class Paragraph(Record):
    """公文里的一段；text 照原文，一字不改。"""

    id: Id = described("编号", "发布后不改，别处会链接到它。", "listed-supervision")
    kind: ParagraphKind = described(
        "种类",
        "标题、小标题、章、节、条、项、目、段、一问、一答、落款等，照同类文件选。",
        "paragraph",
    )
    text: str = described(
        "这一段的文字", "照原文，一字不改；只把半角标点写成全角。", "一、工作目标"
    )
    document: str = derived(default="")


@record("插入的段")
class Insertion(Record):
    """征求意见稿比印发稿多的一段，插在 before 那段之前。"""

    before: Id = described("插在哪一段之前", "base 那一篇里的段落 id。", "plan-title")
    id: Id = described("编号", "发布后不改，别处会链接到它。", "listed-supervision")
    kind: ParagraphKind = described("种类", "照同类文件选一个。")
    text: str = described("这一段的文字", "照原文，一字不改。", "（征求意见稿）")


@record("上级文件")
class Above(Record):
    """这一篇落实的上级文件：县里的落实市里的。名称要是原文写到的。"""

    title: str = described("名称", "照原文书名号里的写，不带书名号。", "某市防拐方案")
    issuer: str = described("谁发的", "上级机关的名称。", "某市人民政府")
    address: Address | None = described(
        "网址", "公布它的网页，没有查到的不写。", "https://www.example.org/plan", default=None
    )


@record("公文卡片")
class Card(Record):
    """公文卡片：发文字号（basis 是字号见于哪一段）、发文机关、成文日期。原文没有印字号的不写。"""

    number: str | None = described(
        "发文字号", "要在 basis 那一段里找得到；原文没有的不写。", "某政办〔2022〕1号", default=None
    )
    basis: ParagraphId | None = described(
        "字号见于哪一段", "字号要在里面；没有字号的不写。", "interpretation-3-1", default=None
    )
    issuer: str = described("发文机关", "照落款写。", "某市人民政府办公室")
    date: datetime.date = described("成文日期", "照落款写。", "2026-11-01")
    above: tuple[Above, ...] = described("上级文件", "这一篇落实的，原文写到的才写。", default=())


@record("公文")
class Document(Record):
    """一篇公文。short 是链接里用的短名；page 是显示它的页；appendix 表示后面跟着推进表。

    main 表示是没有推进表的正文；base 表示全文照另一篇，只多 inserts。
    """

    title: str = described("公文的标题", "照原文。", "某市反对拐卖人口行动实施方案")
    short: str | None = described("链接里的短名", "两三个字。", "方案", default=None)
    page: PageFile = described("显示它的页", "docs/ 下的文件名。", "plan/index.md")
    paragraphs: tuple[Paragraph, ...] = described("各段", "照原文，一段一项。", default=())
    appendix: bool = described("后面跟着推进表", "带表的正文写 true。", True, default=False)
    main: bool = described("没有表的正文", "没有推进表的计划，正文写 true。", True, default=False)
    card: Card | None = described("公文卡片", "字号、机关、日期。", default=None)
    base: DocumentId | None = described(
        "照抄哪一篇", "全文和另一篇相同时写，不写 paragraphs。", "plan", default=None
    )
    inserts: tuple[Insertion, ...] = described("多出的段", "这一篇比 base 多的段落。", default=())
    id: str = derived(default="")

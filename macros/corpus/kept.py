"""发布过的地址怎样留着：撤下、搬走的页，从前的锚点，发布过哪些。"""

import datetime
from typing import Annotated

from macros.corpus.record import Form, Record, described, record

PageAddress = Annotated[
    str,
    Form(r"[a-z0-9-]+(?:/[a-z0-9-]+)*\.html", "写从网站根算起的网页，如 publicity/old.html"),
]


@record("撤下、搬走的一页")
class Moved(Record):
    """一页撤下、改名、搬走了：地址还在，说一句为什么、从哪天起、现在看哪里。"""

    address: PageAddress = described("原来的地址", "从网站根算起。", "publicity/old.html")
    title: str = described("原来的标题", "那一页从前叫什么。", "旧的传单")
    why: str = described("为什么", "一句话，句末不加句号。", "和另一份合成了一份")
    date: datetime.date = described("从哪天起", "撤下的那一天。", "2026-11-29")
    to: PageAddress | None = described(
        "现在看哪里", "代替它的一页；没有就不写。", "publicity/new.html", default=None
    )


@record("发布过的地址")
class Published(Record):
    """到 version 那一版为止发布过的网页，由 python -m macros record 写出。"""

    version: str = described("记到哪一版", "更新记录里的版本。", "0.8.1")
    addresses: tuple[PageAddress, ...] = described(
        "发布过的网页", "从网站根算起；只加不删。", ["index.html"]
    )


@record("从前的锚点")
class OldAnchors(Record):
    """一页里从前的锚点：标题的锚点换了，旧的链接照样到那一节。"""

    page: str = described("哪一页", "docs/ 下的文件名。", "publicity/lesson-primary.md")
    now: dict[str, str] = described(
        "从前的锚点 → 现在的", "一行一个，两边都加引号。", {"_1": "班会目标"}
    )

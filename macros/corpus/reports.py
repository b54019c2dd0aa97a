"""落实情况：公开报道里说到的，编者用自己的话写一句，写明谁发布、在哪里。"""

import datetime
from typing import Annotated

from macros.corpus.documents import Address
from macros.corpus.record import Form, Id, Record, described, record
from macros.corpus.refs import ParagraphId, RowId

# 说的是哪一天、哪一月、哪一年。
When = Annotated[
    str,
    Form(r"[0-9]{4}(-[0-9]{2}){0,2}", "写成 2022-04-06、2022-04 或 2022，加引号"),
]


@record("落实情况")
class Report(Record):
    """一条落实情况：date 时候的事，says 是编者的一句话，见于 publisher 发布的 address。

    printed 照抄那里的几个字，says 里的数字都要在里面。公文里就有的，passage 写哪一段。
    """

    id: Id = described("编号", "发布后不改，别处会链接到它。", "reunions-2021")
    date: When = described(
        "什么时候的事", "年、年-月或年-月-日，加引号；截至哪天的写那天。", "2021-12-25"
    )
    says: str = described("一句话", "用自己的话写，不抄。", "全市设了三个采血点。")
    rows: tuple[RowId, ...] = described(
        "说的是方案的哪几处", "单位、任务、举措或段。", ["health-1"], added="编者归类"
    )
    publisher: str = described("谁发布的", "网站或报纸的名字。", "某市人民政府网")
    address: Address = described("网址", "那一页的地址。", "https://www.example.org/news/1")
    reported: datetime.date | None = described(
        "哪天发布的", "页面上没有写的，不写。", "2022-01-04", default=None
    )
    where: str | None = described(
        "在那里的哪一段", "页面长、不好找的才写。", "第二段", default=None
    )
    passage: ParagraphId | None = described(
        "公文的哪一段", "公文里就有的才写。", "interpretation-1-1", default=None
    )
    printed: str = described(
        "那里的原话", "照抄写着数字的几个字，给核对的人看，不印。", "设立三个采血点"
    )

"""课件的记录：一张幻灯片上放什么。正文里的记号说讲到哪里放哪一张。"""

import re

from macros.corpus.record import Id, Record, described, record
from macros.corpus.refs import LeafletSlug

# 正文里的记号：{{ slide("lu-xian-tu") }}，从这里起讲这一张。
MARK = re.compile(r"""^\{\{ *slide\(\s*["'](?P<id>[^"']+)["']\s*\) *\}\}[ \t]*\n?""", re.MULTILINE)
# 末尾打电话的一张是程序排的，记号写这个。
LAST = "phones"


@record("幻灯片")
class Slide(Record):
    """课件的一张，一张只讲一件事；题目以外都可以不写。"""

    id: Id = described("代号", '正文里 {{ slide("…") }} 写的就是它。', "route")
    title: str = described("题目", "一行，最多十八个字。", "画一画放学的路")
    lines: tuple[str, ...] = described(
        "几行字", "一行一句，看一眼就懂；要说的话写在正文里，放映时在备注里。", ["圈出两个能进去求助的地方"], default=()
    )
    ask: str | None = described("问大家的一句", "放在框里。", "你圈了哪里", default=None)
    drawing: LeafletSlug | None = described(
        "放哪份传单的插图", "放在右边。", "primary-safety", default=None
    )
    cards: tuple[int, ...] = described(
        "放第几张卡片", "正文里的卡片，从 1 数起，一张幻灯片最多四张。", [1, 2], default=()
    )
    board: bool = described("放不放板书", "写 true 就放正文里的板书。", True, default=False)


def cut(body: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """正文照记号切开：第一个记号前面的，和每个记号的代号、它后面的字。"""
    first, *rest = MARK.split(body)
    parts = zip(rest[::2], rest[1::2], strict=True)
    return first, tuple(parts)


def unmarked(body: str) -> str:
    """正文去掉记号：网页、纸上都没有它。"""
    return MARK.sub("", body)

"""课件的记录：一张幻灯片上放什么。正文里的记号说讲到哪里放哪一张。"""

import re

from macros.corpus.record import Id, Record, described, record
from macros.corpus.refs import LeafletSlug

# 正文里的记号，单独一行：{{ slide("route") }}，从这里起讲这一张。
_MARK = re.compile(
    r"""^\{\{ *slide\( *["'](?P<id>[^"'\n]+)["'] *\) *\}\}[ \t]*$\n?""", re.MULTILINE
)
# 不管写在哪里，叫了这个宏的地方。
_CALL = re.compile(r"\{\{ *slide *\(")
# 末尾打电话的一张是程序排的，记号写这个。
LAST = "phones"


@record("幻灯片")
class Slide(Record):
    """课件的一张，一张只讲一件事；题目以外都可以不写。"""

    id: Id = described("代号", '正文里 {{ slide("…") }} 写的就是它。', "route")
    title: str = described("题目", "一行，最多十八个字。", "画一画放学的路")
    lines: tuple[str, ...] = described(
        "几行字",
        "一行一句，看一眼就懂；要说的话写在正文里，放映时在备注里。",
        ["圈出两个能进去求助的地方"],
        default=(),
    )
    ask: str | None = described("问大家的一句", "放在框里。", "你圈了哪里", default=None)
    drawing: LeafletSlug | None = described(
        "放哪份传单的插图", "放在右边。", "primary-safety", default=None
    )
    cards: tuple[int, ...] = described(
        "放第几张卡片", "正文里的卡片，从 1 数起，一张幻灯片最多四张。", [1, 2], default=()
    )
    board: bool = described("放不放板书", "写 true 就放正文里的板书。", True, default=False)


def parted(body: str) -> tuple[str, dict[str, str]]:
    """正文照记号切开：第一个记号前面的，和每个记号后面的字，照代号。"""
    first, *rest = _MARK.split(body)
    return first, dict(zip(rest[::2], rest[1::2], strict=True))


def marks(body: str) -> list[tuple[str, int]]:
    """正文里的各个记号：代号，在第几个字。"""
    return [(found["id"], found.start()) for found in _MARK.finditer(body)]


def stray_calls(body: str) -> list[int]:
    """没有单独写一行的记号，在第几个字。"""
    starts = {start for _, start in marks(body)}
    calls = [found.start() for found in _CALL.finditer(body)]
    return [start for start in calls if start not in starts]

"""各条规则共用：看一个记录的一个字段，报在那个字段上。"""

from collections import Counter
from collections.abc import Sequence
from operator import attrgetter
from pathlib import Path
from typing import Protocol

from macros.corpus.problem import Problem, Verdict
from macros.corpus.yaml import Node, Table

# 至少几个，才看得出哪一个和别的不同。
_FEWEST = 3


class Placed(Protocol):
    """在文件里有位置的记录。"""

    @property
    def place(self) -> Table:
        """记录在文件里的位置。"""


def problem_in(row: Placed, field: str, message: str, help: str) -> Problem:
    """报在 row 的 field 上；没有写这个字段，就报在 row 上。"""
    return row.place.of(field).problem(message, help)


def later(row: Placed, one: str, other: str) -> Node:
    """只该写一个的两个字段：都写了，是后写的那一个；都没有写，是 row。"""
    entries = row.place.entries
    if one not in entries or other not in entries:
        return row.place
    nodes = [row.place.of(one), row.place.of(other)]
    return max(nodes, key=attrgetter("line", "column"))


def odd_one(values: Sequence[str | None]) -> int | None:
    """几个值里只有一个和别的不同、别的都一样的，是第几个；不是这样是 None。至少三个才看得出。"""
    counts = Counter(values)
    if len(values) < _FEWEST or len(counts) != 2 or 1 not in counts.values():
        return None
    odd = min(counts, key=lambda value: counts[value])
    return values.index(odd)


def is_empty_list(row: Placed, field: str) -> bool:
    """row 写了 field，里面一条也没有。没写的读数据时已经报过。"""
    return field in row.place.entries and not getattr(row, field)


def no_such_place(root: Path, address: str, example: str) -> Verdict | None:
    """手写页的地址 address（可以带锚点）指不到：错在哪、怎样改；指得到是 None。

    example 是没有这一页时说的改法。
    """
    page, _, anchor = address.partition("#")
    path = root / "docs" / f"{page.removesuffix('.html')}.md"
    if not page.endswith(".html") or not path.is_file():
        return f"没有 {page} 这一页", example
    if anchor and not _has_anchor(path, anchor):
        return f"{page} 里没有 #{anchor}", "照那一页小标题后面的 {: #名字 } 写"
    return None


def _has_anchor(path: Path, anchor: str) -> bool:
    """手写页上有没有写着这个锚点；括号、冒号写成全角的，literal 在那一页说。"""
    text = path.read_text(encoding="utf-8")
    forms = (
        f"#{anchor} ",
        f"#{anchor}}}",
        f'id="{anchor}"',
    )
    return any(form in text for form in forms)

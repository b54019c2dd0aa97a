"""一串记录排成索引：照一个字段，或者照它们写到的几处。"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from macros.corpus.reader import frozen

T = TypeVar("T")
K = TypeVar("K")


def by_field(rows: Iterable[T], field: str = "id") -> Mapping[str, T]:
    """每条记录放在它的 field 下；两条一样的，后一条算。"""
    index = {}
    for row in rows:
        name = getattr(row, field)
        index[name] = row
    return frozen(index)


def grouped(rows: Iterable[T], keys: Callable[[T], Iterable[K]]) -> Mapping[K, tuple[T, ...]]:
    """每条记录放在它的每个 key 下。"""
    groups = defaultdict[K, list[T]](list)
    for row in rows:
        for key in keys(row):
            groups[key].append(row)
    whole = {}
    for key, group in groups.items():
        whole[key] = tuple(group)
    return frozen(whole)

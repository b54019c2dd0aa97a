"""走遍计划里的每一条记录：连列表、表里的，和记录里面的记录。"""

import functools
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any, get_args, get_type_hints

from macros.corpus.corpus import Corpus
from macros.corpus.plan import Plan
from macros.corpus.record import Record


def all_records(plan: Plan) -> Iterator[Record]:
    """数据和宣传资料里的全部记录。"""
    for stored in fields(Corpus):
        yield from _records(getattr(plan, stored.name))


def _records(value: object) -> Iterator[Record]:
    """一个值里的全部记录：它自己，它的字段、列表、表里的。"""
    if isinstance(value, Record):
        yield value
        cls: type = type(value)
        for name in _record_fields(cls):
            yield from _records(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _records(item)
    elif isinstance(value, Mapping):
        yield from _records(tuple(value.values()))


@functools.cache
def _record_fields(cls: type) -> tuple[str, ...]:
    """一种记录里装着别的记录的字段。"""
    hints = get_type_hints(cls)
    return tuple(name for name, kind in hints.items() if _holds_records(kind))


def _holds_records(kind: Any) -> bool:
    """一个类型是记录，或者里面有记录。"""
    if isinstance(kind, type) and issubclass(kind, Record):
        return True
    return any(_holds_records(inner) for inner in get_args(kind))

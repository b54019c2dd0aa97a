"""一条记录里人写的是什么：自己的值、下级的记录、编号、代表它的字。"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from macros.corpus import addresses
from macros.corpus.documents import Paragraph
from macros.corpus.pieces import Piece
from macros.corpus.plan import Plan
from macros.corpus.tasks import Entry, Measure, Period, Task, Unit
from macros.editing.changes.wording import safe, shown_value

# 代表一条记录的字段，取第一个有的。
LEADS = ("text", "says", "printed", "title", "term", "name")
# 叫得出名字的字段。
TITLES = ("term", "name", "title")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """一条记录里人写的：字段 → 值，字段 → 下级的记录。"""

    values: Mapping[str, Any]
    lists: Mapping[str, list[Any]]


def parts(record: Any) -> Parts:
    """拆开一条记录；没有这一条是空的。id 另看，order 说的就是先后，由“移动”说。"""
    values: dict[str, Any] = {}
    lists: dict[str, list[Any]] = {}
    if isinstance(record, Piece):
        values["body"] = record.body
    for name, value in _written_fields(record):
        rows = [value]
        if isinstance(value, tuple):
            rows = list(value)
        if rows and all(is_dataclass(row) for row in rows):
            lists[name] = rows
        elif not isinstance(value, Mapping):
            values[name] = value
    return Parts(values=values, lists=lists)


def _written_fields(record: Any) -> Iterator[tuple[str, Any]]:
    """人写的字段和值；映射的每一项算一个字段，名字写成 colors.paper 这样。"""
    if record is None:
        return
    for one in fields(record):
        value = getattr(record, one.name)
        if "derived" in one.metadata or one.name in ("order", "id"):
            continue
        if isinstance(value, Mapping) and value:
            for key, item in value.items():
                yield f"{one.name}.{key}", item
        else:
            yield one.name, value


def identity(record: Any) -> str:
    """人起的编号或文件名；任务、举措的 id 只是位置，不算。"""
    if isinstance(record, Entry):
        return ""
    if isinstance(record, Piece):
        return record.slug
    return getattr(record, "id", "")


def lead(record: Any) -> str:
    """代表一条记录的字段名；没有这样的字段是空的。"""
    values = parts(record).values
    return next((name for name in LEADS if name in values), "")


def own_text(record: Any) -> str:
    """代表一条记录的字。"""
    values = parts(record).values
    name = lead(record)
    if name:
        return shown_value(values[name])
    return shown_value([shown_value(value) for value in values.values()])


def whole_text(record: Any) -> str:
    """一条记录连同下级的字，拿来认出它是不是同一条。"""
    texts = [own_text(record), getattr(record, "body", "")]
    for rows in parts(record).lists.values():
        texts += [whole_text(row) for row in rows]
    return "\n".join(texts)


def content(record: Any) -> Any:
    """一条记录连同下级的全部内容，不含它在文件里的位置。"""
    own = parts(record)
    below = {}
    for name, rows in own.lists.items():
        below[name] = [content(row) for row in rows]
    return identity(record), own.values, below


def record_label(plan: Plan, record: Any, where: str, position: int) -> str:
    """一条记录给人看的名字；where 是上级的名字，position 是在列表里第几条，只有一条的是 0。"""
    if _has_address(plan, record):
        name = addresses.label(plan, record)
        if isinstance(record, Paragraph):
            name += f"（{record.id}）"
        return safe(name)
    kind: str = record.kind_name
    order = ""
    if position:
        order = f"第 {position} 条"
    if where:
        return f"{where} · {kind}{order}"
    name = _title(record)
    if name:
        return f"{kind}“{safe(name)}”"
    return f"{kind}{order}"


def _title(record: Any) -> str:
    """一条记录叫什么；没有名字用编号。"""
    values = parts(record).values
    for key in TITLES:
        if key in values:
            return shown_value(values[key])
    return identity(record)


def _has_address(plan: Plan, record: Any) -> bool:
    """网站上有自己的位置，就用那里的叫法；写了没有的时段的举措没有。"""
    if isinstance(record, Measure):
        return record.period in plan.period
    return isinstance(record, Task | Unit | Period | Paragraph)

"""数据改了什么：记录一对一对地比，改了的说成一句，前后的字列出来。"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from macros.corpus.documents import Insertion, Paragraph
from macros.corpus.editorial import Erratum
from macros.corpus.plan import Plan
from macros.corpus.record import field_title
from macros.corpus.tasks import Entry, Measure, Period, Priority, Task, Unit
from macros.editing.changes.pairs import Pair, record_pairs
from macros.editing.changes.parts import identity, lead, own_text, parts
from macros.editing.changes.wording import (
    both_sides,
    how_many,
    lines_changed,
    safe,
    same_but_space,
    shown_value,
)

# 原文里有的字段；这几种记录增删、挪动也是动了原文。
OFFICIAL_FIELDS: Mapping[type, frozenset[str]] = MappingProxyType(
    {
        Paragraph: frozenset({"text"}),
        Insertion: frozenset({"text"}),
        Unit: frozenset({"name"}),
        Task: frozenset({"text", "number"}),
        Measure: frozenset({"text", "number"}),
        Period: frozenset({"printed"}),
        Priority: frozenset({"title"}),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """一条改动：哪一条、怎样改、前后的字、在哪些文件、是不是官方文字、是不是登记勘误。"""

    label: str
    says: str
    lines: tuple[str, ...] = ()
    paths: frozenset[str] = field(default_factory=frozenset)
    official: bool = False
    erratum: bool = False

    def __str__(self) -> str:
        lines = [f"- {self.label}：{self.says}"]
        lines += [f"    - {line}" for line in self.lines]
        return "\n".join(lines)


def record_differences(before: Plan, after: Plan) -> Iterator[Difference]:
    """逐条记录的改动。id 是位置的记录先对上，引用它们的字段才不会跟着显得都变了。"""
    pairs = record_pairs(before, after)
    renamed = {}
    for pair in pairs:
        if not isinstance(pair.old, Entry):
            continue
        if pair.new:
            renamed[pair.old.id] = pair.new.id
        else:
            renamed[pair.old.id] = f"{pair.old.id}（已删）"
    for pair in pairs:
        difference = _difference(pair, renamed)
        if difference:
            yield difference


def _difference(pair: Pair, renamed: Mapping[str, str]) -> Difference | None:
    """一对记录的改动；没有改动是 None。"""
    if pair.old is None or pair.new is None:
        return _added_or_removed(pair)
    says = []
    if pair.moved:
        says.append("移动")
    old = identity(pair.old)
    new = identity(pair.new)
    if old != new:
        says.append(f"改名，{safe(old)} → {safe(new)}")
    lines: list[str] = []
    changed = _changed_fields(pair, renamed)
    for name, values in changed.items():
        says.append(_how(pair.record, name, *values))
        lines += _sides(pair.record, name, *values)
    if not says:
        return None
    official = OFFICIAL_FIELDS.get(type(pair.record), frozenset())
    is_official = not official.isdisjoint(changed)
    return Difference(
        label=pair.label,
        says="，".join(says),
        lines=tuple(lines),
        paths=frozenset({pair.old.place.path, pair.new.place.path}),
        official=is_official or (pair.moved and bool(official)),
        erratum=isinstance(pair.record, Erratum),
    )


def _added_or_removed(pair: Pair) -> Difference:
    record = pair.record
    side, how = "前", "删除"
    if pair.old is None:
        side, how = "后", "新增"
    return Difference(
        label=pair.label,
        says=how,
        lines=(f"{side}：{safe(own_text(record))}",),
        paths=frozenset({record.place.path}),
        official=type(record) in OFFICIAL_FIELDS,
        erratum=pair.old is None and isinstance(record, Erratum),
    )


def _changed_fields(pair: Pair, renamed: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """前后不同的字段 → （前，后）。

    引用照现在的编号比：别处插了一条、编号跟着变的不算；
    该跟着变而没变的，指的就是另一条了，要算。
    """
    changed = {}
    before = parts(pair.old).values
    after = parts(pair.new).values
    for name in dict.fromkeys([*before, *after]):
        if name == "number" and _renumbered(pair):
            continue
        old = shown_value(_followed(before.get(name), renamed))
        new = shown_value(after.get(name))
        if old != new:
            changed[name] = (old, new)
    return changed


def _renumbered(pair: Pair) -> bool:
    """前面插了、删了几条，印的序号跟着挪了几位。"""
    old = getattr(pair.old, "number", None)
    new = getattr(pair.new, "number", None)
    if not isinstance(old, int) or not isinstance(new, int):
        return False
    return new - old == pair.shift


def _followed(value: Any, renamed: Mapping[str, str]) -> Any:
    """引用换成现在的编号。"""
    if isinstance(value, tuple):
        return tuple(renamed.get(one, one) for one in value)
    return renamed.get(str(value), value)


def _field(record: Any, name: str) -> str:
    """字段的中文名，如“浅色背景下”“尺寸 text”。"""
    first, _, key = name.partition(".")
    title = field_title(type(record), first)
    if not key:
        return title
    return f"{title} {safe(key)}"


def _how(record: Any, name: str, old: str, new: str) -> str:
    """一个字段怎样改的。"""
    if name == "body":
        return f"正文{lines_changed(old, new)}"
    is_lead = name == lead(record)
    if same_but_space(old, new):
        if is_lead:
            return "只改了空白"
        return f"{_field(record, name)}只改了空白"
    if is_lead:
        return f"改 {how_many(old, new)} 字"
    return f"改了{_field(record, name)}"


def _sides(record: Any, name: str, old: str, new: str) -> Iterator[str]:
    """前后两行；正文只说几行，前后不列。"""
    if name == "body":
        return
    what = ""
    if name != lead(record):
        what = f"（{_field(record, name)}）"
    yield from both_sides(old, new, what)

"""同一条记录的前后对成一对：新增的没有前，删除的没有后，挪了地方的不算一删一增。"""

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from macros.corpus.corpus import Corpus
from macros.corpus.plan import Plan
from macros.editing.changes.matching import Content, Matching, content_of, in_order
from macros.editing.changes.parts import identity, parts, record_label, whole_text
from macros.editing.changes.wording import safe


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """同一条记录的前后；新增的没有 old，删除的没有 new。shift 是在列表里往后挪了几位。"""

    old: Any
    new: Any
    label: str
    moved: bool = False
    shift: int = 0

    @property
    def record(self) -> Any:
        """拿来说事的那一头。"""
        if self.new is None:
            return self.old
        return self.new


def record_pairs(before: Plan, after: Plan) -> list[Pair]:
    """两份计划里的全部记录，连同下级，一对一对的。"""
    pairs: list[Pair] = []
    pairing = _Pairing(before, after)
    for one in fields(Corpus):
        old = _listed(getattr(before, one.name))
        new = _listed(getattr(after, one.name))
        pairs += pairing.pairs(old, new, "")
    return list(_relocated(pairs))


def _listed(records: Any) -> list[Any]:
    """一种记录的列表；照另一篇抄来的段不是人写的，不比。"""
    if isinstance(records, Mapping):
        rows = list(records.values())
    elif isinstance(records, tuple):
        rows = list(records)
    else:
        rows = [records]
    return list(map(_own, rows))


def _own(record: Any) -> Any:
    """一条记录里人写的。"""
    if getattr(record, "base", None):
        return replace(record, paragraphs=())
    return record


class _Pairing:
    """把两个版本的记录一层一层对上。"""

    def __init__(self, before: Plan, after: Plan) -> None:
        self._before = before
        self._after = after

    def pairs(self, old: Sequence[Any], new: Sequence[Any], where: str) -> Iterator[Pair]:
        """两列记录各对，每一对后面跟着它的下级；where 是上级的名字。"""
        matching = Matching(old, new)
        matching.pair_equal(identity)
        matching.pair_equal(whole_text)
        matching.pair_alike(whole_text)
        matched = sorted(matching.matched.items())
        still = in_order([j for _, j in matched])
        several = max(len(old), len(new)) > 1
        for i, j in matched:
            name = record_label(self._after, new[j], where, several * (j + 1))
            is_renamed = identity(old[i]) != identity(new[j])
            moved = j not in still and not is_renamed
            pair = Pair(old=old[i], new=new[j], label=name, moved=moved, shift=j - i)
            yield from self._with_parts(pair)
        for i in matching.unmatched_old():
            name = record_label(self._before, old[i], where, several * (i + 1))
            pair = Pair(old=old[i], new=None, label=name)
            yield from self._with_parts(pair)
        for j in matching.unmatched_new():
            name = record_label(self._after, new[j], where, several * (j + 1))
            pair = Pair(old=None, new=new[j], label=name)
            yield from self._with_parts(pair)

    def _with_parts(self, pair: Pair) -> Iterator[Pair]:
        yield pair
        old = parts(pair.old).lists
        new = parts(pair.new).lists
        for name in dict.fromkeys([*old, *new]):
            where = pair.label
            key = name.partition(".")[2]
            if key:  # colors.paper 里的 paper 写进名字
                where += f" · {safe(key)}"
            before = old.get(name, [])
            after = new.get(name, [])
            yield from self.pairs(before, after, where)


def _relocated(pairs: Sequence[Pair]) -> Iterator[Pair]:
    """一处删、一处增，字完全一样，就是挪了地方。"""
    gone = defaultdict[Content, deque[Pair]](deque)
    for pair in pairs:
        if pair.new is None:
            content = content_of(pair.old, whole_text)
            gone[content].append(pair)
    for pair in pairs:
        if pair.new is None:
            continue
        same = gone[content_of(pair.new, whole_text)]
        if pair.old is None and same:
            source = same.popleft()
            name = f"{source.label} → {pair.label}"
            yield replace(pair, old=source.old, moved=True, label=name)
        else:
            yield pair
    for rest in gone.values():
        yield from rest

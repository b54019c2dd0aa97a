"""id 指得到：每一处引用的记录都要有，一列里不写两遍，报在那一处。

哪个字段指哪种记录，写在记录的字段上（corpus.refs）。空的 id 跳过：读数据时已经报过了。
"""

import functools
from collections.abc import Container, Iterator, Mapping
from operator import attrgetter

from macros.checks.fields import Placed, problem_in
from macros.checks.handwritten import Meta, Pages, with_front
from macros.checks.records import all_records
from macros.corpus.pieces import Leaflet, Taken
from macros.corpus.plan import Plan
from macros.corpus.problem import Problems
from macros.corpus.record import Ref, ref_in, written_fields
from macros.corpus.yaml import Node

SPELLING = "检查拼写，或先把它加上"
ONLY_ONE = "只留一个"
# 一处写着的引用：该指哪一种记录，写着的 id，写在哪里。
Written = tuple[Ref, str, Node]


def data_references(plan: Plan) -> Problems:
    """数据和宣传资料里的引用。"""
    for row in all_records(plan):
        yield from _references(plan, row, type(row))


def steps_taken(plan: Plan) -> Problems:
    """传单取用的一套步骤，有这一套：没有，几步、怎样说都无从看起。"""
    for taken in _taken_steps(plan):
        yield from _references(plan, taken, Taken)


def page_references(plan: Plan, pages: Pages) -> Problems:
    """手写页面里的引用。"""
    for page in with_front(pages):
        yield from _references(plan, page, Meta)


def insertion_points(plan: Plan) -> Problems:
    """征求意见稿多出的段，插在原文里有的一段之前。"""
    for document in plan.documents.values():
        base = plan.documents.get(document.base or "")
        if base is None:
            continue
        known = {paragraph.id for paragraph in base.paragraphs}
        for row in document.inserts:
            if row.before and row.before not in known:
                message = f"{base.id} 里没有 {row.before} 这一段"
                yield problem_in(row, "before", message, "检查拼写")


def written_references(plan: Plan, pages: Pages) -> Iterator[Written]:
    """各处写着的引用，指得到指不到都算。"""
    for row in all_records(plan):
        yield from _written(row, type(row))
    for page in with_front(pages):
        yield from _written(page, Meta)
    for taken in _taken_steps(plan):
        yield from _written(taken, Taken)


def _written(row: Placed, cls: type) -> Iterator[Written]:
    """row 里的各处引用；哪些字段是引用，照 cls。"""
    for name, ref in _ref_fields(cls).items():
        for id, node in _written_texts(row, name):
            yield ref, id, node


def _taken_steps(plan: Plan) -> Iterator[Taken]:
    """各份传单取用的步骤。"""
    for piece in plan.pieces:
        if isinstance(piece, Leaflet) and piece.taken:
            yield piece.taken


def _references(plan: Plan, row: Placed, cls: type) -> Problems:
    """row 里的各处引用；哪些字段是引用，照 cls。"""
    for name, ref in _ref_fields(cls).items():
        known = attrgetter(ref.index)(plan)
        yield from _checked(row, name, ref, known)


def _checked(row: Placed, name: str, ref: Ref, known: Container[str]) -> Problems:
    """row 的 name 里指不到的、写了两遍的 id；指不到的只说指不到。"""
    seen = set()
    for id, node in _written_texts(row, name):
        if id not in known:
            message = f"{ref.file} 里没有{ref.kind_name} {id}"
            yield node.problem(message, SPELLING)
        elif id in seen:
            yield node.problem(f"{id} 写了两遍", ONLY_ONE)
        seen.add(id)


def _written_texts(row: Placed, name: str) -> Iterator[tuple[str, Node]]:
    """row 的 name 里写的各个 id、各句话和位置；只写一个的也算一列。"""
    value = getattr(row, name)
    if not isinstance(value, tuple):
        value = (value,)
    key = name.removesuffix("_")
    for n, id in enumerate(value):
        if id:
            yield id, row.place.of(key, n)


@functools.cache
def _ref_fields(cls: type) -> Mapping[str, Ref]:
    """一种记录里是引用的字段：属性名 → 引用。"""
    refs = {}
    for name, field in written_fields(cls).items():
        ref = ref_in(field.kind)
        if ref is not None:
            refs[name] = ref
    return refs


def repeated_texts(plan: Plan) -> Problems:
    """一列话里，同一句不写两遍。"""
    for row in all_records(plan):
        cls: type = type(row)
        for name in _text_lists(cls):
            texts = getattr(row, name)
            if len(set(texts)) < len(texts):
                yield from _repeated(row, name)


def _repeated(row: Placed, name: str) -> Problems:
    seen = set()
    for text, node in _written_texts(row, name):
        if text in seen:
            yield node.problem(f"“{text}”写了两遍", ONLY_ONE)
        seen.add(text)


@functools.cache
def _text_lists(cls: type) -> list[str]:
    """一种记录里装着一列话的字段；引用另有规则。"""
    fields = written_fields(cls)
    return [name for name, field in fields.items() if field.kind == tuple[str, ...]]

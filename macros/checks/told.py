"""编者说给读者听的每一句话，和写在哪里：几条规则看的是同样的话。"""

from collections.abc import Iterable, Iterator

from macros.checks.fields import Placed
from macros.checks.glance import sayings
from macros.checks.handwritten import Handwritten, Pages, with_front
from macros.corpus.plan import Plan
from macros.corpus.yaml import Node, Scalar

Said = tuple[Node, str]
Told = Iterator[Said]


def all_told(plan: Plan, pages: Pages) -> Told:
    """资料、页面、数据里的每一句；公文照录的不算。"""
    for piece in plan.pieces:
        for node, text, _ in piece.passages():
            yield node, text
    for page in with_front(pages):
        yield from _front(page)
        yield from page.lines()
    yield from data_told(plan)


def _front(page: Handwritten) -> Told:
    for name in ("title", "description"):
        node = page.place.of(name)
        if isinstance(node, Scalar):
            yield node, node.text


def data_told(plan: Plan) -> Told:
    """data 里的每一句。"""
    yield from _fields(plan.procedures, "brief")
    for row in plan.procedures:
        yield from _fields(row.steps, "title", "text", "short")
    yield from _fields(plan.facts, "says")
    for fact in plan.facts:
        for n, text in enumerate(fact.detail):
            node = fact.place.of("detail", n)
            yield node, text
    yield from _fields(plan.terms, "means", "source")
    yield from _fields(plan.answers, "question", "answer")
    yield from _fields(plan.calendar, "says")
    yield from _fields(plan.hotlines, "use")
    yield from _fields(plan.timeline, "text")
    yield from _fields(plan.progress, "says")
    yield from _fields(sayings(plan), "text")


def _fields(rows: Iterable[Placed], *names: str) -> Told:
    """各条记录的几个字段。"""
    for row in rows:
        for name in names:
            node = row.place.of(name)
            yield node, getattr(row, name)

"""主管部门公布的问答：有问有答，一问接着它的答。"""

import re
from collections.abc import Iterator

from macros.checks.fields import problem_in
from macros.corpus.documents import Document, Paragraph
from macros.corpus.plan import Plan
from macros.corpus.problem import Problem, Problems

# 开头写明是问、是答的。
_SPOKEN = re.compile(r"(?:\d+[.．、] ?|[一二三四五六七八九十]+、)?(?P<who>[问答])[：:]")
_KINDS = {"问": "question", "答": "answer"}


def questions_answered(plan: Plan) -> Problems:
    """一问后面有答，一答前面有问。"""
    for document in _asked(plan):
        before = ""
        last: Paragraph | None = None
        for row in document.paragraphs:
            if row.kind == "answer" and before not in ("question", "answer"):
                help = "前面那一问写 question；不是答的，写 paragraph"
                yield problem_in(row, "kind", "前面没有问", help)
            if last is not None and row.kind != "answer":
                yield _unanswered(last)
            last = row if row.kind == "question" else None
            before = row.kind
        if last is not None:
            yield _unanswered(last)


def _unanswered(row: Paragraph) -> Problem:
    return problem_in(row, "kind", "这一问后面没有答", "它的答写 answer；不是问的，写 heading")


def spoken_as_marked(plan: Plan) -> Problems:
    """问答里开头写着“问：”“答：”的，种类就是问、答。"""
    for document in _asked(plan):
        for row in document.paragraphs:
            spoken = _SPOKEN.match(row.text)
            if spoken and row.kind != _KINDS[spoken["who"]]:
                message = f"开头是“{spoken['who']}：”，种类却是 {row.kind}"
                yield problem_in(row, "kind", message, f"写 {_KINDS[spoken['who']]}")


def _asked(plan: Plan) -> Iterator[Document]:
    """写成问答的各篇。"""
    for document in plan.documents.values():
        kinds = {row.kind for row in document.paragraphs}
        if not document.base and kinds & {"question", "answer"}:
            yield document


ASKED_RULES = (questions_answered, spoken_as_marked)

"""正文是哪一篇：恰好一篇，后面跟着推进表的，或者写明没有表的。"""

from collections.abc import Callable, Iterator

from macros.checks.fields import problem_in
from macros.corpus.documents import Document
from macros.corpus.plan import Plan
from macros.corpus.problem import Problems
from macros.corpus.yaml import Node

_COLUMNS_HELP = "写三段 kind: column，依次是单位、任务、举措；没有举措的表写两段，periods.yml 写 []"


def one_main_document(plan: Plan) -> Problems:
    """正文恰好一篇：带推进表的，或者写明是正文的。"""
    main = _main_documents(plan)
    if len(main) == 1:
        return
    suspects: list[Node] = [
        document.place.of(_mark(document)) for document in main or _with_columns(plan)
    ]
    for node in suspects or [plan.source.place]:
        message = f"正文有 {len(main)} 篇"
        help = "恰好一篇公文写 appendix: true；没有推进表的，写 main: true"
        yield node.problem(message, help)


def _mark(document: Document) -> str:
    """哪个字段说它是正文。"""
    if document.main:
        return "main"
    return "appendix"


def main_marked_once(plan: Plan) -> Problems:
    """带推进表的就是正文，不用再写明；照别一篇的不是正文。"""
    for document in plan.documents.values():
        if document.main and (document.appendix or document.base):
            message = "main 只写在没有推进表、自己有全文的正文里"
            yield problem_in(document, "main", message, "删掉这一行")
    for document in _with_columns(plan):
        if document.main and not document.appendix:
            message = "这一篇有表的栏头，却写着没有表"
            yield problem_in(document, "main", message, "改成 appendix: true")


def three_columns(plan: Plan) -> Problems:
    """推进表的栏头有三个：单位、任务、举措；没有时段的表可以只有前两个。"""
    for document in _main_documents(plan):
        if not document.appendix:
            continue
        kinds = [paragraph.kind for paragraph in document.paragraphs]
        count = kinds.count("column")
        if count == 2 and not plan.periods:
            continue
        if count != 3:
            message = f"推进表的栏头有 {count} 个"
            yield document.place.problem(message, _COLUMNS_HELP)


def _main_documents(plan: Plan) -> list[Document]:
    """自己有全文、后面跟着推进表的，或者写明是正文的。"""
    documents = [document for document in plan.documents.values() if not document.base]
    return [document for document in documents if document.appendix or document.main]


def _with_columns(plan: Plan) -> Iterator[Document]:
    """写了推进表栏头、却没有说带推进表的。"""
    for document in plan.documents.values():
        kinds = {paragraph.kind for paragraph in document.paragraphs}
        if "column" in kinds and not document.base:
            yield document


MAIN_RULES: tuple[Callable[[Plan], Problems], ...] = (one_main_document, main_marked_once)

"""章条式的公文：章、节、条、项、目的种类和编号对得上，编号一个接一个。"""

import re
from collections.abc import Iterator

from macros.checks.fields import problem_in
from macros.corpus import proof
from macros.corpus.articles import number_in
from macros.corpus.chinese import number
from macros.corpus.documents import SPACED_KINDS, Document, Paragraph
from macros.corpus.origins import from_each
from macros.corpus.plan import Plan
from macros.corpus.problem import Problem, Problems
from macros.corpus.spacing import OddGap, first_different, gaps_in

# 种类 → 开头的编号怎样写。
_FORMS = {
    "chapter": "第几章",
    "section": "第几节",
    "article": "第几条",
    "item": "1. 这样的序号",
}
# 编号往下排的：种类 → 遇到哪几种就从头数。
_RESTARTS: dict[str, frozenset[str]] = {
    "chapter": frozenset({"title"}),
    "section": frozenset({"title", "chapter"}),
    "article": frozenset({"title"}),
    "item": frozenset({"title", "chapter", "section", "article", "clause", "paragraph"}),
}
_SPACED = re.compile(r"第[^\s第]{1,5}([章节条])\s")
_KINDS = {"章": "chapter", "节": "section", "条": "article"}
_DIGITS = re.compile(r"[〇零一二三四五六七八九十百]+|\d+")


def kinds_as_numbered(plan: Plan) -> Problems:
    """写作章、节、条、目的，开头是它的编号；开头是“第几条”再空一格的，就是条。"""
    for row in _own_paragraphs(plan):
        if row.kind in _FORMS and not number_in(row) and row.text:
            message = f"种类是 {row.kind}，开头却不是{_FORMS[row.kind]}"
            yield problem_in(row, "kind", message, "照这一段的编号改 kind")
        spaced = _SPACED.match(row.text)
        if spaced and row.kind not in ("meta", *_FORMS):
            message = f"开头是“{spaced[0].strip()}”，种类却是 {row.kind}"
            yield problem_in(row, "kind", message, f"写 {_KINDS[spaced[1]]}")


def numbers_in_order(plan: Plan) -> Problems:
    """章、节、条、目的编号从一起，一个接一个；原文真跳号的登记勘误。"""
    for document in plan.documents.values():
        if document.base:
            continue
        counts = dict.fromkeys(_RESTARTS, 0)
        for row in document.paragraphs:
            for kind, restarts in _RESTARTS.items():
                if row.kind in restarts:
                    counts[kind] = 0
            if row.kind in counts and number_in(row):
                counts[row.kind] += 1
                yield from _misnumbered(plan, row, counts)


def _misnumbered(plan: Plan, row: Paragraph, counts: dict[str, int]) -> Problems:
    """一段的编号接不上前面的；接不上的，后面从它数起。"""
    wanted = counts[row.kind]
    printed = number_in(row)
    found = _DIGITS.search(printed)
    order = number(found[0]) if found else wanted
    if order == wanted:
        return
    counts[row.kind] = order
    registered = {erratum.printed for erratum in plan.errata_of.get(row.id, ())}
    if printed not in registered:
        message = f"编号是“{printed}”，照前面数是第 {wanted} 个"
        help = "照原网页补上漏掉的；原文真跳号，就登记勘误"
        yield problem_in(row, "text", message, help)


@from_each
def gaps_as_printed(plan: Plan) -> Problems:
    """章、节、条的编号后面、章名中间，空格照原网页；字都对上了才看得出。"""
    last_of = {row.first: row.last for row in plan.source.joined}
    printed = plan.source.text.split("\n")
    passages = proof.printed_passages(plan)
    lines = proof.lines(plan)
    if len(passages) != len(lines):
        return
    for passage, line in zip(passages, lines, strict=True):
        row = passage.row
        if not isinstance(row, Paragraph) or row.kind not in SPACED_KINDS:
            continue
        last = last_of.get(line.number, line.number)
        whole = "".join(printed[line.number - 1 : last])
        gap = first_different(row.text, gaps_in(whole))
        if gap is not None:
            yield _wrong_gap(passage, line, gap)


def _wrong_gap(passage: proof.Passage, line: proof.Line, gap: OddGap) -> Problem:
    """原网页第 line 行的空格，这里多了或少了一处。"""
    says = f"“{gap.before}”后面没有空格，{line.page}第 {line.number} 行有"
    help = "空一格，半角、全角都行"
    if gap.extra:
        says = f"“{gap.before}”后面有空格，{line.page}第 {line.number} 行没有"
        help = "删掉空格"
    return proof.problem_at(passage, gap.offset, says, help)


def _own_paragraphs(plan: Plan) -> Iterator[Paragraph]:
    """各篇自己的段，照抄别篇的不重复看。"""
    own: list[Document] = [one for one in plan.documents.values() if not one.base]
    for document in own:
        yield from document.paragraphs

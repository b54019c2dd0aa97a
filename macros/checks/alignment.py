"""方案和解读的对照（编者归类）：两边都全，一头空着的写明理由。"""

from collections import Counter

from macros.checks.fields import problem_in
from macros.checks.likeness import couples, shared
from macros.corpus.documents import BODY_KINDS, Paragraph
from macros.corpus.plan import Plan
from macros.corpus.problem import Problem, Problems


def aligned_once(plan: Plan) -> Problems:
    """正文的一段只写一行。"""
    seen: set[str] = set()
    for row in plan.alignment:
        if row.paragraph and row.paragraph in seen:
            message = f"{row.paragraph} 写了两行"
            yield problem_in(row, "paragraph", message, "并成一行")
        seen.add(row.paragraph or "")


def loose_explanations(plan: Plan) -> Problems:
    """没有对应正文的解读，不能又对上了别的行。"""
    rows_of = _rows_explained(plan)
    for row in plan.alignment:
        if row.paragraph:
            continue
        for id in row.explained_by:
            if rows_of[id] > 1:
                yield problem_in(
                    row,
                    "explained_by",
                    f"{id} 已经对上了别的行",
                    "没有对应的段，才写在这里；对上了就删掉",
                )


def gaps_explained(plan: Plan) -> Problems:
    """对照有一头空着，才写理由，也要写理由。"""
    for row in plan.alignment:
        ends = bool(row.paragraph) + bool(row.explained_by)
        if ends == 0 or (ends == 2) == bool(row.note):
            field = "explained_by"
            if row.note:
                field = "note"
            message = "两头都写了就不用 note，有一头空着才写"
            if not row.note:
                message = "有一头空着才写 note，也要写 note：这里没有写"
            yield problem_in(row, field, message, "补上 note、段落的 id，或删掉多的")


def official_text_aligned(plan: Plan) -> Problems:
    """正文的每一段都写在对照里；没有解读可对照的，对照空着。"""
    if not plan.alignment:
        return
    written = {row.paragraph for row in plan.alignment}
    for id in sorted(plan.alignable.keys() - written):
        yield _unwritten(plan, f"正文的 {id} 没有写")


def explanations_aligned(plan: Plan) -> Problems:
    """对照用到的解读，每一段都写在对照里。"""
    rows_of = _rows_explained(plan)
    for document in sorted(_explaining(plan)):
        for paragraph in plan.documents[document].paragraphs:
            if paragraph.kind in BODY_KINDS and paragraph.id not in rows_of:
                yield _mistaken(plan, paragraph) or _unwritten(
                    plan, f"解读的 {paragraph.id} 没有写"
                )


def _mistaken(plan: Plan, missing: Paragraph) -> Problem | None:
    """缺的一段写成了别的行写着的：正文的话像缺的那一段，不像写着的。"""
    rows_of = _rows_explained(plan)
    for row in plan.alignment:
        words = couples(_text(plan, row.paragraph))
        wanted = shared(words, couples(missing.text))
        for n, id in enumerate(row.explained_by):
            written = shared(words, couples(_text(plan, id)))
            if rows_of[id] > 1 and wanted > written:
                message = f"{row.paragraph} 的话像 {missing.id}，写的是 {id}，别的行也写着它"
                node = row.place.of("explained_by", n)
                return node.problem(message, f"换成 {missing.id}")
    return None


def _text(plan: Plan, id: str | None) -> str:
    """一段的原文；没有这一段是空的。"""
    paragraph = plan.paragraph.get(id or "")
    if paragraph is None:
        return ""
    return paragraph.text


def _rows_explained(plan: Plan) -> Counter[str]:
    """解读的每一段对上了几行。"""
    rows_of: Counter[str] = Counter()
    for row in plan.alignment:
        rows_of.update(set(row.explained_by))
    return rows_of


def _explaining(plan: Plan) -> set[str]:
    """对照用到了哪几篇解读。"""
    documents = set()
    for id in _rows_explained(plan):
        row = plan.rows.get(id)
        if isinstance(row, Paragraph):
            documents.add(row.document)
    return documents


def _unwritten(plan: Plan, message: str) -> Problem:
    """对照里缺的一段，报在第一行。"""
    line = 1
    if plan.alignment:
        line = plan.alignment[0].place.line
    help = "加一行；没有对应的写 explained_by: [] 和 note"
    return Problem("data/alignment.yml", line, 1, message, help)

"""宣传资料的样子：写全了，排得下，念得顺。"""

import re
from collections.abc import Callable, Iterator

from macros.checks.fields import is_empty_list, problem_in
from macros.corpus.filenames import file_name
from macros.corpus.parting import comma_joined
from macros.corpus.pieces import BOXES, Box, Leaflet, Piece
from macros.corpus.plan import Plan
from macros.corpus.problem import Problem, Problems

# 传单一句话平均最多多少字。
LONGEST_SENTENCE = 30

_SENTENCE_END = re.compile("[。？]")
# 这两种框每条要有 head：问题、误会。
_HEADED = frozenset({"ask", "myth"})


def titles_differ(plan: Plan) -> Problems:
    """各份资料的标题不同：压缩包里照标题取名，只差大小写、换成全角才不同的也会互相盖掉。"""
    first: dict[str, str] = {}
    for piece in published_first(plan):
        name = file_name(piece.title).casefold()
        slug = first.setdefault(name, piece.slug)
        if slug != piece.slug:
            message = f"标题和 {slug}.md 相同：{piece.title}"
            help = "抄来的，标题、摘要都写这一份自己的：压缩包里照标题取名"
            yield problem_in(piece, "title", message, help)


def published_first(plan: Plan) -> list[Piece]:
    """各份资料，发布过的在前：两份一样的，后来的一份是抄的。"""
    published = set(plan.published.addresses)
    return sorted(plan.pieces, key=lambda piece: (piece.url not in published, piece.slug))


def reviews_follow(plan: Plan) -> Problems:
    """复核期限晚于写成的日子。"""
    for piece in plan.pieces:
        if piece.review <= piece.date:
            yield problem_in(piece, "review", "复核期限不晚于写成的日子", "写一个以后的日期")


def phones_printed(plan: Plan) -> Problems:
    """每份资料至少印一个电话。"""
    for piece in plan.pieces:
        if is_empty_list(piece, "phones"):
            yield problem_in(piece, "phones", "一个电话也没有", "至少写报警电话")


def pieces_grounded(plan: Plan) -> Problems:
    """每份资料至少依据一条事实，自己列的或取用的步骤带来的。"""
    for piece in plan.pieces:
        node = piece.place.of("facts")
        if not plan.cited_by(piece) and node is not piece.place:
            yield node.problem("没有依据任何事实", "写上所依据的事实的 id")


def prose_written(plan: Plan) -> Problems:
    """文章要有正文。"""
    for piece in plan.pieces:
        if not isinstance(piece, Leaflet) and not piece.body.strip():
            yield Problem(piece.path, piece.body_line, 1, "没有正文", "在元数据下面写正文")


def leaflets_in_front(plan: Plan) -> Problems:
    """传单的话都写在元数据里：写进正文的不会印。"""
    for piece in _leaflets(plan):
        if piece.body.strip():
            message = "传单的内容都写在元数据里，正文要空着"
            yield Problem(piece.path, piece.body_line, 1, message, "把正文移进元数据，或删掉")


def leaflets_fit(plan: Plan) -> Problems:
    """传单的行数、步数、框数排得下。"""
    for piece in _leaflets(plan):
        yield from _counted(piece, "headline", len(piece.headline), 2, 2)
        yield from _counted(piece, "slogan", len(piece.slogan), 2, 2)
        yield from _counted(piece, "steps", len(piece.steps), 3, 5)
        yield from _counted(piece, "boxes", len(piece.boxes), 2, 2)
        yield from _counted(piece, "card_fields", len(piece.card_fields), 0, 2)


def _counted(piece: Leaflet, field: str, count: int, least: int, most: int) -> Problems:
    """field 有 count 条，要 least 到 most 条；没写的不报。"""
    node = piece.place.of(field)
    if least <= count <= most or node is piece.place:
        return
    wanted = f"{least} 到 {most}"
    if least == most:
        wanted = str(least)
    joined = next(comma_joined(node), None)
    if joined and count < least:
        message = f"{field} 的逗号是全角的，{wanted} 条读成了 {count} 条"
        yield joined.problem(message, "换成半角逗号加空格", joined.text.index("，"))
        return
    message = f"{field} 有 {count} 条，要 {wanted} 条"
    yield node.problem(message, "增减到排得下")


def box_heads(plan: Plan) -> Problems:
    """问答、误会的框每条有 head，别的框没有。"""
    for piece in _leaflets(plan):
        for box in piece.boxes:
            yield from _heads(box)


def _heads(box: Box) -> Problems:
    """一个框里 head 写得不对的各条；没读出来是哪种框，就不报。"""
    wanted = box.kind in _HEADED
    for item in box.items:
        if box.kind and bool(item.head) != wanted:
            message = f"{BOXES[box.kind]}框里的一条，head 写得不对"
            yield item.place.problem(message, "ask、myth 每条要有 head，别的不写")


def sentences_short(plan: Plan) -> Problems:
    """传单的句子平均不到 30 个字：站着看、扫一眼也看得懂。"""
    for piece in _leaflets(plan):
        lengths = [len(sentence) for sentence in _sentences(piece)]
        if not lengths:
            continue
        average = sum(lengths) / len(lengths)
        if average >= LONGEST_SENTENCE:
            help = f"写短一些，平均不到 {LONGEST_SENTENCE} 个字"
            message = f"句子平均有 {average:.0f} 个字"
            yield problem_in(piece, "lead", message, help)


def _sentences(piece: Leaflet) -> Iterator[str]:
    """引子、步骤、框里的各句。"""
    lines = [piece.lead]
    lines += [step.text for step in piece.steps]
    for box in piece.boxes:
        lines += [item.text for item in box.items]
    for line in lines:
        yield from filter(None, _SENTENCE_END.split(line))


def _leaflets(plan: Plan) -> Iterator[Leaflet]:
    for piece in plan.pieces:
        if isinstance(piece, Leaflet):
            yield piece


SHAPE_RULES: tuple[Callable[[Plan], Problems], ...] = (
    titles_differ,
    reviews_follow,
    phones_printed,
    pieces_grounded,
    prose_written,
    leaflets_in_front,
    leaflets_fit,
    box_heads,
    sentences_short,
)

"""逐字核对对不上的地方：每处改动、遗漏、多出、重复、挪动各报一个错误。"""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from macros.corpus import proof
from macros.corpus.origins import each_origin
from macros.corpus.plan import Plan
from macros.corpus.problem import Problem
from macros.corpus.proof import Line, Passage
from macros.corpus.tasks import Unit
from macros.corpus.yaml import Node

# 数据里的标点写成全角：照着改，不会再报一次。
_FULL_WIDTH = str.maketrans(",;:?!()", "，；：？！（）")

FIX_NAME = "照原网页改回去；单位后来改了名，写在 reforms 里，name 不动"


def differences(plan: Plan, *, changes_only: bool = False) -> Iterator[Problem]:
    """逐段核对，一个来源一个来源地看；每处改动、遗漏、多出、重复、挪动报一个错误。

    changes_only 表示数据已知有别的错：那时少一段、挪一段多半是别的错引起的，只报改动的字。
    """
    for one in each_origin(plan):
        yield from _of_origin(one, changes_only=changes_only)


def _of_origin(plan: Plan, *, changes_only: bool) -> Iterator[Problem]:
    """一个来源里的。"""
    blocks = _blocks(plan)
    if not blocks:
        yield from _widths(plan)
    gone = {line.text for block in blocks for line in block.theirs}
    reported: set[tuple[str, int, int]] = set()
    for block in blocks:
        for problem, changed in _block_problems(block, gone):
            place = (problem.path, problem.line, problem.column)
            if place in reported or (changes_only and not changed):
                continue
            reported.add(place)  # 征求意见稿和印发稿共用一段文字，只报一次
            yield problem


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """一串对不上的段落：数据里的、原网页的；before 是它前面那一段在数据里的位置。"""

    ours: Sequence[Passage]
    theirs: Sequence[Line]
    before: Node


def _blocks(plan: Plan) -> list[_Block]:
    """全部对不上的地方；逐段相同就是空的。"""
    left, right = proof.texts(plan)
    if left == right:
        return []
    ours = proof.printed_passages(plan)
    theirs = proof.lines(plan)
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
    blocks = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        before: Node = plan.source.place
        if ours:
            last_same = max(i1 - 1, 0)
            before = proof.place_of(ours[last_same])
        block = _Block(
            ours=ours[i1:i2],
            theirs=theirs[j1:j2],
            before=before,
        )
        blocks.append(block)
    return blocks


def _block_problems(block: _Block, gone: set[str]) -> Iterator[tuple[Problem, bool]]:
    """一串对不上的段落：先配成改动的（标为 True），配不上的算多出或遗漏。

    gone 是各串里原网页的字：配不上而字在里面的，是挪了位置。
    """
    rest = list(block.theirs)
    for passage in block.ours:
        text = proof.normalized(passage.text)
        near = _nearest(text, rest)
        if near is None:
            yield _extra(passage, text in gone), False
        elif near.text == text:
            rest = [line for line in rest if line.text != text]
        else:
            rest.remove(near)
            yield _changed(passage, near), True
    for line in rest:
        text = _short(line.text)
        says = f"在这之后缺少{line.page}第 {line.number} 行“{text}”"
        yield block.before.problem(says, proof.FIX), False


def _nearest(text: str, candidates: Sequence[Line]) -> Line | None:
    """原网页里和 text 最像的一段；一半都不像的不算。"""
    texts = [line.text for line in candidates]
    near = difflib.get_close_matches(text, texts, n=1, cutoff=0.5)
    if not near:
        return None
    return candidates[texts.index(near[0])]


def _extra(passage: Passage, moved: bool) -> Problem:
    """数据里多出的一段，或挪了位置的一段。"""
    why = "原网页没有这一段，或这里写了两遍"
    if moved:
        why = "位置和原网页不同"
    text = _short(passage.text)
    return proof.place_of(passage).problem(f"“{text}”{why}", _fix(passage))


def _changed(passage: Passage, line: Line) -> Problem:
    """指出一段里第一个不同的字。"""
    ours = ""
    offsets = []
    for offset, character in enumerate(passage.text):
        part = proof.normalized(character)
        ours += part
        offsets += [offset] * len(part)
    offsets.append(len(passage.text))
    matcher = difflib.SequenceMatcher(None, ours, line.text, autojunk=False)
    different = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    tag, i1, i2, j1, j2 = different[0]
    mine = passage.text[offsets[i1] : offsets[i2]]
    theirs = _as_typed(line, j1, j2)
    where = f"{line.page}第 {line.number} 行"
    says = {
        "replace": f"“{mine}”{where}是“{theirs}”",
        "delete": f"多了“{mine}”，{where}没有",
        "insert": f"这里少了“{theirs}”，{where}有",
    }
    return proof.problem_at(passage, offsets[i1], says[tag], _fix(passage))


def _fix(passage: Passage) -> str:
    """怎样改；单位的名称多半是跟着后来的改名动了。"""
    if isinstance(passage.row, Unit):
        return FIX_NAME
    return proof.FIX


def _as_typed(line: Line, start: int, end: int) -> str:
    """原网页一段里比较用的第 start 到 end 个字，照数据里该有的写法：汉字后面的标点用全角。"""
    text = line.text[start:end]
    before = line.text[max(0, start - 1) : start]
    if before.isascii() and before.isalnum():
        return text
    return text.translate(_FULL_WIDTH)


def _widths(plan: Plan) -> Iterator[Problem]:
    """字对上之后，再看写法：除了半角标点改全角，每个字的编码也要和原网页一样。"""
    for passage, line in zip(proof.printed_passages(plan), proof.lines(plan), strict=True):
        problem = _wrong_width(passage, line)
        if problem is not None:
            yield problem


def _wrong_width(passage: Passage, line: Line) -> Problem | None:
    """一段里第一个样子相近而不同的字；都相同是 None。"""
    rest = iter(line.raw)
    for offset, mine in enumerate(passage.text):
        if mine.isspace():
            continue
        theirs = next(rest, mine)
        if not _same_character(mine, theirs):
            says = f"“{mine}”和原网页的“{theirs}”样子相近，但不是同一个字"
            return proof.problem_at(passage, offset, says)
    return None


def _same_character(mine: str, theirs: str) -> bool:
    """同一个字，或原网页的半角标点写成了全角。"""
    if mine == theirs:
        return True
    if not theirs.isascii() or theirs.isalnum():
        return False
    return ord(mine) == ord(theirs) + 0xFEE0


def _short(text: str) -> str:
    if len(text) <= 20:
        return text
    return f"{text[:20]}……"

"""征求意见稿和印发稿的对照：差别从抓取的原网页算出来，不是写出来的。"""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest

from macros.corpus import proof
from macros.corpus.corpus import Row
from macros.corpus.documents import HEADING_KINDS, Document
from macros.corpus.plan import Plan
from macros.corpus.tasks import Unit

# 正文外面的两种：附件号、“（征求意见稿）”这样的副题。
_BESIDE_THE_BODY = ("label", "subtitle")


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedPassage:
    """对照里的一段：kind 是 same、inserted、deleted 或 changed。

    pieces 是（same、inserted 或 deleted，文字）；order 是第几段；
    body 是不是正文，附件号、副题不算。
    """

    kind: str
    pieces: tuple[tuple[str, str], ...]
    heading: bool
    order: int
    body: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """对照的结果：两边各几段，逐段的差别。"""

    left: int
    right: int
    changes: tuple[ComparedPassage, ...]

    @property
    def different(self) -> list[ComparedPassage]:
        """有差别的段。"""
        return [change for change in self.changes if change.kind != "same"]

    @property
    def same_body(self) -> bool:
        """正文是不是一字未改。"""
        return not any(change.body for change in self.different)

    @property
    def runs(self) -> list[tuple[bool, list[ComparedPassage]]]:
        """照次序分成几截：两稿相同的接成一截，不同的接成一截。"""
        grouped = groupby(self.changes, key=_is_same)
        return [(same, list(run)) for same, run in grouped]

    @property
    def characters(self) -> dict[str, int]:
        """增加和删去的字数，不算空白。"""
        counts = {"inserted": 0, "deleted": 0}
        for change in self.different:
            for style, text in change.pieces:
                if style in counts:
                    counts[style] += len(text)
        return counts


def _is_same(change: ComparedPassage) -> bool:
    return change.kind == "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paragraph:
    """一篇公文的一段：原网页那一行的字（拿来比）、显示用的字、是不是标题。"""

    key: str
    text: str
    heading: bool
    body: bool


_NOTHING = _Paragraph(key="", text="", heading=False, body=False)


def compare_documents(plan: Plan, left: Document, right: Document) -> Comparison:
    """比较两篇公文在原网页里的段落：left 是先前的，right 是后来的。"""
    before = _paragraphs(plan, left)
    after = _paragraphs(plan, right)
    keys = [paragraph.key for paragraph in before]
    new_keys = [paragraph.key for paragraph in after]
    changes: list[ComparedPassage] = []
    for tag, i1, i2, j1, j2 in _opcodes(keys, new_keys):
        for old, new in zip_longest(before[i1:i2], after[j1:j2], fillvalue=_NOTHING):
            text = new.text
            if tag == "equal":
                text = old.text  # 原网页的字一样，显示用的字照先前的
            shown = new
            if new is _NOTHING:
                shown = old
            order = len(changes) + 1
            body = old.body or new.body
            change = _compared(old.text, text, shown.heading, order, body)
            changes.append(change)
    return Comparison(left=len(before), right=len(after), changes=tuple(changes))


def _paragraphs(plan: Plan, document: Document) -> list[_Paragraph]:
    """一篇公文的各段。"""
    paragraphs = []
    for passage, line in zip(proof.printed_passages(plan), proof.lines(plan), strict=True):
        if passage.document == document.id:
            paragraph = _Paragraph(
                key=line.text,
                text=passage.text,
                heading=_is_heading(passage.row),
                body=_is_body(passage.row),
            )
            paragraphs.append(paragraph)
    return paragraphs


def _is_heading(row: Row) -> bool:
    if isinstance(row, Unit):
        return True
    return getattr(row, "kind", "") in HEADING_KINDS | {"title"}


def _is_body(row: Row) -> bool:
    """是不是正文，标题、推进表都算。"""
    return getattr(row, "kind", "") not in _BESIDE_THE_BODY


def _compared(before: str, after: str, heading: bool, order: int, body: bool) -> ComparedPassage:
    """前后两段比；新增的前一段是空的，删去的后一段是空的。"""
    if before == after:  # 绝大多数；一个字一个字比，长的计划要几秒
        same = (("same", before),)
        return ComparedPassage(kind="same", pieces=same, heading=heading, order=order, body=body)
    kind = "changed"
    if not before:
        kind = "inserted"
    elif not after:
        kind = "deleted"
    pieces = _pieces(before, after)
    return ComparedPassage(kind=kind, pieces=pieces, heading=heading, order=order, body=body)


def _pieces(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """把一段切成相同的、删去的、增加的几截。"""
    pieces = []
    for tag, i1, i2, j1, j2 in _opcodes(before, after):
        if tag == "equal":
            pieces.append(("same", before[i1:i2]))
            continue
        if i1 < i2:
            pieces.append(("deleted", before[i1:i2]))
        if j1 < j2:
            pieces.append(("inserted", after[j1:j2]))
    return tuple(pieces)


def _opcodes(
    before: Sequence[str], after: Sequence[str]
) -> Iterable[tuple[str, int, int, int, int]]:
    return difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()

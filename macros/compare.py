"""征求意见稿和印发稿的对照：差别从抓取的原网页算出来，不是写出来的。"""

import difflib
from dataclasses import dataclass
from itertools import zip_longest

from macros import verify
from macros.model import Document, Plan, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """对照里的一段：kind 是 same、inserted、deleted 或 changed；pieces 是（same/inserted/deleted，文字）。"""

    kind: str
    pieces: tuple[tuple[str, str], ...]
    heading: bool
    order: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """对照的结果：两边各几段，逐段的差别。"""

    left: int
    right: int
    changes: tuple[Change, ...]

    @property
    def different(self) -> list[Change]:
        """有差别的段。"""
        return [change for change in self.changes if change.kind != "same"]

    @property
    def characters(self) -> dict[str, int]:
        """增加和删去的字数，不算空白。"""
        return {
            kind: sum(len(text) for change in self.changes for style, text in change.pieces if style == kind)
            for kind in ("inserted", "deleted")
        }


def compare(plan: Plan, left: Document, right: Document) -> Comparison:
    """比较两篇公文在原网页里的段落：left 是先前的，right 是后来的。"""
    one, other = _shown(plan, left), _shown(plan, right)
    matcher = difflib.SequenceMatcher(None, [key for key, _, _ in one], [key for key, _, _ in other], autojunk=False)
    pairs: list[tuple[str, str, bool]] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        for before, after in zip_longest(one[i1:i2], other[j1:j2]):
            old, new = before[1] if before else "", after[1] if after else ""
            pairs.append((old, old if tag == "equal" else new, (after or before)[2]))
    changes = [_change(old, new, heading=heading, order=order) for order, (old, new, heading) in enumerate(pairs, 1)]
    return Comparison(left=len(one), right=len(other), changes=tuple(changes))


def _shown(plan: Plan, document: Document) -> list[tuple[str, str, bool]]:
    """一篇公文的各段：原网页那一行的字、显示用的字、是不是标题。"""
    pairs = zip(verify.passages(plan), verify.lines(plan), strict=True)
    return [
        (
            line.text,
            passage.text,
            isinstance(passage.row, Unit) or getattr(passage.row, "kind", "") in ("title", "heading"),
        )
        for passage, line in pairs
        if passage.document == document.id
    ]


def _change(old: str, new: str, *, heading: bool, order: int) -> Change:
    if old == new:
        return Change(kind="same", pieces=(("same", old),), heading=heading, order=order)
    pieces: list[tuple[str, str]] = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(("same", old[i1:i2]))
        else:
            pieces += [("deleted", old[i1:i2])] if i1 < i2 else []
            pieces += [("inserted", new[j1:j2])] if j1 < j2 else []
    kind = "changed" if old and new else "inserted" if new else "deleted"
    return Change(kind=kind, pieces=tuple(pieces), heading=heading, order=order)

"""易读版：一句不超过十五个字，一行一件事，用最常用的字，一步一幅图。

规则照易读（easy-to-read）的通行做法：句子短、一句一个意思、常用的字、图配着字。
只管给本人看的话；依据、摘要、怎样用是给陪着看的人的。
"""

import re
from collections.abc import Iterator
from pathlib import Path

from macros.checks.commonest import COMMONEST
from macros.corpus.chinese import sentences
from macros.corpus.pieces import Leaflet
from macros.corpus.plan import Plan
from macros.corpus.problem import Problem, Problems, Verdict
from macros.corpus.yaml import Node

LONGEST = 15
MOST_IN_STEP = 3
_READ = ("headline", "slogan", "card_fields")
_COUNTED = re.compile(r"[^\W_]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_PAUSES = re.compile("[，、]")
_NESTED = re.compile("[；（）]")


def easy_sentences(plan: Plan) -> Problems:
    """易读版给本人看的每一句：短，只说一件事，字都常用。"""
    for piece in _easy(plan):
        for node, text in _told(piece):
            for sentence in sentences(text):
                said = _wrong(sentence)
                if said:
                    yield node.problem(*said)
        yield from _crowded(piece)


def easy_pictured(plan: Plan, root: Path) -> Problems:
    """易读版的插图里，每一步有一格图：第一步是 id 为 step-1 的一组。"""
    for piece in _easy(plan):
        path = root / piece.art
        if not path.is_file():
            continue  # design 说
        art = path.read_text(encoding="utf-8")
        for number, step in enumerate(piece.steps, 1):
            mark = f'id="step-{number}"'
            if mark not in art:
                message = f"第 {number} 步“{step.title}”没有图"
                help = f"在插图的第 {number} 格画出来，放进 <g {mark}>"
                yield Problem(piece.art, 1, 1, message, help)


def _easy(plan: Plan) -> Iterator[Leaflet]:
    for piece in plan.pieces:
        if isinstance(piece, Leaflet) and piece.easy:
            yield piece


def _told(piece: Leaflet) -> Iterator[tuple[Node, str]]:
    """给本人看的每一处话。"""
    for name in _READ:
        for n, text in enumerate(getattr(piece, name)):
            yield piece.place.of(name, n), text
    for name in ("lead", "card"):
        yield piece.place.of(name), getattr(piece, name)
    for step in piece.steps:
        for name in ("title", "text", "short"):
            yield step.place.of(name), getattr(step, name)
    for box in piece.boxes:
        yield box.place.of("title"), box.title
        for item in box.items:
            yield item.place.of("head"), item.head or ""
            yield item.place.of("text"), item.text


def _wrong(sentence: str) -> Verdict | None:
    """一句错在哪、怎样改；没有错是 None。"""
    count = len(_COUNTED.findall(sentence))
    if count > LONGEST:
        message = f"易读版的这一句有 {count} 个字：{sentence}"
        return message, f"写到 {LONGEST} 个字以内，或拆成两句"
    if len(_PAUSES.findall(sentence)) > 1 or _NESTED.search(sentence):
        message = f"易读版的这一句说了几件事：{sentence}"
        return message, "一句只说一件，拆成几句，中间至多一个逗号"
    rare = [one for one in _HAN.findall(sentence) if one not in COMMONEST]
    if rare:
        message = f"易读版里的“{rare[0]}”不在 2500 个常用字里"
        return message, "换一个更常见的字，或换一种说法"
    return None


def _crowded(piece: Leaflet) -> Problems:
    """一步至多三句，框里的一条只有一句：一行一件事。"""
    for step in piece.steps:
        count = len(sentences(step.text))
        if count > MOST_IN_STEP:
            message = f"易读版的一步有 {count} 句，图旁边排不下"
            node = step.place.of("text")
            yield node.problem(message, f"留下最要紧的 {MOST_IN_STEP} 句")
    for box in piece.boxes:
        for item in box.items:
            if len(sentences(item.text)) > 1:
                message = "易读版框里的一条不止一句"
                node = item.place.of("text")
                yield node.problem(message, "一条一句，另写一条")

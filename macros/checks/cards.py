"""一套卡片：编号连着排，别处说几张、说到第几张，都有：照着剪的人不会少一张。"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from macros.checks.claims import NUMBER
from macros.corpus.chinese import number
from macros.corpus.pieces import Piece
from macros.corpus.plan import Plan
from macros.corpus.problem import Problems
from macros.corpus.yaml import Node

_CARD = re.compile(rf"- \*\*(?P<name>[\u4e00-\u9fff]{{1,4}}?)(?P<number>{NUMBER})\*\*")
# 说到这些，是其中的几张。
_SOME = "每各抽挑选只再先留拿发用念"
# 几张才算一套。
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class _Told:
    """一处说到的几张、第几张：在哪里，几，原来的话。"""

    node: Node
    number: int
    start: int
    words: str


def cards_complete(plan: Plan) -> Problems:
    """各份资料的各套卡片。"""
    for piece in plan.pieces:
        if "\n- **" not in piece.body:
            continue
        decks = _decks(piece)
        for name, cards in decks.items():
            if len(cards) < _FEWEST:
                continue
            yield from _complete(piece, name, cards)


def _decks(piece: Piece) -> dict[str, list[_Told]]:
    """一份资料里的各套卡片：叫什么，各张。"""
    decks = defaultdict[str, list[_Told]](list)
    for node, text, _ in piece.passages():
        card = _CARD.match(text)
        if card is None:
            continue
        name = card["name"]
        which = number(card["number"])
        told = _Told(node, which, 0, card[0])
        decks[name].append(told)
    return decks


def _complete(piece: Piece, name: str, cards: list[_Told]) -> Problems:
    """一套卡片；先看编号，再看别处怎样说。"""
    for wanted, card in enumerate(cards, 1):
        if card.number == wanted:
            continue
        message = f"这里该是第 {wanted} 张{name}，写的是 {card.number}"
        help = "照先后编号；少了的补上"
        yield card.node.problem(message, help)
        return
    count = len(cards)
    told = list(_counted(piece, name))
    wrong = [one for one in told if one.number != count]
    if len(wrong) < len(told):
        yield from _wrongly_told(name, count, wrong)
    elif wrong:
        first = wrong[0]
        last = cards[-1]
        line = first.node.line
        message = f"{name}到这里有 {count} 张，第 {line} 行说的是“{first.words}”"
        help = "少了的补上；真的只有这些，写着几张的几处都改"
        yield last.node.problem(message, help)


def _wrongly_told(name: str, count: int, wrong: list[_Told]) -> Problems:
    """别处有对的，这几处不对。"""
    for one in wrong:
        message = f"{name}有 {count} 张，这里说的是“{one.words}”"
        help = "两处写成一样的"
        yield one.node.problem(message, help, one.start)


def _counted(piece: Piece, name: str) -> Iterator[_Told]:
    """别处说的几张。"""
    said = re.compile(rf"{name}[^。；，、\d{_SOME}]{{0,4}}?({NUMBER}) ?张")
    for node, text, _ in piece.passages():
        for found in said.finditer(text):
            count = number(found[1])
            start = found.start()
            yield _Told(node, count, start, found[0])

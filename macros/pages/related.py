"""看完一份资料，再看哪几份：给同样的人看的，用在同样的日子的在前。"""

import functools
from collections import defaultdict

from macros.corpus.pieces import Piece
from macros.corpus.plan import PiecesBy, Plan
from macros.corpus.reader import frozen

MOST = 4


def related(plan: Plan, piece: Piece) -> list[Piece]:
    """最多 MOST 份，最相近的在前；不够的，用给所有人的补。"""
    groups = _by_audience(plan)
    near: dict[str, Piece] = {}
    for audience in (*piece.audience, "public"):
        for other in groups.get(audience, ()):
            near[other.slug] = other
    near.pop(piece.slug, None)
    readers = set(piece.audience)
    occasions = set(piece.occasions)

    def distance(other: Piece) -> tuple[bool, int, int, str]:
        people = len(readers.intersection(other.audience))
        days = len(occasions.intersection(other.occasions))
        main = piece.audience[0] in other.audience
        return not main, -people, -days, other.slug

    return sorted(near.values(), key=distance)[:MOST]


@functools.lru_cache(maxsize=2)
def _by_audience(plan: Plan) -> PiecesBy:
    """给哪种人的有哪几份。"""
    groups = defaultdict[str, list[Piece]](list)
    for piece in plan.pieces:
        for audience in piece.audience:
            groups[audience].append(piece)
    given = {}
    for readers, pieces in groups.items():
        given[readers] = tuple(pieces)
    return frozen(given)

"""海报：字少，远处一眼看完；大号码是这份资料印的电话。"""

from collections.abc import Iterator

from macros.checks.fields import problem_in
from macros.corpus.chinese import width
from macros.corpus.pieces import Leaflet
from macros.corpus.plan import Plan
from macros.corpus.problem import Problem, Problems
from macros.corpus.yaml import Sequence

# 一张海报最多几个字，不算版本、单位的名字、二维码下面的话。
_MOST = 120
# 题目几行，一行多宽；一句话、一步、什么时候打，最宽几个字。
_TITLE_LINES, _TITLE = 2, 7
_SENTENCE, _STEP, _CALL = 20, 20, 12
# 最多几步。
_STEPS = 5


def posters_short(plan: Plan) -> Problems:
    """每份传单的海报：字数、步数、长短，和大号码。"""
    for piece in plan.pieces:
        if isinstance(piece, Leaflet) and "poster" in piece.place.entries:
            yield from _sound(piece)


def _sound(piece: Leaflet) -> Problems:
    poster = piece.poster
    too_wide = [*_title(piece), *_steps(piece)]
    for field, most in (("sentence", _SENTENCE), ("call", _CALL)):
        if width(getattr(poster, field)) > most:
            too_wide.append(problem_in(poster, field, _too_long(field), _shorten(most)))
    yield from too_wide
    if not too_wide:
        yield from _counted(piece)
    if poster.number and poster.number not in piece.phones:
        message = f"海报的大号码 {poster.number} 不在 phones 里"
        yield problem_in(poster, "number", message, "写 phones 里的一个，或把它加进 phones")


def _title(piece: Leaflet) -> Iterator[Problem]:
    poster = piece.poster
    if poster.title and len(poster.title) != _TITLE_LINES:
        message = f"海报的题目有 {len(poster.title)} 行"
        yield problem_in(poster, "title", message, "写两行，一行一项；不写就用大标题")
    for line in poster.title:
        if width(line) > _TITLE:
            yield problem_in(poster, "title", _too_long("title"), _shorten(_TITLE))


def _steps(piece: Leaflet) -> Iterator[Problem]:
    """步数，每一步的长短；取来的步骤太长，说在 poster 上。"""
    poster = piece.poster
    node = poster.place.of("steps")
    count = len(piece.poster_steps)
    if count > _STEPS:
        message = f"海报有 {count} 步"
        yield node.problem(message, f"最多 {_STEPS} 步，在 poster 里另写 steps")
    for number, step in enumerate(piece.poster_steps):
        if width(step) <= _STEP:
            continue
        place = node
        if isinstance(node, Sequence):
            place = node.items[number]
        message = f"海报的第 {number + 1} 步太长：{step}"
        yield place.problem(message, _shorten(_STEP))


def _too_long(field: str) -> str:
    return f"海报的 {field} 太长，远处看不清"


def _shorten(most: int) -> str:
    return f"最多 {most} 个字，写短"


def _counted(piece: Leaflet) -> Problems:
    """全部的字：眉题、题目、一句话、几步、什么时候打、号码；空格不算。"""
    poster = piece.poster
    words = [piece.kicker, *piece.poster_title, poster.sentence, *piece.poster_steps]
    words += [poster.call, poster.number]
    count = len("".join("".join(words).split()))
    if count > _MOST:
        message = f"海报有 {count} 个字，远处看不完"
        help = f"眉题、题目、一句话、几步、什么时候打、号码，一共最多 {_MOST} 个字"
        yield problem_in(piece, "poster", message, help)

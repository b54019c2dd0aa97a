"""课件：正文里的记号和各张对得上，字放得下，一张只讲一件事。"""

import re
from collections.abc import Iterator, Set

from macros.checks.bounds import overlong
from macros.checks.claims import NUMBER, claims_of
from macros.checks.fields import problem_in
from macros.checks.ids import again
from macros.corpus import chinese
from macros.corpus.pieces import Prose, numbered
from macros.corpus.plan import Plan
from macros.corpus.problem import Problem, Problems
from macros.corpus.slides import LAST, Slide, marks, stray_calls
from macros.printing.deck import Page, all_pages, slide_count
from macros.printing.engine import Unprintable
from macros.printing.slideshow import MOST_CARDS, fits_title

# 一份课件连同封面和末一张，几张。
FEWEST, MOST = 8, 16
# 题目里的“一至四”。
_TITLED = re.compile(rf"({NUMBER})[至到—-]({NUMBER})")


def slides_sound(plan: Plan) -> Problems:
    """每份有课件的资料。"""
    for piece in plan.pieces:
        if isinstance(piece, Prose):
            yield from _sound(plan, piece)


def _sound(plan: Plan, piece: Prose) -> Problems:
    problems = list(_marked(piece))
    if piece.slides:
        problems += _counted(piece)
        problems += _named_once(piece)
        problems += _dealt(piece)
        problems += _strange_numbers(piece)
        for slide in piece.slides:
            problems += _one_thing(slide)
    is_told = problems or any(overlong(piece))  # 太长的话，长短的规则说过了
    if piece.slides and not is_told:
        problems += _fitting(plan, piece)
    yield from problems


def _counted(piece: Prose) -> Problems:
    """八到十六张。"""
    count = slide_count(piece)
    if FEWEST <= count <= MOST:
        return
    message = f"课件连同封面和末一张有 {count} 张"
    yield problem_in(piece, "slides", message, f"排成 {FEWEST} 到 {MOST} 张")


def _named_once(piece: Prose) -> Problems:
    for slide, first in again(piece.slides, "id"):
        line = first.place.of("id").line
        yield problem_in(slide, "id", f"代号和第 {line} 行的一样", "换一个代号")


def _dealt(piece: Prose) -> Problems:
    """各张上的卡片：题目里写第几到第几的，放的就是那几张；一张卡片不放两次。"""
    dealt: dict[int, str] = {}
    for slide in piece.slides:
        titled = _TITLED.search(slide.title)
        if slide.cards and titled:
            start, end = map(chinese.number, titled.groups())
            if slide.cards != tuple(range(start, end + 1)):
                message = f"题目写的是{titled[0]}，放的是第 {'、'.join(map(str, slide.cards))} 张"
                yield problem_in(slide, "cards", message, "两处写成一样的")
                continue
        twice = [card for n, card in enumerate(slide.cards) if card in {*dealt, *slide.cards[:n]}]
        if twice:
            where = dealt.get(twice[0], slide.title)
            message = f"第 {twice[0]} 张卡片，“{where}”那一张放过了"
            yield problem_in(slide, "cards", message, "换成还没有放的")
        dealt |= dict.fromkeys(slide.cards, slide.title)


def _marked(piece: Prose) -> Problems:
    """正文里的记号和各张一一对上，先后也一样；记号写错了，只说写错的。"""
    misspelt = list(_misspelt(piece))
    yield from misspelt
    if misspelt:
        return
    written = [id for id, _ in marks(piece.body)]
    for slide in piece.slides:
        if slide.id not in written:
            message = f"正文里没有讲到 {slide.id} 的记号"
            help = f'在讲到这一张的那一段前面单独写一行 {{{{ slide("{slide.id}") }}}}'
            yield problem_in(slide, "id", message, help)
    yield from _in_order(piece)


def _misspelt(piece: Prose) -> Problems:
    """没有单独写一行的记号，和没有这一张的记号。"""
    for start in stray_calls(piece.body):
        yield _at(piece, start, "课件的记号要单独写一行", "另起一行，前后各空一行")
    known = [slide.id for slide in piece.slides]
    usable = "、".join([*known, LAST])
    if not known:
        usable = "先在元数据里写 slides"
    for id, start in marks(piece.body):
        if not known or id not in {*known, LAST}:
            yield _at(piece, start, f"课件里没有 {id} 这一张", f"可用的：{usable}")


def _in_order(piece: Prose) -> Problems:
    """头一个次序不对的记号。"""
    written = marks(piece.body)
    present = {id for id, _ in written}
    known = [slide.id for slide in piece.slides]
    wanted = [id for id in [*known, LAST] if id in present]
    for place, (id, start) in enumerate(written):
        if place >= len(wanted) or id != wanted[place]:
            help = "记号的先后照 slides 的先后，一张一个"
            yield _at(piece, start, f"记号 {id} 的次序不对，或写了两次", help)
            return


def _at(piece: Prose, start: int, message: str, help: str) -> Problem:
    line = piece.body_line + piece.body.count("\n", 0, start)
    return Problem(piece.path, line, 1, message, help)


def _one_thing(slide: Slide) -> Problems:
    """一张放一样：几行字（可以带问的、插图），或卡片，或板书。"""
    has_words = bool(slide.lines or slide.ask or slide.drawing)
    if sum((has_words, bool(slide.cards), slide.board)) != 1:
        message = f"{slide.title}这一张要放一样：几行字，或卡片，或板书"
        yield problem_in(slide, "title", message, "留一样；别的另起一张")
    if len(slide.cards) > MOST_CARDS:
        message = f"{slide.title}这一张有 {len(slide.cards)} 张卡片"
        yield problem_in(slide, "cards", message, f"一张幻灯片最多 {MOST_CARDS} 张，分成两张")
    if not fits_title(slide.title):
        yield problem_in(slide, "title", f"题目“{slide.title}”一行放不下", "写短，最多十八个字")


def _strange_numbers(piece: Prose) -> Problems:
    """各张上的电话，正文里或打电话的名单里有：放映的和讲的是同一个。"""
    known = set(piece.phones)
    for _, line in numbered(piece.path, piece.body, piece.body_line):
        known.update(_numbers(line))
    for slide in piece.slides:
        yield from _unknown_numbers(slide, known)


def _unknown_numbers(slide: Slide, known: Set[str]) -> Problems:
    for field in ("title", "lines", "ask"):
        node = slide.place.of(field)
        strange = sorted(set(_numbers(_words(slide, field))) - known)
        for number in strange:
            message = f"{number} 正文里没有，phones 里也没有"
            yield node.problem(message, "照正文写成同一个电话")


def _words(slide: Slide, field: str) -> str:
    if field == "lines":
        return "\n".join(slide.lines)
    return getattr(slide, field) or ""


def _numbers(text: str) -> Iterator[str]:
    """一段话里的电话。"""
    for claim in claims_of("电话", text):
        yield claim.value


def _fitting(plan: Plan, piece: Prose) -> Problems:
    """各张的字放得下；卡片、板书正文里有。"""
    try:
        cover, *pages, last = all_pages(plan, piece)
    except Unprintable:
        return  # 正文印不出，printable 说
    for page, field in ((cover, "title"), (last, "phones")):
        for lines in page.misfits():
            message = f"课件的{page.title}这一张放不下：{lines[0][:12]}"
            yield problem_in(piece, field, message, "写短，或少写几个")
    for slide, page in zip(piece.slides, pages, strict=True):
        yield from _present(slide, page)
        for lines in page.misfits():
            field = _field(slide, lines)
            message = f"{slide.title}这一张的字放不下：{lines[0][:12]}"
            yield problem_in(slide, field, message, "写短，或分成两张")


def _present(slide: Slide, page: Page) -> Iterator[Problem]:
    if slide.cards and len(page.texts) < len(slide.cards):
        yield problem_in(slide, "cards", "正文里没有这么多张卡片", "照正文里的卡片数，从 1 起")
    if slide.board and not page.texts[0].lines:
        help = '在正文里加上 <div class="board" markdown>，或不写 board'
        yield problem_in(slide, "board", "正文里没有板书", help)


def _field(slide: Slide, lines: tuple[str, ...]) -> str:
    """放不下的是哪个字段的。"""
    if lines == (slide.ask,):
        return "ask"
    if slide.cards:
        return "cards"
    if slide.board:
        return "board"
    return "lines"

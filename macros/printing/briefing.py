"""传单的课件：交接班时放的六张，话都是传单上的；屏上是短的，整句在备注里。"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from macros.corpus.chinese import han, sentences
from macros.corpus.pieces import Box, Leaflet, Step
from macros.corpus.plan import Plan
from macros.printing.deck import Deck, Page, TextBox, styled
from macros.printing.linefill import line_filled
from macros.printing.sheets import Site
from macros.printing.slideshow import (
    COVER_SIZES,
    PADDING,
    PLACES,
    SUBTITLE_SIZES,
    TEXT_SIZES,
    Frame,
    beside_title,
    largest,
    rule_frame,
    stacked_height,
    step_frames,
    unwrapped,
)

SIGNS = "看出不对劲"
ASKED = "碰到了怎么办"
SIGNED = "听过的人签名"
_HEADLINE_SIZES = (60, *COVER_SIZES)
# 字这么大还放得下，旁边才放插图。
_BESIDE_SIZES = tuple(size for size in TEXT_SIZES if size >= 32)
# 旁边有插图的，一条最多几行。
_MOST_ROWS = 3
# 分两栏时各放在哪里。
_COLUMNS = ("lines_left", "lines_right")
# 问的几句，行与行之间要松。
_ASKED_SIZES = (40, 32, 28)
_LEAST = TEXT_SIZES[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """课件里连着讲的几步：从第几步起，有哪几步。"""

    first: int
    steps: Sequence[Step]

    @property
    def title(self) -> str:
        """说到哪几步，如“一到三”“四和五”；只有一步是“三”。"""
        last = self.first + len(self.steps) - 1
        if last == self.first:
            return han(last)
        to = "和" if last == self.first + 1 else "到"
        return f"{han(self.first)}{to}{han(last)}"


def briefing(plan: Plan, piece: Leaflet, site: Site) -> Deck:
    """一份传单的课件。"""
    pages = []
    bare = briefing_pages(piece)
    for page, notes in zip(bare, _notes(plan, piece), strict=True):
        noted = replace(page, notes=notes)
        pages.append(noted)
    return styled(plan, piece, site, pages)


def briefing_pages(piece: Leaflet) -> list[Page]:
    """全部各张，没有备注。"""
    cover = _cover(piece)
    signs = _signs(piece)
    first, second = _parts(piece)
    # 看出不对劲的一张没有插图，就放在后几步旁边。
    beside = not signs.drawing
    before = _steps(piece, first)
    after = _steps(piece, second, beside=beside)
    penalties = _penalties(piece)
    closing = _closing(piece)
    return [cover, signs, before, after, penalties, closing]


def box_of(piece: Leaflet, kind: str) -> Box:
    """传单上的一种框。"""
    boxes: dict[str, Box] = {box.kind: box for box in piece.boxes}
    return boxes[kind]


def _parts(piece: Leaflet) -> Iterator[_Part]:
    """各步分在两张上，前一张多一步。"""
    count = len(piece.steps) + 1
    half = count // 2
    before = piece.steps[:half]
    after = piece.steps[half:]
    yield _Part(first=1, steps=before)
    yield _Part(first=half + 1, steps=after)


def _cover(piece: Leaflet) -> Page:
    """题目，和为什么：引子的头一句。"""
    frame = PLACES["headline"]
    size = unwrapped(piece.headline, frame, 0, _HEADLINE_SIZES)
    headline = "\n".join(piece.headline)
    title = _box((headline,), size, frame)
    first = sentences(piece.lead)[:1]
    why = _filled(first, PLACES["why"], SUBTITLE_SIZES)
    page = Page(kind="cover", title=piece.title, texts=(title, why))
    return _drawn(page, piece)


def _drawn(page: Page, piece: Leaflet) -> Page:
    """放上这份传单的插图。"""
    return replace(page, drawing=piece.slug, alt=piece.alt)


def _signs(piece: Leaflet) -> Page:
    """看出不对劲：讲这个的几步，一句一条；字够大就带上插图，一栏排不下就分两栏，一步一栏。"""
    columns = [_told_lines(step) for step in _sign_steps(piece)]
    lines = [line for column in columns for line in column]
    frame = PLACES["lines_beside"]
    beside = _filled(lines, frame, _BESIDE_SIZES, bullet=True, calm=True)
    if beside.size and max(map(_row_count, beside.lines)) <= _MOST_ROWS:
        page = _points(SIGNS, beside)
        return _drawn(page, piece)
    alone = _filled(lines, PLACES["lines"], bullet=True)
    if alone.size or len(columns) != len(_COLUMNS):
        return _points(SIGNS, alone)
    halves = _in_columns(columns)
    return _points(SIGNS, *halves)


def _in_columns(columns: Sequence[Sequence[str]]) -> tuple[TextBox, ...]:
    """分成两栏，字一样大；放不下的是 0。"""
    texts = []
    for lines, place in zip(columns, _COLUMNS, strict=True):
        text = _filled(lines, PLACES[place], bullet=True)
        texts.append(text)
    return _level(_evened(texts))


def _level(texts: Sequence[TextBox]) -> tuple[TextBox, ...]:
    """几栏的头一行一样高，最高的一栏上下居中。"""
    heights = [_height(text) for text in texts]
    tallest = max(heights)
    level = []
    for text, height in zip(texts, heights, strict=True):
        spare = (text.frame.height - tallest) / 2
        frame = replace(text.frame, y=text.frame.y + spare, height=height)
        one = replace(text, frame=frame)
        level.append(one)
    return tuple(level)


def _height(text: TextBox) -> float:
    """一块字排出来多高，毫米。"""
    rows = sum(map(_row_count, text.lines))
    return stacked_height(rows, len(text.lines), text.size)


def _row_count(line: str) -> int:
    """一条换成几行。"""
    return line.count("\n") + 1


def _evened(texts: Sequence[TextBox]) -> tuple[TextBox, ...]:
    """几块字一样大；放不下的还是 0。"""
    common = min((text.size for text in texts if text.size), default=0)
    even = []
    for text in texts:
        size = min(text.size, common)
        one = replace(text, size=size)
        even.append(one)
    return tuple(even)


def _told_lines(step: Step) -> list[str]:
    """一步的话，一句一条，末尾不要句号。"""
    text = step.text.replace("；", "。")
    return list(map(_bare, sentences(text)))


def _sign_steps(piece: Leaflet) -> Iterator[Step]:
    for number in piece.briefing:
        yield piece.steps[number - 1]


def _points(title: str, *texts: TextBox) -> Page:
    return Page(kind="points", title=title, texts=texts)


def _box(lines: tuple[str, ...], size: int, frame: Frame) -> TextBox:
    return TextBox(lines=lines, size=size, frame=frame)


def _filled(
    lines: Sequence[str],
    frame: Frame,
    sizes: Sequence[int] = TEXT_SIZES,
    *,
    bullet: bool = False,
    calm: bool = False,
) -> TextBox:
    """几行话放在一处，换好行；bullet、calm 照 line_filled。"""
    rows, size = line_filled(lines, frame, sizes, bullet=bullet, calm=calm)
    return _box(rows, size, frame)


def _bare(words: str) -> str:
    """屏上的一条，末尾不要句号。"""
    words = words.strip()
    return words.rstrip("。；")


def _steps(piece: Leaflet, part: _Part, *, beside: bool = False) -> Page:
    """几步怎样做：一步两行，做什么，短的话；beside 是字够大就带上插图。"""
    count = han(len(piece.steps))
    title = f"{count}步怎样做：{part.title}"
    page = Page(kind="steps", title=title)
    if beside:
        wide = PLACES["lines_beside"].width
        texts = _on_steps(part, wide, _BESIDE_SIZES)
        sizes = [text.size for text in texts]
        if all(sizes):
            page = _drawn(page, piece)
            return replace(page, texts=texts)
    wide = PLACES["lines"].width
    texts = _on_steps(part, wide, TEXT_SIZES)
    return replace(page, texts=texts)


def _on_steps(part: _Part, wide: float, sizes: Sequence[int]) -> tuple[TextBox, ...]:
    """各步的字，一样大；放不下的是 0。"""
    count = len(part.steps)
    frames = step_frames(count, wide)
    texts = []
    for step, frame in zip(part.steps, frames, strict=True):
        lines = (step.title, step.short)
        text = _filled(lines, frame, sizes)
        texts.append(text)
    numbered = []
    for number, text in enumerate(_evened(texts), part.first):
        one = replace(text, number=number)
        numbered.append(one)
    return tuple(numbered)


def _penalties(piece: Leaflet) -> Page:
    """不照做怎样，先打谁：条数少的，电话在下面；多的，电话在题目右边。"""
    box = box_of(piece, "avoid")
    lines = [_bare(item.text) for item in box.items]
    call = f"{piece.poster.call} {piece.poster.number}"
    text = _filled(lines, PLACES["lines_above"], bullet=True)
    ask = _under(call)
    if not text.size:
        text = _filled(lines, PLACES["lines"], bullet=True)
        ask = _beside(box.title, call)
    page = _points(box.title, text)
    return replace(page, ask=ask)


def _under(call: str) -> TextBox:
    """电话放在下面。"""
    frame = PLACES["ask"]
    size = largest((call,), frame, padding=PADDING)
    return _box((call,), size, frame)


def _beside(title: str, call: str) -> TextBox:
    """电话放在题目右边；放不下的，字号是 0。"""
    frame = beside_title(title, call, _LEAST)
    if frame is None:
        return _box((call,), 0, PLACES["ask"])
    return _box((call,), _LEAST, frame)


def _closing(piece: Leaflet) -> Page:
    """问一问，问完签名。"""
    box = box_of(piece, "ask")
    lines = [item.head or "" for item in box.items]
    asked = _filled(lines, PLACES["questions"], _ASKED_SIZES, bullet=True)
    frame = PLACES["sign"]
    rule = rule_frame(SIGNED, _LEAST, frame)
    name = _box((SIGNED,), _LEAST, frame)
    signed = replace(name, rule=rule)
    return Page(kind="closing", title=ASKED, texts=(asked, signed))


def _notes(plan: Plan, piece: Leaflet) -> Iterator[str]:
    """各张的备注：传单上的整句。"""
    slogan = "，".join(line.rstrip("。") for line in piece.slogan)
    yield f"{slogan}。\n\n{piece.lead}"
    yield _paragraphs(_whole_step(step) for step in _sign_steps(piece))
    for part in _parts(piece):
        yield _paragraphs(_numbered_steps(part))
    avoid = _told(box_of(piece, "avoid"))
    yield _paragraphs([*avoid, *_phones(plan, piece)])
    ask = _told(box_of(piece, "ask"))
    yield _paragraphs([*ask, f"问完，请{SIGNED}。"])


def _paragraphs(lines: Iterable[str]) -> str:
    """几段话，中间空一行。"""
    return "\n\n".join(lines)


def _whole_step(step: Step) -> str:
    return f"{step.title}。{step.text}"


def _numbered_steps(part: _Part) -> Iterator[str]:
    """几步的整句，带序号。"""
    for number, step in enumerate(part.steps, part.first):
        words = _whole_step(step)
        yield f"{number}. {words}"


def _told(box: Box) -> Iterator[str]:
    """一个框里的话。"""
    yield box.title
    for item in box.items:
        head = item.head or ""
        yield f"· {head}{item.text}"


def _phones(plan: Plan, piece: Leaflet) -> Iterator[str]:
    """打哪个电话，先打的在前。"""
    yield f"{piece.poster.call} {piece.poster.number}。"
    for number in piece.phones:
        hotline = plan.hotline[number]
        yield f"{number} {hotline.name}：{hotline.use}"

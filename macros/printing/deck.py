"""课件的样子：一张一张放什么、多大的字、备注里说什么。PPTX 和 PDF 都照它排。"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Literal, TypeAlias

from macros.corpus.facts import Hotline
from macros.corpus.pieces import Prose
from macros.corpus.plan import Plan
from macros.corpus.slides import LAST, Slide, parted
from macros.printing.blocks import Block
from macros.printing.engine import Sheet
from macros.printing.sheets import Site, imprint, palette_colors, phone_line, source_blocks
from macros.printing.slideshow import CARDS, PADDING, PLACES, Frame, largest
from macros.printing.text import line, text

Kind: TypeAlias = Literal["cover", "points", "cards", "board", "phones"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBox:
    """放着字的一块：几行，多大的字（磅，0 是放不下），在哪里。"""

    lines: tuple[str, ...]
    size: int
    frame: Frame


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """一张：题目，几块字，问大家的一句，插图（哪份传单的）和它的替代文字，备注。

    kind 是哪一种：cover 封面，points 讲一件事，cards 放卡片，board 放板书，phones 打哪个电话。
    """

    kind: Kind
    title: str
    texts: tuple[TextBox, ...] = ()
    ask: TextBox | None = None
    drawing: str = ""
    alt: str = ""
    notes: str = ""

    def misfits(self) -> Iterator[tuple[str, ...]]:
        """放不下的各块里的字。"""
        for one in (*self.texts, self.ask):
            if one is not None and not one.size:
                yield one.lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Deck:
    """一份课件；phones 是末一张的电话，imprint、law 印在末一张下面。"""

    title: str
    kicker: str
    pages: tuple[Page, ...]
    phones: tuple[Hotline, ...]
    law: str
    imprint: str


def deck(plan: Plan, piece: Prose, site: Site) -> Deck:
    """一份资料的课件。"""
    opening, parts = parted(piece.body)
    notes = {id: _notes(plan, after) for id, after in parts.items()}
    last = Page(kind="phones", title="打哪个电话", notes=notes.get(LAST, ""))
    cover = replace(_cover(plan, piece), notes=_notes(plan, opening))
    pages = [cover]
    for page, slide in zip(pages_of(plan, piece), piece.slides, strict=True):
        pages.append(replace(page, notes=notes.get(slide.id, "")))
    return Deck(
        title=piece.title,
        kicker=piece.kicker,
        pages=(*pages, last),
        phones=tuple(plan.hotline[number] for number in piece.phones),
        law=piece.law,
        imprint=imprint(piece, site),
    )


def drawings_of(piece: Prose) -> list[str]:
    """课件用到哪几份传单的插图。"""
    drawings = {slide.drawing: None for slide in piece.slides if slide.drawing}
    return list(drawings)


def slide_count(piece: Prose) -> int:
    """课件一共几张，连同封面和末一张。"""
    return len(piece.slides) + 2


def pages_of(plan: Plan, piece: Prose) -> list[Page]:
    """编者写的各张，没有备注。"""
    found = source_blocks(plan, piece.body)
    cards = tuple(_cards(found))
    board = tuple(_board(found))
    pages = []
    for slide in piece.slides:
        if slide.cards:
            texts = _on_cards(
                [cards[number - 1] for number in slide.cards if 0 < number <= len(cards)]
            )
            page = Page(kind="cards", title=slide.title, texts=texts)
        elif slide.board:
            page = Page(kind="board", title=slide.title, texts=(_on_board(board),))
        else:
            page = _points(plan, slide)
        pages.append(page)
    return pages


def _cover(plan: Plan, piece: Prose) -> Page:
    """封面：题目、副题，和课件里头一幅插图。"""
    first = next(iter(drawings_of(piece)), None)
    drawing, alt = _drawn(plan, first)
    subtitle = TextBox(lines=(piece.subtitle or "",), size=28, frame=PLACES["subtitle"])
    return Page(kind="cover", title=piece.title, texts=(subtitle,), drawing=drawing, alt=alt)


def _drawn(plan: Plan, slug: str | None) -> tuple[str, str]:
    """一幅插图，和它的替代文字；没有这份传单是空的。"""
    if slug is None or slug not in plan.leaflet:
        return "", ""
    return slug, plan.leaflet[slug].alt


def _points(plan: Plan, slide: Slide) -> Page:
    """讲一件事的一张：有插图的，字让出右边；有问的，字让出下面。"""
    name = "lines"
    ask_name = "ask"
    if slide.drawing:
        name = "lines_beside"
        ask_name = "ask_corner"
    if slide.ask:
        name = "lines_corner" if slide.drawing else "lines_above"
    drawing, alt = _drawn(plan, slide.drawing)
    texts: tuple[TextBox, ...] = ()
    if slide.lines:
        frame = PLACES[name]
        size = largest(slide.lines, frame, bullet=True)
        texts = (TextBox(lines=slide.lines, size=size, frame=frame),)
    ask = None
    if slide.ask:
        frame = PLACES[ask_name]
        lines = (slide.ask,)
        ask = TextBox(lines=lines, size=largest(lines, frame, padding=PADDING), frame=frame)
    return Page(kind="points", title=slide.title, texts=texts, ask=ask, drawing=drawing, alt=alt)


def _on_cards(words: Sequence[str]) -> tuple[TextBox, ...]:
    """几张卡片，字一样大。"""
    if not words:
        return ()
    frames = CARDS[: len(words)]
    pairs = list(zip(words, frames, strict=True))
    size = min(largest((card,), frame, padding=PADDING) for card, frame in pairs)
    return tuple(TextBox(lines=(card,), size=size, frame=frame) for card, frame in pairs)


def _on_board(lines: tuple[str, ...]) -> TextBox:
    frame = PLACES["board"]
    return TextBox(lines=lines, size=largest(lines, frame, padding=PADDING), frame=frame)


def _notes(plan: Plan, source: str) -> str:
    """一截正文写成备注：一字不少。"""
    return text("", source_blocks(plan, source)).strip()


def _cards(found: Iterable[Block]) -> Iterator[str]:
    """正文里的各张卡片。"""
    for block in _framed(found, "cards"):
        for item in block.items:
            yield "".join(line(part.runs) for part in item)


def _board(found: Iterable[Block]) -> Iterator[str]:
    """正文里的板书，一行一项。"""
    for block in _framed(found, "board"):
        yield line(block.runs)


def _framed(found: Iterable[Block], kind: str) -> Iterator[Block]:
    """一种框里的各块。"""
    for block in found:
        if block.kind == kind:
            yield from block.inside


def deck_sheet(plan: Plan, piece: Prose, site: Site, art: Mapping[str, str]) -> Sheet:
    """排课件的 PDF 要的数据；art 是各份传单的插图，SVG。"""
    made = deck(plan, piece, site)
    colors = plan.tokens.colors
    palette = plan.tokens.palettes[piece.palette]
    pages = []
    for page in made.pages:
        values = asdict(replace(page, notes=""))
        pages.append(values | {"art": art.get(page.drawing, "")})
    return {
        "title": made.title,
        "kicker": made.kicker,
        "qr": site.qr(piece.url),
        "pages": pages,
        "phones": [phone_line(hotline) for hotline in made.phones],
        "law": made.law,
        "imprint": made.imprint,
        "palette": palette_colors(palette),
        "lamp": colors["lamp"].light,
        "paper": colors["paper"].light,
        "frames": {name: asdict(frame) for name, frame in PLACES.items()},
    }

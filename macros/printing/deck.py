"""课件的样子：一张一张放什么、多大的字、备注里说什么。PPTX 和 PDF 都照它排。"""

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Literal, TypeAlias

from macros.corpus.pieces import Piece, Prose
from macros.corpus.plan import Plan
from macros.corpus.slides import LAST, Slide, parted
from macros.printing.blocks import Block
from macros.printing.engine import Sheet, Unprintable
from macros.printing.sheets import Site, imprint, source_blocks
from macros.printing.slideshow import (
    BADGE_SIDE,
    CHALK,
    COVER_SIZES,
    EDGE,
    PADDING,
    PHONE_SIZES,
    PLACES,
    SUBTITLE_SIZES,
    Colors,
    Frame,
    broken,
    card_frames,
    largest,
    unwrapped,
)
from macros.printing.text import line, text

# 正文里的一个框。
_FRAME = re.compile(
    r'^<div class="(?P<kind>[a-z]+)" markdown>$.*?^</div>$', re.MULTILINE | re.DOTALL
)

Kind: TypeAlias = Literal["cover", "points", "cards", "board", "phones", "steps", "closing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBox:
    """放着字的一块：几行，多大的字（磅，0 是放不下），在哪里。

    一行里可以有定好的换行；number 是前面圆里的序号，没有是 0；
    rule 是后面留给人写字的线。
    """

    lines: tuple[str, ...]
    size: int
    frame: Frame
    number: int = 0
    rule: Frame | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """一张：题目，几块字，问大家的一句，插图（哪份传单的）和它的替代文字，备注。

    kind 是哪一种：cover 封面，points 讲一件事，cards 放卡片，board 放板书，phones 打哪个电话，
    steps 几步怎样做，closing 问一问、签名。
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
    """一份课件；imprint、law 印在末一张下面，date 是这一版的日期。"""

    title: str
    kicker: str
    pages: tuple[Page, ...]
    colors: Colors
    date: datetime.date
    law: str = ""
    imprint: str = ""


def deck(plan: Plan, piece: Prose, site: Site) -> Deck:
    """一份资料的课件。"""
    before, parts = parted(piece.body)
    notes = {id: _notes(plan, after) for id, after in parts.items()}
    opening, *others, last = all_pages(plan, piece)
    pages = [replace(opening, notes=_notes(plan, before))]
    for page, slide in zip(others, piece.slides, strict=True):
        pages.append(replace(page, notes=notes.get(slide.id, "")))
    pages.append(replace(last, notes=notes.get(LAST, "")))
    return styled(plan, piece, site, pages)


def styled(plan: Plan, piece: Piece, site: Site, pages: Sequence[Page]) -> Deck:
    """各张排好的一份课件，颜色、依据、版本都照这份资料；有一张放不下抛 Unprintable。"""
    for page in pages:
        for lines in page.misfits():
            start = lines[0].replace("\n", "")[:12]
            raise Unprintable(f"装不下：{page.title}这一张的“{start}”")
    palette = plan.tokens.palettes[piece.palette]
    colors = plan.tokens.colors
    return Deck(
        title=piece.title,
        kicker=piece.kicker,
        pages=tuple(pages),
        colors=Colors(
            band=palette.band,
            accent=palette.accent,
            lamp=colors["lamp"].light,
            paper=colors["paper"].light,
        ),
        date=piece.date,
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


def all_pages(plan: Plan, piece: Prose) -> list[Page]:
    """全部各张，没有备注：封面、编者写的、打哪个电话。"""
    return [_cover(plan, piece), *_written_pages(plan, piece), _phones(plan, piece)]


def _written_pages(plan: Plan, piece: Prose) -> list[Page]:
    """编者写的各张，没有备注。"""
    cards = tuple(_cards(plan, piece))
    board = tuple(_board(plan, piece))
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
    texts = [_one_sentence(piece.title, PLACES["cover"], COVER_SIZES)]
    if piece.subtitle:
        texts.append(_one_sentence(piece.subtitle, PLACES["subtitle"], SUBTITLE_SIZES))
    return Page(kind="cover", title=piece.title, texts=tuple(texts), drawing=drawing, alt=alt)


def _one_sentence(text: str, frame: Frame, sizes: Sequence[int]) -> TextBox:
    """一句话，不拆词断成几行。"""
    lines, size = broken(text, frame, sizes)
    return TextBox(lines=lines, size=size, frame=frame)


def _phones(plan: Plan, piece: Prose) -> Page:
    """末一张：打哪个电话。"""
    hotlines = [plan.hotline[number] for number in piece.phones]
    lines = tuple(f"{hotline.number}　{hotline.short}" for hotline in hotlines)
    frame = PLACES["phones"]
    size = largest(lines, frame, PHONE_SIZES)
    text = TextBox(lines=lines, size=size, frame=frame)
    return Page(kind="phones", title="打哪个电话", texts=(text,))


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
    """几张卡片，字一样大；放不下的那一张是 0。"""
    frames = card_frames(len(words))
    boxes = []
    for card, frame in zip(words, frames, strict=True):
        size = largest((card,), frame, padding=PADDING)
        boxes.append(TextBox(lines=(card,), size=size, frame=frame))
    common = min((box.size for box in boxes if box.size), default=0)
    return tuple(replace(box, size=min(box.size, common)) for box in boxes)


def _on_board(lines: tuple[str, ...]) -> TextBox:
    frame = PLACES["board"]
    return TextBox(lines=lines, size=unwrapped(lines, frame, PADDING), frame=frame)


def _notes(plan: Plan, source: str) -> str:
    """一截正文写成备注：一字不少。"""
    return text("", source_blocks(plan, source)).strip()


def _cards(plan: Plan, piece: Prose) -> Iterator[str]:
    """正文里的各张卡片。"""
    if not any(slide.cards for slide in piece.slides):
        return
    for block in _framed(plan, piece, "cards"):
        for item in block.items:
            yield "".join(line(part.runs) for part in item)


def _board(plan: Plan, piece: Prose) -> Iterator[str]:
    """正文里的板书，一行一项。"""
    if not any(slide.board for slide in piece.slides):
        return
    for block in _framed(plan, piece, "board"):
        yield line(block.runs)


def _framed(plan: Plan, piece: Prose, kind: str) -> Iterator[Block]:
    """正文里一种框里的各块；只排框里的字，排整篇要慢十倍。"""
    for frame in _FRAME.finditer(piece.body):
        if frame["kind"] == kind:
            for block in source_blocks(plan, frame[0]):
                yield from block.inside


def deck_sheet(plan: Plan, piece: Prose, site: Site, art: Mapping[str, str]) -> Sheet:
    """排课件的 PDF 要的数据，没有备注；art 是各份传单的插图，SVG。"""
    bare = styled(plan, piece, site, all_pages(plan, piece))
    return slides_sheet(bare, site.qr(piece.url), art)


def slides_sheet(made: Deck, code: str, art: Mapping[str, str], foot: str = "") -> Sheet:
    """一份课件排 PDF 要的数据，没有备注；code 是网页版的二维码，SVG，没有网址是空的。

    foot 是每张左下角的话。
    """
    pages = []
    for page in made.pages:
        values = asdict(replace(page, notes=""))
        pages.append(values | {"art": art.get(page.drawing, "")})
    colors = made.colors
    return {
        "title": made.title,
        "kicker": made.kicker,
        "qr": code,
        "pages": pages,
        "law": made.law,
        "imprint": made.imprint,
        "foot": foot,
        "palette": {"band": colors.band, "accent": colors.accent},
        "lamp": colors.lamp,
        "paper": colors.paper,
        "chalk": CHALK,
        "badge": BADGE_SIDE,
        "edge": EDGE,
        "frames": {name: asdict(frame) for name, frame in PLACES.items()},
    }

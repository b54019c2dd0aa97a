"""课件的文件：教案、讲话等的，传单的；PPTX 和 PDF 照同一个样子排。"""

from collections.abc import Callable, Mapping
from functools import partial

from macros.corpus.pieces import Leaflet, Piece, Prose
from macros.corpus.plan import Plan
from macros.printing.blocks import Block
from macros.printing.briefing import briefing
from macros.printing.deck import Deck, deck_sheet, drawings_of, slide_count, slides_sheet
from macros.printing.engine import Engine, Sheet, Unprintable
from macros.printing.finishing import page_count
from macros.printing.formats import Format
from macros.printing.pptx import deck_pptx, presented
from macros.printing.sheets import Site, body, closing
from macros.printing.store import Printed, Store

_TEMPLATE = "slides.typ"


class SlidesPrinter:
    """印课件；art 是各份传单的插图，SVG；engine 是取编译器的，真要印才启动。"""

    def __init__(
        self,
        plan: Plan,
        site: Site,
        store: Store,
        art: Mapping[str, str],
        engine: Callable[[], Engine],
    ) -> None:
        self.plan = plan
        self.site = site
        self.store = store
        self.art = art
        self.engine = engine

    def printed(self, piece: Piece, format: Format) -> Printed:
        """一份资料的课件，PPTX 或 PDF。"""
        if isinstance(piece, Leaflet):
            return self._briefing(piece, format)
        if isinstance(piece, Prose):
            return self._lecture(piece, format)
        raise Unprintable("没有课件")

    def _briefing(self, piece: Leaflet, format: Format) -> Printed:
        """传单的。"""
        drawing = self.art[piece.slug]
        art = {piece.slug: drawing}
        made = briefing(self.plan, piece, self.site)
        code = self.site.qr(piece.url)
        sheet = slides_sheet(made, code, art)
        if format.suffix == "pdf":
            return self._pdf(sheet)
        notes = [page.notes for page in made.pages]
        material = [sheet, notes, str(made.date), self.site.name]
        make = partial(self._presented, piece, made, art)
        return self.store.get(format.suffix, material, make)

    def _lecture(self, piece: Prose, format: Format) -> Printed:
        """教案、讲话等的；备注要把正文排一遍，真要印才排。"""
        art = {slug: self.art[slug] for slug in drawings_of(piece)}
        sheet = deck_sheet(self.plan, piece, self.site, art)
        if format.suffix == "pdf":
            return self._pdf(sheet)
        words = repr(self._words(piece))
        # 记号挪了，字没有变，备注跟着变。
        material = [sheet, words, piece.body, str(piece.date), self.site.name]
        make = partial(self._lectured, piece, art)
        return self.store.get(format.suffix, material, make)

    def _words(self, piece: Prose) -> tuple[Block, ...]:
        """正文和末尾锁住的几行。"""
        told = body(self.plan, piece)
        locked = closing(self.plan, piece, self.site)
        return (*told, *locked)

    def _pdf(self, sheet: Sheet) -> Printed:
        make = partial(self._typeset, sheet)
        return self.store.get("pdf", [_TEMPLATE, sheet], make)

    def _typeset(self, sheet: Sheet) -> tuple[bytes, int]:
        content = self.engine().pdf(_TEMPLATE, sheet)
        return content, page_count(content)

    def _presented(self, piece: Leaflet, made: Deck, art: Mapping[str, str]) -> tuple[bytes, int]:
        code = self.site.qr_png(piece.url)
        drawings = self._drawings(art)
        content = presented(made, self.site.name, code, drawings)
        count = len(made.pages)
        return content, count

    def _lectured(self, piece: Prose, art: Mapping[str, str]) -> tuple[bytes, int]:
        drawings = self._drawings(art)
        content = deck_pptx(self.plan, piece, self.site, drawings)
        count = slide_count(piece)
        return content, count

    def _drawings(self, art: Mapping[str, str]) -> dict[str, bytes]:
        """各幅插图，PNG。"""
        drawings = {}
        engine = self.engine()
        for slug, svg in art.items():
            sheet = {"art": svg, "clear": True}
            first, *_ = engine.png("drawing.typ", sheet, 200)
            drawings[slug] = first
        return drawings

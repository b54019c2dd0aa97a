"""一图读懂的文件：给人下载的长图、A3、课件，和放在网页上的长图。"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeAlias

from macros.corpus.addresses import GLANCE
from macros.corpus.filenames import download_name
from macros.corpus.plan import Plan
from macros.printing.deck import Deck, slides_sheet
from macros.printing.engine import Engine, Sheet, Unprintable
from macros.printing.finishing import page_count
from macros.printing.formats import PRINT, SHOW, Format, Output
from macros.printing.glance_deck import TITLE, glance_deck
from macros.printing.longimage import FULL, full_image, long_image_sheet, shown_image
from macros.printing.pptx import presented
from macros.printing.sheets import Site
from macros.printing.store import Store

A3 = Format(id="a3", name="A3", suffix="pdf", use="一张看完，贴在公告栏、会议室", purpose=PRINT)
SLIDES_USE = "三张，会上放映，全部的话在备注里"
_DECK = (
    Format(id="slides", name="课件", suffix="pptx", use=SLIDES_USE, purpose=SHOW),
    Format(id="slides", name="课件", suffix="pdf", use="没有 PowerPoint、WPS 也能放", purpose=SHOW),
)

# 印一次：得出字节和页数。
_Make: TypeAlias = Callable[[], tuple[bytes, int]]


class GlancePrinter:
    """印一图读懂；engine 是取编译器的，真要印才启动。"""

    def __init__(self, plan: Plan, site: Site, store: Store, engine: Callable[[], Engine]) -> None:
        self.plan = plan
        self.site = site
        self.store = store
        self.engine = engine
        self.sheet = long_image_sheet(plan, site)

    def downloads(self) -> Iterator[Output]:
        """给人下载的；没有写一图读懂，就没有。"""
        if not self.sheet:
            return
        yield self._output(FULL, ["long", self.sheet], self._full)
        yield self._output(A3, ["glance-a3.typ", self.sheet], self._a3)
        deck = glance_deck(self.plan)
        if deck is None:
            return
        name = f"{self.site.name}　编者概括，以方案原文为准"
        slides = slides_sheet(deck, self.site.qr(GLANCE), {}, name)
        for format in _DECK:
            make = partial(self._pptx, deck, name)
            if format.suffix == "pdf":
                make = partial(self._slides, slides)
            yield self._output(format, ["glance", slides, _notes(deck), str(deck.date)], make)

    def shown(self) -> Iterator[Output]:
        """放在网页上的长图。"""
        if self.sheet:
            yield self._output(FULL, ["shown", self.sheet], self._shown, "shown")

    def _output(self, format: Format, material: object, make: _Make, id: str = "") -> Output:
        folder = GLANCE.removesuffix(".html")
        name = download_name(self.site.name, TITLE, format.name)
        return Output(
            address=f"{folder}-{id or format.id}.{format.suffix}",
            saved_as=f"{name}.{format.suffix}",
            format=format,
            printed=self.store.get(format.suffix, material, make),
        )

    def _full(self) -> tuple[bytes, int]:
        return full_image(self.engine(), self.sheet), 0

    def _shown(self) -> tuple[bytes, int]:
        return shown_image(self.engine(), self.sheet), 0

    def _a3(self) -> tuple[bytes, int]:
        return self._pdf("glance-a3.typ", self.sheet)

    def _slides(self, sheet: Sheet) -> tuple[bytes, int]:
        return self._pdf("slides.typ", sheet)

    def _pdf(self, template: str, sheet: Sheet) -> tuple[bytes, int]:
        try:
            content = self.engine().pdf(template, sheet)
        except Unprintable as error:
            raise Unprintable(f"一图读懂排不出来：{error}") from error
        return content, page_count(content)

    def _pptx(self, deck: Deck, name: str) -> tuple[bytes, int]:
        return presented(deck, name, b"", {}), len(deck.pages)


def _notes(deck: Deck) -> list[str]:
    """各张的备注。"""
    return [page.notes for page in deck.pages]

"""每份资料、每篇公文、每个压缩包要出哪些文件，逐个印好，列给网页。"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TypeAlias

from macros.corpus.filenames import download_name
from macros.corpus.pieces import Leaflet, Piece, Prose
from macros.corpus.plan import Plan
from macros.printing import kits, named, official, sheets
from macros.printing.blocks import Block
from macros.printing.deck_files import SlidesPrinter
from macros.printing.density import PROSE_TEMPLATE, settled
from macros.printing.engine import Engine, Sheet, Unprintable
from macros.printing.fillable import fillable
from macros.printing.finishing import page_count, picture
from macros.printing.formats import (
    FILLABLE,
    PRESSES,
    PREVIEW,
    SHOWN,
    SLIDES,
    Format,
    Output,
    Outputs,
    formats_of,
    paper_formats,
)
from macros.printing.glance_files import GlancePrinter
from macros.printing.headline import Words
from macros.printing.large import LARGE_TEMPLATE, large_pdf
from macros.printing.layouts import layout, leaflet_layout
from macros.printing.leaflet_word import leaflet_docx
from macros.printing.official import Paper
from macros.printing.official_pdf import official_pdf
from macros.printing.official_word import official_docx
from macros.printing.press import press_pdf
from macros.printing.progress import show_progress
from macros.printing.sheets import Site
from macros.printing.store import KeysOnly, Printed, Store
from macros.printing.text import text, windows_text
from macros.printing.word_files import piece_docx

# 印好的字节，和几页（没有页的是 0）。
Made: TypeAlias = tuple[bytes, int]
# 照 id 排的几组文件。
Groups: TypeAlias = dict[str, tuple[Output, ...]]


def print_all(
    plan: Plan,
    site: Site,
    art: Mapping[str, str],
    folder: Path | None,
    pieces: Sequence[Piece] | None = None,
) -> Outputs:
    """印出全部文件，存在 folder；没变的不再印。

    art 是各份传单的插图，SVG。folder 是 None 就不印，只算各个文件的指纹。
    给了 pieces 就只印这几份资料：公文和各份的封面照印，装不齐的压缩包不装。
    排不出来抛 Unprintable。
    """
    if pieces is None:
        pieces = plan.pieces
    store: Store = KeysOnly()
    if folder is not None:
        store = Store(folder)
    printer = _Printer(plan, site, art, store)
    for piece in pieces:
        printer.print_piece(piece)
        if store.made:
            show_progress(len(printer.pieces), len(pieces))
    for piece in plan.pieces:
        printer.print_preview(piece)
    for paper in official.papers(plan):
        printer.print_paper(paper)
    glance = GlancePrinter(plan, site, store, lambda: printer.engine)
    printer.glance = tuple(glance.downloads())
    return Outputs(
        pieces=printer.pieces,
        previews=printer.previews,
        shown=printer.shown,
        papers=printer.papers,
        kits=tuple(_kits(printer)),
        glance=printer.glance,
        glance_shown=tuple(glance.shown()),
        bases=printer.bases,
    )


def _kits(printer: "_Printer") -> Iterator[Output]:
    """印好以后的各个压缩包。"""
    packer = kits.Packer(printer.plan, printer.site, printer.store, printer.pieces)
    yield from packer.each_piece()
    yield from packer.each_job()
    if len(printer.pieces) == len(printer.plan.pieces):
        yield packer.everything(printer.papers, printer.glance)


class _Printer:
    """一次构建里的印刷。"""

    def __init__(self, plan: Plan, site: Site, art: Mapping[str, str], store: Store) -> None:
        self.plan = plan
        self.site = site
        self.art = art
        self.store = store
        self.pieces: Groups = {}
        self.previews: dict[str, Output] = {}
        self.shown: dict[str, Output] = {}
        self.bases: Groups = {}
        self.papers: Groups = {}
        self.glance: tuple[Output, ...] = ()

    @cached_property
    def title_words(self) -> Words:
        """公文的标题在哪里断行。"""
        return official.title_words(self.plan)

    @cached_property
    def engine(self) -> Engine:
        """编译器；等到真要印才启动。"""
        return Engine()

    @cached_property
    def slides(self) -> SlidesPrinter:
        """印课件的。"""
        return SlidesPrinter(self.plan, self.site, self.store, self.art, lambda: self.engine)

    def print_piece(self, piece: Piece) -> None:
        """一份资料的各种文件，传单放在网页上的长图。"""
        slug = piece.slug
        self.pieces[slug] = tuple(self._piece(piece))
        if isinstance(piece, Leaflet):
            self.shown[slug] = self._picture(piece, SHOWN)
            layout_of = partial(leaflet_layout, self.plan, piece, self.site, self.art[slug])
            bases = named.print_bases(self.store, lambda: self.engine, slug, layout_of)
            self.bases[slug] = tuple(bases)

    def print_preview(self, piece: Piece) -> None:
        """一份资料的封面：别的页上也有。"""
        self.previews[piece.slug] = self._picture(piece, PREVIEW)

    def print_paper(self, paper: Paper) -> None:
        """一篇公文的 PDF 和 Word，合订本只有 PDF。"""
        self.papers[paper.id] = tuple(self._paper(paper))

    def _piece(self, piece: Piece) -> Iterator[Output]:
        slug = piece.slug
        folder = f"publicity/{slug}/{slug}"
        for format in formats_of(piece):
            yield Output(
                address=f"{folder}-{format.id}.{format.suffix}",
                saved_as=self._saved_as(piece, format),
                format=format,
                printed=self._print(piece, format),
            )

    def _saved_as(self, piece: Piece, format: Format) -> str:
        """存到自己电脑上的名字：网站、题目、用途、版本。"""
        version = f"V{piece.version}"
        name = download_name(self.site.name, piece.title, format.name, version)
        return f"{name}.{format.suffix}"

    def _picture(self, piece: Piece, format: Format) -> Output:
        """网页上用的图：预览是第一页。"""
        slug = piece.slug
        suffix = format.suffix
        return Output(
            address=f"publicity/{slug}/{slug}-{format.id}.{suffix}",
            saved_as=self._saved_as(piece, format),
            format=format,
            printed=self._print(piece, format),
        )

    def _print(self, piece: Piece, format: Format) -> Printed:
        """印一种；出错时说出是哪一份、哪一种。"""
        try:
            if isinstance(piece, Leaflet) and piece.slug not in self.art:
                raise Unprintable(f"没有插图 art/{piece.slug}.svg")
            if format.id == SLIDES[0].id:
                return self.slides.printed(piece, format)
            if format.suffix == "docx":
                return self._word(piece)
            if format.suffix == "txt":
                return self._plain(piece)
            return self._sheet(piece, format)
        except Unprintable as error:
            raise Unprintable(
                f"{piece.path}:1:1: {format.name}排不出来：{error}"
                "（把这一块的话写短，或照别的资料改）"
            ) from error

    def _word(self, piece: Piece) -> Printed:
        """Word。"""
        if isinstance(piece, Leaflet):
            return self._leaflet_word(piece)
        palettes = self.plan.tokens.palettes
        material = [
            piece.title,
            piece.form,
            piece.url,
            repr(self._words(piece)),
            repr(palettes[piece.palette]),
            self.site.url,
            str(piece.date),
        ]
        if isinstance(piece, Prose):
            material.append(str(piece.subtitle))
        make = partial(self._docx, piece)
        return self.store.get("docx", material, make)

    def _docx(self, piece: Piece) -> Made:
        return piece_docx(self.plan, piece, self.site), 0

    def _leaflet_word(self, piece: Leaflet) -> Printed:
        """传单的 Word，排好的一页。"""
        sheet = sheets.leaflet_word(self.plan, piece, self.site, self.art[piece.slug])
        make = partial(self._leaflet_docx, piece, sheet)
        return self.store.get("docx", [sheet, str(piece.date)], make)

    def _leaflet_docx(self, piece: Leaflet, sheet: Sheet) -> Made:
        art = {"art": sheet["art"], "clear": True}
        drawing = self.engine.png("drawing.typ", art, 200)[0]
        code = self.site.qr_png(piece.url)
        day = piece.date
        return leaflet_docx(sheet, drawing, code, (day.year, day.month, day.day)), 0

    def _plain(self, piece: Piece) -> Printed:
        """纯文本。"""
        title = piece.title
        words = self._words(piece)
        material = [title, repr(words)]
        make = partial(_encoded, title, words)
        return self.store.get("txt", material, make)

    def _words(self, piece: Piece) -> tuple[Block, ...]:
        """正文和末尾锁住的几行。"""
        body = sheets.body(self.plan, piece)
        closing = sheets.closing(self.plan, piece, self.site)
        return (*body, *closing)

    def _sheet(self, piece: Piece, format: Format) -> Printed:
        """PDF 和图片。"""
        art = self.art.get(piece.slug, "")
        template, sheet = layout(self.plan, piece, self.site, art, format)
        material = [template, format.id, format.ppi, format.colors, sheet]
        make = partial(self._typeset, template, sheet, format)
        return self.store.get(format.suffix, material, make)

    def _typeset(self, template: str, sheet: Sheet, format: Format) -> Made:
        if template == PROSE_TEMPLATE:
            sheet = settled(self.engine, sheet)
        if format.ppi:
            first = self.engine.png(template, sheet, format.ppi)[0]
            return picture(first, format.suffix, format.colors), 0
        content = self._pdf(template, sheet, format)
        return content, page_count(content)

    def _pdf(self, template: str, sheet: Sheet, format: Format) -> bytes:
        if format in PRESSES:
            return press_pdf(self.engine, template, sheet)
        if template == LARGE_TEMPLATE:
            return large_pdf(self.engine, sheet)
        content = self.engine.pdf(template, sheet)
        if format == FILLABLE:
            content = fillable(content, self.engine.spots())
        return content

    def _paper(self, paper: Paper) -> Iterator[Output]:
        sheet = official.official_sheet(self.plan, paper, self.title_words)
        for format in paper_formats(paper):
            suffix = format.suffix
            make = partial(self._official, paper, sheet, format)
            yield Output(
                address=f"documents/{paper.id}.{suffix}",
                saved_as=f"{download_name(self.site.name, paper.title)}.{suffix}",
                format=format,
                printed=self.store.get(suffix, ["official", sheet], make),
            )

    def _official(self, paper: Paper, sheet: Sheet, format: Format) -> Made:
        if format.suffix == "docx":
            return official_docx(sheet), 0
        return official_pdf(self.engine, paper.id, sheet)


def _encoded(title: str, words: Sequence[Block]) -> Made:
    return windows_text(text(title, words)), 0

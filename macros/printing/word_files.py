"""一份资料的 Word：写哪些内容，照什么次序，用什么样子。"""

from macros.corpus.pieces import Piece, Prose
from macros.corpus.plan import Plan
from macros.printing import sheets
from macros.printing.apart import set_apart
from macros.printing.docx import Writer
from macros.printing.docx_style import Look
from macros.printing.sheets import Site


def piece_docx(plan: Plan, piece: Piece, site: Site) -> bytes:
    """一份文章的 Word；传单的另有一种排法（leaflet_word）。"""
    title = piece.title
    whole = set_apart(sheets.body(plan, piece))
    closing = sheets.closing(plan, piece, site)
    code = site.qr_png(piece.url)
    look = _look(plan, piece)
    imprint = sheets.imprint(piece, site)
    day = piece.date
    writer = Writer(title, look, imprint, (day.year, day.month, day.day))
    writer.title(title, _subtitle(piece))
    writer.blocks(whole.body)
    writer.locked("电话、依据、许可和二维码", closing, code)
    for sheet in whole.sheets:
        writer.sheet(sheet)
    return writer.save()


def _subtitle(piece: Piece) -> str | None:
    """副标题；没有写是空的。"""
    if isinstance(piece, Prose):
        return piece.subtitle
    return None


def _look(plan: Plan, piece: Piece) -> Look:
    """文章照体裁定字号，颜色用这份资料自己的那一套。"""
    palettes = plan.tokens.palettes
    palette = palettes[piece.palette]
    accent = palette.accent.removeprefix("#")
    tint = palette.tint.removeprefix("#")
    size = sheets.body_size(piece)
    return Look(size=size, spacing=1.4, accent=accent, tint=tint, indent=True)

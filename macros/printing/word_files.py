"""一份资料、一篇公文的 Word：写哪些内容，照什么次序，用什么样子。"""

from collections.abc import Iterable, Iterator, Sequence

from macros.corpus.pieces import Leaflet, Piece
from macros.corpus.plan import Plan
from macros.printing import sheets
from macros.printing.apart import set_apart
from macros.printing.blocks import Block, Run, Runs, heading, listed, paragraph, plain
from macros.printing.docx import Writer
from macros.printing.docx_style import OFFICIAL_LOOK, Look
from macros.printing.engine import Sheet
from macros.printing.official import Fragment
from macros.printing.sheets import Site

_WIDE_LOOK = Look(size=10.5, wide=True, margins=(26, 25, 28, 25))
# 推进表里单位一栏的宽，毫米。
_UNIT_COLUMN = 24


def piece_docx(plan: Plan, piece: Piece, site: Site, drawing: bytes) -> bytes:
    """一份资料的 Word；drawing 是传单的插图，PNG。"""
    title = piece.title
    whole = set_apart(sheets.body(plan, piece))
    closing = sheets.closing(plan, piece, site)
    code = site.qr_png(piece.url)
    look = _look(plan, piece)
    imprint = sheets.imprint(piece, site)
    writer = Writer(title, look, imprint)
    writer.title(title)
    if isinstance(piece, Leaflet):
        writer.picture(drawing, 56, piece.alt)
    writer.blocks(whole.body)
    writer.locked("电话、依据、许可和二维码", closing, code)
    for sheet in whole.sheets:
        writer.sheet(sheet)
    return writer.save()


def _look(plan: Plan, piece: Piece) -> Look:
    """传单排得紧，好印在一两页上；文章照体裁定字号。颜色用这份资料自己的那一套。"""
    palettes = plan.tokens.palettes
    palette = palettes[piece.palette]
    accent = palette.accent.removeprefix("#")
    tint = palette.tint.removeprefix("#")
    if isinstance(piece, Leaflet):
        return Look(size=10.5, spacing=1.15, accent=accent, tint=tint)
    size = sheets.body_size(piece)
    return Look(size=size, spacing=1.4, accent=accent, tint=tint, indent=True)


def official_docx(sheet: Sheet) -> bytes:
    """一篇公文的 Word：照 GB/T 9704 的字体字号，没有红头、印章。sheet 是排版要的数据。"""
    look = OFFICIAL_LOOK
    if sheet["wide"]:
        look = _WIDE_LOOK
    writer = Writer(sheet["title"], look, sheet["imprint"])
    for row in sheet["paragraphs"]:
        _write_row(writer, row)
    if sheet["wide"]:
        _write_plan_table(writer, sheet)
    if sheet["notes"]:
        notes = listed(map(_words, sheet["notes"]))
        writer.blocks([heading("编者注"), notes])
    return writer.save()


def _write_row(writer: Writer, row: Sheet) -> None:
    kind = row["kind"]
    fragments = [*row["lead"], *row["runs"]]
    runs = [Run(fragment["text"]) for fragment in fragments]
    if kind == "title":
        writer.title(_joined(fragments), center=True)
    elif kind == "heading":
        block = Block(kind="heading", level=2, runs=tuple(runs))
        writer.blocks([block])
    else:
        writer.blocks([paragraph(*runs)])


def _write_plan_table(writer: Writer, sheet: Sheet) -> None:
    """推进表：标题，和一行一个单位的表。"""
    for line in sheet["titles"]:
        text = line["text"]
        if line["level"] == 1:
            writer.title(text, center=True)
        else:
            writer.blocks([plain(text)])
    proportions = sheet["widths"]
    room = writer.look.room - _UNIT_COLUMN
    whole = sum(proportions)
    widths = [room * width / whole for width in proportions]
    rows = list(_table_rows(sheet))
    writer.table(rows, [_UNIT_COLUMN, *widths])


def _table_rows(sheet: Sheet) -> Iterator[list[Runs]]:
    """推进表的各行，第一行是表头。"""
    unit, tasks, _ = sheet["columns"]
    names = [unit, tasks, *sheet["periods"]]
    yield list(map(_words, names))
    for row in sheet["table"]:
        name = _words(row["name"])
        tasks = _lines(row["tasks"])
        measures = map(_lines, row["measures"])
        yield [name, tasks, *measures]


def _words(text: str) -> Runs:
    """只有一截字的一格、一段。"""
    return (Run(text),)


def _lines(items: Iterable[Sequence[Fragment]]) -> Runs:
    """一格里的几条，一条一行。"""
    runs: list[Run] = []
    for item in items:
        if runs:
            runs.append(Run("\n"))
        words = _joined(item)
        runs.append(Run(words))
    return tuple(runs)


def _joined(fragments: Iterable[Fragment]) -> str:
    return "".join(fragment["text"] for fragment in fragments)

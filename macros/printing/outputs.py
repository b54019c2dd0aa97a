"""每份资料、每篇公文、每个压缩包要出哪些文件，逐个印好，列给网页。"""

import io
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
from PIL import Image

from macros.model import Plan
from macros.pieces import AUDIENCES, Leaflet, Piece
from macros.printing import docx, kits, sheets
from macros.printing.blocks import Block, Run, heading, listed, plain
from macros.printing.engine import Engine, Unprintable
from macros.printing.sheets import Paper, Site
from macros.printing.store import Printed, Store
from macros.printing.text import text


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """一种版式：id、给人看的名字、扩展名、怎样用；ppi 是图片的分辨率，1080 像素宽的图是 216。"""

    id: str
    name: str
    suffix: str
    use: str
    ppi: float = 0


LEAFLET = (
    Format(id="color", name="A4 彩色", suffix="pdf", use="彩色打印机直接打"),
    Format(id="mono", name="A4 黑白", suffix="pdf", use="学校的黑白打印机，省墨"),
    Format(id="press", name="A4 印刷", suffix="pdf", use="交给印刷厂，带 3 mm 出血和裁切线"),
    Format(id="a3", name="A3 海报", suffix="pdf", use="张贴在走廊、公告栏"),
    Format(id="rollup", name="易拉宝 80×180 cm", suffix="pdf", use="交给图文店，底部 12 cm 留给底座"),
    Format(id="long", name="微信长图", suffix="png", use="发到群里、朋友圈", ppi=216),
    Format(id="square", name="方图", suffix="png", use="公众号、电子屏", ppi=216),
    Format(id="card", name="随身卡", suffix="pdf", use="90×54 mm，正反两面"),
    Format(id="cards", name="随身卡拼版", suffix="pdf", use="A4 一张十个，双面打印，翻长边，照线裁"),
    Format(id="docx", name="Word", suffix="docx", use="改字、加上单位的名字"),
    Format(id="txt", name="纯文本", suffix="txt", use="发短信、贴进聊天"),
)
PROSE = (
    Format(id="pdf", name="A4", suffix="pdf", use="黑白、彩色都能打"),
    Format(id="docx", name="Word", suffix="docx", use="改字、加上单位的名字"),
    Format(id="txt", name="纯文本", suffix="txt", use="念稿、贴进聊天"),
)
PAPER = (
    Format(id="pdf", name="PDF", suffix="pdf", use="打印、存档"),
    Format(id="docx", name="Word", suffix="docx", use="摘录"),
)
PREVIEW = Format(id="preview", name="预览", suffix="webp", use="网页上的图", ppi=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """一个给人下载的文件：网站上的地址、存到自己电脑上的名字、版式、印好的文件。"""

    address: str
    saved_as: str
    format: Format
    printed: Printed

    @property
    def says(self) -> str:
        """格式、页数、大小，如“PDF，2 页，84 KB”。"""
        pages = f"，{self.printed.pages} 页" if self.printed.pages else ""
        return f"{self.format.suffix.upper()}{pages}，{size(self.printed.size)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outputs:
    """全部文件：每份资料、每篇公文的（照版式排），每份资料的预览图，各组和全部的压缩包。"""

    pieces: Mapping[str, tuple[Output, ...]]
    previews: Mapping[str, Output]
    papers: Mapping[str, tuple[Output, ...]]
    kits: tuple[Output, ...]

    def __iter__(self) -> Iterator[Output]:
        for group in (*self.pieces.values(), *self.papers.values()):
            yield from group
        yield from self.previews.values()
        yield from self.kits


def size(count: int) -> str:
    """字节数给人看的写法：84 KB、1.2 MB。"""
    return f"{count / 1048576:.1f} MB" if count >= 1048576 else f"{max(1, round(count / 1024))} KB"


class _Printer:
    """一次构建里的印刷：编译器等到真要印才启动。"""

    def __init__(self, plan: Plan, site: Site, art: Mapping[str, str], store: Store) -> None:
        self.plan, self.site, self.art, self.store = plan, site, art, store
        self._engine: Engine | None = None

    @property
    def engine(self) -> Engine:
        if self._engine is None:
            self._engine = Engine()
        return self._engine

    def piece(self, piece: Piece) -> Iterator[Output]:
        """一份资料的各种文件。"""
        for format in LEAFLET if isinstance(piece, Leaflet) else PROSE:
            yield Output(
                address=f"publicity/{piece.slug}/{piece.slug}-{format.id}.{format.suffix}",
                saved_as=f"{piece.title}-{format.name}.{format.suffix}",
                format=format,
                printed=self._named(piece, format),
            )

    def preview(self, piece: Piece) -> Output:
        """网页上用的图：第一页。"""
        return Output(
            address=f"publicity/{piece.slug}/{piece.slug}-preview.webp",
            saved_as=f"{piece.title}.webp",
            format=PREVIEW,
            printed=self._named(piece, PREVIEW),
        )

    def _named(self, piece: Piece, format: Format) -> Printed:
        """印一种；出错时说出是哪一份、哪一种。"""
        try:
            if isinstance(piece, Leaflet) and piece.slug not in self.art:
                raise Unprintable(f"没有插图 art/{piece.slug}.svg")
            return self._printed(piece, format)
        except Unprintable as error:
            raise Unprintable(
                f"{piece.path}:1:1: {format.name}排不出来：{error}（把这一块的话写短，或照别的资料改）"
            ) from error

    def _printed(self, piece: Piece, format: Format) -> Printed:
        plan, site = self.plan, self.site
        if format.suffix in ("docx", "txt"):
            words = (*sheets.body(piece), *sheets.closing(plan, piece, site))
            colours = repr(plan.tokens.palettes[piece.palette])
            material = [
                piece.title,
                piece.form,
                piece.url,
                repr(words),
                self.art.get(piece.slug, ""),
                colours,
                site.url,
                piece.alt if isinstance(piece, Leaflet) else "",
            ]
            make = self._docx if format.suffix == "docx" else self._text
            return self.store.get(format.suffix, material, lambda: (make(piece), 0))
        template = "leaflet.typ" if isinstance(piece, Leaflet) else "prose.typ"
        kind = "color" if format is PREVIEW else format.id
        sheet: dict[str, Any]
        if isinstance(piece, Leaflet):
            sheet = sheets.leaflet(plan, piece, site, self.art[piece.slug], kind)
        else:
            sheet = sheets.prose(plan, piece, site)
        return self.store.get(
            format.suffix, [template, format.ppi, sheet], lambda: self._typeset(template, sheet, format)
        )

    def _typeset(self, template: str, sheet: Mapping[str, Any], format: Format) -> tuple[bytes, int]:
        if format.ppi:
            return picture(self.engine.png(template, sheet, format.ppi)[0], format.suffix), 0
        content = self.engine.pdf(template, sheet)
        if format.id == "press":
            content = trimmed(content)
        return content, page_count(content)

    def _docx(self, piece: Piece) -> bytes:
        palette = self.plan.tokens.palettes[piece.palette]
        leaflet = isinstance(piece, Leaflet)
        look = docx.Look(
            size=10.5 if leaflet else sheets.SIZES.get(piece.form, sheets.SIZE),
            spacing=1.15 if leaflet else 1.4,
            accent=palette.accent.removeprefix("#"),
            tint=palette.tint.removeprefix("#"),
            indent=not leaflet,
        )
        writer = docx.Writer(piece.title, look, sheets.imprint(piece, self.site))
        writer.title(piece.title)
        if isinstance(piece, Leaflet):
            drawing = self.engine.png("drawing.typ", {"art": self.art[piece.slug]}, 200)[0]
            writer.picture(drawing, 56, piece.alt)
        writer.blocks(sheets.body(piece))
        code = self.site.qr_png(piece.url)
        writer.locked("电话、依据、许可和二维码", sheets.closing(self.plan, piece, self.site), code)
        return writer.save()

    def _text(self, piece: Piece) -> bytes:
        return text(piece.title, (*sheets.body(piece), *sheets.closing(self.plan, piece, self.site))).encode()

    def paper(self, paper: Paper) -> Iterator[Output]:
        """一篇公文的 PDF 和 Word。"""
        sheet = sheets.official(self.plan, paper)
        for format in PAPER:
            yield Output(
                address=f"documents/{paper.id}.{format.suffix}",
                saved_as=f"{paper.title}.{format.suffix}",
                format=format,
                printed=self.store.get(format.suffix, ["official", sheet], self._paper(paper, sheet, format)),
            )

    def _paper(self, paper: Paper, sheet: Mapping[str, Any], format: Format) -> Callable[[], tuple[bytes, int]]:
        def make() -> tuple[bytes, int]:
            if format.suffix == "docx":
                return official_docx(sheet), 0
            try:
                content = self.engine.pdf("official.typ", sheet, standards=("ua-1", "a-2a"))
            except Unprintable as error:
                raise Unprintable(f"公文 {paper.id} 排不出来：{error}") from error
            return content, page_count(content)

        return make


def picture(png: bytes, suffix: str) -> bytes:
    """图片压小：预览存 WebP；给人转发的 PNG 只有平涂的颜色，128 色看不出差别，只有三分之一大。"""
    out = io.BytesIO()
    with Image.open(io.BytesIO(png)) as image:
        flat = image.convert("RGB")
        if suffix == "webp":
            flat.save(out, "WEBP", quality=60, method=6)
        else:
            flat.quantize(128, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def page_count(content: bytes) -> int:
    """PDF 有几页。"""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return len(pdf.pages)


def trimmed(content: bytes) -> bytes:
    """印刷版的三个框：成品 210×297 mm，四边各 3 mm 出血，裁切线在外。"""
    point = 72 / 25.4
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            _, _, width, height = (float(edge) for edge in page.mediabox)
            for name, inset in (("/TrimBox", 10), ("/BleedBox", 7)):
                edge = inset * point
                page[name] = pikepdf.Array([edge, edge, width - edge, height - edge])
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


def official_docx(sheet: Mapping[str, Any]) -> bytes:
    """一篇公文的 Word：照 GB/T 9704 的字体字号，没有红头、印章。"""
    look = docx.Look(size=10.5, wide=True, margins=(26, 25, 28, 25)) if sheet["wide"] else docx.OFFICIAL
    writer = docx.Writer(sheet["title"], look, sheet["imprint"])
    for paragraph in sheet["paragraphs"]:
        runs = tuple(Run(run["text"]) for run in (*paragraph["lead"], *paragraph["runs"]))
        if paragraph["kind"] == "title":
            writer.title("".join(run.text for run in runs), center=True)
        elif paragraph["kind"] == "heading":
            writer.blocks([Block(kind="heading", level=2, runs=runs)])
        else:
            writer.blocks([Block(kind="paragraph", runs=runs)])
    if sheet["wide"]:
        for line in sheet["titles"]:
            writer.title(line["text"], center=True) if line["level"] == 1 else writer.blocks([plain(line["text"])])
        widths = sheet["widths"]
        room = 297 - 25 - 25 - 24  # 横放的 A4 去掉页边和单位一栏
        writer.table(list(_table_rows(sheet)), widths=[24, *(room * width / sum(widths) for width in widths)])
    if sheet["notes"]:
        writer.blocks([heading("编者注"), listed([(Run(note),) for note in sheet["notes"]])])
    return writer.save()


def _table_rows(sheet: Mapping[str, Any]) -> Iterator[list[tuple[Run, ...]]]:
    first, second, _ = sheet["columns"]
    yield [(Run(name),) for name in (first, second, *sheet["periods"])]
    for row in sheet["table"]:
        yield [(Run(row["name"]),), _lines(row["tasks"]), *(_lines(cell) for cell in row["measures"])]


def _lines(items: list[list[dict[str, str]]]) -> tuple[Run, ...]:
    lines = ["".join(run["text"] for run in item) for item in items]
    return tuple(Run(part) for line in lines for part in (line, "\n"))[:-1]


def print_all(plan: Plan, site: Site, art: Mapping[str, str], folder: Path) -> Outputs:
    """印出全部文件，存在 folder；没变的不再印。排不出来抛 Unprintable。"""
    printer = _Printer(plan, site, art, Store(folder))
    pieces, previews = {}, {}
    for n, piece in enumerate(plan.pieces, 1):
        pieces[piece.slug] = tuple(printer.piece(piece))
        previews[piece.slug] = printer.preview(piece)
        _progress(n, len(plan.pieces), printer.store.made)
    papers = {paper.id: tuple(printer.paper(paper)) for paper in sheets.papers(plan)}
    return Outputs(pieces=pieces, previews=previews, papers=papers, kits=tuple(_kits(printer, pieces, papers)))


def _progress(done: int, total: int, made: int) -> None:
    """有人在终端前等着，才画进度条。"""
    if made and sys.stderr.isatty():
        bar = "█" * (done * 30 // total)
        sys.stderr.write(f"\r印刷资料 {bar:░<30} {done}/{total}" + ("\n" if done == total else ""))


def _kits(
    printer: _Printer, pieces: Mapping[str, tuple[Output, ...]], papers: Mapping[str, tuple[Output, ...]]
) -> Iterator[Output]:
    """每份资料一包，每种人一包，全部一包。"""
    plan = printer.plan
    groups: dict[str, list[str]] = defaultdict(list)
    for piece in plan.pieces:
        yield _kit(printer, f"publicity/{piece.slug}/{piece.slug}.zip", piece.title, _files(pieces[piece.slug]))
        for audience in piece.audience:
            groups[audience].append(piece.slug)
    for group, name in AUDIENCES.items():
        if group in groups:
            files = [file for slug in groups[group] for file in _files(pieces[slug], plan.piece[slug].title)]
            yield _kit(printer, f"publicity/kits/{group}.zip", f"给{name}的资料", files)
    everything = [file for slug, made in pieces.items() for file in _files(made, plan.piece[slug].title)]
    everything += [file for made in papers.values() for file in _files(made, "公文")]
    yield _kit(printer, "publicity/kits/everything.zip", "全部资料", everything)


def _files(group: tuple[Output, ...], folder: str = "") -> list[tuple[str, Path]]:
    """包里的路径和印好的文件；folder 是包里的文件夹。"""
    return [((f"{folder}/" if folder else "") + output.saved_as, output.printed.path) for output in group]


def _kit(printer: _Printer, address: str, name: str, files: list[tuple[str, Path]]) -> Output:
    site = "，".join(part for part in (printer.site.name, printer.site.url) if part)
    material = ["kit", site, [(inner, path.name) for inner, path in files]]

    def make() -> tuple[bytes, int]:
        return kits.kit({inner: path.read_bytes() for inner, path in files}, site), 0

    format = Format(id="zip", name="压缩包", suffix="zip", use=f"{len(files)} 个文件，一次取走")
    return Output(
        address=address, saved_as=f"{name}.zip", format=format, printed=printer.store.get("zip", material, make)
    )

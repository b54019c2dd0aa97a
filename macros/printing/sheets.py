"""把一份资料、一篇公文备成排版要的数据：字都在这里备好，模板只管摆。"""

import datetime
import functools
import io
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

import markdown
import segno
from jinja2 import UndefinedError

from macros import render, verify
from macros.model import APPENDIX_KINDS, Paragraph, Plan, Row
from macros.pages import clause_title
from macros.pieces import AUDIENCES, Leaflet, Piece, Prose
from macros.printing import blocks
from macros.printing.blocks import Block, Run
from macros.printing.engine import Unprintable

EXTENSIONS = ("tables", "attr_list", "md_in_html")
# 传单末尾让用的单位自己填的空。
FILLS = ("张贴单位", "联系电话", "日期")
# 正文的字号，磅；念出来的稿子字要大，站着、拿在手里也看得清。
SIZE = 10.5
SIZES = {"speech": 13.5, "broadcast": 14.0, "letter": 12.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """印在资料上的网站：名称、网址（没有就是空的，那时不印二维码）。"""

    name: str
    url: str

    def qr(self, address: str) -> str:
        """address 那一页的二维码，SVG；没有网址是空的。"""
        return _code(self.url + address, "svg").decode() if self.url else ""

    def qr_png(self, address: str) -> bytes:
        """同一个二维码，PNG，给 Word 用；没有网址是空的。"""
        return _code(self.url + address, "png") if self.url else b""


@functools.lru_cache(maxsize=256)
def _code(url: str, kind: str) -> bytes:
    """一个网址的二维码；一份资料的各种版式都印同一个。"""
    out = io.BytesIO()
    options: dict[str, Any] = {"xmldecl": False} if kind == "svg" else {"scale": 8}
    segno.make(url, error="m", micro=False).save(out, kind=kind, border=1, **options)
    return out.getvalue()


def body(piece: Piece) -> tuple[Block, ...]:
    """一份资料的正文，拆成块。"""
    return _leaflet_blocks(piece) if isinstance(piece, Leaflet) else _prose_blocks(piece.body)


@functools.lru_cache(maxsize=256)
def _prose_blocks(source: str) -> tuple[Block, ...]:
    environment = render.sandbox({"fill": render.fill_mark})
    try:
        text = environment.from_string(source).render()
    except UndefinedError as error:
        raise Unprintable(f"正文里只能用 fill 这一个宏：{error}") from error
    return blocks.blocks(markdown.markdown(text, extensions=list(EXTENSIONS)))


def _leaflet_blocks(piece: Leaflet) -> tuple[Block, ...]:
    """传单照先后写成普通的文章，给 Word 和纯文本用。"""
    found = [
        blocks.paragraph(Run("，".join(line.rstrip("。") for line in piece.slogan) + "。", True)),
        blocks.plain(piece.lead),
    ]
    found.append(blocks.listed([(Run(f"{step.title}。", True), Run(step.text)) for step in piece.steps], numbered=True))
    for box in piece.boxes:
        found.append(blocks.heading(box.title))
        if box.kind == "rhyme":
            found += [blocks.plain(item.text) for item in box.items]
        else:
            found.append(blocks.listed([_item(item.head, item.text) for item in box.items]))
    fields = tuple(run for name in FILLS for run in (Run(name, fill=True), Run("　")))
    return (*found, blocks.paragraph(*fields[:-1]))


def _item(head: str | None, text: str) -> tuple[Run, ...]:
    return (Run(head, True), Run(text)) if head else (Run(text),)


def closing(plan: Plan, piece: Piece, site: Site) -> tuple[Block, ...]:
    """每份资料末尾锁住的几行：电话、依据、版本和许可。"""
    lines = [plan.hotline[number] for number in piece.phones]
    return (
        blocks.heading("打哪个电话"),
        blocks.listed([(Run(line.number, True), Run(f" {line.name}：{line.use}")) for line in lines]),
        blocks.paragraph(Run("依据：", True), Run(piece.law)),
        blocks.plain(imprint(piece, site)),
    )


def imprint(piece: Piece, site: Site) -> str:
    """版本、复核期限、许可，印在每一份上。"""
    day = f"{piece.review.year}年{piece.review.month}月{piece.review.day}日"
    return f"{site.name}宣传资料　版本 {piece.version}　复核期限 {day}　CC BY 4.0，请勿改动法条和电话"


def _common(plan: Plan, piece: Piece, site: Site) -> dict[str, Any]:
    colors = plan.tokens.colors
    palette = plan.tokens.palettes[piece.palette]
    return {
        "title": piece.title,
        "kicker": piece.kicker,
        "law": piece.law,
        "imprint": imprint(piece, site),
        "site": site.name,
        "qr": site.qr(piece.url),
        "phones": [
            {"number": line.number, "name": line.short, "use": line.use}
            for line in (plan.hotline[number] for number in piece.phones)
        ],
        "palette": {name: getattr(palette, name) for name in ("band", "accent", "tint", "tint2")},
        "lamp": colors["lamp"].light,
        "paper": colors["paper"].light,
        "line": colors["line"].light,
    }


def leaflet(plan: Plan, piece: Leaflet, site: Site, art: str, format: str) -> dict[str, Any]:
    """传单排版要的数据；art 是插图的 SVG，format 是哪一种版式。"""
    return _common(plan, piece, site) | {
        "format": format,
        "art": grey(art) if format == "mono" else art,
        "alt": piece.alt,
        "headline": piece.headline,
        "slogan": piece.slogan,
        "lead": piece.lead,
        "steps": [{"title": one.title, "text": one.text, "short": one.short} for one in piece.steps],
        "boxes": [
            {
                "kind": box.kind,
                "title": box.title,
                "items": [{"head": item.head or "", "text": item.text} for item in box.items],
            }
            for box in piece.boxes
        ],
        "card": piece.card,
        "card_fields": piece.card_fields,
        "fills": FILLS,
    }


def prose(plan: Plan, piece: Piece, site: Site) -> dict[str, Any]:
    """教案、讲话、信等排版要的数据。"""
    return _common(plan, piece, site) | {
        "subtitle": (piece.subtitle or "") if isinstance(piece, Prose) else "",
        "size": SIZES.get(piece.form, SIZE),
        "indent": True,
        "facts": [[name, says] for name, says in summary(piece)],
        "blocks": [asdict(block) for block in body(piece)],
    }


def summary(piece: Piece) -> Iterator[tuple[str, str]]:
    """给谁、多久、怎样用，各一行。"""
    yield "给谁", "、".join(AUDIENCES[one] for one in piece.audience)
    yield "用时", f"{piece.minutes} 分钟"
    yield "怎样用", "".join(piece.use)


def grey(svg: str) -> str:
    """把插图里的颜色换成灰：亮的全白，暗的留住轮廓，学校的黑白打印机印得清。"""

    def one(found: re.Match[str]) -> str:
        red, green, blue = (int(found[1][i : i + 2], 16) for i in (0, 2, 4))
        light = round(0.3 * red + 0.59 * green + 0.11 * blue)
        level = 255 if light > 225 else min(250, light + 30) if light > 90 else light
        return f"#{level:02x}{level:02x}{level:02x}"

    return re.sub(r"#([0-9a-f]{6})\b", one, svg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """一份公文的印本：文件名、标题、各段、是不是印推进表。"""

    id: str
    title: str
    paragraphs: tuple[Paragraph, ...] = ()
    table: bool = False


def papers(plan: Plan) -> tuple[Paper, ...]:
    """要印的公文：自己有标题、不是照另一篇抄的各篇，和推进表。"""
    found = [
        Paper(
            id=document.id,
            title=document.title,
            paragraphs=tuple(p for p in document.paragraphs if p.kind not in APPENDIX_KINDS),
        )
        for document in plan.documents.values()
        if not document.base and any(p.kind == "title" for p in document.paragraphs)
    ]
    return (*found, Paper(id="appendix", title=plan.appendix_title, table=True))


def official(plan: Plan, paper: Paper) -> dict[str, Any]:
    """公文排版要的数据：原文一字不改，补出的字另成一截，勘误列在末尾。"""
    rows: list[Row] = list(paper.paragraphs)
    if paper.table:
        rows += [*plan.tasks, *plan.measures]
    card = plan.main.card if plan.main else None
    day = card.date if card else datetime.date(2000, 1, 1)
    return {
        "title": paper.title,
        "date": [day.year, day.month, day.day],
        "wide": paper.table,
        "imprint": f"来源：{plan.source.publisher}。文字与原网页逐字核对，以原网页为准：{plan.source.address}",
        "paragraphs": [_official_paragraph(plan, row) for row in paper.paragraphs],
        "notes": [note for row in rows for note in notes(plan, row)],
        **(_table(plan) if paper.table else {"table": []}),
    }


def _official_paragraph(plan: Plan, row: Paragraph) -> dict[str, Any]:
    """一段公文；开头作标题的短句（lead）另成一截，印楷体。"""
    lead = len(clause_title(row))
    heads, rest = [], []
    for run in official_runs(plan, row):
        cut = min(lead, len(run["text"])) if run["style"] != "restored" else len(run["text"]) if lead else 0
        heads += [run | {"text": run["text"][:cut]}] if cut else []
        rest += [run | {"text": run["text"][cut:]}] if run["text"][cut:] else []
        lead -= 0 if run["style"] == "restored" else cut
    return {"kind": row.kind, "lead": heads, "runs": rest}


def official_runs(plan: Plan, row: Row) -> list[dict[str, str]]:
    """一段原文，分成照印的和补出的。"""
    pieces = render.marked(verify.printed(row), plan.errata_of.get(row.id, ()))
    return [{"style": style, "text": text} for style, text in pieces if text]


def notes(plan: Plan, row: Row) -> Iterator[str]:
    """一段的编者注。"""
    view = render.View(plan=plan, root="")
    for erratum in view.notes(row):
        yield f"{view.label(row)}：{view.note(erratum)}"


def _table(plan: Plan) -> dict[str, Any]:
    main = plan.main
    headings = [p for p in main.paragraphs if p.kind in ("appendix-label", "appendix-title")] if main else []
    columns = [p.text for p in main.paragraphs if p.kind == "column"] if main else []
    cells = [[sum(len(one.text) for one in unit.tasks) for unit in plan.units]]
    cells += [
        [sum(len(one.text) for one in unit.measures[period.id]) for unit in plan.units] for period in plan.periods
    ]
    return {
        # 字多的栏宽一些，最窄的也有最宽的一半。
        "widths": [max(sum(column), max(map(sum, cells)) / 2) for column in cells],
        "titles": [{"level": 1 if p.kind == "appendix-title" else 2, "text": p.text} for p in headings],
        "columns": columns,
        "periods": [period.printed for period in plan.periods],
        "table": [
            {
                "name": unit.name,
                "tasks": [official_runs(plan, task) for task in unit.tasks],
                "measures": [[official_runs(plan, row) for row in unit.measures[period.id]] for period in plan.periods],
            }
            for unit in plan.units
        ],
    }

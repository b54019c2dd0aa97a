"""把一份资料备成排版要的数据：字都在这里备好，模板只管摆。"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import lru_cache, partial

from jinja2 import TemplateError, UndefinedError

from macros.corpus.chinese import full_date, sentences
from macros.corpus.design import Palette
from macros.corpus.facts import Hotline
from macros.corpus.pieces import AUDIENCES, Box, Item, Leaflet, Piece, Prose, Step
from macros.corpus.plan import Plan
from macros.pages import macros
from macros.pages.arguments import WrongArgument
from macros.pages.linebreaks import title_parts
from macros.pages.markdownhtml import to_html
from macros.pages.qrcode import drawn
from macros.pages.sandbox import NotAllowed, sandbox
from macros.pages.view import View
from macros.printing.apart import set_apart
from macros.printing.blocks import Block, Run, Runs, blocks, heading, listed, paragraph, plain
from macros.printing.engine import Sheet, Unprintable
from macros.printing.monochrome import monochrome

EXTENSIONS = (
    "admonition",
    "attr_list",
    "md_in_html",
    "pymdownx.details",
    "pymdownx.emoji",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.tasklist",
    "tables",
)
# 传单末尾让用的单位自己填的空。
FILLS = ("张贴单位", "联系电话", "日期")
# 正文的字号，磅；念出来的稿子字要大，站着、拿在手里也看得清。
BODY_SIZE = 10.5
# 发给家长的；怎样发写在网页上。
_SENT_HOME = frozenset({"letter"})
# 不是一口气做完的，各处用时加起来没有意思。
_UNTIMED = frozenset({"activity", "slogans"})
EASY_SIZE = 14.0
SPOKEN_SIZES = {"speech": 13.5, "broadcast": 14.0, "letter": 12.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """印在资料上的网站：名称、网址（没有就是空的，那时不印二维码）。"""

    name: str
    url: str

    def page(self, address: str) -> str:
        """address 那一页的网址；没有网址是空的。"""
        return self.url and self.url + address

    def qr(self, address: str) -> str:
        """address 那一页的二维码，SVG；没有网址是空的。"""
        if not self.url:
            return ""
        return drawn(self.url + address, "svg", xmldecl=False).decode()

    def qr_png(self, address: str) -> bytes:
        """同一个二维码，PNG，给 Word 用；没有网址是空的。"""
        if not self.url:
            return b""
        return drawn(self.url + address, "png", scale=8)


# ---- 正文，拆成块 ----


def body(plan: Plan, piece: Piece) -> tuple[Block, ...]:
    """一份资料的正文，拆成块。"""
    if isinstance(piece, Leaflet):
        return tuple(_leaflet_blocks(piece))
    return source_blocks(plan, piece.body)


def source_blocks(plan: Plan, source: str) -> tuple[Block, ...]:
    """一截正文的 Markdown，拆成块。"""
    return _prose_blocks(_expanded(plan, source))


def _expanded(plan: Plan, source: str) -> str:
    """正文里的宏展开。"""
    steps = partial(macros.steps, View(plan=plan, root=""))
    environment = sandbox({"fill": macros.fill, "slide": macros.slide, "steps": steps})
    try:
        return environment.from_string(source).render()
    except UndefinedError as error:
        raise Unprintable(f"正文里只能用 fill、slide、steps 这三个宏：{error}") from error
    except (NotAllowed, TemplateError) as error:
        raise Unprintable(f"宏的写法不对：{error}") from error
    except WrongArgument as error:
        raise Unprintable(str(error)) from error


@lru_cache(maxsize=256)
def _prose_blocks(text: str) -> tuple[Block, ...]:
    return blocks(to_html(text, EXTENSIONS))


def _leaflet_blocks(piece: Leaflet) -> Iterator[Block]:
    """传单照先后写成普通的文章，给 Word 和纯文本用。"""
    slogan = "，".join(line.rstrip("。") for line in piece.slogan)
    yield plain(f"{slogan}。", strong=True)
    yield plain(piece.lead)
    if piece.easy:
        yield Block(kind="numbers", items=tuple(map(_easy_step, piece.steps)))
    else:
        yield listed(map(_step_line, piece.steps), numbered=True)
    for box in piece.boxes:
        yield heading(box.title)
        yield from _box_blocks(box)
    yield paragraph(*_blanks())


def _step_line(step: Step) -> Runs:
    """一步写成一段。"""
    return Run(f"{step.title}。", True), Run(step.text)


def _easy_step(step: Step) -> tuple[Block, ...]:
    """易读版的一步，一句一段。"""
    title = plain(step.title, strong=True)
    return title, *map(plain, sentences(step.text))


def _box_blocks(box: Box) -> Iterator[Block]:
    """一个框里的：儿歌一句一段，别的一条一项。"""
    if box.kind != "rhyme":
        yield listed(map(_item, box.items))
        return
    for item in box.items:
        yield plain(item.text)


def _item(item: Item) -> Runs:
    if item.head:
        return Run(item.head, True), Run(item.text)
    return (Run(item.text),)


def _blanks() -> Iterator[Run]:
    """末尾要填的空，中间隔一格。"""
    first, *others = FILLS
    yield Run(first, fill=True)
    for name in others:
        yield Run("　")
        yield Run(name, fill=True)


def closing(plan: Plan, piece: Piece, site: Site) -> tuple[Block, ...]:
    """每份资料末尾锁住的几行：电话、依据、版本和许可。"""
    phones = []
    for hotline in _hotlines(plan, piece):
        number = Run(hotline.number, True)
        use = Run(f" {hotline.name}：{hotline.use}")
        phones.append((number, use))
    return (
        heading("打哪个电话"),
        listed(phones),
        paragraph(Run("依据：", True), Run(piece.law)),
        plain(imprint(piece, site)),
    )


def _hotlines(plan: Plan, piece: Piece) -> list[Hotline]:
    """这份资料印的电话。"""
    return [plan.hotline[number] for number in piece.phones]


def imprint(piece: Piece, site: Site) -> str:
    """版本、复核期限、许可，印在每一份上。"""
    parts = (
        f"{site.name}宣传资料",
        f"版本 {piece.version}",
        f"复核期限 {full_date(piece.review)}",
        "CC BY 4.0，请勿改动法条和电话",
    )
    return "　".join(parts)


# ---- 排版要的数据 ----


def leaflet(plan: Plan, piece: Leaflet, site: Site, art: str, format: str) -> Sheet:
    """传单排版要的数据；art 是插图的 SVG，format 是哪一种版式。"""
    if format == "mono":
        art = monochrome(art)
    return base_sheet(plan, piece, site) | {
        "format": format,
        "easy": piece.easy,
        "art": art,
        "alt": piece.alt,
        "headline": piece.headline,
        "slogan": piece.slogan,
        "lead": piece.lead,
        "steps": list(map(_step, piece.steps)),
        "boxes": list(map(_box, piece.boxes)),
        "card": piece.card,
        "card_fields": piece.card_fields,
        "fills": FILLS,
    }


def leaflet_word(plan: Plan, piece: Leaflet, site: Site, art: str) -> Sheet:
    """传单的 Word 要的数据。随身卡、步骤的短话不印在 Word 上，它们变了，Word 不变。"""
    sheet = leaflet(plan, piece, site, art, "docx")
    del sheet["card"]
    del sheet["card_fields"]
    for step in sheet["steps"]:
        del step["short"]
    return sheet | {"surface": plan.tokens.colors["surface"].light}


def prose(plan: Plan, piece: Piece, site: Site) -> Sheet:
    """教案、讲话、信等排版要的数据。"""
    subtitle = None
    if isinstance(piece, Prose):
        subtitle = piece.subtitle
    whole = set_apart(body(plan, piece))
    return base_sheet(plan, piece, site) | {
        "parts": title_parts(piece.title),
        "subtitle": subtitle or "",
        "size": body_size(piece),
        "density": 0,
        "indent": True,
        "facts": list(summary(piece)),
        "blocks": [asdict(block) for block in whole.body],
        "apart": [asdict(block) for block in whole.sheets],
    }


def body_size(piece: Piece) -> float:
    """文章的字号，磅；易读版的字大。"""
    if isinstance(piece, Leaflet) and piece.easy:
        return EASY_SIZE
    return SPOKEN_SIZES.get(piece.form, BODY_SIZE)


def summary(piece: Piece) -> Iterator[tuple[str, str]]:
    """给谁、多久、怎样用，各一行；发到家长手里的信，不印给发信的人看的话。"""
    if piece.form in _SENT_HOME:
        return
    audience = "、".join(AUDIENCES[one] for one in piece.audience)
    use = "".join(piece.use)
    yield "给谁", audience
    if piece.form not in _UNTIMED:
        yield "用时", f"{piece.minutes} 分钟"
    yield "怎样用", use


def base_sheet(plan: Plan, piece: Piece, site: Site) -> Sheet:
    """传单和文章都要的。"""
    colors = plan.tokens.colors
    palette = plan.tokens.palettes[piece.palette]
    return {
        "title": piece.title,
        "kicker": piece.kicker,
        "law": piece.law,
        "imprint": imprint(piece, site),
        "site": site.name,
        "url": site.page(piece.url),
        "qr": site.qr(piece.url),
        "phones": list(map(phone_line, _hotlines(plan, piece))),
        "palette": palette_colors(palette),
        "lamp": colors["lamp"].light,
        "paper": colors["paper"].light,
        "line": colors["line"].light,
    }


def palette_colors(palette: Palette) -> Sheet:
    """一套印刷的颜色，交给模板。"""
    return {
        "band": palette.band,
        "accent": palette.accent,
        "tint": palette.tint,
        "tint2": palette.tint2,
    }


def phone_line(hotline: Hotline) -> Sheet:
    """印在纸上的一个电话；在屏幕上点了就拨。"""
    scheme = "tel"
    if hotline.sms:
        scheme = "sms"
    return {
        "number": hotline.number,
        "link": f"{scheme}:{hotline.number}",
        "name": hotline.short,
        "use": hotline.use,
    }


def _step(step: Step) -> Sheet:
    return {
        "title": step.title,
        "text": step.text,
        "lines": sentences(step.text),
        "short": step.short,
    }


def _box(box: Box) -> Sheet:
    return {
        "kind": box.kind,
        "title": box.title,
        "items": [{"head": item.head or "", "text": item.text} for item in box.items],
    }

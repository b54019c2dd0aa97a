"""有哪些版式，印好的一个文件、全部文件是什么样。"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from macros.corpus.chinese import size
from macros.corpus.pieces import Leaflet, Piece
from macros.printing.banners import has_banners
from macros.printing.official import Paper
from macros.printing.store import Printed


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """一种版式：id、给人看的名字、扩展名、怎样用、用途（PURPOSES 里的一种）。

    ppi 是图片的分辨率，1080 像素宽的图是 216；colors 是 PNG 用几种颜色。
    """

    id: str
    name: str
    suffix: str
    use: str
    purpose: str = ""
    ppi: float = 0
    colors: int = 128

    @property
    def button(self) -> str:
        """按钮上的话，如“下载 Word”“下载课件”。"""
        gap = ""
        if self.name[0].isascii():
            gap = " "
        return f"下载{gap}{self.name}"

    @property
    def offered(self) -> str:
        """给人看的一行，如“A4 彩色 PDF，彩色打印机”。"""
        return f"{self.name} {self.suffix.upper()}，{self.use}"


# 文件的用途，网页上照这个次序分开。
SHOW, PRINT, SHOP, PHONE, OWN, PRESS = PURPOSES = (
    "放映、上屏",
    "自己打印",
    "交给图文店",
    "发手机",
    "改成自己的",
    "送印刷厂",
)


# 摆在“写上你们单位的名字”里，不照用途分。
FILLABLE = Format(id="form", name="可填 PDF", suffix="pdf", use="填好再打印，认 6763 个常用汉字")
# 送印刷厂的：不带标签，只有四色，和读的文件分开，压缩包里也不带。
PRESSES = (
    Format(id="press", name="送印 A4", suffix="pdf", use="四色，3 mm 出血", purpose=PRESS),
    Format(id="press-a3", name="送印 A3", suffix="pdf", use="四色，3 mm 出血", purpose=PRESS),
    Format(id="press-board", name="送印 展板", suffix="pdf", use="四色，3 mm 出血", purpose=PRESS),
    Format(id="press-card", name="送印 随身卡", suffix="pdf", use="四色，3 mm 出血", purpose=PRESS),
)
LEAFLET = (
    Format(id="color", name="A4 彩色", suffix="pdf", use="彩色打印机", purpose=PRINT),
    Format(id="mono", name="A4 黑白", suffix="pdf", use="学校的黑白打印机", purpose=PRINT),
    Format(id="saver", name="A4 省墨", suffix="pdf", use="彩色打印机，省八成墨", purpose=PRINT),
    Format(id="large", name="大字版", suffix="pdf", use="给看不清小字的人", purpose=PRINT),
    Format(id="a3", name="A3 海报", suffix="pdf", use="张贴在走廊、公告栏", purpose=SHOP),
    Format(id="board", name="展板 60×90 cm", suffix="pdf", use="摆摊、办展", purpose=SHOP),
    Format(
        id="rollup",
        name="易拉宝 80×180 cm",
        suffix="pdf",
        use="底部 12 cm 留给底座",
        purpose=SHOP,
    ),
    Format(
        id="wide",
        name="横屏海报",
        suffix="png",
        use="电子屏、教室一体机，1920×1080",
        purpose=SHOW,
        ppi=72,
    ),
    Format(
        id="tall",
        name="竖屏海报",
        suffix="png",
        use="电梯、走廊的竖屏，手机，1080×1920",
        purpose=SHOW,
        ppi=72,
    ),
    Format(id="long", name="微信长图", suffix="png", use="发群里、朋友圈", purpose=PHONE, ppi=216),
    Format(id="square", name="方图", suffix="png", use="配聊天、推文", purpose=PHONE, ppi=216),
    Format(
        id="cover",
        name="公众号封面",
        suffix="png",
        use="推文的头图，900×383",
        purpose=PHONE,
        ppi=72,
    ),
    Format(id="card", name="随身卡", suffix="pdf", use="90×54 mm，两面", purpose=SHOP),
    Format(
        id="cards",
        name="随身卡拼版",
        suffix="pdf",
        use="A4 一张十个，双面打印，翻长边，照线裁",
        purpose=PRINT,
    ),
    Format(
        id="docx",
        name="Word",
        suffix="docx",
        use="排好的一页 A4，改字、加上单位的名字",
        purpose=OWN,
    ),
    Format(id="txt", name="纯文本", suffix="txt", use="发短信、聊天", purpose=PHONE),
    FILLABLE,
    *PRESSES,
)
PROSE = (
    Format(id="pdf", name="A4", suffix="pdf", use="黑白、彩色都能打", purpose=PRINT),
    Format(id="docx", name="Word", suffix="docx", use="改字、加上单位的名字", purpose=OWN),
    Format(id="txt", name="纯文本", suffix="txt", use="念稿、贴进聊天", purpose=PHONE),
)
SLIDES = (
    Format(
        id="slides", name="课件", suffix="pptx", use="放映，要说的话在备注里，能改", purpose=SHOW
    ),
    Format(id="slides", name="课件", suffix="pdf", use="没有 PowerPoint、WPS 也能放", purpose=SHOW),
)
# 传单的课件。
BRIEFING = (
    Format(
        id="slides",
        name="课件",
        suffix="pptx",
        use="交接班、早会放，要说的话在备注里，能改",
        purpose=SHOW,
    ),
    SLIDES[1],
)
BANNERS = Format(
    id="banners",
    name="横幅样稿（十分之一）",
    suffix="pdf",
    use="一条一页，交给图文店放大十倍",
    purpose=SHOP,
)
PAPER = (
    Format(id="pdf", name="PDF", suffix="pdf", use="打印、存档"),
    Format(id="docx", name="Word", suffix="docx", use="摘录"),
)
# 合订本只有一个 PDF：Word 里几份的纸、页码不一样，拆开改方便。
BOUND_PAPER = (Format(id="pdf", name="合订本", suffix="pdf", use="几份订在一起，打印、存档"),)
PREVIEW = Format(id="preview", name="预览", suffix="webp", use="网页上的图", ppi=60)
# 网页上给人长按保存的长图，字看得清，又不到 150 KB。用 PNG：哪种手机存下来都打得开。
SHOWN = Format(id="shown", name="长图", suffix="png", use="网页上长按保存", ppi=150, colors=38)
# 配课件的传单：课件放在电子屏的图前面。
_SCREEN = next(place for place, one in enumerate(LEAFLET) if one.id == "wide")
BRIEFED = (*LEAFLET[:_SCREEN], *BRIEFING, *LEAFLET[_SCREEN:])


def formats_of(piece: Piece) -> tuple[Format, ...]:
    """一份资料给人下载的版式。"""
    if isinstance(piece, Leaflet):
        if piece.has_slides:
            return BRIEFED
        return LEAFLET
    if piece.has_slides:
        return SLIDES + PROSE
    if has_banners(piece):
        return (*PROSE, BANNERS)
    return PROSE


def paper_formats(paper: Paper) -> tuple[Format, ...]:
    """一篇公文给人下载的版式。"""
    if paper.parts:
        return BOUND_PAPER
    return PAPER


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
        parts = [self.format.suffix.upper()]
        if self.printed.pages:
            parts.append(f"{self.printed.pages} 页")
        parts.append(size(self.printed.size))
        return "，".join(parts)

    @property
    def pixels(self) -> tuple[int, int]:
        """一幅图的宽和高，像素。"""
        from PIL import Image  # 印好了才用，检查时不读它

        with Image.open(self.printed.path) as image:
            return image.size


@dataclass(frozen=True, slots=True, kw_only=True)
class Outputs:
    """全部文件：每份资料、每篇公文的（照版式排），各组和全部的压缩包。

    previews 是每份资料的预览图，shown 是每份传单放在网页上的长图，
    bases 是每份传单写单位名字用的底图（named.py）。
    glance 是一图读懂给人下载的各种，glance_shown 是放在网页上的长图；没有就是空的。
    """

    pieces: Mapping[str, tuple[Output, ...]]
    previews: Mapping[str, Output]
    shown: Mapping[str, Output]
    papers: Mapping[str, tuple[Output, ...]]
    kits: tuple[Output, ...]
    glance: tuple[Output, ...] = ()
    glance_shown: tuple[Output, ...] = ()
    bases: Mapping[str, tuple[Output, ...]] = field(default_factory=dict)

    @property
    def jobs(self) -> tuple[Output, ...]:
        """照工作分的压缩包，和全部的一包：列在资料目录上。"""
        return tuple(one for one in self.kits if "/kits/" in one.address)

    def __iter__(self) -> Iterator[Output]:
        for group in (*self.pieces.values(), *self.papers.values(), *self.bases.values()):
            yield from group
        yield from self.previews.values()
        yield from self.shown.values()
        yield from self.glance
        yield from self.glance_shown
        yield from self.kits


# 搜索要的：资料的地址 → 封面的地址（没有印就是空的）、各种版式的名字和用处。
PieceFiles = dict[str, tuple[str, tuple[str, ...]]]


def piece_files(pieces: Iterable[Piece], outputs: Outputs | None) -> PieceFiles:
    """每份资料的封面和给人下载的版式。"""
    found = {}
    for piece in pieces:
        formats = [one.offered for one in formats_of(piece)]
        cover = ""
        if outputs:
            cover = outputs.previews[piece.slug].address
        found[piece.url] = (cover, tuple(formats))
    return found

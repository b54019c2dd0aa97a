"""每页一张分享图：链接发到聊天里，先看到的就是它。"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from macros.corpus.plan import Plan
from macros.printing.engine import Engine, Sheet, Unprintable
from macros.printing.finishing import picture
from macros.printing.headline import ROOM, Words
from macros.printing.sheets import Site
from macros.printing.store import Printed, Store

# 什么颜色写在什么颜色上。
PAIRS = (
    ("on-band", "band"),
    ("lamp", "band"),
    ("ink", "paper"),
    ("urgent", "paper"),
    ("muted", "paper"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """一页：地址、标题、所在栏目（没有是空的）；标题和栏目是没有转义过的字。"""

    url: str
    title: str
    kicker: str


def share_address(url: str) -> str:
    """一页的分享图在网站上的地址：units/health.html 的是 share/units-health.png。"""
    return f"share/{url.removesuffix('.html').replace('/', '-')}.png"


def print_shares(
    plan: Plan, site: Site, pages: Sequence[Share], folder: Path, *, official: bool = False
) -> dict[str, Printed]:
    """地址 → 印好的图，1200×630 的 PNG，存在 folder，没变的不再印。

    official 是政府部门自己办的副本，图上不说“不是政府网站”。
    字体里缺字、两页重名，抛 Unprintable。
    """
    titles = [page.title for page in pages]
    drawer = _Drawer(plan, site, titles, Store(folder), official=official)
    made: dict[str, Printed] = {}
    for page in pages:
        name = share_address(page.url)
        if name in made:
            raise Unprintable(f"{page.url} 的分享图和别的页重名：{name}（给这一页换个文件名）")
        made[name] = drawer.draw(page)
    return made


class _Drawer:
    """一次构建里画分享图的。"""

    def __init__(
        self, plan: Plan, site: Site, titles: Sequence[str], store: Store, *, official: bool
    ) -> None:
        self._plan = plan
        self._site = site
        self._store = store
        self._official = official
        self._words = Words(plan, titles)

    @cached_property
    def _engine(self) -> Engine:
        """编译器；一张也不用印，就不启动。"""
        return Engine()

    def draw(self, page: Share) -> Printed:
        """一页的图；没变就用存着的。"""
        sheet = self._sheet(page)
        make = partial(self._drawn, page, sheet)
        return self._store.get("png", ["share", sheet], make)

    def _drawn(self, page: Share, sheet: Sheet) -> tuple[bytes, int]:
        try:
            self._engine.pdf("share.typ", sheet)  # 字体里缺字，只有排 PDF 时才说
            drawing = self._engine.png("share.typ", sheet, 72)[0]
        except Unprintable as error:
            raise Unprintable(f"{page.url} 的分享图排不出来：{error}") from error
        return picture(drawing, "png"), 0

    def _sheet(self, page: Share) -> Sheet:
        """排这张图要的数据。"""
        site = self._site.name
        title = " ".join(page.title.split()) or site
        headline = self._words.layout(title)
        return {
            "title": title,
            "lines": headline.lines,
            "size": headline.size,
            "room": ROOM,
            "name": _short(site, unless=(title,)),
            "kicker": _short(page.kicker, unless=(title, site)),
            "number": self._hotline(),
            "note": self._note(),
            "colors": self._colors(),
        }

    def _hotline(self) -> str:
        """头一个电话；没有是空的。"""
        for hotline in self._plan.hotlines:
            return hotline.number
        return ""

    def _note(self) -> str:
        if self._official:
            return "公文以原网站为准"
        return "不是政府网站，公文以原网站为准"

    def _colors(self) -> dict[str, str]:
        """图上用的颜色，浅色的那一套。"""
        shades = self._plan.tokens.colors
        colors: dict[str, str] = {}
        for pair in PAIRS:
            for name in pair:
                colors[name] = shades[name].light
        return colors


def _short(text: str, unless: Sequence[str]) -> str:
    """一行写得下的，再长就看不清了；图上已经有的（unless）不再写。"""
    if text in unless:
        return ""
    if len(text) <= 16:
        return text
    return text[:15] + "…"

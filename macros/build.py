"""一次构建要用的全部东西：读好的计划、这一份网站、构建中积累的。和 MkDocs 无关。"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from macros import makers
from macros.corpus import addresses
from macros.corpus.addresses import GeneratedPage
from macros.corpus.mediatypes import media_type
from macros.corpus.origins import every_source
from macros.corpus.pieces import Leaflet, Piece
from macros.corpus.plan import Plan
from macros.corpus.release import Commit, Edition, Release
from macros.opendata import api, calendar, feeds, tables
from macros.opendata.later import Later, json_bytes
from macros.pages import anchors, context, datafiles, extensions, glossary, jsonld, macros, parts
from macros.pages.context import Website
from macros.pages.edits import edits
from macros.pages.info import Info
from macros.pages.linebreaks import joined
from macros.pages.phones import dialling
from macros.pages.shortpages import short_page_files
from macros.pages.stacking import stacked
from macros.pages.view import View
from macros.printing.engine import Unprintable
from macros.printing.formats import Output, Outputs, piece_files
from macros.printing.icon import touch_icon
from macros.printing.offers import offer
from macros.printing.official import BOUND
from macros.printing.share import Share, print_shares, share_address
from macros.printing.sheets import FILLS, Site
from macros.publishing import finish, tokens, workers
from macros.publishing.background import Background
from macros.publishing.compress import Compressor
from macros.publishing.filters import template_filters
from macros.publishing.finish import write
from macros.publishing.manifest import MANIFEST, files_in
from macros.search.index import index_files
from macros.settings import Settings

# 这几种错的文字已经是给编者看的一句话。
SAID = (tables.TooLong, Unprintable)

# 加到手机主屏幕的图标。
ICON = "assets/apple-touch-icon.png"

# 给了网址就是要发布的；读者发现错处，要有地方说。
UNREACHABLE = (
    "这一份没有写联系方式，读者报告问题，只能请转来网址的人代转（在 data/site.yml 写上 contact）"
)

# 一份资料的封面，见 pages/templates/_parts.md。
COVER = re.compile(r'<img class="cover"[^>]*>')


@dataclass(frozen=True, kw_only=True)
class Build:
    """expanded 是检查时展开过的手写页，正文 → 展开后的。

    构建中各页积累的：written 是手写页的网址 → 标题和正文，
    shared 是有分享图的，分享图的地址，names 是样式和脚本的旧名字 → 新名字。
    pool 是做后台的活的；background 是在后台做的文件；compressor 压缩写好的文件，边改边看时没有。
    """

    settings: Settings
    plan: Plan
    edition: Edition
    releases: tuple[Release, ...]
    version: Commit | None
    outputs: Outputs | None
    expanded: Mapping[str, str]
    pool: Executor
    written: dict[str, tuple[str, str]] = field(default_factory=dict)
    shared: set[str] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)
    compressor: Compressor | None = None

    @cached_property
    def background(self) -> Background:
        """在后台做的文件。"""
        return Background(self.pool, self.settings.root / "build/background")

    @cached_property
    def data(self) -> dict[str, bytes]:
        """开放数据的各个文件：地址和内容；写得慢的在后台写，先占着位子。"""
        plan = self.plan
        edition = self.edition
        files = tables.tables(plan, edition)
        for address, body in api.api(plan, edition, self.outputs).items():
            files[address] = Later(write=json_bytes, material=body)
        files |= tables.progress_files(plan, edition)
        if plan.progress:
            files[feeds.PROGRESS] = feeds.progress_feed(plan, edition).encode()
        if plan.calendar:
            name = addresses.CALENDAR.replace(".html", ".ics")
            title = f"{edition.name}宣传日历"
            text = calendar.icalendar(plan, title, edition)
            files[name] = text.encode()
        return makers.sent(files, self.background)

    @cached_property
    def website(self) -> Website:
        """各页的模板共用的。"""
        return Website(
            plan=self.plan,
            edition=self.edition,
            repository=self.settings.repository,
            tokens=tokens.tokens_css(self.plan.tokens),
        )

    def datasets(self) -> Iterator[tuple[str, str, int]]:
        """开放数据的地址、内容类型、字节数；计划大到要分开，各单位自己的不列。"""
        divided = parts.divided(self.plan)
        for name, content in self.data.items():
            if divided and "/units/" in name:
                continue
            size = len(content) or self.background.size(name)
            yield name, media_type(name), size

    @property
    def notice(self) -> str:
        """建完要对办网站的人说的一句；没有就是空的。"""
        if self.settings.url and not self.plan.site.contact:
            return UNREACHABLE
        return ""

    def has_page(self, name: str) -> bool:
        """docs/ 最外一层有没有这一页：没有的，页脚不链接。"""
        return name in self._outer_pages

    @cached_property
    def _outer_pages(self) -> frozenset[str]:
        """docs/ 最外一层的页。"""
        folder = self.settings.root / "docs"
        return frozenset(path.name for path in folder.glob("*.md"))

    @property
    def _sheets(self) -> Path:
        """样式各部分的文件夹。"""
        return self.settings.root / "overrides/assets/css"

    def filters(self) -> dict[str, Callable[..., Any]]:
        """模板里的过滤器。"""
        return template_filters(self._sheets, self.website.tokens)

    def body(self, page: GeneratedPage) -> str:
        """生成的一页的正文，HTML。"""
        root = "../" * page.uri.count("/")
        view = View(plan=self.plan, root=root, releases=self.releases, year=self.edition.year)
        html = macros.MACROS[page.macro](view, page.argument)
        return self.explained(page.url, html)

    def children(self) -> Iterator[tuple[str, str]]:
        """不进导航的页，和各自的目录页，都是 docs 下的文件名。"""
        for page in addresses.generated(self.plan):
            yield page.uri, page.parent
        index = addresses.PUBLICITY.replace(".html", ".md")
        for piece in self.plan.gallery:
            yield piece.path.removeprefix("docs/"), index

    def template(self, url: str) -> str:
        """url 这一页用的模板；用普通的就是空的。"""
        usual = ""
        if self.piece(url):
            usual = "piece.html"
        return context.OWN_TEMPLATES.get(url, usual)

    def files(self) -> dict[str, bytes | Path]:
        """页面以外要发布的文件：内容，或者在哪；后两个等页面都有了才写得成，先占着位子。"""
        made: dict[str, bytes | Path] = {}
        for source in every_source(self.plan):
            made[addresses.snapshot_of(source)] = source.text.encode()
        for output in self.outputs or ():
            made[output.address] = output.printed.path
        for piece in self.plan.pieces:
            if isinstance(piece, Leaflet):
                made[piece.drawing] = self.settings.root / piece.art
        made.update(self.data)
        made[feeds.FEED] = b""
        made[MANIFEST] = b""
        return made

    def assets(self, texts: Mapping[str, str], pages: Mapping[str, str]) -> dict[str, bytes]:
        """样式和脚本（assets 下的名字 → 内容）换上带指纹的名字；pages 是手写的页。"""
        repository = self.settings.repository
        lines = None
        if repository:
            lines = edits(self.plan, repository, pages)
        variables = self.website.tokens
        made, names = finish.asset_files(texts, self.plan, self._sheets, variables, lines)
        self.names.update(names)
        files = finish.in_bytes(made)
        files[ICON] = touch_icon(texts["favicon.svg"])
        return files

    @cached_property
    def pages(self) -> finish.PageFinisher:
        """各页的收尾；边改边看时不写内容策略，MkDocs 要往页面里放脚本。"""
        units = [unit.name for unit in self.plan.units]
        return finish.PageFinisher(self.names, units, policies=not self.settings.live)

    def feed_files(self, pages: Sequence[Info]) -> Mapping[str, bytes]:
        """订阅、站点地图等；要等各页的标题都有了。"""
        repository = self.settings.repository
        contact = ""
        if repository:
            contact = f"{repository}/security"
        listed = []
        for page in pages:
            one = feeds.ListedPage(url=page.url, title=page.title)
            listed.append(one)
        made = feeds.feed_files(self.plan, self.edition, self.releases, listed, contact)
        return finish.in_bytes(made)

    def share_images(self, pages: Sequence[Info]) -> Mapping[str, Path]:
        """每页的分享图在哪。图的网址要写全，不知道网站的网址就不做。"""
        settings = self.settings
        if self.outputs is None or not settings.url:
            return {}
        wanted = []
        for page in pages:
            share = Share(url=page.url, title=page.title, kicker=page.column)
            wanted.append(share)
        drawn = print_shares(
            self.plan,
            Site(name=settings.name, url=settings.url),
            wanted,
            settings.root / "build/share",
            official=self.plan.site.official,
        )
        self.shared.update(drawn)
        return {address: card.path for address, card in drawn.items()}

    def piece(self, url: str) -> Piece | None:
        """url 这一页是哪一份宣传资料；不是就是 None。"""
        folder, _, name = url.removesuffix(".html").partition("/")
        if folder != "publicity":
            return None
        return self.plan.piece.get(name)

    def write_down(self, url: str, title: str, html: str) -> str:
        """手写页的正文留给搜索索引，返回网页上的样子；传单的正文由数据写出。"""
        piece = self.piece(url)
        if isinstance(piece, Leaflet):
            view = View(plan=self.plan, root="../")
            html = macros.leaflet_text(view, piece, FILLS)
        html = joined(self._covered(html))
        self.written[url] = (title, html)
        if piece:
            html = stacked(dialling(html, piece.phones), copied=piece.kind)
        old = self._old_anchors.get(url, {})
        return extensions.finished(anchors.with_old(html, old))

    def _covered(self, html: str) -> str:
        """资料的封面是印刷出来的；没有印刷，就只留题目。"""
        if self.outputs:
            return html
        return COVER.sub("", html)

    @cached_property
    def _old_anchors(self) -> dict[str, Mapping[str, str]]:
        """各页从前的锚点：网址 → 从前的 → 现在的。"""
        old: dict[str, Mapping[str, str]] = {}
        for row in self.plan.anchors:
            url = addresses.html(row.page)
            old[url] = row.now
        return old

    def explained(self, url: str, html: str) -> str:
        """表格的链接写上存下来的名字；名词第一次出现时加上解释。

        宣传资料和 glossary.PLAIN 里的页不解释。
        """
        html = datafiles.with_names(self.plan, self.settings.name, html)
        if url in glossary.PLAIN or self.piece(url):
            return html
        root = "../" * url.count("/")
        return glossary.with_explanations(self.plan, html, root)

    def values(self, page: Info) -> dict[str, Any]:
        """一页的模板要用的值。求助页一个请求就全到，二维码写在里面；别的页的写成文件。"""
        piece = self.piece(page.url)
        website = self.website
        if page.url == jsonld.DATA_PAGE:
            website = replace(website, datasets=tuple(self.datasets()))
        values = context.context(website, page, piece)
        values["outputs"] = self.outputs
        values["papers"] = list(self._papers(page))
        if piece and self.outputs and piece.slug in self.outputs.pieces:
            values["offer"] = offer(piece, self.outputs)
        values["share"] = ""
        image = share_address(page.url)
        if image in self.shared:
            values["share"] = self.settings.url + image
        if page.url != addresses.HELP and page.canonical:
            self.background.make(values["qr"], makers.QR, page.canonical)
        return values

    def _papers(self, page: Info) -> Iterator[Output]:
        """这一页上的公文的 PDF 和 Word；合订本最全，列在前面。"""
        shown = context.documents_on(self.plan, page.url)
        if self.outputs is None:
            return
        groups = self.outputs.papers
        for id in sorted(groups, key=BOUND.__ne__):
            if id in shown:
                yield from groups[id]

    def about_to_write(self, paths: Iterable[Path]) -> None:
        """MkDocs 马上写这几个文件，以后不再改；上一次说的已经写好，可以压缩了。"""
        if self.compressor:
            self.compressor.give_later(paths)

    def finish(self, site: Path) -> None:
        """MkDocs 写完以后的事：site 是它写的文件夹。"""
        settings = self.settings
        plan = self.plan
        for name, html in short_page_files(plan, settings.name, settings.url):
            path = site / name
            write(path, self.pages.finished(html))
            self.about_to_write([path])
        self.background.write(site)
        files = piece_files(plan.pieces, self.outputs)
        for name, script in index_files(plan, self.written, files).items():
            write(site / name, script)
        if self.compressor:
            names = files_in(site)
            finish.write_headers(site, self.pages, names)
            self.compressor.give(site / name for name in names)
            self.compressor.finish()
            finish.write_manifest(site, self.edition, plan, settings.repository, self.pool)
        workers.stop(self.pool)

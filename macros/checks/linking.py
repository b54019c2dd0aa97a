"""手写页面里的链接和图：指到的页、锚点、文件都在，写法换个文件夹、从磁盘打开也不断。"""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from urllib.parse import parse_qsl, unquote

from macros.checks.anchors import anchors_in
from macros.checks.docfiles import PICTURES
from macros.checks.handwritten import Handwritten, Pages
from macros.checks.markup import SCHEMES
from macros.checks.prose import MACRO, without_code, without_macros
from macros.checks.textfiles import files_under
from macros.corpus import addresses
from macros.corpus.pieces import AUDIENCES, FORMS
from macros.corpus.plan import Plan
from macros.corpus.problem import Problems, Verdict
from macros.pages.datafiles import published_files
from macros.pages.macros import MACROS
from macros.pages.view import View

_LINK = re.compile(
    r"(?P<image>!)?\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]"
    r"\((?:<(?P<angled>[^<>\n]*)>|(?P<to>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*))(?: +\"[^\"]*\")? *\)"
)
_SPACED = re.compile(r"\]\((?!<)[^()<>\"\n]*[^()<>\"\s] [^()<>\"\n]*\)")
_REFERENCE = re.compile(r"^ {0,3}\[[^\[\]^]+\]: *<?(?P<to>[^\s>]+)", re.MULTILINE)
_ANCHOR = re.compile(r"<a\b[^<>]*?\bhref=\"(?P<to>[^\"<>]*)\"")
_PICTURE = re.compile(r"<img\b[^<>]*>")
_SOURCE = re.compile(r"\bsrc=\"([^\"]*)\"")
_ALT = re.compile(r"\balt=\"[^\"]+\"")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_ID = re.compile(r"(?: id=\"|\{:?[^{}\n]*?#)([^\"\s}]+)")
_WEB = re.compile(r"www\.|[\w-]+\.(?:com|cn|org|net|gov)\b", re.IGNORECASE)
_PHONE = re.compile(r"\+?[\d-]+")


@dataclass(frozen=True, slots=True)
class _Link:
    """一处链接或图：在正文的第几个字，指着哪里，是不是图，是不是写在 HTML 里的。"""

    start: int
    to: str
    image: bool = False
    raw: bool = False


@dataclass(frozen=True)
class _Site:
    """链接能指到的：各页，和每页的锚点；文件。expanded 是展开了的各页。"""

    plan: Plan
    root: Path
    pages: Mapping[str, Handwritten]
    expanded: Mapping[str, str]

    @cached_property
    def made(self) -> dict[str, addresses.GeneratedPage]:
        """由数据生成的页。"""
        return {page.uri: page for page in addresses.generated(self.plan)}

    @cached_property
    def misnamed(self) -> set[str]:
        """文件名里有大写的页，本来该叫什么。"""
        return {uri.lower() for uri in self.pages if uri != uri.lower()}

    @cached_property
    def files(self) -> set[str]:
        """页面以外会发布的文件。"""
        placed = {label.removeprefix("docs/") for label in files_under(self.root, "docs")}
        return placed | set(published_files(self.plan))

    @cached_property
    def uris(self) -> list[str]:
        """全部的页。"""
        return [*self.pages, *self.made]

    def anchors(self, uri: str) -> set[str] | None:
        """一页的锚点；那一页没有展开，不知道有哪些，是 None。"""
        if uri in self.made:
            page = self.made[uri]
            html = MACROS[page.macro](View(plan=self.plan, root=""), page.argument)
            return set(_ID.findall(html))
        body = self.pages[uri].body
        text = self.expanded.get(body.lstrip("\n"))
        if text is None:
            return None
        return anchors_in(text)


def links_lead(plan: Plan, root: Path, pages: Pages, expanded: Mapping[str, str]) -> Problems:
    """各页的链接指得到，图都在，图上有什么写了字。"""
    by_uri = {page.uri: page for page in pages}
    site = _Site(plan, root, by_uri, expanded)
    pieces = plan.piece_paths
    for page in pages:
        text = without_macros(without_code(page.body))
        if page.path in pieces:
            yield from _in_piece(page, text)
            continue
        misshapen = dict(_misshapen(text))
        for start, said in misshapen.items():
            yield page.problem(start, *said)
        for link in _links(text):
            if link.start in misshapen or MACRO in link.to:
                continue
            wrong = _wrong(site, page, link)
            if wrong:
                yield page.problem(link.start, *wrong)


def _misshapen(text: str) -> Iterator[tuple[int, Verdict]]:
    """样子就不对的链接和图：没有字，地址里有空格。在正文的第几个字，错在哪、怎样改。"""
    for found in _LINK.finditer(text):
        if not found["text"].strip():
            what = "链接没有字"
            if found["image"]:
                what = "图没有写上面有什么"
            yield found.start(), (what, "写在方括号里，看不见的人靠它")
    for found in _PICTURE.finditer(text):
        if not _ALT.search(found[0]):
            yield found.start(), ("图没有写上面有什么", "写上 alt，看不见的人靠它")
    for found in _SPACED.finditer(text):
        yield found.start(), ("地址里有空格", "文件名去掉空格；是两个地址的，写成两个链接")


def _in_piece(page: Handwritten, text: str) -> Problems:
    """资料要印在纸上：链接点不了，图另画。"""
    for found in _LINK.finditer(text):
        if found["image"]:
            message = "资料的正文里放不了图，纸上印不出"
            help = "传单的图画成 art/ 里的 SVG；别的资料用字说"
        else:
            message = "资料要印在纸上，链接点不了"
            help = "只留字；要给网址，就把网址写出来"
        yield page.problem(found.start(), message, help)


def _links(text: str) -> Iterator[_Link]:
    for found in _LINK.finditer(text):
        to = found["to"]
        if to is None:
            to = found["angled"]
        yield _Link(found.start(), to, image=bool(found["image"]))
    for found in _REFERENCE.finditer(text):
        yield _Link(found.start(), found["to"])
    for found in _ANCHOR.finditer(text):
        yield _Link(found.start(), found["to"], raw=True)
    for found in _PICTURE.finditer(text):
        source = _SOURCE.search(found[0])
        if source:
            yield _Link(found.start(), source[1], image=True, raw=True)


def _wrong(site: _Site, page: Handwritten, link: _Link) -> Verdict | None:
    """一处链接错在哪、怎样改；没错是 None。"""
    to = link.to
    if not to:
        return "链接没有写地址", "写上要去的文件，如 plan/index.md"
    if to.startswith("//") or "\\" in to:
        return f"地址 {to} 不能这样写", "外面的网址以 https:// 开头，里面的用斜线 /"
    scheme = _SCHEME.match(to)
    if scheme:
        return _outside(scheme[0].lower(), link)
    if to.startswith("/"):
        message = f"地址 {to} 从网站的根写起，换个文件夹就断"
        return message, "从这一页算起，写成 ../plan/index.md 这样"
    path, _, anchor = to.partition("#")
    path = unquote(path.partition("?")[0])
    uri = page.uri
    if path:
        folder = posixpath.dirname(page.uri)
        uri = posixpath.normpath(posixpath.join(folder, path))
        if uri.startswith(".."):
            return f"{to} 走到 docs/ 外面去了", "只能指到 docs/ 里的页，从这一页算起"
    if link.image:
        return _picture(site, uri, to)
    wrong = _misfiltered(site, uri, to)
    return wrong or _page_or_file(site, link, uri, unquote(anchor))


def _misfiltered(site: _Site, uri: str, to: str) -> Verdict | None:
    """到资料目录的链接，? 后面的筛选和选项都要有。"""
    if uri.rpartition(".")[0] != addresses.PUBLICITY.rpartition(".")[0]:
        return None
    query = to.partition("#")[0].partition("?")[2]
    choices = {
        "audience": AUDIENCES,
        "form": FORMS,
        "occasion": site.plan.occasion,
    }
    for name, value in parse_qsl(query, keep_blank_values=True):
        if name not in choices:
            message = f"资料目录没有 {name} 这种筛选"
            return message, f"可用的：{'、'.join(choices)}"
        if value not in choices[name]:
            message = f"资料目录里没有 {name}={value}"
            return message, _near(value, list(choices[name]))
    return None


def _outside(scheme: str, link: _Link) -> Verdict | None:
    """站外的地址。"""
    if link.image:
        return "站外的图会把读者的地址告诉别处", "把图存进 docs/，或者不用"
    if scheme not in SCHEMES:
        return f"页面里不能用 {scheme}", "外面的网址以 https:// 开头，电话写 tel:，短信写 sms:"
    number = link.to[len(scheme) :]
    if scheme in ("tel:", "sms:") and not _PHONE.fullmatch(number):
        return f"{link.to} 拨不出去", "只写数字、连字符和开头的 +，如 tel:110"
    return None


def _picture(site: _Site, uri: str, to: str) -> Verdict | None:
    ending = uri.rpartition(".")[2]
    if ending not in PICTURES:
        return f"{to} 不是网站能放的图", "存成 .jpg、.png 或 .webp 放进 docs/"
    if uri not in site.files:
        message = f"docs/ 里没有 {uri} 这幅图"
        return message, _near(uri, sorted(site.files))
    return None


def _page_or_file(site: _Site, link: _Link, uri: str, anchor: str) -> Verdict | None:
    """指到一页或一个文件的链接。"""
    if link.raw:
        if uri.endswith(".md") and not link.to.startswith("#"):
            return f"写在 <a> 里的 {link.to} 不会换成网页", "写成 .html，或用 Markdown 的链接"
        uri = re.sub(r"\.html$", ".md", uri)
    elif uri.endswith(".html"):
        name = posixpath.basename(uri).replace(".html", ".md")
        message = f"{link.to} 是网页，不是 docs/ 里的文件"
        return message, f"写成 {name} 这样的 .md"
    if uri.endswith(".md"):
        return _page(site, uri, anchor)
    return _file(site, link, uri)


def _page(site: _Site, uri: str, anchor: str) -> Verdict | None:
    """一页和页里的锚点。"""
    if uri not in site.pages and uri not in site.made:
        if uri in site.misnamed:
            return None  # 链接没有错，那个文件名的大小写错了，另有规则说
        message = f"docs/ 里没有 {uri}"
        return message, _near(uri, site.uris)
    if not anchor:
        return None
    anchors = site.anchors(uri)
    if anchors is None or anchor in anchors:
        return None
    message = f"{uri} 里没有 #{anchor} 这个锚点"
    return message, _near_anchor(anchor, anchors)


def _file(site: _Site, link: _Link, uri: str) -> Verdict | None:
    """页面以外的文件；资料的下载要等印刷才知道有哪些。"""
    folder, _, _ = addresses.PUBLICITY.partition("/")
    if uri in site.files or uri.startswith(f"{folder}/"):
        return None
    if f"{uri}/index.md" in site.uris:
        message = f"{link.to} 是文件夹"
        folder = link.to.rstrip("/")
        return message, f"写到文件：{folder}/index.md"
    if _WEB.match(link.to):
        message = f"网站里没有 {link.to}"
        return message, f"是外面的网址，写成 https://{link.to}"
    message = f"网站里没有 {uri} 这个文件"
    known = [*sorted(site.files), *site.uris]
    return message, _near(uri, known)


def _near(uri: str, known: Sequence[str]) -> str:
    near = get_close_matches(uri, known, n=1)
    if near:
        return f"是否想写 {near[0]}？"
    return "检查拼写；从这一页所在的文件夹算起"


def _near_anchor(anchor: str, anchors: set[str]) -> str:
    near = get_close_matches(anchor, sorted(anchors), n=1)
    if near:
        return f"是否想写 #{near[0]}？"
    return "在那个标题后面写上 {: #" + anchor + " }，或改成有的锚点"

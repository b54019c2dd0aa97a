"""给阅读器、搜索引擎、浏览器看的文件：更新的订阅、落实情况的订阅、站点地图、robots、搜索描述、安全联系方式。"""

import calendar
import datetime
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from lxml import etree

from macros.corpus import addresses
from macros.corpus.chinese import event_day
from macros.corpus.plan import Plan
from macros.corpus.release import Edition, Release
from macros.corpus.reports import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPage:
    """订阅和站点地图里的一页：地址、标题。"""

    url: str
    title: str


FEED = "feed.xml"
PROGRESS = "progress.xml"
SITEMAP = "sitemap.xml"
SECURITY = ".well-known/security.txt"

_ATOM = "http://www.w3.org/2005/Atom"
_XHTML = "http://www.w3.org/1999/xhtml"
_OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_LANGUAGE = "zh-CN"

# XML 1.0 第 2.2 节不收的字。
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CONTACT = re.compile(r"(https://|mailto:|tel:\+)[!-~]+")
_CONTACT_LASTS = datetime.timedelta(days=364)


def feed_files(
    plan: Plan,
    edition: Edition,
    releases: Sequence[Release],
    pages: Sequence[ListedPage],
    contact: str = "",
) -> dict[str, str]:
    """从网站根算起的地址和内容。

    pages 是全站各页，不含短地址和 404。
    不知道网址就没有站点地图和搜索描述，订阅里没有链接；没有 contact 就没有 security.txt。
    contact 不是 https:、mailto:、tel:+ 开头的网址，抛 ValueError。
    """
    files = {FEED: _feed(edition, releases, pages), "robots.txt": _robots(edition)}
    if edition.base:
        files[SITEMAP] = _sitemap(plan, edition, pages)
        files["opensearch.xml"] = _opensearch(edition)
    if contact:
        files[SECURITY] = _security(edition, contact)
    return files


def _feed(edition: Edition, releases: Sequence[Release], pages: Sequence[ListedPage]) -> str:
    """更新记录的 Atom（RFC 4287）；还没定日期的一版不进去。"""
    dated = [release for release in releases if release.date]
    moments = list(_moments(dated))
    released = edition.released.isoformat()
    newest = max(moments, default=_midnight(released, 0))
    feed = _head(edition, FEED, "的更新", newest)
    for release, moment in zip(dated, moments, strict=True):
        entry = _entry(feed, edition, release, moment)
        _entry_links(entry, edition, release, pages)
        _entry_content(entry, release)
    return _text(feed)


def progress_feed(plan: Plan, edition: Edition) -> str:
    """落实情况的 Atom，新的在前：编者照公开报道写的，不是官方文字。"""
    reports = sorted(plan.progress, key=_told_on, reverse=True)
    moments = list(_seconds([_told_on(report) for report in reports]))
    feed = _head(edition, PROGRESS, "：落实情况", moments[0])
    for report, moment in zip(reports, moments, strict=True):
        entry = _add(feed, "entry")
        _add(entry, "id", _tag(edition, f"progress/{report.id}"))
        _add(entry, "title", f"公开报道（{event_day(report.date)}）：{report.says}")
        _add(entry, "updated", moment)
        if edition.base:
            own = f"{edition.base}{addresses.TIMELINE}#{addresses.report_anchor(report)}"
            _add(entry, "link", rel="alternate", type="text/html", href=own)
        content = _add(entry, "content", type="xhtml")
        content.append(_root(_XHTML, "div"))
        _add(content[0], "p", report.says)
        said = _add(content[0], "p", "编者照公开报道写的，不是官方文字。见")
        _add(said, "a", report.publisher, href=report.address)
    return _text(feed)


def _told_on(report: Report) -> str:
    """哪天说的：发布的那天；不知道的，是事情的那天，只写到年、月的，算末一天。"""
    if report.reported:
        return report.reported.isoformat()
    parts = list(map(int, report.date.split("-")))
    year = parts[0]
    month = parts[1] if len(parts) > 1 else 12
    day = parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1]
    return datetime.date(year, month, day).isoformat()


def _head(edition: Edition, file: str, about: str, newest: str) -> etree._Element:
    """一份订阅的开头：编号、标题、时刻、作者、权利、自己在哪里；about 接在网站的名字后面。"""
    feed = _root(_ATOM, "feed")
    feed.set("{http://www.w3.org/XML/1998/namespace}lang", _LANGUAGE)
    _add(feed, "id", _tag(edition, file.removesuffix(".xml")))
    _add(feed, "title", f"{edition.name}{about}")
    _add(feed, "updated", newest)
    author = _add(feed, "author")
    _add(author, "name", edition.name)
    _add(feed, "rights", edition.rights)
    if edition.base:
        own = edition.base + file
        _add(feed, "link", rel="self", type="application/atom+xml", href=own)
        _add(feed, "link", rel="alternate", type="text/html", href=edition.base)
    return feed


def _moments(dated: Sequence[Release]) -> Iterator[str]:
    """各版的时刻。"""
    return _seconds([release.date for release in dated])


def _seconds(days: Sequence[str]) -> Iterator[str]:
    """各条的时刻：北京时间零点；同一天的几条，后出的晚一秒，阅读器才排得出先后。新的在前。"""
    later = Counter(days)
    for day in days:
        later[day] -= 1
        yield _midnight(day, later[day])


def _entry(feed: etree._Element, edition: Edition, release: Release, moment: str) -> etree._Element:
    """一版一条：编号、标题、时刻。"""
    entry = _add(feed, "entry")
    _add(entry, "id", _tag(edition, f"release/{release.version}"))
    _add(entry, "title", f"{edition.name} {release.version}")
    _add(entry, "updated", moment)
    return entry


def _entry_links(
    entry: etree._Element, edition: Edition, release: Release, pages: Sequence[ListedPage]
) -> None:
    """这一条在网站上哪里看，说到哪几页；不知道网址就不写。"""
    if not edition.base:
        return
    anchor = quote(addresses.release_anchor(release))
    own = f"{edition.base}{addresses.ABOUT}#{anchor}"
    _add(entry, "link", rel="alternate", type="text/html", href=own)
    for url in _about(release, pages):
        address = edition.base + quote(url)
        _add(entry, "link", rel="related", type="text/html", href=address)


def _entry_content(entry: etree._Element, release: Release) -> None:
    """这一版的各条改动。"""
    content = _add(entry, "content", type="xhtml")
    content.append(_root(_XHTML, "div"))
    changes = _add(content[0], "ul")
    for change in release.changes:
        _add(changes, "li", change)


def _about(release: Release, pages: Sequence[ListedPage]) -> Iterator[str]:
    """这一版改的页：有一条改动以它的标题开头。"""
    for page in pages:
        starts = [change.startswith(page.title) for change in release.changes]
        if page.title and any(starts):
            yield page.url


def _tag(edition: Edition, name: str) -> str:
    """tag: 网址（RFC 4151），由网站名得出，和网址无关。

    搬了家，阅读器也不会当成新的（RFC 4287 第 4.2.6 节）。
    """
    return f"tag:{edition.owner},2026:{quote(name)}"


def _midnight(day: str, second: int) -> str:
    return f"{day}T00:00:{second:02}+08:00"


def _sitemap(plan: Plan, edition: Edition, pages: Sequence[ListedPage]) -> str:
    """站点地图（sitemaps.org 0.9）。自己有日期的只有宣传资料；别的页不知道哪天改的，就不写。"""
    dates = {piece.url: piece.date for piece in plan.pieces}
    urlset = _root(_SITEMAPS, "urlset")
    for page in pages:
        one = _add(urlset, "url")
        _add(one, "loc", edition.base + quote(page.url))
        if page.url in dates:
            _add(one, "lastmod", dates[page.url].isoformat())
    return _text(urlset)


def _robots(edition: Edition) -> str:
    """都可以看（RFC 9309）。"""
    text = "User-agent: *\nAllow: /\n"
    if edition.base:
        text += f"\nSitemap: {edition.base}{SITEMAP}\n"
    return text


def _opensearch(edition: Edition) -> str:
    """浏览器地址栏里搜本站（OpenSearch 1.1）。ShortName 最多 16 个字。"""
    search = f"{edition.base}{addresses.SEARCH}?q={{searchTerms}}"
    root = _root(_OPENSEARCH, "OpenSearchDescription")
    _add(root, "ShortName", edition.name[:16])
    _add(root, "Description", f"搜索{edition.name}")
    _add(root, "Url", type="text/html", template=search)
    _add(root, "Language", _LANGUAGE)
    _add(root, "InputEncoding", "UTF-8")
    _add(root, "OutputEncoding", "UTF-8")
    return _text(root)


def _security(edition: Edition, contact: str) -> str:
    """发现安全问题找谁（RFC 9116）。有效期从提交算起，不到一年。"""
    if not _CONTACT.fullmatch(contact):
        raise ValueError(
            f"安全联系方式 {contact!r} 不是网址（写成 https://…、mailto:… 或 tel:+86…）"
        )
    expires = edition.time.astimezone(datetime.UTC) + _CONTACT_LASTS
    lines = [
        f"Contact: {contact}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {_LANGUAGE}",
    ]
    if edition.base:
        lines.append(f"Canonical: {edition.base}{SECURITY}")
    return "\n".join(lines) + "\n"


def _root(namespace: str, tag: str) -> etree._Element:
    return etree.fromstring(f'<{tag} xmlns="{namespace}"/>')


def _add(parent: etree._Element, tag: str, text: str = "", **attributes: str) -> etree._Element:
    """parent 里添一个同一名字空间的元素；XML 不收的字换成 U+FFFD。"""
    namespace = etree.QName(parent).namespace
    one = etree.SubElement(parent, f"{{{namespace}}}{tag}", attributes)
    one.text = _NOT_XML.sub("\ufffd", text) or None
    return one


def _text(root: etree._Element) -> str:
    etree.indent(root)
    body = etree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'

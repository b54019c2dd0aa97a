"""政府门户要的标签：由这一份网站是谁办的和数据得出。"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from macros.corpus import addresses
from macros.corpus.documents import Document
from macros.corpus.plan import Plan
from macros.corpus.release import Edition
from macros.corpus.site import Portal
from macros.pages.info import Info


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """一页在栏目里的样子：页名、所在栏目、发布日期（数据里的，不是构建的）、内容来自哪里。"""

    title: str
    column: str
    date: datetime.date
    source: str


def article(plan: Plan, edition: Edition, info: Info) -> Article:
    """一页的 Article。公文的页用公文的日期，由数据生成的页用方案的，别的用最新一版的。"""
    shown = _printed_on(plan, info.url)
    official = shown is not None or info.url == addresses.TABLE
    card = shown.card if shown else None
    if card is None and (official or info.generated):
        cards = (document.card for document in plan.documents.values())
        card = next(filter(None, cards), None)
    return Article(
        title=info.title,
        column=info.column,
        date=card.date if card else edition.released,
        source=plan.source.publisher if official else edition.name,
    )


def _printed_on(plan: Plan, url: str) -> Document | None:
    """照录在 url 这一页上的公文，有几篇的取最后一篇；重抄别篇的不算。"""
    shown = None
    for document in plan.documents.values():
        if not document.base and addresses.html(document.page) == url:
            shown = document
    return shown


def tags(portal: Portal, edition: Edition, article: Article) -> Iterator[tuple[str, str]]:
    """政府网站页面标签的名称和内容，不知道的不写。

    名称和写法照在用的政府门户；数据里的日期没有时分，写 00:00。
    """
    yield "SiteName", edition.name
    if edition.base:
        yield "SiteDomain", urlsplit(edition.base).netloc
    if portal.site_code:
        yield "SiteIDCode", portal.site_code
    yield "ColumnName", article.column
    yield "ColumnType", portal.column_type
    yield "ArticleTitle", article.title
    yield "PubDate", f"{article.date:%Y-%m-%d} 00:00"
    yield "ContentSource", article.source

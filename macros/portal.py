"""这一份网站是谁办的，写在 mkdocs.yml 的 extra.portal 里；政府门户要的标签由它和数据得出。"""

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any
from urllib.parse import urlsplit

from macros import pages
from macros.edition import Edition
from macros.model import Plan

# official 是 true 时都要写的，和页脚显示的次序、名称。
REQUIRED = {
    "sponsor": "主办单位",
    "operator": "承办单位",
    "contact": "联系方式",
    "icp": "ICP 备案号",
    "police": "公安备案号",
    "site_code": "网站标识码",
}


class Wrong(ValueError):
    """extra.portal 写得不对；文字是给编者看的中文句子，带文件和行。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Portal:
    """official 是 false 时每页说明不是政府网站；是 true 时页脚写出主办单位和备案号。"""

    official: bool = False
    sponsor: str = ""
    operator: str = ""
    contact: str = ""
    icp: str = ""
    police: str = ""
    site_code: str = ""
    column_type: str = "专题专栏"

    @property
    def says(self) -> tuple[tuple[str, str], ...]:
        """页脚要写的名称和内容；不是政府网站就没有。"""
        return tuple((label, getattr(self, key)) for key, label in REQUIRED.items()) if self.official else ()


def portal(values: Any, text: str, path: str = "mkdocs.yml") -> Portal:
    """values 是 extra.portal，text 是 mkdocs.yml 的全文，用来说出在哪一行。写得不对就抛 Wrong。"""

    def wrong(key: str, what: str, then: str) -> Wrong:
        return Wrong(f"{path}:{_line(text, key)}:1: {what}（{then}）")

    if values is None:
        return Portal()
    if not isinstance(values, Mapping):
        raise wrong("portal", "portal 下面要写一项项设置", "写成 official: false，再照说明写其余各项")
    known = {field.name for field in fields(Portal)}
    for key, value in values.items():
        if key not in known:
            raise wrong(str(key), f"portal 里没有 {key} 这一项", f"可写的有 {'、'.join(sorted(known))}")
        if not isinstance(value, bool if key == "official" else str):
            raise wrong(key, f"{key} 的值不对", "写 true 或 false" if key == "official" else "写文字，加引号")
    found = Portal(**values)
    for key, label in REQUIRED.items() if found.official else ():
        if not getattr(found, key).strip():
            raise wrong(key, f"official 是 true，{label}（{key}）却是空的", f"写上{label}，或把 official 改回 false")
    return found


def _line(text: str, key: str) -> int:
    """key 在 portal 那一块的第几行；没写它就是 portal 那一行。"""
    block = re.search(r"^ *portal:.*(?:\n(?: +.*)?)*", text, re.MULTILINE)
    if not block:
        return 1
    found = re.search(rf"^ *{re.escape(key)}:", block[0], re.MULTILINE)
    return text.count("\n", 0, block.start() + (found.start() if found else 0)) + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """一页在栏目里的样子：页名、所在栏目、发布日期（数据里的，不是构建的）、内容来自哪里。"""

    title: str
    column: str
    date: datetime.date
    source: str


def article(plan: Plan, edition: Edition, *, url: str, title: str, column: str, generated: bool) -> Article:
    """url 这一页的 Article。公文的页用公文的日期，由数据生成的页用方案的，别的用最新一版的。"""
    shown = {pages.html(document.page): document for document in plan.documents.values() if not document.base}
    official = url in shown or url == pages.TABLE
    card = shown[url].card if url in shown else None
    if not card and (official or generated):
        card = next((document.card for document in plan.documents.values() if document.card), None)
    return Article(
        title=title,
        column=column,
        date=card.date if card else edition.released,
        source=plan.source.publisher if official else edition.name,
    )


def tags(found: Portal, edition: Edition, article: Article) -> Iterator[tuple[str, str]]:
    """政府网站页面标签的名称和内容，不知道的不写。名称和写法照在用的政府门户；数据里的日期没有时分，写 00:00。"""
    yield "SiteName", edition.name
    if edition.base:
        yield "SiteDomain", urlsplit(edition.base).netloc
    if found.site_code:
        yield "SiteIDCode", found.site_code
    yield "ColumnName", article.column
    yield "ColumnType", found.column_type
    yield "ArticleTitle", article.title
    yield "PubDate", f"{article.date:%Y-%m-%d} 00:00"
    yield "ContentSource", article.source

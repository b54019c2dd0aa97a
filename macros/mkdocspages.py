"""MkDocs 的一页：由数据生成的怎样排，网站的其余部分要知道它的什么。"""

import re
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from macros.build import Build
from macros.corpus.addresses import GeneratedPage
from macros.pages.info import Info

ANCHOR = re.compile(r' id="([^"]+)"')


class MadePage(Page):
    """由数据生成的页：正文已经是 HTML，不经过 Markdown；写到这一页时才排，写完就放掉。"""

    def __init__(self, made: GeneratedPage, file: File, config: MkDocsConfig, build: Build) -> None:
        self.made = made
        self.build = build
        super().__init__(None, file, config)

    def read_source(self, config: MkDocsConfig) -> None:
        """标题和摘要由数据给；没有 Markdown。"""
        self.markdown = ""
        self.meta = {"title": self.made.title, "description": self.made.description}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """还不排：全站的页都先排好，内存会随计划变大。"""
        self.content = ""

    def fill(self) -> None:
        """排出正文。"""
        self.content = self.build.body(self.made)

    @property
    def present_anchor_ids(self) -> set[str]:  # type: ignore[override]
        """有链接指到这一页的锚点时，MkDocs 才来问。"""
        return set(ANCHOR.findall(self.build.body(self.made)))


def info_of(page: Page) -> Info:
    """一页要知道的。首页在导航里叫“首页”，自己有名字。"""
    meta = page.meta
    generated = page.file.generated_by is not None
    return Info(
        url=page.url,
        title=_plain(meta.get("title") or page.title),
        description=_plain(meta.get("description")),
        above=tuple(_above(page)),
        generated=generated,
        edit=page.file.edit_uri or "",
        canonical=page.canonical_url or "",
        content=page.content or "",
        source="" if generated else page.file.content_string,
        facts=tuple(meta.get("facts") or ()),
        hidden=tuple(meta.get("hide") or ()),
    )


def _above(page: Page) -> Iterator[tuple[str, str]]:
    for item in page.ancestors:
        if item.is_section and item.parent is not None:
            continue  # 不上菜单的那一层，没有自己的页
        yield _plain(item.title), _first_page(item).url


def _first_page(item: Any) -> Page:
    """导航里的一项打开的是哪一页：自己是页就是它，栏目是它的第一页，和页头、面包屑的链接一样。"""
    while not isinstance(item, Page):
        item = item.children[0]
    return item


def _plain(text: Any) -> str:
    """转义过的标题、摘要还原成文字。"""
    return str(Markup(str(text or "")).unescape())

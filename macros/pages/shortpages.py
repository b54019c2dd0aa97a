"""短地址的页：自己跳到那一段，转发到聊天里的卡片上有标题和摘要。"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from macros.corpus import addresses, proof
from macros.corpus.corpus import Row
from macros.corpus.documents import Paragraph
from macros.corpus.plan import Plan
from macros.pages import cite
from macros.pages.view import templates

# 私人的姓名只在全文里照录，不进聊天里的摘要。
PRIVATE = re.compile(r"(?<=联系人)[：:].*")

# 聊天里的摘要最多多少字。
EXCERPT = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortPage:
    """一个短地址：文件名、标题、那一段的字（聊天里的摘要）、从网站根算起的去处。"""

    file: str
    title: str
    text: str
    address: str

    @property
    def target(self) -> str:
        """从短地址的文件夹算起的去处；?s 说明是从短地址来的，见 share.js。"""
        return "../" + self.address.replace("#", "?s#")


def short_addresses(plan: Plan) -> list[str]:
    """全部短地址的网页。"""
    return [f"{cite.short(plan, plan.rows[id])}.html" for id in cite.places(plan)]


def short_pages(plan: Plan) -> Iterator[ShortPage]:
    """全部短地址：能单独引用的各有一个。"""
    for id, position in cite.places(plan).items():
        row = plan.rows[id]
        text = PRIVATE.sub("", proof.reading(plan, row))
        if len(text) > EXCERPT:
            text = f"{text[: EXCERPT - 1]}…"
        yield ShortPage(
            file=f"{cite.short(plan, row)}.html",
            title=_source(plan, row) + position,
            text=text,
            address=addresses.address_of(plan, row),
        )


def _source(plan: Plan, row: Row) -> str:
    """出自哪一篇；任务和举措出自正文那一篇的附件。"""
    if isinstance(row, Paragraph):
        document = plan.documents[row.document]
        return document.short or document.title
    if plan.main is None:
        return "附件"
    return f"{plan.main.short or plan.main.title}附件"


def short_page_files(plan: Plan, site: str, base: str) -> Iterator[tuple[str, str]]:
    """短地址的页：文件名、HTML。site 是网站名，base 是网站的网址（没有就是空的）。"""
    template = templates().get_template("redirect.html")
    for page in short_pages(plan):
        html = template.render(
            title=page.title,
            text=page.text,
            site=site,
            target=page.target,
            canonical=base and base + page.address,
        )
        yield page.file, html

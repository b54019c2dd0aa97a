"""一页的模板要用的值：来自哪一行、目录、标签、JSON-LD、二维码。"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from macros.corpus import addresses
from macros.corpus.citations import Citation, citations
from macros.corpus.facts import Fact
from macros.corpus.pieces import AUDIENCES, FORMS, Piece, procedures_in
from macros.corpus.plan import Plan
from macros.corpus.release import Edition
from macros.pages import contents, covering, datafiles, jsonld, parts, portal
from macros.pages.info import Info
from macros.pages.qrcode import qr_code
from macros.pages.related import related
from macros.pages.scripts import scripts_for

# 用自己的模板的页；宣传资料用 piece.html。
OWN_TEMPLATES = {
    addresses.HOME: "home.html",
    addresses.SEARCH: "search.html",
    addresses.HELP: "help.html",
    addresses.PUBLICITY: "publicity.html",
    addresses.GLANCE: "glance.html",
}

# 给再利用的人看的页：页脚才写来自哪个文件、哪个版本。
REUSE = frozenset({jsonld.DATA_PAGE, "verify.html"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Website:
    """各页共用的：计划、版本、仓库地址、样式变量，数据页还有开放数据的地址、内容类型、字节数。"""

    plan: Plan
    edition: Edition
    repository: str
    tokens: str
    datasets: tuple[tuple[str, str, int], ...] = ()


def context(website: Website, page: Info, piece: Piece | None) -> dict[str, Any]:
    """模板里的各个值；piece 是这一页的宣传资料，不是就是 None。"""
    plan = website.plan
    article = portal.article(plan, website.edition, page)
    tags = portal.tags(plan.site, website.edition, article)
    nodes = jsonld.page(plan, website.edition, page, website.datasets)
    name = page.url.replace("/", "-").removesuffix(".html")
    values: dict[str, Any] = {
        "edit": _edit(page, website.repository),
        "tokens": website.tokens,
        "audiences": AUDIENCES,
        "forms": FORMS,
        "crumbs": page.crumbs,
        "reuse": page.url in REUSE,
        "contents": _contents(page),
        "grounds": _grounds(plan, plan.cited(page.facts, procedures_in(page.source))),
        "scripts": scripts_for(page.content),
        "tags": list(tags),
        "linked": Markup(jsonld.script(nodes)),
        "data": datafiles.own_data(plan, page.url),
        "qr": f"qr/{name}.svg",
        "code": "",
        "divided": parts.divided(plan),
        "moved": parts.relocated(plan, page.url),
    }
    if piece:
        days = [day for day in plan.calendar if day.id in piece.occasions]
        facts = plan.cited_by(piece)
        values |= {"piece": piece, "days": days, "reviews": sorted(fact.review for fact in facts)}
        values |= {"contents": (), "related": related(plan, piece)}
        values["grounds"] = _grounds(plan, facts)
        values["served"] = [_linked(plan, row) for row in piece.serves]
    if page.url == addresses.PUBLICITY:
        values["units_served"] = covering.units_served(plan)
    if page.url == addresses.HELP and page.canonical:
        values["code"] = Markup(qr_code(page.canonical))
    return values


def _edit(page: Info, repository: str) -> dict[str, str]:
    """给页脚：这一页来自哪个文件的第几行，有仓库地址时给出编辑链接。"""
    path, _, line = page.edit.partition("#L")
    path = os.path.normpath(f"docs/{path}")
    line = line or "1"
    url = ""
    if repository:
        url = f"{repository}/edit/main/{path}#L{line}"
    return {"path": path, "line": line, "url": url}


def _linked(plan: Plan, row: str) -> tuple[str, str]:
    """方案的一处：短名，地址。"""
    entry = plan.rows[row]
    return addresses.label(plan, entry), addresses.address_of(plan, entry)


def _contents(page: Info) -> tuple[contents.Heading, ...]:
    if "toc" in page.hidden or page.url in OWN_TEMPLATES:
        return ()
    return contents.contents(page.content)


def _grounds(plan: Plan, facts: Iterable[Fact]) -> list[Citation]:
    """一页依据的法律和文件：所引的事实追到有出处的，同一部法的写在一起。"""
    grounds: list[Fact] = []
    for fact in facts:
        grounds += plan.grounds(fact)
    return citations(grounds)


def documents_on(plan: Plan, url: str) -> set[str]:
    """url 这一页上有哪几篇公文；推进表那页的是附件（appendix），方案那页还有合订本（bound）。"""
    shown = {"appendix"} if url == addresses.TABLE else set()
    for id, document in plan.documents.items():
        if addresses.html(document.page) == url:
            shown.add(id)
    if plan.main and plan.main.id in shown:
        shown.add("bound")
    return shown

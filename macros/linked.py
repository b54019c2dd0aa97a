"""每一页给搜索引擎看的说明：schema.org 的 JSON-LD，照数据写，数据没有的不写。"""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from macros import pages
from macros.edition import LICENSE, Edition
from macros.model import Card, Document, Plan, Unit
from macros.pieces import AUDIENCES, Piece

Node = dict[str, Any]

DATA = "data.html"
_LANGUAGE = "zh-CN"

# 看全称就知道是政府机关的。党委部门、群团、事业单位和看不出的写 Organization：范围大一级，不会错。
_GOVERNMENT = re.compile(r"(?!中共|中国共产|共青团).*(人民政府.*|局|卫生健康委员会|发展和改革委员会)")

# 教人学会一件事的；别的资料只是作品。
_TAUGHT = frozenset({"lesson", "drill"})


def page(
    plan: Plan,
    edition: Edition,
    url: str,
    title: str,
    description: str,
    crumbs: Sequence[tuple[str, str]],
    files: Sequence[tuple[str, str, int]] = (),
) -> list[Node]:
    """url 这一页的 JSON-LD 节点。类和属性照 https://schema.org/ 的规定。

    title、description 是没有转义的文字。crumbs 是从首页到上级页的标题和地址，不含本页，没有地址的写空的。
    files 是开放数据的地址、内容类型、字节数，只用在数据页。不知道网址时，@id、url 等绝对地址不写。
    """
    if url == pages.HOME:
        return [*_subjects(plan, edition, url), _website(edition, description)]
    nodes = list(_subjects(plan, edition, url))
    if url == DATA:
        nodes.append(_dataset(plan, edition, title, description, files))
    return [*nodes, _breadcrumbs(edition, [*crumbs, (title, url)])]


def script(nodes: Sequence[Node]) -> str:
    r"""写在 <script type="application/ld+json"> 里的文字，模板不要再转义。

    能关掉元素、断开一行的字写成 \u 转义（RFC 8259 第 7 节）：数据里的 </script> 也只是字。
    """
    text = json.dumps({"@context": "https://schema.org", "@graph": nodes}, ensure_ascii=False, separators=(",", ":"))
    return re.sub("[<>&\u2028\u2029]", lambda found: f"\\u{ord(found[0]):04x}", text)


def _subjects(plan: Plan, edition: Edition, url: str) -> Iterator[Node]:
    """这一页讲的公文、单位、资料。"""
    for document in plan.documents.values():
        if document.card and pages.html(document.page) == url:
            yield _legislation(plan, edition, document, document.card)
    folder, _, name = url.removesuffix(".html").partition("/")
    if folder == "units" and name in plan.unit:
        yield _unit(edition, plan.unit[name])
    elif folder == "publicity" and name in plan.piece:
        yield _piece(edition, plan.piece[name])


def _node(kind: str, **values: Any) -> Node:
    """一个节点；空的属性不写。"""
    return {"@type": kind, **{name: value for name, value in values.items() if value not in (None, "")}}


def _absolute(edition: Edition, url: str) -> str:
    return edition.base and edition.base + url


def _at(edition: Edition, url: str, anchor: str) -> Node:
    return {"@id": f"{edition.base}{url}#{anchor}", "url": edition.base + url} if edition.base else {}


def _kind(organization: str) -> str:
    return "GovernmentOrganization" if _GOVERNMENT.fullmatch(organization) else "Organization"


def _area(card: Card | None) -> Node | None:
    """发文机关管的地方：名称里“人民政府”前面的字就是。没有这几个字的不猜。"""
    name, government, _ = card.issuer.partition("人民政府") if card else ("", "", "")
    return _node("AdministrativeArea", name=name) if name and government else None


def _legislation(plan: Plan, edition: Edition, document: Document, card: Card) -> Node:
    """一篇有字号的公文。效力（legislationLegalValue）是文件的属性，写在本站这一份上：它照原网页抄来，不是正本。"""
    url = pages.html(document.page)
    copy = _node(
        "LegislationObject",
        contentUrl=_absolute(edition, url),
        encodingFormat="text/html",
        legislationLegalValue="https://schema.org/UnofficialLegalValue",
        isBasedOn=plan.source.address,
    )
    return _node(
        "Legislation",
        **_at(edition, url, document.id),
        name=document.title,
        legislationIdentifier=card.number,
        legislationDate=card.date.isoformat(),
        legislationPassedBy=_node(_kind(card.issuer), name=card.issuer),
        legislationJurisdiction=_area(card),
        inLanguage=_LANGUAGE,
        encoding=copy,
    )


def _unit(edition: Edition, unit: Unit) -> Node:
    return _node(
        _kind(unit.full_name),
        **_at(edition, f"units/{unit.id}.html", unit.id),
        name=unit.name,
        alternateName=unit.full_name,
        description="名称照原表，全称和机构种类是编者归类。",
    )


def _piece(edition: Edition, piece: Piece) -> Node:
    """一份资料。传单里的几条有的是步骤，有的是要点，数据分不开，所以不写 HowTo。"""
    taught = piece.form in _TAUGHT
    return _node(
        "LearningResource" if taught else "CreativeWork",
        **_at(edition, piece.url, piece.slug),
        name=piece.title,
        description=piece.description,
        inLanguage=_LANGUAGE,
        learningResourceType=piece.kind if taught else None,
        educationalUse=list(piece.use) if taught else None,
        audience=[_node("Audience", audienceType=AUDIENCES[one]) for one in piece.audience],
        timeRequired=f"PT{piece.minutes}M",
        version=piece.version,
        dateModified=piece.date.isoformat(),
        license=LICENSE,
    )


def _website(edition: Edition, description: str) -> Node:
    """首页：网站和站内搜索。query-input 的写法见 https://schema.org/docs/actions.html。"""
    search = _absolute(edition, f"{pages.SEARCH}?q={{q}}")
    action = _node("SearchAction", target=_node("EntryPoint", urlTemplate=search), **{"query-input": "required name=q"})
    return _node(
        "WebSite",
        **_at(edition, "", "website"),
        name=edition.name,
        description=description,
        inLanguage=_LANGUAGE,
        copyrightNotice=edition.rights,
        potentialAction=action if search else None,
    )


def _dataset(plan: Plan, edition: Edition, title: str, description: str, files: Sequence[tuple[str, str, int]]) -> Node:
    years = f"{min(plan.years)}/{max(plan.years)}" if plan.years else None
    return _node(
        "Dataset",
        **_at(edition, DATA, "dataset"),
        name=f"{edition.name}：{title}",
        description=description,
        inLanguage=_LANGUAGE,
        license=LICENSE,
        copyrightNotice=edition.rights,
        isBasedOn=plan.source.address,
        isAccessibleForFree=True,
        version=edition.version,
        dateModified=edition.time.isoformat(),
        temporalCoverage=years,
        spatialCoverage=next((_area(document.card) for document in plan.documents.values() if document.card), None),
        distribution=[
            _node(
                "DataDownload",
                name=address,
                contentUrl=_absolute(edition, address),
                encodingFormat=kind,
                contentSize=f"{size} B",
            )
            for address, kind, size in files
        ],
    )


def _breadcrumbs(edition: Edition, crumbs: Sequence[tuple[str, str]]) -> Node:
    items = [
        _node(
            "ListItem",
            position=n,
            name=name,
            item={"@id": edition.base + url} if edition.base and url and n < len(crumbs) else None,
        )
        for n, (name, url) in enumerate(crumbs, 1)
    ]
    return _node("BreadcrumbList", itemListElement=items)

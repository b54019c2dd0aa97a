"""每一页给搜索引擎看的说明：schema.org 的 JSON-LD，照数据写，数据没有的不写。"""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from macros.corpus import addresses
from macros.corpus.documents import Card, Document
from macros.corpus.pieces import AUDIENCES, Piece
from macros.corpus.plan import Plan
from macros.corpus.release import LICENSE, Edition
from macros.corpus.tasks import Unit
from macros.pages.info import Info

JsonNode = dict[str, Any]

DATA_PAGE = "data.html"
_LANGUAGE = "zh-CN"

# 看全称就知道是政府机关的。党委部门、群团、事业单位和看不出的写 Organization：范围大一级，不会错。
_GOVERNMENT = re.compile(
    r"(?!中共|中国共产|共青团).*(人民政府.*|局|卫生健康委员会|发展和改革委员会)"
)

# 能关掉 <script>、断开一行的字。
_UNSAFE = re.compile("[<>&\u2028\u2029]")

# 教人学会一件事的；别的资料只是作品。
_TAUGHT = frozenset({"lesson", "drill"})


def page(
    plan: Plan,
    edition: Edition,
    info: Info,
    files: Sequence[tuple[str, str, int]] = (),
) -> list[JsonNode]:
    """一页的 JSON-LD 节点。类和属性照 https://schema.org/ 的规定。

    files 是开放数据的地址、内容类型、字节数，只用在数据页。不知道网址时，@id、url 等绝对地址不写。
    """
    nodes = list(_subjects(plan, edition, info.url))
    if info.url == addresses.HOME:
        return [*nodes, _website(edition, info.description)]
    if info.url == DATA_PAGE:
        nodes.append(_dataset(plan, edition, info, files))
    here = (info.title, info.url)
    trail = _breadcrumbs(edition, [*info.crumbs, here])
    return [*nodes, trail]


def script(nodes: Sequence[JsonNode]) -> str:
    r"""写在 <script type="application/ld+json"> 里的文字，模板不要再转义。

    能关掉元素、断开一行的字写成 \u 转义（RFC 8259 第 7 节）：数据里的 </script> 也只是字。
    """
    graph = {"@context": "https://schema.org", "@graph": nodes}
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE.sub(_escaped, text)


def _escaped(sign: re.Match[str]) -> str:
    return f"\\u{ord(sign[0]):04x}"


def _subjects(plan: Plan, edition: Edition, url: str) -> Iterator[JsonNode]:
    """这一页讲的公文、单位、资料。"""
    for document in plan.documents.values():
        if document.card and addresses.html(document.page) == url:
            yield _legislation(plan, edition, document, document.card)
    folder, _, name = url.removesuffix(".html").partition("/")
    if folder == "units" and name in plan.unit:
        yield _unit(edition, plan.unit[name])
    elif folder == "publicity" and name in plan.piece:
        yield _piece(edition, plan.piece[name])


def _node(kind: str, **values: Any) -> JsonNode:
    """一个节点；空的属性不写。"""
    node: JsonNode = {"@type": kind}
    for name, value in values.items():
        if value not in (None, ""):
            node[name] = value
    return node


def _absolute(edition: Edition, url: str) -> str:
    return edition.base and edition.base + url


def _at(edition: Edition, url: str, anchor: str) -> JsonNode:
    if not edition.base:
        return {}
    address = edition.base + url
    return {"@id": f"{address}#{anchor}", "url": address}


def _kind(organization: str) -> str:
    if _GOVERNMENT.fullmatch(organization):
        return "GovernmentOrganization"
    return "Organization"


def _area(card: Card | None) -> JsonNode | None:
    """发文机关管的地方：名称里“人民政府”前面的字就是。没有这几个字的不猜。"""
    if card is None:
        return None
    name, government, _ = card.issuer.partition("人民政府")
    if not name or not government:
        return None
    return _node("AdministrativeArea", name=name)


def _legislation(plan: Plan, edition: Edition, document: Document, card: Card) -> JsonNode:
    """一篇有字号的公文。效力（legislationLegalValue）是文件的属性，写在本站这一份上：它照原网页抄来，不是正本。"""
    url = addresses.html(document.page)
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


def _unit(edition: Edition, unit: Unit) -> JsonNode:
    """一个单位。这一页是讲它的，不是它自己的网址，所以不写 url。"""
    about = _at(edition, f"units/{unit.id}.html", unit.id)
    about["mainEntityOfPage"] = about.pop("url", "")
    return _node(
        _kind(unit.full_name),
        **about,
        name=unit.name,
        alternateName=unit.full_name,
        description="名称照原表，全称和机构种类是编者归类。",
    )


def _piece(edition: Edition, piece: Piece) -> JsonNode:
    """一份资料。传单里的几条有的是步骤，有的是要点，数据分不开，所以不写 HowTo。"""
    kind = "CreativeWork"
    teaching: JsonNode = {}
    if piece.form in _TAUGHT:
        kind = "LearningResource"
        teaching = {"learningResourceType": piece.kind, "educationalUse": list(piece.use)}
    return _node(
        kind,
        **_at(edition, piece.url, piece.slug),
        name=piece.title,
        description=piece.description,
        inLanguage=_LANGUAGE,
        **teaching,
        audience=[_node("Audience", audienceType=AUDIENCES[one]) for one in piece.audience],
        timeRequired=f"PT{piece.minutes}M",
        version=piece.version,
        dateModified=piece.date.isoformat(),
        license=LICENSE,
    )


def _website(edition: Edition, description: str) -> JsonNode:
    """首页：网站和站内搜索。query-input 的写法见 https://schema.org/docs/actions.html。"""
    search = _absolute(edition, f"{addresses.SEARCH}?q={{q}}")
    query = {"query-input": "required name=q"}
    target = _node("EntryPoint", urlTemplate=search)
    return _node(
        "WebSite",
        **_at(edition, "", "website"),
        name=edition.name,
        description=description,
        inLanguage=_LANGUAGE,
        copyrightNotice=edition.rights,
        potentialAction=search and _node("SearchAction", target=target, **query),
    )


def _dataset(
    plan: Plan,
    edition: Edition,
    info: Info,
    files: Sequence[tuple[str, str, int]],
) -> JsonNode:
    """开放数据：讲哪几年、哪个地方，有哪些文件。"""
    cards = [document.card for document in plan.documents.values() if document.card]
    years = ""
    if plan.years:
        years = f"{min(plan.years)}/{max(plan.years)}"
    return _node(
        "Dataset",
        **_at(edition, DATA_PAGE, "dataset"),
        name=f"{edition.name}：{info.title}",
        description=info.description,
        inLanguage=_LANGUAGE,
        license=LICENSE,
        copyrightNotice=edition.rights,
        isBasedOn=plan.source.address,
        isAccessibleForFree=True,
        version=edition.version,
        dateModified=edition.time.isoformat(),
        temporalCoverage=years,
        spatialCoverage=_area(cards[0]) if cards else None,
        distribution=[_download(edition, *file) for file in files],
    )


def _download(edition: Edition, address: str, kind: str, size: int) -> JsonNode:
    return _node(
        "DataDownload",
        name=address,
        contentUrl=_absolute(edition, address),
        encodingFormat=kind,
        contentSize=f"{size} B",
    )


def _breadcrumbs(edition: Edition, crumbs: Sequence[tuple[str, str]]) -> JsonNode:
    """面包屑；最后一个是本页，不写地址。"""
    items = []
    for position, (name, url) in enumerate(crumbs, 1):
        item = _node("ListItem", position=position, name=name)
        if edition.base and position < len(crumbs):
            item["item"] = {"@id": edition.base + url}
        items.append(item)
    return _node("BreadcrumbList", itemListElement=items)

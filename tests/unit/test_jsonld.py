"""JSON-LD：照 schema.org 的规定写，说的都是数据里有的，数据里的字关不掉 <script>。"""

import datetime
import json
import re
from dataclasses import replace

import lxml.html
import pytest
from project import ROOT

from macros.corpus import addresses
from macros.corpus.loading import load
from macros.corpus.release import LICENSE, Edition
from macros.pages import jsonld
from macros.pages.info import Info

VOCABULARY = json.loads((ROOT / "tests/vocabulary/schemaorg.json").read_text(encoding="utf-8"))
BASE = "https://example.org/some/path/"
FILES = [("data/a.csv", "text/csv", 12), ("api/v1/b.json", "application/json", 0)]
OWN = {"@id", "url", "mainEntityOfPage", "contentUrl", "item", "potentialAction"}
URL = re.compile(r"https?://[^\s<>\"]+")


@pytest.fixture(scope="module", params=["real", "city"])
def plan(request):
    """真实的计划，和虚构城市的：写死一个名字，另一个就错。"""
    return load(ROOT if request.param == "real" else ROOT / "tests/city")[0]


def edition(base=BASE):
    time = datetime.datetime(2031, 4, 6, 1, 2, 3, tzinfo=datetime.UTC)
    return Edition(
        name="某市反拐",
        base=base,
        version="1.2",
        released=time.date(),
        commit="abc",
        time=time,
        rights="甲&乙",
    )


def urls(plan):
    """有话要说的各页，和一页没有的。"""
    yield from (addresses.HOME, jsonld.DATA_PAGE, "about.html")
    yield from dict.fromkeys(addresses.html(document.page) for document in plan.documents.values())
    yield from (f"units/{unit.id}.html" for unit in plan.units)
    yield from (piece.url for piece in plan.pieces)


def made(plan, url, base=BASE):
    above = (("目录", "a/b.html"), ("栏目", "a/index.html"))
    info = Info(url=url, title="标题", description="摘要", above=above)
    return jsonld.page(plan, edition(base), info, FILES)


def everything(plan, base=BASE):
    return [node for url in urls(plan) for node in made(plan, url, base)]


def of_kind(nodes, *kinds):
    return [node for node in nodes if node["@type"] in kinds]


def inside(value):
    """一个值里的全部节点。"""
    if isinstance(value, list):
        yield from (node for item in value for node in inside(item))
    elif isinstance(value, dict):
        yield from ([value] if "@type" in value else [])
        yield from (node for item in value.values() for node in inside(item))


def ancestors(kind):
    return {kind}.union(*map(ancestors, VOCABULARY["classes"][kind]))


def fits(value, kind):
    """一个值合不合属性的一种取值。"""
    match kind, value:
        case "Boolean", bool():
            return True
        case (("Integer" | "Number"), int()):
            return not isinstance(value, bool)
        case "URL", str():
            return bool(URL.fullmatch(value))
        case "Date", str():
            return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", value)) and bool(
                datetime.date.fromisoformat(value)
            )
        case "DateTime", str():
            return "T" in value and datetime.datetime.fromisoformat(value).tzinfo is not None
        case "Duration", str():
            return bool(re.fullmatch(r"PT[1-9]\d*M", value))
        case "Text", str():
            return bool(value.strip())
        case _, str():
            return VOCABULARY["members"].get(value.removeprefix("https://schema.org/")) == kind
        case _, {"@type": own}:
            return own in VOCABULARY["classes"] and kind in ancestors(own)
        case _, {"@id": id}:
            return kind in VOCABULARY["classes"] and bool(URL.fullmatch(id))
    return False


def problems(node):
    """一个节点不合词汇的地方：没有的类、不归这个类的属性、不对的值。"""
    if node["@type"] not in VOCABULARY["classes"]:
        yield f"没有 {node['@type']}"
        return
    for name, value in node.items():
        if name in ("@type", "@id"):
            continue
        rule = VOCABULARY["properties"].get(
            name.removesuffix("-input"), {"domain": [], "range": []}
        )
        if not ancestors(node["@type"]) & set(rule["domain"]):
            yield f"{node['@type']} 没有 {name}"
        yield from (
            f"{name} 不能是 {one}"
            for one in (value if isinstance(value, list) else [value])
            if not any(fits(one, kind) for kind in rule["range"])
        )


@pytest.mark.parametrize("base", [BASE, ""])
def test_every_node_keeps_to_the_vocabulary(plan, base):
    """每个类都有，每个属性归它的类，每个值合规定：写错一处，搜索引擎就整段不认。"""
    nodes = list(inside(everything(plan, base)))
    assert [problem for node in nodes for problem in problems(node)] == []


def test_vocabulary_holds_exactly_what_is_used():
    """词汇表里用不着的不留：它该和网站用的一样多，才看得出网站说了什么。"""
    nodes = [
        node for root in (ROOT, ROOT / "tests/city") for node in inside(everything(load(root)[0]))
    ]
    names = {name.removesuffix("-input") for node in nodes for name in node if name[0] != "@"}
    kinds = set().union(*(ancestors(node["@type"]) for node in nodes))
    members = VOCABULARY["members"].values()
    assert names == VOCABULARY["properties"].keys()
    assert kinds.union(*map(ancestors, members)) == VOCABULARY["classes"].keys()


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"@type": "Law"}, "没有 Law"),
        (
            {"legislationLegalValue": "https://schema.org/UnofficialLegalValue"},
            "Legislation 没有 legislationLegalValue",
        ),
        ({"issuer": "甲"}, "Legislation 没有 issuer"),
        ({"legislationDate": "2022年4月6日"}, "legislationDate 不能是 2022年4月6日"),
        ({"legislationPassedBy": "市政府"}, "legislationPassedBy 不能是 市政府"),
        ({"legislationPassedBy": {"@type": "Audience"}}, "legislationPassedBy 不能是"),
        ({"encoding": {"@type": "Legislation"}}, "encoding 不能是"),
        ({"name": ["甲", ""]}, "name 不能是 "),
        ({"license": "CC BY"}, "license 不能是 CC BY"),
        ({"timeRequired": "40 分钟"}, "timeRequired 不能是 40 分钟"),
        ({"isAccessibleForFree": "true"}, "isAccessibleForFree 不能是 true"),
        ({"dateModified": "2022-04-06T00:00:00"}, "dateModified 不能是 2022-04-06T00:00:00"),
    ],
)
def test_the_check_sees_what_is_wrong(plan, changed, says):
    """检查自己要看得出错；效力写在公文上而不是文件上，是常见的错。"""
    (node,) = of_kind(everything(plan), "Legislation")
    assert [problem for problem in problems(node | changed) if says in problem]


def test_legislation_says_what_the_card_says(plan):
    """文号、机关、日期、来源都从卡片和出处来；本站这一份不是正本。"""
    card = plan.main.card
    (node,) = of_kind(made(plan, addresses.html(plan.main.page)), "Legislation")
    assert node["name"] == plan.main.title
    assert node["legislationIdentifier"] == card.number
    assert node["legislationDate"] == card.date.isoformat()
    assert node["legislationPassedBy"] == {"@type": "GovernmentOrganization", "name": card.issuer}
    assert card.issuer.startswith(node["legislationJurisdiction"]["name"] + "人民政府")
    assert node["encoding"]["isBasedOn"] == plan.source.address
    assert node["encoding"]["legislationLegalValue"].endswith("/UnofficialLegalValue")
    assert of_kind(everything(plan), "Legislation") == [node]


def test_no_place_is_guessed(plan):
    """发文机关的名称看不出管哪里，就不写地方，也不说它是政府机关。"""
    card = replace(plan.main.card, issuer="某联席会议")
    other = replace(plan, documents={"plan": replace(plan.main, card=card)})
    (node,) = of_kind(everything(other), "Legislation")
    assert "legislationJurisdiction" not in node
    assert node["legislationPassedBy"] == {"@type": "Organization", "name": "某联席会议"}
    assert "spatialCoverage" not in of_kind(everything(other), "Dataset")[0]
    bare = replace(plan, documents={"plan": replace(plan.main, card=None)}, periods=())
    assert not of_kind(everything(bare), "Legislation")
    assert "temporalCoverage" not in of_kind(everything(bare), "Dataset")[0]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("甲市公安局", "GovernmentOrganization"),
        ("甲市卫生健康委员会", "GovernmentOrganization"),
        ("甲市人民政府办公室", "GovernmentOrganization"),
        ("甲市妇女联合会", "Organization"),
        ("共青团甲市委员会", "Organization"),
        ("中国共产主义青年团甲市人民政府机关委员会", "Organization"),
        ("甲市残疾人联合会", "Organization"),
        ("中共甲市委宣传部", "Organization"),
        ("中共甲市委机要局", "Organization"),
        ("甲市消费者权益保护委员会", "Organization"),
        ("甲市图书馆", "Organization"),
    ],
)
def test_only_organs_of_government_are_called_so(plan, name, kind):
    """群团、党委部门、事业单位不是政府机关；看不出的写大一级的类。"""
    unit = replace(plan.units[0], full_name=name)
    other = replace(plan, units=(unit,))
    node = made(other, f"units/{unit.id}.html")[0]
    assert (node["@type"], node["alternateName"], node["name"]) == (kind, name, unit.name)
    assert "编者" in node["description"]


def test_a_page_is_not_the_address_of_the_unit(plan):
    """这一页讲的是单位，单位自己的网址另有：写成 url，搜索引擎会把本站当成它的官网。"""
    for unit in plan.units:
        address = f"{BASE}units/{unit.id}.html"
        node = made(plan, f"units/{unit.id}.html")[0]
        assert node["mainEntityOfPage"] == address
        assert "url" not in node


def test_each_unit_is_on_its_own_page_only(plan):
    """一个单位一页，一页一个单位；目录页和任务页没有。"""
    for unit in plan.units:
        found = of_kind(
            made(plan, f"units/{unit.id}.html"), "Organization", "GovernmentOrganization"
        )
        assert [node["name"] for node in found] == [unit.name]
    others = [
        "units/index.html",
        f"tasks/{plan.units[0].id}.html",
        "publicity/index.html",
        "units/no-such.html",
    ]
    assert {node["@type"] for url in others for node in made(plan, url)} == {"BreadcrumbList"}


def test_lessons_and_drills_are_for_learning(plan):
    """教案和演练是学习资源，写明怎样用、给谁、几分钟；别的是作品。哪一份也不冒充步骤。"""
    for piece in plan.pieces:
        node = made(plan, piece.url)[0]
        taught = piece.form in ("lesson", "drill")
        assert node["@type"] == ("LearningResource" if taught else "CreativeWork")
        assert node.get("educationalUse") == (list(piece.use) if taught else None)
        assert node["timeRequired"] == f"PT{piece.minutes}M"
        assert len(node["audience"]) == len(piece.audience)
        assert (node["name"], node["version"], node["license"]) == (
            piece.title,
            piece.version,
            LICENSE,
        )


def test_breadcrumbs_lead_from_home_to_the_page(plan):
    """首页以外每页都有，位置从 1 数，最后是本页；只有本页不写地址，别的缺一级，搜索引擎整条不用。"""
    for url in urls(plan):
        found = of_kind(made(plan, url), "BreadcrumbList")
        assert len(found) == (url != addresses.HOME)
        for node in found:
            items = node["itemListElement"]
            assert [item["position"] for item in items] == [1, 2, 3, 4]
            assert [item["name"] for item in items] == ["首页", "栏目", "目录", "标题"]
            places = [item.get("item", {}).get("@id") for item in items]
            above = [f"{BASE}a/index.html", f"{BASE}a/b.html"]
            assert places == [BASE + addresses.HOME, *above, None]


def test_home_can_be_searched(plan):
    """首页说明站内搜索的网址，占位的名字两处一样。"""
    (node,) = of_kind(everything(plan), "WebSite")
    action = node["potentialAction"]
    assert action["target"]["urlTemplate"] == f"{BASE}search.html?q={{q}}"
    assert action["query-input"] == "required name=q"


def test_dataset_lists_every_file(plan):
    """数据页列出给它的每个文件，一个不多。"""
    (node,) = of_kind(everything(plan), "Dataset")
    read = [
        (
            file["contentUrl"].removeprefix(BASE),
            file["encodingFormat"],
            int(file["contentSize"].removesuffix(" B")),
        )
        for file in node["distribution"]
    ]
    assert read == FILES
    assert node["temporalCoverage"] == f"{plan.periods[0].first}/{plan.periods[-1].last}"


def without_own(value):
    if isinstance(value, list):
        return [without_own(item) for item in value]
    if isinstance(value, dict):
        return {name: without_own(item) for name, item in value.items() if name not in OWN}
    return value


def test_without_an_address_only_addresses_are_missing(plan):
    """不知道网址时，少的正好是要绝对地址的属性，别的一字不差。"""
    bare = everything(plan, "")
    assert bare == without_own(everything(plan))
    assert "example.org" in jsonld.script(everything(plan))


HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]>&amp;&lt;",
    '甲"乙\\丙',
    "\u2028\u2029\n\0\x1b",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_never_leaves_the_element(plan, text):
    """数据里的字写什么都关不掉 <script>，读回来一字不差。"""
    documents = {"plan": replace(plan.main, title=text)}
    info = Info(url="about.html", title=text, description=text, above=((text, "a.html"),))
    nodes = jsonld.page(replace(plan, documents=documents), edition(), info)
    written = jsonld.script(nodes)
    assert not set("<>&\u2028\u2029\n") & set(written)
    assert json.loads(written) == {"@context": "https://schema.org", "@graph": nodes}
    page = lxml.html.fromstring(
        f'<html><body><script type="application/ld+json">{written}</script><p>完</p></body></html>'
    )
    assert len(page.findall(".//script")) == 1
    assert page.findtext(".//script") == written
    assert page.findtext(".//p") == "完"


def test_same_input_same_text(plan):
    """同样的数据总写出同样的字。"""
    assert jsonld.script(everything(plan)) == jsonld.script(everything(plan))


def test_only_what_teaches_says_what_kind_of_lesson(plan):
    """教案、演练写明是哪一种教学资料；传单、讲话不是，不写：写错了，找教案的人会找来一张传单。"""
    piece = plan.pieces[0]
    for form, kind in (("lesson", "教案"), ("speech", None), ("leaflet", None)):
        other = replace(plan, pieces=(replace(piece, form=form),))
        node, _ = made(other, piece.url)
        assert node.get("learningResourceType") == kind
        assert ("educationalUse" in node) == (kind is not None)


def test_chinese_is_written_as_it_is(plan):
    """汉字照写，不转义：转义了一个字多占三个字节，翻源码的人也看不懂。"""
    assert "某市反拐" in jsonld.script(made(plan, addresses.HOME))

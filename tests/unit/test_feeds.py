"""订阅、站点地图、robots、搜索描述、安全联系方式：照各自的规定写，链接都有去处，字总是字。"""

import datetime
import re
from dataclasses import replace
from urllib.parse import unquote

import pytest
from lxml import etree
from project import ROOT

from macros.corpus import release as changelog
from macros.corpus.loading import load
from macros.corpus.release import Edition, Release
from macros.opendata import feeds
from macros.opendata.feeds import ListedPage

BASE = "https://example.org/some/path/"
CONTACT = "mailto:security@example.org"
ATOM = {"a": "http://www.w3.org/2005/Atom", "h": "http://www.w3.org/1999/xhtml"}
MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
TAG = re.compile(
    r"tag:[a-z0-9]+(\.[a-z0-9]+)*,\d{4}(-\d\d(-\d\d)?)?:[A-Za-z0-9._~!$&'()*+,;=:@/?%-]*"
)
# 两版在同一天，新的在前。
DAYS = [("3", "2031-04-05"), ("2", "2031-04-05"), ("1", "2031-04-01")]
RELEASES = changelog.releases((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))


@pytest.fixture(scope="module", params=["real", "city"])
def plan(request):
    """真实的计划，和虚构城市的。"""
    return load(ROOT if request.param == "real" else ROOT / "tests/city")[0]


def edition(base=BASE, name="某市反拐"):
    time = datetime.datetime(2031, 4, 6, 1, 2, 3, tzinfo=datetime.UTC)
    return Edition(
        name=name,
        base=base,
        version="1.2",
        released=datetime.date(2031, 4, 5),
        commit="abc",
        time=time,
        rights="权利",
    )


def pages_of(plan):
    return [
        ListedPage(url="index.html", title="首页"),
        ListedPage(url="calendar.html", title="宣传日历"),
        ListedPage(url="页 & 名.html", title="没有提到的页"),
        *(ListedPage(url=piece.url, title=piece.title) for piece in plan.pieces),
    ]


def made(plan, base=BASE, releases=RELEASES, **more):
    return feeds.feed_files(plan, edition(base, **more), releases, pages_of(plan), CONTACT)


def parsed(text):
    return etree.fromstring(text.encode())


def atom_problems(feed):
    """不合 RFC 4287 的地方：第 4.1.1、4.1.2 节要有的和至多一个的元素，第 3.3 节的时刻，附录 B 的先后。"""
    authored = bool(feed.findall("a:author", ATOM))
    for one in [feed, *feed.findall("a:entry", ATOM)]:
        for name in ("id", "title", "updated"):
            if len(one.findall(f"a:{name}", ATOM)) != 1:
                yield f"{one.tag} 的 {name} 不是正好一个"
        for name in ("rights", "content", "summary", "published", "subtitle"):
            if len(one.findall(f"a:{name}", ATOM)) > 1:
                yield f"{name} 多于一个"
        if not authored and not one.findall("a:author", ATOM):
            yield "没有 author"
        links = [link.attrib for link in one.findall("a:link", ATOM)]
        kept = [
            (link["type"], link.get("hreflang"))
            for link in links
            if link.get("rel", "alternate") == "alternate"
        ]
        if len(kept) != len(set(kept)) or not all(
            link.get("href", "").startswith("https://") for link in links
        ):
            yield "link 不对"
        if one is not feed and one.find("a:content", ATOM) is None:
            yield "entry 没有正文"
    yield from (
        f"时刻 {one.text}"
        for one in feed.iterfind(".//a:updated", ATOM)
        if not MOMENT.fullmatch(one.text)
    )
    yield from (
        f"id {one.text}" for one in feed.iterfind(".//a:id", ATOM) if not TAG.fullmatch(one.text)
    )
    ids = [one.text for one in feed.iterfind(".//a:id", ATOM)]
    if len(ids) != len(set(ids)):
        yield "id 重复"
    names = [etree.QName(one).localname for one in feed]
    if "entry" in names and set(names[names.index("entry") :]) != {"entry"}:
        yield "entry 后面还有别的"
    for content in feed.iterfind(".//a:content[@type='xhtml']", ATOM):
        if [one.tag for one in content] != [f"{{{ATOM['h']}}}div"] or (content.text or "").strip():
            yield "xhtml 正文要正好是一个 div"
    if not all(
        one.findtext("a:name", "", ATOM).strip() for one in feed.iterfind(".//a:author", ATOM)
    ):
        yield "author 没有 name"


@pytest.mark.parametrize("base", [BASE, ""])
def test_feed_keeps_to_the_standard(plan, base):
    """照 RFC 4287：少一个元素，有的阅读器就打不开。"""
    feed = parsed(made(plan, base)["feed.xml"])
    assert feed.tag == f"{{{ATOM['a']}}}feed"
    assert list(atom_problems(feed)) == []
    selves = feed.xpath("a:link[@rel='self']/@href", namespaces=ATOM)
    assert selves == ([f"{BASE}feed.xml"] if base else [])
    assert base or not feed.findall(".//a:link", ATOM)


@pytest.mark.parametrize(
    "path",
    [
        "a:id",
        "a:title",
        "a:updated",
        "a:author",
        "a:author/a:name",
        "a:entry/a:id",
        "a:entry/a:content",
        ".//h:div",
    ],
)
@pytest.mark.parametrize("twice", [False, True])
def test_the_check_sees_what_is_missing_or_doubled(plan, path, twice):
    """检查自己要看得出错：少一个、多一个都报。作者可以有几个。"""
    feed = parsed(made(plan)["feed.xml"])
    one = feed.find(path, ATOM)
    if twice:
        one.addnext(etree.fromstring(etree.tostring(one)))
    else:
        one.getparent().remove(one)
    assert list(atom_problems(feed)) or (twice and "author" in path)


def test_what_is_read_back_is_the_changelog(plan):
    """读回来的版本、日期、改动和更新记录一样，日期是北京时间零点。"""
    feed = parsed(made(plan)["feed.xml"])
    read = [
        Release(
            version=entry.findtext("a:title", "", ATOM).removeprefix("某市反拐 "),
            date=entry.findtext("a:updated", "", ATOM).partition("T00:00:0")[0],
            changes=tuple(item.text for item in entry.iterfind(".//h:li", ATOM)),
        )
        for entry in feed.iterfind("a:entry", ATOM)
    ]
    assert read == [replace(release, content=()) for release in RELEASES if release.date]
    moments = feed.xpath("a:entry/a:updated/text()", namespaces=ATOM)
    assert feed.findtext("a:updated", "", ATOM) == max(moments)


def test_releases_of_one_day_come_in_order(plan):
    """同一天出的几版，时刻一版比一版晚：有的阅读器照时刻排，相同的会乱。"""
    told = [Release(version=v, date=d, changes=("改",)) for v, d in DAYS]
    feed = parsed(made(plan, releases=told)["feed.xml"])
    moments = feed.xpath("a:entry/a:updated/text()", namespaces=ATOM)
    assert moments == [
        "2031-04-05T00:00:01+08:00",
        "2031-04-05T00:00:00+08:00",
        "2031-04-01T00:00:00+08:00",
    ]


def test_every_entry_opens_on_the_site(plan):
    """在阅读器里点标题，打开关于页上的那一版；不知道网址就没有链接。"""
    feed = parsed(made(plan)["feed.xml"])
    for entry in feed.iterfind("a:entry", ATOM):
        version = entry.findtext("a:title", "", ATOM).removeprefix("某市反拐 ")
        (own,) = entry.xpath("a:link[@rel='alternate']/@href", namespaces=ATOM)
        assert own == f"{BASE}about.html#release-{version}"


def ids(plan, *arguments, **more):
    return [
        one.text
        for one in parsed(made(plan, *arguments, **more)["feed.xml"]).iterfind(".//a:id", ATOM)
    ]


def test_ids_never_change(plan):
    """搬了网址、出了新版、改了日期和说明，旧的 id 都不变，不然阅读器会当成新的；另一个网站的不一样。"""
    new = Release(version="9.0 <&>", date="2031-05-01", changes=("新",))
    changed = tuple(
        replace(release, date=release.date and "2031-01-01", changes=("改",))
        for release in RELEASES
    )
    assert ids(plan, "") == ids(plan) == ids(plan, releases=changed)
    with_new = ids(plan, releases=(new, *RELEASES))
    assert [id for id in with_new if id in ids(plan)] == ids(plan)
    assert not set(ids(plan)) & set(ids(plan, name="别的市反拐"))


def test_an_unfinished_release_is_not_told(plan):
    """还没定日期的一版不进订阅；一版也没有，订阅仍合规定。"""
    draft = Release(version="未发布", date="", changes=("还没做完",))
    text = made(plan, releases=(draft,))["feed.xml"]
    assert "还没做完" not in text
    assert list(atom_problems(parsed(text))) == []


def test_links_of_an_entry_are_pages_it_is_about(plan):
    """改动以一页的标题开头，才链到那一页；链接都在给出的各页里。"""
    told = Release(
        version="1", date="2031-04-05", changes=("宣传日历：能加到手机。", "说到首页，但不是改它。")
    )
    for base in (BASE, ""):
        feed = parsed(made(plan, base, releases=(told,))["feed.xml"])
        links = feed.xpath("a:entry/a:link[@rel='related']/@href", namespaces=ATOM)
        assert links == ([f"{BASE}calendar.html"] if base else [])


@pytest.mark.parametrize(
    "text", ["<b>粗</b>", "甲 & 乙 &amp;", "]]>", "\"'", "<!--", "甲\0\x1b\ufffe乙", "😀𠮷"]
)
def test_text_stays_text(plan, text):
    """字里有什么都不会变成标签；XML 不收的字换成 U+FFFD，别的一字不差。"""
    release = Release(version=text, date="2031-04-05", changes=(text, "后面"))
    files = made(plan, releases=(release,), name=text)
    clean = re.sub("[\0\x1b\ufffe]", "\ufffd", text)
    feed = parsed(files["feed.xml"])
    assert list(atom_problems(feed)) == []
    assert [item.text for item in feed.iterfind(".//h:li", ATOM)] == [clean, "后面"]
    assert feed.findtext("a:author/a:name", "", ATOM) == clean
    assert parsed(files["opensearch.xml"]).findtext(f"{SEARCH}ShortName") == clean


def test_sitemap_lists_every_page_once(plan):
    """站点地图和给出的各页一样；资料写它的日期，别的页哪天改的不知道，不拿提交的时刻充数。"""
    found = {
        unquote(one.findtext("s:loc", "", MAP).removeprefix(BASE)): one.findtext(
            "s:lastmod", "", MAP
        )
        for one in parsed(made(plan)["sitemap.xml"]).iterfind("s:url", MAP)
    }
    assert list(found) == [page.url for page in pages_of(plan)]
    assert found["index.html"] == found["calendar.html"] == ""
    assert all(found[piece.url] == piece.date.isoformat() for piece in plan.pieces)
    locations = parsed(made(plan)["sitemap.xml"]).xpath("//s:loc/text()", namespaces=MAP)
    assert all(re.fullmatch(r"https://[!-~]+", location) for location in locations)


def test_robots_may_see_everything(plan):
    """都可以看；知道网址才说站点地图在哪里，要写绝对地址。"""
    assert made(plan)["robots.txt"].split("\n")[:2] == ["User-agent: *", "Allow: /"]
    assert f"\nSitemap: {BASE}sitemap.xml\n" in made(plan)["robots.txt"]
    assert "Sitemap" not in made(plan, "")["robots.txt"]


@pytest.mark.parametrize("name", ["某市反拐", "名字很长的一个市的反对拐卖人口行动网站"])
def test_search_description_keeps_to_the_standard(plan, name):
    """OpenSearch 1.1：短名最多 16 个字，有模板，编码写明。"""
    root = parsed(made(plan, name=name)["opensearch.xml"])
    assert root.tag == f"{SEARCH}OpenSearchDescription"
    assert 0 < len(root.findtext(f"{SEARCH}ShortName")) <= 16
    assert 0 < len(root.findtext(f"{SEARCH}Description")) <= 1024
    (url,) = root.findall(f"{SEARCH}Url")
    assert dict(url.attrib) == {
        "type": "text/html",
        "template": f"{BASE}search.html?q={{searchTerms}}",
    }
    assert root.findtext(f"{SEARCH}InputEncoding") == "UTF-8"


@pytest.mark.parametrize("base", [BASE, ""])
def test_security_contact_is_current(plan, base):
    """RFC 9116：联系方式和有效期各有其一，有效期不到一年，从提交算起。"""
    lines = made(plan, base)[".well-known/security.txt"].rstrip("\n").split("\n")
    fields = dict(line.split(": ", 1) for line in lines)
    assert len(fields) == len(lines)
    assert fields["Contact"] == CONTACT
    left = datetime.datetime.fromisoformat(fields["Expires"]) - edition().time
    assert datetime.timedelta(days=363) < left < datetime.timedelta(days=365)
    assert fields.get("Canonical") == (f"{BASE}.well-known/security.txt" if base else None)


@pytest.mark.parametrize(
    "contact", ["a@b.cn", "0123-1234567", "mailto:a@b.cn\nContact: tel:+1", "http://甲"]
)
def test_a_contact_that_is_no_address_is_refused(plan, contact):
    """联系方式要写成网址；换行能添出别的字段，更不能放过。"""
    with pytest.raises(ValueError, match="联系方式"):
        feeds.feed_files(plan, edition(), RELEASES, pages_of(plan), contact)


def test_which_files_there_are(plan):
    """要绝对地址的，不知道网址就没有；没有联系方式就没有 security.txt。"""
    always = {"feed.xml", "robots.txt"}
    hosted = {"sitemap.xml", "opensearch.xml"}
    for base in (BASE, ""):
        files = feeds.feed_files(plan, edition(base), RELEASES, pages_of(plan))
        assert files.keys() == (always | hosted if base else always)
        assert BASE not in "".join(files.values()) or base
        assert made(plan, base).keys() - files.keys() == {".well-known/security.txt"}


def test_same_input_same_bytes(plan):
    """同样的数据总写出同样的字。"""
    assert made(plan) == made(plan)

"""谁办的，政府门户要的标签。"""

import dataclasses
import datetime
import re
from pathlib import Path

import pytest
from lxml import html
from project import ROOT, build, edit

from macros.checks.run import check
from macros.corpus.record import field_title
from macros.corpus.release import Edition
from macros.corpus.site import OWNER_FIELDS, Portal
from macros.pages.info import Info
from macros.pages.portal import article, tags

FULL = dict.fromkeys(OWNER_FIELDS, "某")
EDITION = Edition(
    name="某市反拐",
    base="https://www.example.gov.cn/zt/fg/",
    version="1",
    released=datetime.date(2031, 5, 6),
    commit="",
    time=datetime.datetime(2031, 5, 6, tzinfo=datetime.UTC),
    rights="",
)


OFFICIAL = "official: true\nslug: city\nexit: https://example.org/\n"


def problems_of(project, text):
    """data/site.yml 写成 text，检查说的话。"""
    (project / "data/site.yml").write_text(text, encoding="utf-8")
    return [str(problem) for problem in check(project)[1]]


def lines(values):
    return "".join(f'{key}: "{value}"\n' for key, value in values.items())


@pytest.mark.parametrize("key", OWNER_FIELDS)
def test_an_official_copy_must_say_who_runs_it(city_project, key):
    """写了 official: true，六项缺哪一项都停，说出名称、文件和那一行；空着、只有空格、没写都算缺。"""
    without = {name: value for name, value in FULL.items() if name != key}
    title = field_title(Portal, key)
    (problem,) = problems_of(city_project, OFFICIAL + lines(without))
    assert problem == (
        f"data/site.yml:1:11: official 是 true，{title}（{key}）却是空的"
        f"（写上{title}，或把 official 改回 false）"
    )
    line = OFFICIAL.count("\n") + list(FULL).index(key) + 1
    for empty in ("", "  "):
        (problem,) = problems_of(city_project, OFFICIAL + lines(FULL | {key: empty}))
        assert problem.startswith(f"data/site.yml:{line}:{len(key) + 3}: {key} 是空的（")


def test_a_whole_official_copy_is_sound(project):
    """六项都写了，就没有错；data/site.yml 里的说明照着做，也没有错。"""
    about = project / "docs/about.md"
    page = about.read_text(encoding="utf-8")
    about.write_text(page.replace("本站不是政府网站。", ""), encoding="utf-8")
    assert problems_of(project, OFFICIAL + lines(FULL)) == []
    text = (ROOT / "data/site.yml").read_text(encoding="utf-8")
    whole = re.sub(r"^# (?=[a-z_]+: )", "", text, flags=re.MULTILINE)
    whole = whole.replace("official: false", "official: true")
    assert all(f"\n{key}: " in whole for key in OWNER_FIELDS)
    assert problems_of(project, whole) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("official", "offical", "未知字段 offical，是否想写 official？"),
        ("true", '"true"', "official 写法不对：true"),
        ("slug: city", "slug: 城", "slug 写法不对：城"),
        ("exit: https://", "exit: ", "exit 写法不对"),
        ("exit:", "icp: 12345678\nexit:", "icp 的 12345678 会被当成数字"),
        (OFFICIAL, "甲\n", "这里要写成“字段: 值”的形式"),
    ],
)
def test_what_is_wrong_is_said(city_project, old, new, says):
    """写错名字、写错类型，都是一句中文，带文件、行、列。"""
    problems = problems_of(city_project, OFFICIAL.replace(old, new))
    pattern = re.compile(rf"data/site\.yml:\d+:\d+: {re.escape(says)}.*（.+）")
    assert any(map(pattern.fullmatch, problems)), problems


def test_only_an_official_copy_shows_its_owner(plan):
    """不是政府办的，写了主办单位页脚也不显示。"""
    assert portal(**FULL).says == ()
    shown = portal(official=True, **FULL).says
    assert shown == tuple((field_title(Portal, key), "某") for key in OWNER_FIELDS)


def portal(**values):
    return Portal(**{"official": False, "slug": "city", "exit": "https://example.org/"} | values)


def test_dates_and_sources_come_from_data(plan):
    """公文页用公文的日期和发布的网站，生成的页用方案的日期，编者写的页用最新一版的日期。"""
    card = plan.documents["plan"].card
    page = article(plan, EDITION, Info(url="plan/index.html", title="方案", generated=False))
    assert (page.date, page.source) == (card.date, plan.source.publisher)
    page = article(plan, EDITION, Info(url="units/health.html", title="某", generated=True))
    assert (page.date, page.source) == (card.date, EDITION.name)
    page = article(plan, EDITION, Info(url="about.html", title="某", generated=False))
    assert (page.date, page.source) == (EDITION.released, EDITION.name)


def test_what_is_unknown_is_not_written(plan):
    """没有网址就没有 SiteDomain，没有标识码就没有 SiteIDCode：不编。"""
    page = article(plan, EDITION, Info(url="about.html", title="某", generated=False))
    names = [name for name, _ in tags(portal(), EDITION, page)]
    assert "SiteIDCode" not in names
    assert dict(tags(portal(site_code="3415000001"), EDITION, page))["SiteIDCode"] == "3415000001"
    assert dict(tags(portal(), EDITION, page))["SiteDomain"] == "www.example.gov.cn"
    assert "SiteDomain" not in dict(tags(portal(), dataclasses.replace(EDITION, base=""), page))


NEEDED = {"SiteName", "ColumnName", "ColumnType", "ArticleTitle", "PubDate", "ContentSource"}


def metas(path):
    return {
        meta.get("name"): meta.get("content")
        for meta in html.fromstring(path.read_bytes()).iter("meta")
        if meta.get("name")
    }


def test_every_page_carries_the_tags(site):
    """每一页都有门户要的标签，各只一个，不空；日期的写法照 2022-04-06 00:00。"""
    count = 0
    for path in Path(site).rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        if 'http-equiv="refresh"' in text or path.name == "404.html":
            continue
        found = metas(path)
        assert found.keys() >= NEEDED, path
        assert all(found[name].strip() for name in NEEDED), path
        assert all(text.count(f'<meta name="{name}"') == 1 for name in NEEDED), path
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}", found["PubDate"]), path
        assert "generator" not in found, path
        count += 1
    assert count > 90


def test_an_official_copy_shows_its_owner(city_project):
    """政府办的副本：页脚写主办单位和备案号，不说不是政府网站；手写页里还说不是的，构建停下，指出那一行。"""
    path = city_project / "data/site.yml"
    site = city_project / "site"
    edit(path, "official: false", "official: true")
    code, output = build(city_project, site)
    assert (code, "Traceback" in output) == (1, False)
    assert re.search(
        r"^data/site\.yml:2:11: official 是 true，主办单位（sponsor）、.+却是空的",
        output,
        re.MULTILINE,
    ), output
    values = {key: f"甲{n}" for n, key in enumerate(OWNER_FIELDS)}
    with path.open("a", encoding="utf-8") as file:
        file.write(lines(values))
    about = city_project / "docs/about.md"
    page = about.read_text(encoding="utf-8")
    about.write_text(f"{page}\n本站不是政府网站。\n", encoding="utf-8")
    code, output = build(city_project, site)
    assert code == 1
    assert re.search(r"docs/about\.md:\d+:3: 这里写着“不是政府网站”", output), output
    about.write_text(page, encoding="utf-8")
    code, output = build(city_project, site)
    assert code == 0, output
    for name in ("index.html", "units/ferry.html", "help.html"):
        text = html.fromstring((site / name).read_bytes()).text_content()
        assert "不是政府网站" not in text, name
        for key, value in values.items():
            assert f"{field_title(Portal, key)}：{value}" in text, name
    assert metas(site / "index.html")["SiteIDCode"] == values["site_code"]


def test_a_copy_to_publish_without_a_contact_says_so(city_project):
    """给了网址就是要发布的：没有写联系方式，建完说一声，不算警告；写了就不说。"""
    site = city_project / "data/site.yml"
    for contact, told in (("", True), ('contact: "0123-1234567"\n', False)):
        site.write_text(site.read_text(encoding="utf-8") + contact, encoding="utf-8")
        code, output = build(
            city_project, city_project / "site", SITE_URL="https://www.example.org/"
        )
        assert code == 0, output
        assert ("没有写联系方式" in output) is told
        assert "WARNING" not in output

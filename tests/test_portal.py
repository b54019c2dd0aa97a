"""macros/portal.py：谁办的，政府门户要的标签。"""

import dataclasses
import datetime
import re
from pathlib import Path

import pytest
from conftest import build, edit
from lxml import html

from macros.edition import Edition
from macros.portal import REQUIRED, Portal, Wrong, article, portal, tags

FULL = dict.fromkeys(REQUIRED, "某")
EDITION = Edition(
    name="某市反拐",
    base="https://www.example.gov.cn/zt/fg/",
    version="1",
    released=datetime.date(2031, 5, 6),
    commit="",
    time=datetime.datetime(2031, 5, 6, tzinfo=datetime.UTC),
    rights="",
)


def written(values):
    lines = "".join(f'    {key}: "{value}"\n' for key, value in values.items())
    return f"extra:\n  exit: x\n  portal:\n    official: true\n{lines}nav: []\n"


@pytest.mark.parametrize("key", REQUIRED)
def test_an_official_copy_must_say_who_runs_it(key):
    """写了 official: true，六项缺哪一项都停，说出名称、文件和那一行；空着、只有空格、没写都算缺。"""
    for values in ({**FULL, key: ""}, {**FULL, key: "  "}, {k: v for k, v in FULL.items() if k != key}):
        with pytest.raises(Wrong) as error:
            portal({"official": True, **values}, written(values))
        line = next((n for n, text in enumerate(written(values).splitlines(), 1) if f" {key}:" in text), 3)
        assert str(error.value).startswith(f"mkdocs.yml:{line}:1: official 是 true，{REQUIRED[key]}（{key}）")


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ("甲", "portal 下面要写一项项设置"),
        ({"offical": True}, "portal 里没有 offical 这一项"),
        ({"official": "true"}, "official 的值不对"),
        ({"icp": 12345678}, "icp 的值不对"),
        ({"sponsor": None}, "sponsor 的值不对"),
    ],
)
def test_what_is_wrong_is_said(values, says):
    """写错名字、写错类型，都是一句中文，带文件和行。"""
    with pytest.raises(Wrong, match=rf"^mkdocs\.yml:\d+:1: {says}（.+）$"):
        portal(values, "extra:\n  portal:\n    icp: 1\n")


def test_the_default_is_not_official():
    """没有这一块，就当不是政府办的。"""
    assert portal(None, "") == Portal()
    assert Portal(**FULL).says == ()


def test_dates_and_sources_come_from_data(plan):
    """公文页用公文的日期和发布的网站，生成的页用方案的日期，编者写的页用最新一版的日期。"""
    card = plan.documents["plan"].card
    page = article(plan, EDITION, url="plan/index.html", title="方案", column="方案", generated=False)
    assert (page.date, page.source) == (card.date, plan.source.publisher)
    page = article(plan, EDITION, url="units/health.html", title="某", column="任务", generated=True)
    assert (page.date, page.source) == (card.date, EDITION.name)
    page = article(plan, EDITION, url="about.html", title="某", column="关于", generated=False)
    assert (page.date, page.source) == (EDITION.released, EDITION.name)


def test_what_is_unknown_is_not_written(plan):
    """没有网址就没有 SiteDomain，没有标识码就没有 SiteIDCode：不编。"""
    page = article(plan, EDITION, url="about.html", title="某", column="关于", generated=False)
    names = [name for name, _ in tags(Portal(), EDITION, page)]
    assert "SiteIDCode" not in names
    assert dict(tags(Portal(site_code="3415000001"), EDITION, page))["SiteIDCode"] == "3415000001"
    assert dict(tags(Portal(), EDITION, page))["SiteDomain"] == "www.example.gov.cn"
    assert "SiteDomain" not in dict(tags(Portal(), dataclasses.replace(EDITION, base=""), page))


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


def test_an_official_copy_shows_its_owner(project):
    """政府办的副本：页脚写主办单位和备案号，不说不是政府网站；手写页里还说不是的，构建停下，指出那一行。"""
    edit(project / "mkdocs.yml", "official: false", "official: true")
    code, output = build(project, project / "site")
    assert (code, "Traceback" in output) == (1, False)
    assert re.search(r"^mkdocs\.yml:\d+:1: official 是 true，主办单位（sponsor）却是空的", output, re.MULTILINE), output
    values = {key: f"甲{n}" for n, key in enumerate(REQUIRED)}
    for key, value in values.items():
        edit(project / "mkdocs.yml", f'{key}: ""', f'{key}: "{value}"')
    code, output = build(project, project / "site")
    assert (code, "docs/about.md:14:1: 这里写着“不是政府网站”" in output) == (1, True), output
    edit(project / "docs/about.md", "本站不是政府网站。", "")
    code, output = build(project, project / "site")
    assert code == 0, output
    for name in ("index.html", "units/health.html", "help.html"):
        text = html.fromstring((project / "site" / name).read_bytes()).text_content()
        assert "不是政府网站" not in text, name
        assert all(f"{label}：{values[key]}" in text for key, label in REQUIRED.items()), name
    assert metas(project / "site/index.html")["SiteIDCode"] == values["site_code"]

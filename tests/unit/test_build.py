"""一次构建：设置从哪里来，发布哪些文件，手写页哪些话要停下。用虚构的小城，不经 MkDocs。"""

import subprocess
import sys
from dataclasses import replace

import pytest
from project import ROOT, copy_city

from macros.corpus import addresses
from macros.opendata import feeds
from macros.pages import glossary
from macros.pages.context import OWN_TEMPLATES
from macros.pages.info import Info
from macros.pages.phones import dialling
from macros.pages.qrcode import qr_code
from macros.publishing import manifest
from macros.settings import Settings
from macros.starting import load_build

CITY = ROOT / "tests/city"
GIVEN = {
    "config": CITY / "mkdocs.yml",
    "name": "云汀防拐",
    "url": "https://example.org/sub/",
    "rights": "许可",
}
VARIABLES = ("REPO_URL", "PRINT", "LIVE", "SOURCE_DATE_EPOCH")


@pytest.fixture(scope="module")
def build(tmp_path_factory):
    """小城的一次构建，不印刷；在副本里，后台存着的文件不留在仓库里。"""
    project = copy_city(tmp_path_factory.mktemp("build") / "city")
    given = {**GIVEN, "config": project / "mkdocs.yml"}
    made, problems = load_build(Settings(**given, printing=False, live=True))
    assert made, problems
    return made


def test_settings_come_from_the_environment_in_one_place(monkeypatch):
    """没有环境变量时照印、照压缩、不打包；有了照给的，仓库地址末尾的斜线不要。"""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    plain = Settings.from_environment(**GIVEN)
    assert plain == Settings(**GIVEN)
    assert (plain.root, plain.printing, plain.live, plain.epoch) == (CITY, True, False, None)
    values = ("https://example.org/some/repo/", "", "1", "1000000000")
    for name, value in zip(VARIABLES, values, strict=True):
        monkeypatch.setenv(name, value)
    assert Settings.from_environment(**GIVEN) == Settings(
        **GIVEN,
        repository="https://example.org/some/repo",
        printing=False,
        live=True,
        epoch=1_000_000_000,
    )


def test_bad_data_gives_problems_and_no_build(city_project):
    """数据有错，就没有可用的构建，错处一条条列出。"""
    path = city_project / "data/terms.yml"
    path.write_text("- 不是名词\n", encoding="utf-8")
    given = {**GIVEN, "config": city_project / "mkdocs.yml"}
    made, problems = load_build(Settings(**given, printing=False))
    assert made is None
    assert {problem.path for problem in problems} >= {"data/terms.yml"}


def test_the_given_moment_becomes_the_edition(build):
    """SOURCE_DATE_EPOCH 只经过设置：同样的设置，时刻总一样。"""
    made, _ = load_build(replace(build.settings, epoch=1_000_000_000))
    assert made.edition.time.timestamp() == 1_000_000_000


def test_every_file_is_published(build):
    """原网页、开放数据、订阅、清单都占了位子；后两个等页面都有了才写。"""
    files = build.files()
    assert files[addresses.snapshot(build.plan)] == build.plan.source.text.encode()
    assert files.keys() >= build.data.keys() | {feeds.FEED, manifest.MANIFEST}
    assert files[feeds.FEED] == files[manifest.MANIFEST] == b""
    assert "calendar.ics" in build.data
    assert "云汀防拐宣传日历" in build.data["calendar.ics"].decode()


def test_feeds_name_the_contact_only_with_a_repository(build):
    """有仓库地址才写得出联系的地方。"""
    pages = [Info(url="index.html", title="首页")]
    name = ".well-known/security.txt"
    without = build.feed_files(pages).get(name, b"")
    settings = replace(build.settings, repository="https://example.org/some/repo")
    hosted = replace(build, settings=settings).feed_files(pages)[name]
    assert b"https://example.org/some/repo/security" in hosted
    assert b"/security\n" not in without


def test_generated_pages_stand_under_their_index(build):
    """生成的页的正文就是 HTML，不经 Markdown；每页都有目录页，资料的目录页是宣传资料。"""
    parents = dict(build.children())
    for page in addresses.generated(build.plan):
        assert build.body(page).startswith("<h1")
        assert parents.pop(page.uri).endswith("/index.md")
    assert set(parents.values()) == {"publicity/index.md"}
    assert len(parents) == len(build.plan.pieces)


def test_pages_have_their_templates(build):
    """首页、搜索、求助、资料目录各有模板，每份资料用资料的，别的用普通的。"""
    piece = build.plan.pieces[0]
    assert build.piece(piece.url) is piece
    assert build.template(piece.url) == "piece.html"
    assert build.template(addresses.HELP) == OWN_TEMPLATES[addresses.HELP]
    assert build.template("about.html") == ""
    assert build.piece("units/index.html") is None


def test_no_share_image_without_an_address(build):
    """不印刷，或不知道网址，就不做分享图。"""
    assert build.share_images([Info(url="index.html", title="首页")]) == {}


def test_written_pages_are_kept_for_the_search(build):
    """手写页的标题和正文留给搜索索引；传单的正文由数据写出，不是 Markdown 里的。"""
    assert build.write_down("about.html", "关于", "<p>甲</p>") == "<p>甲</p>"
    assert build.written["about.html"] == ("关于", "<p>甲</p>")
    leaflet = next(piece for piece in build.plan.pieces if piece.form == "leaflet")
    html = build.write_down(leaflet.url, leaflet.title, "")
    assert leaflet.steps[0].text in html
    title, kept = build.written[leaflet.url]
    assert title == leaflet.title
    assert html == dialling(kept, leaflet.phones) != kept  # 网页上的号码点了就拨，索引里只有字


def test_words_are_explained_where_they_help(build):
    """普通的页上名词带解释；求助页、名词表、宣传资料不带。"""
    html = f"<p>{build.plan.units[0].name}</p>"
    assert 'class="term" href="../units/' in build.explained("tasks/a.html", html)
    for url in (*glossary.PLAIN, build.plan.pieces[0].url):
        assert build.explained(url, html) == html


def test_each_page_leaves_its_code(build, tmp_path):
    """每页的二维码在后台写成文件；求助页的写在页里，不另取；不知道网址的没有。"""
    build = replace(build, settings=replace(build.settings, config=tmp_path / "mkdocs.yml"))
    one = build.values(Info(url="units/a.html", title="甲", canonical="https://example.org/a"))
    help_page = Info(url="help.html", title="求助", canonical="https://example.org/help.html")
    assert build.values(help_page)["code"]
    build.values(Info(url="units/b.html", title="乙"))
    assert (one["outputs"], one["papers"], one["share"]) == (None, [], "")
    build.background.write(tmp_path)
    codes = {path.relative_to(tmp_path).as_posix() for path in tmp_path.glob("qr/*")}
    assert codes == {one["qr"]}
    assert (tmp_path / one["qr"]).read_text() == qr_code("https://example.org/a")


def test_nothing_of_mkdocs_is_needed():
    """Build 和它用到的，都不导入 MkDocs：换一个程序建站，这些照用。"""
    code = "import sys, macros.build; sys.exit('mkdocs' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0

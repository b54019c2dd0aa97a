"""网页写完以后：带指纹的名字、内容策略、清单。用虚构的小城，网站是几个小文件。"""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from project import ROOT

from macros.corpus.loading import load
from macros.corpus.release import edition
from macros.publishing import finish
from macros.publishing.manifest import MANIFEST
from macros.publishing.tokens import tokens_css

# 样式取真的各部分：哪一页带哪一部分，照页里的类。
SHEETS = ROOT / "overrides/assets/css"
TOKENS = tokens_css(load(ROOT / "tests/city")[0].tokens)

PAGE = """<!doctype html>
<html>
<meta charset="utf-8">
<link rel="stylesheet" href="assets/site.css">
<script>go(1)</script>

<h1>甲</h1>
</html>
"""


@pytest.fixture(scope="module")
def plan():
    """小城的计划。"""
    return load(ROOT / "tests/city")[0]


SOURCES = {
    "site.js": '// 注释\nload("words.js");\n',
    "favicon.svg": '<svg><rect width="9"/><path d="M0"/></svg>',
}


def finisher(names=None, *, policies=True):
    """没有单位的网站的收尾。"""
    return finish.PageFinisher(names or {}, ["卫健委"], policies=policies)


def test_assets_get_their_fingerprints(plan):
    """样式和脚本换了名字，网页和别的脚本里跟着换，旧的不留；脚本里没有注释。"""
    made, names = finish.asset_files(SOURCES, plan, SHEETS, TOKENS)
    assert names.keys() >= {"site.css", "site.js", "words.js", "places.js"}
    assert made.keys() == {f"assets/{name}" for name in (*names.values(), "favicon.svg")}
    assert f'href="assets/{names["site.css"]}"' in finisher(names).finished(PAGE)
    script = made[f"assets/{names['site.js']}"]
    assert names["words.js"] in script
    assert "注释" not in script


def test_the_logo_travels_with_the_style(plan):
    """变量在样式前面，标志写在样式里，没有底色；不另取一个文件。"""
    made, names = finish.asset_files(SOURCES, plan, SHEETS, TOKENS)
    text = made[f"assets/{names['site.css']}"]
    assert text.startswith(":root{")
    assert "data:image/svg+xml," in text
    assert "path" in text
    assert "%3Crect" not in text
    assert "<rect" not in text
    assert made["assets/favicon.svg"] == SOURCES["favicon.svg"]


def test_the_words_are_a_script(plan):
    """用到时才取的数据写成脚本：从磁盘打开也取得到。"""
    made, names = finish.asset_files(SOURCES, plan, SHEETS, TOKENS)
    name, _, value = made[f"assets/{names['words.js']}"].partition("=")
    assert name == "globalThis.siteWords"
    assert len(json.loads(value)) == len(plan.terms) + len(plan.units) + len(plan.errata)


def test_each_page_allows_only_its_own_scripts():
    """内容策略写在网页开头，里面有页里脚本的指纹；模板留下的空行去掉。"""
    pages = finisher()
    text = pages.finished(PAGE)
    (script,) = pages.scripts
    assert not pages.styles
    assert '<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy"' in text
    assert script in text
    assert "\n\n" not in text


def test_a_preview_has_no_policy():
    """边改边看时 MkDocs 要往页面里放脚本，不写策略。"""
    assert "Content-Security-Policy" not in finisher(policies=False).finished(PAGE)


def test_the_manifest_names_everything_else(plan, tmp_path):
    """清单最后写，别的文件都在里面；给服务器的头里有全站脚本的指纹。"""
    site = tmp_path / "site"
    pages = finisher()
    finish.write(site / "index.html", pages.finished(PAGE))
    made = edition("云汀防拐", "", "许可", (), None)
    finish.write_headers(site, pages, ["index.html"])
    with ThreadPoolExecutor() as pool:
        finish.write_manifest(site, made, plan, "", pool)
    manifest = json.loads((site / MANIFEST).read_text(encoding="utf-8"))
    listed = {row["path"] for row in manifest["files"]}
    assert listed >= {"index.html", "_headers"}
    (script,) = pages.scripts
    assert script in (site / "_headers").read_text(encoding="utf-8")

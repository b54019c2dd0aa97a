"""改了什么，影响哪里：两个版本各建一次，会变的页和下载一个不多、一个不少。

评审的人照这个单子去看；漏一页，那一页就没有人看过。
"""

import re

import pytest
from changing import changed, city_repository, commit, records, section
from project import CITY, edit

from macros.editing.changes import pages
from macros.editing.changes.report import change_report
from macros.editing.changes.sites import built_sites

FERRY = "data/units/ferry.yml"
LEAFLET = "docs/publicity/ferry-leaflet.md"


@pytest.fixture(scope="module")
def built():
    """建过的版本：改前的都一样，建一次就够。"""
    return {}


@pytest.fixture
def city(tmp_path, monkeypatch, built):
    """虚构城市的仓库，有一次提交；同样的文件不建第二次。"""

    def remembered(revisions, folder):
        keys = [tuple(sorted(revision.files.items())) for revision in revisions]
        fresh = {key: one for key, one in zip(keys, revisions, strict=True) if key not in built}
        built.update(zip(fresh, built_sites(list(fresh.values()), folder), strict=True))
        return [built[key] for key in keys]

    monkeypatch.setattr(pages, "built_sites", remembered)
    return city_repository(tmp_path / "city")


def test_pages_that_change_are_named_and_no_others(city):
    """一条举措改了编者归类，列出显示它的页，不列别的页：照着这个单子看就够了。"""
    edit(
        city / FERRY,
        "text: 编一本船员手册。, serves: [ferry-2]",
        "text: 编一本船员手册。, serves: [ferry-1, ferry-2]",
    )
    assert section(changed(city), "会变的页") == [
        "- 市渡运局（units/ferry.html）",
        "- 市渡运局要做的事第1项（tasks/ferry-1.html）",
        "- 2031年安排（years/2031.html）",
        "- 2032年安排（years/2032.html）",
    ]


def test_pages_using_a_term_change_with_its_meaning(city):
    """名词的解释变了，用到这个词的页点开的解释也变，没用到的不变。"""
    edit(city / "data/terms.yml", "被解救出来的人", "被救出来的人")
    assert section(changed(city), "会变的页") == [
        "- 名词（terms.html）",
        "- 通知和方案（text.html）",
    ]


def test_a_hotline_changes_every_page(city):
    """每页页脚都印着第一个电话，它变了页页都变：列前 12 页，说出总数。"""
    edit(city / "data/hotlines.yml", "name: 报警电话", "name: 报警热线")
    found = section(changed(city), "会变的页")
    total = len(list((CITY / "docs").rglob("*.md"))) + 3 + 5 + 6 + 2 + 1  # 撤下的两页，还有 404 页
    assert len(found) == 13
    assert found[-1] == f"- ……共 {total} 页。"


def test_lines_moved_in_a_file_change_no_page(city):
    """记录在文件里挪了行，页上的字没变，不列任何页和下载。"""
    path = city / "data/facts.yml"
    path.write_text("# 注\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    path = city / "data/hotlines.yml"
    path.write_text("# 注\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    text = changed(city)
    assert not section(text, "会变的页")
    assert not section(text, "会变的下载")


def test_downloads_that_change_are_named_and_no_others(city):
    """改一份资料，只有它的文件和装着它的压缩包会变；别的资料、公文不用重看。"""
    edit(city / "docs/publicity/ferry-leaflet.md", "short: 排队就牵住手", "short: 排队牵住手")
    text = changed(city)
    assert section(text, "会变的下载") == [
        "- 宣传资料“上下渡船牵紧手”：PDF、PPTX、PNG、ZIP",  # Word 和纯文本里没有短句
        "- 合在一起的压缩包（ZIP）：船工用的资料、全部资料",
    ]
    assert not section(text, "会变的页"), "短句只印在纸上，网页上没有"


def test_downloads_follow_art_facts_and_documents(city):
    """换了插图，传单重印；改了公文的编者注，那一篇重印；改了电话，印着它的资料都重印。"""
    art = city / "docs/publicity/art/ferry-leaflet.svg"
    art.write_text(
        art.read_text(encoding="utf-8").replace("</svg>", "<path d='M0 0'/></svg>"),
        encoding="utf-8",
    )
    edit(city / "data/errata.yml", "reading: 立即", "reading: 马上")
    found = section(changed(city), "会变的下载")
    assert [line.partition("：")[0] for line in found[:2]] == [
        "- 宣传资料“上下渡船牵紧手”",
        "- 公文“云汀市防拐方案”",
    ]
    edit(city / "data/hotlines.yml", "use: 看到可疑的人和船，马上打", "use: 马上打")
    assert any("开渡讲话" in line for line in section(changed(city), "会变的下载"))


def test_added_and_removed_pages(city):
    """新加的页点名；还没记下的页不见了也要警告，别人存下的链接会打不开。"""
    (city / "docs/new.md").write_text(
        "---\ntitle: 新页\ndescription: 新页\n---\n\n# 新页\n", encoding="utf-8"
    )
    edit(city / "mkdocs.yml", "- 关于: about.md", "- 新页: new.md\n- 关于: about.md")
    talk = city / "docs/publicity/ferry-talk.md"
    edit(talk, "title: 开渡讲话", "title: 发渡讲话")
    talk.rename(city / "docs/publicity/harbour-talk.md")
    edit(city / "data/anchors.yml", "ferry-talk.md", "harbour-talk.md")
    edit(city / "data/kits.yml", "piece: ferry-talk", "piece: harbour-talk")
    text = changed(city)
    assert section(text, "新增的页") == [
        "- 新页（new.html）",
        "- 发渡讲话（publicity/harbour-talk.html）",
    ]
    assert (
        "## 不见了的页（警告：地址发布以后不该再变，有意撤下的写进 data/moved.yml）\n\n"
        "- 开渡讲话（publicity/ferry-talk.html）" in text
    )
    assert "- 宣传资料“开渡讲话”：PDF、DOCX、TXT、ZIP（不再有）" in section(text, "会变的下载")


def test_a_renamed_unit_loses_its_address(city):
    """单位换了文件名，旧地址打不开，要警告；记下的，检查就不让过，这里先不记。"""
    edit(city / "data/published.yml", "- units/ferry.html\n", "")
    for path in [*city.rglob("*.yml"), *city.glob("docs/publicity/*.md")]:
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"\bferry((?:-\d+)+\b|\b(?=\]))", r"boat\1", text), encoding="utf-8")
    (city / FERRY).rename(city / "data/units/boat.yml")
    text = changed(city)
    assert "- 市渡运局（units/ferry.html）" in section(text, "不见了的页")
    assert "- 市渡运局（units/boat.html）" in section(text, "新增的页")


def test_a_site_that_cannot_be_built_is_a_sentence(city):
    """有一头建不成，记录的改动照样说，页面和下载只说一句为什么说不出。"""
    talk = city / "docs/publicity/ferry-talk.md"
    edit(talk, 'phones: ["110"]', 'phones: ["119"]')
    text = changed(city)
    assert records(text) == ["- 宣传资料“开渡讲话”：改了印上的电话"]
    assert "改后的网站建不成，说不出影响哪些页面和下载：先照 python -m macros check" in text
    commit(city)
    edit(talk, 'phones: ["119"]', 'phones: ["110"]')
    text = changed(city)
    assert text.endswith("改前的网站用现在的程序建不成，说不出影响哪些页面和下载。\n")


def test_programs_alone_need_no_building(city, built):
    """只改程序、测试，两边用现在的程序建出来一样，不必建。"""
    (city / "tests").mkdir()
    (city / "tests/test_x.py").write_text("", encoding="utf-8")
    known = len(built)
    assert section(changed(city), "改了什么") == ["- 程序 tests/test_x.py：新增"]
    assert len(built) == known


def test_another_revision_can_be_the_later_one(city):
    """给了两个版本，建的是那两个，不是眼下的文件。"""
    edit(city / "docs/about.md", "# 关于", "# 关于我们")
    new = commit(city)
    edit(city / "docs/terms.md", "# 名词", "# 词")
    text, _ = change_report(city, "HEAD~1", new)
    assert section(text, "会变的页") == ["- 关于（about.html）"]

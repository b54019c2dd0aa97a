"""和 MkDocs 相接的地方：坏数据、坏页面怎样停，恶意文字怎样失效。"""

import pytest
from lxml import html
from project import build, edit

HOSTILE = """</title><script>alert(1)</script> {{ 7*7 }} & 'x' **粗** `码`"""


def test_bad_data_stops_before_writing(city_project, tmp_path):
    """数据有错就停，说出全部错误，已有的网站一个字节不动。"""
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("上一次建好的", encoding="utf-8")
    edit(city_project / "data/units/ferry.yml", "order: 1", "order: 一")
    edit(city_project / "data/documents/scheme.yml", "text: 一、怎么防", "text: 一、怎样防")
    code, output = build(city_project, site)
    assert code == 1
    assert "data/units/ferry.yml:1:8: order 写法不对：一" in output
    assert "data/documents/scheme.yml:8:42: “样”原网页第 9 行是“么”" in output
    assert "Traceback" not in output
    assert [path.name for path in site.iterdir()] == ["index.html"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<script>alert(1)</script>", "页面里不能用 <script>"),
        ('<p onclick="alert(1)">甲</p>', "页面里不能用 onclick="),
        ("[甲](javascript:alert(1))", "页面里不能用 javascript:"),
        ("甲\n{: onclick=alert }", "页面里不能用 onclick="),
        ('<form action="https://example.org"><input></form>', "页面里不能用 action="),
    ],
)
def test_markup_that_could_run_stops_the_build(city_project, tmp_path, text, expected):
    """手写页面里能跑代码的写法，无论用 HTML、Markdown 还是属性，都停在那一行。"""
    path = city_project / "docs/about.md"
    path.write_text(path.read_text(encoding="utf-8") + f"\n{text}\n", encoding="utf-8")
    code, output = build(city_project, tmp_path / "site")
    assert code == 1
    assert expected in output
    assert "docs/about.md:" in output
    assert "Traceback" not in output


@pytest.mark.parametrize(
    "text", ["[甲](nowhere.md)", "[甲](verify.md#nowhere)", "[甲](/verify.html)"]
)
def test_broken_links_stop_the_build(city_project, tmp_path, text):
    """手写页面里的死链、死锚点、写死的绝对路径，严格模式都不放过。"""
    path = city_project / "docs/about.md"
    path.write_text(path.read_text(encoding="utf-8") + f"\n{text}\n", encoding="utf-8")
    code, output = build(city_project, tmp_path / "site")
    assert code == 1, output


def test_hostile_titles_and_texts_stay_text(city_project, tmp_path):
    """标题、摘要、单位全称里的标签和模板原样显示：MkDocs 自己不转义它们。"""
    quoted = HOSTILE.replace("'", "''")
    edit(city_project / "docs/about.md", "title: 关于", f"title: '{quoted}'")
    edit(
        city_project / "docs/about.md",
        "description: 这个网站是什么，发现错字怎么办。",
        f"description: '{quoted}'",
    )
    edit(
        city_project / "data/units/ferry.yml",
        "full_name: 云汀市渡口运输局",
        f"full_name: '{quoted}'",
    )
    plain = quoted.replace("**", "").replace("`", "")  # 数据里不许写 Markdown 的记号
    edit(city_project / "data/errata.yml", "basis: 没有“立既”这个词", f"basis: '{plain}'")
    code, output = build(city_project, tmp_path / "site")
    assert code == 0, output
    for path in (tmp_path / "site").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "<script>alert" not in text, path
        assert "49 &" not in text, path
    about = html.parse(str(tmp_path / "site/about.html"), html.HTMLParser(encoding="utf-8"))
    assert about.findtext(".//title") == f"{HOSTILE} - 云汀防拐"
    assert about.xpath("//meta[@name='description']/@content") == [HOSTILE]
    assert (
        HOSTILE
        in html.parse(str(tmp_path / "site/units/ferry.html"), html.HTMLParser(encoding="utf-8"))
        .getroot()
        .text_content()
    )


def test_a_copy_without_git_builds(city_project, tmp_path):
    """下载的压缩包里没有 git 记录，也能构建，只是不写版本。"""
    code, output = build(city_project, tmp_path / "site")
    assert code == 0, output
    assert "更新于" not in (tmp_path / "site/index.html").read_text(encoding="utf-8")

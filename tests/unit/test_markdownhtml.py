"""排好的 Markdown 存着：没有改的不再排，排法变了、存坏了的重新排，排出来的一样。"""

import json

import pytest

from macros.pages import markdownhtml
from macros.pages.markdownhtml import kept_in, to_html

EXTENSIONS = ("tables", "pymdownx.emoji")
TEXT = "走散了\n- 站住等\n- 找警察 :material-phone:"


@pytest.fixture
def project(tmp_path):
    (tmp_path / "requirements.txt").write_text("markdown==3.9\n", encoding="utf-8")
    return tmp_path


def rendered(project):
    """当作新的一次检查排一遍。"""
    to_html.cache_clear()
    with kept_in(project):
        return to_html(TEXT, EXTENSIONS)


def test_markdown_reads_as_on_github():
    """列表前面没有空行也是列表，图标画成图：网站上就是这样排的。"""
    html = to_html(TEXT, EXTENSIONS)
    assert html.count("<li>") == 2
    assert "<svg" in html


def test_what_was_rendered_is_not_rendered_again(project, monkeypatch):
    """第二次检查不再排没有改过的：几十页要半秒。"""
    first = rendered(project)
    monkeypatch.setattr(markdownhtml, "_convert", lambda text, extensions: "又排了一遍")
    assert rendered(project) == first


def test_another_recipe_renders_again(project, monkeypatch):
    """装的包换了版本，从前排的不算数。"""
    rendered(project)
    (project / "requirements.txt").write_text("markdown==3.10\n", encoding="utf-8")
    monkeypatch.setattr(markdownhtml, "_convert", lambda text, extensions: "又排了一遍")
    assert rendered(project) == "又排了一遍"


@pytest.mark.parametrize("content", ["{", "[]", "\xff"])
def test_a_broken_file_is_ignored(project, content):
    """存坏了的当作没有，照常排，再写成好的。"""
    first = rendered(project)
    path = project / "build/markdown.json"
    path.write_text(content, encoding="latin-1")
    assert rendered(project) == first
    assert list(json.loads(path.read_text(encoding="utf-8")).values()) == [first]


def test_only_what_was_used_is_kept(project):
    """改过的页从前的样子不留：文件不会越来越大。"""
    rendered(project)
    with kept_in(project):
        to_html("另一页", EXTENSIONS)
    kept = json.loads((project / "build/markdown.json").read_text(encoding="utf-8"))
    assert list(kept.values()) == ["<p>另一页</p>"]


def test_nowhere_to_keep_is_no_error(project):
    """存不下（build 是个文件）也照常排。"""
    (project / "build").write_text("", encoding="utf-8")
    assert "<li>" in rendered(project)

"""MkDocs 的一页说给别处听：上级是谁，各在哪里。"""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Section
from mkdocs.structure.pages import Page

from macros.mkdocspages import info_of


def page(name, title):
    """docs 下的一页。"""
    config = MkDocsConfig()
    config.load_dict({"site_name": "云汀防拐", "site_url": "https://example.org/"})
    config.validate()
    file = File(name, "docs", "site", use_directory_urls=False)
    file.content_string = f"# {title}"
    return Page(title, file, config)


def test_a_column_is_where_its_first_page_is():
    """栏目自己不是页，地址是它的第一页，和面包屑上点了去的一样：没有地址，搜索引擎不用这一条。"""
    index, leaf = page("things/index.md", "目录"), page("things/a.md", "甲")
    column = Section("栏目", [index])
    index.parent, leaf.parent = column, index
    assert info_of(leaf).above == (("目录", "things/index.html"), ("栏目", "things/index.html"))

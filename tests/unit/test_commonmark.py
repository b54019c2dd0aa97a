"""GitHub 上看是对的 Markdown，网站上也对。"""

import markdown
import pytest
from project import CITY

from macros.corpus.publicity import split_front
from macros.pages.commonmark import as_on_github, list_starts
from macros.printing.sheets import EXTENSIONS

PAGES = list((CITY / "docs").rglob("*.md"))


def made(text):
    """补好以后排成的 HTML，不带换行。"""
    extensions = [name for name in EXTENSIONS if name != "pymdownx.emoji"]
    return markdown.markdown(as_on_github(text), extensions=extensions).replace("\n", "")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("甲\n- 乙\n- 丙", "<p>甲</p><ul><li>乙</li><li>丙</li></ul>"),
        ("甲\n1. 乙\n2. 丙", "<p>甲</p><ol><li>乙</li><li>丙</li></ol>"),
        ("1) 乙\n2) 丙", "<ol><li>乙</li><li>丙</li></ol>"),
        ("- 甲\n  - 乙\n- 丙", "<ul><li>甲<ul><li>乙</li></ul></li><li>丙</li></ul>"),
        ("1. 甲\n   - 乙\n2. 丙", "<ol><li>甲<ul><li>乙</li></ul></li><li>丙</li></ol>"),
        ("- 甲\n\n  乙\n\n丙", "<ul><li><p>甲</p><p>乙</p></li></ul><p>丙</p>"),
        (
            "甲\n| 乙 |\n|---|\n| 丙 |",
            "<p>甲</p><table><thead><tr><th>乙</th></tr></thead><tbody><tr><td>丙</td></tr></tbody></table>",
        ),
        (
            '!!! note "甲"\n\n    乙\n    - 丙\n      - 丁',
            '<div class="admonition note"><p class="admonition-title">甲</p><p>乙</p><ul><li>丙<ul><li>丁</li></ul></li></ul></div>',
        ),
    ],
)
def test_what_github_shows_right_is_right_here(text, html):
    """列表、表格前面没有空行，缩进两格，1) 的编号：照 CommonMark 的读法排。"""
    assert made(text) == html


@pytest.mark.parametrize(
    "text",
    [
        "甲\n2. 乙",
        "甲\n-乙",
        "- 甲\n    - 乙\n\n    丙",
        "甲\n\n    - 代码\n      - 代码",
        "```\n甲\n- 乙\n```",
        "- 甲\n乙\n- 丙",
        "| a | b |\n|---|---|\n| 1 | 2 |",
    ],
)
def test_what_is_right_already_stays(text):
    """本来就对的，和两边都不算列表的，一个字不动；代码里的更不动。"""
    assert as_on_github(text) == text


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(CITY).as_posix())
def test_our_own_pages_stay(path):
    """小城的页面本来就照网站的写法写，补一遍不变。"""
    body = split_front(path.read_text(encoding="utf-8"))[1]
    assert as_on_github(body) == body


def test_numbered_lists_tell_where_they_start():
    """编号的列表从几开始：网站总从 1 数，不从 1 起的要报。"""
    assert list(list_starts("1. 甲\n2. 乙\n\n丙\n\n3. 丁\n    1. 戊")) == [(0, 1), (5, 3)]

"""从页面上的一处到文件里的一行。"""

from project import CITY

from macros.pages.edits import edits

REPOSITORY = "https://example.org/some/repo"


def test_every_anchor_leads_to_the_line_that_holds_it(city):
    """任务、举措、段落、名词、日子，照表打开的那一行就写着它：差一行，编者改错地方。"""
    table = edits(city, REPOSITORY, {})
    assert table["base"] == "https://example.org/some/repo/edit/main/"
    files = table["files"]
    assert {"data/units/ferry.yml", "data/terms.yml", "data/calendar.yml"} <= files.keys()
    for term in city.terms:
        lines = (CITY / "data/terms.yml").read_text(encoding="utf-8").split("\n")
        assert term.id in lines[files["data/terms.yml"][term.id] - 1]
    for row in city.rows.values():
        line = files[row.place.path][row.id]
        assert line == row.place.line


def test_words_of_the_data_lead_to_their_line(city):
    """事实、步骤在网页上没有自己的锚点：照开头的几个字打开写着它的那一行。"""
    files = edits(city, REPOSITORY, {})["files"]
    fact = city.facts[0]
    lines = (CITY / "data/facts.yml").read_text(encoding="utf-8").split("\n")
    assert fact.says in lines[files["data/facts.yml"]["看到可疑的人和船"] - 1]


def test_lines_of_a_page_are_known_by_what_is_shown(city):
    """标题、条目、链接、空、表格、提示框、页首的各项：认的是网页上看得见的字，不是记号。"""
    text = """---
title: 孩子走失怎么办
items:
- head: 短的
  text: 后面这一句长一些。
---
## 一、先报警 {: #first }

看[哪一页](help.md)都行，{{ table() }}再说一遍。
1. {{ fill("单位") }}盖章以后再发出去。
!!! note "提醒各位家长注意"
| 几月 | 做什么 |
再说一遍。
"""
    lines = edits(city, REPOSITORY, {"docs/x.md": text})["pages"]["docs/x.md"]
    assert lines["孩子走失怎么办"] == 2
    assert lines["短的"] == lines["短的后面这一句长"] == 4
    assert lines["后面这一句长一些"] == 5
    assert lines["一先报警"] == 7
    assert lines["看哪一页都行再说"] == 9
    assert lines["单位盖章以后再发"] == 10
    assert lines["提醒各位家长注意"] == 11
    assert lines["几月做什么"] == 12
    assert lines["再说一遍"] == 13

"""标语的表：一行写坏了只说那一行，条数、组数、横幅的长度都对得上。"""

import pytest
from checking import messages
from project import edit

SLOGANS = "docs/publicity/ferry-signs.md"
FRONT = """\
---
title: 码头标语
subtitle: 7 条，分两组
description: 挂在码头、渡船上的标语，写明字数和横幅长度。
form: slogans
audience: [public]
occasions: [ferry-day]
minutes: 3
use:
- 挂在码头。
kicker: 开渡日
palette: leaf
phones: ["110"]
law: 《云汀市渡船守则》第三条：看到可疑的人和船，马上报警。
facts: [police-line]
version: "1.0"
date: 2031-04-06
review: 2032-04-01
---
"""
HEAD = "| 标语 | 字数 | 横幅长度 |\n"
RULE = "|---|---|---|\n"
ROW = "| 先数人，再开船 | 6 | 4.6 米 |\n"
# 开头 19 行；两张表的表头在第 23、32 行，ROW 在第 27 行。
TABLES = f"""
## 一、码头 {{: #pier }}

{HEAD}{RULE}\
| 可疑的船，打 110 | 8 | 5.8 米 |
| 上船下船，牵紧手 | 7 | 5.2 米 |
{ROW}\
| 孩子走散，喊船工 | 7 | 5.2 米 |

## 二、渡船 {{: #boat }}

{HEAD}{RULE}\
| 大人坐外边 | 5 | 4.0 米 |
| 孩子坐里边 | 5 | 4.0 米 |
| 船停稳了再起身 | 7 | 5.2 米 |
"""


@pytest.fixture
def city(city_project):
    """小城，添了一份标语。"""
    (city_project / SLOGANS).write_text(FRONT + TABLES, encoding="utf-8")
    return city_project


def test_slogans_well_counted_are_not_told(city):
    """数得对的一句也不说。"""
    assert messages(city) == []


@pytest.mark.parametrize(
    ("new", "says"),
    [
        ("| 先数人，再开船 | 4.6 米 |\n", ":27:1: 这一行有 2 格，表头有 3 格"),
        ("| 先数人，再开船 | 4.6 米 | 6 |\n", ":27:1: “先数人，再开船”有 6 个字"),
        ("| 先数人，再开船 | 六 | 4.6 米 |\n", "字数写的是 六"),
        ("| 先数人，再开船 | 6 | 6.4 米 |\n", "横幅 6.4 米，和字数 6 合不上"),
        ("| 上船下船，牵紧手 | 7 | 5.2 米 |\n", "第 26 行已经有了"),
    ],
)
def test_a_row_is_told_and_nothing_else(city, new, says):
    """一行写坏了，条数先不数：那一行补好，条数自然对。"""
    edit(city / SLOGANS, ROW, new)
    (said,) = messages(city)
    assert says in said


def test_the_groups_are_counted(city):
    """写着分几组的，下面就有几张表。"""
    edit(city / SLOGANS, "分两组", "分三组")
    (said,) = messages(city)
    assert "写的是分三组，下面有 2 张表" in said


CHOSEN = """
## 三、挑不定 {: #choose }

| 什么时候 | 挂哪一条 |
|---|---|
| 开渡日 | 先数人，再开船 |
| 平时 | %s |
| 汛期 | 大人坐外边 |
"""


def test_a_chosen_slogan_is_one_of_those_listed(city):
    """别的表里推荐的，上面的表里真有：抄漏了字，照着挂的就少了字。"""
    path = city / SLOGANS
    listed = path.read_text(encoding="utf-8")
    path.write_text(listed + CHOSEN % "孩子坐里面", encoding="utf-8")
    (said,) = messages(city)
    assert ":43:1: 上面没有“孩子坐里面”这一条（照表里的写：孩子坐里边" in said
    path.write_text(listed + CHOSEN % "孩子坐里边", encoding="utf-8")
    assert messages(city) == []


def test_a_table_without_its_rule_is_told_at_its_head(city):
    """几张表的头一行一样：没有横线的是哪一张，报在哪一张。"""
    before = "{: #boat }\n\n"
    edit(city / SLOGANS, before + HEAD + RULE, before + HEAD)
    said = messages(city)
    assert said[0].startswith(f"{SLOGANS}:32:1: 表格没有排成：第二行不是横线")

"""标语的表：一行写坏了只说那一行，条数、组数、横幅的长度都对得上。"""

import pytest
from checking import messages
from project import edit

SLOGANS = "docs/publicity/slogans.md"
ROW = "| 先看合同，再买车票 | 8 | 5.8 米 | 客运站、火车站 |\n"


@pytest.mark.parametrize(
    ("new", "says"),
    [
        ("| 先看合同，再买车票 | 5.8 米 | 客运站、火车站 |\n", ":82:1: 这一行有 3 格，表头有 4 格"),
        ("| 先看合同，再买车票 | 5.8 米 | 8 | 客运站 |\n", ":82:1: “先看合同，再买车票”有 8 个字"),
        ("| 先看合同，再买车票 | 八 | 5.8 米 | 客运站 |\n", "字数写的是 八"),
        ("| 先看合同，再买车票 | 8 | 8.5 米 | 客运站 |\n", "横幅 8.5 米，和字数 8 合不上"),
        ("| 身份证给他看可以，扣下不行 | 12 | 8.2 米 | 集市 |\n", "第 81 行已经有了"),
    ],
)
def test_a_row_is_told_and_nothing_else(project, new, says):
    """一行写坏了，条数先不数：那一行补好，条数自然对。"""
    edit(project / SLOGANS, ROW, new)
    (said,) = messages(project)
    assert says in said


def test_the_groups_are_counted(project):
    """写着分几组的，下面就有几张表。"""
    edit(project / SLOGANS, "43 条，分六组", "43 条，分五组")
    (said,) = messages(project)
    assert "写的是分五组，下面有 6 张表" in said


def test_a_table_without_its_rule_is_told_at_its_head(project):
    """几张表的头一行一样：没有横线的是哪一张，报在哪一张。"""
    head = "| 标语 | 字数 | 横幅建议长度 | 适合挂在哪里 |\n|---|---|---|---|\n"
    before = "{: #gei-zhao-gong-zuo-de-ren }\n\n"
    edit(project / SLOGANS, before + head, before + head.split("|---", maxsplit=1)[0])
    said = messages(project)
    assert said[0].startswith(f"{SLOGANS}:79:1: 表格没有排成：第二行不是横线")

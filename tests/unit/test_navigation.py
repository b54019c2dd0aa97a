"""导航：菜单不太长，抄了一行忘了换文件名的说是哪一页；多数例子在 damage/nav.yml、damage/causes.yml。"""

import pytest
from checking import messages
from project import edit

MORE = "  - 更多: [{宣传日历: calendar.md}]\n"


def test_a_long_menu_is_told_in_its_longest_part(city_project):
    """“更多”里的不算，去掉“更多”就上了菜单：报在最长的一栏，数照 nav 上面的注释。"""
    config = city_project / "mkdocs.yml"
    edit(config, "nav:\n", "# 菜单不多于十六项。\nnav:\n")
    assert messages(city_project) == []
    edit(config, MORE, "  - 宣传日历: calendar.md\n")
    (said,) = messages(city_project)
    assert said.startswith("mkdocs.yml:43:")
    assert "菜单有 17 项，上面写着不多于十六项" in said


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("年度: years/index.md", "年度: tasks/index.md", "years/index.md 还没有列"),
        (
            f"全部资料: publicity/index.md\n{MORE}",
            "全部资料: calendar.md\n  - 更多: [{宣传日历: publicity/index.md}]\n",
            "calendar.md 的标题是“宣传日历”，不是“全部资料”",
        ),
        ("  - 年度: years/index.md", "    - 年度: years/index.md", ":46:5: YAML 写法有误"),
    ],
)
def test_a_slip_is_told_in_its_line(city_project, old, new, says):
    """一行抄错、写反、缩进错，只有一句，指着那一行。"""
    edit(city_project / "mkdocs.yml", old, new)
    (said,) = messages(city_project)
    assert said.startswith("mkdocs.yml:")
    assert says in said

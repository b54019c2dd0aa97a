"""导航：菜单不太长，抄了一行忘了换文件名的说是哪一页；多数例子在 damage/nav.yml、damage/causes.yml。"""

import pytest
from checking import messages
from project import edit

MORE = """  - 更多:
    - 方案+解读对读: plan/side-by-side.md
    - 征求意见稿与印发稿有何不同: plan/compare.md
    - 时间线: timeline.md
    - 名词解释: terms.md
"""


def test_a_long_menu_is_told_in_its_longest_part(project):
    """去掉“更多”，几页都上了菜单：报在最长的一栏，数照 nav 上面的注释。"""
    listed = MORE.replace("  - 更多:\n", "").replace("    - ", "  - ")
    edit(project / "mkdocs.yml", MORE, listed)
    (said,) = messages(project)
    assert "菜单有 16 项，上面写着不多于十二项" in said


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("年度: years/index.md", "年度: tasks/index.md", "years/index.md 还没有列"),
        (
            "推进表: table.md\n  - 政策解读: interpretation.md",
            "推进表: interpretation.md\n  - 政策解读: table.md",
            "interpretation.md 的标题是“政策解读”，不是“推进表”",
        ),
        ("    - 核对说明: verify.md", "  - 核对说明: verify.md", ":73:3: YAML 写法有误"),
    ],
)
def test_a_slip_is_told_in_its_line(project, old, new, says):
    """一行抄错、写反、缩进错，只有一句，指着那一行。"""
    edit(project / "mkdocs.yml", old, new)
    (said,) = messages(project)
    assert said.startswith("mkdocs.yml:")
    assert says in said

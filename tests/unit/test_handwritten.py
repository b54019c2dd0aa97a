"""手写页面：元数据、宏、HTML。"""

import pytest
from checking import assert_says, messages

from macros.checks.handwritten import REQUIRED_PAGES

ABOUT = "docs/about.md"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("title: 关于\n", "titel: 关于\n", "docs/about.md:2:1: 未知字段 titel，是否想写 title？"),
        ("title: 关于\n", "title: 2022\n", "docs/about.md:2:8: title 的 2022 会被当成数字"),
        ("title: 关于\n", "title: 甲: 乙\n", "docs/about.md:2:9: YAML 写法有误"),
        (
            "title: 关于\n",
            "title: 关于\nhide: [everything]\n",
            "docs/about.md:3:8: hide 不能是 everything",
        ),
        ("---\ntitle: 关于", "title: 关于", "docs/about.md:1:1: 开头缺少元数据"),
    ],
)
def test_wrong_fronts_are_named_with_their_line(city_project, old, new, expected):
    """开头的元数据写错，报在那一行。"""
    assert_says(city_project, ABOUT, old, new, expected)


def test_every_page_that_is_linked_to_must_exist(city_project):
    """页头、页脚和生成的页面链接到的页，少一页就要说出是哪一页：求助页没了，比任何错字都要紧。"""
    for name in REQUIRED_PAGES:
        (city_project / "docs" / name).unlink()
    problems = messages(city_project)
    missing = {problem.split(":")[0] for problem in problems if "缺少这个页面" in problem}
    assert missing >= {f"docs/{name}" for name in REQUIRED_PAGES}
    assert "docs/help.md" in missing


def test_the_page_of_a_document_must_exist(city_project):
    """公文写着显示它的页，那一页要有。"""
    assert_says(
        city_project,
        "data/documents/questions.yml",
        "page: questions.md",
        "page: plan/none.md",
        "docs/ 里没有 plan/none.md",
    )

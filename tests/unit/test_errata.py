"""勘误的规则，各有一个违反它的例子。"""

import pytest
from checking import assert_says, messages
from project import edit


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (
            "data/errata.yml",
            "printed: 立争\n",
            "printed: 力争\n",
            "“力争”在 public-security-2022-2 里出现了 0 次",
        ),
        ("data/errata.yml", "reading: 力争\n", "reading: 立争\n", "reading 和 printed 相同"),
        (
            "data/errata.yml",
            "reading: 2022年1月启动\n  basis: 同段",
            "reading: 2022年2月启动\n  basis: 同段",
            "restored 的 reading 要比 printed 只多字",
        ),
        ("data/errata.yml", "printed: 打拐犯罪", "printed: 研究本地打拐犯罪形势，结合", ""),
    ],
)
def test_each_rule_speaks_up(project, path, old, new, expected):
    """违反一条规则就有一句话。"""
    assert_says(project, path, old, new, expected)


def test_overlapping_errata_are_refused(project):
    """两处勘误不能圈住同一个字，否则标不出来。"""
    edit(
        project / "data/errata.yml",
        "printed: 立争\n  reading: 力争",
        "printed: 立争通过查找失踪人员\n  reading: 力争通过查找失踪人员",
    )
    assert any("和同一段的另一处勘误重叠" in problem for problem in messages(project))

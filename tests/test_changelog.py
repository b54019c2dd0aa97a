"""更新记录怎样读。"""

from conftest import ROOT

from macros.changelog import Release, releases

TEXT = """# 更新记录

## [未发布]

## [1.1.0] - 2026-12-01

### 改正

- 一条很长的改动，
  换行写完。

## [1.0.0] - 2026-11-23

- 第一版。
"""


def test_releases_newest_first_and_never_empty():
    """没有内容的版本不显示；折行的一条接成一句，中间不留空格。"""
    assert releases(TEXT) == (
        Release(version="1.1.0", date="2026-12-01", changes=("一条很长的改动，换行写完。",)),
        Release(version="1.0.0", date="2026-11-23", changes=("第一版。",)),
    )


def test_the_real_changelog_reads():
    """仓库的更新记录读得出版本和日期。"""
    latest = releases((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))[0]
    assert latest.version
    assert latest.changes

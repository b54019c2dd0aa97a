"""这一份网站是哪一版：更新记录怎样读，版本取自提交，时刻不取时钟。"""

import datetime

from changing import git
from project import ROOT

from macros.corpus.release import Commit, Release, commit_of, edition, releases

TEXT = """# 更新记录

## [未发布]

## [1.1.0] - 2026-12-01

### 内容

- 一条很长的改动，
  换行写完。

### 变更

- 程序的改动。

## [1.0.0] - 2026-11-23

- 第一版。
"""


def test_releases_newest_first_and_never_empty():
    """没有内容的版本不显示；折行的一条接成一句，中间不留空格；改了内容的分得出来，首页只列它们。"""
    assert releases(TEXT) == (
        Release(
            version="1.1.0",
            date="2026-12-01",
            changes=("一条很长的改动，换行写完。", "程序的改动。"),
            content=("一条很长的改动，换行写完。",),
        ),
        Release(version="1.0.0", date="2026-11-23", changes=("第一版。",)),
    )


def test_no_changelog_is_no_release():
    """副本没有更新记录也能建、能比：没有更新。"""
    assert releases("") == releases("# 更新记录\n") == ()


def test_the_real_changelog_reads():
    """仓库的更新记录读得出版本和日期。"""
    latest = releases((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))[0]
    assert latest.version
    assert latest.changes


def test_version_text_names_commit_and_day():
    """日期按北京时间写；有没提交的改动要说出来。"""
    assert (
        str(Commit(commit="abc1234", time=1669000000, changed=False))
        == "更新于 2022年11月21日，版本 abc1234"
    )
    assert (
        str(Commit(commit="abc1234", time=1669046400 - 1, changed=True))
        == "更新于 2022年11月21日，版本 abc1234，另有未提交的改动"
    )


def test_version_reads_git(tmp_path):
    """不是仓库、没有提交都不算错；提交之后报出短哈希，改动过就标出来。"""
    assert commit_of(tmp_path) is None
    git(tmp_path, "init", "-q")
    assert commit_of(tmp_path) is None
    (tmp_path / "a").write_text("1")
    git(tmp_path, "add", "a")
    git(tmp_path, "commit", "-qm", "一")
    found = commit_of(tmp_path)
    assert found is not None
    assert not found.changed
    (tmp_path / "a").write_text("2")
    assert commit_of(tmp_path).changed


RELEASES = (
    Release(version="未发布", date="", changes=("甲",)),
    Release(version="1.2.0", date="2031-05-06", changes=("乙",)),
)
BUILT = Commit(commit="abc1234", time=1_000_000_000, changed=False)


def made(built=BUILT, releases=RELEASES, epoch=None):
    return edition("某市反拐", "https://example.org/", "许可", releases, built).at(epoch)


def test_the_time_never_comes_from_the_clock():
    """依次取 SOURCE_DATE_EPOCH、提交、最新一版的日期：同一份代码哪天构建都一样。"""
    assert made(None).time == datetime.datetime(2031, 5, 6, tzinfo=datetime.UTC)
    assert made(None, ()).time.year == 1980
    assert made().time.timestamp() == BUILT.time
    assert made(epoch=5).time.timestamp() == 5


def test_what_is_not_released_has_no_version():
    """还没发布的改动不算一版。"""
    assert (made().version, made().released) == ("1.2.0", datetime.date(2031, 5, 6))
    assert made(None, RELEASES[:1]).version == "0"
    assert made(None).commit == ""

"""版本取自提交。"""

import subprocess

from macros.version import Version, version


def test_version_text_names_commit_and_day():
    """日期按北京时间写；有没提交的改动要说出来。"""
    assert str(Version(commit="abc1234", time=1669000000, changed=False)) == "更新于 2022年11月21日，版本 abc1234"
    assert (
        str(Version(commit="abc1234", time=1669046400 - 1, changed=True))
        == "更新于 2022年11月21日，版本 abc1234，另有未提交的改动"
    )


def test_version_reads_git(tmp_path):
    """不是仓库、没有提交都不算错；提交之后报出短哈希，改动过就标出来。"""
    assert version(tmp_path) is None

    def git(*arguments):
        subprocess.run(
            ["git", "-c", "user.name=甲", "-c", "user.email=a@example.org", *arguments],
            cwd=tmp_path,
            check=True,
            capture_output=True,
        )

    git("init", "-q")
    assert version(tmp_path) is None
    (tmp_path / "a").write_text("1")
    git("add", "a")
    git("commit", "-qm", "一")
    found = version(tmp_path)
    assert found is not None
    assert not found.changed
    (tmp_path / "a").write_text("2")
    assert version(tmp_path).changed

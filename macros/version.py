"""网站的版本：取自提交，不取自构建的时刻，同一次提交总构建出同样的字节。"""

import datetime
import subprocess
from dataclasses import dataclass
from pathlib import Path

CHINA = datetime.timezone(datetime.timedelta(hours=8))


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """一次提交：短哈希、提交时刻（1970 年起的秒数）、有没有还没提交的改动。"""

    commit: str
    time: int
    changed: bool

    def __str__(self) -> str:
        day = datetime.datetime.fromtimestamp(self.time, CHINA)
        more = "，另有未提交的改动" if self.changed else ""
        return f"更新于 {day.year}年{day.month}月{day.day}日，版本 {self.commit}{more}"


def version(root: Path) -> Version | None:
    """root 所在仓库的当前版本；不是 git 仓库，或没有提交时是 None。"""
    log = _git(root, "log", "-1", "--format=%H %ct")
    if not log:
        return None
    commit, _, time = log.partition(" ")
    return Version(commit=commit[:7], time=int(time), changed=bool(_git(root, "status", "--porcelain")))


def _git(root: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""

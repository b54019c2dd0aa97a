"""这一份网站是哪一版：更新记录、提交、时刻；数据和文件都带上它。"""

import datetime
import hashlib
import re
from dataclasses import dataclass, replace
from pathlib import Path

from macros.corpus.chinese import full_date
from macros.corpus.git import git

# 一版里改动的分类；“内容”是读者看到的字变了，首页只列这一类。
CONTENT = "内容"
GROUPS = (CONTENT, "新增", "变更", "修复", "移除", "安全")
_KIND = "### "

# 一版的标题：## [版本] - 日期。
HEADING = re.compile(
    r"^## \[(?P<version>[^\]\n]+)\](?: - (?P<date>\d{4}-\d{2}-\d{2}))?[^\S\n]*$", re.MULTILINE
)
CHINA = datetime.timezone(datetime.timedelta(hours=8))
# 编者写的文字和数据的许可；公文不在其内，见 mkdocs.yml 的 copyright。
LICENSE = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """一次更新：版本、日期（尚未发布时是空的）、各条改动，其中改了内容的。"""

    version: str
    date: str
    changes: tuple[str, ...]
    content: tuple[str, ...] = ()


def releases(text: str) -> tuple[Release, ...]:
    """读更新记录，新的在前；没有改动的版本不算。"""
    headings = list(HEADING.finditer(text))
    ends = [heading.start() for heading in headings[1:]]
    ends.append(len(text))
    listed = []
    for heading, end in zip(headings, ends, strict=False):  # 没有标题时多出一个末尾
        section = text[heading.end() : end]
        changes = _changes(section)
        if changes:
            version = heading["version"]
            date = heading["date"] or ""
            every = [text for _, text in changes]
            content = [text for kind, text in changes if kind == CONTENT]
            one = Release(version=version, date=date, changes=tuple(every), content=tuple(content))
            listed.append(one)
    return tuple(listed)


def _changes(section: str) -> list[tuple[str, str]]:
    """一版的各条改动和分类；折行的一条接成一句。"""
    kind = ""
    changes: list[tuple[str, str]] = []
    for line in section.splitlines():
        if line.startswith(_KIND):
            kind = line.removeprefix(_KIND).strip()
        elif line.startswith("- "):
            change = line.removeprefix("- ").strip()
            changes.append((kind, change))
        elif line.startswith("  ") and changes:
            kind_before, before = changes[-1]
            changes[-1] = (kind_before, before + line.strip())
    return changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """一次提交：短哈希、提交时刻（1970 年起的秒数）、有没有还没提交的改动。"""

    commit: str
    time: int
    changed: bool

    def __str__(self) -> str:
        moment = datetime.datetime.fromtimestamp(self.time, CHINA)
        text = f"更新于 {full_date(moment)}，版本 {self.commit}"
        if self.changed:
            text += "，另有未提交的改动"
        return text


def commit_of(root: Path) -> Commit | None:
    """root 所在仓库现在的提交；不是 git 仓库，或没有提交时是 None。"""
    try:
        log = git(root, "log", "-1", "--format=%H %ct")
        status = git(root, "status", "--porcelain")
    except OSError:
        return None  # 没装 git，和不是仓库一样
    if not log:
        return None
    commit, time = log.decode().split()
    return Commit(commit=commit[:7], time=int(time), changed=bool(status))


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """这一份网站：名字、网址、哪一版、什么时刻、许可。

    base 是网址，以 / 结尾，不知道时是空的。version 是更新记录里最新的一版，released 是它的日期；
    time 是提交的时刻（UTC）。
    """

    name: str
    base: str
    version: str
    released: datetime.date
    commit: str
    time: datetime.datetime
    rights: str

    @property
    def owner(self) -> str:
        """订阅和日历的编号里代表这一份网站的：由网站名得出，搬了家也不变，两座城市不同。

        名下没有登记的域名，用 RFC 2606 留出的 .invalid，不冒用别人的。
        """
        name = hashlib.sha256(self.name.encode()).hexdigest()
        return f"{name[:16]}.invalid"

    @property
    def year(self) -> int:
        """建站那一年，照提交的时刻。"""
        return self.time.astimezone(CHINA).year

    def at(self, epoch: int | None) -> "Edition":
        """时刻改成 epoch（SOURCE_DATE_EPOCH）；没有规定就不改。"""
        if epoch is None:
            return self
        return replace(self, time=_moment(epoch))


def edition(
    name: str,
    base: str,
    rights: str,
    releases: tuple[Release, ...],
    built_from: Commit | None,
) -> Edition:
    """从配置、更新记录和提交得出。时刻依次取提交、最新一版的日期，不取构建的时刻。"""
    version, commit = "0", ""
    released = datetime.date(1980, 1, 1)
    dated = [release for release in releases if release.date]
    if dated:
        version = dated[0].version
        released = datetime.date.fromisoformat(dated[0].date)
    time = datetime.datetime.combine(released, datetime.time(), datetime.UTC)
    if built_from:
        commit = built_from.commit
        time = _moment(built_from.time)
    return Edition(
        name=name,
        base=base,
        version=version,
        released=released,
        commit=commit,
        time=time,
        rights=rights,
    )


def _moment(seconds: int) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC)

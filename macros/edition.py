"""这一份网站：叫什么、在哪个网址、哪个版本、数据是何时的。给别的程序用的文件都带上它。"""

import datetime
import os
from dataclasses import dataclass

from macros.changelog import Release
from macros.version import Version

# 编者写的文字和数据的许可；公文不在其内，见 mkdocs.yml 的 copyright。
LICENSE = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """base 是网址，以 / 结尾，不知道时是空的。

    version 是更新记录里最新的一版，released 是它的日期；time 是提交的时刻（UTC）。
    """

    name: str
    base: str
    version: str
    released: datetime.date
    commit: str
    time: datetime.datetime
    rights: str


def edition(name: str, base: str, rights: str, releases: tuple[Release, ...], built_from: Version | None) -> Edition:
    """从配置、更新记录和提交得出。时刻依次取 SOURCE_DATE_EPOCH、提交、最新一版的日期，不取构建的时刻。"""
    latest = next((release for release in releases if release.date), None)
    day = datetime.date.fromisoformat(latest.date if latest else "1980-01-01")
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        time = datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)
    elif built_from:
        time = datetime.datetime.fromtimestamp(built_from.time, datetime.UTC)
    else:
        time = datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC)
    return Edition(
        name=name,
        base=base,
        version=latest.version if latest else "0",
        released=day,
        commit=built_from.commit if built_from else "",
        time=time,
        rights=rights,
    )

"""macros/edition.py：这一份网站的版本和时刻。"""

import datetime

from macros.changelog import Release
from macros.edition import edition
from macros.version import Version

RELEASES = (
    Release(version="未发布", date="", changes=("甲",)),
    Release(version="1.2.0", date="2031-05-06", changes=("乙",)),
)
BUILT = Version(commit="abc1234", time=1_000_000_000, changed=False)


def made(built=BUILT, releases=RELEASES):
    return edition("某市反拐", "https://example.org/", "许可", releases, built)


def test_the_time_never_comes_from_the_clock(monkeypatch):
    """依次取 SOURCE_DATE_EPOCH、提交、最新一版的日期：同一份代码哪天构建都一样。"""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert made(None).time == datetime.datetime(2031, 5, 6, tzinfo=datetime.UTC)
    assert made(None, ()).time.year == 1980
    assert made().time.timestamp() == BUILT.time
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "5")
    assert made().time.timestamp() == 5


def test_what_is_not_released_has_no_version():
    """还没发布的改动不算一版。"""
    assert (made().version, made().released) == ("1.2.0", datetime.date(2031, 5, 6))
    assert made(None, RELEASES[:1]).version == "0"
    assert made(None).commit == ""

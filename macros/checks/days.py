"""写着的日子都是真有的一天：2 月 30 日、11 月 31 日，多半是打错了。"""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from macros.checks.textfiles import TextFile, text_files
from macros.corpus.problem import Problem, Problems

# 先找中间的一个字，再看它前后：一个数字一个数字地找，慢几倍。
_DASHED = re.compile(r"-(\d{2})-(\d{2})(?![\d-])")
_DASHED_YEAR = re.compile(r"(?<![\d./-])(\d{4})$")
_WRITTEN = re.compile(r"月 ?(\d{1,2}) ?日")
_WRITTEN_MONTH = re.compile(r"(?:(?<!\d)(\d{4}) ?年 ?)?(?<!\d)(\d{1,2}) ?$")
_LONGEST = 12
# 公文的原文照录；勘误里照印的残缺的日期也是。
_OFFICIAL = ("data/documents/", "data/units/")
_PRINTED = re.compile(r" +printed: ")
# 没有写年份的，照闰年算：2 月 29 日也是真有的一天。
_LEAP_YEAR = 2028
# 已经说过这一天没有的话。
_TOLD = ("不是日期", "这一天")


@dataclass(frozen=True, slots=True)
class _Day:
    """写着的一天：从第几个字到第几个字，年（可能没有写）、月、日。"""

    start: int
    end: int
    year: str | None
    month: str
    number: str


def unreal_days(root: Path, told: Sequence[Problem]) -> Problems:
    """各处写着的日子都是真有的一天；told 里说过的不再说。"""
    lines = {problem.row for problem in told if _says_so(problem)}
    for file in text_files(root):
        if file.path.startswith(_OFFICIAL):
            continue
        for problem in _unreal(file):
            if problem.row not in lines:
                yield problem


def _says_so(problem: Problem) -> bool:
    return any(words in problem.message for words in _TOLD)


def _unreal(file: TextFile) -> Problems:
    """一个文件里不是真有的日子。"""
    for day in _days(file.text):
        if is_real(day.year, day.month, day.number):
            continue
        line, column = file.at(day.start)
        if _PRINTED.match(file.text.split("\n")[line - 1]):
            continue
        message = f"没有 {file.text[day.start : day.end]} 这一天"
        yield Problem(file.path, line, column, message, "查日历，改对日期")


def _days(text: str) -> Iterator[_Day]:
    """一段字里写着的日子。"""
    for found in _DASHED.finditer(text):
        year = _before(_DASHED_YEAR, found)
        if year:
            start = found.start() - len(year[0])
            yield _Day(start, found.end(), year[1], found[1], found[2])
    for found in _WRITTEN.finditer(text):
        month = _before(_WRITTEN_MONTH, found)
        if month:
            start = found.start() - len(month[0])
            yield _Day(start, found.end(), month[1], month[2], found[1])


def _before(pattern: re.Pattern[str], found: re.Match[str]) -> re.Match[str] | None:
    """紧挨在 found 前面、合 pattern 的几个字。"""
    end = found.start()
    start = max(0, end - _LONGEST)
    return pattern.search(found.string[start:end])


def is_real(year: str | None, month: str, day: str) -> bool:
    """是不是真有的一天；没有写年份的照闰年算。"""
    try:
        datetime.date(int(year or _LEAP_YEAR), int(month), int(day))
    except ValueError:
        return False
    return True


def is_real_event(text: str) -> bool:
    """2022-04-06、2022-04 这样的一天、一个月，是不是真有。"""
    year, month, *rest = [*text.split("-"), "1"]
    return is_real(year, month, rest[0])

"""更新记录：每一版的标题、每一条的写法都读得到；读不到的会悄悄不见，读者和订阅都看不见。"""

import datetime
import re
from pathlib import Path

from macros.checks.claims import NUMBER
from macros.checks.textfiles import CHANGELOG, TextFile
from macros.corpus import chinese
from macros.corpus.plan import Plan
from macros.corpus.problem import Problem, Problems
from macros.corpus.release import CONTENT, GROUPS, HEADING
from macros.corpus.yaml import read_text

_RELEASE = re.compile(
    r"^#{1,3} *[\[【v]?\d+[.．]\d|^#{1,2} *[\[【]|^##(?!#)|^＃|^\[?v?\d+\.\d+\.\d+\]?"
)
_GROUP = "### "
_QUESTIONS = re.compile(rf"问答.*?({NUMBER}) ?个问题")
_HELP = "写成“## [0.8.1] - 2026-11-29”：方括号、减号是半角的，版本和日期之间是“ - ”"


def changelog_read(plan: Plan, root: Path) -> Problems:
    """没有读不到的版本和改动，日期真有，版本不重复，新的在前。没有更新记录也行。"""
    if not (root / CHANGELOG).exists():
        return
    text, problems = read_text(root / CHANGELOG, CHANGELOG)
    yield from problems
    file = TextFile(path=CHANGELOG, text=text)
    yield from _headings(file)
    yield from _changes(file)
    yield from _answers(file, len(plan.answers))


def _answers(file: TextFile, count: int) -> Problems:
    """还没有发布的一版里说问答有几个问题的，就是那么多。"""
    versions = 0
    for line_number, line in file.lines():
        heading = HEADING.fullmatch(line)
        if heading:
            versions += 1
        if versions > 1 or (heading and heading["date"]):
            return
        told = _QUESTIONS.search(line)
        if told and chinese.number(told[1]) != count:
            message = f"说的是{told[1]}个问题，问答里有 {count} 个"
            yield Problem(CHANGELOG, line_number, told.start(1) + 1, message, "两处写成一样的")


def _problem(line: int, message: str, help: str) -> Problem:
    return Problem(CHANGELOG, line, 1, message, help)


def _headings(file: TextFile) -> Problems:
    """各版的标题。"""
    seen: dict[str, int] = {}
    newest = datetime.date.max
    for number, line in file.lines():
        heading = HEADING.fullmatch(line)
        if heading is None:
            if _RELEASE.match(line):
                yield _problem(number, f"这一版的标题读不出来，整版会不见：{line.strip()}", _HELP)
            continue
        version = heading["version"]
        written = heading["date"]
        if version in seen:
            message = f"{version} 在第 {seen[version]} 行已经有了"
            yield _problem(number, message, "版本号加一，或并成一版")
        seen.setdefault(version, number)
        if written:
            day = _day(written)
            if day is None:
                yield _problem(number, f"没有 {written} 这一天", "写真有的一天")
            elif day > newest:
                yield _problem(number, f"{written} 比前面一版晚，次序反了", "新的写在前面")
            newest = day or newest


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def _changes(file: TextFile) -> Problems:
    """各版里的改动：一条一行，以“- ”开头；整版一条也没有的也报。"""
    release: list[tuple[int, str]] = []
    for number, line in file.lines():
        if HEADING.fullmatch(line):
            yield from _release(release)
            release = []
        if release or HEADING.fullmatch(line):
            release.append((number, line))
    yield from _release(release)


def _release(lines: list[tuple[int, str]]) -> Problems:
    """一版的各行，头一行是标题；分类的标题以前可以先写几句话，不显示。"""
    if not lines:
        return
    if not any(line.startswith("- ") for _, line in lines):
        yield _problem(lines[0][0], "这一版一条改动也没有，不会显示", "写上改动，或删掉标题")
        return
    yield from _groups(lines)
    grouped = False
    for number, line in lines[1:]:
        grouped = grouped or line.startswith(_GROUP)
        if grouped and line.strip() and not line.startswith((_GROUP, "- ", "  ")):
            message = f"这一行不会显示：{line.strip()[:12]}"
            yield _problem(number, message, "一条改动以“- ”开头；接着上一行的，开头空两格")


def _groups(lines: list[tuple[int, str]]) -> Problems:
    """分类都认得：“内容”写错一个字，首页就不再列出它。"""
    for number, line in lines:
        if not line.startswith(_GROUP):
            continue
        name = line.removeprefix(_GROUP).strip()
        if name not in GROUPS:
            help = f"改成{'、'.join(GROUPS)}；首页只列“{CONTENT}”"
            yield _problem(number, f"没有“{name}”这一类", help)

"""用时：各段的分钟数加起来，和这一节、这一份写的一样：多出几分钟，一节课就上不完。"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from macros.checks.claims import NUMBER
from macros.corpus.chinese import number
from macros.corpus.pieces import Piece, numbered
from macros.corpus.plan import Plan
from macros.corpus.problem import Problems
from macros.corpus.yaml import Node

_HEADING = re.compile(r"(#+) ")
_MINUTES = re.compile(rf"（(?:约 ?)?({NUMBER}) ?分钟）")
_TITLE = re.compile(r"# (?:（[^（）]+）|[一二三四五六七八九十]+、)?([^（）{}]+)（")
_CLOCK = re.compile(r"(\d\d?):(\d\d) ?[—–-] ?(\d\d?):(\d\d)")
_COLUMN = "分钟"
_SIGN = re.compile(r"分钟(?:）| *\|)")
# 一段里写着几分钟的，少于这么多样，看不出是不是全部。
_FEWEST = 2


@dataclass(slots=True)
class _Part:
    """一个小标题，或时间表的一行：几级，几分钟（没有写是 0），在哪里，那一行的字。

    parts 是下面的各个小标题，rows 是下面时间表的各行。
    """

    level: int
    minutes: int
    node: Node
    text: str = ""
    parts: "list[_Part]" = field(default_factory=list)
    rows: "list[_Part]" = field(default_factory=list)


def parts_add_up(plan: Plan) -> Problems:
    """时间表的各行、写着几分钟的小标题，加起来是上一级、是这一份的用时。"""
    for piece in plan.pieces:
        if not _SIGN.search(piece.body) or not piece.minutes:
            continue
        whole = _whole(piece)
        yield from _tables_add_up(piece, whole)
        yield from _headings_add_up(piece, whole)


def _tables_add_up(piece: Piece, whole: _Part) -> Problems:
    """各张时间表。"""
    sections = list(_sections(whole))
    for part in sections:
        minutes = part.minutes or piece.minutes
        yield from _clocked(part.rows)
        yield from _summed(part, part.rows, minutes)
        yield from _headed(part.rows, sections)


def _headings_add_up(piece: Piece, whole: _Part) -> Problems:
    """各级小标题；有了整份的时间表，就不看头一级。活动的各场分几天办，另有准备的时间。"""
    is_arranged = piece.form == "activity"
    for part in _sections(whole):
        is_timed = part is not whole and part.minutes
        if is_timed:
            inner = list(_timed(part.parts))
            yield from _summed(part, inner, part.minutes)
        elif part.rows:
            is_arranged = True
    if not is_arranged:
        parts = list(_timed(whole.parts))
        yield from _summed(whole, parts, piece.minutes)


def _whole(piece: Piece) -> _Part:
    """一份资料，连同它的各级小标题和时间表。"""
    whole = _Part(0, piece.minutes, piece.place.of("minutes"))
    opened = [whole]
    column = 0
    for node, line in numbered(piece.path, piece.body, piece.body_line):
        if heading := _HEADING.match(line):
            level = len(heading[1])
            minutes = _minutes(line)
            part = _Part(level, minutes, node, line)
            while opened[-1].level >= level:
                opened.pop()
            opened[-1].parts.append(part)
            opened.append(part)
        cells = _cells(line)
        if _COLUMN in cells:
            column = cells.index(_COLUMN)
            continue
        if len(cells) <= column:
            column = 0
            continue
        cell = cells[column]
        if cell.isdecimal():
            row = _Part(0, int(cell), node, line)
            opened[-1].rows.append(row)
    return whole


def _minutes(heading: str) -> int:
    """小标题里写的几分钟；没有写是 0。"""
    told = _MINUTES.search(heading)
    if told is None:
        return 0
    return number(told[1])


def _cells(line: str) -> list[str]:
    """表格一行的各格；不是表格是空的。"""
    if not line.startswith("|"):
        return []
    return [cell.strip() for cell in line.split("|")]


def _sections(part: _Part) -> Iterator[_Part]:
    """自己和下面的各个小标题。"""
    yield part
    for inner in part.parts:
        yield from _sections(inner)


def _timed(parts: Sequence[_Part]) -> Iterator[_Part]:
    """写着几分钟的各段；没有写的，看它下面的。"""
    for part in parts:
        if part.minutes:
            yield part
        else:
            yield from _timed(part.parts)


def _clocked(rows: Sequence[_Part]) -> Problems:
    """时间表里写着起止的，分钟数就是起止之间。"""
    for row in rows:
        clock = _CLOCK.search(row.text)
        if clock is None:
            continue
        hour, minute, last_hour, last_minute = map(int, clock.groups())
        hours = last_hour - hour
        length = hours * 60 + last_minute - minute
        if length != row.minutes:
            message = f"{clock[0]} 是 {length} 分钟，这一行写的是 {row.minutes}"
            help = "两处写成一样的"
            start = clock.start()
            yield row.node.problem(message, help, start)


def _headed(rows: Sequence[_Part], sections: Sequence[_Part]) -> Problems:
    """小标题写的几分钟，和时间表里说着它的那一行一样。"""
    for part in sections:
        title = _TITLE.search(part.text)
        if not part.minutes or title is None:
            continue
        end = title.end()
        for row in rows:
            if title[1] not in row.text or row.minutes == part.minutes:
                continue
            line = row.node.line
            message = f"写的是 {part.minutes} 分钟，第 {line} 行的表里是 {row.minutes}"
            help = "两处写成一样的"
            yield part.node.problem(message, help, end)


def _summed(whole: _Part, parts: Sequence[_Part], minutes: int) -> Problems:
    """whole 的几段加起来不是 minutes 分钟；只有一段长得装得下多出来的，就报在那一段。"""
    each = [part.minutes for part in parts]
    total = sum(each)
    more = total - minutes
    if len(parts) < _FEWEST or not more:
        return
    if any(_clocked(parts)):
        return
    if more < -minutes / 2:  # 只有几段写了几分钟
        return
    suspects = [part for part in parts if part.minutes > more]
    wrong = whole
    if len(suspects) == 1:
        wrong = suspects[0]
    figure = str(wrong.minutes)
    start = wrong.text.find(figure)
    told = "、".join(map(str, each))
    message = f"各段 {told} 分钟，加起来是 {total}，用时写的是 {minutes}"
    help = f"改对写错的一段，加起来是 {minutes}；用时真的变了，写着它的几处都改"
    yield wrong.node.problem(message, help, max(0, start))

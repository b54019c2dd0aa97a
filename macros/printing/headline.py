"""标题断行：字要大，又不拆词，各行差不多长，断在人会停顿的地方。"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from macros.corpus.chinese import width
from macros.corpus.documents import Paragraph
from macros.corpus.plan import Plan
from macros.corpus.tasks import Entry

# 标题的宽和高，像素：微信把图裁成中间的方块，630 宽，也在里面。
ROOM, TALL = 576, 300
# 标题的字号，挑大的；图缩成 300 像素宽，最小的也有 12 像素。LEADING 是行高，照 share.typ。
TITLE_SIZES = range(120, 47, -8)
LEADING = 1.22
# 再多，最窄的也排不下。
_MOST_UNITS = 99

_OPEN, _CLOSE = "（《“‘〔【「『(<[", "，。、；：？！）》”’〕】」』…—·,.;:?!)>]%"
# 行里断开了也不难看的地方：标点、空格后面。
_PAUSE = _CLOSE + " "
# 号码连着前后的“第”“年”“项”不拆；太长的一串字母，十个一截。
_NUMBER = "第?[0-9A-Za-z][0-9A-Za-z.:/_@—–-]{0,9}[年月日号项条个岁期页]?"
# 行头、行尾和标点之间只有一个字；“的”“了”离了它前面的词。
_STRAY = re.compile("^.[，。：；、？！]|[，。：；、？！].$|^.?[的了]")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Headline:
    """断好的标题：worth 越大越好（字号照难看的程度打折），字号，像素，各行。"""

    worth: float
    size: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Breaking:
    """一种断法：难看的程度，各行。"""

    ugliness: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Breaker:
    """把 text 断成 count 行，每行不宽于 room 个字。

    ugly 是可以断的各处（它前面有几个字），照先后，和断在那里有多难看；最后一处是全文末尾。
    """

    text: str
    ugly: Mapping[int, float]
    room: float
    count: int

    def best(self) -> Breaking | None:
        """最不难看的断法；断不成是 None。

        动态规划：reached 记着断到每一处最好的断法，从头起一行一行往下接。
        """
        if self._mean > self.room:
            return None
        *inside, end = self.ugly
        reached = {0: Breaking(ugliness=0, lines=())}
        for _ in range(self.count - 1):
            reached = self._one_more_line(reached, inside)
        whole = self._one_more_line(reached, [end])
        return whole.get(end)

    @property
    def _mean(self) -> float:
        """各行一样长时，一行几个字。"""
        return width(self.text) / self.count

    def _one_more_line(
        self, reached: Mapping[int, Breaking], ends: Sequence[int]
    ) -> dict[int, Breaking]:
        """每种断法再接一行，断在 ends 里的各处；断到同一处的，留最不难看的。"""
        further: dict[int, Breaking] = {}
        for start, before in reached.items():
            for end, line, cost in self._lines_from(start, ends):
                ugliness = before.ugliness + self.ugly[end] + cost
                lines = (*before.lines, line)
                way = Breaking(ugliness=ugliness, lines=lines)
                best = further.get(end)
                if best is None or way < best:
                    further[end] = way
        return further

    def _lines_from(self, start: int, ends: Sequence[int]) -> Iterator[tuple[int, str, float]]:
        """从 start 起写得下的各行：断在哪里，行里的字，这一行有多难看。"""
        mean = self._mean
        text = self.text
        for end in ends:
            line = text[start:end].strip()
            if self.count > 1 and len(line.rstrip(_CLOSE)) < 2:
                continue  # 标题不止一行时，一行至少两个字，不算末尾的标点
            wide = width(line)
            if wide > self.room:
                return  # 再往后只会更宽
            uneven = wide / mean - 1
            strays = _STRAY.findall(line)
            ugliness = 2 * uneven**2 + len(strays)
            yield end, line, ugliness


class Words:
    """标题在哪里断行：不拆这份计划里的名词和单位，也少拆它的文字里常连着的字。"""

    def __init__(self, plan: Plan, titles: Sequence[str]) -> None:
        names = map(re.escape, _names(plan))
        whole = "|".join([*names, _NUMBER])
        self._unit = re.compile(f"{whole}|.")
        self._count: Counter[str] = Counter()
        texts = [*_texts(plan), *titles]
        for text in texts:
            for part in re.split(whole, text):
                runs = _runs_of_characters(part)
                self._count.update(runs)

    def units(self, title: str) -> list[str]:
        """不再拆开的一截一截：词、号码；标点跟着前一截，前引号跟着后一截。"""
        units: list[str] = []
        for part in self._unit.findall(title):
            if units and len(units[-1]) < 12 and _stay_together(units[-1], part):
                units[-1] += part
            else:
                units.append(part)
        return units

    def layout(self, title: str) -> Headline:
        """标题的字号和各行。最小的字号也排不下，就从末尾去掉一些，写上“…”。"""
        units = self.units(title)
        most = min(len(units), _MOST_UNITS)
        for kept in range(most, 0, -1):
            shown = units[:kept]
            if shown != units:
                shown.append("…")
            headline = self._best(shown)
            if headline:
                return headline
        # 一个词就比一行长：由模板缩小。
        return Headline(worth=0, size=TITLE_SIZES[-1], lines=(title,))

    def lines(self, title: str, room: float) -> tuple[str, ...]:
        """字号定好的标题断成几行，每行不宽于 room 个字，行数最少；断不成就是一行。"""
        units = self.units(title)
        ugly = self._places(units)
        for count in range(1, len(units) + 1):
            breaker = Breaker(text=title, ugly=ugly, room=room, count=count)
            way = breaker.best()
            if way:
                return way.lines
        return (title,)

    def _best(self, units: Sequence[str]) -> Headline | None:
        """各种字号、各种行数都试，挑最好的；哪种都排不下是 None。"""
        text = "".join(units)
        ugly = self._places(units)
        tried: list[Headline] = []
        for size in TITLE_SIZES:
            room = ROOM / size
            most = int(TALL / size / LEADING)
            for count in range(1, most + 1):
                breaker = Breaker(text=text, ugly=ugly, room=room, count=count)
                way = breaker.best()
                if way:
                    worth = size * 0.8**way.ugliness
                    headline = Headline(worth=worth, size=size, lines=way.lines)
                    tried.append(headline)
        return max(tried, default=None)

    def _places(self, units: Sequence[str]) -> dict[int, float]:
        """可以断的各处（它前面有几个字），和断在那里有多难看。"""
        ugly: dict[int, float] = {}
        before = ""
        after = "".join(units)
        for unit in units:
            before += unit
            after = after.removeprefix(unit)
            ugly[len(before)] = self._ugly(before, after)
        return ugly

    def _ugly(self, before: str, after: str) -> float:
        """断在 before 和 after 之间有多难看：全文末尾和标点后面是 0，拆开一个词最大。"""
        if not after or before[-1] in _PAUSE:
            return 0
        bound = self._bound(before[-2:], after[:2])
        return 0.5 + 3 * bound

    def _bound(self, before: str, after: str) -> float:
        """两边的字有多常连着，0 到 1；三个字里见到两个就总有第三个，也算。"""
        one = before[-1]
        two = after[0]
        return max(
            self._together(one, two),
            self._always(before, before + two),
            self._always(after, one + after),
        )

    def _together(self, one: str, two: str) -> float:
        """两个字连着的次数，占少见的那个字的几成；很少见的字说不准，当作有三成。"""
        count = self._count
        both = count[one + two]
        rarer = min(count[one], count[two])
        return (both + 0.6) / (rarer + 2)

    def _always(self, two: str, three: str) -> float:
        """见到这两个字，有几成是这三个字连着；见得太少的不算。"""
        times = self._count[three]
        if len(three) < 3 or times < 3:
            return 0
        return times / self._count[two]


def _names(plan: Plan) -> list[str]:
    """不拆开的名字，长的在前。"""
    names: set[str] = set()
    for unit in plan.units:
        names.add(unit.name)
    for term in plan.terms:
        names.update(term.forms)
    return sorted(names, key=lambda name: (-len(name), name))


def _texts(plan: Plan) -> Iterator[str]:
    """计划里的文字：看哪些字常连着。"""
    for row in plan.rows.values():
        if isinstance(row, Paragraph | Entry):
            yield row.text
    for piece in plan.pieces:
        for _, text, _ in piece.passages():
            yield text


def _runs_of_characters(text: str) -> Iterable[str]:
    """连着的一个字、两个字、三个字。"""
    for length in (1, 2, 3):
        for end in range(length, len(text) + 1):
            yield text[end - length : end]


def _stay_together(unit: str, part: str) -> bool:
    """后面是标点、空格，或者前面是前引号，不分开。"""
    return part[0] in _PAUSE or unit[-1] in _OPEN

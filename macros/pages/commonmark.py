"""GitHub 上看是对的 Markdown，网站上也对：列表、表格前面没有空行，列表缩进两格，1) 的编号。

网站用的 Python-Markdown 要空行，缩进要四格；这里照 CommonMark 的读法补上，再交给它。
行数会变，所以只用在排版之前；检查照原来的行说。
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_ITEM = re.compile(r"(?P<indent> *)(?P<mark>[-*+]|(?P<number>\d{1,9})[.)])(?P<gap> +)(?=\S)")
_FENCE = re.compile(r" *(`{3,}|~{3,})")
_DELIMITER = re.compile(r"^ *\|?(?: *:?-+:? *\|)+(?: *:?-+:? *)?\|? *$")
# 下面缩进四格的是它的内容，不是代码。
_HOLDER = re.compile(r"[-*+] |\d+[.)] |!!!|\?\?\?|===|\[\^|: ")
# 不是平常的一段：标题、引用、表格、HTML、属性、分隔线。
_NOT_PARAGRAPH = re.compile(r" *(?:#{1,6} |>|\||<|\{|!!!|\?\?\?|===|\[\^|: |-{3,} *$)")


@dataclass(slots=True)
class _Level:
    """列表的一层：记号在第几格，字从第几格起。"""

    indent: int
    content: int


@dataclass(slots=True)
class _Walk:
    """从上往下走到哪里了：在几层列表里、代码块里，这一段是怎样开头的。"""

    levels: list[_Level] = field(default_factory=list)
    base: int = 0
    fence: str = ""
    shift: int = 0
    is_held: bool = False
    paragraph: int | None = None
    blank: bool = True

    def step(self, line: str, following: str) -> Iterator[str]:
        """一行写成一行，前面要空行的多一行；following 是下一行。"""
        if not line.strip():
            self.blank = True
            self.paragraph = None
            yield line
            return
        if self.fence:
            yield self._in_fence(line)
            return
        if not line.startswith(" "):
            self.is_held = _HOLDER.match(line) is not None
        item = _ITEM.match(line)
        if item and self._is_item(item):
            yield from self._item(line, item)
        else:
            yield from self._other(line, following)
        self.blank = False

    def _in_fence(self, line: str) -> str:
        mark = _FENCE.match(line)
        is_bare = not line.strip().strip("`~")
        if is_bare and mark and mark[1].startswith(self.fence):
            self.fence = ""
        return " " * self.shift + line

    def _is_item(self, item: re.Match[str]) -> bool:
        """这一行是列表的一项：接着列表，或者另起；另起在一段后面的，编号要从 1 起。"""
        indent = len(item["indent"])
        if self.levels:
            return True
        if indent >= 4 and not self.is_held:
            return False
        if self.blank or self.paragraph is None:
            return True
        return self.paragraph == indent and item["number"] in (None, "1")

    def _item(self, line: str, item: re.Match[str]) -> Iterator[str]:
        indent = len(item["indent"])
        while self.levels and indent < self.levels[-1].content:
            self.levels.pop()
        if not self.levels:
            self.base = indent // 4 * 4
            if self.paragraph is not None:
                yield ""
        gap = len(item["gap"])
        if gap > 4:  # 多出的是代码的缩进
            gap = 1
        content = indent + len(item["mark"]) + gap
        self.levels.append(_Level(indent, content))
        self.paragraph = None
        wanted = self.base + 4 * (len(self.levels) - 1)
        if len(self.levels) == 1:
            wanted = indent
        mark = item["mark"].replace(")", ".")
        lead = " " * wanted
        rest = line[item.end() :]
        yield f"{lead}{mark}{item['gap']}{rest}"

    def _other(self, line: str, following: str) -> Iterator[str]:
        """不是列表项的一行：列表里的话，或者一段、表格、代码。"""
        indent = len(line) - len(line.lstrip(" "))
        moved = self._inside_list(indent)
        fence = _FENCE.match(line)
        if fence:
            self.fence = fence[1]
            self.shift = moved
        starts_table = "|" in line and _DELIMITER.match(following) is not None
        if starts_table and self.paragraph == indent:
            yield ""
        if starts_table:
            self.paragraph = None
        elif self.paragraph is None and not fence and self._starts_paragraph(line, indent):
            self.paragraph = indent
        yield " " * moved + line

    def _starts_paragraph(self, line: str, indent: int) -> bool:
        """这一行是平常一段的头一行；缩进四格的是代码，列表里的另算。"""
        if self.levels or _NOT_PARAGRAPH.match(line):
            return False
        return indent < 4 or self.is_held

    def _inside_list(self, indent: int) -> int:
        """列表里的一行要往右移几格；空行后面没有缩进的，列表到此为止。"""
        if not self.levels or not self.blank:
            return 0
        while self.levels and indent < self.levels[-1].content:
            self.levels.pop()
        if not self.levels:
            return 0
        wanted = self.base + 4 * len(self.levels)
        if indent >= wanted:
            return 0
        return wanted - self.levels[-1].content


def as_on_github(text: str) -> str:
    """text 补成网站也排得对的写法；本来就对的一个字不动。"""
    walk = _Walk()
    written: list[str] = []
    for line, following in _with_next(text):
        written += walk.step(line, following)
    return "\n".join(written)


def list_starts(text: str) -> Iterator[tuple[int, int]]:
    """编号的列表从几开始：（第几行，从 0 数；头一项的编号），只看最外一层。"""
    walk = _Walk()
    for number, (line, following) in enumerate(_with_next(text)):
        starts = not walk.levels and not walk.fence
        list(walk.step(line, following))
        item = _ITEM.match(line)
        if item is None or not item["number"]:
            continue
        if starts and len(walk.levels) == 1:
            first = int(item["number"])
            yield number, first


def _with_next(text: str) -> Iterator[tuple[str, str]]:
    """各行，和它的下一行。"""
    lines = text.split("\n")
    return itertools.pairwise([*lines, ""])

"""手写页面的 HTML 按小标题切成搜索用的段。"""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

SPACE = re.compile(r"\s+")

# 没有结束标签的，当作一个空格。
VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "source", "wbr"})
# 不把词切开的。
INLINE = frozenset(
    {
        "a",
        "abbr",
        "b",
        "cite",
        "code",
        "em",
        "i",
        "ins",
        "kbd",
        "mark",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
    }
)
# 带 id 就另起一段的。
HEADINGS = frozenset({"h2", "h3", "h4", "dt"})
# 带 id 也自成一段，没有小标题：步骤、条目。
ITEMS = frozenset({"li"})
# 公文另有记录；标了不搜的是重复的话。
SKIPPED = frozenset({"data-official", "data-search-exclude", "hidden"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPassage:
    """搜索结果里的一条：锚点（空的指整页）、小标题、正文、单位、起止年份。"""

    anchor: str
    text: str
    title: str = ""
    unit: str = ""
    years: tuple[int, int] | None = None


def sections(html: str) -> list[SearchPassage]:
    """页首一段，每个带 id 的小标题或名词一段；没有字的段只留页首。"""
    parser = _Splitter()
    parser.feed(html)
    parser.close()
    passages = map(_Section.passage, parser.sections)
    return [one for one in passages if one.text or one.title or not one.anchor]


class _Section:
    """正在收的一段：锚点，标题的各截，正文的各截。"""

    def __init__(self, anchor: str) -> None:
        self.anchor = anchor
        self.title: list[str] = []
        self.text: list[str] = []

    def passage(self) -> SearchPassage:
        """收完了。"""
        title = _squeezed(self.title)
        text = _squeezed(self.text)
        return SearchPassage(anchor=self.anchor, title=title, text=text)


def _squeezed(parts: list[str]) -> str:
    return SPACE.sub(" ", "".join(parts)).strip()


class _Splitter(HTMLParser):
    """边读边切：into 是正在收的一处，under 是在哪个小标题下，skipping 是在要跳过的标签里第几层。

    items 是外面各层条目是不是自成一段。
    """

    def __init__(self) -> None:
        super().__init__()
        self.skipping = 0
        self.sections = [_Section("")]
        self.under = self.sections[-1]
        self.into = self.under.text
        self.items: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        anchor = values.get("id")
        if tag in VOID:
            self.handle_data(" ")
        elif self.skipping or tag == "h1" or SKIPPED & values.keys():
            self.skipping += 1
        elif tag in HEADINGS and anchor:
            self.under = self._section(anchor)
            self.into = self.under.title
        elif tag in ITEMS:
            self.items.append(anchor is not None)
            if anchor:
                self.into = self._section(anchor).text
            self.handle_data(" ")
        elif tag not in INLINE:
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self.skipping:
            self.skipping -= 1
        elif tag in HEADINGS or (tag in ITEMS and self._item_ends()):
            self.into = self.under.text
        elif tag not in INLINE:
            self.handle_data(" ")

    def _item_ends(self) -> bool:
        """一个条目完了；它自成一段，就回到小标题下。"""
        if self.items:
            return self.items.pop()
        return False

    def _section(self, anchor: str) -> _Section:
        self.sections.append(_Section(anchor))
        return self.sections[-1]

    def handle_data(self, data: str) -> None:
        if not self.skipping:
            self.into.append(data)

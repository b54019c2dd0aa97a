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
    """边读边切：into 是正在收的一处，skipping 是在要跳过的标签里第几层。"""

    def __init__(self) -> None:
        super().__init__()
        self.skipping = 0
        self.sections = [_Section("")]
        self.into = self.sections[-1].text

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        anchor = values.get("id")
        if tag in VOID:
            self.handle_data(" ")
        elif self.skipping or tag == "h1" or SKIPPED & values.keys():
            self.skipping += 1
        elif tag in HEADINGS and anchor:
            self.sections.append(_Section(anchor))
            self.into = self.sections[-1].title
        elif tag not in INLINE:
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self.skipping:
            self.skipping -= 1
        elif tag in HEADINGS:
            self.into = self.sections[-1].text
        elif tag not in INLINE:
            self.handle_data(" ")

    def handle_data(self, data: str) -> None:
        if not self.skipping:
            self.into.append(data)

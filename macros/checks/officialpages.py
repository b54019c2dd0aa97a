"""排着公文的手写页：编者的话要看得出是编者的，读者不会当成公文的一段。"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from macros.checks.handwritten import Handwritten, Pages, with_front
from macros.checks.prose import MACRO, without_macros
from macros.corpus import proof
from macros.corpus.origins import every_source
from macros.corpus.plan import Plan
from macros.corpus.problem import Problem, Problems, Verdict

# 整页都是公文的宏；document、passages 排在哪一页，公文自己写着（page）。
_OFFICIAL = re.compile(r"\{\{\s*(?:table|comparison|side_by_side)\s*\(")
_HEADING = re.compile(r"(#{2,6}) +(.*?)(?: *\{:[^}]*\})? *")
_TITLE = re.compile(r"# ")
_ATTRIBUTES = re.compile(r"\{:([^{}\n]*)\} *$")
# 标明是编者的话的两种写法，和它们在页面上的样子：说明文字，另一种颜色、字号。
_MARKS = frozenset({".relations", ".lead"})
_MARKED_TAG = re.compile(r"<[a-z][^<>]*\bdata-editorial\b")
_TAG_ONLY = re.compile(r"(?:</?[a-z][^<>]*>\s*)+")
# 公文的编号：编者的话这样开头，标了也会当成一条。
_NUMBERED = re.compile(
    r"(?:<[^<>]*>)*(?:（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、"
    r"|第[一二三四五六七八九十百]+[章节条款]|\d+[.．]\S)"
)
# 列表、表格、引用：标记只管得到最后一行。
_ROWS = re.compile(r" *(?:[-*+>|]|\d+[.)] )")
_HELP = "写成一段，下一行写 {: .relations }；不是编者的话，就不要写在这一页"


@dataclass(frozen=True, slots=True)
class _Block:
    """前后空行隔开的几行：第一行的行号，各行的字。"""

    line: int
    text: str

    @property
    def is_marked(self) -> bool:
        """标明了是编者的话。"""
        if _MARKED_TAG.match(self.text):
            return True
        if _ROWS.match(self.text):
            return False
        attributes = _ATTRIBUTES.search(self.text)
        return attributes is not None and not _MARKS.isdisjoint(attributes[1].split())

    @property
    def near_mark(self) -> str:
        """属性里有一个样子像标明编者的记号，是哪一个；没有是空的。"""
        attributes = _ATTRIBUTES.search(self.text)
        if attributes is None:
            return ""
        names = attributes[1].split()
        if not _MARKS.isdisjoint(names):
            return ""
        for name in names:
            for near in get_close_matches(name, _MARKS, n=1):
                return str(near)
        return ""

    @property
    def has_words(self) -> bool:
        """有字：不只是宏、标签、属性。"""
        words = _ATTRIBUTES.sub("", self.text).replace(MACRO, "")
        return bool(_TAG_ONLY.sub("", words).strip())


def editors_words_marked(plan: Plan, pages: Pages) -> Problems:
    """排着公文的页里，编者加的一段标明是编者的，小标题是原网页印着的。"""
    source = "".join(proof.normalized(one.text) for one in every_source(plan))
    official = {document.page for document in plan.documents.values()}
    for page in with_front(pages):
        if page.uri not in official and not _OFFICIAL.search(page.body):
            continue
        for block in _blocks(page):
            found = _wrong(block, source)
            near = block.near_mark
            if found and near:
                line = block.line + block.text.count("\n")
                message = "标明编者的记号拼错了，读者会把这一段当成公文"
                help = f"是否想写 {near}？"
                yield Problem(page.path, line, 1, message, help)
            elif found:
                yield Problem(page.path, block.line, 1, *found)


def _wrong(block: _Block, source: str) -> Verdict | None:
    """一块错在哪、怎样改；没有错是 None。"""
    heading = _HEADING.fullmatch(block.text)
    if heading:
        if proof.normalized(heading[2]) in source:
            return None
        message = f"小标题“{heading[2]}”原网页没有，读者会当成公文的一节"
        return message, "照原网页的栏目写，或把这一节写到别的页"
    if _TITLE.match(block.text) or not block.has_words:
        return None
    if not block.is_marked:
        return "这一页排着公文，这一段没有标明是编者的话，读者会当成公文", _HELP
    if _NUMBERED.match(block.text):
        return "编者的话照公文那样编号，读者会当成公文的一条", "去掉编号，换一种说法"
    return None


def _blocks(page: Handwritten) -> Iterator[_Block]:
    """正文的各块；小标题自成一块。"""
    lines: list[str] = []
    first = page.body_line
    body = without_macros(page.body)
    for number, line in enumerate([*body.split("\n"), ""], page.body_line):
        is_heading = line.startswith("#")
        if lines and (is_heading or not line.strip()):
            yield _Block(first, "\n".join(lines))
            lines = []
        if is_heading:
            yield _Block(number, line)
        elif line.strip():
            if not lines:
                first = number
            lines.append(line)

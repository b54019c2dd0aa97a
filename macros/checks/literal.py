"""会照样印出来的记号：写的人以为是 Markdown，网站不认。

排一遍，看印出来的字里还留着什么记号；再回到原文，找它在哪一行。
"""

import itertools
import re
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from macros.checks.causes import cause
from macros.checks.handwritten import Handwritten, Pages
from macros.checks.prose import MACRO, without_code, without_macros
from macros.checks.rendering import Renderer, visible
from macros.corpus.problem import Problem, Problems
from macros.pages.commonmark import list_starts


@dataclass(frozen=True, slots=True)
class _Mark:
    """一种留下来的记号：样子、说明、改法。"""

    pattern: re.Pattern[str]
    says: str
    help: str


def _mark(pattern: str, says: str, help: str) -> _Mark:
    return _Mark(re.compile(pattern, re.MULTILINE), says, help)


# 记号是全角的：输入法没有切换，GitHub 和网站都不认。只看原文的各行。
_WIDE = (
    _mark(r"^ *＃", "“＃”是全角的，不会变成标题", "换成半角的 #，后面空一格"),
    _mark(
        r"\[[^\[\]\n]+\] +\((?=[^()\s]*(?:\.md|\.html|://|#))",
        "链接中间有空格，会照样印出来",
        "删掉 ] 和 ( 中间的空格",
    ),
    _mark(
        r"[\]］】] ?[(（](?=[^()（）\s]*(?:\.md|\.html|://|#))(?<!\]\()[^()（）\n]*[)）]?",
        "链接的括号是全角的，会照样印出来",
        "写成 [字](地址)，四个括号都用半角，中间不空格",
    ),
    _mark(r"\[[^\[\]\n]*\]\([^()（）\s]*）", "链接的后括号是全角的，会照样印出来", "换成半角的 )"),
    _mark(
        r"^ *[－–—•●▪◆・] *(?=\S)(?!—)",
        "“{}”不是列表的记号，几行会连成一段",
        "换成半角的 -，后面空一格",
    ),
    _mark(r"^ *[０-９]+[．。、] *", "“{}”是全角的，不会变成编号", "换成半角的 1. ，后面空一格"),
    _mark(r"^ *＊ ", "“＊”是全角的，不会变成列表", "换成半角的 -，后面空一格"),
    _mark(r"^ *｜.*", "表格的“｜”是全角的", "换成半角的 |，第二行写 |---|---|"),
    _mark(r"^ *＞", "“＞”是全角的，不会变成引用", "换成半角的 >"),
    _mark(r"＊＊|｀", "“{}”是全角的，不会变成记号", "换成半角的"),
    _mark(r"^ *！！！", "“！！！”是全角的，不会变成提示框", '写成 !!! note "标题"'),
    _mark(r"^ *？？？", "“？？？”是全角的，不会变成折叠", '写成 ??? note "标题"'),
    _mark(r"^ *＝{2,}", "“＝”是全角的，不会变成标签页", '写成 === "标题"'),
    _mark(r"^ *[-*+] *【[ xX]?】", "任务列表的方括号是全角的", "写成 - [ ] 字，中间空一格"),
    _mark(
        r"^ *[-*+] +\[ *[√✓✔☑✅×✗✘☒ⅹ] *\]",
        "“{}”不是任务列表的写法，会照样印出来",
        "做好了的写 - [x] 字，没做的写 - [ ] 字",
    ),
    _mark(
        r"^ *(?:[-+]|\d{1,2}\.)(?=[\u4e00-\u9fff“《（【])",
        "“{}”后面没有空格，不会变成列表",
        "后面空一格",
    ),
    _mark(
        r"｛ *[：:]? *[#.][^{}｛｝\n]*[}｝]?|\{ *：[^{}｛｝\n]*[}｝]?|\{:[^{}｛｝\n]*｝",
        "“{}”的括号或冒号是全角的，不起作用，会照样印出来",
        "写成 {: #名字 }，括号和冒号都用半角",
    ),
    _mark(
        r"[{｛]+ *[a-z_]+ *\([^{}｛｝\n]*\) *[}｝]+",
        "“{}”不是宏的写法，会照样印出来",
        '前后各写两层半角的花括号，如 {{ fill("单位名称") }}',
    ),
    _mark(
        r"&(?:[lg]t|amp|quot|(?:nb|en|em)sp|copy|reg|times|middot|[mn]dash|hellip|[lr][sd]quo"
        r"|#\d{2,5}|#x[0-9A-Fa-f]{2,5})(?![;A-Za-z0-9_=])",
        "“{}”后面少了分号",
        "补上半角的分号；只想空一格的，直接打空格",
    ),
)

# 一个也没有，就不必逐行看。
_ANY_WIDE = re.compile("|".join(f"(?:{mark.pattern.pattern})" for mark in _WIDE), re.MULTILINE)

# 排出来还留着的记号。
_LEFT = (
    _mark(r"^ *```|^ *~~~", "代码块没有收尾，后面的都会变成代码", "在代码后面写一行同样的记号"),
    _mark(
        r"^ *(?:!!!|\?\?\?\+?).*",
        "这一行没有变成框，会照样印出来",
        '写成 !!! note "标题"，引号是半角的',
    ),
    _mark(
        r"^ *===.*",
        "这一行没有变成标签页，会照样印出来",
        '写成 === "标题"，引号是半角的，前面空一行',
    ),
    _mark(r"^ *:::.*", "“:::”不认识，会照样印出来", "框写成 !!! note，标签页写成 ==="),
    _mark(
        r"^ *\|.*|^.*\| *:?-{2,}.*",
        "表格没有排成，会照样印出来",
        "前面空一行，第二行写 |---|---|，列数和第一行一样多",
    ),
    _mark(
        r"^ *#{1,6}(?= |$)",
        "“{}”没有变成标题，会照样印出来",
        "另起一行写；在 <div> 里的，开头写 <div markdown>",
    ),
    _mark(
        r"^ *[-*+] (?=\S)|^ *\d{1,3}[.)] (?=\S)",
        "“{}”没有变成列表，会和前面连成一段",
        "列表前面空一行；在 <div> 里的，开头写 <div markdown>",
    ),
    _mark(r"^ *\[[ xX]?\](?= |\S)", "任务列表没有排成", "写成 - [ ] 字，方括号里一个空格或一个 x"),
    _mark(r"!\[", "图没有排成，会照样印出来", "写成 ![图上有什么](图.png)，地址里不能有空格"),
    _mark(r"\]\(", "链接没有排成，会照样印出来", "写成 [字](地址)，地址里不能有空格、没配对的括号"),
    _mark(r"\[\^[^\]\n]*\]", "脚注 {} 没有说明，会照样印出来", "删掉它，把说明写进正文"),
    _mark(r"\]\[|\[\[", "“{}”没有变成链接，会照样印出来", "写成 [字](地址)"),
    _mark(r"\*\*|__", "“{}”没有变成加粗，会照样印出来", "前后各两个星号，中间贴着字，不留空格"),
    _mark(r"~~", "“~~”不认识，会照样印出来", "要划掉的字写成 <del>字</del>，或者删掉"),
    _mark(r"==\S", "“==”不认识，会照样印出来", "要突出的字用两个星号加粗"),
    _mark(r"`", "“`”没有配对，会照样印出来", "代码前后各写一个"),
    _mark(
        r"\{ *[:.#][^}\n]*\}?",
        "“{}”没有起作用，会照样印出来",
        "标题的锚点写在同一行：## 标题 {: #id }",
    ),
    _mark(r"\{#", "“{#”是宏的注释，不是锚点", "写成 {: #id }"),
)

# 表格的第二行。
_RULE = re.compile(r" *\|?(?: *:?-+:? *\|)+(?: *:?-+:? *)?")
_CELL_END = re.compile(r"(?<!\\)\|")
# 列表里的“1、”：两边都不认，几行会连成一段。
_DUN = re.compile(r"^ *\d{1,2}、.*(?:\n *\d{1,2}、.*)+", re.MULTILINE)
# 一行横线、等号：上面紧挨着话，就成了标题的记号。
_UNDERLINE = re.compile(r" {0,3}(?:-+|=+) *")
# 脚注的说明和引用。
_NOTE = re.compile(r"^ {0,3}\[\^([^\]\n]+)\]:", re.MULTILINE)
_NOTE_MARK = re.compile(r"\[\^([^\]\n]+)\](?!:)")
# 四格缩进的汉字：两边都当成代码。
_INDENTED = re.compile(r"\A(?:<span></span>)?<code>[\u4e00-\u9fff]|\A<code>[\u4e00-\u9fff]")
_BLOCKS = re.compile(r"<pre>(.*?)</pre>", re.DOTALL)


def literal(page: Handwritten, renderer: Renderer, told: Container[int]) -> Problems:
    """一页里会照样印出来的记号，每种只报第一处；told 是已经报过错的行。"""
    source = _Source(page)
    wide = list(_wide(source))
    yield from wide
    said = {problem.line for problem in wide}
    html = renderer.html(page.body)
    text = visible(html)
    headless = list(_headless(source))
    yield from headless
    for mark, found in _left(text, headless):
        line = source.line_of(found, mark.pattern)
        why = cause(source.lines, line - page.body_line)
        if why:
            line = source.at(why.index)
        if line in said or line in told:
            continue
        said.add(line)
        if why:
            yield Problem(page.path, line, 1, why.says, why.help)
        else:
            words = found[0].strip().replace(MACRO, "")
            says = mark.says.replace("{}", words[:12])
            yield Problem(page.path, line, 1, says, mark.help)
    yield from _lists(source)
    yield from _tables(source)
    yield from _underlines(source)
    yield from _unused_notes(source)
    if not told:  # 框的头一行写错了，里面缩进的字也成了代码
        yield from _indented(source, html)


def _left(text: str, headless: Sequence[Problem]) -> Iterator[tuple[_Mark, re.Match[str]]]:
    """印出来的字里还留着的记号，一种一处；有没排成的表格，表格的记号不另说。"""
    for mark in _LEFT:
        if headless and mark.says.startswith("表格"):
            continue
        found = mark.pattern.search(text)
        if found is not None:
            yield mark, found


@dataclass(slots=True)
class _Source:
    """一页的原文：代码、宏换成一样长的别的字。"""

    page: Handwritten
    lines: Sequence[str] = ()

    def __post_init__(self) -> None:
        self.lines = without_macros(without_code(self.page.body)).split("\n")

    def at(self, index: int) -> int:
        """正文的第 index 行（从 0 数）在文件里的行号。"""
        return self.page.body_line + index

    def problem(self, index: int, message: str, help: str, start: int = 0) -> Problem:
        """报在正文的第 index 行，第 start 个字，都从 0 数。"""
        return Problem(self.page.path, self.at(index), start + 1, message, help)

    def line_of(self, found: re.Match[str], pattern: re.Pattern[str]) -> int:
        """留下来的记号在哪一行：先找那几个字，再找同样的记号，都没有是正文第一行。"""
        rest = found.string[found.start() :]
        line_end = rest.find("\n", len(found[0]))
        if line_end >= 0:
            rest = rest[:line_end]
        words = rest.strip()
        written = self.page.body.split("\n")
        for needle in filter(None, (words, words[:10], words[:4])):
            for index, line in enumerate(written):
                if needle in line:
                    return self.at(index)
        for index, line in enumerate(self.lines):
            if pattern.search(line):
                return self.at(index)
        return self.at(0)


def _wide(source: _Source) -> Problems:
    """全角的记号。"""
    if not _ANY_WIDE.search("\n".join(source.lines)):
        return
    for index, line in enumerate(source.lines):
        for mark in _WIDE:
            found = mark.pattern.search(line)
            if found:
                words = found[0].strip()
                says = mark.says.replace("{}", words[:12])
                yield source.problem(index, says, mark.help, found.start())
                break


def _lists(source: _Source) -> Problems:
    """网站上会走样的列表：写成“1、”的，不从 1 起的。"""
    text = "\n".join(source.lines)
    for found in _DUN.finditer(text):
        index = text.count("\n", 0, found.start())
        message = "“1、”不是编号的写法，几行会连成一段"
        yield source.problem(index, message, "写成“1. ”，点是半角的，后面空一格")
    for index, number in list_starts(text):
        if number != 1:
            message = f"编号从 {number} 起，网站上会从 1 数"
            help = "接着前面数的，中间的话缩进四格；不是的，从 1 写起"
            yield source.problem(index, message, help)


def _headless(source: _Source) -> Problems:
    """没有第二行横线、横线的格数和头一行不同的表格：整张都排不成。"""
    for index, (above, head, rule) in enumerate(
        zip(source.lines, source.lines[1:], source.lines[2:], strict=False)
    ):
        if above.strip() or not head.startswith("|") or not rule.startswith("|"):
            continue
        message = ""
        line = index + 1
        wanted = _cells(head)
        ruled = _cells(rule)
        if not _RULE.fullmatch(rule.rstrip()):
            message = "表格没有排成：第二行不是横线"
        elif ruled != wanted:
            message = f"表格没有排成：表头有 {wanted} 格，下面的横线有 {ruled} 格"
        if message:
            help = "前面空一行，第二行写 |---|---|，列数和第一行一样多"
            yield source.problem(line, message, help)


def _tables(source: _Source) -> Problems:
    """表格里格数和头一行不同的行：多的一格会丢，少的一格是空的。"""
    wanted = 0
    above = ""
    for index, line in enumerate(source.lines):
        if "|" not in line:
            wanted = 0
        elif _RULE.fullmatch(line.rstrip()):
            wanted = _cells(line)
            if wanted != _cells(above):
                wanted = 0  # 没有排成的，_headless 说
        elif wanted and _cells(line) != wanted:
            message = f"这一行有 {_cells(line)} 格，表头有 {wanted} 格"
            help = "补上或删掉一格；话里的竖线前面加反斜杠，写成 \\|"
            yield source.problem(index, message, help)
        above = line


def _cells(line: str) -> int:
    """表格的一行有几格。"""
    inner = line.strip().removeprefix("|").removesuffix("|")
    return len(_CELL_END.findall(inner)) + 1


def _underlines(source: _Source) -> Problems:
    """紧挨着话的一行横线、等号：上面的话会变成标题。"""
    for index, (above, line) in enumerate(itertools.pairwise(source.lines), 1):
        if not _UNDERLINE.fullmatch(line) or not above.strip() or "|" in above:
            continue
        message = f"“{line.strip()[:12]}”上面没有空行，上面的话会变成标题"
        help = "要分隔线，前面空一行；要小标题，写成 ## 字"
        yield source.problem(index, message, help)


def _unused_notes(source: _Source) -> Problems:
    """没有一处引用的脚注：读者看到一条不知道说什么的注。"""
    text = "\n".join(source.lines)
    used = set(_NOTE_MARK.findall(text))
    for note in _NOTE.finditer(text):
        if note[1] not in used:
            message = f"脚注 [^{note[1]}] 没有一处引用"
            help = f"在要注的地方写 [^{note[1]}]，或删掉这一条"
            yield source.page.problem(note.start(), message, help)


def _indented(source: _Source, html: str) -> Problems:
    """行首空了四格的汉字。"""
    for block in _BLOCKS.finditer(html):
        if not _INDENTED.match(block[1]):
            continue
        _, _, words = block[1].partition(">")
        words, _, _ = words.partition("<")
        words, _, _ = words.partition("\n")
        for index, line in enumerate(source.lines):
            if line.startswith("    ") and line.strip().startswith(words[:8]):
                message = "行首空了四格，这一段会变成代码"
                help = "删掉行首的空格；网页自己会排段落"
                yield source.problem(index, message, help)
                break


def literals(pages: Pages, renderer: Renderer, reported: Sequence[Problem]) -> Iterator[Problem]:
    """各页里会照样印出来的记号；reported 是已经报过的错。"""
    lines = defaultdict[str, set[int]](set)
    for problem in reported:
        lines[problem.path].add(problem.line)
    for page in pages:
        if page.body_line:
            yield from literal(page, renderer, lines[page.path])

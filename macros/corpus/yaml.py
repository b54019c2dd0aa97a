"""读 YAML：每个值都带行号和列号，写错的地方用中文说清楚。

只认 YAML 的一小部分：映射、列表、写在一行里的值。锚点、别名、标签、指令、
重复字段、制表符和看不见的字符一律拒绝，因为它们会悄悄改变内容。
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from macros.corpus.problem import Problem
from macros.corpus.slips import slip
from macros.corpus.syntax import syntax_problem

MAX_BYTES = 1 << 20
# 最深的一处是 mkdocs.yml 的导航：nav → 栏 → 更多 → 页，连同各层的列表共 8 层；数据文件最多 6 层。
MAX_DEPTH = 8

# 看不见、会改变显示顺序、或在编辑器里与空格无法区分的字符。
INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00a0\u00ad\u061c\u180e\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc\ue000-\uf8ff\U000e0000-\U000e007f]"
)
# 值是 #…… 而没有加引号：井号紧跟着字，不是另写的一句注释。
_COMMENTED = re.compile(r" +(#\S+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """YAML 里的一个值和它的位置；行列从 1 数。"""

    path: str
    line: int
    column: int

    def problem(self, message: str, help: str, offset: int = 0) -> Problem:
        """在这个值（往右 offset 个字符）处报一个错误。"""
        column = self.column + offset
        return Problem(self.path, self.line, column, message, help)

    def inner(self, step: str | int) -> "Node | None":
        """里面的一个字段或一项；没有是 None。"""
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar(Node):
    """一个文字值；quoted 表示带引号，one_line 表示没有换行。"""

    text: str
    quoted: bool
    one_line: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequence(Node):
    """一个列表；flow 表示写在方括号里。"""

    items: tuple[Node, ...]
    flow: bool = False

    def inner(self, step: str | int) -> Node | None:
        """第 step 项，从 0 数。"""
        if isinstance(step, int) and step < len(self.items):
            return self.items[step]
        return None


# 字段名 → 字段名的位置，值。
Entries = dict[str, tuple[Scalar, Node]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Node):
    """一个映射。"""

    entries: Entries

    def inner(self, step: str | int) -> Node | None:
        """字段 step 的值。"""
        if isinstance(step, str) and step in self.entries:
            return self.entries[step][1]
        return None

    def of(self, *path: str | int) -> Node:
        """返回字段的位置，如 of("serves", 1)；没有这个字段就是整个映射的位置。"""
        node: Node = self
        for step in path:
            node = node.inner(step) or node
        return node


NOWHERE = Table(path="", line=1, column=1, entries={})


class _Refused(Exception):
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


# 读成的树（读不成是 None）和错处。
_Read = tuple[Node | None, list[Problem]]


def read_text(path: Path, label: str, raw: bool = False) -> tuple[str, list[Problem]]:
    """读一个文本文件；label 是报错时写的路径。

    读不了、太大、不是 UTF-8、有不可见字符时返回错误。raw 表示抓取的原文：
    里面有什么都照收，只要是 UTF-8。
    """
    try:
        data = path.read_bytes()
    except OSError:
        help = "检查文件在不在、名字对不对、能不能读"
        if not path.exists() and not path.is_symlink():
            help = f"文件不见了，取回来：git checkout -- {label}；改了名的，改回去"
        return "", [Problem(label, 1, 1, "打不开这个文件", help)]
    if len(data) > MAX_BYTES and not raw:
        says = f"文件有 {len(data)} 字节，超过 1 MiB"
        return "", [Problem(label, 1, 1, says, "拆成几个文件")]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        help = "用 UTF-8 另存（记事本：另存为 → 编码）"
        return "", [Problem(label, line, 1, "这一行不是 UTF-8 编码", help)]
    if raw:
        return text, []
    text = text.replace("\r\n", "\n")
    if "\r" in text:
        return text, [_lone_return(text, label)]
    return text, list(_invisible(text, label))


def _lone_return(text: str, label: str) -> Problem:
    """旧式的换行：一个回车，没有换行符，几行读成一行。"""
    before, _, _ = text.partition("\r")
    last = before.rpartition("\n")[2]
    return Problem(
        label,
        before.count("\n") + 1,
        len(last) + 1,
        "换行用的是回车（CR），几行读成了一行",
        "另存一次，行尾选 LF；只多出这一个的，删掉它",
    )


def _invisible(text: str, label: str) -> Iterator[Problem]:
    if "\t" not in text and not INVISIBLE.search(text):
        return
    for number, line in enumerate(text.split("\n"), 1):
        if "\t" in line:
            column = line.index("\t") + 1
            yield Problem(label, number, column, "有制表符", "改成空格")
        hidden = INVISIBLE.search(line)
        if hidden:
            column = hidden.start() + 1
            code = ord(hidden[0])
            says = f"有看不见的字符 U+{code:04X}"
            yield Problem(label, number, column, says, "删掉它，需要空格就重新打一个")


def read_yaml(path: Path, label: str) -> _Read:
    """读一个 YAML 文件，返回它的树和错误；有错误时树是 None。"""
    text, problems = read_text(path, label)
    if problems:
        return None, problems
    return parse_yaml(text, label)


def parse_yaml(text: str, label: str, first_line: int = 1) -> _Read:
    """把 YAML 文字变成带位置的树；first_line 是文字第一行在文件里的行号。

    有输入法的笔误时只说笔误，别的错是它引起的。
    """
    slips = list(_slips(text, label, first_line))
    if slips:
        return None, slips
    composer = _Composer(text, label, first_line)
    try:
        node = composer.document()
    except _Refused as refused:
        return None, [*composer.problems, refused.problem]
    except yaml.YAMLError as error:
        return None, composer.problems or [syntax_problem(error, text, label, first_line)]
    if composer.problems:
        return None, composer.problems
    return node, []


def _slips(text: str, label: str, first_line: int) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n"), first_line):
        found = slip(line)
        if found:
            yield Problem(label, number, found.column, found.message, found.help)


class _Composer:
    """把 PyYAML 的事件拼成树。"""

    def __init__(self, text: str, label: str, first_line: int) -> None:
        self.events = yaml.parse(text, Loader=yaml.CSafeLoader)
        self.lines = text.split("\n")
        self.label = label
        self.first_line = first_line
        self.problems: list[Problem] = []

    def place(self, event: Any) -> dict[str, Any]:
        """一个事件在文件里的位置。"""
        line = event.start_mark.line + self.first_line
        column = event.start_mark.column + 1
        return {"path": self.label, "line": line, "column": column}

    def refuse(self, event: Any, message: str, help: str) -> None:
        """停下来，在这里报一个错误。"""
        place = Node(**self.place(event))
        raise _Refused(place.problem(message, help))

    def document(self) -> Node:
        event = next(self.events)
        event = next(self.events)
        if isinstance(event, yaml.StreamEndEvent):
            self.refuse(event, "文件是空的", "写上内容，或删掉这个文件")
        if getattr(event, "version", None) or getattr(event, "tags", None):
            self.refuse(event, "不能用 % 开头的 YAML 指令", "删掉那一行")
        node = self.node(next(self.events), 1)
        next(self.events)
        event = next(self.events)
        if not isinstance(event, yaml.StreamEndEvent):
            self.refuse(event, "一个文件里只能有一份文档", "删掉多出来的“---”")
        return node

    def node(self, event: Any, depth: int) -> Node:
        if isinstance(event, yaml.AliasEvent):
            help = "把内容直接写在这里；以“*”开头的值要加双引号"
            self.refuse(event, f"不能用别名 *{event.anchor}", help)
        if event.anchor:
            help = "删掉锚点，需要的地方各写一遍；以“&”开头的值要加双引号"
            self.refuse(event, f"不能用锚点 &{event.anchor}", help)
        if event.tag:
            self.refuse(event, f"不能用标签 {event.tag}", "删掉标签；以“!”开头的值要加引号")
        if depth > MAX_DEPTH:
            self.refuse(event, f"嵌套超过 {MAX_DEPTH} 层", "照同类文件的写法减少层次")
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        place = self.place(event)
        if isinstance(event, yaml.SequenceStartEvent):
            items = tuple(self.items(depth))
            return Sequence(**place, items=items, flow=bool(event.flow_style))
        return Table(**place, entries=self.entries(depth))

    def scalar(self, event: Any) -> Scalar:
        """一个文字值。"""
        if event.style == '"' and _hides(event.value):
            says = "引号里有转义出来的换行、制表符或看不见的字符"
            self.refuse(event, says, "去掉反斜杠，直接写字")
        text = event.value
        place = self.place(event)
        if not text and not event.style:
            self.swallowed(event)
        quoted = event.style in ("'", '"')
        one_line = event.start_mark.line == event.end_mark.line
        if quoted and not one_line:
            self.problems.append(self.unclosed(event, Node(**place)))
        if event.style in ("|", ">"):
            one_line = False
        return Scalar(**place, text=text, quoted=quoted, one_line=one_line)

    def unclosed(self, event: Any, node: Node) -> Problem:
        """引号里的字到下一行才收尾：收尾的引号打成了全角的，或者没有打。"""
        line = self.lines[event.start_mark.line].rstrip()
        if line.endswith(("”", "＂", "“")):
            message = f"收尾的引号打成了全角的 {line[-1]}，引号没有收尾"
            offset = len(line) - event.start_mark.column - 1
            return node.problem(message, '末尾的换成半角的 "', offset)
        return node.problem("引号里的文字分成了几行", "补上这一行的后引号，或接成一行")

    def swallowed(self, event: Any) -> None:
        """空的值，后面紧跟着没加引号的 #：整个值成了注释。"""
        mark = event.start_mark
        line = self.lines[mark.line]
        value = _COMMENTED.match(line, mark.column)
        if value is None:
            return
        problem = Problem(
            self.label,
            mark.line + self.first_line,
            value.start(1) + 1,
            "# 没有加引号，它和后面的字成了注释，这里是空的",
            f'加上引号："{value[1]}"',
        )
        self.problems.append(problem)

    def items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            yield self.node(event, depth + 1)

    def entries(self, depth: int) -> Entries:
        """一个映射里的各个字段。"""
        entries: Entries = {}
        again: list[Scalar] = []
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.node(event, depth + 1)
            event = next(self.events)
            value = self.node(event, depth + 1)
            if not isinstance(key, Scalar):
                raise _Refused(key.problem("字段名要是一个词", "去掉字段名上的括号或问号"))
            if key.text in entries:
                again.append(key)
            else:
                entries[key.text] = (key, value)
        if again:
            self.problems.append(_repeated(again, entries))
        return entries


def _repeated(again: list[Scalar], entries: Entries) -> Problem:
    """写了两遍的字段：一个是重复，几个多半是下一条的开头没写，两条粘在一起了。"""
    key = again[0]
    first, _ = entries[key.text]
    if len(again) == 1:
        says = f"字段 {key.text} 重复，第 {first.line} 行已经有了"
        return key.problem(says, "只留一个")
    opening = next(iter(entries))
    says = f"从这里起，{key.text} 等 {len(again)} 个字段和第 {first.line} 行起的重复"
    help = f"另起一条的，在上面加一行“- {opening}: …”；多抄了一遍的，删掉"
    if key.text == opening:
        help = "另起一条的，这一行前面写“- ”；多抄了一遍的，删掉"
    return key.problem(says, help)


def _hides(text: str) -> bool:
    """双引号里的字，有没有转义出来的换行、制表符、看不见的字符。"""
    if "\t" in text or "\n" in text:
        return True
    return INVISIBLE.search(text) is not None

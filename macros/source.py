"""读 YAML：每个值都带行号和列号，写错的地方用中文说清楚。

只认 YAML 的一小部分：映射、列表、写在一行里的值。锚点、别名、标签、指令、
重复字段、制表符和看不见的字符一律拒绝，因为它们会悄悄改变内容。
"""

import datetime
import functools
import re
import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import yaml

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")

MAX_BYTES = 1 << 20
# 数据文件最深的一处是 units/*.yml 的 measures → 时段 → 行 → serves → 任务，共 6 层。
MAX_DEPTH = 6

# 看不见、会改变显示顺序、或在编辑器里与空格无法区分的字符。
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00a0\u00ad\u061c\u180e\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ue000-\uf8ff\U000e0000-\U000e007f]"
)

_SYNTAX = (
    ("mapping values are not allowed", "这里不该再有冒号", "检查上一行的缩进，值里有“: ”就整个加上引号"),
    ("could not find expected ':'", "字段名后面缺冒号", "写成“字段: 值”，冒号后空一格"),
    ("did not find expected key", "缩进对不上，或引号前后有多余的字", "和上一行的字段对齐，检查引号"),
    ("did not find expected '-' indicator", "列表的缩进对不上", "和同一列表的其他“-”对齐"),
    ("found unexpected end of stream", "引号或括号没有配对", "补上后一半"),
    ("did not find expected ',' or", "方括号或花括号没有配对", "补上逗号或后一半括号"),
    ("cannot start any token", "这个字符不能用在值的开头", "把整个值加上双引号"),
    ("found unknown escape", "双引号里的反斜杠写法不认识", "改用单引号，或去掉反斜杠"),
)

_IMPLICIT = {
    "int": "数字",
    "float": "数字",
    "bool": "是或否",
    "null": "空值",
    "timestamp": "日期",
    "merge": "合并符号",
    "value": "默认值符号",
}


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """一处错误：在哪个文件的第几行第几列（从 1 数），错在哪，怎么改。"""

    path: str
    line: int
    column: int
    message: str
    help: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message}（{self.help}）"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """YAML 里的一个值和它的位置；行列从 1 数。"""

    path: str
    line: int
    column: int

    def problem(self, message: str, help: str, offset: int = 0) -> Problem:
        """在这个值（往右 offset 个字符）处报一个错误。"""
        return Problem(self.path, self.line, self.column + offset, message, help)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar(Node):
    """一个文字值；quoted 表示带引号，one_line 表示没有换行。"""

    text: str
    quoted: bool
    one_line: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequence(Node):
    """一个列表。"""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Node):
    """一个映射：字段名 → （字段名的位置，值）。"""

    entries: dict[str, tuple[Scalar, Node]]

    def at(self, *path: str | int) -> Node:
        """返回字段的位置，如 at("serves", 1)；没有这个字段就是整个映射的位置。"""
        node: Node = self
        for step in path:
            if isinstance(step, str) and isinstance(node, Table) and step in node.entries:
                node = node.entries[step][1]
            elif isinstance(step, int) and isinstance(node, Sequence) and step < len(node.items):
                node = node.items[step]
        return node


NOWHERE = Table(path="", line=1, column=1, entries={})


@dataclass(frozen=True, slots=True)
class Form:
    """文字的写法：pattern 是整串要匹配的正则，says 用中文说出要求。"""

    pattern: str
    says: str


ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
ID_SAYS = "只用小写字母、数字和连字符"
Id = Annotated[str, Form(ID, ID_SAYS)]

# 由程序填写、不在 YAML 里写的字段。
DERIVED = types.MappingProxyType({"derived": True})


def derived(default: Any) -> Any:
    """记录里由程序推出来的字段。"""
    return field(default=default, metadata=DERIVED, compare=False)


class _Refused(Exception):
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def read_text(path: Path, label: str, raw: bool = False) -> tuple[str, list[Problem]]:
    """读一个文本文件；label 是报错时写的路径。

    读不了、太大、不是 UTF-8、有不可见字符时返回错误。raw 表示抓取的原文：
    里面有什么都照收，只要是 UTF-8。
    """
    try:
        data = path.read_bytes()
    except OSError:
        return "", [Problem(label, 1, 1, "打不开这个文件", "检查文件在不在、名字对不对、能不能读")]
    if len(data) > MAX_BYTES and not raw:
        return "", [Problem(label, 1, 1, f"文件有 {len(data)} 字节，超过 1 MiB", "拆成几个文件")]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return "", [Problem(label, line, 1, "这一行不是 UTF-8 编码", "用 UTF-8 另存（记事本：另存为 → 编码）")]
    if raw:
        return text, []
    text = text.replace("\r\n", "\n")
    return text, list(_invisible(text, label))


def _invisible(text: str, label: str) -> Iterator[Problem]:
    if "\t" not in text and not _INVISIBLE.search(text):
        return
    for number, line in enumerate(text.split("\n"), 1):
        if "\t" in line:
            yield Problem(label, number, line.index("\t") + 1, "有制表符", "改成空格")
        if found := _INVISIBLE.search(line):
            name = f"U+{ord(found[0]):04X}"
            yield Problem(label, number, found.start() + 1, f"有看不见的字符 {name}", "删掉它，需要空格就重新打一个")


def read_yaml(path: Path, label: str) -> tuple[Node | None, list[Problem]]:
    """读一个 YAML 文件，返回它的树和错误；有错误时树是 None。"""
    text, problems = read_text(path, label)
    return (None, problems) if problems else parse_yaml(text, label)


def parse_yaml(text: str, label: str, first_line: int = 1) -> tuple[Node | None, list[Problem]]:
    """把 YAML 文字变成带位置的树；first_line 是文字第一行在文件里的行号。"""
    composer = _Composer(text, label, first_line)
    try:
        node = composer.document()
    except _Refused as refused:
        return None, [*composer.problems, refused.problem]
    except yaml.YAMLError as error:
        return None, [*composer.problems, _syntax(error, label, first_line)]
    return (None if composer.problems else node), composer.problems


def _syntax(error: yaml.YAMLError, label: str, first_line: int) -> Problem:
    in_quotes = "quoted scalar" in str(getattr(error, "context", ""))
    mark = getattr(error, "context_mark" if in_quotes else "problem_mark", None)
    line, column = (mark.line + first_line, mark.column + 1) if mark else (first_line, 1)
    said = str(getattr(error, "problem", ""))
    for english, message, help in _SYNTAX:
        if english in said:
            return Problem(label, line, column, f"YAML 写法有误：{message}", help)
    return Problem(label, line, column, "YAML 写法有误", "检查这一行和上一行的缩进、冒号后的空格、引号")


class _Composer:
    """把 PyYAML 的事件拼成树。"""

    def __init__(self, text: str, label: str, first_line: int) -> None:
        self.events = yaml.parse(text, Loader=yaml.CSafeLoader)
        self.label = label
        self.first_line = first_line
        self.problems: list[Problem] = []

    def place(self, event: Any) -> dict[str, Any]:
        mark = event.start_mark
        return {"path": self.label, "line": mark.line + self.first_line, "column": mark.column + 1}

    def refuse(self, event: Any, message: str, help: str) -> None:
        raise _Refused(Node(**self.place(event)).problem(message, help))

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
            self.refuse(event, f"不能用别名 *{event.anchor}", "把内容直接写在这里")
        if event.anchor:
            self.refuse(event, f"不能用锚点 &{event.anchor}", "删掉锚点，需要的地方各写一遍")
        if event.tag:
            self.refuse(event, f"不能用标签 {event.tag}", "删掉标签；以“!”开头的值要加引号")
        if depth > MAX_DEPTH:
            self.refuse(event, f"嵌套超过 {MAX_DEPTH} 层", "照同类文件的写法减少层次")
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence(**self.place(event), items=tuple(self.items(depth)))
        return Table(**self.place(event), entries=self.entries(depth))

    def scalar(self, event: Any) -> Scalar:
        if event.style == '"' and (_INVISIBLE.search(event.value) or {"\t", "\n"} & set(event.value)):
            self.refuse(event, "引号里有转义出来的换行、制表符或看不见的字符", "去掉反斜杠，直接写字")
        if event.style in ("'", '"') and event.start_mark.line != event.end_mark.line:
            place = Node(**self.place(event))
            self.problems.append(place.problem("引号里的文字分成了几行", "补上这一行的后引号，或接成一行"))
        return Scalar(
            **self.place(event),
            text=event.value,
            quoted=event.style in ("'", '"'),
            one_line=event.style not in ("|", ">") and event.start_mark.line == event.end_mark.line,
        )

    def items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            yield self.node(event, depth + 1)

    def entries(self, depth: int) -> dict[str, tuple[Scalar, Node]]:
        found: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.node(event, depth + 1)
            value = self.node(next(self.events), depth + 1)
            if not isinstance(key, Scalar):
                raise _Refused(key.problem("字段名要是一个词", "去掉字段名上的括号或问号"))
            if key.text in found:
                first = found[key.text][0].line
                self.problems.append(key.problem(f"字段 {key.text} 重复，第 {first} 行已经有了", "只留一个"))
            else:
                found[key.text] = (key, value)
        return found


class Reader:
    """照记录类的字段把树读成记录，边读边收集错误，读不出来的值用空值代替。"""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def record(self, cls: Callable[..., T], node: Node) -> T:
        """按 cls 的字段读一个映射；字段名、类型不对的记入 problems。"""
        known = [name for name, _, is_derived in _fields(cls) if not is_derived]
        if not isinstance(node, Table):
            self.problems.append(node.problem("这里要写成“字段: 值”的形式", "照同类文件的写法改"))
            empty = Table(path=node.path, line=node.line, column=node.column, entries={})
            return cls(**{name: blank(_kind(cls, name)[0]) for name in known}, at=empty)
        for name, (key, _) in node.entries.items():
            if name not in known:
                self.problems.append(_unknown(key, known))
        values = {name: self._field(cls, name, node) for name in known}
        return cls(**{name: value for name, value in values.items() if value is not MISSING}, at=node)

    def _field(self, cls: Any, name: str, node: Table) -> Any:
        kind, default = _kind(cls, name)
        if name in node.entries:
            return self.value(kind, node.entries[name][1], name)
        if default is MISSING:
            self.problems.append(node.problem(f"缺少字段 {name}", f"补上“{name}: …”"))
            return blank(kind)
        return MISSING

    def value(self, kind: Any, node: Node, name: str) -> Any:
        """按类型 kind 读一个值；name 是字段名，用在报错里。"""
        origin, args = get_origin(kind), get_args(kind)
        if origin in (Union, types.UnionType):
            return self.value(next(a for a in args if a is not type(None)), node, name)
        if origin is tuple:
            return self._list(args[0], node, name)
        if origin is dict:
            return self._dict(args[1], node, name)
        if is_dataclass(kind):
            return self.record(cast(Callable[..., Any], kind), node)
        return self._scalar(kind, node, name)

    def _list(self, kind: Any, node: Node, name: str) -> tuple[Any, ...]:
        if not isinstance(node, Sequence):
            self.problems.append(node.problem(f"{name} 要写成列表", "每项前加“- ”，或写成 [甲, 乙]"))
            return ()
        return tuple(self.value(kind, item, name) for item in node.items)

    def _dict(self, kind: Any, node: Node, name: str) -> dict[str, Any]:
        if not isinstance(node, Table):
            self.problems.append(node.problem(f"{name} 要写成“字段: 值”的形式", "照同类文件的写法改"))
            return {}
        return {
            self._text(key, f"{name} 的字段名"): self.value(kind, value, f"{name}.{text}")
            for text, (key, value) in node.entries.items()
        }

    def _scalar(self, kind: Any, node: Node, name: str) -> Any:
        if not isinstance(node, Scalar):
            self.problems.append(node.problem(f"{name} 要是一个值，不能是列表或映射", "直接写在冒号后面"))
            return blank(kind)
        if kind in (int, bool, datetime.date) and not node.one_line:
            self.problems.append(node.problem(f"{name} 分成了几行", "写在一行里"))
            return blank(kind)
        if kind is int:
            return self._matched(node, name, r"0|[1-9][0-9]{0,8}", "整数，不加引号", int, not node.quoted)
        if kind is bool:
            return self._matched(node, name, "true|false", "true 或 false", "true".__eq__, not node.quoted)
        if kind is datetime.date:
            return self._date(node, name)
        text = self._text(node, name)
        if get_origin(kind) is Literal and text and text not in get_args(kind):
            self.problems.append(node.problem(f"{name} 不能是 {text}", f"只能是 {'、'.join(get_args(kind))}"))
            return blank(kind)
        for form in getattr(kind, "__metadata__", ()):
            if text and not re.fullmatch(form.pattern, text):
                self.problems.append(node.problem(f"{name} 写法不对：{text}", form.says))
                return ""
        return text

    def _matched(self, node: Scalar, name: str, pattern: str, says: str, convert: Any, plain: bool) -> Any:
        if plain and re.fullmatch(pattern, node.text):
            return convert(node.text)
        self.problems.append(node.problem(f"{name} 写法不对：{node.text}", f"要写{says}"))
        return convert("0")

    def _date(self, node: Scalar, name: str) -> datetime.date:
        try:
            if re.fullmatch(r"\d{4}-\d{2}-\d{2}", node.text):
                return datetime.date.fromisoformat(node.text)
        except ValueError:
            pass  # 样子像日期而日历上没有这一天，和写法不对一样报错
        self.problems.append(node.problem(f"{name} 不是日期：{node.text}", "写成 2031-04-06 这样真有的一天"))
        return datetime.date.min

    def _text(self, node: Scalar, name: str) -> str:
        if not node.one_line:
            self.problems.append(node.problem(f"{name} 分成了几行", "写在一行里；换行会在汉字之间留下空格"))
        elif not node.text.strip():
            self.problems.append(node.problem(f"{name} 是空的", "写上内容，或删掉这个字段"))
        elif not node.quoted and (tag := _implicit(node.text)):
            self.problems.append(node.problem(f"{name} 的 {node.text} 会被当成{tag}", f'加上引号："{node.text}"'))
        elif node.text != node.text.strip():
            self.problems.append(node.problem(f"{name} 前后有空格", "删掉引号里头尾的空格"))
        else:
            return node.text
        return ""


def _unknown(key: Scalar, known: list[str]) -> Problem:
    near = get_close_matches(key.text, known, n=1)
    ask = f"，是否想写 {near[0]}？" if near else ""
    return key.problem(f"未知字段 {key.text}{ask}", f"可用的字段：{'、'.join(known)}")


def _implicit(text: str) -> str | None:
    """YAML 1.1 会把不加引号的 text 读成什么；读成文字时是 None。"""
    for tag, pattern in yaml.SafeLoader.yaml_implicit_resolvers.get(text[:1], ()):
        if pattern.match(text):
            return _IMPLICIT[tag.rpartition(":")[2]]
    return None


@functools.cache
def _fields(cls: Any) -> tuple[tuple[str, Any, bool], ...]:
    hints = get_type_hints(cls, include_extras=True)
    return tuple((f.name, hints[f.name], f.name == "at" or "derived" in f.metadata) for f in fields(cls))


@functools.cache
def _kind(cls: Any, name: str) -> tuple[Any, Any]:
    spec = next(f for f in fields(cls) if f.name == name)
    return get_type_hints(cls, include_extras=True)[name], spec.default


def blank(kind: Any) -> Any:
    """读不出来时代替的空值；检查规则遇到空值就跳过，不报第二遍。"""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return None
    if origin is tuple:
        return ()
    if origin is dict:
        return {}
    if is_dataclass(kind):
        return None
    return {int: 0, bool: False, datetime.date: datetime.date.min}.get(kind, "")


def frozen(items: Mapping[K, V]) -> Mapping[K, V]:
    """只读的映射。"""
    return types.MappingProxyType(dict(items))

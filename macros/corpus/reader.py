"""把读好的 YAML 变成记录：字段、种类、写法有错，都带着行列用中文说。"""

import datetime
import functools
import re
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, is_dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

import yaml

from macros.corpus.parting import comma_joined, comma_parted, opens_wide
from macros.corpus.problem import Problem
from macros.corpus.record import ID, ID_SAYS, Form, WrittenField, written_fields
from macros.corpus.slips import bracketed, narrowed
from macros.corpus.yaml import Node, Scalar, Sequence, Table

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")

_IMPLICIT = {
    "int": "数字",
    "float": "数字",
    "bool": "是或否",
    "null": "空值",
    "timestamp": "日期",
    "merge": "合并符号",
    "value": "默认值符号",
}

# 只有这两种值不加引号，整串要这样写。
UNQUOTED = types.MappingProxyType({int: r"0|[1-9][0-9]{0,8}", bool: "true|false"})


class Reader:
    """照记录类的字段把树读成记录，边读边收集错误，读不出来的值用空值代替。"""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def record(self, cls: Callable[..., T], node: Node) -> T:
        """按 cls 的字段读一个映射；字段名、类型不对的记入 problems。"""
        fields = written_fields(cls)
        if not isinstance(node, Table):
            self._refuse(node, "这里要写成“字段: 值”的形式", "照同类文件的写法改")
            return _empty(cls, node)
        known = [field.key for field in fields.values()]
        parted = self._parted(fields, node)
        meant: set[str] = set()
        for name, (key, _) in node.entries.items():
            if name not in known and name not in parted:
                self.problems.append(_unknown(key, known))
                meant.add(_nearest(name, known))
        values = {}
        for name, field in fields.items():
            value = self._field(field, node, meant)
            if value is not MISSING:
                values[name] = value
        return cls(**values, place=node)

    def _field(self, field: WrittenField, node: Table, meant: set[str]) -> Any:
        """一个字段的值；没有写而可以不写的是 MISSING。meant 是拼错了、已经报过的。"""
        key = field.key
        kind = field.kind
        value = node.inner(key)
        if value is not None:
            return self.value(kind, value, key)
        if not field.required:
            return MISSING
        if key not in meant:
            message = f"缺少字段 {key}"
            help = f"补上“{key}: …”"
            self._refuse(node, message, help)
        return blank(kind)

    def _parted(self, fields: Mapping[str, WrittenField], node: Table) -> set[str]:
        """被半角逗号切成“字段”的半句话，一句话只说一次；方括号是全角的列表由 _unlisted 说。"""
        kinds = {field.key: field.kind for field in fields.values()}
        halves: set[str] = set()
        for owner, parts in comma_parted(node, kinds).items():
            halves |= {part.text for part in parts}
            value = node.inner(owner)
            if is_list(kinds[owner]) and opens_wide(value):
                continue
            says = f"半角逗号把 {owner} 的话切开了，“{parts[0].text}”成了字段"
            self._refuse(parts[0], says, "换成全角逗号，或把整个值加上引号")
        return halves

    def visit(self, kind: Any, node: Node) -> None:
        """读每个值之前叫一次：kind 是照模型该有的类型。这里什么也不做，要边读边看的覆盖它。"""

    def value(self, kind: Any, node: Node, name: str) -> Any:
        """按类型 kind 读一个值；name 是字段名，用在报错里。"""
        kind, shape, inner = _shape(kind)
        self.visit(kind, node)
        match shape:
            case "list":
                return self._list(inner, node, name)
            case "dict":
                return self._dict(inner, node, name)
            case "record":
                return self.record(kind, node)
        return self._scalar(kind, node, name)

    def _list(self, kind: Any, node: Node, name: str) -> tuple[Any, ...]:
        if not isinstance(node, Sequence):
            self._unlisted(node, name)
            return ()
        if kind is not str or node.path.startswith("data/"):  # 资料里的口号是一句一句的话
            joined = list(comma_joined(node))
            for item in joined:
                help = "隔开各项的换成半角逗号加空格；是一句话里的，给这一项加上引号"
                self._refuse(item, f"{name} 里用了全角逗号", help)
            if joined:  # 几项粘成了一项，再看它的写法只会说错
                return ()
        values = [self.value(kind, item, name) for item in node.items]
        return tuple(values)

    def _unlisted(self, node: Node, name: str) -> None:
        """不是列表：方括号是全角的，就说它。"""
        right = ""
        if isinstance(node, Scalar) and not node.quoted:
            right = bracketed(node.text)
        if right or opens_wide(node):
            help = "两头换成半角的 [ ]"
            if right:
                help = f"写成 {right}"
            self._refuse(node, f"{name} 的方括号是全角的", help)
        else:
            self._refuse(node, f"{name} 要写成列表", "每项前加“- ”，或写成 [甲, 乙]")

    def _dict(self, kind: Any, node: Node, name: str) -> dict[str, Any]:
        if not isinstance(node, Table):
            self._refuse(node, f"{name} 要写成“字段: 值”的形式", "照同类文件的写法改")
            return {}
        values = {}
        for text, (key, value) in node.entries.items():
            own = self._text(key, f"{name} 的字段名")
            full = f"{name}.{text}"
            values[own] = self.value(kind, value, full)
        return values

    def _scalar(self, kind: Any, node: Node, name: str) -> Any:
        if not isinstance(node, Scalar):
            self._refuse(node, f"{name} 要是一个值，不能是列表或映射", "直接写在冒号后面")
            return blank(kind)
        if kind in (int, bool, datetime.date):
            return self._plain(kind, node, name)
        text = self._text(node, name)
        if not text:
            return ""
        if get_origin(kind) is Literal:
            return self._chosen(kind, node, name)
        for form in getattr(kind, "__metadata__", ()):
            if isinstance(form, Form) and not re.fullmatch(form.pattern, text):
                self._miswritten(kind, node, f"{name} 写法不对：{text}", form.says)
                return ""
        return text

    def _plain(self, kind: Any, node: Scalar, name: str) -> Any:
        """整数、是否、日期。"""
        if not node.one_line:
            self._refuse(node, f"{name} 分成了几行", "写在一行里")
            return blank(kind)
        if kind is datetime.date:
            return self._date(node, name)
        if kind is int:
            number = self._unquoted(int, node, name, "整数，不加引号")
            return int(number or 0)
        return self._unquoted(bool, node, name, " true 或 false") == "true"

    def _chosen(self, kind: Any, node: Scalar, name: str) -> str:
        """几个里选一个。"""
        options = get_args(kind)
        if node.text in options:
            return node.text
        listed = "、".join(options)
        help = f"只能是 {listed}"
        self._miswritten(kind, node, f"{name} 不能是 {node.text}", help)
        return ""

    def _unquoted(self, kind: type, node: Scalar, name: str, says: str) -> str:
        """不加引号的值；写法不对是空的，says 说要怎样写。"""
        if not node.quoted and re.fullmatch(UNQUOTED[kind], node.text):
            return node.text
        message = f"{name} 写法不对：{node.text}"
        self._miswritten(kind, node, message, f"要写{says}")
        return ""

    def _date(self, node: Scalar, name: str) -> datetime.date:
        try:
            if re.fullmatch(r"\d{4}-\d{2}-\d{2}", node.text):
                return datetime.date.fromisoformat(node.text)
        except ValueError:
            pass  # 样子像日期而日历上没有这一天，和写法不对一样报错
        help = "写成 2031-04-06 这样真有的一天"
        message = f"{name} 不是日期：{node.text}"
        self._miswritten(datetime.date, node, message, help)
        return datetime.date.min

    def _text(self, node: Scalar, name: str) -> str:
        """一行字；写法有错是空的。"""
        text = node.text
        kind = ""
        if not node.quoted:
            kind = misread_as(text)
        if not node.one_line:
            self._refuse(node, f"{name} 分成了几行", "写在一行里；换行会在汉字之间留下空格")
        elif not text.strip():
            self._refuse(node, f"{name} 是空的", "写上内容，或删掉这个字段")
        elif kind:
            help = f'加上引号："{text}"'
            message = f"{name} 的 {text} 会被当成{kind}"
            self._refuse(node, message, help)
        elif text != text.strip():
            self._refuse(node, f"{name} 前后有空格", "删掉引号里头尾的空格")
        else:
            return text
        return ""

    def _miswritten(self, kind: Any, node: Scalar, message: str, help: str) -> None:
        """写法不对：只是用了全角的字，就说写成半角的什么。"""
        right = narrowed(node.text)
        if right != node.text and fits(kind, right):
            if kind not in UNQUOTED and kind is not datetime.date and misread_as(right):
                right = f'"{right}"'
            help = f"用了全角的字，写成 {right}"
        self._refuse(node, message, help)

    def _refuse(self, node: Node, message: str, help: str) -> None:
        problem = node.problem(message, help)
        self.problems.append(problem)


@functools.cache
def _shape(kind: Any) -> tuple[Any, Literal["list", "dict", "record", "scalar"], Any]:
    """一种值（可以不写的是写着的那一种）怎样读，里面一项是哪种。"""
    origin = get_origin(kind)
    arguments = get_args(kind)
    if origin in (Union, types.UnionType):
        return _shape(given(kind))
    if origin is tuple:
        return kind, "list", arguments[0]
    if origin is dict:
        return kind, "dict", arguments[1]
    if is_dataclass(kind):
        return kind, "record", None
    return kind, "scalar", None


def fits(kind: Any, text: str) -> bool:
    """text 合不合 kind 的写法：日期、整数、是否、几个里的一个、有规定写法的。"""
    if kind is datetime.date:
        return re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) is not None
    if kind in UNQUOTED:
        return re.fullmatch(UNQUOTED[kind], text) is not None
    if get_origin(kind) is Literal:
        return text in get_args(kind)
    forms = getattr(kind, "__metadata__", ())
    return any(isinstance(form, Form) and re.fullmatch(form.pattern, text) for form in forms)


def _empty(cls: Callable[..., T], node: Node) -> T:
    """全是空值的一条记录，位置照 node。"""
    values: dict[str, Any] = {}
    for name, field in written_fields(cls).items():
        values[name] = blank(field.kind)
    place = Table(path=node.path, line=node.line, column=node.column, entries={})
    return cls(**values, place=place)


def _unknown(key: Scalar, known: list[str]) -> Problem:
    field, colon, value = key.text.partition(":")
    if colon and field in known:
        help = f"写成 {field}: {value}"
        return key.problem("冒号后面没有空格", help)
    ask = ""
    near = _nearest(key.text, known)
    if near:
        ask = f"，是否想写 {near}？"
    listed = "、".join(known)
    help = f"可用的字段：{listed}"
    message = f"未知字段 {key.text}{ask}"
    return key.problem(message, help)


def _nearest(name: str, known: list[str]) -> str:
    """想写的是哪个字段；都不像是空的。冒号后面没有空格的，字段名在冒号前面。"""
    field, colon, _ = name.partition(":")
    if colon and field in known:
        return field
    near = get_close_matches(name, known, n=1)
    if near:
        return near[0]
    return ""


def misread_as(text: str) -> str:
    """YAML 1.1 会把不加引号的 text 读成什么：数字、日期……；读成文字时是空的。"""
    for tag, pattern in yaml.SafeLoader.yaml_implicit_resolvers.get(text[:1], ()):
        if pattern.match(text):
            return _IMPLICIT[tag.rpartition(":")[2]]
    return ""


def is_list(kind: Any) -> bool:
    """这种字段装着一列值。"""
    if get_origin(kind) in (Union, types.UnionType):
        return is_list(given(kind))
    return get_origin(kind) is tuple


def given(kind: Any) -> Any:
    """“某种，或者不写”里的那一种。"""
    kinds = [one for one in get_args(kind) if one is not type(None)]
    return kinds[0]


def blank(kind: Any) -> Any:
    """读不出来时代替的空值；检查规则遇到空值就跳过，不报第二遍。"""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType) or is_dataclass(kind):
        return None
    if origin is tuple:
        return ()
    if origin is dict:
        return {}
    if kind is datetime.date:
        return datetime.date.min
    return {int: 0, bool: False}.get(kind, "")


def wrong_name(path: Path, label: str) -> list[Problem]:
    """文件名要能作 id：不合规则的报一处错，label 是报错时写的路径。"""
    if re.fullmatch(ID, path.stem):
        return []
    return [Problem(label, 1, 1, f"文件名 {path.name} 不合规则", ID_SAYS)]


def frozen(items: Mapping[K, V]) -> Mapping[K, V]:
    """只读的映射。"""
    return types.MappingProxyType(dict(items))

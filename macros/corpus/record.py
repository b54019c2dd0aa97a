"""一种记录怎样写：类就是 YAML 里的一张表，字段上写着给人看的名称、说明、例子。"""

import functools
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from typing import (
    Annotated,
    Any,
    ClassVar,
    TypeVar,
    dataclass_transform,
    get_args,
    get_type_hints,
)

from macros.corpus.yaml import NOWHERE, Table

T = TypeVar("T", bound="Record")


@dataclass(frozen=True, slots=True)
class Form:
    """文字的写法：pattern 是整串要匹配的正则，says 用中文说出要求。"""

    pattern: str
    says: str


ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
ID_SAYS = "只用小写字母、数字和连字符"
Id = Annotated[str, Form(ID, ID_SAYS)]


@dataclass(frozen=True, slots=True)
class Ref:
    """引用：写的是别处一条记录的 id。

    index 是 Plan 里从 id 找到它的索引，如 fact、tokens.colors。
    file、kind_name、key 说给人听：在哪里写的什么，叫什么。
    """

    index: str
    file: str
    kind_name: str
    key: str = " id"

    @property
    def says(self) -> str:
        """该写什么，如“data/facts.yml 里事实的 id”。"""
        return f"{self.file} 里{self.kind_name}的{self.key}"


@functools.cache
def ref_in(kind: Any) -> Ref | None:
    """一个类型里写着的引用：自己的、列表里的、可以不写的；没有引用的是 None。"""
    for part in getattr(kind, "__metadata__", ()):
        if isinstance(part, Ref):
            return part
    for inner in get_args(kind):
        ref = ref_in(inner)
        if ref is not None:
            return ref
    return None


# 由程序填写、不在 YAML 里写的字段。
DERIVED = types.MappingProxyType({"derived": True})


def described(
    title: str, says: str, example: Any = None, *, default: Any = MISSING, added: str = ""
) -> Any:
    """人写的字段：名称、一句说明、一个合规则的例子；给了 default 就可以不写。

    原文没有、编者加的，added 说是怎样加的，如“编者归类”；显示时跟在名称后面。
    """
    about = {"title": title, "says": says, "example": example, "added": added}
    return field(default=default, metadata=about)


def derived(default: Any) -> Any:
    """程序推出来的字段，不在 YAML 里写。"""
    return field(default=default, metadata=DERIVED, compare=False)


@dataclass_transform(
    kw_only_default=True, frozen_default=True, field_specifiers=(described, derived)
)
def record(kind_name: str) -> Callable[[type[T]], type[T]]:
    """把一个类变成一种记录：不可改，都按名字给值；kind_name 是这种记录的中文名，如“勘误”。"""

    def made(cls: type[T]) -> type[T]:
        frozen = dataclass(frozen=True, slots=True, kw_only=True)(cls)
        frozen.kind_name = kind_name
        return frozen

    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """读自 YAML 的一条记录；place 是它在文件里的位置，kind_name 是这一种的中文名。"""

    kind_name: ClassVar[str]
    place: Table = derived(default=NOWHERE)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenField:
    """记录里一个人写的字段：属性名、类型、省去时的值（不能省是 MISSING），和给人看的话。"""

    name: str
    kind: Any
    default: Any
    title: str
    says: str
    example: Any
    added: str

    @property
    def key(self) -> str:
        """在 YAML 里叫什么：和 Python 的关键字撞名的，属性末尾多一个下划线。"""
        return self.name.removesuffix("_")

    @property
    def label(self) -> str:
        """给人看的名称；编者加的注明，如“工作重点（编者归类）”。"""
        if self.added:
            return f"{self.title}（{self.added}）"
        return self.title

    @property
    def help(self) -> str:
        """写什么：引用的先说引用哪里，再是一句说明。"""
        ref = ref_in(self.kind)
        if ref is None:
            return self.says
        return f"{ref.says}。{self.says}"

    @property
    def required(self) -> bool:
        """是不是非写不可。"""
        return self.default is MISSING


@functools.cache
def written_fields(cls: Any) -> Mapping[str, WrittenField]:
    """一种记录里人写的各个字段：属性名 → 字段，照写下的次序。"""
    hints = get_type_hints(cls, include_extras=True)
    written = {}
    for one in fields(cls):
        if "derived" in one.metadata:
            continue
        written[one.name] = WrittenField(
            name=one.name,
            kind=hints[one.name],
            default=one.default,
            title=one.metadata.get("title", ""),
            says=one.metadata.get("says", ""),
            example=one.metadata.get("example"),
            added=one.metadata.get("added", ""),
        )
    return types.MappingProxyType(written)


def field_title(cls: Any, name: str) -> str:
    """一种记录的一个字段给人看的中文名，如 Task 的 priorities 是“工作重点（编者归类）”。"""
    return written_fields(cls)[name].label

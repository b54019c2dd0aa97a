"""宣传资料：docs/publicity/ 下的一个 Markdown 文件就是一份，开头的元数据读成记录。

传单（leaflet）的内容全在元数据里；其余各种的内容是正文。
"""

import datetime
import re
import types
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Literal

from macros.source import (
    ID,
    ID_SAYS,
    NOWHERE,
    Form,
    Id,
    Node,
    Problem,
    Reader,
    Scalar,
    Sequence,
    Table,
    derived,
    parse_yaml,
    read_text,
)

FOLDER = "docs/publicity"

Audience = Literal[
    "parents", "preschool", "primary", "secondary", "teachers", "workers", "women", "villages", "staff", "public"
]
AUDIENCES = types.MappingProxyType(
    {
        "parents": "家长",
        "preschool": "幼儿",
        "primary": "小学生",
        "secondary": "中学生",
        "teachers": "教师",
        "workers": "求职务工的人",
        "women": "妇女",
        "villages": "村和社区",
        "staff": "窗口行业",
        "public": "所有人",
    }
)
FORMS = types.MappingProxyType(
    {
        "leaflet": "传单和海报",
        "lesson": "教案",
        "speech": "国旗下讲话",
        "letter": "信",
        "broadcast": "广播稿",
        "outline": "宣讲提纲",
        "drill": "演练脚本",
        "slogans": "标语",
        "activity": "活动方案",
    }
)
BOXES = types.MappingProxyType(
    {"avoid": "不要做", "do": "可以做", "ask": "问答", "myth": "误会与事实", "rhyme": "儿歌"}
)

Number = Annotated[str, Form(r"[0-9]{3,5}", "写 data/hotlines.yml 里的号码，加引号")]
Version = Annotated[str, Form(r"[1-9][0-9]*\.[0-9]+", '写成 "1.0" 这样，加引号')]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """传单的一步：标题、A4 上的话、易拉宝上的短话。"""

    title: str
    text: str
    short: str
    at: Table = derived(NOWHERE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """框里的一条；head 是问题或误会。"""

    text: str
    head: str | None = None
    at: Table = derived(NOWHERE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """传单的一个框：不要做、可以做、问答、误会与事实、儿歌。"""

    kind: Literal["avoid", "do", "ask", "myth", "rhyme"]
    title: str
    items: tuple[Item, ...]
    at: Table = derived(NOWHERE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """一份资料：给谁、用在什么日子、几分钟、怎样用、依据哪些事实、什么时候复核。

    body 是正文的 Markdown，body_line 是正文第一行的行号，slug 是文件名。
    """

    title: str
    description: str
    form: Literal["leaflet", "lesson", "speech", "letter", "broadcast", "outline", "drill", "slogans", "activity"]
    audience: tuple[Audience, ...]
    occasions: tuple[Id, ...]
    minutes: int
    use: tuple[str, ...]
    kicker: str
    palette: Id
    phones: tuple[Number, ...]
    law: str
    facts: tuple[Id, ...]
    version: Version
    date: datetime.date
    review: datetime.date
    exit: bool = False
    at: Table = derived(NOWHERE)
    slug: str = derived("")
    body: str = derived("")
    body_line: int = derived(1)

    @property
    def path(self) -> str:
        """这份资料的文件。"""
        return f"{FOLDER}/{self.slug}.md"

    @property
    def url(self) -> str:
        """这份资料在网站上的地址，从网站根算起。"""
        return f"publicity/{self.slug}.html"

    @property
    def kind(self) -> str:
        """是哪一种，如“教案”。"""
        return FORMS[self.form]

    def passages(self) -> Iterator[tuple[Node, str, bool]]:
        """印出来的每一句话：位置、文字、是不是“误会”框里的话。"""
        for name, (_, node) in self.at.entries.items():
            if name not in _UNPRINTED:
                yield from _texts(node, myth=False)
        for number, line in enumerate(self.body.split("\n"), self.body_line):
            if line.strip():
                yield Node(path=self.path, line=number, column=1), line, "误会" in line


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaflet(Piece):
    """传单：大标题两行、口号两行、引子、步骤、两个框、随身卡、插图的替代文字。"""

    headline: tuple[str, ...]
    slogan: tuple[str, ...]
    lead: str
    steps: tuple[Step, ...]
    boxes: tuple[Box, ...]
    card: str
    card_fields: tuple[str, ...] = ()
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose(Piece):
    """教案、讲话、信、广播稿……正文是 Markdown。"""

    subtitle: str | None = None


# 不印出来的字段：编号、日期、选项。
_UNPRINTED = frozenset(
    {"form", "audience", "occasions", "minutes", "palette", "phones", "facts", "version", "date", "review", "exit"}
)

_FRONT = re.compile(r"---\n(?P<yaml>.*?\n)---(?:\n|$)", re.DOTALL)


def _texts(node: Node, *, myth: bool) -> Iterator[tuple[Node, str, bool]]:
    """一个值里的全部文字；kind: myth 的框里是误会。"""
    if isinstance(node, Scalar):
        yield node, node.text, myth
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _texts(item, myth=myth)
    elif isinstance(node, Table):
        kind = node.at("kind")
        myth = myth or (isinstance(kind, Scalar) and kind.text == "myth")
        for name, (_, value) in node.entries.items():
            if name != "kind":
                yield from _texts(value, myth=myth)


def split_front(text: str) -> tuple[str, str, int] | None:
    """把一页分成元数据、正文、正文第一行的行号；开头没有元数据是 None。"""
    front = _FRONT.match(text)
    return front and (front["yaml"], text[front.end() :], text.count("\n", 0, front.end()) + 1)


def read(root: Path, reader: Reader) -> tuple[Piece, ...]:
    """读全部资料；错误记入 reader。目录页 index.md 不是资料。"""
    found = []
    for path in sorted((root / FOLDER).glob("*.md")):
        if path.stem == "index":
            continue
        label = f"{FOLDER}/{path.name}"
        if not re.fullmatch(ID, path.stem):
            reader.problems.append(Problem(label, 1, 1, f"文件名 {path.name} 不合规则", ID_SAYS))
        piece = _read_one(path, label, reader)
        if piece is not None:
            found.append(piece)
    return tuple(found)


def kind_of(node: Node) -> type[Piece]:
    """元数据该读成哪一类：form 是 leaflet 的是传单，其余是文章。"""
    form = node.at("form") if isinstance(node, Table) else node
    return Leaflet if isinstance(form, Scalar) and form.text == "leaflet" else Prose


def _read_one(path: Path, label: str, reader: Reader) -> Piece | None:
    text, problems = read_text(path, label)
    reader.problems += problems
    parts = None if problems else split_front(text)
    if parts is None:
        return None  # 没有元数据由 handwritten 报
    front, body, line = parts
    node, problems = parse_yaml(front, label, first_line=2)
    reader.problems += problems
    if not isinstance(node, Table):
        return None
    piece: Piece = reader.record(kind_of(node), node)
    return replace(piece, slug=path.stem, body=body, body_line=line)

"""接口的格式：每种文件的 JSON Schema（2020-12）和整个接口的 OpenAPI 3.1。"""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from macros.corpus.release import LICENSE, Edition
from macros.opendata.api_fields import (
    TEXTS,
    DocumentFields,
    ErratumFields,
    MeasureFields,
    ParagraphFields,
    PieceFields,
    ReportFields,
    TaskFields,
    TermFields,
    UnitFields,
    YearFields,
)
from macros.opendata.shapes import (
    ANY_TEXT,
    COUNT,
    FINGERPRINT,
    Shape,
    closed_object,
    list_of,
    nullable,
)
from macros.pages.datafiles import API

DIALECT = "https://json-schema.org/draft/2020-12/schema"
MOMENT = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """文件里的一项：名字、有哪些字段；many 表示是一串。"""

    name: str
    fields: type
    many: bool = True

    @property
    def shape(self) -> dict[str, Any]:
        """这一项的 JSON Schema。"""
        shapes = {}
        for field in dataclasses.fields(self.fields):
            shapes[field.name] = field.metadata["shape"]
        record = closed_object(shapes)
        if self.many:
            return list_of(record)
        return record

    @property
    def editorial(self) -> Iterator[str]:
        """编者归类或补充的字段，如 tasks[].priorities。宣传资料全是编者写的，逐个列出。"""
        place = f"{self.name}[]" if self.many else self.name
        for field in dataclasses.fields(self.fields):
            if self.fields is PieceFields or field.metadata["editorial"]:
                yield f"{place}.{field.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileKind:
    """一种文件：格式的名字、标题、里面有哪几项。"""

    name: str
    title: str
    parts: tuple[Part, ...] = ()


def _one_list(name: str, title: str, fields: type) -> FileKind:
    part = Part(name=name, fields=fields)
    return FileKind(name=name, title=title, parts=(part,))


# 一种记录一个文件，照总目录的次序。
LISTS = (
    _one_list("documents", "公文", DocumentFields),
    _one_list("units", "单位", UnitFields),
    _one_list("tasks", "重点任务", TaskFields),
    _one_list("measures", "推进举措", MeasureFields),
    _one_list("years", "年度", YearFields),
    _one_list("terms", "名词", TermFields),
    _one_list("errata", "勘误", ErratumFields),
    _one_list("publicity", "宣传资料", PieceFields),
)
REPORTS = _one_list("progress", "落实情况", ReportFields)
ONE_DOCUMENT = FileKind(
    name="document",
    title="一篇公文",
    parts=(
        Part(name="document", fields=DocumentFields, many=False),
        Part(name="paragraphs", fields=ParagraphFields),
    ),
)
ONE_UNIT = FileKind(
    name="unit",
    title="一个单位",
    parts=(
        Part(name="unit", fields=UnitFields, many=False),
        Part(name="tasks", fields=TaskFields),
        Part(name="measures", fields=MeasureFields),
    ),
)
INDEX = FileKind(name="index", title="总目录")


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiFile:
    """接口里的一个文件：名字（如 units/health）、标题、是哪一种、各项内容。"""

    name: str
    title: str
    kind: FileKind
    body: Mapping[str, Any]

    @property
    def address(self) -> str:
        """从网站根算起的地址。"""
        return f"{API}/{self.name}.json"


_SOURCE = closed_object(
    {"publisher": ANY_TEXT, "address": ANY_TEXT, "snapshot": ANY_TEXT, "sha256": FINGERPRINT}
)
# 每个文件开头都有的几项。
_HEAD: Shape = {
    "schema": {**ANY_TEXT, "description": "这个文件的格式，从网站根算起"},
    "generated_at": {
        **ANY_TEXT,
        "pattern": MOMENT,
        "description": "数据的时刻（UTC），是提交的时刻，不是构建的",
    },
    "version": {**ANY_TEXT, "description": "网站的版本"},
    "site": {**nullable(ANY_TEXT), "description": "网站根的网址；构建时没有给就是 null"},
    "source": {
        **_SOURCE,
        "description": "公文的来处：发布的网站、原网页、抓取的原网页在本站的地址和它的 SHA-256",
    },
    "license": {**ANY_TEXT, "description": "编者写的文字和归类的许可"},
    "rights": {**ANY_TEXT, "description": "哪些适用许可，哪些不适用"},
    "editorial": {
        **TEXTS,
        "description": "编者归类或补充的字段，原文没有；编号和网页地址也不是原文，不另列",
    },
}
_LISTED = closed_object(
    {"address": ANY_TEXT, "title": ANY_TEXT, "count": COUNT, "schema": ANY_TEXT}
)


def file_schema(kind: FileKind) -> dict[str, Any]:
    """一种文件的 JSON Schema。"""
    parts = {part.name: part.shape for part in kind.parts}
    if kind is INDEX:
        parts = {"files": list_of(_LISTED), "openapi": dict(ANY_TEXT)}
    return {"$schema": DIALECT, "title": kind.title, **closed_object({**_HEAD, **parts})}


def openapi(edition: Edition, files: Sequence[ApiFile]) -> dict[str, Any]:
    """OpenAPI 3.1：每个文件一个路径，格式指向 schema/ 下的文件。"""
    # 路径直接接在后面，末尾不能有 /；写 "." 会解析成 api/v1/，接出两个斜杠。
    server = f"../{API.rpartition('/')[2]}"
    if edition.base:
        server = f"{edition.base}{API}"
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{edition.name}的开放数据",
            "version": "1.0.0",
            "description": "静态文件，只读，不用登记。字段只增不减，不改名，不改意思。",
            "license": {"name": "CC BY 4.0", "url": LICENSE},
        },
        "servers": [{"url": server}],
        "paths": {f"/{file.name}.json": {"get": _operation(file)} for file in files},
    }


def _operation(file: ApiFile) -> dict[str, Any]:
    schema = {"$ref": f"schema/{file.kind.name}.json"}
    answer = {"description": file.title, "content": {"application/json": {"schema": schema}}}
    return {
        "operationId": file.name.replace("/", "_"),
        "summary": file.title,
        "responses": {"200": answer},
    }

"""给程序用的 JSON：公文、单位、任务、举措、年度、名词、勘误、宣传资料，连同格式的说明（OpenAPI 3.1、JSON Schema）。

一种记录有哪些字段只在 KINDS 里说一次：取值、JSON Schema、OpenAPI 都从那里来。
字段只增不减，不改名，不改意思；tests/golden/api-v1.txt 记着已经发布的。
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from macros import pages, verify
from macros.edition import LICENSE, Edition
from macros.model import Paragraph, Plan, Row
from macros.opendata import API
from macros.pieces import AUDIENCES, Piece
from macros.printing.outputs import Outputs

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    """一个字段：名字、值的 JSON Schema、说明、怎样从记录取；editorial 是编者归类或补充的，原文没有。"""

    name: str
    schema: Schema
    says: str
    of: Callable[["_Source", Any], Any]
    editorial: bool = False

    @property
    def described(self) -> dict[str, Any]:
        """带说明的 JSON Schema。"""
        return {**self.schema, "description": self.says + ("（编者归类或补充，原文没有）" if self.editorial else "")}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """一类记录：文件名、标题、各字段、取全部记录。"""

    name: str
    title: str
    fields: tuple[_Field, ...]
    rows: Callable[[Plan], Iterator[Any]]

    @property
    def schema(self) -> dict[str, Any]:
        """一条记录的 JSON Schema。"""
        return _object({field.name: field.described for field in self.fields})

    def read(self, source: "_Source", row: Any) -> dict[str, Any]:
        """一条记录写成 JSON 的样子。"""
        return {field.name: field.of(source, row) for field in self.fields}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """取值时要用的：计划、这一份网站、印好的文件（没印就是 None）。"""

    plan: Plan
    edition: Edition
    outputs: Outputs | None

    def errata(self, row: Row) -> list[str]:
        return [erratum.id for erratum in self.plan.errata_of.get(row.id, ())]

    def reading(self, row: Row) -> str | None:
        """补上缺字以后的读法，写法同 printed；没有缺字是 None。"""
        text = verify.reading(self.plan, row)
        return None if text == verify.printed(row) else text

    def page(self, row: Row) -> str:
        """在网站上的地址。照抄另一篇的公文，对照页里各段没有自己的锚点，只到页。"""
        address = pages.address(self.plan, row)
        copied = isinstance(row, Paragraph) and self.plan.documents[row.document].base
        return address.partition("#")[0] if copied else address

    def downloads(self, piece: Piece) -> list[dict[str, str]]:
        found = self.outputs.pieces.get(piece.slug, ()) if self.outputs else ()
        return [{"format": output.format.name, "address": output.address} for output in found]


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


_TEXT: Schema = {"type": "string"}
_ID: Schema = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
_PAGE: Schema = {"type": "string", "pattern": r"^[a-z0-9/-]+\.html(#[a-z0-9-]+)?$"}
_DATE: Schema = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_NUMBER: Schema = {"type": "integer", "minimum": 0}
_FLAG: Schema = {"type": "boolean"}


def _maybe(schema: Schema) -> Schema:
    return {**schema, "type": [schema["type"], "null"]}


def _many(schema: Schema) -> Schema:
    return {"type": "array", "items": dict(schema)}


def _own(name: str, schema: Schema, says: str, *, editorial: bool = False) -> _Field:
    """值就是记录的同名字段。"""

    def read(_source: _Source, row: Any) -> Any:
        value = getattr(row, name)
        return list(value) if isinstance(value, tuple) else value

    return _Field(name=name, schema=schema, says=says, of=read, editorial=editorial)


_ROW_ID = _own("id", _ID, "编号，不变，也是网页上的锚点")
_ROW_PAGE = _Field(name="page", schema=_PAGE, says="在网站上的地址，从网站根算起", of=lambda s, row: s.page(row))
_ROW_TEXT = _Field(name="text", schema=_TEXT, says="原文，照印，不含序号", of=lambda _, row: row.text)
_ROW_PRINTED = _Field(name="printed", schema=_TEXT, says="原文，带印的序号", of=lambda _, row: verify.printed(row))
_ROW_READING = _Field(
    name="reading",
    schema=_maybe(_TEXT),
    says="补上缺字以后的读法；没有缺字就是 null",
    of=lambda s, row: s.reading(row),
    editorial=True,
)
_ROW_NUMBER = _own("number", _maybe(_NUMBER), "原表印的序号；没有印就是 null")
_ROW_ERRATA = _Field(
    name="errata", schema=_many(_ID), says="这里的勘误，见 errata.json", of=lambda s, row: s.errata(row), editorial=True
)
_ROW_LABEL = _Field(
    name="label", schema=_TEXT, says="给人看的短名", of=lambda s, row: pages.label(s.plan, row), editorial=True
)

DOCUMENT = _Kind(
    name="documents",
    title="公文",
    rows=lambda plan: iter(plan.documents.values()),
    fields=(
        _ROW_ID,
        _own("title", _TEXT, "网站用的名称；印的标题在 kind 是 title 的那一段", editorial=True),
        _Field(name="number", schema=_maybe(_TEXT), says="发文字号", of=lambda _, d: d.card and d.card.number),
        _Field(name="issuer", schema=_maybe(_TEXT), says="发文机关", of=lambda _, d: d.card and d.card.issuer),
        _Field(name="date", schema=_maybe(_DATE), says="成文日期", of=lambda _, d: d.card and d.card.date.isoformat()),
        _Field(name="page", schema=_PAGE, says="在网站上的地址，从网站根算起", of=lambda _, d: pages.html(d.page)),
        _Field(name="appendix", schema=_FLAG, says="后面有没有附表", of=lambda _, d: bool(d.appendix)),
        _Field(
            name="data",
            schema=_TEXT,
            says="各段在哪个文件，从网站根算起",
            of=lambda _, d: f"{API}/documents/{d.id}.json",
        ),
    ),
)
PARAGRAPH = _Kind(
    name="paragraphs",
    title="段",
    rows=lambda plan: (row for document in plan.documents.values() for row in document.paragraphs),
    fields=(
        _ROW_ID,
        _own("kind", _TEXT, "是标题、条款、落款还是别的", editorial=True),
        _ROW_TEXT,
        _ROW_READING,
        _ROW_PAGE,
        _ROW_ERRATA,
    ),
)
UNIT = _Kind(
    name="units",
    title="单位",
    rows=lambda plan: iter(plan.units),
    fields=(
        _ROW_ID,
        _own("order", _NUMBER, "在原表的次序，从 1 起"),
        _own("name", _TEXT, "名称，照原表"),
        _own("full_name", _TEXT, "全称", editorial=True),
        _Field(name="tasks", schema=_many(_ID), says="重点任务的编号", of=lambda _, u: [task.id for task in u.tasks]),
        _Field(
            name="measures",
            schema={"type": "object", "additionalProperties": _many(_ID)},
            says="推进举措的编号，按时段",
            of=lambda _, u: {period: [row.id for row in rows] for period, rows in u.measures.items()},
        ),
        _ROW_PAGE,
        _ROW_ERRATA,
    ),
)
TASK = _Kind(
    name="tasks",
    title="重点任务",
    rows=lambda plan: iter(plan.tasks),
    fields=(
        _ROW_ID,
        _own("unit", _ID, "哪个单位的"),
        _ROW_NUMBER,
        _ROW_TEXT,
        _ROW_PRINTED,
        _ROW_READING,
        _own("priorities", _many(_ID), "归入哪几项工作重点", editorial=True),
        _ROW_LABEL,
        _ROW_PAGE,
        _ROW_ERRATA,
    ),
)
MEASURE = _Kind(
    name="measures",
    title="推进举措",
    rows=lambda plan: iter(plan.measures),
    fields=(
        _ROW_ID,
        _own("unit", _ID, "哪个单位的"),
        _own("period", _ID, "哪个时段的"),
        _Field(
            name="years",
            schema=_many(_NUMBER),
            says="时段里的各年",
            of=lambda s, row: list(s.plan.period[row.period].years),
        ),
        _ROW_NUMBER,
        _ROW_TEXT,
        _ROW_PRINTED,
        _ROW_READING,
        _own("serves", _many(_ID), "服务哪几项重点任务", editorial=True),
        _ROW_LABEL,
        _ROW_PAGE,
        _ROW_ERRATA,
    ),
)
YEAR = _Kind(
    name="years",
    title="年度",
    rows=lambda plan: iter(plan.years),
    fields=(
        _Field(name="year", schema=_NUMBER, says="公历年", of=lambda _, year: year),
        _Field(name="period", schema=_ID, says="在哪个时段", of=lambda s, year: s.plan.years[year].id),
        _Field(name="printed", schema=_TEXT, says="时段的写法，照原表", of=lambda s, year: s.plan.years[year].printed),
        _Field(
            name="measures",
            schema=_many(_ID),
            says="这一年的推进举措",
            of=lambda s, year: [row.id for u in s.plan.units for row in u.measures.get(s.plan.years[year].id, ())],
        ),
        _Field(name="page", schema=_PAGE, says="在网站上的地址，从网站根算起", of=lambda _, year: f"years/{year}.html"),
    ),
)
TERM = _Kind(
    name="terms",
    title="名词",
    rows=lambda plan: iter(plan.terms),
    fields=(
        _ROW_ID,
        _own("term", _TEXT, "原文的写法"),
        _own("also", _many(_TEXT), "原文的别的写法"),
        _own("sound", _TEXT, "读音，不标声调", editorial=True),
        _own("means", _maybe(_TEXT), "解释；没见到出处的不解释，是 null", editorial=True),
        _own("source", _maybe(_TEXT), "解释的出处", editorial=True),
        _Field(name="page", schema=_PAGE, says="在网站上的地址", of=lambda _, row: f"{pages.TERMS}#{row.id}"),
    ),
)
ERRATUM = _Kind(
    name="errata",
    title="勘误",
    rows=lambda plan: iter(plan.errata),
    fields=(
        _ROW_ID,
        _Field(
            name="kind",
            schema={"enum": ["restored", "sic"]},
            says="restored 是抓取的网页缺字，补上；sic 是原文如此，只加注",
            of=lambda _, row: row.kind,
            editorial=True,
        ),
        _own("places", _many(_ID), "在哪几条记录"),
        _own("printed", _TEXT, "原文印的"),
        _own("reading", _maybe(_TEXT), "应当怎样读", editorial=True),
        _own("basis", _TEXT, "依据", editorial=True),
        _Field(name="page", schema=_PAGE, says="在网站上的地址", of=lambda _, row: f"{pages.VERIFY}#{row.id}"),
    ),
)
PIECE = _Kind(
    name="publicity",
    title="宣传资料",
    rows=lambda plan: iter(plan.pieces),
    fields=(
        _Field(name="id", schema=_ID, says="编号，不变", of=lambda _, row: row.slug),
        _own("title", _TEXT, "标题"),
        _own("description", _TEXT, "一句话说清有什么"),
        _own("form", _ID, "种类"),
        _Field(name="form_name", schema=_TEXT, says="种类的名称", of=lambda _, row: row.kind),
        _own("audience", _many(_ID), "给谁"),
        _Field(
            name="audience_names",
            schema=_many(_TEXT),
            says="给谁，名称",
            of=lambda _, row: [AUDIENCES[one] for one in row.audience],
        ),
        _own("occasions", _many(_ID), "适合哪些日子"),
        _own("minutes", _NUMBER, "用时，分钟"),
        _own("facts", _many(_ID), "依据的事实"),
        _own("version", _TEXT, "版本"),
        _Field(name="date", schema=_DATE, says="这一版的日期", of=lambda _, row: row.date.isoformat()),
        _Field(name="review", schema=_DATE, says="最晚哪一天复核", of=lambda _, row: row.review.isoformat()),
        _Field(name="page", schema=_PAGE, says="在网站上的地址，从网站根算起", of=lambda _, row: row.url),
        _Field(
            name="downloads",
            schema=_many(_object({"format": _TEXT, "address": _TEXT})),
            says="下载的文件，地址从网站根算起",
            of=lambda s, row: s.downloads(row),
        ),
    ),
)
KINDS = (DOCUMENT, UNIT, TASK, MEASURE, YEAR, TERM, ERRATUM, PIECE)
# 一篇公文、一个单位自己的文件。
_DETAILS = {
    "document": {"document": DOCUMENT, "paragraphs": PARAGRAPH},
    "unit": {"unit": UNIT, "tasks": TASK, "measures": MEASURE},
}


def files(plan: Plan, edition: Edition, outputs: Outputs | None = None) -> dict[str, str]:
    """从网站根算起的地址和 JSON 文字。同样的 plan、edition、outputs，同样的字节。"""
    source = _Source(plan=plan, edition=edition, outputs=outputs)
    made: dict[str, dict[str, Any]] = {
        kind.name: {kind.name: [kind.read(source, row) for row in kind.rows(plan)]} for kind in KINDS
    }
    for document in plan.documents.values():
        rows = [PARAGRAPH.read(source, row) for row in document.paragraphs]
        made[f"documents/{document.id}"] = {"document": DOCUMENT.read(source, document), "paragraphs": rows}
    for unit in plan.units:
        made[f"units/{unit.id}"] = {
            "unit": UNIT.read(source, unit),
            "tasks": [TASK.read(source, row) for row in unit.tasks],
            "measures": [MEASURE.read(source, row) for rows in unit.measures.values() for row in rows],
        }
    made["index"] = {"files": [_listed(name, body) for name, body in made.items()], "openapi": f"{API}/openapi.json"}
    written = {name: {**_head(source, name), **body} for name, body in made.items()}
    written |= {f"schema/{name}": {"$schema": _DRAFT, **schema} for name, schema in _schemas().items()}
    written["openapi"] = _openapi(edition, made)
    return {f"{API}/{name}.json": _text(body) for name, body in written.items()}


def _text(body: Any) -> str:
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def _listed(name: str, body: Mapping[str, Any]) -> dict[str, Any]:
    count = sum(len(value) for value in body.values() if isinstance(value, list))
    schema = f"{API}/schema/{_schema_of(name)}.json"
    return {"address": f"{API}/{name}.json", "title": _title(name, body), "count": count, "schema": schema}


def _title(name: str, body: Mapping[str, Any]) -> str:
    if "/" not in name:
        return next(kind.title for kind in KINDS if kind.name == name)
    return str(body["document"]["title"] if "document" in body else body["unit"]["name"])


def _schema_of(name: str) -> str:
    """documents/plan 的格式在 schema/document.json。"""
    folder, _, child = name.partition("/")
    return folder.removesuffix("s") if child else folder


def _parts(schema: str) -> dict[str, _Kind]:
    """这种文件里的各类记录，照先后。"""
    if schema == "index":
        return {}
    return _DETAILS.get(schema) or {schema: next(kind for kind in KINDS if kind.name == schema)}


def _editorial(schema: str) -> list[str]:
    """编者归类或补充的字段，如 tasks[].priorities。宣传资料全是编者写的，逐个列出。"""
    return [
        f"{name}{'' if name in _DETAILS else '[]'}.{field.name}"
        for name, kind in _parts(schema).items()
        for field in kind.fields
        if field.editorial or kind is PIECE
    ]


def _head(source: _Source, name: str) -> dict[str, Any]:
    """每个文件开头都有的：何时的数据、哪一版、来自哪里、许可、哪些字段不是原文。"""
    plan, edition, schema = source.plan, source.edition, _schema_of(name)
    return {
        "schema": f"{API}/schema/{schema}.json",
        "generated_at": f"{edition.time:%Y-%m-%dT%H:%M:%SZ}",
        "version": edition.version,
        "site": edition.base or None,
        "source": {
            "publisher": plan.source.publisher,
            "address": plan.source.address,
            "snapshot": pages.snapshot(plan),
            "sha256": plan.source.sha256,
        },
        "license": LICENSE,
        "rights": edition.rights,
        "editorial": _editorial(schema),
    }


_SHA256: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_HEAD: Mapping[str, Any] = {
    "schema": {"type": "string", "description": "这个文件的格式，从网站根算起"},
    "generated_at": {
        "type": "string",
        "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$",
        "description": "数据的时刻（UTC），是提交的时刻，不是构建的",
    },
    "version": {"type": "string", "description": "网站的版本"},
    "site": {"type": ["string", "null"], "description": "网站根的网址；构建时没有给就是 null"},
    "source": {
        **_object({"publisher": _TEXT, "address": _TEXT, "snapshot": _TEXT, "sha256": _SHA256}),
        "description": "公文的来处：发布的网站、原网页、抓取的原网页在本站的地址和它的 SHA-256",
    },
    "license": {"type": "string", "description": "编者写的文字和归类的许可"},
    "rights": {"type": "string", "description": "哪些适用许可，哪些不适用"},
    "editorial": {**_many(_TEXT), "description": "编者归类或补充的字段，原文没有；编号和网页地址也不是原文，不另列"},
}


def _schemas() -> dict[str, dict[str, Any]]:
    """每种文件的 JSON Schema。"""
    bodies: dict[str, tuple[str, dict[str, Any]]] = {
        kind.name: (kind.title, {kind.name: _many(kind.schema)}) for kind in KINDS
    }
    for schema, title in (("document", "一篇公文"), ("unit", "一个单位")):
        parts = _parts(schema).items()
        bodies[schema] = (title, {name: kind.schema if name == schema else _many(kind.schema) for name, kind in parts})
    listed = _object({"address": _TEXT, "title": _TEXT, "count": _NUMBER, "schema": _TEXT})
    bodies["index"] = ("总目录", {"files": _many(listed), "openapi": _TEXT})
    return {name: {"title": title, **_object({**_HEAD, **body})} for name, (title, body) in bodies.items()}


def _openapi(edition: Edition, made: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """OpenAPI 3.1：每个文件一个路径，格式指向 schema/ 下的文件。"""
    paths = {}
    for name, body in made.items():
        title = "总目录" if name == "index" else _title(name, body)
        answer = {
            "description": title,
            "content": {"application/json": {"schema": {"$ref": f"schema/{_schema_of(name)}.json"}}},
        }
        paths[f"/{name}.json"] = {
            "get": {"operationId": name.replace("/", "_"), "summary": title, "responses": {"200": answer}}
        }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{edition.name}的开放数据",
            "version": "1.0.0",
            "description": "静态文件，只读，不用登记。字段只增不减，不改名，不改意思。",
            "license": {"name": "CC BY 4.0", "url": LICENSE},
        },
        # 路径直接接在后面，末尾不能有 /；写 "." 会解析成 api/v1/，接出两个斜杠。
        "servers": [{"url": f"{edition.base}{API}" if edition.base else f"../{API.rpartition('/')[2]}"}],
        "paths": paths,
    }

"""给程序用的 JSON：公文、单位、任务、举措、年度、名词、勘误、宣传资料，连同格式的说明。

这里列出有哪些文件。字段在 api_fields.py，取值在 api_values.py，格式在 api_schema.py。
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from macros.corpus import addresses
from macros.corpus.plan import Plan
from macros.corpus.release import LICENSE, Edition
from macros.opendata.api_schema import (
    INDEX,
    LISTS,
    ONE_DOCUMENT,
    ONE_UNIT,
    REPORTS,
    ApiFile,
    FileKind,
    file_schema,
    openapi,
)
from macros.opendata.api_values import Values, as_object
from macros.pages.datafiles import API
from macros.printing.formats import Outputs

Records = list[dict[str, Any]]


def api(plan: Plan, edition: Edition, outputs: Outputs | None = None) -> dict[str, Any]:
    """从网站根算起的地址和 JSON 的内容。同样的 plan、edition、outputs，同样的内容。"""
    values = Values(plan, outputs)
    records = _records(plan, values)
    files = list(_lists(records))
    files += _documents(plan, values)
    files += _units(plan, records)
    files.append(_index(files))
    written: dict[str, Any] = {}
    for file in files:
        head = _head(plan, edition, file.kind)
        written[file.address] = {**head, **file.body}
    for kind in (*_kinds(records), ONE_DOCUMENT, ONE_UNIT, INDEX):
        written[_schema_address(kind)] = file_schema(kind)
    written[f"{API}/openapi.json"] = openapi(edition, files)
    return written


def _records(plan: Plan, values: Values) -> dict[str, Records]:
    """每种记录的全部，名字同 _kinds。"""
    records: dict[str, Iterable[Any]] = {
        "documents": map(values.document, plan.documents.values()),
        "units": map(values.unit, plan.units),
        "tasks": map(values.task, plan.tasks),
        "measures": map(values.measure, plan.measures),
        "years": map(values.year, plan.years),
        "terms": map(values.term, plan.terms),
        "errata": map(values.erratum, plan.errata),
        "publicity": map(values.piece, plan.pieces),
        "progress": map(values.report, plan.progress),
    }
    objects = {}
    for name, rows in records.items():
        objects[name] = list(map(as_object, rows))
    return objects


def _kinds(records: Mapping[str, Records]) -> Iterator[FileKind]:
    """一种记录一个文件的各种；没有落实情况，就没有它的文件。"""
    yield from LISTS
    if records[REPORTS.name]:
        yield REPORTS


def _lists(records: Mapping[str, Records]) -> Iterator[ApiFile]:
    """一种记录一个文件。"""
    for kind in _kinds(records):
        body = {kind.name: records[kind.name]}
        yield ApiFile(name=kind.name, title=kind.title, kind=kind, body=body)


def _documents(plan: Plan, values: Values) -> Iterator[ApiFile]:
    """一篇公文一个文件，连同各段。"""
    for document in plan.documents.values():
        paragraphs = map(values.paragraph, document.paragraphs)
        yield ApiFile(
            name=f"documents/{document.id}",
            title=document.title,
            kind=ONE_DOCUMENT,
            body={
                "document": as_object(values.document(document)),
                "paragraphs": list(map(as_object, paragraphs)),
            },
        )


def _units(plan: Plan, records: Mapping[str, Records]) -> Iterator[ApiFile]:
    """一个单位一个文件，连同它的任务和举措，就是总的文件里那几条。"""
    tasks = _by_unit(records["tasks"])
    measures = _by_unit(records["measures"])
    for unit, record in zip(plan.units, records["units"], strict=True):
        yield ApiFile(
            name=f"units/{unit.id}",
            title=unit.name,
            kind=ONE_UNIT,
            body={"unit": record, "tasks": tasks[unit.id], "measures": measures[unit.id]},
        )


def _by_unit(records: Records) -> defaultdict[str, Records]:
    groups = defaultdict[str, Records](list)
    for record in records:
        groups[record["unit"]].append(record)
    return groups


def _index(files: Iterable[ApiFile]) -> ApiFile:
    """总目录：有哪些文件，各有几条。"""
    listed = []
    for file in files:
        lists = [part for part in file.body.values() if isinstance(part, list)]
        entry = {
            "address": file.address,
            "title": file.title,
            "count": sum(map(len, lists)),
            "schema": _schema_address(file.kind),
        }
        listed.append(entry)
    body = {"files": listed, "openapi": f"{API}/openapi.json"}
    return ApiFile(name="index", title=INDEX.title, kind=INDEX, body=body)


def _head(plan: Plan, edition: Edition, kind: FileKind) -> dict[str, Any]:
    """每个文件开头都有的：何时的数据、哪一版、来自哪里、许可、哪些字段不是原文。"""
    editorial = [path for part in kind.parts for path in part.editorial]
    return {
        "schema": _schema_address(kind),
        "generated_at": f"{edition.time:%Y-%m-%dT%H:%M:%SZ}",
        "version": edition.version,
        "site": edition.base or None,
        "source": {
            "publisher": plan.source.publisher,
            "address": plan.source.address,
            "snapshot": addresses.snapshot(plan),
            "sha256": plan.source.sha256,
        },
        "license": LICENSE,
        "rights": edition.rights,
        "editorial": editorial,
    }


def _schema_address(kind: FileKind) -> str:
    return f"{API}/schema/{kind.name}.json"

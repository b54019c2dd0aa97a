"""一张表的 CSV，和说明它的 CSVW 元数据：给程序用。"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from macros.corpus.release import LICENSE, Edition
from macros.opendata.appendix import SEPARATOR, Cell, Cells, Column
from macros.opendata.formulas import looks_like_formula

_DIALECT = {
    "encoding": "utf-8",
    "delimiter": ",",
    "quoteChar": '"',
    "doubleQuote": True,
    "header": True,
    "lineTerminators": ["\r\n"],
    "skipInitialSpace": False,
    "trim": False,
}
_GUARD = (
    "开头会被表格软件当成公式的（= + - @、制表符、回车等），前面加了一个撇号；"
    "读的时候去掉开头的一个撇号。"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabular:
    """一张表：在 data/ 下的名字、标题、各栏、各行；source 是来自哪个网页，notes 是来历各行。

    kinds 是 kind 一栏里可以写的。
    """

    name: str
    title: str
    edition: Edition
    source: str
    columns: Sequence[Column]
    rows: Sequence[Cells]
    notes: Sequence[tuple[str, str]]
    kinds: tuple[str, ...] = ()


def csv_bytes(table: Tabular) -> bytes:
    """照 RFC 4180，UTF-8 带 BOM（不带，Excel 会认错汉字）。"""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(column.title for column in table.columns)
    for row in table.rows:
        writer.writerow(map(_guarded, row))
    return out.getvalue().encode("utf-8-sig")


def _guarded(cell: Cell) -> Cell:
    """会被当成公式的文字前面加一个撇号。"""
    if isinstance(cell, str) and looks_like_formula(cell):
        return f"'{cell}"
    return cell


def csvw(table: Tabular) -> dict[str, Any]:
    """CSVW 的元数据（https://www.w3.org/TR/tabular-metadata/）。

    名字照标准接在 CSV 的后面，程序会自己找来。
    """
    edition = table.edition
    notes = []
    for name, text in table.notes:
        notes.append({"dc:title": name, "dc:description": text})
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "zh-CN"}],
        "url": f"{table.name.rpartition('/')[2]}.csv",
        "dc:title": table.title,
        "dc:description": _GUARD,
        "dc:language": "zh-CN",
        "dc:creator": edition.name,
        "dc:source": {"@id": table.source},
        "dc:modified": {"@value": edition.released.isoformat(), "@type": "xsd:date"},
        "dc:license": {"@id": LICENSE},
        "dc:rights": edition.rights,
        "schema:version": edition.version,
        "notes": notes,
        "dialect": _DIALECT,
        "tableSchema": {
            "columns": [_described(table, column) for column in table.columns],
            "primaryKey": "id",
        },
    }


def _described(table: Tabular, column: Column) -> dict[str, Any]:
    """一栏的元数据。"""
    about: dict[str, Any] = {
        "name": column.name,
        "titles": column.title,
        "dc:description": column.says,
        "datatype": column.datatype,
    }
    if column.required:
        about["required"] = True
    if column.many:
        about["separator"] = SEPARATOR
    if column.name == "kind":
        about["datatype"] = {"base": "string", "format": "|".join(table.kinds)}
    if column.name == "page":
        about["valueUrl"] = f"{_up(table)}{{+page}}"
    return about


def _up(table: Tabular) -> str:
    """从元数据所在的文件夹到网站根；网页一栏已是完整的网址时不用。"""
    if table.edition.base:
        return ""
    return "../" * (table.name.count("/") + 1)

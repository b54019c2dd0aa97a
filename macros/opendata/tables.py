"""推进表做成表格：整张一份，每个单位一份，都有 CSV（附 CSVW 元数据）和 XLSX；落实情况一份 CSV。

CSV 给程序，一行一项任务或一条举措；XLSX 给人，多一张照原表排的，可以直接打印。
"""

from collections.abc import Iterator

from macros.corpus import proof
from macros.corpus.plan import Plan
from macros.corpus.release import Edition
from macros.opendata.appendix import (
    COLUMNS,
    AppendixTable,
    Cell,
    Cells,
    appendix_tables,
    detail_rows,
    provenance,
)
from macros.opendata.csvw import Tabular, csv_bytes, csvw
from macros.opendata.later import Later, wide_json_bytes
from macros.opendata.progress import progress_table
from macros.opendata.workbook import workbook, xlsx_bytes

# Excel 一格最多的字数，按 UTF-16 数。
MAX_CELL = 32767


class TooLong(ValueError):
    """有格子的字数超过 Excel 的上限；文字是给编者看的中文句子，带文件和行。"""


def tables(plan: Plan, edition: Edition) -> dict[str, bytes | Later]:
    """全部表格：从网站根算起的地址和内容；没有推进表的，一张也没有。

    有一格装不进 Excel 就抛 TooLong。
    """
    if not plan.has_table:
        return {}
    whole, *parts = appendix_tables(plan, edition)
    problems = list(_too_long(plan, whole.rows))
    if problems:
        raise TooLong("\n".join(problems))
    made: dict[str, bytes | Later] = {}
    for table in (whole, *parts):
        book = Later(write=xlsx_bytes, material=workbook(table))
        made |= _csv_files(_tabular(table))
        made[f"data/{table.name}.xlsx"] = book
    return made


def progress_files(plan: Plan, edition: Edition) -> dict[str, bytes | Later]:
    """落实情况的表格；一条也没有就没有。"""
    if not plan.progress:
        return {}
    return _csv_files(progress_table(plan, edition))


def _csv_files(table: Tabular) -> dict[str, bytes | Later]:
    """一张表的 CSV 和说明它的元数据。"""
    path = f"data/{table.name}.csv"
    metadata = Later(write=wide_json_bytes, material=csvw(table))
    return {path: csv_bytes(table), f"{path}-metadata.json": metadata}


def _tabular(table: AppendixTable) -> Tabular:
    """推进表的明细。"""
    return Tabular(
        name=table.name,
        title=table.title,
        edition=table.edition,
        source=table.plan.source.address,
        columns=COLUMNS,
        rows=table.rows,
        notes=provenance(table),
        kinds=("任务", "举措"),
    )


def _too_long(plan: Plan, rows: list[Cells]) -> Iterator[str]:
    """rows 是整张明细，和 detail_rows 一一对应。"""
    for row, cells in zip(detail_rows(plan), rows, strict=True):
        texts = (*cells, proof.printed(row))
        size = max(map(_utf16_length, texts))
        if size > MAX_CELL:
            what = f"{row.id} 有一格 {size} 字，Excel 一格最多 {MAX_CELL} 字"
            yield str(row.place.problem(what, "分成几条，或写短些"))


def _utf16_length(cell: Cell) -> int:
    return len(str(cell).encode("utf-16-le")) // 2

"""推进表做成表格：整张一份，每个单位一份，都有 CSV（附 CSVW 元数据）和 XLSX。

CSV 给程序，一行一项任务或一条举措；XLSX 给人，多一张照原表排的，可以直接打印。
"""

from collections.abc import Iterator

from macros.corpus import proof
from macros.corpus.plan import Plan
from macros.corpus.release import Edition
from macros.opendata.appendix import Cell, Cells, appendix_tables, detail_rows
from macros.opendata.csvw import csv_bytes, csvw
from macros.opendata.later import Later, wide_json_bytes
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
        path = f"data/{table.name}"
        metadata = Later(write=wide_json_bytes, material=csvw(table))
        book = Later(write=xlsx_bytes, material=workbook(table))
        made[f"{path}.csv"] = csv_bytes(table)
        made[f"{path}.csv-metadata.json"] = metadata
        made[f"{path}.xlsx"] = book
    return made


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

"""推进表的 XLSX：给人用，三张，可以直接打印。没有日期和机器的痕迹。"""

import datetime
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from macros.corpus.plan import Plan
from macros.opendata.appendix import COLUMNS, AppendixTable, Cell, Cells, provenance
from macros.opendata.fitting import BoardRow, bands, board_widths, detail_widths, row_height
from macros.opendata.formulas import looks_like_formula

# 宋体人人都有；72 和 18 像素是它 11 磅时的默认列宽和行高，列宽才算得准。
_FONT = {"font_name": "宋体", "font_charset": 134, "font_family": 3, "font_scheme": "none"}
_COLUMN_PIXELS, _ROW_PIXELS = 72, 18

_BODY = {"text_wrap": True, "valign": "top", "border": 1}
_LOOKS = {
    "body": _BODY,
    "head": _BODY | {"bold": True, "align": "center", "valign": "vcenter"},
    "middle": _BODY | {"align": "center"},
    "link": _BODY | {"font_color": "#0563C1", "underline": 1},
    "title": {"bold": True, "font_size": 18, "align": "center", "valign": "vcenter"},
}
# 几格合成一格：第一行、第一栏、末行、末栏，从 0 数。
Area = tuple[int, int, int, int]

_A3 = 8
# 一张的名字最多这么多字，不能有这些字。
_LONGEST_NAME = 31
_NOT_IN_NAME = re.compile(r"[\[\]:*?/\\']")
# 页脚一共最多 255 字，来源写这么多。
_SOURCE_LENGTH = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """一份工作簿里写什么，只有文字和数，可以交给别的进程去写。

    sheet 是头一张的名字，heads 是原表的栏头（单位、任务、举措），periods 是各时段的写法；
    rows 是明细各行，notes 是说明各行，created 是构建的时刻。
    """

    title: str
    sheet: str
    author: str
    created: datetime.datetime
    footer: str
    heads: tuple[str, ...]
    periods: tuple[str, ...]
    board: tuple[BoardRow, ...]
    rows: tuple[Cells, ...]
    notes: tuple[tuple[str, str], ...]


def _sheet_name(title: str) -> str:
    """表格软件容得下的一张的名字；后面两张叫明细、说明，不和它们重名。"""
    name = _NOT_IN_NAME.sub("", title)[:_LONGEST_NAME]
    if name in ("", "明细", "说明"):
        return "原表"
    return name


def workbook(table: AppendixTable) -> Workbook:
    """三张：推进表照原表排，明细和 CSV 一样，说明写来历。"""
    edition = table.edition
    source = table.plan.source
    footer = f"来源：{source.publisher} {source.address}"
    names = [unit.name for unit in table.units]
    board = zip(names, table.printed(), strict=True)
    columns = []
    for column in COLUMNS:
        title = f"明细·{column.title}"
        columns.append((title, column.says))
    periods = [period.printed for period in table.plan.periods]
    return Workbook(
        title=table.title,
        sheet=_sheet_name(table.plan.words.table),
        author=edition.name,
        created=edition.time.astimezone(datetime.UTC),
        footer=footer[:_SOURCE_LENGTH],
        heads=_column_heads(table.plan),
        periods=tuple(periods),
        board=tuple(board),
        rows=tuple(table.rows),
        notes=(*provenance(table), *columns),
    )


def _column_heads(plan: Plan) -> tuple[str, ...]:
    """原表的栏头：单位、任务、举措。"""
    if plan.main is None:
        return ("", "", "")
    heads = [row.text for row in plan.main.paragraphs if row.kind == "column"]
    return tuple(heads[:3])


def xlsx_bytes(content: Workbook) -> bytes:
    """写成 XLSX。"""
    out = io.BytesIO()
    book = _Book(out, content)
    book.board()
    book.detail()
    book.about()
    book.book.close()
    return out.getvalue()


class _Book:
    """一份工作簿。"""

    def __init__(self, out: io.BytesIO, content: Workbook) -> None:
        import xlsxwriter  # type: ignore[import-untyped]  # 没有带类型

        self.content = content
        self.book = xlsxwriter.Workbook(
            out,
            {
                "in_memory": True,
                "default_format_properties": dict(_FONT),  # XlsxWriter 会往里面写
                "default_column_width": _COLUMN_PIXELS,
                "default_row_height": _ROW_PIXELS,
            },
        )
        about = {"title": content.title, "author": content.author, "created": content.created}
        self.book.set_properties(about)
        self.looks = dict(self._looks())

    def _looks(self) -> Iterator[tuple[tuple[str, bool], Any]]:
        """各种样子，各有一份 quotePrefix 的：改这一格时，= 开头的文字也还是文字。"""
        for name, look in _LOOKS.items():
            for guarded in (False, True):
                own = {**look, "quote_prefix": guarded}
                yield (name, guarded), self.book.add_format(own)

    def _sheet(self, name: str, widths: Sequence[int]) -> "_Sheet":
        sheet = self.book.add_worksheet(name)
        return _Sheet(sheet, self.looks, widths, self.content.footer)

    def board(self) -> None:
        """照原表：一个单位一行，一栏任务，一个时段一栏。"""
        content = self.content
        sheet = self._sheet(content.sheet, board_widths(content.board))
        _board_heads(sheet, content)
        row = 3
        for name, columns in content.board:
            first = row
            for band in bands(columns, sheet.widths[1:]):
                sheet.row(row, band, start=1)
                row += 1
            sheet.merge((first, 0, row - 1, 0), name)
        sheet.done(heads=(1, 2), frozen=(3, 1), rows=row)

    def detail(self) -> None:
        """和 CSV 一样的行，能筛选。"""
        rows = self.content.rows
        sheet = self._sheet("明细", detail_widths(rows))
        heads = [column.title for column in COLUMNS]
        sheet.row(0, heads, "head")
        for number, cells in enumerate(rows, 1):
            sheet.row(number, cells)
        last = len(rows)
        sheet.sheet.autofilter(0, 0, last, len(COLUMNS) - 1)
        sheet.sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        sheet.done(heads=(0, 0), frozen=(1, 1), rows=last + 1)

    def about(self) -> None:
        """来历、版本、许可、哪些是编者加的，各栏是什么。"""
        sheet = self._sheet("说明", [34, 100])
        sheet.row(0, ("说明", ""), "head")
        lines = self.content.notes
        for number, (name, text) in enumerate(lines, 1):
            sheet.row(number, (name, text))
            if text.startswith("https://"):
                sheet.link(number, 1, text)
        sheet.done(heads=(0, 0), frozen=(1, 0), rows=len(lines) + 1)


def _board_heads(sheet: "_Sheet", content: Workbook) -> None:
    """推进表开头三行：标题、栏头、时段。"""
    periods = content.periods
    last = len(periods) + 1
    unit, tasks, *measures = content.heads
    below = [""] * (len(periods) - 1)
    sheet.row(1, [unit, tasks, *measures, *below], "head")
    sheet.row(2, ["", "", *periods], "head")
    sheet.merge((0, 0, 0, last), content.title, "title")
    sheet.sheet.set_row(0, 34)
    sheet.merge((1, 0, 2, 0), unit)
    sheet.merge((1, 1, 2, 1), tasks)
    for name in measures:
        sheet.merge((1, 2, 1, last), name)


class _Sheet:
    """一张：A3 横放、一页宽，页脚有来源和页码。"""

    def __init__(
        self, sheet: Any, looks: Mapping[tuple[str, bool], Any], widths: Sequence[int], source: str
    ) -> None:
        self.sheet = sheet
        self.looks = looks
        self.widths = widths
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width)
        sheet.set_paper(_A3)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.45, right=0.45, top=0.5, bottom=0.7)
        sheet.center_horizontally()
        sheet.set_footer(f"&L{source.replace('&', '&&')}&R第 &P 页，共 &N 页")

    def put(self, row: int, place: int, value: Cell, look: str = "body") -> None:
        """写一格：数是数，文字是文字。"""
        plain = self.looks[look, False]
        if isinstance(value, int):
            middle = self.looks["middle", False]
            self.sheet.write_number(row, place, value, middle)
        elif not value:
            self.sheet.write_blank(row, place, None, plain)
        elif value.startswith("<r>"):  # XlsxWriter 把 <r>……</r> 当成现成的 XML 照写，拆开写才会转义
            self.sheet.write_rich_string(row, place, "<", "r", value[2:], plain)
        else:
            guarded = self.looks[look, looks_like_formula(value)]
            self.sheet.write_string(row, place, value, guarded)

    def link(self, row: int, place: int, address: str) -> None:
        """写一个能点的网址。"""
        look = self.looks["link", False]
        self.sheet.write_url(row, place, address, look, address)

    def merge(self, area: Area, value: str, look: str = "head") -> None:
        """合成一格再写。"""
        row, place, last_row, last_place = area
        if (row, place) != (last_row, last_place):
            plain = self.looks[look, False]
            self.sheet.merge_range(row, place, last_row, last_place, "", plain)
        self.put(row, place, value, look)

    def row(self, row: int, cells: Sequence[Cell], look: str = "body", start: int = 0) -> None:
        """从 start 起写一行。行高写明，软件不用自己猜，打印不缺末行。"""
        for place, cell in enumerate(cells, start):
            self.put(row, place, cell, look)
        texts = [str(cell or "") for cell in cells]
        height = row_height(texts, self.widths[start:])
        self.sheet.set_row(row, height)

    def done(self, *, heads: tuple[int, int], frozen: tuple[int, int], rows: int) -> None:
        """每页重印第几行到第几行，滚动时哪里不动，打印到第几行。"""
        self.sheet.repeat_rows(*heads)
        self.sheet.freeze_panes(*frozen)
        last = len(self.widths) - 1
        self.sheet.print_area(0, 0, rows - 1, last)

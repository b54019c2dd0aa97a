"""推进表做成表格：整张一份，每个单位一份，都有 CSV（附 CSVW 元数据）和 XLSX。

CSV 给程序，一行一项任务或一条举措；XLSX 给人，多一张照原表排的，可以直接打印。
"""

import csv
import datetime
import io
import json
import re
import textwrap
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # 没有带类型

from macros import pages, verify
from macros.edition import LICENSE, Edition
from macros.model import Erratum, Measure, Plan, Task, Unit
from macros.render import View

Cell = str | int | None

# 一格里有几个值时，中间用它隔开。
SEPARATOR = "；"

# 表格软件会当成公式的开头（OWASP 的 CSV Injection），全角的也算；撇号自己也在内，去掉一个撇号才总能还原。
_RISKY = re.compile(r"['\t\r\n]|\s*[=+\-@＝＋－＠]")

# Excel 一格最多的字数，按 UTF-16 数；一行最高的磅数。
MAX_CELL, _MAX_HEIGHT = 32767, 409
# A3 横放能排下的列宽，以半个汉字计；一行字的高，磅。
_ROOM, _LINE = 178, 16

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
_FONT = {"font_name": "宋体", "font_charset": 134, "font_family": 3, "font_scheme": "none"}
_BODY = {"text_wrap": True, "valign": "top", "border": 1}
_LOOKS = {
    "body": _BODY,
    "head": _BODY | {"bold": True, "align": "center", "valign": "vcenter"},
    "middle": _BODY | {"align": "center"},
    "link": _BODY | {"font_color": "#0563C1", "underline": 1},
    "title": {"bold": True, "font_size": 18, "align": "center", "valign": "vcenter"},
}


class TooLong(ValueError):
    """有格子的字数超过 Excel 的上限；文字是给编者看的中文句子，带文件和行。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """明细的一栏：CSVW 里的名字、栏头、数据类型、说明、列宽最多多少；many 表示一格可以有几个值。"""

    name: str
    title: str
    says: str
    width: int
    datatype: str = "string"
    required: bool = False
    many: bool = False


COLUMNS = (
    Column(name="id", title="编号", says="网站给的编号，不变，和网页的锚点一样", width=18, required=True),
    Column(name="unit", title="单位", says="原表的写法", width=13, required=True),
    Column(name="unit_full_name", title="单位全称（编者补充）", says="原表没有", width=16, required=True),
    Column(name="kind", title="类别", says="任务或举措", width=6, required=True),
    Column(name="period", title="时段", says="原表的写法；任务不分时段，是空的", width=11),
    Column(name="first_year", title="起始年", says="由时段得出", width=8, datatype="integer"),
    Column(name="last_year", title="截止年", says="由时段得出", width=8, datatype="integer"),
    Column(name="number", title="序号", says="照原表；原表没有印的是空的", width=6, datatype="integer"),
    Column(name="text", title="内容", says="照原文，一字不改，不含序号", width=56, required=True),
    Column(name="priorities", title="工作重点（编者归类）", says="任务归入哪几项", width=14, many=True),
    Column(name="serves", title="对应任务（编者归类）", says="举措对应哪几项任务的编号", width=18, many=True),
    Column(name="note", title="归类说明（编者）", says="举措没有对应任务的理由", width=20),
    Column(name="errata", title="勘误（编者）", says="原文哪里有毛病，应作什么，依据", width=28),
    Column(name="page", title="网页", says="这一项的网页", width=30, datatype="anyURI", required=True),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """一份表格：在 data/ 下的名字、哪些单位、明细各行。"""

    plan: Plan
    edition: Edition
    name: str
    units: tuple[Unit, ...]
    rows: list[tuple[Cell, ...]]

    @property
    def title(self) -> str:
        """原表的标题；只有一个单位的，后面写上单位。"""
        return self.plan.appendix_title + ("" if self.name == "appendix" else f"（{self.units[0].name}）")

    def columns(self) -> list[list[list[str]]]:
        """照原表印的样子：每个单位，任务一栏，各时段的举措各一栏。"""
        return [
            [
                [verify.printed(row) for row in unit.tasks],
                *([verify.printed(row) for row in unit.measures.get(period.id, ())] for period in self.plan.periods),
            ]
            for unit in self.units
        ]


def files(plan: Plan, edition: Edition) -> dict[str, bytes]:
    """全部表格：从网站根算起的地址和字节。有一格装不进 Excel 就抛 TooLong。

    CSV 照 RFC 4180，UTF-8 带 BOM（不带，Excel 会认错汉字）；元数据照 W3C 的 CSV on the Web。
    """
    rows: dict[str, list[tuple[Cell, ...]]] = {unit.id: [] for unit in plan.units}
    problems: list[str] = []
    for row in verify.appendix_rows(plan):
        if isinstance(row, Task | Measure):
            rows[row.unit].append(_row(plan, edition, row))
            problems += _too_long(row, rows[row.unit][-1])
    if problems:
        raise TooLong("\n".join(problems))
    parts = {"appendix": plan.units, **{f"units/{unit.id}": (unit,) for unit in plan.units}}
    made: dict[str, bytes] = {}
    for name, units in parts.items():
        own = [row for unit in units for row in rows[unit.id]]
        made |= _formats(_Table(plan=plan, edition=edition, name=name, units=units, rows=own))
    return made


def _formats(table: _Table) -> dict[str, bytes]:
    path = f"data/{table.name}"
    return {
        f"{path}.csv": _csv(table),
        f"{path}.csv-metadata.json": _metadata(table),
        f"{path}.xlsx": _xlsx(table),
    }


def _row(plan: Plan, edition: Edition, row: Task | Measure) -> tuple[Cell, ...]:
    """明细的一行，次序同 COLUMNS。"""
    unit, measure = plan.unit[row.unit], row if isinstance(row, Measure) else None
    period = plan.period[measure.period] if measure else None
    names = {priority.id: priority.name for priority in plan.priorities}
    return (
        row.id,
        unit.name,
        unit.full_name,
        "举措" if measure else "任务",
        period.printed if period else "",
        period.first if period else None,
        period.last if period else None,
        row.number,
        row.text,
        SEPARATOR.join(names[id] for id in row.priorities) if isinstance(row, Task) else "",
        SEPARATOR.join(measure.serves) if measure else "",
        (measure.note or "") if measure else "",
        "".join(_erratum(plan, erratum) for erratum in plan.errata_of.get(row.id, ())),
        edition.base + pages.address(plan, row),
    )


def _erratum(plan: Plan, erratum: Erratum) -> str:
    says = View(plan=plan, root="").note(erratum)
    return says if erratum.reading is None else f"{says}依据：{erratum.basis}。"


def _too_long(row: Task | Measure, cells: tuple[Cell, ...]) -> Iterator[str]:
    size = max(len(str(cell).encode("utf-16-le")) // 2 for cell in (*cells, verify.printed(row)))
    if size > MAX_CELL:
        what = f"{row.id} 有一格 {size} 字，Excel 一格最多 {MAX_CELL} 字"
        yield str(row.at.problem(what, "分成几条，或写短些"))


def _csv(table: _Table) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(column.title for column in COLUMNS)
    writer.writerows([_guarded(cell) for cell in row] for row in table.rows)
    return out.getvalue().encode("utf-8-sig")


def _guarded(cell: Cell) -> Cell:
    """会被当成公式的文字前面加一个撇号。"""
    return f"'{cell}" if isinstance(cell, str) and _RISKY.match(cell) else cell


def _says(table: _Table) -> list[tuple[str, str]]:
    """表格的来历，名称和内容；XLSX 的说明和 CSV 的元数据都用。"""
    source, edition, document = table.plan.source, table.edition, table.plan.main
    card = document.card if document else None
    editorial = "、".join(column.title for column in COLUMNS if "编者" in column.title)
    found = [
        ("名称", table.title),
        ("所属公文", f"《{document.title}》" if document else ""),
        ("发文字号", card.number if card else ""),
        ("发文机关", card.issuer if card else ""),
        ("成文日期", card.date.isoformat() if card else ""),
        ("来源", f"{source.publisher}，以那里公布的文本为准"),
        ("原网页", source.address),
        ("原网页的指纹", f"sha256 {source.sha256}"),
        ("原文", "单位、时段、序号、内容照原文，一字不改。原文的毛病写在勘误栏，不改在内容里"),
        ("编者加的", f"编号、类别、起止年、网页；{editorial}。原文没有这些"),
        ("网页一栏", "完整的网址" if edition.base else "从网站根目录算起的地址"),
        ("整理", edition.name),
        ("网址", edition.base),
        ("版本", edition.version),
        ("数据日期", edition.released.isoformat()),
        ("许可", LICENSE),
        ("权利", edition.rights),
    ]
    return [(name, text) for name, text in found if text]


def _metadata(table: _Table) -> bytes:
    """CSVW 的元数据（https://www.w3.org/TR/tabular-metadata/），名字照标准接在 CSV 的后面，程序会自己找来。"""
    edition = table.edition
    guard = "开头会被表格软件当成公式的（= + - @、制表符、回车等），前面加了一个撇号；读的时候去掉开头的一个撇号。"
    content = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "zh-CN"}],
        "url": f"{table.name.rpartition('/')[2]}.csv",
        "dc:title": table.title,
        "dc:description": guard,
        "dc:language": "zh-CN",
        "dc:creator": edition.name,
        "dc:source": {"@id": table.plan.source.address},
        "dc:modified": {"@value": edition.released.isoformat(), "@type": "xsd:date"},
        "dc:license": {"@id": LICENSE},
        "dc:rights": edition.rights,
        "schema:version": edition.version,
        "notes": [{"dc:title": name, "dc:description": text} for name, text in _says(table)],
        "dialect": _DIALECT,
        "tableSchema": {"columns": [_described(table, column) for column in COLUMNS], "primaryKey": "id"},
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _described(table: _Table, column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": column.name,
        "titles": column.title,
        "dc:description": column.says,
        "datatype": column.datatype,
    }
    if column.required:
        found["required"] = True
    if column.many:
        found["separator"] = SEPARATOR
    if column.name == "kind":
        found["datatype"] = {"base": "string", "format": "任务|举措"}
    if column.name == "page":
        up = "" if table.edition.base else "../" * (table.name.count("/") + 1)
        found["valueUrl"] = f"{up}{{+page}}"
    return found


def _xlsx(table: _Table) -> bytes:
    """三张：推进表照原表排，明细和 CSV 一样，说明写来历。没有日期和机器的痕迹。"""
    out = io.BytesIO()
    # 宋体人人都有；72 和 18 像素是它 11 磅时的默认列宽和行高，列宽才算得准。
    book = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "default_format_properties": _FONT,
            "default_column_width": 72,
            "default_row_height": 18,
        },
    )
    created = table.edition.time.astimezone(datetime.UTC)
    book.set_properties({"title": table.title, "author": table.edition.name, "created": created})
    # quotePrefix：改这一格时，= 开头的文字也还是文字。
    looks = {
        (name, guarded): book.add_format({**look, "quote_prefix": guarded})
        for name, look in _LOOKS.items()
        for guarded in (False, True)
    }
    source = f"来源：{table.plan.source.publisher} {table.plan.source.address}"[:100]  # 页脚最多 255 字
    _board(_Sheet(book.add_worksheet("推进表"), looks, _board_widths(table), source), table)
    _detail(_Sheet(book.add_worksheet("明细"), looks, _detail_widths(table), source), table)
    _about(_Sheet(book.add_worksheet("说明"), looks, [34, 100], source), table)
    book.close()
    return out.getvalue()


class _Sheet:
    """一张：A3 横放、一页宽，页脚有来源和页码。"""

    def __init__(self, sheet: Any, looks: Mapping[tuple[str, bool], Any], widths: Sequence[int], source: str) -> None:
        self.sheet, self.looks, self.widths = sheet, looks, widths
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width)
        sheet.set_paper(8)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.45, right=0.45, top=0.5, bottom=0.7)
        sheet.center_horizontally()
        sheet.set_footer(f"&L{source.replace('&', '&&')}&R第 &P 页，共 &N 页")

    def put(self, row: int, place: int, value: Cell, look: str = "body") -> None:
        """写一格：数是数，文字是文字。"""
        if isinstance(value, int):
            self.sheet.write_number(row, place, value, self.looks["middle", False])
        elif not value:
            self.sheet.write_blank(row, place, None, self.looks[look, False])
        elif value.startswith("<r>"):  # XlsxWriter 把 <r>……</r> 当成现成的 XML 照写，拆开写才会转义
            self.sheet.write_rich_string(row, place, "<", "r", value[2:], self.looks[look, False])
        else:
            self.sheet.write_string(row, place, value, self.looks[look, bool(_RISKY.match(value))])

    def merge(self, row: int, place: int, last_row: int, last_place: int, value: str, look: str = "head") -> None:
        """合成一格再写。"""
        if (row, place) != (last_row, last_place):
            self.sheet.merge_range(row, place, last_row, last_place, "", self.looks[look, False])
        self.put(row, place, value, look)

    def row(self, row: int, cells: Sequence[Cell], look: str = "body", start: int = 0) -> None:
        """从 start 起写一行。行高写明，软件不用自己猜，打印不缺末行。"""
        for place, cell in enumerate(cells, start):
            self.put(row, place, cell, look)
        lines = max(_lines(str(cell or ""), width) for cell, width in zip(cells, self.widths[start:], strict=True))
        self.sheet.set_row(row, min(_MAX_HEIGHT, _LINE * lines + 6))

    def done(self, heads: tuple[int, int], frozen: tuple[int, int], rows: int) -> None:
        """每页重印第几行到第几行，滚动时哪里不动，打印到第几行。"""
        self.sheet.repeat_rows(*heads)
        self.sheet.freeze_panes(*frozen)
        self.sheet.print_area(0, 0, rows - 1, len(self.widths) - 1)


def _board(sheet: _Sheet, table: _Table) -> None:
    """照原表：一个单位一行，一栏任务，一个时段一栏。"""
    plan, end = table.plan, len(sheet.widths) - 1
    heads = [p.text for p in plan.main.paragraphs if p.kind == "column"] if plan.main else ["", "", ""]
    sheet.row(1, [*heads, *[""] * (end - 2)], "head")
    sheet.row(2, ["", "", *(period.printed for period in plan.periods)], "head")
    sheet.merge(0, 0, 0, end, table.title, "title")
    sheet.sheet.set_row(0, 34)
    sheet.merge(1, 0, 2, 0, heads[0])
    sheet.merge(1, 1, 2, 1, heads[1])
    sheet.merge(1, 2, 1, end, heads[2])
    row = 3
    for unit, columns in zip(table.units, table.columns(), strict=True):
        first = row
        for row, band in enumerate(_bands(columns, sheet.widths[1:]), first):
            sheet.row(row, band, start=1)
        sheet.merge(first, 0, row, 0, unit.name)
        row += 1
    sheet.done((1, 2), (3, 1), row)


def _detail(sheet: _Sheet, table: _Table) -> None:
    """和 CSV 一样的行，能筛选。"""
    sheet.row(0, [column.title.replace("（", "\n（") for column in COLUMNS], "head")
    for number, row in enumerate(table.rows, 1):
        sheet.row(number, row)
    sheet.sheet.autofilter(0, 0, len(table.rows), len(COLUMNS) - 1)
    sheet.sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    sheet.done((0, 0), (1, 1), len(table.rows) + 1)


def _about(sheet: _Sheet, table: _Table) -> None:
    """来历、版本、许可、哪些是编者加的，各栏是什么。"""
    says = [("说明", ""), *_says(table), *((f"明细·{column.title}", column.says) for column in COLUMNS)]
    for number, pair in enumerate(says):
        sheet.row(number, pair, "body" if number else "head")
        if pair[1].startswith("https://"):
            sheet.sheet.write_url(number, 1, pair[1], sheet.looks["link", False], pair[1])
    sheet.done((0, 0), (1, 0), len(says))


def _halves(text: str) -> str:
    """一个汉字写成两个字：长度就是宽度，以半个汉字计。"""
    return "".join(char * 2 if unicodedata.east_asian_width(char) in "WFA" else char for char in text)


def _lines(text: str, width: int) -> int:
    """排成几行，宁多勿少：标点不能放在行首，会早折，留两格；网址在 - 和 / 后面折。"""
    loose = re.sub("(?<=[-/])", " ", _halves(text))
    return sum(len(textwrap.wrap(part, width - 2)) or 1 for part in loose.split("\n"))


def _board_widths(table: _Table) -> list[int]:
    """推进表的列宽：单位栏放得下名字，其余照字数分，字少的不为一两个字多折一行。"""
    first = min(24, max(len(_halves(unit.name)) for unit in table.units) + 4)
    columns = zip(*table.columns(), strict=True)
    sizes = [[len(_halves(text)) for texts in column for text in texts] or [0] for column in columns]
    total = sum(map(sum, sizes)) or 1
    return [first, *(max(min(26, max(size) + 4), (_ROOM - first) * sum(size) // total) for size in sizes)]


def _detail_widths(table: _Table) -> list[int]:
    """明细的列宽：放得下最长的一格，最多 Column.width，余下的折行。"""
    heads = [max(column.title.split("（"), key=len) + "（" for column in COLUMNS]
    cells = zip(heads, *table.rows, strict=True)
    longest = [max(len(_halves(str(cell or ""))) for cell in column) for column in cells]
    return [min(column.width, size + 3) for column, size in zip(COLUMNS, longest, strict=True)]


def _bands(columns: Sequence[Sequence[str]], widths: Sequence[int]) -> Iterator[list[str]]:
    """一个单位排成几行：多半一行；高过 Excel 一行的上限就接着排下一行。"""
    rest = [list(column) for column in columns]
    most = (_MAX_HEIGHT - 6) // _LINE
    while True:
        band = []
        for column, width in zip(rest, widths, strict=True):
            taken = column[:1]
            del column[:1]
            while column and _lines("\n".join([*taken, column[0]]), width) <= most:
                taken.append(column.pop(0))
            band.append("\n".join(taken))
        yield band
        if not any(rest):
            return

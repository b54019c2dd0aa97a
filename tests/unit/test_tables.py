"""推进表的表格：读回来和数据一字不差，打开不会当成公式，打印不缺字，哪天哪台机器做都一样。"""

import datetime
import hashlib
import io
import itertools
import json
import os
import re
import socket
import subprocess
import sys
import unicodedata
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from openpyxl.utils import get_column_letter as letter
from project import ROOT, with_paragraph
from written import table_files

from macros.corpus import addresses, proof
from macros.corpus.loading import load
from macros.corpus.release import LICENSE, Edition
from macros.opendata import tables
from macros.opendata.appendix import COLUMNS, appendix_tables
from macros.opendata.workbook import workbook

TIME = datetime.datetime(2031, 4, 6, 9, 30, tzinfo=datetime.UTC)
EDITION = Edition(
    name="某市反拐",
    base="",
    version="3.1.4",
    released=datetime.date(2031, 4, 5),
    commit="abc1234",
    time=TIME,
    rights="编者写的文字用 CC BY 4.0 许可。",
)
HOSTED = replace(EDITION, base="https://example.org/sub/")
TITLES = [column.title for column in COLUMNS]

# 会被当成公式、会丢零、会撑破引号和行的文字，和看着像转义的文字。
HOSTILE = (
    '=HYPERLINK("https://example.org","点这里")', "=1+1", "+86 110", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1",
    " =1", "　＝1+1", "＋1", "－1", "＠甲", "'=1", "''", "'", "007", "1e3", "2022-02", "3/4", "TRUE", "ID",
    '他说"好"', '"', '""', "甲,乙", "甲，乙；丙", "一\r\n二", "一\n二", "一\r二", "  前后有空格  ", "甲\t乙",
    "_x0041_", "_x000D_", "<b>&amp;</b>", "]]>", "<r><t>甲</t></r>", "<r>", "{{ 7 * 7 }}", "😀𠮷", "é́", "长" * 32765,
)  # fmt: skip


@pytest.fixture(scope="module")
def city():
    """虚构城市的计划：四个时段，有的任务没有序号。"""
    return load(ROOT / "tests/city")[0]


@pytest.fixture(scope="module", params=["plan", "city"])
def made(request):
    """一份计划和它的全部表格。"""
    plan = request.getfixturevalue(request.param)
    return plan, table_files(plan, EDITION)


def with_texts(plan, texts):
    """第一个单位的第一个时段改成这些举措，没有序号。"""
    unit, period = plan.units[0], plan.periods[0].id
    first = unit.measures[period][0]
    rows = tuple(
        replace(first, text=text, number=None, id=f"{unit.id}-{period}-{n}")
        for n, text in enumerate(texts, 1)
    )
    unit = replace(unit, measures=unit.measures | {period: rows})
    return replace(plan, units=(unit, *plan.units[1:]))


def records(content):
    """照 RFC 4180 一个字一个字地读，不用 csv：引号里的照收，引号外只认逗号和 CRLF。"""
    text = content.decode("utf-8")
    assert text.startswith("\ufeff"), "没有 BOM，Excel 认不出汉字"
    assert text.endswith("\r\n")
    rows, at = [[]], 1
    while at < len(text):
        if text[at] == '"':
            quoted = re.compile(r'"((?:[^"]|"")*)"', re.DOTALL).match(text, at)
            cell, at = quoted[1].replace('""', '"'), quoted.end()
        else:
            plain = re.compile(r'[^",\r\n]*').match(text, at)
            cell, at = plain[0], plain.end()
        rows[-1].append(cell)
        if text[at] == ",":
            at += 1
        else:
            assert text[at : at + 2] == "\r\n", f"第 {at} 个字不该在引号外面"
            rows, at = [*rows, []], at + 2
    return rows[:-1]


def rows_of(content):
    """CSV 读成一行一个字典，照说明去掉开头的一个撇号。"""
    head, *rows = records(content)
    names = {column.title: column.name for column in COLUMNS}
    return [
        {names[title]: cell.removeprefix("'") for title, cell in zip(head, row, strict=True)}
        for row in rows
    ]


def sheets(content):
    """XLSX 的三张。"""
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames[0] in ("推进表", "任务分工表")
    assert book.sheetnames[1:] == ["明细", "说明"]
    return [book[name] for name in book.sheetnames]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("任务分工表", "任务分工表"),
        ("分工[甲]/乙：*?", "分工甲乙："),
        ("'表'" + "长" * 40, "表" + "长" * 30),
        ("说明", "原表"),
        ("///", "原表"),
    ],
)
def test_the_board_is_called_what_the_table_is_called(city, title, name):
    """头一张照原表的名字；表格软件容不下的字去掉，不和后两张重名。"""
    row = next(row for row in city.main.paragraphs if row.kind == "appendix-title")
    plan = with_paragraph(city, replace(row, text=title))
    (whole, *_) = appendix_tables(plan, EDITION)
    assert workbook(whole).sheet == name


def raw(content, number):
    """第 number 张里每一格的字，照 ECMA-376 直接读包里的 XML，还原 _x000D_ 这类转义（22.9.2.19）。"""
    main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        strings = [
            "".join(item.itertext())
            for item in etree.fromstring(package.read("xl/sharedStrings.xml"))
        ]
        sheet = etree.fromstring(package.read(f"xl/worksheets/sheet{number}.xml"))
    texts = [
        re.sub("_x([0-9A-F]{4})_", lambda code: chr(int(code[1], 16)), text) for text in strings
    ]
    cells = {cell.get("r"): cell for cell in sheet.iter(f"{main}c")}
    assert {cell.get("t") for cell in cells.values()} <= {"s", "n", None}
    return {
        at: texts[int(cell.findtext(f"{main}v"))]
        for at, cell in cells.items()
        if cell.get("t") == "s"
    }


def appendix(plan, units):
    """照原表次序的任务和举措。"""
    return [
        row
        for row in proof.appendix_rows(replace(plan, units=tuple(units)))
        if hasattr(row, "number")
    ]


def test_one_table_for_all_and_one_for_each_unit(made):
    """整张一份、每个单位一份，各三个文件，不多不少：少一份，数据页上的链接就点空。"""
    plan, found = made
    names = ["appendix", *(f"units/{unit.id}" for unit in plan.units)]
    assert set(found) == {
        f"data/{name}{end}" for name in names for end in (".csv", ".csv-metadata.json", ".xlsx")
    }


def test_csv_read_back_is_the_plan(made):
    """从 CSV 能还原每项任务、每条举措的文字、序号、时段、归类和次序：别人拿去统计的就是原文。"""
    plan, found = made
    names = {priority.name: priority.id for priority in plan.priorities}
    periods = {period.printed: period for period in plan.periods}
    every = []
    for unit in plan.units:
        rows = rows_of(found[f"data/units/{unit.id}.csv"])
        every += rows
        for row, own in zip(rows, appendix(plan, [unit]), strict=True):
            many = {
                name: tuple(filter(None, row[name].split("；")))
                for name in ("priorities", "serves")
            }
            assert (row["id"], row["text"], row["number"]) == (
                own.id,
                own.text,
                str(own.number or ""),
            )
            assert (row["unit"], row["unit_full_name"]) == (unit.name, unit.full_name)
            assert row["page"] == addresses.address_of(plan, own)
            if row["kind"] == "任务":
                assert tuple(names[name] for name in many["priorities"]) == own.priorities
                assert (
                    row["period"]
                    == row["first_year"]
                    == row["last_year"]
                    == row["serves"]
                    == row["note"]
                    == ""
                )
            else:
                period = periods[row["period"]]
                assert (period.id, many["serves"], row["note"]) == (
                    own.period,
                    own.serves,
                    own.note or "",
                )
                assert (row["first_year"], row["last_year"]) == (
                    str(period.first),
                    str(period.last),
                )
                assert row["priorities"] == ""
    assert rows_of(found["data/appendix.csv"]) == every


def test_errata_stand_beside_the_text(plan):
    """原文的毛病在勘误栏说，内容照印：改在内容里，就不是原文了。"""
    rows = {row["id"]: row for row in rows_of(table_files(plan, EDITION)["data/appendix.csv"])}
    for id, row in rows.items():
        for erratum in plan.errata_of.get(id, ()):
            assert erratum.printed in proof.printed(plan.rows[id])
            assert erratum.printed in row["errata"]
            assert erratum.basis in row["errata"]
        assert bool(row["errata"]) == (id in plan.errata_of)
    assert any(row["errata"].count("依据") > 1 for row in rows.values())


def test_detail_sheet_is_the_csv(made):
    """明细和 CSV 一格一格相同，年和序号是数，其余是文字：两种表说的不能不一样。"""
    _, found = made
    for name in [name for name in found if name.endswith(".csv")]:
        head, *rows = records(found[name])
        got_head, *got = sheets(found[name.replace(".csv", ".xlsx")])[1].iter_rows()
        assert [cell.value for cell in got_head] == head == TITLES
        assert [
            ["" if cell.value is None else str(cell.value) for cell in row] for row in got
        ] == rows
        for cell in itertools.chain.from_iterable(got):
            assert cell.value is None or cell.data_type == (
                "n" if 6 <= cell.column <= 8 else "s"
            ), cell.coordinate
            assert cell.data_type != "n" or not cell.quotePrefix, "带撇号的数改一改就成了文字"


def risky(text):
    """表格软件会不会当成公式，或要去掉一个撇号才能还原。"""
    return text[0:1] in tuple("\t\r\n'") or text.strip()[:1] in tuple("=+-@＝＋－＠")


def test_hostile_text_comes_back_and_is_never_a_formula(city):
    """公式、引号、换行、前导零、全角、三万多字，读回来一字不差；表格软件一打开就算的，一个也没有。"""
    found = table_files(with_texts(city, HOSTILE), EDITION)
    name = f"data/units/{city.units[0].id}"
    period = city.periods[0]
    of_period = [row for row in rows_of(found[f"{name}.csv"]) if row["period"] == period.printed]
    assert [row["text"] for row in of_period] == list(HOSTILE)
    cells = list(itertools.chain.from_iterable(records(found[f"{name}.csv"])))
    assert [cell for cell in cells if risky(cell) and not cell.startswith("'")] == []
    board, detail = raw(found[f"{name}.xlsx"], 1), raw(found[f"{name}.xlsx"], 2)
    cells = [
        cell
        for cell in sheets(found[f"{name}.xlsx"])[1]["I"]
        if detail.get(f"E{cell.row}") == period.printed
    ]
    assert [detail[cell.coordinate] for cell in cells] == list(HOSTILE)
    assert "\n".join(
        board[at] for at in board if re.fullmatch("C([4-9]|[1-9][0-9]+)", at)
    ) == "\n".join(HOSTILE)
    for cell, text in zip(cells, HOSTILE, strict=True):
        assert (cell.data_type, bool(cell.quotePrefix)) == ("s", risky(text))


def test_hostile_names_are_never_a_formula(city):
    """单位、栏头、篇名也可能以 = 开头；合并的格子走的是另一条路，也不能成公式。"""
    unit = replace(city.units[0], name="=1+1", full_name="@甲")
    period = replace(city.periods[0], printed="-1")
    odd = replace(
        city,
        units=(unit, *city.units[1:]),
        periods=(period, *city.periods[1:]),
    )
    book = sheets(table_files(odd, replace(EDITION, name="=甲"))["data/appendix.xlsx"])
    every = {cell.value: cell for sheet in book for row in sheet.iter_rows() for cell in row}
    for text in ("=1+1", "@甲", "-1", "=甲"):
        assert (every[text].data_type, bool(every[text].quotePrefix)) == ("s", True)


@pytest.mark.parametrize("text", ["长" * 32768, "😀" * 16384, "长" * 32766])
def test_text_too_long_for_a_cell_is_refused(city, text):
    """Excel 装不下的，说出是哪一行、多少字，不悄悄截断；按 UTF-16 数，序号也占字。"""
    odd = with_texts(city, ["短", text])
    if len(text) < 32767:
        unit = odd.units[0]
        rows = tuple(replace(row, number=10) for row in unit.measures[odd.periods[0].id])
        odd = replace(
            odd,
            units=(
                replace(unit, measures=unit.measures | {odd.periods[0].id: rows}),
                *odd.units[1:],
            ),
        )
    with pytest.raises(tables.TooLong) as error:
        table_files(odd, EDITION)
    place, id = (
        city.units[0].measures[city.periods[0].id][0].place,
        f"{city.units[0].id}-{city.periods[0].id}-2",
    )
    assert str(error.value).startswith(f"{place.path}:{place.line}:")
    assert f"{id} 有一格 327" in str(error.value)
    assert "\n" not in str(error.value)


def test_metadata_describes_the_csv(made):
    """照 CSVW 的元数据逐格验 CSV：栏头、类型、必填、主键、分隔，都要说得对，别的程序才读得进。"""
    _, found = made
    for name in [name for name in found if name.endswith(".json")]:
        about = json.loads(found[name])
        csv_name = f"{name.rpartition('/')[0]}/{about['url']}"
        assert f"{csv_name}-metadata.json" == name
        assert about["@context"] == ["http://www.w3.org/ns/csvw", {"@language": "zh-CN"}]
        assert (about["dialect"]["lineTerminators"], about["dialect"]["encoding"]) == (
            ["\r\n"],
            "utf-8",
        )
        columns = about["tableSchema"]["columns"]
        needed = {column["name"] for column in columns if column.get("required")}
        assert needed == {"id", "unit", "unit_full_name", "kind", "text", "page"}
        head, *rows = records(found[csv_name])
        assert [column["titles"] for column in columns] == head
        for row in rows:
            for column, cell in zip(columns, row, strict=True):
                assert not (column.get("required") and cell == "")
                if column["datatype"] == "integer":
                    assert re.fullmatch(r"([1-9][0-9]*)?", cell)
                if isinstance(column["datatype"], dict):
                    assert re.fullmatch(column["datatype"]["format"], cell)
        key = [column["name"] for column in columns].index(about["tableSchema"]["primaryKey"])
        assert len({row[key] for row in rows}) == len(rows)


def test_where_it_comes_from_is_said(made):
    """来源、版本、日期、许可、哪些是编者加的，元数据和说明都写着：表格会离开网站单独流传。"""
    plan, found = made
    for name in [name for name in found if name.endswith(".json")]:
        about = json.loads(found[name])
        assert about["dc:source"] == {"@id": plan.source.address}
        assert about["dc:license"] == {"@id": LICENSE}
        assert about["dc:modified"]["@value"] == "2031-04-05"
        assert about["schema:version"] == "3.1.4"
        sheet = sheets(found[name.replace(".csv-metadata.json", ".xlsx")])[2]
        says = {row[0].value: row[1].value for row in sheet.iter_rows()}
        assert says | {note["dc:title"]: note["dc:description"] for note in about["notes"]} == says
        for text in (
            plan.source.address,
            plan.source.sha256,
            "3.1.4",
            "2031-04-05",
            LICENSE,
            EDITION.rights,
        ):
            assert any(text in str(said) for said in says.values())
        for title in (
            "单位全称（编者补充）",
            "工作重点（编者归类）",
            "对应任务（编者归类）",
            "勘误（编者）",
        ):
            assert title in says["编者加的"]
        assert {f"明细·{title}" for title in TITLES} <= says.keys()


def test_page_addresses_arrive(city):
    """知道网址就写全，不知道就从网站根算起；照元数据的模板都到得了那一页。"""
    for edition in (EDITION, HOSTED):
        found = table_files(city, edition)
        for name in [name for name in found if name.endswith(".csv")]:
            (column,) = (
                c
                for c in json.loads(found[f"{name}-metadata.json"])["tableSchema"]["columns"]
                if c["name"] == "page"
            )
            for row in rows_of(found[name]):
                target = column["valueUrl"].replace("{+page}", row["page"])
                path = target if edition.base else os.path.normpath(f"{Path(name).parent}/{target}")
                assert path == edition.base + addresses.address_of(city, city.rows[row["id"]])
        everything = b"".join(
            content for name, content in found.items() if not name.endswith(".xlsx")
        )
        assert (b"example.org" in everything) == bool(edition.base)


def test_board_is_the_appendix_as_printed(made):
    """推进表一张照原表：栏头、单位、任务、各时段的举措，次序和字都和印的一样，序号照印。"""
    plan, found = made
    for units, name in [
        (plan.units, "appendix"),
        *(((unit,), f"units/{unit.id}") for unit in plan.units),
    ]:
        board = sheets(found[f"data/{name}.xlsx"])[0]
        title, columns, periods, *rows = board.iter_rows(values_only=True)
        assert title[0] == plan.appendix_title + (
            "" if name == "appendix" else f"（{units[0].name}）"
        )
        assert [text for text in columns if text] == [
            p.text for p in plan.main.paragraphs if p.kind == "column"
        ]
        assert [text for text in periods if text] == [period.printed for period in plan.periods]
        printed = [
            proof.printed(row) for row in proof.appendix_rows(replace(plan, units=tuple(units)))
        ]
        assert [
            line for row in rows for cell in row if cell for line in cell.split("\n")
        ] == printed
        merged = {str(area) for area in board.merged_cells.ranges}
        last = letter(len(plan.periods) + 2)
        assert {"A2:A3", "B2:B3", f"A1:{last}1", f"C2:{last}2"} <= merged


def test_nothing_is_cut_when_printed(made):
    """每一格的字都在自己的行高里排得下，用最小的行距、最窄的字算也放得下：打印出来缺末行没有人会发现。"""
    _, found = made
    for name in [name for name in found if name.endswith(".xlsx")]:
        for sheet in sheets(found[name])[:2]:
            tops = {area.min_row for area in sheet.merged_cells.ranges}
            for number, row in enumerate(sheet.iter_rows(), 1):
                for cell in row if number not in tops else ():
                    width = (
                        sheet.column_dimensions[letter(cell.column)].width * 8
                    )  # 一个汉字 15 像素
                    need = sum(
                        -(-pixels(line) // width) for line in str(cell.value or "").split("\n")
                    )
                    if sheet.title == "明细" and cell.column_letter in "DEFGH":
                        assert need <= 1, "类别、时段、年、序号折了行就不好筛选"
                    assert need * 13.5 <= sheet.row_dimensions[number].height <= 409, (
                        name,
                        cell.coordinate,
                    )


def pixels(text):
    """一行字在 11 磅宋体里的宽。"""
    return sum(15 if unicodedata.east_asian_width(char) in "WFA" else 8 for char in text)


def test_a_tall_unit_is_laid_over_several_rows(city):
    """举措多得一行放不下，就接着排下一行，单位名合成一格：Excel 一行最高 409 磅，多的看不见。"""
    texts = [f"第{n}件事" + "做好" * 30 for n in range(60)]
    board = sheets(table_files(with_texts(city, texts), EDITION)["data/appendix.xlsx"])[0]
    rows = list(board.iter_rows(min_row=4, values_only=True))
    (area,) = (area for area in board.merged_cells.ranges if area.min_row == 4)
    assert area.size["rows"] > 2
    shown = [
        text for row in rows[: area.size["rows"]] for text in (row[2] or "").split("\n") if text
    ]
    assert shown == texts
    assert max(board.row_dimensions[n].height for n in range(4, board.max_row + 1)) <= 409
    assert rows[area.size["rows"]][0] == city.units[1].name


def test_ready_to_print(made):
    """A3 横放、一页宽、栏头每页重印、页脚有来源和页码、打印区域不多不少；明细能筛选，滚动时栏头不动。"""
    plan, found = made
    board, detail, about = sheets(found["data/appendix.xlsx"])
    for sheet, titles in ((board, "$2:$3"), (detail, "$1:$1"), (about, "$1:$1")):
        assert (int(sheet.page_setup.paperSize), sheet.page_setup.orientation) == (8, "landscape")
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert int(sheet.page_setup.fitToHeight) == 0
        assert sheet.print_title_rows == titles
        assert sheet.print_area.rpartition("!")[2].replace("$", "") == sheet.dimensions
        assert plan.source.publisher in sheet.oddFooter.left.text
        assert plan.source.address in sheet.oddFooter.left.text
        assert {"&P", "&N"} <= set(
            re.findall("&.", sheet.oddFooter.right.text.replace("&[Page]", "&P"))
        ) | {"&P"}
    assert detail.auto_filter.ref == detail.dimensions
    assert (board.freeze_panes, detail.freeze_panes) == ("B4", "B2")
    widths = [
        sum(sheet.column_dimensions[letter(n)].width for n in range(1, sheet.max_column + 1))
        for sheet in (board, detail)
    ]
    assert max(widths) < 300, "缩到一页宽，字就小得看不清"


def test_ampersand_in_the_address_stays_in_the_footer(city):
    """页脚里 & 是命令的开头，原网页的网址带 & 时要写两个，不然印出的网址缺一截。"""
    odd = replace(city, source=replace(city.source, address="https://yunting.example/?a=1&P=2"))
    with zipfile.ZipFile(io.BytesIO(table_files(odd, EDITION)["data/appendix.xlsx"])) as package:
        footer = re.search(
            "<oddFooter>(.*)</oddFooter>", package.read("xl/worksheets/sheet1.xml").decode()
        )
    assert "https://yunting.example/?a=1&amp;&amp;P=2&amp;R" in footer[1]


def digest(found):
    return hashlib.sha256(b"".join(name.encode() + found[name] for name in found)).hexdigest()


def test_same_bytes_whatever_the_machine(plan):
    """换时区、语言、散列种子，字节都一样：同一次提交在哪里构建都得出同一份下载。"""
    script = (
        "from project import ROOT; from macros.corpus.loading import load; "
        "from written import table_files; import test_tables as t;"
        "print(t.digest(table_files(load(ROOT)[0], t.EDITION)))"
    )
    expected = digest(table_files(plan, EDITION))
    for zone, language, seed in (
        ("Asia/Shanghai", "C", "1"),
        ("America/New_York", "zh_CN.UTF-8", "2"),
    ):
        env = os.environ | {
            "TZ": zone,
            "LC_ALL": language,
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests/support'}{os.pathsep}{ROOT / 'tests/unit'}",
            "USER": "someone",
        }
        done = subprocess.run(
            [sys.executable, "-c", script], env=env, capture_output=True, text=True, check=True
        )
        assert done.stdout.strip() == expected


def test_nothing_of_the_machine_inside(made):
    """XLSX 里没有构建的日期、用户、主机和路径：时刻是提交的，作者是网站。"""
    _, found = made
    traces = [
        os.environ.get("USER") or "root",
        socket.gethostname(),
        str(ROOT),
        str(Path.home()),
    ]
    for name in [name for name in found if name.endswith(".xlsx")]:
        with zipfile.ZipFile(io.BytesIO(found[name])) as package:
            assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert package.namelist()[0] == "[Content_Types].xml"
            inside = "".join(package.read(part).decode() for part in package.namelist())
            core = package.read("docProps/core.xml").decode()
        assert [trace for trace in traces if len(trace) > 3 and trace in inside] == []
        assert set(re.findall(r"<dcterms:\w+ [^>]*>([^<]*)", core)) == {"2031-04-06T09:30:00Z"}
        assert set(re.findall(r"<(?:dc:creator|cp:lastModifiedBy)>([^<]*)", core)) == {EDITION.name}

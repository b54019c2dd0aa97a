"""推进表的明细：有哪些栏，各行是什么，来历怎样说。CSV 和 XLSX 都从这里取。"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from macros.corpus import addresses, proof
from macros.corpus.corpus import Row
from macros.corpus.plan import Plan
from macros.corpus.record import field_title
from macros.corpus.release import LICENSE, Edition
from macros.corpus.tasks import Entry, Measure, Period, Task, Unit
from macros.pages.marks import erratum_note

Cell = str | int | None
Cells = tuple[Cell, ...]

# 一格里有几个值时，中间用它隔开。
SEPARATOR = "；"


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
    Column(
        name="id",
        title="编号",
        says="网站给的编号，不变，和网页的锚点一样",
        width=18,
        required=True,
    ),
    Column(name="unit", title="单位", says="原表的写法", width=13, required=True),
    Column(
        name="unit_full_name",
        title="单位" + field_title(Unit, "full_name"),
        says="原表没有",
        width=16,
        required=True,
    ),
    Column(name="kind", title="类别", says="任务或举措", width=6, required=True),
    Column(name="period", title="时段", says="原表的写法；任务不分时段，是空的", width=11),
    Column(
        name="first_year",
        title=field_title(Period, "first"),
        says="由时段得出",
        width=8,
        datatype="integer",
    ),
    Column(
        name="last_year",
        title=field_title(Period, "last"),
        says="由时段得出",
        width=8,
        datatype="integer",
    ),
    Column(
        name="number",
        title=field_title(Task, "number"),
        says="照原表；原表没有印的是空的",
        width=6,
        datatype="integer",
    ),
    Column(name="text", title="内容", says="照原文，一字不改，不含序号", width=56, required=True),
    Column(
        name="priorities",
        title=field_title(Task, "priorities"),
        says="任务归入哪几项",
        width=14,
        many=True,
    ),
    Column(
        name="serves",
        title=field_title(Measure, "serves"),
        says="举措对应哪几项任务的编号",
        width=18,
        many=True,
    ),
    Column(
        name="note", title=field_title(Measure, "note"), says="举措没有对应任务的理由", width=20
    ),
    Column(name="errata", title="勘误（编者）", says="原文哪里有毛病，应作什么，依据", width=28),
    Column(
        name="page", title="网页", says="这一项的网页", width=30, datatype="anyURI", required=True
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AppendixTable:
    """一份表格：在 data/ 下的名字、哪些单位、明细各行。"""

    plan: Plan
    edition: Edition
    name: str
    units: tuple[Unit, ...]
    rows: list[Cells]

    @property
    def title(self) -> str:
        """原表的标题；只有一个单位的，后面写上单位。"""
        if self.name == "appendix":
            return self.plan.appendix_title
        (unit,) = self.units
        return f"{self.plan.appendix_title}（{unit.name}）"

    def printed(self) -> Iterator[list[list[str]]]:
        """照原表印的样子：每个单位，任务一栏，各时段的举措各一栏。"""
        for unit in self.units:
            columns: list[Iterable[Row]] = [unit.tasks]
            for period in self.plan.periods:
                measures = unit.measures.get(period.id, ())
                columns.append(measures)
            yield [list(map(proof.printed, rows)) for rows in columns]


def appendix_tables(plan: Plan, edition: Edition) -> Iterator[AppendixTable]:
    """整张一份，每个单位一份，各行照原表次序。"""
    details = Details(plan, edition)
    rows = defaultdict[str, list[Cells]](list)
    for row in detail_rows(plan):
        cells = details.cells(row)
        rows[row.unit].append(cells)
    every: list[Cells] = []
    for unit in plan.units:
        every += rows[unit.id]
    yield AppendixTable(plan=plan, edition=edition, name="appendix", units=plan.units, rows=every)
    for unit in plan.units:
        yield AppendixTable(
            plan=plan,
            edition=edition,
            name=f"units/{unit.id}",
            units=(unit,),
            rows=rows[unit.id],
        )


def detail_rows(plan: Plan) -> Iterator[Entry]:
    """明细里各占一行的：任务和举措，照原表次序。"""
    for row in proof.appendix_rows(plan):
        if isinstance(row, Entry):
            yield row


class Details:
    """把任务、举措写成明细的一行。"""

    def __init__(self, plan: Plan, edition: Edition) -> None:
        self.plan = plan
        self.edition = edition
        self.priorities = {one.id: one.name for one in plan.priorities}

    def cells(self, row: Entry) -> Cells:
        """一行各格，次序同 COLUMNS；没有的是空的。"""
        unit = self.plan.unit[row.unit]
        cells: dict[str, Cell] = {
            "id": row.id,
            "unit": unit.name,
            "unit_full_name": unit.full_name,
            "number": row.number,
            "text": row.text,
            "errata": "".join(self._errata(row)),
            "page": self.edition.base + addresses.address_of(self.plan, row),
        }
        if isinstance(row, Task):
            cells |= self._of_task(row)
        else:
            cells |= self._of_measure(row)
        return tuple(cells.get(column.name) for column in COLUMNS)

    def _of_task(self, task: Task) -> dict[str, Cell]:
        names = (self.priorities[id] for id in task.priorities)
        return {"kind": "任务", "priorities": SEPARATOR.join(names)}

    def _of_measure(self, measure: Measure) -> dict[str, Cell]:
        period = self.plan.period[measure.period]
        return {
            "kind": "举措",
            "period": period.printed,
            "first_year": period.first,
            "last_year": period.last,
            "serves": SEPARATOR.join(measure.serves),
            "note": measure.note,
        }

    def _errata(self, row: Entry) -> Iterator[str]:
        for erratum in self.plan.errata_of.get(row.id, ()):
            yield erratum_note(erratum)
            if erratum.reading is not None:
                yield f"依据：{erratum.basis}。"


def provenance(table: AppendixTable) -> list[tuple[str, str]]:
    """表格的来历，名称和内容；XLSX 的说明和 CSV 的元数据都用。"""
    source = table.plan.source
    edition = table.edition
    titles = [column.title for column in COLUMNS if "编者" in column.title]
    editorial = "、".join(titles)
    pages = "从网站根目录算起的地址"
    if edition.base:
        pages = "完整的网址"
    lines = [
        ("名称", table.title),
        *_of_document(table.plan),
        ("来源", f"{source.publisher}，以那里公布的文本为准"),
        ("原网页", source.address),
        ("原网页的指纹", f"sha256 {source.sha256}"),
        ("原文", "单位、时段、序号、内容照原文，一字不改。原文的毛病写在勘误栏，不改在内容里"),
        ("编者加的", f"编号、类别、起止年、网页；{editorial}。原文没有这些"),
        ("网页一栏", pages),
        ("整理", edition.name),
        ("网址", edition.base),
        ("版本", edition.version),
        ("数据日期", edition.released.isoformat()),
        ("许可", LICENSE),
        ("权利", edition.rights),
    ]
    return [(name, text) for name, text in lines if text]


def _of_document(plan: Plan) -> Iterator[tuple[str, str]]:
    """推进表所在的公文。"""
    if plan.main is None:
        return
    yield "所属公文", f"《{plan.main.title}》"
    card = plan.main.card
    if card:
        yield "发文字号", card.number or ""
        yield "发文机关", card.issuer
        yield "成文日期", card.date.isoformat()

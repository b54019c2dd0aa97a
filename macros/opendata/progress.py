"""落实情况做成一张表：一条一行，写明谁发布、在哪里，说的是方案的哪几处。"""

from macros.corpus import addresses
from macros.corpus.plan import Plan
from macros.corpus.record import field_title
from macros.corpus.release import LICENSE, Edition
from macros.corpus.reports import Report
from macros.opendata.appendix import SEPARATOR, Cells, Column
from macros.opendata.csvw import Tabular

_COLUMNS = (
    Column(name="id", title="编号", says="网站给的编号，不变", width=18, required=True),
    Column(
        name="date",
        title=field_title(Report, "date"),
        says="年、年-月或年-月-日",
        width=11,
        required=True,
    ),
    Column(
        name="says",
        title=f"{field_title(Report, 'says')}（编者）",
        says="编者照公开报道写的，不是官方文字",
        width=56,
        required=True,
    ),
    Column(
        name="rows",
        title=field_title(Report, "rows"),
        says="任务、举措、单位或段的编号",
        width=18,
        required=True,
        many=True,
    ),
    Column(
        name="publisher",
        title=field_title(Report, "publisher"),
        says="网站或报纸的名字",
        width=16,
        required=True,
    ),
    Column(
        name="reported",
        title=field_title(Report, "reported"),
        says="页面上没有写的是空的",
        width=11,
        datatype="date",
    ),
    Column(
        name="address",
        title=field_title(Report, "address"),
        says="那一页的地址",
        width=30,
        datatype="anyURI",
        required=True,
    ),
    Column(name="where", title=field_title(Report, "where"), says="没有写的是空的", width=16),
    Column(
        name="page",
        title="网页",
        says="这一条在本站的网页",
        width=30,
        datatype="anyURI",
        required=True,
    ),
)


def progress_table(plan: Plan, edition: Edition) -> Tabular:
    """全部落实情况，照先后。"""
    return Tabular(
        name="progress",
        title="落实情况",
        edition=edition,
        source=plan.source.address,
        columns=_COLUMNS,
        rows=[_cells(report, edition) for report in plan.progress],
        notes=list(_notes(edition)),
    )


def _cells(report: Report, edition: Edition) -> Cells:
    """一行各格，次序同 _COLUMNS。"""
    reported = report.reported
    anchor = addresses.report_anchor(report)
    return (
        report.id,
        report.date,
        report.says,
        SEPARATOR.join(report.rows),
        report.publisher,
        reported.isoformat() if reported else None,
        report.address,
        report.where,
        f"{edition.base}{addresses.TIMELINE}#{anchor}",
    )


def _notes(edition: Edition) -> list[tuple[str, str]]:
    """来历。"""
    lines = [
        ("来源", "公开报道，谁发布、在哪里写在各行"),
        ("编者加的", "编号、一句话、说的是方案的哪几处、网页"),
        ("整理", edition.name),
        ("网址", edition.base),
        ("版本", edition.version),
        ("数据日期", edition.released.isoformat()),
        ("许可", LICENSE),
        ("权利", edition.rights),
    ]
    return [(name, text) for name, text in lines if text]

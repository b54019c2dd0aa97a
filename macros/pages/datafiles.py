"""数据在哪些文件里：每一页自己的，写进 <link rel="alternate">；全站的，页面可以链接。"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import escape

from macros.corpus import addresses
from macros.corpus.filenames import download_name
from macros.corpus.mediatypes import extension, media_type
from macros.corpus.origins import every_source
from macros.corpus.plan import Plan

API = "api/v1"
TABLES = "data"
_CHILD = re.compile(r"(units|tasks|years|publicity)/(?!index\.html)([a-z0-9-]+)\.html")

# 正文里表格的链接。
_TABLE_LINK = re.compile(
    r'<a href="(?:\.\./)*data/(?P<name>appendix|units/[a-z0-9-]+)\.(?P<suffix>csv|xlsx)"'
)
_NAMES = {"json": "接口", "csv": "表格", "xlsx": "表格", "ics": "日历", "xml": "订阅"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFile:
    """一个数据文件：从网站根算起的地址，内容类型，给人看的种类。"""

    address: str
    type: str
    name: str


def own_data(plan: Plan, url: str) -> tuple[DataFile, ...]:
    """url 这一页自己的数据，不含全站共有的。"""
    files = []
    for address in _addresses(plan, url):
        if address.startswith(f"{TABLES}/") and not plan.has_table:
            continue
        name = _NAMES[extension(address)]
        file = DataFile(address=address, type=media_type(address), name=name)
        files.append(file)
    return tuple(files)


def published_files(plan: Plan) -> Iterator[str]:
    """页面以外，不印刷也会发布、手写页面可以链接的文件。"""
    yield "build-manifest.json"
    yield "feed.xml"
    yield from map(addresses.snapshot_of, every_source(plan))
    if plan.calendar:
        yield addresses.CALENDAR.replace(".html", ".ics")
    for kind in ("index", *_LISTS):
        yield f"{API}/{kind}.json"
        yield f"{API}/schema/{kind}.json"
    yield f"{API}/openapi.json"
    yield f"{API}/schema/document.json"
    yield f"{API}/schema/unit.json"
    for id in plan.documents:
        yield f"{API}/documents/{id}.json"
    if plan.progress:
        yield from _PROGRESS
        yield f"{API}/schema/progress.json"
        yield f"{TABLES}/progress.csv-metadata.json"
    names = ["appendix"]
    for unit in plan.units:
        yield f"{API}/units/{unit.id}.json"
        names.append(f"units/{unit.id}")
    for name in names if plan.has_table else ():
        yield from _table(name)


def with_names(plan: Plan, site: str, html: str) -> str:
    """正文里表格的链接，写上存到自己电脑上的名字：网站、单位、推进表，不是 health.xlsx。"""

    def named(link: re.Match[str]) -> str:
        titles = [plan.appendix_title]
        unit = link["name"].removeprefix("units/")
        if unit in plan.unit:
            titles = [plan.unit[unit].name, plan.appendix_title]
        name = download_name(site, *titles)
        return f'{link[0]} download="{escape(name)}.{link["suffix"]}"'

    return _TABLE_LINK.sub(named, html)


def _table(name: str) -> Iterator[str]:
    """一张表的各种格式。"""
    yield f"{TABLES}/{name}.csv"
    yield f"{TABLES}/{name}.csv-metadata.json"
    yield f"{TABLES}/{name}.xlsx"


def _addresses(plan: Plan, url: str) -> Iterator[str]:
    child = _CHILD.fullmatch(url)
    if child and child[1] == "units":
        unit = f"units/{child[2]}"
        yield f"{API}/{unit}.json"
        yield f"{TABLES}/{unit}.csv"
        yield f"{TABLES}/{unit}.xlsx"
    elif child:
        yield f"{API}/{child[1]}.json"
    yield from _PAGES.get(url, ())
    if url == addresses.TIMELINE and plan.progress:
        yield from _PROGRESS
    for id, document in plan.documents.items():
        if addresses.html(document.page) == url:
            yield f"{API}/documents/{id}.json"


_LISTS = (
    "documents",
    "units",
    "tasks",
    "measures",
    "years",
    "terms",
    "errata",
    "publicity",
)
_PROGRESS = (f"{API}/progress.json", f"{TABLES}/progress.csv", "progress.xml")
_APPENDIX = (f"{TABLES}/appendix.csv", f"{TABLES}/appendix.xlsx")
_PAGES = {
    addresses.TABLE: (f"{API}/measures.json", *_APPENDIX),
    addresses.TERMS: (f"{API}/terms.json",),
    addresses.VERIFY: (f"{API}/errata.json",),
    addresses.CALENDAR: (addresses.CALENDAR.replace(".html", ".ics"),),
    addresses.PUBLICITY: (f"{API}/publicity.json",),
    "units/index.html": (f"{API}/units.json", *_APPENDIX),
    "tasks/index.html": (f"{API}/tasks.json",),
    "years/index.html": (f"{API}/years.json",),
    "plan/compare.html": (f"{API}/documents.json",),
    "plan/side-by-side.html": (f"{API}/documents.json",),
}

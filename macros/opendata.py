"""每一页的数据在哪些文件里：印在页脚，写进 <link rel="alternate">，给不想抄网页的人。"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from macros import pages
from macros.model import Plan

API = "api/v1"
TABLES = "data"
_CHILD = re.compile(r"(units|tasks|years|publicity)/(?!index\.html)([a-z0-9-]+)\.html")

# 各种文件的内容类型。
TYPES = {
    "json": "application/json",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ics": "text/calendar",
    "xml": "application/atom+xml",
    "txt": "text/plain",
}


_NAMES = {"json": "接口", "csv": "表格", "xlsx": "表格", "ics": "日历"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFile:
    """一个数据文件：从网站根算起的地址，内容类型，给人看的种类。"""

    address: str
    type: str
    name: str


def type_of(address: str) -> str:
    """内容类型，照扩展名。"""
    return TYPES[address.rpartition(".")[2]]


def own_data(plan: Plan, url: str) -> tuple[DataFile, ...]:
    """url 这一页自己的数据，不含全站共有的。"""
    return tuple(
        DataFile(address=address, type=type_of(address), name=_NAMES[address.rpartition(".")[2]])
        for address in _addresses(plan, url)
    )


def _addresses(plan: Plan, url: str) -> Iterator[str]:
    folder, child = found.groups() if (found := _CHILD.fullmatch(url)) else ("", "")
    if folder == "units":
        yield f"{API}/units/{child}.json"
        yield from (f"{TABLES}/units/{child}.{suffix}" for suffix in ("csv", "xlsx"))
    elif folder:
        yield f"{API}/{folder}.json"
    elif url in (pages.TABLE, "units/index.html"):
        yield f"{API}/measures.json" if url == pages.TABLE else f"{API}/units.json"
        yield from (f"{TABLES}/appendix.{suffix}" for suffix in ("csv", "xlsx"))
    elif url in _PAGES:
        yield _PAGES[url]
    for id, document in plan.documents.items():
        if pages.html(document.page) == url:
            yield f"{API}/documents/{id}.json"


_PAGES = {
    pages.TERMS: f"{API}/terms.json",
    pages.VERIFY: f"{API}/errata.json",
    pages.CALENDAR: pages.CALENDAR.replace(".html", ".ics"),
    pages.PUBLICITY: f"{API}/publicity.json",
    "tasks/index.html": f"{API}/tasks.json",
    "years/index.html": f"{API}/years.json",
    "plan/compare.html": f"{API}/documents.json",
    "plan/side-by-side.html": f"{API}/documents.json",
}

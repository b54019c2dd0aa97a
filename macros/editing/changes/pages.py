"""影响哪些页面和下载：两个版本的网站各建一次来比，页脚里每次都可能变的不算。"""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from macros.corpus import addresses
from macros.corpus.plan import Plan
from macros.editing.changes.downloads import (
    DownloadsByName,
    changed_downloads,
    file_downloads,
    printed_downloads,
)
from macros.editing.changes.revisions import Revision
from macros.editing.changes.sites import SOURCES, BuiltSite, ShownPage, built_sites
from macros.editing.changes.wording import safe, section
from macros.printing.engine import Unprintable

MOST_PAGES = 12


def affected(before: Revision, after: Revision) -> list[str]:
    """会变的页面和下载，一节一节的；有一头建不成，只有一句话。"""
    if _sources(before) == _sources(after):
        return []  # 两边都用现在的程序建，建出来一样
    with tempfile.TemporaryDirectory() as folder:
        old, new = built_sites([before, after], Path(folder))
    if new is None or after.plan is None:
        return [
            "改后的网站建不成，说不出影响哪些页面和下载："
            "先照 python -m macros check 和 make site 说的改好。"
        ]
    if old is None or before.plan is None:
        return ["改前的网站用现在的程序建不成，说不出影响哪些页面和下载。"]
    sections = list(_page_sections(old.pages, new.pages, after.plan))
    try:
        one = _downloads(before.plan, before, old)
        other = _downloads(after.plan, after, new)
    except Unprintable as error:
        return [*sections, f"资料排不出来，说不出影响哪些下载：{safe(str(error))}"]
    return [*sections, section("会变的下载", changed_downloads(one, other))]


def _sources(revision: Revision) -> dict[str, bytes]:
    """建网站用到的文件。"""
    files = revision.files
    return {name: files[name] for name in files if SOURCES.match(name)}


def _downloads(plan: Plan, revision: Revision, site: BuiltSite) -> DownloadsByName:
    return file_downloads(site.files) | printed_downloads(plan, revision.files)


def _page_sections(
    old: Mapping[str, ShownPage], new: Mapping[str, ShownPage], plan: Plan
) -> Iterator[str]:
    """不见了的、新增的、会变的页。"""
    lost = [address for address in old if address not in new]
    came = []
    changed = []
    for address in _ordered(new, plan):
        if address not in old:
            came.append(address)
        elif old[address] != new[address]:
            changed.append(address)
    yield section(
        "不见了的页（警告：地址发布以后不该再变，有意撤下的写进 data/moved.yml）", _named(old, lost)
    )
    yield section("新增的页", _named(new, came))
    lines = list(_named(new, changed[:MOST_PAGES]))
    if len(changed) > MOST_PAGES:
        lines.append(f"- ……共 {len(changed)} 页。")
    yield section("会变的页", lines)


def _ordered(pages: Mapping[str, ShownPage], plan: Plan) -> list[str]:
    """先是单位、任务、年度的页，照原表次序；再是别的，照地址。"""
    places = {}
    for place, page in enumerate(addresses.generated(plan)):
        places[page.url] = place

    def order(address: str) -> tuple[int, str]:
        place = places.get(address, len(places))
        return place, address

    return sorted(pages, key=order)


def _named(pages: Mapping[str, ShownPage], names: Sequence[str]) -> Iterator[str]:
    for address in names:
        title = safe(pages[address].title)
        yield f"- {title}（{safe(address)}）"

"""发布过的网页都还在：撤下、改名、搬走的，在 data/moved.yml 里说一句，地址照样打得开。"""

from collections.abc import Iterable
from pathlib import Path

from macros.checks.handwritten import Pages
from macros.checks.textfiles import CHANGELOG
from macros.corpus import addresses, release
from macros.corpus.kept import Moved
from macros.corpus.plan import Plan
from macros.corpus.problem import Problems
from macros.corpus.yaml import read_text
from macros.pages.shortpages import short_addresses

RECORD = "python -m macros record"


def present(plan: Plan, uris: Iterable[str]) -> set[str]:
    """现在有的网页，从网站根算起，撤下的不算；uris 是手写的页，docs/ 下的文件名。"""
    present = set(short_addresses(plan))
    present.update(map(addresses.html, addresses.generated_uris(plan)))
    present.update(map(addresses.html, uris))
    return present


def addresses_kept(plan: Plan, pages: Pages) -> Problems:
    """发布过的每一页都在，或者说了去哪里。"""
    kept = present(plan, (page.uri for page in pages))
    kept |= {row.address for row in plan.moved}
    seen: set[str] = set()
    for number, address in enumerate(plan.published.addresses):
        place = plan.published.place.of("addresses", number)
        if address in seen:
            yield place.problem(f"{address} 写了两遍", "删掉一行")
        seen.add(address)
        if address and address not in kept:
            help = "取回来；有意撤下、改名的，在 data/moved.yml 加一条：为什么、哪天、现在看哪里"
            yield place.problem(f"{address} 发布过，现在没有这一页", help)


def moved_once(plan: Plan, pages: Pages) -> Problems:
    """撤下的页真的撤下了，一页只说一次，代替它的页在。"""
    live = present(plan, (page.uri for page in pages))
    seen: set[str] = set()
    for row in plan.moved:
        if row.address in seen:
            message = f"{row.address} 前面说过了"
            yield row.place.of("address").problem(message, "只留一条")
        elif row.address in live:
            message = f"{row.address} 这一页还在"
            yield row.place.of("address").problem(message, "删掉这一条，或撤下那一页")
        seen.add(row.address)
        yield from _replaced(row, live)


def _replaced(row: Moved, live: set[str]) -> Problems:
    """代替它的一页在，话不带句号。"""
    if row.to and row.to not in live:
        message = f"网站里没有 {row.to}"
        yield row.place.of("to").problem(message, "写还在的一页；没有代替的，就不写 to")
    if row.why.endswith(("。", "！", "？")):
        yield row.place.of("why").problem("句末有标点", "删掉它，页上会加句号")


def release_recorded(plan: Plan, root: Path) -> Problems:
    """定了日期的一版，发布的地址已经记下：以后少了哪一页，才看得出来。"""
    if not (root / CHANGELOG).is_file() or not plan.published.version:
        return
    text, _ = read_text(root / CHANGELOG, CHANGELOG)
    dated = [one for one in release.releases(text) if one.date]
    if not dated:
        return
    newest = dated[0].version
    if newest != plan.published.version:
        message = f"{newest} 这一版的地址还没有记下"
        help = f"运行 {RECORD}"
        yield plan.published.place.of("version").problem(message, help)

"""从页面上的一处到文件里的一行：选中几个字再点“编辑此页”，打开的就是写着它的那一行。"""

from collections.abc import Iterable

from macros.corpus.corpus import Row
from macros.corpus.editorial import Erratum, Term
from macros.corpus.facts import Occasion
from macros.corpus.plan import Plan


def edits(plan: Plan, repository: str) -> dict[str, object]:
    """浏览器里找那一行要的：编辑页的网址开头，各文件里锚点在第几行。

    只有由数据写出的才列；手写的页打开整个文件。repository 是仓库的网址。
    """
    files: dict[str, dict[str, int]] = {}
    shown: tuple[Iterable[Row | Term | Occasion | Erratum], ...] = (
        plan.rows.values(),
        plan.terms,
        plan.calendar,
        plan.errata,
    )
    for records in shown:
        for record in records:
            place = record.place
            files.setdefault(place.path, {})[record.id] = place.line
    return {"base": f"{repository}/edit/main/", "files": files}

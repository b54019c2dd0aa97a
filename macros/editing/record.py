"""记下发布过的网页：出一版时运行，以后少了哪一页，检查就说。"""

from pathlib import Path

from macros.checks import handwritten, kept
from macros.checks.textfiles import CHANGELOG
from macros.corpus import release
from macros.corpus.plan import Plan

FILE = "data/published.yml"
_HEAD = """\
# yaml-language-server: $schema=../schema/published.json
# 到这一版为止发布过的网页，由 python -m macros record 写出，只加不删；少了哪一页，检查就说。
"""


def recorded(plan: Plan, root: Path) -> str:
    """data/published.yml 的内容：记过的，加上现在有的。"""
    uris = [page.uri for page in handwritten.read(plan, root)]
    known = set(plan.published.addresses)
    known |= kept.present(plan, uris)
    known |= {row.address for row in plan.moved}
    version = _version(plan, root)
    text = f"{_HEAD}version: {version}\naddresses:\n"
    for address in sorted(known):
        text += f"- {address}\n"
    return text


def _version(plan: Plan, root: Path) -> str:
    """更新记录里定了日期的最新一版；没有更新记录，照原来的。"""
    path = root / CHANGELOG
    text = ""
    if path.is_file():
        text = path.read_text(encoding="utf-8")
    dated = [one.version for one in release.releases(text) if one.date]
    if dated:
        return dated[0]
    return plan.published.version

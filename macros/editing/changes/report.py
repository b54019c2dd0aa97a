"""把两个版本的差别写成给评审的人看的 Markdown：要先看的在最前，再是改了什么、影响哪里。"""

import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from macros.corpus.differences import differences
from macros.corpus.plan import Plan
from macros.editing.changes.files import CODE, file_differences
from macros.editing.changes.pages import affected
from macros.editing.changes.parts import content
from macros.editing.changes.records import Difference, record_differences
from macros.editing.changes.revisions import Refused, Revision, committed, working
from macros.editing.changes.wording import safe, section

_LOOKS = re.compile(r"(macros|overrides)/|mkdocs\.yml$")
_CONTENT = re.compile(r"(data|docs)/")
_SNAPSHOT = re.compile(r"data/source/[^/]+\.txt$")
# 记录读不成时，只能按文件猜哪些里面有官方文字。
_OFFICIAL_FILES = re.compile(r"data/(source/|documents/|units/|periods\.yml$|priorities\.yml$)")


def change_report(root: Path, base: str, head: str | None = None) -> tuple[str, int]:
    """root 里从 base 到 head（不给就是眼下的文件）改了什么：Markdown，退出码（0，拒绝时 1）。"""
    try:
        with tempfile.TemporaryDirectory() as folder:
            before = committed(root, base, Path(folder) / "base")
            if head is None:
                return _compared(before, working(root))
            return _compared(before, committed(root, head, Path(folder) / "head"))
    except Refused as refused:
        return f"{refused}\n", 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """两个版本之间：改前、改后的计划，动过的文件，逐条的改动；改前读不成的没有改前的计划。

    kept 是动过的文件里改前就有的。
    """

    before: Plan | None
    after: Plan
    touched: Sequence[str]
    kept: Sequence[str]
    records: Sequence[Difference]

    @property
    def is_registered(self) -> bool:
        """快照改了，有没有登记勘误。"""
        if self.before is None:
            return "data/errata.yml" in self.touched
        return any(record.erratum for record in self.records)

    @property
    def is_unlawful(self) -> bool:
        """改了快照又不登记，等于把尺子改了；添一个来源，不是改。"""
        return any(map(_SNAPSHOT.match, self.kept)) and not self.is_registered

    @property
    def official(self) -> list[str]:
        """动了的官方文字。"""
        names = [record.label for record in self.records if record.official]
        for path in self.touched:
            is_source = path.startswith("data/source/")
            is_guessed = self.before is None and _OFFICIAL_FILES.match(path)
            if is_source or is_guessed:
                names.append(safe(path))
        return list(dict.fromkeys(names))


def _compared(before: Revision, after: Revision) -> tuple[str, int]:
    """比两个版本，写出全文。"""
    touched = _touched(before, after)
    if not touched:
        return "没有改动。\n", 0
    if after.plan is None:
        reason = safe(str(after.problems[0]))
        raise Refused(f"改后的数据读不成，先改好再比：{reason}")
    records = []
    if before.plan is not None:
        records = list(record_differences(before.plan, after.plan))
    change = _Change(
        before=before.plan,
        after=after.plan,
        touched=touched,
        kept=[name for name in touched if name in before.files],
        records=records,
    )
    parts = [*_first(change), _what_changed(change, before, after)]
    if before.plan is not None:
        parts += affected(before, after)
    if _looks_changed(change):
        parts.append("程序或样式变了，所有页面都可能变。")
    text = "\n\n".join(filter(None, parts))
    return f"{text}\n", int(change.is_unlawful)


def _touched(before: Revision, after: Revision) -> list[str]:
    """内容不一样的文件。"""

    def is_touched(name: str) -> bool:
        return before.files.get(name) != after.files.get(name)

    names = {*before.files, *after.files}
    return sorted(filter(is_touched, names))


def _first(change: _Change) -> Iterator[str]:
    """开头要先看的几句话。"""
    official = change.official
    if official:
        names = "、".join(official)
        yield f"**改动涉及官方文字**：{names}。{_verified(change.after)}"
    if change.is_unlawful:
        yield (
            "**不能这样改**：原网页的快照变了，data/errata.yml 却没有新增或改动。"
            "把 data/source/ 里的快照恢复原样；确实要换快照，就把改动的依据登记到 data/errata.yml。"
        )
    has_content = any(map(_CONTENT.match, change.touched))
    has_code = any(map(CODE.match, change.touched))
    if has_content and has_code:
        yield (
            "**数据和程序一起改了**：建议分成两次提交，"
            "一次只改数据和页面，一次只改程序，评审时看得清。"
        )
    if change.before is None:
        yield "改前的数据用现在的程序读不成，下面只列出文件名。"


def _verified(plan: Plan) -> str:
    """改后的官方文字和抓取的原网页比。"""
    problems = list(differences(plan))
    if not problems:
        return "和原网页逐字相同。"
    first = safe(str(problems[0]))
    return f"和原网页不同，共 {len(problems)} 处，如 {first}"


def _what_changed(change: _Change, before: Revision, after: Revision) -> str:
    """逐条的改动，和没有一条记录说到的文件。"""
    explained: set[str] = set()
    for record in change.records:
        explained |= record.paths
    unsaid = [name for name in change.touched if name not in explained]
    compared = change.before is not None
    files = file_differences(before.files, after.files, unsaid, compared=compared)
    return section("改了什么", map(str, [*change.records, *files]))


def _looks_changed(change: _Change) -> bool:
    """程序、模板、网站的颜色和字号变了没有；印刷用的颜色跟着下载走。"""
    if any(map(_LOOKS.match, change.touched)):
        return True
    if change.before is None:
        return False
    return _look(change.before) != _look(change.after)


def _look(plan: Plan) -> object:
    colors = {}
    for name, color in plan.tokens.colors.items():
        colors[name] = content(color)
    return colors, plan.tokens.sizes

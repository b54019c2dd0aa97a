"""手写页面（docs/ 下的 Markdown）：读成一页一个记录，开头的元数据要写对，要有的页面都在。"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from macros.checks.fields import problem_in
from macros.corpus.addresses import (
    CALENDAR,
    GLANCE,
    HELP,
    SEARCH,
    TABLE,
    TERMS,
    TIMELINE,
    VERIFY,
)
from macros.corpus.pieces import FOLDER, numbered, procedures_in
from macros.corpus.plan import Plan
from macros.corpus.problem import Problem, Problems
from macros.corpus.publicity import no_front, split_front
from macros.corpus.reader import Reader
from macros.corpus.record import Record, described, record
from macros.corpus.refs import FactId
from macros.corpus.yaml import NOWHERE, Node, Table, parse_yaml, read_text

# 生成的页面链接到的手写页面，没有东西可显示的除外。
REQUIRED_PAGES = frozenset(
    {
        "index.md",
        "about.md",
        "units/index.md",
        "tasks/index.md",
        "years/index.md",
        *(f"{page[:-5]}.md" for page in (HELP, SEARCH, TABLE, TERMS, TIMELINE, VERIFY)),
    }
)


def empty_pages(plan: Plan) -> dict[str, str]:
    """这份计划没有东西可显示的页：docs 下的文件 → 没有什么。"""
    filled = {
        "units/index.md": ("单位", plan.units),
        "tasks/index.md": ("任务", any(plan.tasks)),
        "years/index.md": ("时段", plan.periods),
        _file(TABLE): ("推进表", plan.has_table),
        _file(TERMS): ("名词", plan.terms),
        _file(TIMELINE): ("时间线的事和时段", plan.timeline or plan.periods),
        _file(CALENDAR): ("宣传的日子", plan.calendar),
        _file(GLANCE): ("一图读懂的话", plan.glance.wants),
    }
    return {uri: name for uri, (name, rows) in filled.items() if not rows}


def _file(page: str) -> str:
    """网页是 docs 下的哪个文件。"""
    return page.removesuffix(".html") + ".md"


@record("页面开头的元数据")
class Meta(Record):
    """页面开头的元数据：标题、摘要（用在分享里）、要藏起的部分、要不要“快速离开”、依据的事实。"""

    title: str = described("标题", "页面或步骤的标题。", "孩子走失怎么办")
    description: str = described(
        "摘要", "一句话说清这一页有什么，分享时显示。", "给家长的一页纸：孩子不见了马上做什么。"
    )
    hide: tuple[Literal["navigation", "toc", "path", "footer"], ...] = described(
        "藏起哪些部分", "这一页不显示的部分。", ["toc"], default=()
    )
    exit: bool = described("要不要“快速离开”", "讲家庭暴力等的页写 true。", True, default=False)
    facts: tuple[FactId, ...] = described(
        "依据的事实", "页上的硬话都要在里面找到。", ["criminal-law-240"], default=()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Handwritten:
    """一个手写的文件：路径，从 docs/ 算起的路径，打不开、读不了的错处。

    开头有元数据的，body 是正文，body_line 是正文第一行的行号（没有元数据是 0）。
    宣传资料以外的，place 是元数据的位置，facts 是依据的事实，mistakes 是元数据的错处；
    宣传资料的元数据读数据时已经读过，place 是 NOWHERE。
    """

    path: str
    uri: str
    broken: tuple[Problem, ...]
    body: str = ""
    body_line: int = 0
    place: Table = NOWHERE
    facts: tuple[FactId, ...] = ()
    mistakes: tuple[Problem, ...] = ()

    @property
    def procedures(self) -> tuple[str, ...]:
        """取用了 data/steps.yml 里的哪几套步骤。"""
        return procedures_in(self.body)

    def lines(self) -> Iterator[tuple[Node, str]]:
        """正文里有字的各行。"""
        return numbered(self.path, self.body, self.body_line)

    def problem(self, start: int, message: str, help: str) -> Problem:
        """报在正文的第 start 个字；代码、宏换成一样长的，数出来也一样。"""
        line = self.body_line + self.body.count("\n", 0, start)
        column = start - self.body.rfind("\n", 0, start)
        return Problem(self.path, line, column, message, help)


# 各页，照路径的次序。
Pages = Sequence[Handwritten]


def read(plan: Plan, root: Path) -> tuple[Handwritten, ...]:
    """docs/ 下的全部 Markdown，照路径排好。"""
    pieces = plan.piece_paths
    pages = []
    for path in sorted((root / "docs").rglob("[!.]*.md")):  # 点开头的不是页，docfiles 说
        label = path.relative_to(root).as_posix()
        uri = path.relative_to(root / "docs").as_posix()
        text, broken = read_text(path, label)
        page = Handwritten(path=label, uri=uri, broken=tuple(broken))
        page = _with_parts(page, text, is_piece=label in pieces)
        pages.append(page)
    return tuple(pages)


def _with_parts(page: Handwritten, text: str, *, is_piece: bool) -> Handwritten:
    """填上正文和元数据。"""
    parts = split_front(text)
    if parts is None:
        return replace(page, mistakes=(no_front(text, page.path),))
    front, body, line = parts
    page = replace(page, body=body, body_line=line)
    if is_piece:
        return page
    node, problems = parse_yaml(front, page.path, first_line=2)
    if node is None:
        return replace(page, mistakes=tuple(problems))
    reader = Reader()
    meta: Meta = reader.record(Meta, node)
    page = replace(page, mistakes=tuple(reader.problems))
    if isinstance(node, Table):
        page = replace(page, place=node, facts=meta.facts)
    return page


def with_front(pages: Pages) -> list[Handwritten]:
    """宣传资料以外、读得出元数据的页。"""
    return [page for page in pages if page.place is not NOWHERE]


def fronts_sound(_plan: Plan, pages: Pages) -> Problems:
    """每页读得成，开头的元数据写对；资料放错了文件夹，只说放错了。"""
    for page in pages:
        folder, _, name = page.path.rpartition("/")
        if folder.startswith(f"{FOLDER}/"):
            help = f"移到 {FOLDER}/{name}；不是资料的页，放到别的文件夹"
            yield Problem(page.path, 1, 1, "资料不放在下一层文件夹里，这样读不到", help)
        else:
            yield from page.broken or page.mistakes


def required_present(plan: Plan, pages: Pages) -> Problems:
    """生成的页面链接到的页都在；没有东西可显示的不在。"""
    known = {page.uri for page in pages}
    empty = empty_pages(plan)
    for page in pages:
        if page.uri in empty:
            message = f"没有{empty[page.uri]}，这一页是空的"
            yield Problem(page.path, 1, 1, message, "删掉它，和 mkdocs.yml 的 nav 里它那一行")
    for uri in sorted(REQUIRED_PAGES - known - empty.keys()):
        help = f"生成的页面会链接到它，取回来：git checkout -- docs/{uri}；从来没有的，写一个"
        yield Problem(f"docs/{uri}", 1, 1, "缺少这个页面", help)


def document_pages(plan: Plan, pages: Pages) -> Problems:
    """显示各篇公文的页都在。"""
    known = {page.uri for page in pages}
    for document in plan.documents.values():
        if document.page and document.page not in known:
            message = f"docs/ 里没有 {document.page}"
            yield problem_in(document, "page", message, "检查拼写，或先建这个页面")

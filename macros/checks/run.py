"""检查一遍：读数据，一条一条地过规则，把错处按位置排好。

写法上的错误由 corpus 报，逐字核对由 corpus.proof 报，其余的规则列在 rules。
"""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from macros.checks import (
    anchors,
    days,
    docfiles,
    expanding,
    handwritten,
    leftovers,
    linking,
    literal,
    pairs,
    printable,
    rules,
)
from macros.checks.rendering import Renderer
from macros.checks.textfiles import CONFIG, read_once
from macros.corpus.differences import differences
from macros.corpus.loading import load
from macros.corpus.plan import Plan
from macros.corpus.problem import Problem, Problems
from macros.corpus.rearranged import rearranged

# 计划（读不成是 None）和全部错误。
_Checked = tuple[Plan | None, list[Problem]]


@dataclass(frozen=True, slots=True)
class _Site:
    """要查的一份：计划，在哪个文件夹，手写的各页，各页读不成的宏。"""

    plan: Plan
    root: Path
    pages: handwritten.Pages
    unread: Sequence[Problem]

    def data(self, group: Sequence[rules.DataRule]) -> Problems:
        """一组只看数据的规则说的。"""
        for rule in group:
            yield from rule(self.plan)

    def files(self, group: Sequence[rules.FileRule]) -> Problems:
        """一组要看别的文件的规则说的。"""
        for rule in group:
            yield from rule(self.plan, self.root)

    def by_pages(self, group: Sequence[rules.PageRule]) -> Problems:
        """一组要看手写页面的规则说的。"""
        for rule in group:
            yield from rule(self.plan, self.pages)


@read_once()
def check(root: Path, expanded: dict[str, str] | None = None) -> _Checked:
    """检查 root 下的数据和手写页面，返回计划和全部错误，按位置排好。

    给了 expanded 就把手写页面展开的结果放进去（正文 → 展开后的正文），构建时不必再展开一遍。
    """
    plan, problems = _read(root)
    if plan is not None:
        if expanded is None:
            expanded = {}
        pages = handwritten.read(plan, root)
        strayed = _first_told(rule(plan, pages, root) for rule in rules.STRAYED_RULES)
        problems = strayed or _problems(plan, root, pages, problems, expanded)
    return plan, sorted(set(problems))


def _problems(
    plan: Plan,
    root: Path,
    pages: handwritten.Pages,
    read: Sequence[Problem],
    expanded: dict[str, str],
) -> list[Problem]:
    """文件都在原处以后，全部错误；read 是读的时候报过的。"""
    unread: list[Problem] = []
    for call_rule in rules.CALL_RULES:
        unread += call_rule(plan, pages)
    site = _Site(plan, root, pages, unread)
    fronts = list(site.by_pages(rules.FRONT_RULES))
    problems = [*read, *fronts]
    stems: list[Problem] = []
    if not problems:  # 写法有错的记录读成了空的，别的记录会说找不到它
        stems += _first_told(_stems(site))
    problems += stems or _data_problems(site, problems)
    problems = _apart(problems, unread)
    is_clean = not problems
    unseen = bool(unread or fronts or stems)
    problems += site.by_pages(_sighted(rules.PAGE_RULES, unseen=unseen))
    problems = _with_pages(site, problems)
    if is_clean:  # 数据有错时页面里的错多半是它引起的，说出来只会添乱
        problems += _expanded(site, problems, expanded)
    if not stems:
        problems += linking.links_lead(plan, root, pages, expanded)
    return problems


def _expanded(site: _Site, told: Sequence[Problem], expanded: dict[str, str]) -> Problems:
    """数据都对了才看得出的：发布过的地址还在，各页展得开。"""
    yield from site.by_pages(rules.ADDRESS_RULES)
    pages = _without(site.pages, told)
    yield from expanding.expand(site.plan, site.root, pages, expanded)


def _data_problems(site: _Site, told: Sequence[Problem]) -> list[Problem]:
    """数据的错，连同逐字核对的结果；told 是读的时候报过的，有了就只核对。"""
    found: list[Problem] = []
    if not told:
        found += _ruled(site)
    compared = list(_compared(site.plan, [*told, *found]))
    found += compared
    if not told and not compared:
        found += site.data(rules.PRINTED_RULES)
        found += site.files(rules.PRINTED_FILE_RULES)
    if not told and not found:
        found += site.data(rules.ALIGNED_RULES)
    return found


def _with_pages(site: _Site, told: Sequence[Problem]) -> list[Problem]:
    """已经报过的，加上排一遍才看得出的。"""
    problems = [*_apart(told, site.unread), *site.unread]
    if all(problem.path != CONFIG for problem in problems):  # 少一个扩展，每一页都排不成
        problems += _rendered(site, problems)
    reported = {problem.path for problem in problems}
    problems += anchors.old_anchors_lead(site.plan, site.pages, reported)
    return _unfinished_first(problems, site.root)


def _stems(site: _Site) -> Iterator[Problems]:
    """会引出一串错的几处：号码错了的，名字用了两次的，改了名、不见了的，再是别的。"""
    yield site.data(rules.NUMBER_RULES)
    yield site.data(rules.FIRST_RULES)
    for rule in rules.LOST_RULES:
        yield rule(site.plan, site.pages)
    others = site.data(rules.STEM_RULES)
    yield itertools.chain(others, site.by_pages(rules.STEM_PAGE_RULES))


def _ruled(site: _Site) -> Problems:
    """数据的各条规则，连同要看别的文件、手写页面的。"""
    yield from site.data(rules.DATA_RULES)
    for chain in rules.CHAINED_RULES:
        yield from _first_told(rule(site.plan) for rule in chain)
    yield from site.files(rules.FILE_RULES)
    unseen = bool(site.unread)
    yield from site.by_pages(_sighted(rules.CITING_RULES, unseen=unseen))


def _first_told(groups: Iterable[Problems]) -> list[Problem]:
    """几组里头一组有话说的，后面的不看。"""
    for group in groups:
        told = list(group)
        if told:
            return told
    return []


def _sighted(page_rules: Sequence[rules.PageRule], *, unseen: bool) -> Sequence[rules.PageRule]:
    """有宏读不成的、取用的记录不见了的，去掉看各页取用了什么的规则。"""
    if not unseen:
        return page_rules
    return [rule for rule in page_rules if rule not in rules.TAKING_RULES]


def _apart(problems: Sequence[Problem], unread: Sequence[Problem]) -> list[Problem]:
    """读不成宏的那一页，别的错不说：多半是它引起的。"""
    wrong = {problem.path for problem in unread}
    return [problem for problem in problems if problem.path not in wrong]


def _read(root: Path) -> _Checked:
    """读数据；有没解完的冲突、链接、放错地方的数据，先不读：别的错多半是它们引起的。"""
    broken = list(leftovers.conflicts(root))
    broken += docfiles.no_links(root)
    broken += docfiles.data_in_place(root)
    broken += docfiles.data_once(root)
    if broken:
        return None, broken
    return load(root)


def _rendered(site: _Site, problems: Sequence[Problem]) -> Problems:
    """排一遍才看得出的：会照样印出来的记号；没有别的错的资料，再看印不印得出。"""
    renderer = Renderer(site.root)
    pages = _without(site.pages, site.unread)
    left = list(literal.literals(pages, renderer, problems))
    yield from left
    reported = {problem.path for problem in [*problems, *left]}
    yield from printable.pieces_printable(site.plan, pages, renderer, reported)


def _without(pages: handwritten.Pages, problems: Sequence[Problem]) -> handwritten.Pages:
    """没有报过错的页。"""
    wrong = {problem.path for problem in problems}
    return [page for page in pages if page.path not in wrong]


def _unfinished_first(problems: Sequence[Problem], root: Path) -> list[Problem]:
    """加上没写完的话、个人的号码、样子像汉字的字符、没有的日子、不成对的引号；同一行别的错不说。"""
    found = list(leftovers.leftovers(root))
    found += leftovers.lookalikes(root)
    found += days.unreal_days(root, problems)
    found += pairs.unpaired(root, problems)
    lines = {problem.row for problem in found}
    others = [problem for problem in problems if problem.row not in lines]
    return others + found


def _compared(plan: Plan, problems: Sequence[Problem]) -> Problems:
    """逐字核对的结果，紧挨着已报的错的不算：序号没读出来，那一条的文字自然对不上。"""
    near = set()
    for problem in problems:
        for line in (problem.line - 1, problem.line, problem.line + 1):
            near.add((problem.path, line))
    for problem in rearranged(plan) or differences(plan, changes_only=bool(problems)):
        if problem.row not in near:
            yield problem

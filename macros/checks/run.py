"""检查一遍：读数据，一条一条地过规则，把错处按位置排好。

写法上的错误由 corpus 报，逐字核对由 corpus.proof 报，其余的规则列在 rules。
"""

from collections.abc import Callable, Sequence
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
from macros.checks.textfiles import CONFIG
from macros.corpus import proof
from macros.corpus.loading import load
from macros.corpus.plan import Plan
from macros.corpus.problem import Problem, Problems
from macros.corpus.rearranged import rearranged


def check(root: Path, expanded: dict[str, str] | None = None) -> tuple[Plan | None, list[Problem]]:
    """检查 root 下的数据和手写页面，返回计划和全部错误，按位置排好。

    给了 expanded 就把手写页面展开的结果放进去（正文 → 展开后的正文），构建时不必再展开一遍。
    """
    plan, problems = _read(root)
    if plan is None:
        return None, sorted(set(problems))
    pages = handwritten.read(plan, root)
    strayed = _strayed(plan, root, pages)
    if strayed:
        return plan, strayed
    return plan, sorted(set(_problems(plan, root, pages, problems, expanded)))


def _problems(
    plan: Plan,
    root: Path,
    pages: handwritten.Pages,
    read: Sequence[Problem],
    expanded: dict[str, str] | None,
) -> list[Problem]:
    """文件都在原处以后，全部错误；read 是读的时候报过的。"""
    problems = list(read)
    fronts = _fronts(plan, pages)
    problems += fronts
    unread = _unread(plan, pages)
    stems: list[Problem] = []
    if not problems:  # 写法有错的记录读成了空的，别的记录会说找不到它
        stems += _stems(plan, pages)
    problems += stems or _data_problems(plan, root, pages, problems, unread)
    problems = _apart(problems, unread)
    is_clean = not problems
    for page_rule in _sighted(rules.PAGE_RULES, unseen=bool(unread or fronts or stems)):
        problems += page_rule(plan, pages)
    problems = _with_pages(plan, root, pages, problems, unread)
    if expanded is None:
        expanded = {}
    if is_clean:  # 数据有错时页面里的错多半是它引起的，说出来只会添乱
        problems += _expanded(plan, root, pages, problems, expanded)
    if not stems:
        problems += linking.links_lead(plan, root, pages, expanded)
    return problems


def _expanded(
    plan: Plan,
    root: Path,
    pages: handwritten.Pages,
    told: Sequence[Problem],
    expanded: dict[str, str],
) -> Problems:
    """数据都对了才看得出的：发布过的地址还在，各页展得开。"""
    for rule in rules.ADDRESS_RULES:
        yield from rule(plan, pages)
    yield from expanding.expand(plan, root, _without(pages, told), expanded)


def _strayed(plan: Plan, root: Path, pages: handwritten.Pages) -> list[Problem]:
    """放错了地方、不见了的文件，一条规则有话说就不看后面的。"""
    for rule in rules.STRAYED_RULES:
        told = list(rule(plan, pages, root))
        if told:
            return sorted(set(told))
    return []


def _data_problems(
    plan: Plan,
    root: Path,
    pages: handwritten.Pages,
    told: Sequence[Problem],
    unread: Sequence[Problem],
) -> list[Problem]:
    """数据的错，连同逐字核对的结果；told 是读的时候报过的，有了就只核对；unread 是读不成的宏。"""
    found: list[Problem] = []
    if not told:
        found += _ruled(plan, root, pages, unread)
    compared = list(_compared(plan, [*told, *found]))
    found += compared
    if not told and not compared:
        found += _as_printed(plan, root)
    if not told and not found:
        found += _aligned(plan)
    return found


def _with_pages(
    plan: Plan,
    root: Path,
    pages: handwritten.Pages,
    told: Sequence[Problem],
    unread: Sequence[Problem],
) -> list[Problem]:
    """已经报过的，加上排一遍才看得出的；unread 是读不成的宏。"""
    problems = [*_apart(told, unread), *unread]
    if all(problem.path != CONFIG for problem in problems):  # 少一个扩展，每一页都排不成
        problems += _rendered(plan, root, _without(pages, unread), problems)
    reported = {problem.path for problem in problems}
    problems += anchors.old_anchors_lead(plan, pages, reported)
    return _unfinished_first(problems, root)


def _stems(plan: Plan, pages: handwritten.Pages) -> Problems:
    """会引出一串错的几处：号码错了的，名字用了两次的，改了名、不见了的，再是别的。"""
    for group in (rules.NUMBER_RULES, rules.FIRST_RULES):
        told = _all_told(plan, group)
        yield from told
        if told:
            return
    for lost_rule in rules.LOST_RULES:
        told = list(lost_rule(plan, pages))
        yield from told
        if told:
            return
    for rule in rules.STEM_RULES:
        yield from rule(plan)
    for page_rule in rules.STEM_PAGE_RULES:
        yield from page_rule(plan, pages)


def _all_told(plan: Plan, group: Sequence[Callable[[Plan], Problems]]) -> list[Problem]:
    """一组规则说的。"""
    return [problem for rule in group for problem in rule(plan)]


def _as_printed(plan: Plan, root: Path) -> Problems:
    """别处照公文写的，公文里有没有。"""
    for rule in rules.PRINTED_RULES:
        yield from rule(plan)
    for file_rule in rules.PRINTED_FILE_RULES:
        yield from file_rule(plan, root)


def _aligned(plan: Plan) -> Problems:
    """对照写全了没有。"""
    for rule in rules.ALIGNED_RULES:
        yield from rule(plan)


def _ruled(
    plan: Plan,
    root: Path,
    pages: handwritten.Pages,
    unread: Sequence[Problem],
) -> Problems:
    """数据的各条规则，连同要看别的文件、手写页面的。"""
    for rule in rules.DATA_RULES:
        yield from rule(plan)
    for chain in rules.CHAINED_RULES:
        yield from _first_told(plan, chain)
    for file_rule in rules.FILE_RULES:
        yield from file_rule(plan, root)
    for citing_rule in _sighted(rules.CITING_RULES, unseen=bool(unread)):
        yield from citing_rule(plan, pages)


def _fronts(plan: Plan, pages: handwritten.Pages) -> list[Problem]:
    """各页读不成的元数据。"""
    problems: list[Problem] = []
    for rule in rules.FRONT_RULES:
        problems += rule(plan, pages)
    return problems


def _unread(plan: Plan, pages: handwritten.Pages) -> list[Problem]:
    """各页读不成的宏。"""
    problems: list[Problem] = []
    for rule in rules.CALL_RULES:
        problems += rule(plan, pages)
    return problems


def _sighted(page_rules: Sequence[rules.PageRule], *, unseen: bool) -> Sequence[rules.PageRule]:
    """有宏读不成的、取用的记录不见了的，去掉看各页取用了什么的规则。"""
    if not unseen:
        return page_rules
    return [rule for rule in page_rules if rule not in rules.TAKING_RULES]


def _apart(problems: Sequence[Problem], unread: Sequence[Problem]) -> list[Problem]:
    """读不成宏的那一页，别的错不说：多半是它引起的。"""
    wrong = {problem.path for problem in unread}
    return [problem for problem in problems if problem.path not in wrong]


def _first_told(plan: Plan, chain: Sequence[Callable[[Plan], Problems]]) -> list[Problem]:
    """一串规则里头一条有话说的。"""
    for rule in chain:
        problems = list(rule(plan))
        if problems:
            return problems
    return []


def _read(root: Path) -> tuple[Plan | None, list[Problem]]:
    """读数据；有没解完的冲突、链接、放错地方的数据，先不读：别的错多半是它们引起的。"""
    broken = [
        *leftovers.conflicts(root),
        *docfiles.no_links(root),
        *docfiles.data_in_place(root),
        *docfiles.data_once(root),
    ]
    if broken:
        return None, broken
    return load(root)


def _rendered(
    plan: Plan,
    root: Path,
    pages: handwritten.Pages,
    problems: Sequence[Problem],
) -> Problems:
    """排一遍才看得出的：会照样印出来的记号；没有别的错的资料，再看印不印得出。"""
    renderer = Renderer(root)
    left = list(literal.literals(pages, renderer, problems))
    yield from left
    reported = {problem.path for problem in [*problems, *left]}
    yield from printable.pieces_printable(plan, pages, renderer, reported)


def _without(
    pages: handwritten.Pages, problems: Sequence[Problem]
) -> list[handwritten.Handwritten]:
    """没有报过错的页。"""
    wrong = {problem.path for problem in problems}
    return [page for page in pages if page.path not in wrong]


def _unfinished_first(problems: Sequence[Problem], root: Path) -> list[Problem]:
    """加上没写完的话、个人的号码、样子像汉字的字符、没有的日子、不成对的引号；同一行别的错不说。"""
    found = [*leftovers.leftovers(root), *leftovers.lookalikes(root)]
    found += days.unreal_days(root, problems)
    found += pairs.unpaired(root, problems)
    lines = {(problem.path, problem.line) for problem in found}
    others = [problem for problem in problems if (problem.path, problem.line) not in lines]
    return others + found


def _compared(plan: Plan, problems: Sequence[Problem]) -> Problems:
    """逐字核对的结果，紧挨着已报的错的不算：序号没读出来，那一条的文字自然对不上。"""
    near = set()
    for problem in problems:
        for line in (problem.line - 1, problem.line, problem.line + 1):
            near.add((problem.path, line))
    for problem in rearranged(plan) or proof.differences(plan, changes_only=bool(problems)):
        if (problem.path, problem.line) not in near:
            yield problem

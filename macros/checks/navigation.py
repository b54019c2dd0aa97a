"""mkdocs.yml 的导航：每一行指着一页，不重复，每一页都列着，菜单不太长。"""

import re
from collections.abc import Container, Iterator, Sequence
from difflib import get_close_matches
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

from macros.checks.siteconfig import config_of
from macros.checks.textfiles import CONFIG
from macros.corpus import addresses
from macros.corpus.chinese import number
from macros.corpus.plan import Plan
from macros.corpus.problem import Problem, Problems
from macros.corpus.publicity import split_front
from macros.corpus.yaml import Node, Scalar, Table, read_text
from macros.corpus.yaml import Sequence as YamlList

_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_INDEX = "index.md"
_HELP = f"{addresses.HELP[:-5]}.md"
_TITLE_HELP = "写成“- 标题: 文件”，或“- 标题:”下面再列几行"
# nav 上面的注释里写着菜单最多几项；首页不上菜单，菜单列两层。
_LIMIT = re.compile(r"^#.*不多于 ?(\d+|[一二三四五六七八九十]+) ?项.*\nnav:", re.MULTILINE)
_MENU_DEPTH = 2
# 导航的一行：标题（没写是 None）、指着的、在第几层。
_Entry = tuple[Scalar | None, Node, int]
_TITLE = re.compile(r"^title: *[\"']?(.*?)[\"']? *$", re.MULTILINE)


def nav_sound(plan: Plan, root: Path) -> Problems:
    """导航每一行指着一页，不重复，首页在最外一层；每一页都列着，有写错的一行时先不看。"""
    nav = _nav(root)
    if nav is None:
        return
    problems = list(_wrong_lines(plan, root, nav))
    if not problems:
        problems += _muddled(root, nav)
    if not problems:
        problems += _unlisted(plan, root, nav)
        problems += _long_menu(root, nav)
    yield from problems


def _wrong_lines(plan: Plan, root: Path, nav: YamlList) -> Problems:
    """导航里写错的各行。"""
    made = addresses.generated_uris(plan)
    seen: dict[str, Node] = {}
    for title, node, _ in _entries(nav, 1):
        if title is not None and not title.text.strip():
            yield title.problem("导航里这一行没有标题", _TITLE_HELP)
        if isinstance(node, Scalar):
            yield from _target(root, node, made)
            if node.text in seen:
                line = seen[node.text].line
                message = f"{node.text} 在第 {line} 行已经有了"
                yield node.problem(message, _once(plan, root, nav))
            seen.setdefault(node.text, node)
        elif not getattr(node, "items", True):
            yield node.problem("导航里这一栏是空的", "列上页面，或删掉这一栏")
    yield from _outermost(nav)


def _outermost(nav: YamlList) -> Problems:
    """首页、求助页在最外一层。"""
    if (_INDEX, 1) not in _pages_in(nav):
        yield nav.problem("首页不在导航最外一层", "加一行“- 首页: index.md”")
    for title, node, depth in _entries(nav, 1):
        if depth > 1 and isinstance(node, Scalar) and node.text == _HELP:
            help = "挪到最外一层：着急的人不会去展开一栏"
            place = title or node
            yield place.problem("求助页不在导航最外一层", help)


def _once(plan: Plan, root: Path, nav: YamlList) -> str:
    """列了两次的一行怎样改：有一页没有列的，多半抄了一行忘了换文件名。"""
    for problem in _unlisted(plan, root, nav):
        uri = problem.path.removeprefix("docs/")
        return f"导航里一页只列一次；{uri} 还没有列，是不是想写它？"
    return "导航里一页只列一次，删掉一行"


def _muddled(root: Path, nav: YamlList) -> Problems:
    """同一栏里标题一样的两行；标题和文件对不上、和另一行对调了的。"""
    yield from _same_titles(nav)
    titles = {title.text: node for title, node in _titled(nav)}
    for title, node in _titled(nav):
        own = _page_title(root, node.text)
        other = titles.get(own)
        if other is None or own == title.text:
            continue
        if other.text != node.text and _page_title(root, other.text) != own:
            message = f"{node.text} 的标题是“{own}”，不是“{title.text}”"
            help = f"看看是不是和第 {other.line} 行的文件写反了"
            yield node.problem(message, help)


def _titled(nav: YamlList) -> Iterator[tuple[Scalar, Scalar]]:
    """写着标题和文件的各行。"""
    for title, node, _ in _entries(nav, 1):
        if title is not None and isinstance(node, Scalar):
            yield title, node


def _same_titles(nav: YamlList) -> Problems:
    """标题一样的两行：点的人分不清。"""
    first: dict[str, Scalar] = {}
    for title, _ in _titled(nav):
        other = first.setdefault(title.text, title)
        if other is not title:
            message = f"标题“{title.text}”和第 {other.line} 行的一样"
            yield title.problem(message, "写这一页自己的标题")


def _page_title(root: Path, uri: str) -> str:
    """手写页的标题；读不出来是空的。"""
    text, problems = read_text(root / "docs" / uri, uri)
    front = split_front(text)
    if problems or front is None:
        return ""
    title = _TITLE.search(front[0])
    if title:
        return title[1]
    return ""


def _long_menu(root: Path, nav: YamlList) -> Problems:
    """菜单太长：注释里写着最多几项的，首页以外列两层，数一数；说在最长的一栏。"""
    text, _ = read_text(root / CONFIG, CONFIG)
    limit = _LIMIT.search(text)
    sections = list(map(_on_menu, nav.items))
    count = sum(map(len, sections))
    if limit and count > number(limit[1]):
        message = f"菜单有 {count} 项，上面写着不多于{limit[1]}项"
        longest: Sequence[Node] = max(sections, key=len)
        yield longest[-1].problem(message, "不常看的，写在那一栏的“更多”下面，再缩进两格")


def _on_menu(item: Node) -> list[Node]:
    """导航最外一层的一行，上菜单的有哪几页；首页不上。"""
    outer = YamlList(path=item.path, line=item.line, column=1, items=(item,))
    pages: list[Node] = []
    for _, node, depth in _entries(outer, 1):
        on_menu = depth <= _MENU_DEPTH
        if on_menu and isinstance(node, Scalar) and node.text != _INDEX:
            pages.append(node)
    return pages


def _nav(root: Path) -> YamlList | None:
    config, _ = config_of(root)
    nav = config.inner("nav")
    if isinstance(nav, YamlList):
        return nav
    return None


def _entries(nav: YamlList, depth: int) -> Iterator[_Entry]:
    """导航的各行，下级的跟在后面。"""
    for item in nav.items:
        if not isinstance(item, Table):
            yield from _entry(None, item, depth)
            continue
        for title, node in item.entries.values():
            yield from _entry(title, node, depth)


def _entry(title: Scalar | None, node: Node, depth: int) -> Iterator[_Entry]:
    yield title, node, depth
    if isinstance(node, YamlList):
        yield from _entries(node, depth + 1)


def _pages_in(nav: YamlList) -> Iterator[tuple[str, int]]:
    """导航里列着的文件和在第几层。"""
    for _, node, depth in _entries(nav, 1):
        if isinstance(node, Scalar):
            yield node.text, depth


def _target(root: Path, node: Scalar, made: Container[str]) -> Problems:
    """导航的一行指着的文件。"""
    target = node.text
    path = root / "docs" / target
    if not target.strip():
        yield node.problem("导航里这一行没有写文件", _TITLE_HELP)
    elif "：" in target:
        help = f"换成半角的冒号，后面空一格：{target.replace('：', ': ')}"
        yield node.problem("导航里的“：”是全角的，标题和文件分不开", help)
    elif _OUTSIDE.match(target):
        yield node.problem("导航里不能放站外的网址", "写在页面里，导航只列 docs/ 里的页")
    elif target.startswith("/") or ".." in PurePosixPath(target).parts:
        yield node.problem(f"{target} 不在 docs/ 里", "从 docs/ 算起，写成 plan/index.md 这样")
    elif target in made:
        yield node.problem(f"{target} 由数据生成，不列在导航里", "删掉这一行，目录页会列出它")
    elif not target.endswith(".md"):
        yield node.problem(f"导航里的 {target} 不是页面", "写 docs/ 里的 .md 文件")
    elif not path.is_file():
        yield node.problem(f"docs/ 里没有 {target}", _near(root, target))


def _near(root: Path, target: str) -> str:
    """像哪一个文件。"""
    docs = root / "docs"
    known = [path.relative_to(docs).as_posix() for path in docs.rglob("*.md")]
    near = get_close_matches(target, known, n=1)
    if near:
        return f"是否想写 {near[0]}？"
    return "检查拼写；页面删掉了，就删掉这一行"


def _unlisted(plan: Plan, root: Path, nav: YamlList) -> Problems:
    """没有列进导航的手写页；宣传资料由目录页列出，not_in_nav 里的不列。"""
    listed = {name for name, _ in _pages_in(nav)}
    listed |= {piece.path.removeprefix("docs/") for piece in plan.pieces}
    listed |= addresses.generated_uris(plan)
    skipped = _skipped(root)
    docs = root / "docs"
    for path in sorted(docs.rglob("*.md")):
        uri = path.relative_to(docs).as_posix()
        if uri in listed or any(fnmatch(uri, pattern) for pattern in skipped):
            continue
        help = f"在 {CONFIG} 的 nav 里加一行“- 标题: {uri}”；有意不列的，写进 not_in_nav"
        yield Problem(f"docs/{uri}", 1, 1, "这一页不在导航里，读者找不到", help)


def _skipped(root: Path) -> list[str]:
    """not_in_nav 里列着的，一行一个。"""
    config, _ = config_of(root)
    node = config.inner("not_in_nav")
    if not isinstance(node, Scalar):
        return []
    return [name.lstrip("/") for name in node.text.split()]

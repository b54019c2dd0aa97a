"""mkdocs.yml：写法对，定死的几项没有动，导航指到的页都在，每一页都在导航里。"""

import functools
import re
from collections.abc import Iterator
from difflib import get_close_matches
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

from macros.checks.textfiles import CONFIG
from macros.corpus import addresses
from macros.corpus.plan import Plan
from macros.corpus.problem import Problem, Problems
from macros.corpus.yaml import NOWHERE, Node, Scalar, Table, parse_yaml, read_text
from macros.corpus.yaml import Sequence as YamlList

# 可以写的各项；括号里说的都是 MkDocs 的意思。
_KNOWN = (
    *("site_name", "site_description", "site_url", "site_author", "copyright", "nav"),
    *("use_directory_urls", "strict", "exclude_docs", "not_in_nav", "watch", "hooks"),
    *("theme", "plugins", "markdown_extensions", "validation", "extra"),
)
_NEEDED = ("site_name", "theme", "plugins", "markdown_extensions", "hooks", "nav")
# 动了网站就建不成、地址全变或检查失灵的几项，和理由。
_FIXED = (
    ("use_directory_urls", "false", "网页的地址会全变，从磁盘打开的一份会断"),
    ("strict", "true", "断了的链接会照样发布"),
    ("theme.name", "material", "网页的骨架靠这个主题"),
    ("theme.custom_dir", "overrides", "网页会变成主题原来的样子"),
    ("theme.language", "zh-CN", "读屏软件会用别的语言念"),
    ("theme.font", "false", "网页会向站外取字体"),
)
_EXTENSIONS = frozenset(
    {
        *("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables"),
        *("toc", "pymdownx.details", "pymdownx.emoji", "pymdownx.superfences"),
        *("pymdownx.tabbed", "pymdownx.tasklist"),
    }
)
_HOOK = "macros/hooks.py"
# 写着 Python 名字的标签和取环境变量的标签，MkDocs 自己认。
_TAG = re.compile(r"!!python/name:|!ENV(?= )")
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_INDEX = "index.md"
_TITLE_HELP = "写成“- 标题: 文件”，或“- 标题:”下面再列几行"


def settings_sound(_plan: Plan, root: Path) -> Problems:
    """mkdocs.yml 读得成，各项都认得，定死的没有动。"""
    config, problems = _config(root)
    yield from problems
    if config is NOWHERE:
        return
    for name, (key, _) in config.entries.items():
        if name not in _KNOWN:
            near = get_close_matches(name, _KNOWN, n=1)
            ask = f"，是否想写 {near[0]}？" if near else ""
            yield key.problem(f"不认识 {name} 这一项{ask}", f"可用的：{'、'.join(_KNOWN)}")
    for name in _NEEDED:
        if name not in config.entries:
            yield config.problem(f"缺少 {name} 这一项", "照 tests/city/mkdocs.yml 补上")
    yield from _moved(config)
    yield from _unhooked(config)
    yield from _strange_extensions(config.of("markdown_extensions"))
    name_node = config.of("site_name")
    if isinstance(name_node, Scalar) and not name_node.text.strip():
        yield name_node.problem("网站没有名字", "在 site_name 后面写上")


def _moved(config: Table) -> Problems:
    """定死而被改了的几项。"""
    for path, wanted, why in _FIXED:
        steps = path.split(".")
        node = config.of(*steps)
        parent = config.of(*steps[:-1])
        if isinstance(parent, Table) and steps[-1] not in parent.entries:
            if parent is not config or steps[0] not in _NEEDED:
                yield parent.problem(f"缺少 {path}：{why}", f"补上 {steps[-1]}: {wanted}")
        elif not isinstance(node, Scalar) or node.text != wanted:
            yield node.problem(f"{path} 不能改：{why}", f"改回 {wanted}")


def _unhooked(config: Table) -> Problems:
    """读数据、检查的程序和宏都要接上。"""
    hooks, plugins = config.of("hooks"), config.of("plugins")
    if hooks is not config and _HOOK not in _texts(hooks):
        yield hooks.problem(f"没有接上 {_HOOK}，数据不会读", f"写成 hooks: [{_HOOK}]")
    if plugins is not config and "macros" not in _names(plugins):
        help = "照 tests/city/mkdocs.yml 补上 macros 一项"
        yield plugins.problem("没有 macros 这个插件，页面里的宏会照样印出来", help)


def _strange_extensions(node: Node) -> Problems:
    """没有试过的 Markdown 扩展：纸上、Word 里不知道怎样印。"""
    items = node.items if isinstance(node, YamlList) else ()
    for item in items:
        for name in _names(YamlList(path=item.path, line=item.line, column=1, items=(item,))):
            if name not in _EXTENSIONS:
                message = f"没有试过 {name} 这个扩展，纸上、Word 里不知道怎样印"
                yield item.problem(message, "删掉它；要用，请维护者先加")


def _texts(node: Node) -> list[str]:
    if not isinstance(node, YamlList):
        return []
    return [item.text for item in node.items if isinstance(item, Scalar)]


def _names(node: Node) -> list[str]:
    """一列插件的名字；带设置的是映射的字段名。"""
    names = _texts(node)
    if isinstance(node, YamlList):
        for item in node.items:
            if isinstance(item, Table):
                names += item.entries
    return names


def _config(root: Path) -> tuple[Table, list[Problem]]:
    """mkdocs.yml 的树和错处；读不成是 NOWHERE。"""
    text, problems = read_text(root / CONFIG, CONFIG)
    if problems:
        return NOWHERE, problems
    return _parsed(text)


@functools.lru_cache(maxsize=1)
def _parsed(text: str) -> tuple[Table, list[Problem]]:
    """mkdocs.yml 的字成了树；几条规则都要看，同样的字只解析一遍。"""
    text = _TAG.sub(lambda tag: " " * len(tag[0]), text)
    node, problems = parse_yaml(text, CONFIG)
    if isinstance(node, Table):
        return node, problems
    if node is not None:
        problems = [node.problem("这里要写成“字段: 值”的形式", "照 tests/city/mkdocs.yml 改")]
    return NOWHERE, problems


def extension_names(root: Path) -> tuple[str, ...]:
    """mkdocs.yml 里的 Markdown 扩展，认得的；读不成就当全都有。"""
    config, _ = _config(root)
    if config is NOWHERE:
        return tuple(sorted(_EXTENSIONS))
    names = _names(config.of("markdown_extensions"))
    return tuple(name for name in names if name in _EXTENSIONS)


def nav_sound(plan: Plan, root: Path) -> Problems:
    """导航每一行指着一页，不重复，首页在最外一层；每一页都列着，有写错的一行时先不看。"""
    nav = _nav(root)
    if nav is None:
        return
    problems = list(_wrong_lines(plan, root, nav))
    yield from problems or _unlisted(plan, root, nav)


def _wrong_lines(plan: Plan, root: Path, nav: YamlList) -> Problems:
    """导航里写错的各行。"""
    made = {page.uri for page in addresses.generated(plan)}
    seen: dict[str, Node] = {}
    for title, node, _ in _entries(nav, 1):
        if title is not None and not title.text.strip():
            yield title.problem("导航里这一行没有标题", _TITLE_HELP)
        if isinstance(node, Scalar):
            yield from _target(root, node, made)
            if node.text in seen:
                message = f"{node.text} 在第 {seen[node.text].line} 行已经有了"
                yield node.problem(message, "导航里一页只列一次，删掉一行")
            seen.setdefault(node.text, node)
        elif not getattr(node, "items", True):
            yield node.problem("导航里这一栏是空的", "列上页面，或删掉这一栏")
    if (_INDEX, 1) not in _pages_in(nav):
        yield nav.problem("首页不在导航最外一层", "加一行“- 首页: index.md”")


def _nav(root: Path) -> YamlList | None:
    config, _ = _config(root)
    nav = config.inner("nav")
    return nav if isinstance(nav, YamlList) else None


def _entries(nav: YamlList, depth: int) -> Iterator[tuple[Scalar | None, Node, int]]:
    """导航的各行：标题（没写是 None）、指着的、在第几层。"""
    for item in nav.items:
        pairs: list[tuple[Scalar | None, Node]] = [(None, item)]
        if isinstance(item, Table):
            pairs = list(item.entries.values())
        for title, node in pairs:
            yield title, node, depth
            if isinstance(node, YamlList):
                yield from _entries(node, depth + 1)


def _pages_in(nav: YamlList) -> Iterator[tuple[str, int]]:
    """导航里列着的文件和在第几层。"""
    for _, node, depth in _entries(nav, 1):
        if isinstance(node, Scalar):
            yield node.text, depth


def _target(root: Path, node: Scalar, made: set[str]) -> Problems:
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
    return f"是否想写 {near[0]}？" if near else "检查拼写；页面删掉了，就删掉这一行"


def _unlisted(plan: Plan, root: Path, nav: YamlList) -> Problems:
    """没有列进导航的手写页；宣传资料由目录页列出，not_in_nav 里的不列。"""
    listed = {name for name, _ in _pages_in(nav)}
    listed |= {piece.path.removeprefix("docs/") for piece in plan.pieces}
    listed |= {page.uri for page in addresses.generated(plan)}
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
    config, _ = _config(root)
    node = config.inner("not_in_nav")
    if not isinstance(node, Scalar):
        return []
    return [name.lstrip("/") for name in node.text.split()]

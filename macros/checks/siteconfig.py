"""mkdocs.yml：写法对，定死的几项没有动，写着的文件都在；导航在 navigation。"""

import functools
import re
import types
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from macros.checks.prose import blanked
from macros.checks.textfiles import CONFIG
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
# 随副本而变的几项，和写在哪里。
_FROM_ENVIRONMENT = types.MappingProxyType(
    {
        "site_url": "网址写在环境变量 SITE_URL 里",
        "repo_url": "仓库的地址写在环境变量 REPO_URL 里",
        "repo_name": "仓库的地址写在环境变量 REPO_URL 里",
        "edit_uri": "“编辑此页”的地址照环境变量 REPO_URL 算",
    }
)
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
_PLUGINS = frozenset({"macros"})
# 每一页都用到的。
_USED = ("attr_list", "md_in_html", "tables")
# 写着一个文件、一个文件夹，不是一种样子。
_PLAIN = re.compile("[^*!#]+")
_HOOK = "macros/hooks.py"
# 写着 Python 名字的标签和取环境变量的标签，MkDocs 自己认。
_TAG = re.compile(r"!!python/name:|!ENV(?= )")


def settings_sound(_plan: Plan, root: Path) -> Problems:
    """mkdocs.yml 读得成，各项都认得，定死的没有动。"""
    config, problems = config_of(root)
    yield from problems
    if config is NOWHERE:
        return
    yield from _strange_keys(config)
    for name in _NEEDED:
        if name not in config.entries:
            yield config.problem(f"缺少 {name} 这一项", "照 tests/city/mkdocs.yml 补上")
    yield from _moved(config)
    yield from _missing_files(root, config)
    yield from _unhooked(config)
    yield from _strange_extensions(config.of("markdown_extensions"))
    yield from _strange_plugins(config.of("plugins"))
    yield from _excluded_pages(root, config)
    name_node = config.of("site_name")
    if isinstance(name_node, Scalar) and not name_node.text.strip():
        yield name_node.problem("网站没有名字", "在 site_name 后面写上")


def _strange_keys(config: Table) -> Problems:
    """不认识的各项，和写死了的地址。"""
    for name, (key, value) in config.entries.items():
        if name in _FROM_ENVIRONMENT and isinstance(value, Scalar) and value.text:
            message = f"{name} 写死在这里，别的副本也会指到这个地址"
            yield key.problem(message, f"删掉这一行，{_FROM_ENVIRONMENT[name]}")
        elif name not in _KNOWN:
            near = get_close_matches(name, _KNOWN, n=1)
            ask = f"，是否想写 {near[0]}？" if near else ""
            message = f"不认识 {name} 这一项{ask}"
            yield key.problem(message, f"可用的：{'、'.join(_KNOWN)}")


def _moved(config: Table) -> Problems:
    """定死而被改了的几项。"""
    for path, wanted, why in _FIXED:
        steps = path.split(".")
        *above, name = steps
        parent = config.of(*above)
        node = config.of(*steps)
        if isinstance(parent, Table) and name not in parent.entries:
            if parent is not config or steps[0] not in _NEEDED:
                message = f"缺少 {path}：{why}"
                yield parent.problem(message, f"补上 {name}: {wanted}")
        elif not isinstance(node, Scalar) or node.text != wanted:
            message = f"{path} 不能改：{why}"
            yield node.problem(message, f"改回 {wanted}")


def _missing_files(root: Path, config: Table) -> Problems:
    """写着的文件夹、文件都在：拼错了，插图会当成页面发布，改了数据也不重排。"""
    watched = _scalars(config.of("watch"))
    yield from _missing(root, watched)
    for name in ("exclude_docs", "not_in_nav"):
        pages = _line(config.inner(name))
        yield from _missing(root / "docs", pages)
    theme = config.inner("theme")
    if theme is not None:
        icons = _line(theme.inner("favicon"))
        yield from _missing(root / "overrides", icons)


def _missing(folder: Path, written: Sequence[Scalar]) -> Problems:
    """写着的各个名字里，folder 下没有的。"""
    for node in written:
        path = folder / node.text.strip("/")
        if _PLAIN.fullmatch(node.text) and not path.exists():
            yield node.problem(f"没有 {node.text}", "检查拼写；列表的各项用半角逗号隔开")


def _scalars(node: Node | None) -> list[Scalar]:
    """一列里的各项；不是一列是空的。"""
    items = node.items if isinstance(node, YamlList) else ()
    return [item for item in items if isinstance(item, Scalar)]


def _line(node: Node | None) -> list[Scalar]:
    """写在一行里的一项；写成几行的由 MkDocs 看。"""
    if isinstance(node, Scalar) and node.one_line:
        return [node]
    return []


def _unhooked(config: Table) -> Problems:
    """读数据、检查的程序和宏都要接上。"""
    hooks = config.of("hooks")
    plugins = config.of("plugins")
    if hooks is not config and _HOOK not in _texts(hooks):
        message = f"没有接上 {_HOOK}，数据不会读"
        yield hooks.problem(message, f"写成 hooks: [{_HOOK}]")
    if plugins is not config and "macros" not in _names(plugins):
        help = "照 tests/city/mkdocs.yml 补上 macros 一项"
        yield plugins.problem("没有 macros 这个插件，页面里的宏会照样印出来", help)


def _strange_extensions(node: Node) -> Problems:
    """没有试过的 Markdown 扩展：纸上、Word 里不知道怎样印；少不了的要在。"""
    names = _names(node)
    for name in _USED:
        if isinstance(node, YamlList) and name not in names:
            message = f"少了 {name} 这个扩展，页里的写法会照样印出来"
            yield node.problem(message, f"补上一行“- {name}”")
    items = node.items if isinstance(node, YamlList) else ()
    for item in items:
        for name in _names_of(item):
            if name not in _EXTENSIONS:
                message = f"没有试过 {name} 这个扩展，纸上、Word 里不知道怎样印"
                yield item.problem(message, "删掉它；要用，请维护者先加")


def _strange_plugins(node: Node) -> Problems:
    """没有试过的插件：会往网站里添东西，地址、页面都可能变。"""
    items = node.items if isinstance(node, YamlList) else ()
    for item in items:
        for name in _names_of(item):
            if name not in _PLUGINS:
                message = f"没有试过 {name} 这个插件，网站里会多出不认得的东西"
                if name == "search":
                    message = "search 是 MkDocs 自带的搜索，查不了中文，也会和站上的搜索打架"
                yield item.problem(message, "删掉这一项；要用，请维护者先加")


def _excluded_pages(root: Path, config: Table) -> Problems:
    """不发布的，只是插图、草稿这样没有网页的文件夹。"""
    node = config.inner("exclude_docs")
    for line in _line(node):
        folder = root / "docs" / line.text.strip("/")
        if _PLAIN.fullmatch(line.text) and next(folder.glob("**/*.md"), None):
            message = f"{line.text} 里有网页，会一起不发布"
            yield line.problem(message, "只写没有网页的文件夹，如 publicity/art/")


def _names_of(item: Node) -> list[str]:
    """一项插件、扩展的名字。"""
    if isinstance(item, Scalar):
        return [item.text]
    return list(item.entries) if isinstance(item, Table) else []


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


def config_of(root: Path) -> tuple[Table, list[Problem]]:
    """mkdocs.yml 的树和错处；读不成是 NOWHERE。"""
    text, problems = read_text(root / CONFIG, CONFIG)
    if problems:
        return NOWHERE, problems
    return _parsed(text)


@functools.lru_cache(maxsize=1)
def _parsed(text: str) -> tuple[Table, list[Problem]]:
    """mkdocs.yml 的字成了树；几条规则都要看，同样的字只解析一遍。"""
    text = _TAG.sub(blanked, text)
    node, problems = parse_yaml(text, CONFIG)
    if isinstance(node, Table):
        return node, problems
    if node is not None:
        problems = [node.problem("这里要写成“字段: 值”的形式", "照 tests/city/mkdocs.yml 改")]
    return NOWHERE, problems


def extension_names(root: Path) -> tuple[str, ...]:
    """mkdocs.yml 里的 Markdown 扩展，认得的；读不成就当全都有。"""
    config, _ = config_of(root)
    if config is NOWHERE:
        return tuple(sorted(_EXTENSIONS))
    names = _names(config.of("markdown_extensions"))
    return tuple(name for name in names if name in _EXTENSIONS)

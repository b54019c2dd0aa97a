"""样式：overrides/assets/css/ 里按部分写，构建时压好、拼成几份，一页只带它用得到的部分。"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import quote

import rcssmin

# 每一页都有的，照这个次序拼成 site.css；求助页的 help 写在页里，search、sheets 点了才取。
SHARED = ("base", "header", "layout", "floating", "footer", "elder", "print")

# 其余的部分和它的标志：页里有其中一个类，才带这一部分。部分里的每条规则都写着自己的标志。
PARTS = {
    "card": {"card"},
    "rows": {"feature", "links", "row", "rows", "tiles", "years"},
    "document": {
        "alike",
        "cite",
        "errata",
        "erratum",
        "facing",
        "fold",
        "numbered",
        "official",
        "point",
        "printed",
        "relations",
        "serves",
        "sic",
        "tag",
    },
    "files": {"file", "files", "papers"},
    "home": {"chips", "doors", "emergency", "hero", "home", "pair", "search-open", "skyline"},
    "compare": {"comparison", "facing", "narrow", "outcome"},
    "days": {"coming", "covers", "left", "months"},
    "filter": {"filter"},
    "gallery": {"audience", "gallery"},
    "glance": {
        "amounts",
        "answers",
        "glance",
        "glance-small",
        "long",
        "marks",
        "marks-key",
        "nine",
        "rests",
        "to-long",
        "totals",
    },
    "markdown": {"admonition", "details", "grid", "tabbed-set", "task-list", "twemoji"},
    "piece": {
        "cards",
        "day",
        "facts",
        "fill",
        "note",
        "piece",
        "piece-about",
        "piece-bar",
        "piece-call",
        "piece-files",
        "piece-for",
        "piece-head",
        "piece-long",
        "piece-picture",
        "piece-related",
        "piece-text",
        "piece-tools",
        "rhyme",
    },
    "leaflet": {"box", "drawn", "steps"},
    "search": {"search-facets", "search-form", "search-results"},
    "sheets": {"sheet"},
    "stack": {"copy", "stack", "stack-large"},
    "table": {"appendix"},
    "time": {"calendar", "timeline"},
    "words": {"letters", "uses", "words"},
}

# 各种页除了 site.css 再带哪几部分，一种一个文件。哪一种都不合的页带 every，一样能看，只是重一点。
KINDS = {
    "rows": ("card", "rows"),
    "search": ("search",),
    "sheets": ("sheets",),
    "time": ("time",),
    "words": ("words",),
    "markdown": ("markdown",),
    "document": ("document",),
    "home": ("home", "days"),
    "missing": ("card", "rows", "home", "search"),
    "glance": ("glance",),
    "picture": ("glance", "files"),
    "units": ("card", "rows", "glance"),
    "front": ("home", "days", "glance"),
    "unit": ("card", "rows", "document"),
    "notice": ("document", "files"),
    "calendar": ("card", "rows", "document", "time", "days"),
    "plan": ("card", "rows", "document", "files"),
    "compare": ("card", "rows", "document", "compare"),
    "comparison": ("document", "compare"),
    "gallery": ("rows", "files", "filter", "gallery"),
    "piece": ("card", "files", "piece"),
    "leaflet": ("card", "files", "piece", "leaflet"),
    "tables": ("card", "files", "piece", "stack"),
    "handout": ("card", "files", "piece", "leaflet", "stack", "markdown"),
    "table": ("document", "files", "filter", "table"),
    "every": tuple(PARTS),
}

_LINK = re.compile(r'(<link rel="stylesheet" href="[^"]*assets/)site\.css">')
_CLASSES = re.compile(r'class="([^"]*)"')
_SPACE = re.compile(r"(--space-\d):([^;}]+);")
_BREAKPOINT = re.compile(r"@custom-media (--[a-z-]+) (\([^)]*\));")


def files(folder: Path, tokens: str, logo: str, palettes: str) -> dict[str, str]:
    """要发布的各份样式，文件名和内容。

    folder 是 overrides/assets/css/；tokens 是颜色和尺寸的变量，放在 site.css 的最前面；
    logo 是页头的标志，一幅 SVG，写进样式，不另取；palettes 是宣传资料各自的颜色。
    """
    mark = quote(logo.strip(), safe=" =:/<>'")
    shared = published_css(tokens + _joined(folder, SHARED), folder, tokens)
    shared = shared.replace('url("favicon.svg")', f'url("data:image/svg+xml,{mark}")')
    made = {"site.css": shared}
    for kind, parts in KINDS.items():
        css = ""
        if "piece" in parts:
            css = palettes
        css += _joined(folder, parts)
        made[f"{kind}.css"] = published_css(css, folder, tokens)
    return made


def _joined(folder: Path, names: Iterable[str]) -> str:
    css = ""
    for name in names:
        css += _text(folder / f"{name}.css")
    return css


def published_css(css: str, folder: Path, tokens: str) -> str:
    """发布的样子：断点换成 folder/breakpoints.css 里的条件，间距换成 tokens 里的值，压过。

    求助页的样式写在页里，也照这样。
    """
    named = breakpoints(_text(folder / "breakpoints.css"))
    return minified(spaces(widths(css, named), tokens))


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def breakpoints(css: str) -> dict[str, str]:
    """@custom-media 给断点起的名字，和它的条件。"""
    return dict(_BREAKPOINT.findall(css))


def widths(css: str, named: Mapping[str, str]) -> str:
    """@media 里断点的名字换成条件；没有这个断点，抛 KeyError。"""
    return re.sub(r"\((--[a-z-]+)\)(?=[^{};]*\{)", lambda name: named[name[1]], css)


def spaces(css: str, tokens: str) -> str:
    """间距的名字换成值：名字是给写样式的人的，不用人人下载。"""
    values = dict(_SPACE.findall(tokens))
    return re.sub(r"var\((--space-\d)\)", lambda name: values[name[1]], _SPACE.sub("", css))


def minified(css: str) -> str:
    """去掉注释、空白，小数前面的零也不写，#ffffff 写成 #fff。"""
    short: str = rcssmin.cssmin(css)
    short = re.sub(r"(?<![\w.])0(?=\.\d)", "", short)
    return re.sub(r"(?<=:)#(\w)\1(\w)\2(\w)\3(?=[;}])", r"#\1\2\3", short)


def linked(html: str) -> str:
    """一页的 site.css 后面，接上这种页自己的样式；没有自己的就不接。"""
    kind = page_kind_css(html)
    if not kind:
        return html
    return _LINK.sub(rf'\g<0>\n\g<1>{kind}.css">', html, count=1)


def page_kind_css(html: str) -> str:
    """这一页是哪一种：带着它用得到的各部分，又最少；只用 site.css 的是空的。"""
    classes = set(" ".join(_CLASSES.findall(html)).split())
    needed = {part for part, marks in PARTS.items() if marks & classes}
    if not needed:
        return ""
    fitting = [kind for kind, parts in KINDS.items() if needed.issubset(parts)]
    return min(fitting, key=_parts_in)


def _parts_in(kind: str) -> int:
    return len(KINDS[kind])

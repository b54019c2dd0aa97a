"""Material 的写法：提示框、折叠、标签页、图标、卡片，写成认得的种类，里面有字。"""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from functools import cache
from pathlib import Path

import material

from macros.checks.handwritten import Handwritten, Pages
from macros.checks.prose import without_code, without_macros
from macros.corpus.plan import Plan
from macros.corpus.problem import Problem, Problems, Verdict
from macros.pages.extensions import TYPES
from macros.printing.blocks import FRAMES

_BOX = re.compile(r"^(?P<indent> *)(?P<mark>!!!|\?\?\?\+?) *(?P<rest>.*)$")
_REST = re.compile(r"(?P<kind>[\w-]+)(?: +[\w-]+)*(?: +(?P<title>\"[^\"]*\"))? *")
_TAB = re.compile(r"^(?P<indent> *)===[!+]? +\"(?P<title>[^\"]*)\" *$")
_ICON = re.compile(r"(?<![\w:/]):(?P<name>[a-z][a-z0-9_+-]*):(?![\w/])")
_SETS = {"material": "material", "fontawesome": "fontawesome", "octicons": "octicons"}
_DIV = re.compile(r"<div\b[^<>]*\bclass=\"(?P<classes>[^\"]*)\"[^<>]*>")
_MOST_TABS = 6
_QUOTES = "“”‘’「」"


def kinds_known(plan: Plan, pages: Pages) -> Problems:
    """提示框、折叠、标签页、图标、卡片：种类认得，标题写了，里面有字。"""
    pieces = plan.piece_paths
    for page in pages:
        lines = without_macros(without_code(page.body)).split("\n")
        yield from _boxes(page, lines)
        yield from _tabs(page, lines)
        yield from _icons(page, lines)
        if page.path in pieces:
            yield from _frames(page, lines)


def _at(page: Handwritten, index: int, column: int, message: str, help: str) -> Problem:
    """报在正文的第 index 行（从 0 数）。"""
    return Problem(page.path, page.body_line + index, column, message, help)


def _boxes(page: Handwritten, lines: Sequence[str]) -> Problems:
    """提示框和折叠。"""
    for index, line in enumerate(lines):
        box = _BOX.match(line)
        if box is None:
            continue
        said = _wrong_box(box)
        if said is None and not _filled(lines, index, len(box["indent"])):
            said = "框里是空的，字跑到框外面了", "框里的每一行开头空四格"
        if said:
            yield _at(page, index, len(box["indent"]) + 1, *said)


def _wrong_box(box: re.Match[str]) -> Verdict | None:
    """一个框的头一行错在哪、怎样改。"""
    mark = box["mark"]
    rest = box["rest"]
    if any(quote in rest for quote in _QUOTES):
        return "标题的引号是全角的，这一行会照样印出来", f'换成半角的：{mark} note "标题"'
    found = _REST.fullmatch(rest)
    if found is None:
        return f"{mark} 这一行写得不对，会照样印出来", f'写成 {mark} note "标题"'
    kind = found["kind"].lower()
    if kind not in TYPES:
        near = get_close_matches(kind, sorted(TYPES), n=1)
        ask = ""
        if near:
            ask = f"，是否想写 {near[0]}？"
        message = f"没有 {found['kind']} 这种框{ask}"
        help = f"可用的：{'、'.join(sorted(TYPES))}"
        return message, help
    if not found["title"]:
        return "框没有写标题，网页上会印出英文的种类", f'写成 {mark} {kind} "标题"'
    return None


def _filled(lines: Sequence[str], index: int, indent: int) -> bool:
    """第 index 行的框、标签页，下面头一行有字的空了四格。"""
    for line in lines[index + 1 :]:
        if line.strip():
            return line.startswith(" " * (indent + 4))
    return False


def _tabs(page: Handwritten, lines: Sequence[str]) -> Problems:
    """标签页：里面有字，不超过六页。"""
    count = 0
    for index, line in enumerate(lines):
        tab = _TAB.match(line)
        if tab is None:
            if line.strip() and not line.startswith("    "):
                count = 0
            continue
        count += 1
        column = len(tab["indent"]) + 1
        if not tab["title"].strip():
            yield _at(page, index, column, "标签页没有名字", '写成 === "名字"')
        if not _filled(lines, index, len(tab["indent"])):
            message = "标签页里是空的，字跑到外面了"
            yield _at(page, index, column, message, "里面的每一行开头空四格")
        if count == _MOST_TABS + 1:
            message = f"标签页超过 {_MOST_TABS} 页，手机上排不下"
            yield _at(page, index, column, message, "合并几页，或改用小标题")


def _icons(page: Handwritten, lines: Sequence[str]) -> Problems:
    """图标：主题里有的。表情是站外的图，不能用。"""
    for index, line in enumerate(lines):
        for icon in _ICON.finditer(line):
            said = _wrong_icon(icon["name"])
            if said:
                yield _at(page, index, icon.start() + 1, *said)


def _wrong_icon(name: str) -> Verdict | None:
    family = name.partition("-")[0]
    if family not in _SETS:
        help = "删掉它；要图标，用 :material-…: 的名字"
        return f":{name}: 是表情，表情是站外的图，不能用", help
    known = _icon_names(family)
    if name in known:
        return None
    near = get_close_matches(name, known, n=1)
    ask = ""
    if near:
        ask = f"，是否想写 :{near[0]}:？"
    return f"没有 :{name}: 这个图标{ask}", "名字在 pictogrammers.com/library/mdi 里找"


@cache
def _icon_names(family: str) -> frozenset[str]:
    """主题带着的一套图标的名字。"""
    folder = Path(str(material.__file__)).parent / "templates/.icons" / family
    names = set()
    for path in folder.rglob("*.svg"):
        inside = path.relative_to(folder).with_suffix("")
        names.add("-".join((family, *inside.parts)))
    return frozenset(names)


def _frames(page: Handwritten, lines: Sequence[str]) -> Problems:
    """资料里的框：只有这几种印得出。"""
    for index, line in enumerate(lines):
        for found in _DIV.finditer(line):
            classes = found["classes"].split()
            if "grid" in classes or found["classes"] in FRAMES:
                continue
            message = f"资料里没有 {found['classes']} 这种框，纸上印不出"
            help = f"可用的：{'、'.join(sorted(FRAMES))}；并排的卡片写 grid cards"
            yield _at(page, index, found.start() + 1, message, help)

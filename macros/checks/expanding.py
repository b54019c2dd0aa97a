"""手写页面里的宏：先看读不读得成，再展开一遍；出错就说在哪一行、怎样改。"""

import re
from difflib import get_close_matches
from pathlib import Path
from types import TracebackType

from jinja2 import Environment, Template, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.nodes import Name

from macros.checks.causes import open_comment
from macros.checks.handwritten import Handwritten, Pages
from macros.corpus.plan import Plan
from macros.corpus.problem import Problem, Problems, Verdict
from macros.corpus.release import Release, releases
from macros.pages import macros
from macros.pages.arguments import WrongArgument
from macros.pages.calls import is_simple
from macros.pages.commonmark import as_on_github
from macros.pages.sandbox import NotAllowed, sandbox
from macros.pages.view import View

# 页面里的宏可能以这些方式出错；写页面的人只该看到一句话。
FAILURES = (
    SecurityError,
    WrongArgument,
    TypeError,
    ValueError,
    LookupError,
    AttributeError,
    ArithmeticError,
    RecursionError,
)

# 少写了几个参数时 Python 的话，和宏里的全角引号。
_MISSING = re.compile(r"\(\) missing \d+ required")
_WIDE_QUOTE = re.compile(r"\{\{[^{}]*[“”‘’＂＇][^{}]*\}\}")
_QUOTED = re.compile(r"'([^']+)'")
_HAN = re.compile("[\u4e00-\u9fff]")
# 到行末还没有收尾的一句宏；照样印的、注释里的不算。
_UNFINISHED = re.compile(r"\{\{(?!\{)(?P<inside>(?:(?!\}\})[^\n])*)$", re.MULTILINE)
_CALLED = re.compile(r" *(\w+\([^(){}]*\))")
_APART = re.compile(r"\{% *raw *%\}.*?\{% *endraw *%\}|\{#.*?#\}", re.DOTALL)


def calls_readable(_plan: Plan, pages: Pages) -> Problems:
    """各页的宏读得成：一行里写完，写法对，叫得出名字。"""
    environment = sandbox(macros.MACROS)
    for page in pages:
        if page.broken or not page.body_line:
            continue
        unfinished = list(_unfinished(page))
        yield from unfinished
        if not unfinished:
            yield from _unreadable(environment, page)


def _unreadable(environment: Environment, page: Handwritten) -> Problems:
    """读不成模板的，用了没有的名字的；头一处。"""
    compiled = _compiled(environment, page)
    if isinstance(compiled, Problem):
        yield compiled
        return
    if is_simple(page.body, macros.MACROS):
        return
    for name in environment.parse(page.body).find_all(Name):
        if name.name not in environment.globals:
            yield _problem(page, name.lineno, *_unknown(name.name))
            return


def _unfinished(page: Handwritten) -> Problems:
    """没有写完的宏：后面的字会一直读到下一个 }}，标签、锚点都在里面。"""
    text = _APART.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), page.body)
    for found in _UNFINISHED.finditer(text):
        inside = found["inside"]
        call = _CALLED.match(inside)
        lacking = "}}"
        if "}" in inside:
            lacking = "}"
        help = '写在一行里，如 {{ fill("单位名称") }}'
        if call:
            help = f"写成 {{{{ {call[1]} }}}}，写在一行里"
        message = f"宏没有写完，少了 {lacking}"
        yield page.problem(found.start(), message, help)


def expand(plan: Plan, root: Path, pages: Pages, expanded: dict[str, str]) -> Problems:
    """展开各页的宏，报出错处；展开了的放进 expanded（正文 → 展开后的正文）。"""
    history = _history(root)
    for page in pages:
        if page.broken or not page.body_line:
            continue
        view = View(plan=plan, root="../" * page.uri.count("/"), releases=history)
        result = _expanded(view, page)
        if isinstance(result, Problem):
            yield result
        else:
            expanded[page.body.lstrip("\n")] = as_on_github(result)


def _history(root: Path) -> tuple[Release, ...]:
    """更新记录里的各版；没有更新记录是空的。"""
    path = root / "CHANGELOG.md"
    if not path.is_file():
        return ()
    return releases(path.read_text(encoding="utf-8"))


def _expanded(view: View, page: Handwritten) -> str | Problem:
    compiled = _compiled(sandbox(macros.bound(lambda: view)), page)
    if isinstance(compiled, Problem):
        return compiled
    try:
        return compiled.render()
    except UndefinedError as error:
        line = _line(error.__traceback__)
        return _problem(page, line, *_unknown(_undefined(error)))
    except FAILURES as error:
        message = "宏的参数不对，或这里不能这样写"
        if isinstance(error, WrongArgument):
            message = str(error)
        elif _MISSING.search(str(error)):
            message = "宏的参数不对，括号里没有写全"
        help = "照其他页面里同一个宏的写法改"
        return _problem(page, _line(error.__traceback__), message, help)


def _compiled(environment: Environment, page: Handwritten) -> Template | Problem:
    """一页读成模板；读不成是错处。"""
    try:
        return environment.from_string(page.body)
    except NotAllowed as error:
        if error.name:
            return _problem(page, error.lineno, *_unknown(error.name))
        help = "写成 {{ table() }} 这样；循环、判断、算式、过滤器都不能用"
        return _problem(page, error.lineno, "页面里只能调用宏", help)
    except TemplateSyntaxError as error:
        return _problem(page, error.lineno, *_misspelt(page, error.lineno))


def _misspelt(page: Handwritten, line: int) -> Verdict:
    """正文的第 line 行，宏的写法错在哪里。"""
    lines = page.body.split("\n")
    comment = open_comment(lines, line - 1)
    if comment is not None:
        return comment.says, comment.help
    text = lines[line - 1]
    if _WIDE_QUOTE.search(text):
        return "宏里的引号是全角的", '换成半角的，写成 {{ fill("单位名称") }} 这样'
    return "宏的写法不对", "检查 {{ }} 和 {% %} 是否成对、引号和括号是否配对"


def _problem(page: Handwritten, line: int, message: str, help: str) -> Problem:
    """报在正文的第 line 行。"""
    return Problem(page.path, page.body_line - 1 + line, 1, message, help)


def _unknown(name: str) -> Verdict:
    """没有这个名字：错在哪，怎样改；汉字的不是宏，是少了引号。"""
    if _HAN.search(name):
        return f"“{name}”没有加引号", f'写成 "{name}"，引号是半角的'
    return f"没有叫 {name} 的宏或值", _suggestion(name)


def _undefined(error: UndefinedError) -> str:
    """没有的那个名字：Jinja 的话里最后一个引号里的。"""
    quoted = _QUOTED.findall(str(error))
    if not quoted:
        return ""
    return str(quoted[-1])


def _suggestion(name: str) -> str:
    """像哪个宏；都不像就列出全部。"""
    known = list(macros.MACROS)
    near = get_close_matches(name, known, n=1)
    if near:
        return f"是否想写 {near[0]}？"
    return f"可用的宏：{'、'.join(known)}"


def _line(traceback: TracebackType | None) -> int:
    """模板里出错的行：Jinja 把模板的行号写进了调用栈。"""
    line = 1
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == "<template>":
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line

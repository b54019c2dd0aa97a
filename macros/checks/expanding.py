"""把手写页面里的宏展开一遍，出错就说在哪一行、怎样改。"""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from types import TracebackType

from jinja2 import TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from macros.checks.handwritten import Handwritten
from macros.corpus.plan import Plan
from macros.corpus.problem import Problem, Problems
from macros.corpus.release import Release, releases
from macros.pages import macros
from macros.pages.commonmark import as_on_github
from macros.pages.sandbox import NotAllowed, sandbox
from macros.pages.view import View

# 页面里的宏可能以这些方式出错；写页面的人只该看到一句话。
FAILURES = (
    SecurityError,
    macros.WrongArgument,
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


def expand(
    plan: Plan, root: Path, pages: Sequence[Handwritten], expanded: dict[str, str]
) -> Problems:
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
    environment = sandbox(macros.bound(lambda: view))
    try:
        return environment.from_string(page.body).render()
    except NotAllowed as error:
        if error.name:
            return _problem(page, error.lineno, *_unknown(error.name))
        help = "写成 {{ table() }} 这样；循环、判断、算式、过滤器都不能用"
        return _problem(page, error.lineno, "页面里只能调用宏", help)
    except TemplateSyntaxError as error:
        return _problem(page, error.lineno, *_misspelt(page, error.lineno))
    except UndefinedError as error:
        line = _line(error.__traceback__)
        return _problem(page, line, *_unknown(_undefined(error)))
    except FAILURES as error:
        message = "宏的参数不对，或这里不能这样写"
        if isinstance(error, macros.WrongArgument):
            message = str(error)
        elif _MISSING.search(str(error)):
            message = "宏的参数不对，括号里没有写全"
        help = "照其他页面里同一个宏的写法改"
        return _problem(page, _line(error.__traceback__), message, help)


def _misspelt(page: Handwritten, line: int) -> tuple[str, str]:
    """正文的第 line 行，宏的写法错在哪里。"""
    text = page.body.split("\n")[line - 1]
    if _WIDE_QUOTE.search(text):
        return "宏里的引号是全角的", '换成半角的，写成 {{ fill("单位名称") }} 这样'
    return "宏的写法不对", "检查 {{ }} 和 {% %} 是否成对、引号是否配对"


def _problem(page: Handwritten, line: int, message: str, help: str) -> Problem:
    """报在正文的第 line 行。"""
    return Problem(page.path, page.body_line - 1 + line, 1, message, help)


def _unknown(name: str) -> tuple[str, str]:
    """没有这个名字：错在哪，怎样改。"""
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

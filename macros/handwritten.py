"""手写页面（docs/ 下的 Markdown）的规矩：开头的元数据、正文里的宏、允许的 HTML。"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from html.parser import HTMLParser
from pathlib import Path
from types import TracebackType
from typing import Literal

from jinja2 import TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from macros import changelog, render
from macros.model import Plan
from macros.pages import HELP, SEARCH, TABLE, TERMS, TIMELINE, VERIFY
from macros.pieces import split_front
from macros.source import NOWHERE, Problem, Reader, Table, derived, parse_yaml, read_text

# 页面里的宏可能以这些方式出错；写页面的人只该看到一句话。
FAILURES = (
    SecurityError,
    render.Wrong,
    TypeError,
    ValueError,
    LookupError,
    AttributeError,
    ArithmeticError,
    RecursionError,
)

TAGS = frozenset(
    re.findall(
        r"\w+",
        """a abbr aside b blockquote br button caption cite code col colgroup dd del details div dl dt em figcaption
        figure form h1 h2 h3 h4 h5 h6 hr i img input ins kbd label li mark nav ol optgroup option p pre q rp rt ruby
        s samp section select small span strong sub summary sup table tbody td tfoot th thead time tr u ul""",
    )
)

# 生成的页面链接到的手写页面。
REQUIRED = frozenset(
    {
        "index.md",
        "about.md",
        "units/index.md",
        "tasks/index.md",
        "years/index.md",
        *(f"{page[:-5]}.md" for page in (HELP, SEARCH, TABLE, TERMS, TIMELINE, VERIFY)),
    }
)
SCHEMES = ("http:", "https:", "tel:", "mailto:")
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """页面开头的元数据：标题、摘要（用在分享里）、要藏起的部分、要不要“快速离开”。"""

    title: str
    description: str
    hide: tuple[Literal["navigation", "toc", "path", "footer"], ...] = ()
    exit: bool = False
    at: Table = derived(NOWHERE)


def problems(plan: Plan, root: Path, *, expand: bool, expanded: dict[str, str]) -> Iterator[Problem]:
    """检查每个手写页面，也检查要有的页面在不在。

    expand 表示连宏也展开一遍，结果放进 expanded（正文 → 展开后的正文）。
    """
    history = root / "CHANGELOG.md"
    releases = changelog.releases(history.read_text(encoding="utf-8")) if history.is_file() else ()
    docs = root / "docs"
    files = sorted(docs.rglob("*.md"))
    pieces = {piece.path for piece in plan.pieces}
    for path in files:
        label, uri = path.relative_to(root).as_posix(), path.relative_to(docs).as_posix()
        text, found = read_text(path, label)
        parts = split_front(text)
        if label not in pieces:  # 宣传资料的元数据读数据时已经查过
            yield from found or _front(parts, label)
        if parts and expand and not found:
            view = render.View(plan=plan, root="../" * uri.count("/"), releases=releases)
            _, body, line = parts
            result = _expand(view, body, label, line - 1)
            if isinstance(result, Problem):
                yield result
            else:
                expanded[body.lstrip("\n")] = result
    known = {path.relative_to(docs).as_posix() for path in files}
    for page in sorted(REQUIRED - known):
        yield Problem(f"docs/{page}", 1, 1, "缺少这个页面", "生成的页面会链接到它，照 tests/city/docs/ 里的例子建一个")
    for document in plan.documents.values():
        if document.page and document.page not in known:
            yield document.at.at("page").problem(f"docs/ 里没有 {document.page}", "检查拼写，或先建这个页面")


def _front(parts: tuple[str, str, int] | None, label: str) -> Iterator[Problem]:
    """检查开头的元数据。"""
    if parts is None:
        yield Problem(label, 1, 1, "开头缺少元数据", "第一行写 ---，接着写 title 和 description，再写一行 ---")
        return
    node, found = parse_yaml(parts[0], label, first_line=2)
    yield from found
    if node is not None:
        reader = Reader()
        reader.record(Meta, node)
        yield from reader.problems


def _expand(view: render.View, body: str, label: str, skipped: int) -> str | Problem:
    """把正文里的宏展开，出错就报在那一行；skipped 是正文之前的行数。"""
    environment = render.sandbox(render.bound(lambda: view))
    try:
        return environment.from_string(body).render()
    except TemplateSyntaxError as error:
        return Problem(label, skipped + error.lineno, 1, "宏的写法不对", "检查 {{ }} 和 {% %} 是否成对、引号是否配对")
    except UndefinedError as error:
        name = (re.findall(r"'([^']+)'", str(error)) or [""])[-1]
        near = get_close_matches(name, [macro.__name__ for macro in render.MACROS], n=1)
        ask = f"是否想写 {near[0]}？" if near else f"可用的宏：{'、'.join(m.__name__ for m in render.MACROS)}"
        return Problem(label, skipped + _line(error.__traceback__), 1, f"没有叫 {name} 的宏或值", ask)
    except FAILURES as error:
        said = str(error) if isinstance(error, render.Wrong) else "宏的参数不对，或这里不能这样写"
        return Problem(label, skipped + _line(error.__traceback__), 1, said, "照其他页面里同一个宏的写法改")


def _line(traceback: TracebackType | None) -> int:
    """模板里出错的行：Jinja 把模板的行号写进了调用栈。"""
    line = 1
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == "<template>":
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line


class _Forbidden(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            address = re.sub(r"[\x00-\x20]", "", value or "")
            scheme = SCHEME.match(address)
            if name.startswith("on") or name in ("style", "srcdoc", "formaction", "action", "srcset"):
                self.found.append(f"{name}=")
            elif name in ("href", "src") and scheme and scheme[0].lower() not in SCHEMES:
                self.found.append(scheme[0])


def forbidden(html: str) -> list[str]:
    """一页 HTML 里不许出现的标签、属性、网址前缀；都合规就是空的。"""
    parser = _Forbidden()
    parser.feed(html)
    parser.close()
    return parser.found

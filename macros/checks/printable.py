"""资料的正文在纸上、Word 里印得出：印不出的写法，说在写着它的那一行。"""

import re

from macros.checks.handwritten import Pages
from macros.checks.prose import without_code
from macros.checks.rendering import Renderer
from macros.corpus.pieces import Leaflet
from macros.corpus.plan import Plan
from macros.corpus.problem import Problem, Problems
from macros.printing.blocks import blocks
from macros.printing.engine import Unprintable

_TAG = re.compile(r"<(\w+)>")
_QUOTED = re.compile("“([^”]+)”")
# 印不出的标签多半是这样写出来的。
_WRITTEN = {
    "em": r"(?<!\*)\*(?!\*|\s)|(?<!_)_(?!_)",
    "code": r"`",
    "pre": r"```|^ {4}",
    "blockquote": r"^ *>",
    "hr": r"^ *(?:-{3,}|\*{3,}|_{3,}) *$",
    "h5": r"^#{5} ",
    "h6": r"^#{6} ",
}


def pieces_printable(plan: Plan, pages: Pages, renderer: Renderer, reported: set[str]) -> Problems:
    """印不出的资料；reported 是已经报过错的文件，不再说。"""
    prose = {piece.path for piece in plan.pieces if not isinstance(piece, Leaflet)}
    for page in pages:
        if page.path not in prose - reported:
            continue
        try:
            blocks(renderer.html(page.body))
        except Unprintable as refused:
            if _elsewhere(str(refused)):
                continue
            line = page.body_line + _index(page.body, str(refused))
            help = "换成标题、段落、列表、表格、加粗，或资料里能用的几种框"
            yield Problem(page.path, line, 1, str(refused), help)


def _elsewhere(said: str) -> bool:
    """链接和图由 linking 说。"""
    return "<a>" in said or "<img>" in said


def _index(body: str, said: str) -> int:
    """印不出的在正文的第几行，从 0 数；找不到是头一行。"""
    tag = _TAG.search(said)
    quoted = _QUOTED.search(said)
    pattern = re.escape(quoted[1] if quoted else "")
    if tag:
        pattern = f"<{tag[1]}\\b|{_WRITTEN.get(tag[1], '(?!)')}"
    text = body
    if tag and tag[1] not in ("code", "pre"):
        text = without_code(body)
    for index, line in enumerate(text.split("\n")):
        if pattern and re.search(pattern, line):
            return index
    return 0

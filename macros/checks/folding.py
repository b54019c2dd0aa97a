"""着急的人要看的，不藏在折叠、标签页里：要一眼看到，不会去点开；印出来也没有地方点。"""

import re

from macros.checks.handwritten import Pages
from macros.checks.prose import without_code
from macros.corpus import addresses
from macros.corpus.plan import Plan
from macros.corpus.problem import Problems

_FOLD = re.compile(
    r"^(?P<before> *)(?:\?\?\?(?!\+)|===[!+]? *\").*|<details\b(?![^<>]*\sopen\b)", re.MULTILINE
)
# 急事怎么办的步骤、电话，和叫人打报警、急救电话的话。
_URGENT = re.compile(
    r"\{\{ *(?:steps|hotlines|emergency)\(|(?:[打拨]|tel:) ?1(?:10|20)(?!\d)|报警|叫救护车"
)
_CLOSED = "</details>"


def help_unfolded(_plan: Plan, pages: Pages) -> Problems:
    """求助页不用折叠、标签页。"""
    uri = f"{addresses.HELP[:-5]}.md"
    for page in pages:
        if page.uri != uri:
            continue
        for fold in _FOLD.finditer(without_code(page.body)):
            message = "求助页里的话藏在折叠、标签页里，着急的人看不到"
            yield page.problem(fold.start(), message, "去掉折叠，直接写；太长就写短")


def urgent_unfolded(plan: Plan, pages: Pages) -> Problems:
    """资料里的急救步骤、报警电话，不藏在折叠、标签页里。"""
    pieces = {piece.path for piece in plan.pieces}
    for page in pages:
        if page.path not in pieces or not _FOLD.search(page.body):
            continue
        for fold in _FOLD.finditer(without_code(page.body)):
            if _URGENT.search(_inside(page.body, fold)):
                message = "出了急事要做的藏在折叠、标签页里，着急的人看不到，纸上也点不开"
                yield page.problem(fold.start(), message, "去掉折叠，直接写出来")


def _inside(body: str, fold: re.Match[str]) -> str:
    """一处折叠里的字，连同它的标题。"""
    start = fold.start()
    if fold["before"] is None:
        end = body.find(_CLOSED, start)
        return body[start:end] if end > 0 else body[start:]
    indent = fold["before"] + " "
    lines = body[start:].split("\n")
    inside = [lines[0]]
    for line in lines[1:]:
        if line.strip() and not line.startswith(indent):
            break
        inside.append(line)
    return "\n".join(inside)

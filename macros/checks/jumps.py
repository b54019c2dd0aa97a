"""指着某一节的链接，字说的就是那一节：点“老人走失”到了别的一节，急的人找不到。"""

import posixpath
import re
from collections.abc import Iterator, Mapping

from macros.checks.anchors import titles_in
from macros.checks.handwritten import Handwritten, Pages
from macros.checks.likeness import couples, shared
from macros.corpus.plan import Plan
from macros.corpus.problem import Problems

_LINK = re.compile(
    r"\[(?P<text>[^\[\]]+)\]\((?P<to>[^()\s:#]*)#(?P<anchor>[^()\s]+)\)"
    r"|<a\b[^<>]*?\bhref=\"(?P<page>[^\"<>:#]*)#(?P<part>[^\"<>]+)\"[^<>]*>(?P<words>[^<>]+)</a>"
)
# 几个字才看得出说的是哪一节。
_FEWEST = 2


def jumps_lead_there(_plan: Plan, pages: Pages) -> Problems:
    """各页里的；指不到的，linking 说。"""
    titles: dict[str, Mapping[str, str]] = {}
    by_uri = {page.uri: page for page in pages}
    for page in pages:
        for start, text, uri, anchor in _links(page):
            if uri not in by_uri:
                continue
            if uri not in titles:
                titles[uri] = titles_in(by_uri[uri].body)
            right = _right(titles[uri], text, anchor)
            if right:
                message = f"链接的字是“{text}”，指的是“{titles[uri][anchor]}”那一节"
                yield page.problem(start, message, f"看看是不是 #{right}")


def _links(page: Handwritten) -> Iterator[tuple[int, str, str, str]]:
    """带锚点的链接：在正文的第几个字，链接的字，哪一页，锚点。"""
    if "#" not in page.body:
        return
    folder = posixpath.dirname(page.uri)
    for found in _LINK.finditer(page.body):
        text = found["text"] or found["words"]
        to = found["to"] or found["page"]
        uri = page.uri
        if to:
            uri = posixpath.normpath(posixpath.join(folder, to))
        yield found.start(), text, uri, found["anchor"] or found["part"]


def _right(titles: Mapping[str, str], text: str, anchor: str) -> str:
    """字说的像是哪一节的锚点；就是指的这一节，或者看不出，是空的。"""
    if anchor not in titles:
        return ""
    words = couples(text)
    alike = {other: shared(words, couples(title)) for other, title in titles.items()}
    own = alike[anchor]
    nearest = max(alike, key=lambda other: alike[other])
    most = alike[nearest]
    is_sure = most == len(words) or not own
    if most <= own or most < _FEWEST or not is_sure:
        return ""
    return nearest

"""该在的都看得见：每种页有它的宏，公文一段不漏。"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from macros.checks.fields import problem_in
from macros.checks.handwritten import Handwritten, Pages
from macros.checks.prose import without_code
from macros.corpus import addresses
from macros.corpus.documents import APPENDIX_KINDS, Document
from macros.corpus.plan import Plan
from macros.corpus.problem import Problem, Problems

# 网页 → 它的内容由哪个宏排；有这一页的，就要有这个宏。
_MACROS = (
    (addresses.CALENDAR, "calendar"),
    (addresses.GLANCE, "at_a_glance"),
    (addresses.HELP, "hotlines"),
    (addresses.TABLE, "table"),
    (addresses.TERMS, "terms"),
    (addresses.TIMELINE, "timeline"),
    (addresses.VERIFY, "verification"),
    ("units/index.html", "unit_index"),
    ("tasks/index.html", "task_index"),
    ("years/index.html", "year_index"),
)
_CALL = re.compile(r"\{\{ *(?P<name>[a-z_]+)\((?P<arguments>[^{}]*)\) *\}\}")
_STRING = re.compile(r"[\"']([^\"']*)[\"']")


def macros_present(_plan: Plan, pages: Pages) -> Problems:
    """由宏排的页，宏还在：少了它，整张表、全部电话就不见了。"""
    wanted = {f"{page[:-5]}.md": name for page, name in _MACROS}
    for page in pages:
        name = wanted.get(page.uri)
        if name is None or not page.body_line:
            continue
        if name not in {call["name"] for call in _calls(page)}:
            message = f"这一页没有 {{{{ {name}() }}}}，该在这里的内容不见了"
            start = len(page.body) - len(page.body.lstrip())
            help = f"写回 {{{{ {name}() }}}}，单独一行，前后空一行"
            yield page.problem(start, message, help)


def pages_as_shown(plan: Plan, pages: Pages) -> Problems:
    """公文写的 page，就是显示它的一页：写错了，那一页别的话都会当成公文。"""
    for document in plan.documents.values():
        uris = _showing(document, pages, ("document",))
        if document.page and uris and not _shown_whole(document, pages):
            message = f"page 写的是 {document.page}，显示它的是 {uris[0]}"
            yield problem_in(document, "page", message, f"写 {uris[0]}")


def passages_shown(plan: Plan, pages: Pages) -> Problems:
    """公文的每一段都有页显示：整篇排在它的页上，或者分几处，一段不漏。"""
    for document in plan.documents.values():
        if not document.page or _shown_whole(document, pages):
            continue
        if _names_unknown(plan, document, pages):
            continue  # 页上的篇名写错了，展开时说
        parts = list(_parts(document, pages))
        seen: set[int] = set()
        for part in parts:
            seen.update(part.span)
        for n, row in enumerate(document.paragraphs):
            if n in seen or row.kind in APPENDIX_KINDS:
                continue
            yield _unseen(document, row.id, n, parts, pages)
            break


def passages_forward(plan: Plan, pages: Pages) -> Problems:
    """从哪一段到哪一段，首尾没有写反：反了，一段也不显示。"""
    for document in plan.documents.values():
        for part in _parts(document, pages):
            if part.first <= part.last:
                continue
            first = document.paragraphs[part.last].id
            last = document.paragraphs[part.first].id
            message = f"首尾写反了：{last} 在 {first} 后面"
            help = f'写成 {{{{ passages("{first}", "{last}") }}}}'
            yield part.page.problem(part.start, message, help)


@dataclass(frozen=True, slots=True)
class _Part:
    """一处 passages：在哪一页的第几个字，显示一篇的第几段到第几段。"""

    page: Handwritten
    start: int
    first: int
    last: int

    @property
    def span(self) -> range:
        """显示的是第几段；首尾写反了的，照写对了算。"""
        first, last = sorted((self.first, self.last))
        return range(first, last + 1)


def _calls(page: Handwritten) -> Iterator[re.Match[str]]:
    return _CALL.finditer(without_code(page.body))


def _shown_whole(document: Document, pages: Pages) -> bool:
    """它的页上整篇显示它，或者拿别的一篇和它对照。"""
    return document.page in _showing(document, pages, ("document", "comparison"))


def _showing(document: Document, pages: Pages, names: Sequence[str]) -> list[str]:
    """用 names 里的宏整篇显示它的各页。"""
    shown = []
    for page in pages:
        if document.id not in page.body:
            continue
        for call in _calls(page):
            ids = _STRING.findall(call["arguments"])
            if call["name"] in names and document.id in ids:
                shown.append(page.uri)
    return shown


def _names_unknown(plan: Plan, document: Document, pages: Pages) -> bool:
    """它的页上排着一篇没有的公文：多半就是它，名字写错了。"""
    for page in pages:
        calls = _calls(page) if page.uri == document.page else ()
        for call in calls:
            ids = _STRING.findall(call["arguments"])[:1]
            is_known = set(ids) <= plan.documents.keys()
            if call["name"] == "document" and not is_known:
                return True
    return False


def _parts(document: Document, pages: Pages) -> Iterator[_Part]:
    """各页里分几处显示这一篇的；首尾写错了的，展开时会报。"""
    ids = [row.id for row in document.paragraphs]
    for page in pages:
        if "passages(" not in page.body:
            continue
        for call in _calls(page):
            ends = _STRING.findall(call["arguments"])[:2]
            if call["name"] != "passages" or len(ends) != 2:
                continue
            if set(ends) <= set(ids):
                first, last = map(ids.index, ends)
                yield _Part(page, call.start(), first, last)


def _unseen(
    document: Document,
    id: str,
    index: int,
    parts: Sequence[_Part],
    pages: Pages,
) -> Problem:
    """第 index 段哪一页也没有显示：报在显示它前面几段的那一处。"""
    message = f"{id} 这一段原文，哪一页也没有显示"
    before = [part for part in parts if part.first <= index]
    if before:
        part = max(before, key=lambda part: part.last)
        help = f"取到 {id} 为止，一段不漏"
        return part.page.problem(part.start, message, help)
    help = f'在 docs/{document.page} 里写 {{{{ document("{document.id}") }}}}'
    for page in pages:
        if page.uri == document.page and page.body_line:
            start = len(page.body) - len(page.body.lstrip())
            return page.problem(start, message, help)
    return problem_in(document, "page", message, help)

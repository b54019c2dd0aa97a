"""标题的锚点：一页里各不相同，从前的都有去处。"""

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterator
from difflib import get_close_matches

from macros.checks.handwritten import Handwritten, Pages
from macros.checks.prose import without_code, without_macros
from macros.corpus.chinese import han, number
from macros.corpus.kept import OldAnchors
from macros.corpus.plan import Plan
from macros.corpus.problem import Problems
from macros.pages.anchors import anchor

_HEADING = re.compile(
    r"^ {0,3}(?P<marks>#{2,6}) +(?P<title>.*?)(?: *\{:?(?P<own>[^{}\n]*)\})? *#*$", re.MULTILINE
)
# 资料里印得出的最小一级标题。
_DEEPEST = 4
_OWN = re.compile(r"(?:^|\s)#(\S+)")
_ID = re.compile(r"(?: id=\"|\{:?[^{}\n]*?#)([^\"\s}]+)")
_NUMBERED = re.compile(r"^## +([一二三四五六七八九十]+)、", re.MULTILINE)
# 本页里指着自己一节的链接。
_LINKED = re.compile(r"(?:\]\(|href=\")#([^\s\")]+)")
# 几处指着从前的，才当是标题改了，不是那一处写错。
_MANY = 2


def headings_apart(_plan: Plan, pages: Pages) -> Problems:
    """没有写锚点的标题，锚点由字得出：一页里不能一样，也不能空着，不然又得靠次序分。"""
    for page in pages:
        text = _text(page.body)
        taken = set(_ID.findall(text))
        for start, title, own in _headings(text):
            if own:
                continue
            made = anchor(title)
            if not made or made in taken:
                says = "得不出锚点"
                if made:
                    says = "和别处的锚点一样"
                message = f"标题“{title}”{says}，链接分不开"
                help = "在标题末尾空一格，写上 {: #名字 }，用小写字母、数字和连字符"
                yield page.problem(start, message, help)
            taken.add(made)


def headings_stepped(plan: Plan, pages: Pages) -> Problems:
    """标题一级一级往下：跳过一级，听着读的人以为漏了一节。"""
    pieces = plan.piece_paths
    for page in pages:
        text = _text(page.body)
        above = 1
        for found in _HEADING.finditer(text):
            level = len(found["marks"])
            if page.path in pieces and level > _DEEPEST:
                continue  # 印不出，另有规则
            if level > above + 1:
                message = f"标题从 {above} 级跳到了 {level} 级"
                help = f"写成 {'#' * (above + 1)}"
                yield page.problem(found.start(), message, help)
            above = level


def headings_numbered(plan: Plan, pages: Pages) -> Problems:
    """二级标题的一、二、三连着数：跳了一个，读的人以为漏了一节。排着公文的页照原网页的序号，不查。"""
    official = {document.page for document in plan.documents.values()}
    for page in pages:
        if page.uri in official:
            continue
        wanted = 1
        for found in _NUMBERED.finditer(_text(page.body)):
            if number(found[1]) != wanted:
                message = f"标题的序号是{found[1]}，接着前面该是{han(wanted)}"
                yield page.problem(
                    found.start(1), message, "从一连着数；删了、挪了一节的，后面的都改"
                )
                break
            wanted += 1


def anchors_kept(plan: Plan, pages: Pages) -> Problems:
    """好几处指着的锚点改了名，说在改了的标题上：指着它的各处没有错。"""
    named = defaultdict[str, Counter[str]](Counter)
    places = [question.see for question in plan.questions]
    places += [rule.see for rule in plan.urgent]
    for place in places:
        address, mark, anchor = place.partition("#")
        if mark:
            uri = address.replace(".html", ".md")
            named[uri][anchor] += 1
    for page in pages:
        if page.uri in named:
            named[page.uri].update(_LINKED.findall(page.body))
            yield from _renamed(page, named[page.uri])


def _renamed(page: Handwritten, named: Counter[str]) -> Problems:
    """一页里改了名的锚点；named 是别处、本页指着的，各几处。"""
    present = anchors_in(page.body)
    idle = present - named.keys()
    for old, times in named.items():
        if old in present or times < _MANY:
            continue
        start = _renamed_at(page, old, idle)
        if start < 0:
            continue
        message = f"这个锚点原来叫 {old}，{times} 处还指着 {old}"
        help = f"改回 {old}：链接转发过，改了就断"
        yield page.problem(start, message, help)


def _renamed_at(page: Handwritten, old: str, idle: set[str]) -> int:
    """改了名的锚点在正文的第几个字：名字像的，不然是唯一没有人指着的；说不准是 -1。"""
    written = {name for name in idle if f"#{name} " in page.body}
    near = get_close_matches(old, written, n=1)
    if not near and len(written) == 1:
        near = list(written)
    if not near:
        return -1
    return page.body.find(f"#{near[0]} ")


def old_anchors_lead(plan: Plan, pages: Pages, reported: Container[str]) -> Problems:
    """从前的锚点指到的页在，标题在；没有别的标题占了从前的名字。

    reported 是已经报过错的文件：标题写坏了，锚点自然不见，不再说。
    """
    by_uri = {page.uri: page for page in pages}
    seen: set[str] = set()
    for row in plan.anchors:
        if row.page in seen:
            message = f"{row.page} 前面说过了"
            yield row.place.of("page").problem(message, "并成一条")
        seen.add(row.page)
        page = by_uri.get(row.page)
        if page is None:
            if row.page:
                message = f"docs/ 里没有 {row.page}"
                yield row.place.of("page").problem(
                    message, "检查拼写；页撤下了，就把这一条整个删掉"
                )
            continue
        if not page.body_line or page.path in reported:  # 元数据读不出来，正文也没有读
            continue
        yield from _old_ones(row, anchors_in(page.body))


def _old_ones(row: OldAnchors, present: Container[str]) -> Problems:
    """一页从前的各个锚点；present 是现在有的。"""
    for old, now in row.now.items():
        place = row.place.of("now", old)
        if now not in present:
            message = f"{row.page} 里没有 #{now}，旧的链接到不了"
            help = f"在原来那个标题末尾写上 {{: #{now} }}，或改成那一节现在的锚点"
            yield place.problem(message, help)
        if old in present:
            message = f"#{old} 现在另有标题在用"
            yield place.problem(message, "给那个标题换个锚点")


def anchors_in(body: str) -> set[str]:
    """一页正文里的锚点：写明的，和由标题的字得出的。"""
    text = _text(body)
    found = set(_ID.findall(text))
    for _, title, own in _headings(text):
        found.add(own or anchor(title))
    return found


def titles_in(body: str) -> dict[str, str]:
    """一页正文里的二级以下标题：锚点 → 标题。"""
    return {own or anchor(title): title for _, title, own in _headings(_text(body))}


def _text(body: str) -> str:
    return without_macros(without_code(body))


def _headings(text: str) -> Iterator[tuple[int, str, str]]:
    """二级以下的标题：在正文的第几个字，标题，写明的锚点（没写是空的）。"""
    for found in _HEADING.finditer(text):
        own = _OWN.search(found["own"] or "")
        anchor = ""
        if own:
            anchor = own[1]
        yield found.start(), found["title"].strip(), anchor

"""传单的课件：说得出第几步讲看出不对劲，要用的框都有，六张的字都放得下。"""

from collections.abc import Iterator

from macros.checks.bounds import overlong
from macros.checks.fields import is_empty_list, problem_in
from macros.corpus.pieces import BOXES, Leaflet
from macros.corpus.plan import Plan
from macros.corpus.problem import Problem, Problems
from macros.corpus.yaml import Node, Scalar
from macros.printing.briefing import box_of, briefing_pages
from macros.printing.deck import Page
from macros.printing.slideshow import fits_title

# 课件要用的两种框。
_USED = ("ask", "avoid")
# 传单至少几步，才分得成两张。
_FEWEST = 2


def briefings_sound(plan: Plan) -> Problems:
    """每份写了 briefing 的传单。"""
    for piece in plan.pieces:
        if isinstance(piece, Leaflet) and "briefing" in piece.place.entries:
            yield from _sound(piece)


def _sound(piece: Leaflet) -> Problems:
    problems = [*_numbered(piece), *_boxed(piece)]
    is_told = problems or any(overlong(piece))  # 太长的话，长短的规则说过了
    if not is_told and _is_whole(piece):
        problems += _fitting(piece)
    yield from problems


def _numbered(piece: Leaflet) -> Iterator[Problem]:
    """写的第几步，这份传单都有，一步写一次；不是数的，读的时候说过了。"""
    count = len(piece.steps)
    if is_empty_list(piece, "briefing"):
        help = "写上讲怎样看出不对劲的是第几步，如 [3]；不出课件就删掉这一行"
        yield problem_in(piece, "briefing", "没有写第几步", help)
    for n, number in enumerate(piece.briefing):
        node = piece.place.of("briefing", n)
        if not isinstance(node, Scalar) or not node.text.isdecimal():
            continue
        before = piece.briefing[:n]
        if count and not 1 <= number <= count:
            help = f"这份传单有 {count} 步，从 1 数起"
            yield node.problem(f"没有第 {number} 步", help)
        elif number in before:
            yield node.problem(f"第 {number} 步写了两次", "留一个")


def _boxed(piece: Leaflet) -> Iterator[Problem]:
    """要用的框都有。"""
    written = [box.kind for box in piece.boxes]
    if not all(written):
        return
    for kind in _USED:
        if kind not in written:
            message = f"出课件的传单要有 kind: {kind}（{BOXES[kind]}）的框"
            help = "换一个框；不出课件就删掉 briefing"
            yield problem_in(piece, "boxes", message, help)


def _is_whole(piece: Leaflet) -> bool:
    """排课件要的都写了；没写的，别处说过了。"""
    kinds = [box.kind for box in piece.boxes]
    if not all(kinds) or "poster" not in piece.place.entries:
        return False
    if not piece.headline or not piece.lead:
        return False
    return all(piece.briefing) and len(piece.steps) >= _FEWEST


def _fitting(piece: Leaflet) -> Iterator[Problem]:
    """六张的字都放得下；放不下的说是第几张、哪一句。"""
    for number, page in enumerate(briefing_pages(piece), 1):
        where = f"课件第 {number} 张“{page.title}”"
        if page.kind != "cover" and not fits_title(page.title):
            box = box_of(piece, "avoid")
            message = f"{where}的题目一行放不下"
            yield problem_in(box, "title", message, "写短，最多十八个字")
        for lines in page.misfits():
            start = lines[0].replace("\n", "")[:12]
            node = _place(piece, page, lines)
            help = "把这一处写短；写不短的，少写一条"
            yield node.problem(f"{where}放不下：{start}", help)


def _place(piece: Leaflet, page: Page, lines: tuple[str, ...]) -> Node:
    """放不下的几行，写在哪里。"""
    if page.kind == "cover":
        return _on_cover(piece, page, lines)
    if page.kind == "closing":
        return _items(piece, "ask")
    if page.kind == "steps":
        numbers = {text.lines: text.number for text in page.texts}
        return _step(piece, numbers[lines])
    if page.ask is None:
        return _step(piece, piece.briefing[0])
    if lines == page.ask.lines:
        return piece.poster.place.of("call")
    return _items(piece, "avoid")


def _on_cover(piece: Leaflet, page: Page, lines: tuple[str, ...]) -> Node:
    """题目或引子。"""
    title, _ = page.texts
    if lines == title.lines:
        return piece.place.of("headline")
    return piece.place.of("lead")


def _items(piece: Leaflet, kind: str) -> Node:
    """一种框里的各条。"""
    box = box_of(piece, kind)
    return box.place.of("items")


def _step(piece: Leaflet, number: int) -> Node:
    """第几步；取来的步骤写在别处，说在 steps 上。"""
    if piece.taken is not None:
        return piece.place.of("steps")
    return piece.place.of("steps", number - 1)

"""数值和列表的界限：尺寸、对比度、用时、字数有上下限，该有内容的不空，名字不重复，日子写得对。"""

import datetime
import itertools
import re
import types
from collections.abc import Callable, Iterator

from macros.checks.fields import Placed, is_empty_list, problem_in
from macros.checks.ids import again
from macros.corpus.facts import Occasion, Procedure
from macros.corpus.pieces import Item, Leaflet, Piece, Step
from macros.corpus.plan import Plan
from macros.corpus.problem import Problem, Problems
from macros.corpus.yaml import Node, Scalar, Sequence

# 样式里各有用处的尺寸：最小、最大，像素；line-height 是倍数。间距在 SPACES 之内，别的在 SIZE 之内。
# 按钮不小于 44 像素见 WCAG 2.2 的 2.5.5，行距不小于一倍半见 1.4.8。
SIZES = types.MappingProxyType(
    {
        "text": (16, 24),
        "small": (14, 20),
        "line-height": (1.5, 2.5),
        "touch": (44, 96),
        "measure": (320, 960),
    }
)
SIZE = (1, 1000)
SPACES = (2, 64)
ROOT_PIXELS = 16
# 对比度最小、最大：WCAG 2.2 里图形 3 比 1，黑白 21 比 1。
CONTRAST = (3, 21)
# 一份资料用时最短、最长，分钟；一天的活动是 480。
MINUTES = (1, 480)
# 每年重复的一段日子最长多少天；再长多半是起止写反了。
LONGEST_SPAN = 100

# 一行最多几个字，再长就缩得看不清，或者排不下；两个半角字符算一个字。
LENGTHS = types.MappingProxyType(
    {
        "title": 30,
        "description": 120,
        "kicker": 20,
        "subtitle": 40,
        "headline": 10,
        "slogan": 20,
        "lead": 60,
        "card": 20,
        "card_fields": 8,
        "alt": 80,
    }
)
# 传单的一步、框里的一条最多几个字。
LONGEST_PART = 80
# 不能空着的列表：计划里的哪一串记录、哪些字段、空着时怎样说。
FILLED = (
    ("pieces", "audience", "没有写给谁看"),
    ("pieces", "use", "没有写怎样用"),
    ("procedures", "steps", "一步也没有"),
    ("procedures", "facts", "没有依据任何事实"),
    ("calendar", "facts", "没有依据任何事实"),
    ("questions", "asks", "一种问法也没有"),
    ("synonyms", "words", "一个说法也没有"),
    ("elsewhere", "words", "一个说法也没有"),
)
# 不重复的名字：哪一串记录、哪个字段。
NAMES = (
    ("hotlines", "name"),
    ("hotlines", "short"),
    ("calendar", "name"),
    ("units", "full_name"),
    ("priorities", "name"),
    ("priorities", "title"),
    ("periods", "printed"),
    ("procedures", "title"),
)

_LENGTH = re.compile(r"([0-9.]+)(rem|em|px)?")
_NARROW = re.compile("[\x00-\u2e7f]")


def sizes_bounded(plan: Plan) -> Problems:
    """尺寸都在看得清、点得着的范围里。"""
    for name, length in plan.tokens.sizes.items():
        found = _LENGTH.fullmatch(length)
        if found is None:
            continue
        usual = SIZE
        if name.startswith("space-"):
            usual = SPACES
        least, most = SIZES.get(name, usual)
        plain = name == "line-height"
        value = float(found[1])
        if found[2] in ("rem", "em"):
            value *= ROOT_PIXELS
        has_unit = bool(found[2])
        if plain == has_unit or not least <= value <= most:
            node = plan.tokens.place.of("sizes", name)
            unit = "倍，不写单位"
            if not plain:
                unit = f"像素（1rem 是 {ROOT_PIXELS} 像素）"
            message = f"{name} 不能是 {length}"
            help = f"{least} 到 {most} {unit}"
            yield node.problem(message, help)


def sizes_stepped(plan: Plan) -> Problems:
    """间距一级比一级大，小字不大于正文：对调了，版面就乱了。"""
    sizes = plan.tokens.sizes
    names = sorted(name for name in sizes if name.startswith("space-"))
    pairs = [("small", "text"), *itertools.pairwise(names)]
    for less, more in pairs:
        one = sizes.get(less, "")
        other = sizes.get(more, "")
        if _rem(one) > _rem(other) > 0:
            message = f"{less} 是 {one}，比 {more} 的 {other} 还大"
            node = plan.tokens.place.of("sizes", less)
            yield node.problem(message, "看看是不是写反了")


def _rem(length: str) -> float:
    """以 rem 写的尺寸；别的写法是 0。"""
    found = _LENGTH.fullmatch(length)
    if found and found[2] == "rem":
        return float(found[1])
    return 0


def steps_differ(plan: Plan) -> Problems:
    """一套步骤、一份传单里，各步的标题、话、短话都不同：一样的，是抄来没有改；一步只说一句。"""
    rows: list[Procedure | Leaflet] = list(plan.procedures)
    rows += [piece for piece in plan.pieces if isinstance(piece, Leaflet) and not piece.taken]
    for row in rows:
        told: set[int] = set()
        for field in ("title", "text", "short"):
            for step, first in again(row.steps, field):
                if not getattr(step, field) or id(step) in told:
                    continue
                told.add(id(step))
                message = f"{field} 和第 {first.place.of(field).line} 行的一样"
                yield problem_in(step, field, message, "写这一步自己的")


def contrast_asked(plan: Plan) -> Problems:
    """对比度的要求有意义：至少写一条，3 到 21 比 1，不是自己写在自己上面。"""
    least, most = CONTRAST
    tokens = plan.tokens
    if is_empty_list(tokens, "contrast"):
        yield problem_in(tokens, "contrast", "没有对比度要求", "至少写 ink 写在 paper 上的一条")
    for pair in tokens.contrast:
        if pair.text and pair.text == pair.on:
            message = f"{pair.text} 写在自己上面"
            yield problem_in(pair, "on", message, "写上底的颜色")
        if _is_read(pair, "least") and not least <= pair.least <= most:
            message = f"least 不能是 {pair.least}"
            help = f"{least} 到 {most}，正文写 7，大字和线写 3"
            yield problem_in(pair, "least", message, help)


def minutes_bounded(plan: Plan) -> Problems:
    """用时不短于一分钟，不长于一天的活动。"""
    least, most = MINUTES
    for piece in plan.pieces:
        if _is_read(piece, "minutes") and not least <= piece.minutes <= most:
            message = f"用时不能是 {piece.minutes} 分钟"
            help = f"{least} 到 {most} 分钟"
            yield problem_in(piece, "minutes", message, help)


def _is_read(row: Placed, field: str) -> bool:
    """row 的 field 是读成了的整数；没读成的已经报过，值是 0。"""
    node = row.place.of(field)
    return isinstance(node, Scalar) and node.text.isdecimal()


def lists_filled(plan: Plan) -> Problems:
    """要有内容的列表不空着。"""
    for rows, field, message in FILLED:
        for row in getattr(plan, rows):
            if is_empty_list(row, field):
                help = f"{field} 至少写一项"
                yield problem_in(row, field, message, help)
    for piece in plan.pieces:
        if piece.form == "activity" and is_empty_list(piece, "occasions"):
            message = "活动方案没有写用在什么日子"
            yield problem_in(piece, "occasions", message, "写上 data/calendar.yml 里的 id")
        if isinstance(piece, Leaflet):
            for box in piece.boxes:
                if is_empty_list(box, "items"):
                    yield problem_in(box, "items", "框里一条也没有", "items 至少写一项")


def names_differ(plan: Plan) -> Problems:
    """同一种记录的名字不重复：读者分不清哪个是哪个。"""
    for rows, field in NAMES:
        for row, first in again(getattr(plan, rows), field):
            if not getattr(row, field):
                continue
            yield _same_name(row, first, field)
            if row.place.path != first.place.path:
                yield _same_name(first, row, field)


def _same_name(row: Placed, other: Placed, field: str) -> Problem:
    """row 的名字和 other 的一样：哪一处抄错了，程序看不出，不叫人改对的那一处。"""
    there = other.place.of(field)
    place = f"{there.path} 第 {there.line} 行"
    message = f"{field} {getattr(row, field)} 和 {place}的相同"
    return problem_in(row, field, message, "看看哪一处抄错了，改那一处")


def lines_short(plan: Plan) -> Problems:
    """一行的话不太长：大标题四十个字，纸上就缩得比正文还小；传单的一步、一条太长，就排不下。"""
    for piece in plan.pieces:
        yield from overlong(piece)


def overlong(piece: Piece) -> Iterator[Problem]:
    """一份资料里太长的话。"""
    if isinstance(piece, Leaflet):
        yield from _parts_short(piece)
    for field, most in LENGTHS.items():
        for node in _written(piece.place.of(field), piece.place):
            length = _length(node.text)
            if length > most:
                message = f"{field} 有 {length:g} 个字"
                yield node.problem(message, f"最多 {most} 个，写短一些")


def _parts_short(piece: Leaflet) -> Problems:
    """传单的各步、框里的各条。"""
    rows: list[Step | Item] = [] if piece.taken else list(piece.steps)
    for box in piece.boxes:
        rows += box.items
    for row in rows:
        node = row.place.of("text")
        length = _length(row.text)
        if length > LONGEST_PART:
            message = f"text 有 {length:g} 个字，纸上排不下"
            yield node.problem(message, f"最多 {LONGEST_PART} 个，写短，或分成两步")


def _written(node: Node, row: Node) -> Iterator[Scalar]:
    """一个字段里的各行字；没有写这个字段的是空的。"""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence) and node is not row:
        for item in node.items:
            if isinstance(item, Scalar):
                yield item


def _length(text: str) -> float:
    """几个汉字宽；两个半角字符算一个字。"""
    narrow = len(_NARROW.findall(text))
    return len(text) - narrow / 2


def spans_ordered(plan: Plan) -> Problems:
    """每年重复的一段日子，结束在开始之后；跨年的也不太长。"""
    for day in plan.calendar:
        length = _span(day)
        if length == 0:
            yield problem_in(day, "end", "end 和 start 是同一天", "只有一天的不写 end")
        elif length > LONGEST_SPAN:
            message = f"从 {day.start} 到 {day.end} 有 {length} 天"
            help = f"最多 {LONGEST_SPAN} 天；start 和 end 写反了就换过来"
            yield problem_in(day, "end", message, help)


def _span(day: Occasion) -> int:
    """从开始到结束隔几天，跨年的算到下一年；没有结束、写得不对的是 -1。"""
    if not day.start or not day.end:
        return -1
    try:
        start = datetime.date.fromisoformat(f"2027-{day.start}")
        end = datetime.date.fromisoformat(f"2027-{day.end}")
    except ValueError:  # 不是真有的一天，已经报过
        return -1
    return (end - start).days % 365


BOUND_RULES: tuple[Callable[[Plan], Problems], ...] = (
    sizes_bounded,
    sizes_stepped,
    steps_differ,
    contrast_asked,
    minutes_bounded,
    lists_filled,
    names_differ,
    lines_short,
    spans_ordered,
)

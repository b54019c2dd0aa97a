"""每页一张分享图：链接发到聊天里，先看到的就是它。"""

import functools
import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from macros.model import Measure, Paragraph, Plan, Task
from macros.printing.engine import Engine, Unprintable
from macros.printing.outputs import picture
from macros.printing.sheets import Site
from macros.printing.store import Printed, Store

# 标题的宽和高，像素：微信把图裁成中间的方块，630 宽，也在里面。
ROOM, TALL = 576, 300
# 标题的字号，挑大的；图缩成 300 像素宽，最小的也有 12 像素。LEADING 是行高，照 share.typ。
SIZES = range(120, 47, -8)
LEADING = 1.22
# 什么颜色写在什么颜色上。
PAIRS = (("on-band", "band"), ("lamp", "band"), ("ink", "paper"), ("urgent", "paper"), ("muted", "paper"))

_OPEN, _CLOSE = "（《“‘〔【「『(<[", "，。、；：？！）》”’〕】」』…—·,.;:?!)>]%"
# 号码连着前后的“第”“年”“项”不拆；太长的一串字母，十个一截。
_NUMBER = "第?[0-9A-Za-z][0-9A-Za-z.:/_@—–-]{0,9}[年月日号项条个岁期页]?"
# 行头、行尾和标点之间只有一个字；“的”“了”离了它前面的词。
_STRAY = re.compile("^.[，。：；、？！]|[，。：；、？！].$|^.?[的了]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """一页：地址、标题、所在栏目（没有是空的）；标题和栏目是没有转义过的字。"""

    url: str
    title: str
    kicker: str


def address(url: str) -> str:
    """一页的分享图在网站上的地址：units/health.html 的是 share/units-health.png。"""
    return f"share/{url.removesuffix('.html').replace('/', '-')}.png"


def cards(
    plan: Plan, site: Site, pages: Sequence[Share], folder: Path, *, official: bool = False
) -> dict[str, Printed]:
    """地址 → 印好的图，1200×630 的 PNG，存在 folder，没变的不再印。

    official 是政府部门自己办的副本，图上不说“不是政府网站”。字体里缺字、两页重名，抛 Unprintable。
    """
    store, engine = Store(folder), functools.cache(Engine)  # 一张也不用印，就不启动编译器
    words = Words(plan, [page.title for page in pages])
    made: dict[str, Printed] = {}
    for page in pages:
        if (name := address(page.url)) in made:
            raise Unprintable(f"{page.url} 的分享图和别的页重名：{name}（给这一页换个文件名）")
        sheet = _sheet(plan, site, page, words, official=official)
        made[name] = store.get("png", ["share", sheet], functools.partial(_drawn, engine, page, sheet))
    return made


def _drawn(engine: Callable[[], Engine], page: Share, sheet: Mapping[str, Any]) -> tuple[bytes, int]:
    try:
        engine().pdf("share.typ", sheet)  # 字体里缺字，只有排 PDF 时才说
        return picture(engine().png("share.typ", sheet, 72)[0], "png"), 0
    except Unprintable as error:
        raise Unprintable(f"{page.url} 的分享图排不出来：{error}") from error


def _sheet(plan: Plan, site: Site, page: Share, words: "Words", *, official: bool) -> dict[str, Any]:
    title = " ".join(page.title.split()) or site.name
    size, lines = words.layout(title)
    return {
        "title": title,
        "lines": lines,
        "size": size,
        "room": ROOM,
        "name": "" if title == site.name else _short(site.name),
        "kicker": "" if page.kicker in (title, site.name) else _short(page.kicker),
        "number": plan.hotlines[0].number if plan.hotlines else "",
        "note": "公文以原网站为准" if official else "不是政府网站，公文以原网站为准",
        "colors": {name: plan.tokens.colors[name].light for pair in PAIRS for name in pair},
    }


def _short(text: str) -> str:
    """一行写得下的；再长就看不清了。"""
    return text if len(text) <= 16 else text[:15] + "…"


class Words:
    """标题在哪里断行：不拆这份计划里的名词和单位，也少拆它的文字里常连着的字。"""

    def __init__(self, plan: Plan, titles: Sequence[str]) -> None:
        names = {unit.name for unit in plan.units} | {form for term in plan.terms for form in term.forms}
        whole = "|".join([*map(re.escape, sorted(names, key=lambda name: (-len(name), name))), _NUMBER])
        self._unit = re.compile(f"{whole}|.")
        texts = [row.text for row in plan.rows.values() if isinstance(row, Paragraph | Task | Measure)]
        texts += [text for piece in plan.pieces for _, text, _ in piece.passages()]
        parts = [part for text in (*texts, *titles) for part in re.split(whole, text)]
        self._count = Counter(text[i : i + n] for text in parts for n in (1, 2, 3) for i in range(len(text) - n + 1))

    def units(self, title: str) -> list[str]:
        """不再拆开的一截一截：词、号码；标点跟着前一截，前引号跟着后一截。"""
        found: list[str] = []
        for part in self._unit.findall(title):
            if found and (part[0] in _CLOSE + " " or found[-1][-1] in _OPEN) and len(found[-1]) < 12:
                found[-1] += part
            else:
                found.append(part)
        return found

    def layout(self, title: str) -> tuple[int, list[str]]:
        """标题的字号和各行：字大，又不拆词。最小的字号也排不下，就从末尾去掉一些，写上“…”。"""
        units = self.units(title)
        for kept in range(min(len(units), 99), 0, -1):  # 再多，最窄的也排不下
            shown = units if kept == len(units) else [*units[:kept], "…"]
            text, ends = "".join(shown), list(itertools.accumulate(map(len, shown)))
            ugly = {end: self._ugly(text, end) for end in ends}
            tried = [
                (size * 0.8 ** found[0], size, found[1])
                for size in SIZES
                for count in range(1, int(TALL / size / LEADING) + 1)
                if (found := broken(text, ugly, ROOM / size, count))
            ]
            if tried:
                return max(tried)[1:]
        return SIZES[-1], [title]  # 一个词就比一行长：由模板缩小

    def _ugly(self, text: str, at: int) -> float:
        """在这里断行有多难看：全文末尾和标点后面是 0，拆开一个词最大。"""
        if at == len(text) or text[at - 1] in _CLOSE + " ":
            return 0
        return 0.5 + 3 * self._bound(text[max(0, at - 2) : at], text[at : at + 2])

    def _bound(self, before: str, after: str) -> float:
        """两边的字有多常连着，0 到 1；三个字里见到两个就总有第三个，也算。"""
        count, (one, two) = self._count, (before[-1], after[0])
        # 少见的字说不准，当作有三成。
        found = [(count[one + two] + 0.6) / (min(count[one], count[two]) + 2)]
        for three, part in ((before + two, before), (one + after, after)):
            if len(three) == 3 and count[three] >= 3:
                found.append(count[three] / count[part])
        return max(found)


def broken(text: str, ugly: Mapping[int, float], room: float, count: int) -> tuple[float, list[str]] | None:
    """断成 count 行，每行不宽于 room 个字，只断在 ugly 里的位置；返回难看的程度和各行，断不成是 None。

    一行至少两个字，各行要差不多长。
    """
    mean = width(text) / count
    best: dict[int, tuple[float, list[str]]] = {0: (0, [])}
    for left in range(count - 1, -1, -1) if mean <= room else ():
        found: dict[int, tuple[float, list[str]]] = {}
        for (start, (so_far, lines)), end in itertools.product(best.items(), ugly):
            line = text[start:end].strip()
            if (end == len(text)) != (left == 0) or (count > 1 and len(line.rstrip(_CLOSE)) < 2):
                continue
            if (wide := width(line)) <= room:
                cost = so_far + ugly[end] + 2 * (wide / mean - 1) ** 2 + len(_STRAY.findall(line))
                found[end] = min(found.get(end, (cost, [*lines, line])), (cost, [*lines, line]))
        best = found
    return best.get(len(text))


def width(text: str) -> float:
    """估计有几个字宽；准不准由模板再量一次。"""
    return sum(1 if unicodedata.east_asian_width(one) in "WFA" else 0.62 for one in text)

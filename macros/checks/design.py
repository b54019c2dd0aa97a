"""样子：颜色的对比度、样式里的变量、传单的插图。"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from macros.checks.fields import problem_in
from macros.corpus.design import PALETTE, Contrast, Palette, Tokens
from macros.corpus.pieces import FOLDER, Leaflet
from macros.corpus.plan import Plan
from macros.corpus.problem import Problem, Problems

WHITE = "#ffffff"
# 印刷的颜色至少要有的对比度（WCAG 2.2 的 AA）。
LEAST_CONTRAST = 4.5
# 几条要求都因为一种颜色，才当是那种颜色错了。
_MANY = 3

_BODY = re.compile(r"^body \{(.*?)^\}", re.MULTILINE | re.DOTALL)
_DEFINED = re.compile(r"--([a-z0-9-]+):")
_USED = re.compile(r"var\(--([a-z0-9-]+)\)")


@dataclass(frozen=True, slots=True)
class _Dim:
    """一条达不到的要求：哪一条，深浅哪一套，几比一。"""

    pair: Contrast
    scheme: str
    ratio: float

    @property
    def names(self) -> set[str]:
        """字和底的颜色。"""
        return {self.pair.text, self.pair.on}

    def problem(self) -> Problem:
        """报在这一条要求上。"""
        pair = self.pair
        message = f"{self.scheme} 下 {pair.text} 写在 {pair.on} 上只有 {self.ratio:.2f}:1"
        help = f"至少要 {pair.least}:1，把颜色调深或调浅"
        return pair.place.problem(message, help)


def contrast_enough(plan: Plan) -> Problems:
    """写明的对比度要求，深浅两套颜色都要达到；好几条都因为一种颜色，只说那种颜色。"""
    dims = list(_dims(plan.tokens))
    counts: Counter[str] = Counter()
    for dim in dims:
        counts.update(dim.names)
    for name, times in counts.most_common(1):
        if times < _MANY:
            continue
        scheme = next(dim.scheme for dim in dims if name in dim.names)
        node = plan.tokens.place.of("colors", name, scheme)
        message = f"{name} 和 {times} 处配着的颜色都分不清"
        yield node.problem(message, "看看深浅是不是写反了，颜色有没有抄错")
        dims = [dim for dim in dims if name not in dim.names]
    for dim in dims:
        yield dim.problem()


def _dims(tokens: Tokens) -> Iterator[_Dim]:
    """达不到的各条要求；没读出来的颜色跳过。"""
    for pair in tokens.contrast:
        if pair.text not in tokens.colors or pair.on not in tokens.colors:
            continue
        text = tokens.colors[pair.text]
        on = tokens.colors[pair.on]
        for scheme in ("light", "dark"):
            one = getattr(text, scheme)
            other = getattr(on, scheme)
            if not one or not other:
                continue
            ratio = contrast(one, other)
            if ratio < pair.least:
                yield _Dim(pair, scheme, ratio)


def palettes_readable(plan: Plan) -> Problems:
    """印刷的颜色：白字和灯色写在标题底上，深色写在纸和框底上，都不低于 4.5 比 1。"""
    for palette in plan.tokens.palettes.values():
        for text, on in _printed_pairs(plan.tokens, palette):
            if not text or not on:
                continue
            ratio = contrast(text, on)
            if ratio < LEAST_CONTRAST:
                message = f"{text} 写在 {on} 上只有 {ratio:.2f}:1"
                help = f"至少要 {LEAST_CONTRAST}:1，把颜色调深或调浅"
                yield palette.place.problem(message, help)


def _printed_pairs(tokens: Tokens, palette: Palette) -> Iterator[tuple[str, str]]:
    """一套印刷的颜色里，什么字写在什么底上。"""
    yield WHITE, palette.band
    yield _light(tokens, "lamp"), palette.band
    yield WHITE, palette.accent
    yield palette.accent, _light(tokens, "paper")
    for text in (palette.accent, _light(tokens, "ink")):
        yield text, palette.tint
        yield text, palette.tint2


def _light(tokens: Tokens, name: str) -> str:
    """一种颜色浅色的值；没有就是空的。"""
    if name not in tokens.colors:
        return ""
    return tokens.colors[name].light


def contrast(one: str, other: str) -> float:
    """两个 #rrggbb 颜色的对比度，1 到 21（WCAG 2.2 的 contrast ratio）。"""
    first = _luminance(one)
    second = _luminance(other)
    light = max(first, second)
    dark = min(first, second)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    red = _linear(color[1:3])
    green = _linear(color[3:5])
    blue = _linear(color[5:7])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(digits: str) -> float:
    """一个通道的两位十六进制数，换成线性的 0 到 1。"""
    channel = int(digits, 16) / 255
    if channel <= 0.04045:
        return channel / 12.92
    return float(((channel + 0.055) / 1.055) ** 2.4)


def tokens_used(plan: Plan, root: Path) -> Problems:
    """样式里用到的颜色和尺寸，tokens.yml 里都要有。"""
    text = ""
    for path in sorted((root / "overrides/assets/css").glob("*.css")):
        text += path.read_text(encoding="utf-8")
    known = {*plan.tokens.colors, *plan.tokens.sizes}
    known.update(f"palette-{name}" for name in PALETTE)
    body = _BODY.search(text)
    if body:
        known.update(_DEFINED.findall(body[1]))
    used = set(_USED.findall(text))
    for name in sorted(used - known):
        message = f"样式用到 {name}，这里没有"
        yield plan.tokens.place.problem(message, "加上它，或改对名字")


def art_present(plan: Plan, root: Path) -> Problems:
    """每份传单都有自己的插图。"""
    for piece in plan.pieces:
        if isinstance(piece, Leaflet) and not (root / piece.art).is_file():
            message = f"没有插图 {piece.art}"
            help = "误删的，取回来；还没有画的，画一幅 480×400 的 SVG 放在那里"
            yield problem_in(piece, "alt", message, help)


def art_taken(plan: Plan, root: Path) -> Problems:
    """art/ 里的插图都有一份传单用它。"""
    wanted = {piece.art for piece in plan.pieces if isinstance(piece, Leaflet)}
    for path in sorted((root / FOLDER / "art").glob("*.svg")):
        label = path.relative_to(root).as_posix()
        if label not in wanted:
            help = (
                "文件名写成那份传单的，如 missing-child.svg 配 missing-child.md；没有用了，就删掉"
            )
            yield Problem(label, 1, 1, "没有一份传单用这幅插图", help)

"""彩色的插图改成黑白打印机印得清的：皮肤一律是白的，浅的东西有轮廓，深的留着，中间的变淡省墨。

只看颜色、线宽，不看画的是什么：哪一幅都照这一套，新画的也照它。
"""

import colorsys
import copy
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from lxml import etree

_SVG = "{http://www.w3.org/2000/svg}"
# 只定轮廓的形状，自己不画出来。
_UNSEEN = frozenset({f"{_SVG}clipPath", f"{_SVG}mask", f"{_SVG}defs"})
_INK = "#222222"
_WHITE = 255
# 背景用的一层浅色印成这个灰，周围一道灰线：不用轮廓就和白纸分不开。
_GROUND = 241
_GROUND_EDGE = "#8c8c8c"
# 透明的腮红、影子。
_SHADOW = 232
# 比这还暗的（头发、鞋、裤子）不变；比这还亮的算白的；两者之间、亮过 _PALE 的算背景。
_DARK, _PALE, _BRIGHT = 50, 225, 243
# 中间的颜色离白有多远，缩到这么多。
_FADED = 0.5
# 印出来不到这么黑的，要有轮廓。
_FAINT = 140
# 轮廓的线宽，插图宽 480 时。
_EDGE = 1.5
# 白的、皮肤的线宽过 _LIMB，别的线宽过 _BAND，是有轮廓的东西（手指、窗棂、彩虹）；窄的只是一条线。
_LIMB, _BAND = 2.8, 8
# 只是一条线的，至多这么亮：白衣服上的褶、纸上的字行，再亮就看不见；深色东西上也看得见。
_LINE = 128
# 作者描过边的（袖子），描边的线和它有这么多处坐标一样。
_TRACED = 3
_NUMBER = re.compile(r"-?[0-9]*\.?[0-9]+")
# 皮肤的色相、明度。
_SKIN_HUE, _SKIN_LIGHTNESS = (20 / 360, 32 / 360), (0.6, 0.9)


@dataclass(frozen=True, slots=True)
class _Shade:
    """一种颜色印成的灰，和它要不要轮廓、什么颜色的轮廓（不要是空的）。"""

    grey: int
    edge: str

    @property
    def paint(self) -> str:
        """写进 SVG 的颜色。"""
        return f"#{self.grey:02x}{self.grey:02x}{self.grey:02x}"


def monochrome(svg: str) -> str:
    """一幅插图的黑白的一份，SVG。"""
    root = etree.fromstring(svg.encode())
    for node in list(root.iter(etree.Element)):
        if _drawn(node):
            _redraw(node)
    return etree.tostring(root, encoding="unicode")


def _drawn(node: Any) -> bool:
    """画得出来的；只定轮廓的不是。"""
    if node.tag in _UNSEEN:
        return False
    return all(parent.tag not in _UNSEEN for parent in node.iterancestors())


def _redraw(node: Any) -> None:
    """一个形状换成灰的，浅的描上轮廓。"""
    fill = node.get("fill", "none")
    stroke = node.get("stroke", "none")
    if float(node.get("opacity", 1)) < 1:
        _soften(node, fill, stroke)
        return
    if _is_color(stroke):
        _redraw_line(node, stroke, hollow=not _is_color(fill))
    if _is_color(fill):
        _redraw_solid(node, fill, edged=_is_color(stroke))


def _redraw_solid(node: Any, fill: str, *, edged: bool) -> None:
    """一块颜色；edged 是自己有边。"""
    shade = _shade(fill)
    node.set("fill", shade.paint)
    if edged or not shade.edge:
        return
    lines = _tracing(node)
    if not lines:
        node.set("stroke", shade.edge)
        node.set("stroke-width", str(_EDGE))
        return
    # 描过边的袖子不另描一圈：不封口，和衣服连着；垫在整个人底下的，只露出外面一道。
    _put_under(node, shade.edge, 2 * _EDGE, node.getparent()[0])
    for line in lines:
        line.set("stroke", shade.edge)
        line.attrib.pop("opacity", None)


def _tracing(node: Any) -> list[Any]:
    """紧跟在后面、描它的边的细线。"""
    lines = []
    edge = _pairs(node)
    for line in node.itersiblings():
        shared = edge & _pairs(line)
        if line.get("fill") != "none" or len(shared) < _TRACED:
            break
        lines.append(line)
    return lines


def _pairs(node: Any) -> set[tuple[str, str]]:
    """路径里挨着的两个数。"""
    numbers = _NUMBER.findall(node.get("d", ""))
    return set(pairwise(numbers))


def _put_under(node: Any, paint: str, width: float, place: Any) -> None:
    """在 place 前面垫一份 node，只有轮廓，露在外面的看得见。"""
    under = copy.deepcopy(node)
    under.tail = None
    under.set("stroke", paint)
    under.set("stroke-width", f"{width:g}")
    place.addprevious(under)


def _is_color(paint: str) -> bool:
    return paint.startswith("#")


def _soften(node: Any, fill: str, stroke: str) -> None:
    """半透明的只是影子，印得很淡；白的反光照样白。"""
    for name, paint in (("fill", fill), ("stroke", stroke)):
        if _is_color(paint) and _lightness(paint) < _PALE:
            node.set(name, _Shade(_SHADOW, "").paint)


def _redraw_line(node: Any, stroke: str, *, hollow: bool) -> None:
    """一条线：宽的是一样东西，底下垫一条更宽的作轮廓；窄的要看得见。"""
    width = float(node.get("stroke-width", 1))
    shade = _shade(stroke)
    light = _lightness(stroke)
    white = shade.grey >= _GROUND
    if width > (_LIMB if white else _BAND):
        node.set("stroke", shade.paint)
        if shade.edge and hollow:
            _put_under(node, shade.edge, width + 2 * _EDGE, node)
        return
    # 白的细线画在深的东西上，照样白。
    grey = _WHITE if light >= _PALE else min(light, _LINE)
    node.set("stroke", _Shade(grey, "").paint)


def _shade(color: str) -> _Shade:
    """一种颜色印成什么灰。"""
    light = _lightness(color)
    if light >= _BRIGHT or _is_skin(color):
        return _Shade(_WHITE, _INK)
    if light >= _PALE:
        return _Shade(_GROUND, _GROUND_EDGE)
    if light <= _DARK:
        return _Shade(light, "")
    grey = round(_WHITE - (_WHITE - light) * _FADED)
    if grey < _FAINT:
        return _Shade(grey, "")
    return _Shade(grey, _INK)


def _lightness(color: str) -> int:
    """看上去有多亮，0 到 255。"""
    red, green, blue = _channels(color)
    return round(0.3 * red + 0.59 * green + 0.11 * blue)


def _is_skin(color: str) -> bool:
    """是不是皮肤的颜色，深浅都算。"""
    red, green, blue = (channel / 255 for channel in _channels(color))
    hue, lightness, _ = colorsys.rgb_to_hls(red, green, blue)
    low, high = _SKIN_HUE
    darkest, lightest = _SKIN_LIGHTNESS
    return low <= hue <= high and darkest <= lightness <= lightest


def _channels(color: str) -> bytes:
    digits = color.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    return bytes.fromhex(digits)

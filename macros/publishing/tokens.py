"""data/tokens.yml 写成网站的样式变量。"""

import re
import types
from collections.abc import Mapping

from macros.corpus.design import PALETTE, Tokens

# 深色时，宣传资料的颜色换成网站的哪一种。
_IN_DARK = types.MappingProxyType(
    {
        "--palette-accent": "var(--brand)",
        "--palette-tint": "var(--surface)",
        "--palette-tint2": "var(--surface)",
    }
)

_DEFINED = re.compile(r"(--[\w-]+):[^;}]+;?")


def tokens_css(tokens: Tokens) -> str:
    """浅色、深色两套颜色和共用的尺寸，都是 CSS 自定义属性。

    没有选过深浅的，跟着系统；选过的，看 html 上的 data-scheme。印在纸上总用浅色。
    """
    light = {"color-scheme": "light"}
    dark = {"color-scheme": "dark"}
    for name, length in tokens.sizes.items():
        light[f"--{name}"] = length
    for name, shade in tokens.colors.items():
        light[f"--{name}"] = shade.light
        dark[f"--{name}"] = shade.dark
    always = _block(":root", light)
    followed = _block(":root:not([data-scheme=light])", dark)
    chosen = _block(":root[data-scheme=dark]", dark)
    return (
        f"{always}@media screen and (prefers-color-scheme:dark){{{followed}}}\n"
        f"@media screen{{{chosen}}}\n"
    )


def used(css: str) -> str:
    """css 里没有用到的变量去掉：求助页连样式要装进 14 KB。"""

    def kept(definition: re.Match[str]) -> str:
        if f"var({definition[1]})" in css:
            return definition[0]
        return ""

    return _DEFINED.sub(kept, css)


def _block(selector: str, values: Mapping[str, str]) -> str:
    declarations = map(":".join, values.items())
    body = ";".join(declarations)
    return f"{selector}{{{body}}}"


def palettes_css(tokens: Tokens) -> str:
    """宣传资料各自的颜色：一套一个类，写成 --palette-band 之类的变量。

    深色的，标题还用它的底色，写在纸上的字、框的底换成网站的。
    """
    blocks = []
    for name, palette in tokens.palettes.items():
        values = {}
        for field in PALETTE:
            values[f"--palette-{field}"] = getattr(palette, field)
        blocks.append(_block(f".palette-{name}", values))
    dark = _block(".piece", _IN_DARK)
    blocks.append(
        "@media screen and (prefers-color-scheme:dark)"
        f"{{:root:not([data-scheme=light]) {dark}}}\n"
        f"@media screen{{:root[data-scheme=dark] {dark}}}\n"
    )
    return "".join(blocks)

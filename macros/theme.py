"""data/tokens.yml 写成网站的样式变量。"""

import re

from macros.model import Tokens


def tokens_css(tokens: Tokens) -> str:
    """浅色、深色两套颜色和共用的尺寸，都是 CSS 自定义属性。

    没有选过深浅的，跟着系统；选过的，看 html 上的 data-scheme。印在纸上总用浅色。
    """
    light = {name: shade.light for name, shade in tokens.colors.items()}
    dark = {name: shade.dark for name, shade in tokens.colors.items()}
    follow = _block(":root:not([data-scheme=light])", {"color-scheme": "dark"} | _properties(dark))
    return (
        _block(":root", {"color-scheme": "light"} | _properties(tokens.sizes) | _properties(light))
        + f"@media screen and (prefers-color-scheme:dark){{{follow}}}\n"
        + f"@media screen{{{_block(':root[data-scheme=dark]', {'color-scheme': 'dark'} | _properties(dark))}}}\n"
    )


def used(css: str) -> str:
    """css 里没有用到的变量去掉：求助页连样式要装进 14 KB。"""
    return re.sub(r"(--[\w-]+):[^;}]+;?", lambda found: found[0] if f"var({found[1]})" in css else "", css)


def _properties(values: dict[str, str]) -> dict[str, str]:
    return {f"--{name}": value for name, value in values.items()}


def _block(selector: str, values: dict[str, str]) -> str:
    return f"{selector}{{{';'.join(f'{name}:{value}' for name, value in values.items())}}}"

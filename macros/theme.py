"""data/tokens.yml 写成网站的样式变量。"""

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
        + f"@media screen and (prefers-color-scheme: dark) {{\n{follow}}}\n"
        + f"@media screen {{\n{_block(':root[data-scheme=dark]', {'color-scheme': 'dark'} | _properties(dark))}}}\n"
    )


def _properties(values: dict[str, str]) -> dict[str, str]:
    return {f"--{name}": value for name, value in values.items()}


def _block(selector: str, values: dict[str, str]) -> str:
    lines = "".join(f"  {name}: {value};\n" for name, value in values.items())
    return f"{selector} {{\n{lines}}}\n"

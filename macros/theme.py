"""data/tokens.yml 写成网站的样式变量。"""

from macros.model import Tokens


def tokens_css(tokens: Tokens) -> str:
    """浅色、深色两套颜色和共用的尺寸，都是 CSS 自定义属性。"""
    light = {name: shade.light for name, shade in tokens.colors.items()}
    dark = {name: shade.dark for name, shade in tokens.colors.items()}
    return (
        _block(":root", tokens.sizes)
        + _block(':root, [data-md-color-scheme="default"]', light)
        + _block('[data-md-color-scheme="slate"]', dark)
    )


def _block(selector: str, values: dict[str, str]) -> str:
    lines = "".join(f"  --{name}: {value};\n" for name, value in values.items())
    return f"{selector} {{\n{lines}}}\n"

"""样式的记录：颜色、字号、间距，和对比度的要求。"""

from typing import Annotated

from macros.corpus.record import Form, Record, described, record
from macros.corpus.refs import ColorId

Color = Annotated[str, Form(r"#[0-9a-f]{6}", "写成 #1a2b3c 这样的六位小写颜色")]
Length = Annotated[str, Form(r"[0-9]+(\.[0-9]+)?(rem|em|px)?", "写成 1.5rem、44px 或 1.75 这样")]


@record("颜色")
class Shade(Record):
    """一种颜色在浅色和深色背景下的值。"""

    light: Color = described("浅色", "浅色背景下的六位小写颜色。", "#fffdf8")
    dark: Color = described("深色", "深色背景下的六位小写颜色。", "#14191b")


@record("对比度")
class Contrast(Record):
    """一条对比度要求：text 色写在 on 色上，至少 least 比 1。"""

    text: ColorId = described("什么颜色的字", "colors 里的名字。", "ink")
    on: ColorId = described("写在什么颜色上", "colors 里的名字。", "paper")
    least: int = described("至少几比一", "正文 7，大字和线 3。", 7)


@record("印刷颜色")
class Palette(Record):
    """一套印刷用的颜色：标题底 band、序号和小标题 accent、两个框的底 tint 和 tint2。"""

    band: Color = described("标题的底色", "上面写白字，对比度由检查算。", "#1c4f63")
    accent: Color = described("序号和小标题的颜色", "和底色的对比度由检查算。", "#1c4f63")
    tint: Color = described("第一个框的底色", "上面写黑字。", "#f3e6d8")
    tint2: Color = described("第二个框的底色", "上面写黑字。", "#e3ecec")


# 一套颜色里各种的名字，样式里是 --palette-band 之类。
PALETTE = ("band", "accent", "tint", "tint2")


@record("颜色和字号")
class Tokens(Record):
    """颜色、字号、间距的唯一出处；palettes 是宣传资料各自的颜色。"""

    colors: dict[str, Shade] = described("颜色", "名字由编者起，样式里用 --名字。")
    palettes: dict[str, Palette] = described("印刷的颜色", "资料用哪一套写在它的 palette。")
    sizes: dict[str, Length] = described("尺寸", "样式和印刷共用。")
    contrast: tuple[Contrast, ...] = described("对比度要求", "谁写在谁上面，至少几比一。")

"""模板里的过滤器。"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import rjsmin
from markupsafe import Markup

from macros.corpus.chinese import duration, full_date
from macros.pages.linebreaks import title_parts
from macros.publishing import styles, tokens


def template_filters(sheets: Path, variables: str) -> dict[str, Callable[..., Any]]:
    """名字 → 过滤器。sheets 是样式各部分的文件夹，variables 是样式变量。

    写进求助页的脚本和样式，都是本站自己的，不转义。
    """

    def minified(script: str) -> Markup:
        return Markup(rjsmin.jsmin(str(script)))

    def used(style: str) -> Markup:
        css = styles.published_css(str(style), sheets, variables)
        return Markup(tokens.used(css))

    return {
        "duration": duration,
        "full_date": full_date,
        "minified": minified,
        "title_parts": title_parts,
        "used": used,
    }

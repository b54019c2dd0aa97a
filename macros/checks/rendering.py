"""手写页面照网站的办法排一遍，看排出来的是什么。

宏换成别的字：它们写出的由程序管，行号也不会错。
"""

import html as html_text
import re
from pathlib import Path

from macros.checks.prose import without_escapes, without_macros
from macros.checks.siteconfig import extension_names
from macros.pages.markdownhtml import to_html

# 图标另查，目录不影响正文。
_APART = frozenset({"pymdownx.emoji", "toc"})
_CODE = re.compile(r"<(pre|code)\b.*?</\1>", re.DOTALL)
_INLINE = re.compile(
    r"</?(?:a|abbr|b|cite|del|em|i|ins|kbd|label|mark|q|s|small|span|strong|sub|sup|u)\b[^>]*>"
)
_TAG = re.compile(r"<[^>]*>")


class Renderer:
    """照一份 mkdocs.yml 排 Markdown。"""

    def __init__(self, root: Path) -> None:
        self._extensions = tuple(name for name in extension_names(root) if name not in _APART)

    def html(self, body: str) -> str:
        """一页正文排成的 HTML；宏是 prose.MACRO，转义过的记号是 prose.ESCAPED。"""
        return to_html(without_escapes(without_macros(body)), self._extensions)


def visible(html: str) -> str:
    """读者看到的字，一块一行；代码不算。"""
    html = _CODE.sub(" ", html)
    html = _INLINE.sub("", html)
    return html_text.unescape(_TAG.sub("\n", html))

"""手写页面里许写的 HTML：不能跑代码，不能往外发数据。"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from macros.corpus.problem import Problem

TAGS = frozenset(
    {
        *("a", "abbr", "aside", "b", "blockquote", "br", "button", "caption", "cite", "code"),
        *("col", "colgroup", "dd", "del", "details", "div", "dl", "dt", "em", "figcaption"),
        *("figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "input"),
        *("ins", "kbd", "label", "li", "mark", "nav", "ol", "optgroup", "option", "p", "pre"),
        *("q", "rp", "rt", "ruby", "s", "samp", "section", "select", "small", "span", "strong"),
        *("sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr"),
        *("u", "ul"),
        *("svg", "path"),  # 图标
    }
)
SCHEMES = frozenset({"http:", "https:", "tel:", "sms:", "mailto:"})
# 能改样子、带进别的文件、往外发数据的属性；on 开头的另外挡住。
_BARRED = frozenset({"style", "srcdoc", "formaction", "action", "srcset"})
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
# 浏览器读网址时不看的字符。
_IGNORED = re.compile(r"[\x00-\x20]")


def forbidden(html: str) -> list[str]:
    """一页 HTML 里不许出现的标签、属性、网址前缀；都合规就是空的。"""
    parser = _Forbidden()
    parser.feed(html)
    parser.close()
    return parser.refused


class _Forbidden(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.refused: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.refused.append(f"<{tag}>")
        for name, value in attrs:
            self.refused += forbidden_attribute(name, value or "")
        if tag == "img":
            self.refused += _elsewhere(dict(attrs).get("src") or "")


def forbidden_attribute(name: str, value: str) -> Iterator[str]:
    """一个属性里不许有的：属性名、网址前缀；都合规就是空的。"""
    if name.startswith("on") or name in _BARRED:
        yield f"{name}="
    elif name in ("href", "src"):
        scheme = _SCHEME.match(_IGNORED.sub("", value))
        if scheme and scheme[0].lower() not in SCHEMES:
            yield scheme[0]


def _elsewhere(source: str) -> Iterator[str]:
    """站外的图：打开页面就告诉了别处。表情（:smile: 之类）也是站外的图，图标不是。"""
    address = _IGNORED.sub("", source).replace("\\", "/")
    if address.lower().startswith(("http:", "https:", "//")):
        yield f'<img src="{address}">'


def refusal(uri: str, text: str, html: str) -> Problem | None:
    """手写页（docs 下的 uri）里不许有的脚本、内嵌框架之类；text 是 Markdown，html 是排好的。"""
    markup = forbidden(html)
    if not markup:
        return None
    position = text.lower().find(markup[0].rstrip("=>"))
    line = text.count("\n", 0, max(position, 0)) + 1
    message = f"页面里不能用 {'、'.join(markup)}"
    return Problem(f"docs/{uri}", line, 1, message, "改用 Markdown，或请维护者加到 TAGS 里")

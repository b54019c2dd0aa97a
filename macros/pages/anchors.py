"""标题的锚点：由标题的字得出，和排第几无关；从前的锚点还在原处，旧的链接照样到。"""

import re
from collections.abc import Mapping

from markupsafe import escape

# 标题开头的序号，挪动一节就变；末尾括号里的用时、用法，常改。
_ORDINAL = re.compile(
    r"^(?:[一二三四五六七八九十百]+、|第[一二三四五六七八九十百]+[章节课]"
    r"|（[一二三四五六七八九十百]+）|\d+[.．、）)])"
)
_ASIDE = re.compile(r"（[^（）]*）$")
_NOT_WORDS = re.compile(r"[^\w]+")
_HEADING = re.compile(r'(<h[2-6]\b[^>]*? id="([^"]+)"[^>]*>)')


def anchor(title: str, separator: str = "-") -> str:
    """标题的锚点：去掉开头的序号、末尾括号里的话和标点，各截用 separator 连起来。

    这是给 Markdown 的 toc 扩展的；什么也不剩，返回空的，由检查要它自己写一个。
    """
    words = _ORDINAL.sub("", title.strip())
    words = _ASIDE.sub("", words)
    return _NOT_WORDS.sub(separator, words.lower()).strip(separator)


def with_old(html: str, now: Mapping[str, str]) -> str:
    """一页的 HTML，各标题里放上从前的锚点；now 是从前的锚点 → 现在的。"""
    before: dict[str, str] = {}
    for old, new in now.items():
        before[new] = before.get(new, "") + f'<span id="{escape(old)}"></span>'

    def with_spans(heading: re.Match[str]) -> str:
        return heading[1] + before.get(heading[2], "")

    if before:
        return _HEADING.sub(with_spans, html)
    return html

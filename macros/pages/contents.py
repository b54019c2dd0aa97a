"""本页目录：小标题，和公文里有短标题的各项。"""

import re
from dataclasses import dataclass

# 二、三级标题；或者一项，开头的短标题加了粗。
_ENTRY = re.compile(
    r'<h(?P<level>[23])[^>]*? id="(?P<id>[^"]+)"[^>]*>(?P<title>.*?)</h(?P=level)>'
    r'|<p id="(?P<clause>[^"]+)" class="official clause"[^>]*><strong>(?P<lead>.*?)</strong>',
    re.DOTALL,
)
# 标签，连同勘误的记号。
_TAG = re.compile(r"<(sup|small)\b.*?</\1>|<[^>]+>")

# 少于这么多条，页面一眼看得完，不用目录。
LEAST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """目录的一条：几级（2 最大）、锚点、标题（已转义的 HTML，没有标签）。"""

    level: int
    anchor: str
    title: str


def contents(html: str) -> tuple[Heading, ...]:
    """一页 HTML 的目录；条数太少就是空的。"""
    headings = []
    for entry in _ENTRY.finditer(html):
        title = entry["title"] or entry["lead"]
        title = _TAG.sub("", title).rstrip("。")
        level = int(entry["level"] or 4)
        anchor = entry["id"] or entry["clause"]
        headings.append(Heading(level=level, anchor=anchor, title=title))
    if len(headings) < LEAST:
        return ()
    return tuple(headings)

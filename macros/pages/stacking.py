"""资料正文里的表：手机上放不下的，一行排成一张卡片，一格一行，前面写着是哪一栏。"""

import re
from itertools import cycle

_TABLE = re.compile(r"<table>(.*?)</table>", re.DOTALL)
_HEAD = re.compile(r"<th\b[^>]*>(.*?)</th>", re.DOTALL)
_CELL = re.compile(r"<td\b([^>]*)>(.*?)</td>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")

# 三栏的，字大了才放不下；再多一栏，手机上都放不下。
_LARGE = 3
_COPY = '<button type="button" class="copy by-script">复制</button>'


def stacked(html: str, copied: str) -> str:
    """html 里栏数多的表记上栏名；叫 copied 的头一栏，每格添一个复制的按钮。"""

    def table(found: re.Match[str]) -> str:
        heads = [_TAG.sub("", head) for head in _HEAD.findall(found[1])]
        if len(heads) < _LARGE:
            return found[0]
        kind = "stack"
        if len(heads) == _LARGE:
            kind = "stack-large"
        rows = _with_labels(found[1], heads, copied)
        return f'<table class="{kind}">{rows}</table>'

    return _TABLE.sub(table, html)


def _with_labels(rows: str, heads: list[str], copied: str) -> str:
    """头一栏就是这张卡片的题目，不用再写栏名。"""
    turn = cycle(heads)

    def cell(found: re.Match[str]) -> str:
        attributes, text = found.groups()
        head = next(turn)
        if head != heads[0]:
            return f'<td{attributes} data-label="{head}">{text}</td>'
        button = ""
        if head == copied:
            button = _COPY
        return f"<td{attributes}>{button}{text}</td>"

    return _CELL.sub(cell, rows)

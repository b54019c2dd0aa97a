"""怎样换行。

标题由短句连成的，只在标点处和单位名称后面换，不把一个词拆成两行；有长句的，在哪里都能换。
段末的按钮和前面几个字总在一行，不剩一个字另起一行。
"""

import re
from collections.abc import Iterable

from macros.printing.cards import width

# 360 像素宽的屏上，长辈版里，标题一行排得下几个字；比这长的是长句。三级以下的字小，多半一行放得下，不管。
_ROOM = {"h1": 8, "h2": 9}
_HEADING = re.compile(r'<(h[12])((?: id="[^"]*")?)>([^<>]+)</\1>')
# 一句：序号不单独占一行，前面的括号引号、后面的标点跟着它。
_CLAUSE = "(?:（?[一二三四五六七八九十]+[、）])?[（《“]*[^（《“，、：；。？！）》”]+[，、：；。？！）》”]*"
# 名词的下划线标好以后才包：先包，词会断成两截，认不出来。
_END = re.compile(r'([^<>&;\s]{3})(<button class="point"[^>]*>⋯</button>)')


def clauses(title: str) -> list[str]:
    """标题里的各句，连着后面的标点；合起来就是标题。"""
    return re.findall(_CLAUSE, title)


def headings(html: str, names: Iterable[str]) -> str:
    """网页里的标题，由短句连成的加上 class="clauses"；names 是单位名称，后面可以换行。字不变。"""
    unit = f"^(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})(?=.)"
    clause = re.compile(f"{unit}|{_CLAUSE}")

    def marked(found: re.Match[str]) -> str:
        level, id, text = found.groups()
        widths = [width(one) for one in clause.findall(text)]
        if not max(widths, default=0) <= _ROOM[level] < sum(widths):
            return found[0]
        text = re.sub(unit, r"\g<0><wbr>", text)
        return f'<{level}{id} class="clauses">{text}</{level}>'

    return _HEADING.sub(marked, html)


def endings(html: str) -> str:
    """网页里有按钮的段末，最后三个字和按钮包在一起，不换行；以标签结尾的不动。字不变。"""
    return _END.sub(r'<span class="nowrap">\1\2</span>', html)

"""怎样换行。

标题由短句连成的，只在标点处和单位名称后面换，不把一个词拆成两行；有长句的，在哪里都能换。
段末几个字总在一行，不剩一个字另起一行。
写的人在汉字之间换的行，网页上接起来，不留空格。
"""

import re
from collections.abc import Iterable

from macros.corpus.chinese import width

# 360 像素宽的屏上，长辈版里，标题一行排得下几个字；比这长的是长句。
# 三级以下的字小，多半一行放得下，不管。
_ROOM = {"h1": 8, "h2": 9}
_HEADING = re.compile(r'<(h[12])((?: id="[^"]*")?)>([^<>]+)</\1>')
# 汉字和全角标点；它们之间的换行，浏览器会显示成空格。
_WIDE = "[\u2e80-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef“”‘’…—]"
# 字的两边可以是收尾、开头的行内标签；两边都是链接的是两个链接，不接。
_WRAPPED = re.compile(
    rf"(?<={_WIDE})((?:</(?:strong|em|del|ins)>)*)\n((?:<(?:strong|em|del|ins)>)*)(?={_WIDE})"
    rf"|(?<={_WIDE}</a>)\n(?={_WIDE})|(?<={_WIDE})\n(?=<a [^>]*>{_WIDE})"
)
_PRE = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)
# 一句：序号不单独占一行，前面的括号引号、后面的标点跟着它。
_CLAUSE = (
    "(?:（?[一二三四五六七八九十]+[、）])?"
    "[（《“]*[^（《“，、：；。？！）》”]+[，、：；。？！）》”]*"
)
# 一句里能换行的地方，前后都不止一个字。
_SOFT = re.compile("(?<=..的)(?=..)|(?<=..)(?=怎么|怎样|和..|与..|也是)")
# 名词的下划线标好以后才包：先包，词会断成两截，认不出来。
_END = re.compile(r'([^<>&;\s]{3})(<button class="point"[^>]*>(?:引用|分享)</button>)')


def clauses(title: str) -> list[str]:
    """标题里的各句，连着后面的标点；合起来就是标题。"""
    return re.findall(_CLAUSE, title)


def title_parts(title: str) -> list[str]:
    """卡片窄，一句也放不下一行：句里的“的”后面、“怎么”“和”前面也能换行；合起来就是标题。"""
    parts = []
    for clause in clauses(title):
        parts += _SOFT.split(clause)
    return parts


class HeadingBreaks:
    """网页里的标题在哪里换行；names 是单位名称，后面可以换行。"""

    def __init__(self, names: Iterable[str]) -> None:
        longest_first = sorted(names, key=len, reverse=True)
        choices = "|".join(map(re.escape, longest_first))
        start = f"^(?:{choices})(?=.)"
        self._unit = re.compile(start)
        self._clause = re.compile(f"{start}|{_CLAUSE}")

    def marked(self, html: str) -> str:
        """由短句连成的标题加上 class="clauses"。字不变。"""
        return _HEADING.sub(self._marked, html)

    def _marked(self, heading: re.Match[str]) -> str:
        level, id, text = heading.groups()
        widths = list(map(width, self._clause.findall(text)))
        room = _ROOM[level]
        fits = sum(widths) <= room
        if fits or max(widths) > room:
            return heading[0]
        text = self._unit.sub(r"\g<0><wbr>", text)
        return f'<{level}{id} class="clauses">{text}</{level}>'


def joined(html: str) -> str:
    """正文的 HTML 里，汉字之间的换行去掉；代码块里的不动。"""
    if "\n" not in html:
        return html
    parts = _PRE.split(html)
    for n in range(0, len(parts), 2):
        parts[n] = _WRAPPED.sub(r"\1\2", parts[n])
    return "".join(parts)


def endings(html: str) -> str:
    """网页里有按钮的段末，最后三个字和按钮包在一起，不换行；以标签结尾的不动。字不变。"""
    return _END.sub(r'<span class="nowrap">\1\2</span>', html)

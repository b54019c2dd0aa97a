"""资料正文里写到的电话，点了就拨；字不变。"""

import re
from collections.abc import Collection

# 标签、文字；链接、代码里的不再包。
_TOKEN = re.compile(r"<(/?)(a|code|svg)\b[^>]*>|<[^>]*>|[^<]+")
# 前后挨着数字、小数点、横线的，不是这个号码。
_APART = r"(?<![\d.\-])(?:{})(?![\d\-]|\.\d)"

_LINK = r'<a href="tel:\g<0>">\g<0></a>'
# 一格、一段里只有号码，没有别的字。
_ALONE_LINK = r'<a class="alone" href="tel:\g<0>">\g<0></a>'


def dialling(html: str, numbers: Collection[str]) -> str:
    """html 的文字里，numbers 里的号码包上 tel: 链接。"""
    if not numbers:
        return html
    longest_first = sorted(numbers, key=len, reverse=True)
    alternatives = "|".join(map(re.escape, longest_first))
    number = re.compile(_APART.format(alternatives))
    only = re.compile(rf"\s*(?:{number.pattern}\s*)+")
    inside = 0
    parts = [""]
    for token in _TOKEN.finditer(html):
        text, closing, name = token.group(0, 1, 2)
        if closing:
            inside -= 1
        elif name:
            inside += 1
        elif not inside and not text.startswith("<"):
            link = _LINK
            if parts[-1].startswith(("<td", "<p")) and only.fullmatch(text):
                link = _ALONE_LINK
            text = number.sub(link, text)
        parts.append(text)
    return "".join(parts)

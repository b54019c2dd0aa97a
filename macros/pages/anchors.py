"""没有写锚点的标题，锚点由它的字得出：前面加一节、挪个位置，别处的链接照样到。"""

import re

from macros.corpus.chinese import readings

# 标题开头的序号：一、 （二） 第三步 4.
_DIGITS = r"[零一二三四五六七八九十百\d]+"
_NUMBER = re.compile(rf"^(?:第?{_DIGITS}[、.．：步节]|（{_DIGITS}）)\s*")
_LETTERS = re.compile(r"[a-z0-9]+|[\u3400-\u9fff]")
# 锚点最多几个音节：够认，不太长。
_MOST = 10


def heading_anchor(title: str, separator: str = "-") -> str:
    """标题的锚点：去掉序号，汉字写成拼音；一个字也没有的是 part。"""
    bare = _NUMBER.sub("", title.strip()) or title
    parts = [readings(one)[0] for one in _LETTERS.findall(bare.lower())]
    return separator.join(parts[:_MOST]) or "part"

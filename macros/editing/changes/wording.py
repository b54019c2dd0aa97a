"""数据里的字怎样写进摘要：不当记号，只标出改了的地方。"""

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

# Markdown 和 HTML 的记号，和会被自动变成链接的网址里的记号。
_MARKS = re.compile(r"[\\`*\[\]{}<>&#|~!$@]|(?<!\w)_|_(?!\w)|:(?=//)|(?<=www)\.", re.IGNORECASE)
# 没改的字超过这么多，只留头尾。
_LONGEST = 60
_ENDS = 25


def safe(text: str) -> str:
    """数据里的字照样显示，当不成 Markdown 和 HTML：记号写成字符引用，换行写成 ⏎。

    前面总有别的字，行首的记号不用管。
    """
    printable = text.encode(errors="replace").decode()
    one_line = "⏎".join(printable.splitlines())
    return _MARKS.sub(_reference, one_line)


def _reference(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"


def shown_value(value: Any) -> str:
    """一个值给人看的写法。"""
    if isinstance(value, tuple | list):
        return "、".join(str(one) for one in value)
    if isinstance(value, bool):
        return {True: "是", False: "否"}[value]
    if value is None:
        return ""
    return str(value)


def same_but_space(old: str, new: str) -> bool:
    """只有空白不同。"""
    return "".join(old.split()) == "".join(new.split())


def lines_changed(old: str, new: str) -> str:
    """一篇文字改了几行。"""
    if old.split() == new.split():
        return "只改了空白"
    count = how_many(old.splitlines(), new.splitlines())
    return f"改了 {count} 行"


def how_many(old: Sequence[str], new: Sequence[str]) -> int:
    """改了几个字或几行：一处换成另一处，取多的那头。"""
    total = 0
    for tag, i1, i2, j1, j2 in _steps(old, new):
        if tag != "equal":
            total += max(i2 - i1, j2 - j1)
    return total


def both_sides(old: str, new: str, what: str) -> Iterator[str]:
    """前后两行，改动的字标出来；what 是哪个字段，写在“前”“后”的后面。"""
    before = ""
    after = ""
    for tag, i1, i2, j1, j2 in _steps(old, new):
        if tag == "equal":
            same = _shortened(old[i1:i2])
            before += safe(same)
            after += safe(same)
        else:
            before += _marked(old[i1:i2], "del")
            after += _marked(new[j1:j2], "ins")
    yield f"前{what}：{before or '（空）'}"
    yield f"后{what}：{after or '（空）'}"


# difflib 的一步：怎样改，旧的从哪到哪，新的从哪到哪。
_Step = tuple[str, int, int, int, int]


def _steps(old: Sequence[str], new: Sequence[str]) -> list[_Step]:
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    return list(matcher.get_opcodes())


def _marked(text: str, mark: str) -> str:
    if not text:
        return ""
    return f"<{mark}>{safe(text)}</{mark}>"


def _shortened(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    return f"{text[:_ENDS]}……{text[-_ENDS:]}"


def section(title: str, lines: Iterable[str]) -> str:
    """一节；没有内容的是空的。"""
    text = "\n".join(lines)
    if not text:
        return ""
    return f"## {title}\n\n{text}"

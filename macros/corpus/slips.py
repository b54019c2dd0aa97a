"""输入法带来的笔误：该用半角的地方用了全角，横线、冒号后面没有空格。

看一行就认得出、改法只有一种的才算。这样的一行 YAML 读出来是别的意思，后面的错都由它引起，
所以先说它，别的不说；fix 照这里改。
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

_WIDE_INDENT = re.compile(r"^(?P<before> *(?:- *)?)(?P<slip>\u3000+)")
_WIDE_DASH = re.compile(r"^(?P<before> *)(?P<slip>[－—–−]+)\s*(?=\S)")
_TIGHT_DASH = re.compile(r"^(?P<before> *)(?P<slip>-)(?=[^\s-])")
_WIDE_COLON = re.compile(r"^(?P<before> *(?:- )?[a-z_]+)(?P<slip>[：﹕])\s*")
_TIGHT_COLON = re.compile(r"^(?P<before> *[a-z_]+)(?P<slip>:)(?=[^\s/])")

_NARROW = {ord("　"): " ", ord("，"): ",", ord("、"): ",", ord("："): ":"}
_NARROW |= {0xFF10 + digit: str(digit) for digit in range(10)}
_NARROW |= {ord(wide): "-" for wide in "－—–−"}
_QUOTES = "“”＂\"‘’＇'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """一行里的笔误：在第几列（从 1 数），是什么，怎样改，改好的一行。"""

    column: int
    message: str
    help: str
    mended: str


_Mend = Callable[[re.Match[str]], str]

_KINDS: tuple[tuple[re.Pattern[str], str, str, _Mend], ...] = (
    (
        _WIDE_INDENT,
        "缩进里有全角空格",
        "换成半角空格，和上下行对齐",
        lambda found: found["before"] + " " * len(found["slip"]),
    ),
    (
        _WIDE_DASH,
        "列表的横线是全角的",
        "换成半角的“-”，后面空一格",
        lambda found: f"{found['before']}- ",
    ),
    (
        _TIGHT_DASH,
        "横线后面没有空格",
        "写成“- 内容”",
        lambda found: f"{found['before']}- ",
    ),
    (
        _WIDE_COLON,
        "字段名后面是全角冒号",
        "换成半角的“: ”，后面空一格；不是字段名，就把整个值加上引号",
        lambda found: f"{found['before']}: ",
    ),
    (
        _TIGHT_COLON,
        "冒号后面没有空格",
        "写成“字段: 值”",
        lambda found: f"{found['before']}: ",
    ),
)


def slip(line: str) -> Slip | None:
    """YAML 的一行里头一处笔误；没有是 None。"""
    for pattern, message, help, mend in _KINDS:
        found = pattern.match(line)
        if found:
            column = found.start("slip") + 1
            mended = mend(found) + line[found.end() :]
            return Slip(column=column, message=message, help=help, mended=mended)
    return None


def mended(line: str) -> str:
    """一行里的笔误都改好。"""
    while found := slip(line):
        line = found.mended
    return line


def narrowed(text: str) -> str:
    """id、数字、日期、号码写成半角，去掉裹在外面的引号。"""
    return text.translate(_NARROW).strip(_QUOTES + " ")


def bracketed(text: str) -> str:
    """写在全角方括号里的一串，改成半角的；不是这样写的是空的。"""
    found = re.fullmatch(r"[［【\[](.*)[］】\]]", text)
    if not found:
        return ""
    items = re.split(r"[，,、]", found[1])
    return "[" + ", ".join(item.strip() for item in items) + "]"

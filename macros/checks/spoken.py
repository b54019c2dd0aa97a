"""一个字一个字念的号码，和前面写着的一样：念错一位，听的人就打到别处去。"""

import re
from collections.abc import Sequence

from macros.checks.told import Said
from macros.corpus.plan import Plan
from macros.corpus.problem import Problems

_DIGITS = "〇零一二三四五六七八九幺"
_TO_DIGITS = str.maketrans(_DIGITS, "001234567891")
# 写着的号码，隔一个标点，接着念。
_SPOKEN = re.compile(
    rf"(?<![\d-])(?P<number>\d{{3,}})[，、：—（]+(?:就是|念)?"
    rf"(?P<read>[{_DIGITS}](?:、?[{_DIGITS}]){{2,}})(?![{_DIGITS}])"
)


def digits_as_written(_plan: Plan, told: Sequence[Said]) -> Problems:
    """念的号码，一位不差。"""
    for node, text in told:
        if "幺" not in text:
            continue
        for spoken in _SPOKEN.finditer(text):
            read = spoken["read"]
            digits = read.translate(_TO_DIGITS).replace("、", "")
            number = spoken["number"]
            if digits == number:
                continue
            message = f"写的是 {number}，念的是 {digits}"
            start = spoken.start("read")
            yield node.problem(message, f"照 {number} 一个字一个字念", start)

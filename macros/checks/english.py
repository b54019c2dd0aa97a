"""页面、资料里没有译完的英文：读者看不懂；专名、网址、代码不算。"""

import re
from collections.abc import Sequence

from macros.checks.prose import NOT_READ, blanked
from macros.checks.told import Said
from macros.corpus.plan import Plan
from macros.corpus.problem import Problems

_APART = re.compile(NOT_READ)
_WORDS = re.compile(r"(?<![A-Za-z./_-])[A-Za-z']+(?:[ ,]+[A-Za-z']+){2,}")
# 一个也没有，就不必细看。
_TWO = re.compile(r"[A-Za-z'] +[A-Za-z']")
# 一句话里才有的词，专名里少有。
_COMMON = re.compile(
    r"\b(?:the|of|to|is|are|you|your|and|or|if|for|in|on|with|please|call|what|how|this)\b",
    re.IGNORECASE,
)


def no_english(_plan: Plan, told: Sequence[Said]) -> Problems:
    """连着三个英文词、又有“the、you”这样的词，是一句英文。"""
    for node, text in told:
        if not node.path.endswith(".md") or not _TWO.search(text):
            continue
        plain = _APART.sub(blanked, text)
        for words in _WORDS.finditer(plain):
            if _COMMON.search(words[0]):
                first = " ".join(words[0].split()[:2])
                message = f"“{first}……”是英文，没有译"
                yield node.problem(message, "译成中文；不要的，删掉", words.start())

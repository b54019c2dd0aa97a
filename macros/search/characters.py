"""搜索用的繁简表和读音表，只收站内出现的字。"""

import re
from collections.abc import Iterable
from itertools import chain, product

from opencc import OpenCC

from macros.corpus.chinese import readings

HAN = re.compile(r"[\u3400-\u9fff]")
_EVERY_HAN = range(0x3400, 0xA000)
# GB 2312 的一级汉字，3755 个常用字：打错的字不在站上，也要念得出。
_ROWS, _CELLS = range(0xB0, 0xD8), range(0xA1, 0xFF)
COMMON = bytes(chain.from_iterable(product(_ROWS, _CELLS))).decode("gb2312", "ignore")


def characters_in(texts: Iterable[str]) -> set[str]:
    """各段文字里出现的汉字。"""
    return set(chain.from_iterable(map(HAN.findall, texts)))


def traditional_pairs(characters: set[str]) -> str:
    """繁体字和它的简体字，一对接一对；站内本来就有的繁体字不改。"""
    every = "".join(map(chr, _EVERY_HAN))
    simple = OpenCC("t2s").convert("\n".join(every)).split("\n")
    pairs: list[str] = []
    for before, after in zip(every, simple, strict=True):
        if after in characters and before not in characters:
            pairs += before, after
    return "".join(pairs)


def sounds_of(characters: set[str]) -> dict[str, str]:
    """每个读音有哪些字，多音字各个读音都收。"""
    sounds: dict[str, str] = {}
    for character in sorted(characters):
        for sound in readings(character):
            sounds[sound] = sounds.get(sound, "") + character
    return dict(sorted(sounds.items()))

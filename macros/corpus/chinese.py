"""汉字和给人看的写法：读音、宽窄、数目、日期、文件大小。"""

import datetime
import functools
import importlib.util
import json
import re
import types
import unicodedata
from collections.abc import Mapping
from pathlib import Path

# 四声的符号。
_TONES = str.maketrans("", "", "\u0300\u0301\u0304\u030c")
# 一句：到句号、问号、叹号，连同后引号；末一句可以没有。
_SENTENCE = re.compile(r"[^。？！]+(?:[。？！]+[”’）]*)?")
_HAN = "〇零一二三四五六七八九"
_TENS = types.MappingProxyType({"十": 10, "百": 100, "千": 1000})


def readings(character: str) -> tuple[str, ...]:
    """一个汉字的各个读音，不带声调，ü 写成 v，如“重”有 zhong、chong；不是汉字的原样返回。"""
    if len(character) != 1:
        return (character,)
    sounds = _sounds().get(str(ord(character)))
    if sounds is None:
        return (character,)
    return tuple(dict.fromkeys(_toneless(sounds).split(",")))


@functools.cache
def _sounds() -> Mapping[str, str]:
    """pypinyin 的单字表：码位 → 带声调的各个读音。只读这张表，不导入 pypinyin：快三倍。"""
    package = importlib.util.find_spec("pypinyin")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("没有装 pypinyin")
    path = Path(package.origin).with_name("pinyin_dict.json")
    sounds: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return sounds


def _toneless(sounds: str) -> str:
    letters = unicodedata.normalize("NFD", sounds).translate(_TONES)
    return unicodedata.normalize("NFC", letters).replace("ü", "v")


def sounds_near(one: str, other: str) -> bool:
    """两个音节是不是一样，或者只差前后鼻音、平翘舌：qin 和 qing，zi 和 zhi。"""
    return _blurred(one) == _blurred(other)


def _blurred(sound: str) -> str:
    if sound.endswith("ng"):
        sound = sound[:-1]
    if sound.startswith(("zh", "ch", "sh")):
        sound = sound[0] + sound[2:]
    return sound


def width(text: str) -> float:
    """估计有几个字宽；准不准由模板再量一次。"""
    total = 0.0
    for character in text:
        if unicodedata.east_asian_width(character) in "WFA":
            total += 1
        else:
            total += 0.62
    return total


def sentences(text: str) -> tuple[str, ...]:
    """一段话拆成一句一句，标点和后引号跟着前一句。"""
    return tuple(_SENTENCE.findall(text))


def size(count: int) -> str:
    """字节数给人看的写法：84 KB、1.2 MB。"""
    if count >= 1048576:
        return f"{count / 1048576:.1f} MB"
    return f"{max(1, round(count / 1024))} KB"


def event_day(text: str) -> str:
    """2022-04-06 写成 2022年4月6日，2022-01 写成 2022年1月。"""
    written = ""
    for part, name in zip(text.split("-"), "年月日", strict=False):
        written += f"{int(part)}{name}"
    return written


def number(text: str) -> int:
    """把 14、十四、二百四十这样的数读成整数（千以内的汉字数）。"""
    if text.isdecimal():
        return int(text)
    total, digit = 0, 0
    for character in text.replace("两", "二"):
        if character in _HAN:
            digit = max(0, _HAN.index(character) - 1)
        else:
            total += (digit or 1) * _TENS[character]
            digit = 0
    return total + digit


def han(count: int) -> str:
    """把 240 这样的数写成二百四十（一万以内）。"""
    written, waiting = "", False
    for digit, unit in zip(f"{count:04}", ("千", "百", "十", ""), strict=True):
        if digit == "0":
            waiting = bool(written)
            continue
        if waiting:
            written += "零"
        waiting = False
        written += _HAN[int(digit) + 1] + unit
    if written.startswith("一十"):
        return written.removeprefix("一")
    return written


def full_date(date: datetime.date) -> str:
    """日期的写法，如 2031年4月6日。"""
    return f"{date.year}年{date.month}月{date.day}日"


def duration(minutes: int) -> str:
    """要多久给人看的写法：40 分钟、约 2 个半小时、约 7 小时，可分次。"""
    if minutes <= 90:
        return f"{minutes} 分钟"
    hours, half = divmod(round(minutes / 30), 2)
    written = f"约 {hours} 个半小时" if half else f"约 {hours} 小时"
    if hours < 4:
        return written
    return f"{written}，可分次"

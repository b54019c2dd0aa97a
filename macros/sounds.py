"""单字的读音，不带声调。"""

import os

# 只查单字的读音，不装词语的读音表：构建快一成。要在导入之前说。
os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
from pypinyin import Style, pinyin


def readings(character: str) -> tuple[str, ...]:
    """一个汉字的各个读音，如“重”有 zhong、chong；不是汉字的原样返回。"""
    return tuple(dict.fromkeys(pinyin(character, style=Style.NORMAL, heteronym=True)[0]))

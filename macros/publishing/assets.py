"""样式和脚本的文件名带上内容的指纹：内容变了名字就变，浏览器可以一直留着旧的，不会新旧混用。"""

import functools
import re
from collections.abc import Mapping
from hashlib import sha256

_Pattern = re.Pattern[str]
# 旧名字 → 新名字、内容。
_Renamed = dict[str, tuple[str, str]]


def fingerprinted(files: Mapping[str, str]) -> _Renamed:
    """files 是 assets/ 下各文件的名字和内容；得出新名字和内容，内容里提到别的文件的也换成新名字。

    先定不提别的文件的，再定提到它们的；互相提到的定不下来，抛 ValueError。
    """
    waiting = dict(files)
    mention = _mention(tuple(files))
    mentioned = {}
    for name, text in files.items():
        others = {found[2] for found in mention.finditer(text)}
        mentioned[name] = others - {name}
    names: dict[str, str] = {}
    done: _Renamed = {}
    while waiting:
        ready = [name for name in waiting if waiting.keys().isdisjoint(mentioned[name])]
        if not ready:
            listed = "、".join(sorted(waiting))
            raise ValueError(f"这几个文件互相提到，定不下名字：{listed}")
        for name in ready:
            text = _renamed(waiting.pop(name), mention, names)
            new_name = _with_fingerprint(name, text)
            names[name] = new_name
            done[name] = (new_name, text)
    return done


def renamed(text: str, names: Mapping[str, str]) -> str:
    """text 里引号中、或 assets/ 后面的旧文件名换成新的。"""
    if not names:
        return text
    mention = _mention(tuple(names))
    return _renamed(text, mention, names)


def _renamed(text: str, mention: _Pattern, names: Mapping[str, str]) -> str:
    """mention 认出的名字换成新的；还没有新名字的照旧。"""

    def new_name(found: re.Match[str]) -> str:
        before, name = found.groups()
        return before + names.get(name, name)

    return mention.sub(new_name, text)


def _with_fingerprint(name: str, text: str) -> str:
    stem, _, suffix = name.rpartition(".")
    fingerprint = sha256(text.encode()).hexdigest()[:8]
    return f"{stem}.{fingerprint}.{suffix}"


@functools.lru_cache(maxsize=64)
def _mention(names: tuple[str, ...]) -> _Pattern:
    """提到一个文件的样子：前面是引号或斜线，后面是引号。"""
    any_name = "|".join(re.escape(name) for name in names)
    return re.compile(rf"([\"'/])({any_name})(?=[\"'])")

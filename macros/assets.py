"""样式和脚本的文件名带上内容的指纹：内容变了名字就变，浏览器可以一直留着旧的，不会新旧混用。"""

import re
from collections.abc import Mapping
from hashlib import sha256


def fingerprinted(files: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """files 是 assets/ 下各文件的名字和内容；得出新名字和内容，内容里提到别的文件的也换成新名字。

    先定不提别的文件的，再定提到它们的；互相提到的定不下来，抛 ValueError。
    """
    waiting, done = dict(files), dict[str, tuple[str, str]]()
    while waiting:
        ready = [name for name, text in waiting.items() if not _mentioned(text, waiting.keys() - {name})]
        if not ready:
            raise ValueError(f"这几个文件互相提到，定不下名字：{'、'.join(sorted(waiting))}")
        for name in ready:
            text = renamed(waiting.pop(name), {old: new for old, (new, _) in done.items()})
            stem, dot, suffix = name.rpartition(".")
            done[name] = (f"{stem}.{sha256(text.encode()).hexdigest()[:8]}{dot}{suffix}", text)
    return done


def renamed(text: str, names: Mapping[str, str]) -> str:
    """text 里引号中、或 assets/ 后面的旧文件名换成新的。"""
    if not names:
        return text
    return _pattern(names).sub(lambda found: found[1] + names[found[2]], text)


def _mentioned(text: str, names: set[str]) -> bool:
    return bool(names and _pattern(dict.fromkeys(names, "")).search(text))


def _pattern(names: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile(rf"([\"'/])({'|'.join(map(re.escape, names))})(?=[\"'])")

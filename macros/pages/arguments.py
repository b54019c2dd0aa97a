"""宏的参数：写错了，说一句给编者看的话。"""

from typing import Any


class WrongArgument(ValueError):
    """宏的参数不对；文字是给编者看的中文句子。"""


def find(known: Any, id: Any, what: str) -> Any:
    """known 里的 id；没有就抛 WrongArgument，说有哪些可用。"""
    if id not in known:
        usable = "、".join(map(str, known))
        raise WrongArgument(f"没有 {id} 这个{what}，可用的有：{usable}")
    return known[id]

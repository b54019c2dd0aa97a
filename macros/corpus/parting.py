"""逗号打错了：该是全角的打成半角，一句话切成几截；该是半角的打成全角，几项粘成一项。"""

from collections.abc import Container, Iterator

from macros.corpus.yaml import Node, Scalar, Sequence, Table

_WIDE_OPENERS = ("【", "［")
_WIDE_CLOSERS = ("】", "］")


def comma_parted(node: Table, known: Container[str]) -> dict[str, list[Scalar]]:
    """花括号里，一个字段的值被半角逗号切成的几截：字段 → 后面几截。

    切下来的读成没有冒号、没有值、谁也不认识的字段。
    """
    parted: dict[str, list[Scalar]] = {}
    owner = ""
    for name, (key, value) in node.entries.items():
        if name in known:
            owner = name
        elif owner and _is_bare(value):
            parted.setdefault(owner, []).append(key)
    return parted


def _is_bare(value: Node) -> bool:
    """字段名后面什么也没有写。"""
    return isinstance(value, Scalar) and not value.text and not value.quoted


def opens_wide(value: Node | None) -> bool:
    """没加引号的值以全角的方括号开头，而没有收尾。"""
    if not isinstance(value, Scalar) or value.quoted:
        return False
    text = value.text
    if not text.startswith(_WIDE_OPENERS):
        return False
    return not text.endswith(_WIDE_CLOSERS)


def comma_joined(node: Node) -> Iterator[Scalar]:
    """方括号里，全角逗号把几项连成了一项的。"""
    if not isinstance(node, Sequence) or not node.flow:
        return
    for item in node.items:
        if isinstance(item, Scalar) and not item.quoted and "，" in item.text:
            yield item

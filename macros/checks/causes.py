"""一个记号为什么没有起作用：真正写错的常常在上面一行，或在包着它的框上。"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_OPENED = re.compile(r"<(?P<close>/?)(?P<name>div|section|aside|details|figure)\b(?P<rest>[^<>]*)>")
_COMMENT = re.compile(r"\{#(?![^\n]*\})")
_ATTRIBUTES = re.compile(r" *\{:[^{}]*\} *")
_DUN = re.compile(r" *\d{1,2}、")
_NUMBER = re.compile(r" *\d{1,2}[.)] ")


@dataclass(frozen=True, slots=True)
class Cause:
    """原因：在正文的第几行（从 0 数），错在哪，怎样改。"""

    index: int
    says: str
    help: str


def cause(lines: Sequence[str], index: int) -> Cause | None:
    """正文第 index 行的记号没有起作用的原因；就在它自己身上的是 None。"""
    for look in _LOOKS:
        found = look(lines, index)
        if found is not None:
            return found
    return None


def open_comment(lines: Sequence[str], index: int) -> Cause | None:
    """宏的注释没有收尾。"""
    if not _COMMENT.search(lines[index]):
        return None
    return Cause(
        index,
        "“{#”开了一句注释，没有收尾",
        "不要留注释，连同 {# 一起删掉；要写锚点，写成 {: #id }",
    )


def _number_above(lines: Sequence[str], index: int) -> Cause | None:
    """上一条的编号写成了“1、”。"""
    above = ""
    if index:
        above = lines[index - 1]
    if not _NUMBER.match(lines[index]) or not _DUN.match(above):
        return None
    return Cause(
        index - 1, "“1、”不是编号的写法，几行会连成一段", "写成“1. ”，点是半角的，后面空一格"
    )


def _gap_above(lines: Sequence[str], index: int) -> Cause | None:
    """上面多了一个空行：表格断成两截，属性找不到它说的那一段。"""
    if index < 2 or lines[index - 1].strip():
        return None
    above = lines[index - 2].strip()
    here = lines[index].strip()
    if here.startswith("|") and above.startswith("|"):
        return Cause(index - 1, "表格中间空了一行，后面的几行会照样印出来", "删掉这个空行")
    if above and _ATTRIBUTES.fullmatch(lines[index]):
        return Cause(index - 1, f"{here} 和它说的那一段隔了一个空行，会照样印出来", "删掉这个空行")
    return None


def _raw_box(lines: Sequence[str], index: int) -> Cause | None:
    """包着它的框没有写 markdown：框里的记号一个也不认。"""
    opened: list[tuple[str, Cause | None]] = []
    for number, line in enumerate(lines[: index + 1]):
        for tag in _OPENED.finditer(line):
            name = tag["name"]
            if not tag["close"]:
                opened.append((name, _raw(tag, number)))
            elif opened and opened[-1][0] == name:
                opened.pop()
    for _, found in opened:
        if found is not None:
            return found
    return None


def _raw(tag: re.Match[str], number: int) -> Cause | None:
    """一个没有写 markdown 的框。"""
    if re.search(r"\bmarkdown\b", tag["rest"]):
        return None
    name = tag["name"]
    return Cause(
        number,
        f"这个 <{name}> 没有写 markdown，里面的记号会照样印出来",
        f"写成 <{name}{tag['rest'].rstrip()} markdown>",
    )


_LOOKS: tuple[Callable[[Sequence[str], int], Cause | None], ...] = (
    open_comment,
    _number_above,
    _gap_above,
    _raw_box,
)

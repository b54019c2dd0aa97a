"""单独成页的：回执、告知、记录表、可剪的卡片。裁下、剪下、收走的，不和别的字印在一张纸上。"""

from collections.abc import Sequence
from dataclasses import dataclass

from macros.printing.blocks import Block, plain

# 单独成页的几种框。
CUT_OUT = frozenset({"slip", "cards"})


@dataclass(frozen=True, slots=True)
class Parted:
    """正文分成两份：body 留在正文里，sheets 印在后面，一块一页。"""

    body: tuple[Block, ...]
    sheets: tuple[Block, ...]


def set_apart(found: Sequence[Block]) -> Parted:
    """单独成页的挪到后面，原处留一句话说另有一页。"""
    body = []
    sheets = []
    for block in found:
        if block.kind in CUT_OUT:
            sheets.append(block)
            body.append(plain(f"{sheet_name(block)}另附一页。"))
        else:
            body.append(block)
    return Parted(tuple(body), tuple(sheets))


def sheet_name(sheet: Block) -> str:
    """单独成页的一块叫什么：开头加粗的几个字；卡片就叫卡片。"""
    if sheet.kind == "cards":
        return "卡片"
    for block in sheet.inside:
        for run in block.runs:
            if run.strong and not run.fill:
                return run.text
    return "单子"

"""块写成纯文本：发短信、贴进聊天、念稿子都能用。"""

from collections.abc import Iterable, Iterator

from macros.printing.blocks import FRAMES, Block, Run


def text(title: str, found: Iterable[Block]) -> str:
    """一份资料的纯文本，UTF-8，每段之间空一行。"""
    chunks = [title]
    for block in found:
        chunks += _chunks(block)
    return "\n\n".join(chunks) + "\n"


def windows_text(words: str) -> bytes:
    """一份纯文本的字节：写明是 UTF-8，照 Windows 换行；旧的记事本也不乱码、不挤成一行。"""
    return words.replace("\n", "\r\n").encode("utf-8-sig")


def line(runs: Iterable[Run]) -> str:
    """一行字；要填的空写成“名字：________”，前面的话说了填什么的只写横线。"""
    words = ""
    for run in runs:
        if not run.fill:
            words += run.text
        elif run.named:
            words += f"{run.text}：________"
        else:
            words += "________"
    return words


def _chunks(block: Block) -> Iterator[str]:
    if block.kind in ("heading", "paragraph"):
        yield line(block.runs)
    elif block.kind in ("bullets", "numbers", "tasks"):
        yield "\n".join(_items(block, ""))
    elif block.kind == "table":
        yield "\n".join(_rows(block))
    elif block.kind in FRAMES:
        for inner in block.inside:
            yield from _chunks(inner)


def _rows(block: Block) -> Iterator[str]:
    """表格，一行一行。"""
    for row in block.rows:
        yield " | ".join(line(cell) for cell in row)


def _items(block: Block, indent: str) -> Iterator[str]:
    """列表的各项：第一段带号，里层的列表多缩两格。"""
    for number, item in enumerate(block.items, 1):
        mark = "· "
        if block.kind == "numbers":
            mark = f"{number}. "
        elif block.kind == "tasks":
            mark = ""
        for inner in item:
            if inner.items:
                yield from _items(inner, indent + "  ")
            else:
                yield indent + mark + line(inner.runs)
                mark = "  "

"""块写成纯文本：发短信、贴进聊天、念稿子都能用。"""

from collections.abc import Iterable, Iterator

from macros.printing.blocks import FRAMES, Block, Run


def text(title: str, found: Iterable[Block]) -> str:
    """一份资料的纯文本，UTF-8，每段之间空一行。"""
    return "\n\n".join([title, *(chunk for block in found for chunk in _chunks(block))]) + "\n"


def line(runs: Iterable[Run]) -> str:
    """一行字；要填的空写成“名字：________”。"""
    return "".join(f"{run.text}：________" if run.fill else run.text for run in runs)


def _chunks(block: Block) -> Iterator[str]:
    if block.kind in ("heading", "paragraph"):
        yield line(block.runs)
    elif block.kind in ("bullets", "numbers"):
        yield "\n".join(_items(block, ""))
    elif block.kind == "table":
        yield "\n".join(" | ".join(line(cell) for cell in row) for row in block.rows)
    elif block.kind in FRAMES:
        for inner in block.inside:
            yield from _chunks(inner)


def _items(block: Block, indent: str) -> Iterator[str]:
    for number, item in enumerate(block.items, 1):
        mark = f"{number}. " if block.kind == "numbers" else "· "
        for inner in item:
            if inner.items:
                yield from _items(inner, indent + "  ")
            else:
                yield indent + mark + line(inner.runs)
                mark = "  "

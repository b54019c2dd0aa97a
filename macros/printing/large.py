"""大字版：字号在几档里挑，少印一页是一页；页数一样的，字挑大的。"""

from macros.printing.engine import Engine, Sheet
from macros.printing.finishing import page_count

LARGE_TEMPLATE = "large.typ"
# 正文的字号，磅，从大到小；最小的字（依据、版本、页码）总是 14 磅。
_SIZES = (18, 17.5, 17, 16.5, 16)


def large_pdf(engine: Engine, sheet: Sheet) -> bytes:
    """排好的大字版；排不出来抛 Unprintable。"""
    made: dict[int, bytes] = {}
    for size in _SIZES:
        content = engine.pdf(LARGE_TEMPLATE, sheet | {"size": size})
        made.setdefault(page_count(content), content)
    return made[min(made)]

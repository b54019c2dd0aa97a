"""一篇公文的 PDF：排紧一些就少一页的，排紧一些，末页不剩一两行。"""

from macros.printing.engine import Engine, Sheet, Unprintable
from macros.printing.finishing import page_count

# 存档用的 PDF/A，也是无障碍的 PDF/UA。
_STANDARDS = ("ua-1", "a-2a")


def official_pdf(engine: Engine, id: str, sheet: Sheet) -> tuple[bytes, int]:
    """公文 id 的 PDF 和页数；排不出来抛 Unprintable，说出是哪一篇。"""
    try:
        content = _typeset(engine, sheet)
        pages = page_count(content)
        if pages == 1:
            return content, pages
        tighter = _typeset(engine, sheet | {"tight": True})
    except Unprintable as error:
        raise Unprintable(f"公文 {id} 排不出来：{error}") from error
    fewer = page_count(tighter)
    if fewer < pages:
        return tighter, fewer
    return content, pages


def _typeset(engine: Engine, sheet: Sheet) -> bytes:
    return engine.pdf("official.typ", sheet, standards=_STANDARDS)

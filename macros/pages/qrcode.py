"""网址的二维码：网页上的，印在纸上的。"""

import io
from functools import lru_cache
from typing import Any

# 四周至少留白四格（ISO/IEC 18004），不然有的手机扫不出。
QUIET_ZONE = 4


@lru_cache(maxsize=256)
def drawn(address: str, kind: str, **options: Any) -> bytes:
    """address 的二维码，kind 是 svg 或 png，options 是 segno 的画法；各种版式都印同一个。"""
    import segno

    out = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(out, kind=kind, border=QUIET_ZONE, **options)
    return out.getvalue()


def qr_file(address: str) -> bytes:
    """网址的二维码，写成 SVG 文件。"""
    return drawn(address, "svg", xmldecl=False, scale=4, svgclass=None, lineclass=None)


def qr_code(address: str) -> str:
    """网址的二维码，SVG；打印时印在页末，屏幕上不取。"""
    return qr_file(address).decode()

"""表格软件会不会把一格文字当成公式。"""

import re

# 公式的开头（OWASP 的 CSV Injection），全角的也算；撇号自己也在内，去掉一个撇号才总能还原。
_RISKY = re.compile(r"['\t\r\n]|\s*[=+\-@＝＋－＠]")


def looks_like_formula(text: str) -> bool:
    """会被当成公式，或以撇号开头、不加撇号就还原不了。"""
    return _RISKY.match(text) is not None

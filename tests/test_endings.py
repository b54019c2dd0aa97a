"""段末怎样换行。"""

import re

import pytest

from macros import endings

BUTTON = '<button class="point" data-editorial>⋯</button>'


@pytest.mark.parametrize(
    ("html", "made"),
    [
        (f"<p>保障人身权益。{BUTTON}</p>", f'<p>保障人身<span class="nowrap">权益。{BUTTON}</span></p>'),
        (f"<p>查找<a>失踪</a>。{BUTTON}</p>", None),
        (f"<p>无。{BUTTON}</p>", None),
        (f"<p>&lt;甲&gt;{BUTTON}</p>", None),
        ("<p>保障人身权益。</p>", None),
    ],
)
def test_the_end_stays_with_what_follows(html, made):
    """按钮前面三个字跟着它；以链接结尾的、太短的、转义过的，都不动。字一个不变。"""
    assert endings.kept(html) == (made or html)
    assert re.sub(r"</?span.*?>", "", endings.kept(html)) == html

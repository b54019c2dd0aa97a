"""段末怎样换行。"""

import re

import pytest

from macros import endings

BUTTON = '<button class="point" data-editorial>⋯</button>'
BASIS = ' <a href="../verify.html#e-1">依据</a>'


@pytest.mark.parametrize(
    ("html", "made"),
    [
        (f"<p>保障人身权益。{BUTTON}</p>", f'<p>保障人身<span class="nowrap">权益。{BUTTON}</span></p>'),
        (f"<li>疑作“力争”。{BASIS}</li>", f'<li>疑作“力<span class="nowrap">争”。{BASIS}</span></li>'),
        (f"<p>查找<a>失踪</a>。{BUTTON}</p>", None),
        (f"<p>无。{BUTTON}</p>", None),
        (f"<p>&lt;甲&gt;{BUTTON}</p>", None),
        ('<p>保障人身权益。 <a href="x.html">依据</a></p>', None),
        ("<p>保障人身权益。</p>", None),
    ],
)
def test_the_end_stays_with_what_follows(html, made):
    """按钮、“依据”前面三个字跟着它；以链接结尾的、太短的、转义过的、别的链接，都不动。字一个不变。"""
    assert endings.kept(html) == (made or html)
    assert re.sub(r"</?span.*?>", "", endings.kept(html)) == html

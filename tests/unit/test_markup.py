"""手写页面里许写的 HTML。"""

import pytest

from macros.checks.markup import forbidden, refusal


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>文字 <a href='plan/index.html#a'>链</a> <a href='tel:110'>110</a></p>", []),
        ("<script>1</script>", ["<script>"]),
        ("<iframe src='x'></iframe>", ["<iframe>"]),
        ("<p onclick='1'>", ["onclick="]),
        ("<p style='color:red'>", ["style="]),
        ("<a href='JavaScript:1'>", ["JavaScript:"]),
        ("<a href='java\nscript:1'>", ["javascript:"]),
        ("<a href='&#106;avascript:1'>", ["javascript:"]),
        ("<img src='data:image/svg+xml,x'>", ["data:"]),
        ("<form action='https://example.org'>", ["action="]),
    ],
)
def test_html_that_could_run_is_refused(html, expected):
    """页面里能跑代码、能往外发数据的东西都不许；平常的链接不受影响。"""
    assert forbidden(html) == expected


def test_markup_that_could_run_is_named_with_its_line():
    """手写页里能跑代码的写法，说出是什么、在哪一行。"""
    text = "# 甲\n\n<script>1</script>\n"
    problem = refusal("about.md", text, "<h1>甲</h1><script>1</script>")
    assert str(problem).startswith("docs/about.md:3:1: 页面里不能用 <script>（")
    assert refusal("about.md", text, "<p>甲</p>") is None

"""资料正文里的电话：点了就拨，字不变。"""

import re

import pytest

from macros.pages.phones import dialling


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<p>马上打 110，不等。</p>", ["110"]),
        ("<p>110</p><p>12338或110</p>", ["110", "12338", "110"]),
        ('<a href="tel:110">110</a><code>110</code>', []),
        ("<p>1100 米，1.110 元，3-110 号，110.5 元，110-2 室</p>", []),
        ("<p>12345 不是这份资料的电话</p>", []),
        ('<p title="110">报警</p>', []),
    ],
)
def test_listed_numbers_dial(html, wanted):
    """资料列出的号码包上链接；别的数、链接里的、属性里的不动。字一个不变。"""
    made = dialling(html, ("110", "12338"))
    added = re.findall(r'<a(?: class="alone")? href="tel:(\d+)">\1</a>', made)
    assert added == (wanted or re.findall(r'<a href="tel:(\d+)">', html))
    assert re.sub("<[^>]+>", "", made) == re.sub("<[^>]+>", "", html)


def test_longer_numbers_come_first():
    """一个号码是另一个的开头，照长的拨：拨错了，人要白等。"""
    assert dialling("123456", ("12345", "123456")) == '<a href="tel:123456">123456</a>'


def test_a_number_alone_in_a_cell_is_easy_to_press():
    """一格、一段只有号码的，另有记号，样式好把它撑大；旁边有字的不撑，不然字被挤开。"""
    html = "<td>110</td><td>打 110</td><td><strong>110</strong> 报警</td><p>110　12338</p>"
    made = dialling(html, ("110", "12338"))
    assert made.count('<a class="alone" href="tel:110">') == 2
    assert made.endswith('　<a class="alone" href="tel:12338">12338</a></p>')
    assert made.startswith('<td><a class="alone"')
    assert made.count('<a href="tel:110">') == 2


def test_without_numbers_nothing_changes():
    """没有列电话的页，一字不动。"""
    assert dialling("<p>110</p>", ()) == "<p>110</p>"

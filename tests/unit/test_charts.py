"""小图：几个点就是几项，几个方块就是几条；画错一个，图就说谎。"""

import re

from macros.pages import charts


def test_as_many_dots_as_tasks():
    """几项任务几个点，不重叠，都在图里；没有任务就没有图。"""
    drawn = charts.dots(3)
    assert re.findall(r"M(\d+) 4a", drawn) == ["0", "10", "20"]
    assert 'viewBox="0 0 28 8"' in drawn
    assert charts.dots(0) == ""


def test_periods_can_be_told_apart_without_colour():
    """一段时间一组，单数的实心，双数的空心，组和组隔开：分不清颜色的人、黑白打印也看得懂。"""
    drawn = charts.strip([2, 1, 1])
    assert re.findall(r"M(\d+) 0h8v8h-8z(?!m)", drawn) == ["0", "10", "42"]
    assert re.findall(r"M(\d+) 0h8v8h-8zm2", drawn) == ["26"]
    assert 'viewBox="0 0 50 8"' in drawn


def test_an_empty_period_keeps_its_place():
    """中间一段没有举措，后面的仍照自己的次序画：空心的不会变成实心。"""
    drawn = charts.strip([1, 0, 1])
    assert "zm2" not in drawn
    assert charts.strip([0, 0]) == ""


def test_drawings_are_silent():
    """图旁边都写着数，读屏软件不念图。"""
    for drawn in (charts.dots(1), charts.strip([1])):
        assert 'aria-hidden="true"' in drawn

"""课件上的话怎样换行：断在停得住的地方，一个字不少。"""

import pytest

from macros.printing.linefill import line_filled
from macros.printing.slideshow import PLACES, Frame

WIDE = PLACES["lines"]


@pytest.mark.parametrize(
    ("line", "rows"),
    [
        ("牵好手", ["牵好手"]),
        (
            "不牵孩子的手：船工提醒一次；再不听的，请下船等下一班，船费照退，不另收钱，也不罚",
            [
                "不牵孩子的手：船工提醒一次；",
                "再不听的，请下船等下一班，船费照退，不另收钱，也不罚",
            ],
        ),
        (
            "上船、坐船、下船、过桥、等船、赶集的人都听过的一句话：牵好手，坐一起，停稳再走",
            ["上船、坐船、下船、过桥、等船、赶集的人都听过的一句话：", "牵好手，坐一起，停稳再走"],
        ),
    ],
)
def test_lines_break_where_people_pause(line, rows):
    """一行放得下不断；放不下断在句末、冒号后面，不断在顿号后面。"""
    (filled,), size = line_filled((line,), WIDE, (28,))
    assert filled.split("\n") == rows
    assert size == 28


def test_nothing_is_lost_and_nothing_runs_over():
    """换了行，字一个不少；没有标点的长话，断不开就说放不下。"""
    line = "“我要回家”“认不得他”，大人讲错孩子的名字、去处。”（记下来）再报一次"
    narrow = Frame(0, 0, 120, 128)
    (filled,), size = line_filled((line,), narrow)
    assert filled.replace("\n", "") == line
    assert size
    assert line_filled(("牵手" * 40,), narrow) == (("牵手" * 40,), 0)

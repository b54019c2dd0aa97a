"""程序多密：数的是句子，不是折行。"""

import textwrap

import air

LONG = "message = found.problem(place.of(name), said, help)\n"
EXPLODED = """
message = found.problem(
    place.of(
        name,
    ),
    said,
    help,
)
"""
STEPS = """
place = place.of(name)
message = found.problem(place, said, help)
"""


def density(source):
    """一段程序每行几个节点。"""
    (joined,) = air.unwrapped([textwrap.dedent(source)])
    part = air.figures(joined)
    return part.nodes / part.lines


def test_one_argument_a_line_changes_nothing():
    """末尾添一个逗号，一句变成八行：数还是那个数。"""
    assert density(EXPLODED) == density(LONG)


def test_a_sentence_split_in_two_is_thinner():
    """真的拆成两句，数才小。"""
    assert density(STEPS) < density(LONG)


def test_one_argument_a_line_is_seen_by_the_command(tmp_path, capsys):
    """make lint 印的也是不折行的数。"""
    path = tmp_path / "exploded.py"
    path.write_text(EXPLODED, encoding="utf-8")
    air.main([str(path)])
    assert "1 行，" in capsys.readouterr().out

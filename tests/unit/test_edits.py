"""从页面上的一处到文件里的一行。"""

from project import CITY

from macros.pages.edits import edits


def test_every_anchor_leads_to_the_line_that_holds_it(city):
    """任务、举措、段落、名词、日子，照表打开的那一行就写着它：差一行，编者改错地方。"""
    table = edits(city, "https://example.org/some/repo")
    assert table["base"] == "https://example.org/some/repo/edit/main/"
    files = table["files"]
    assert {"data/units/ferry.yml", "data/terms.yml", "data/calendar.yml"} <= files.keys()
    for term in city.terms:
        lines = (CITY / "data/terms.yml").read_text(encoding="utf-8").split("\n")
        assert term.id in lines[files["data/terms.yml"][term.id] - 1]
    for row in city.rows.values():
        line = files[row.place.path][row.id]
        assert line == row.place.line

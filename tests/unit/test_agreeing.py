"""一件事写在两处的，两处说的一样；多数例子在 damage/agreement.yml。"""

from dataclasses import replace

from macros.checks import agreeing


def test_two_drawings_are_not_told_with_the_same_words(city):
    """两份传单的插图说明一样，报在后一份，说明和哪一份一样。"""
    leaflet = city.piece["ferry-leaflet"]
    copied = replace(leaflet, slug="ferry-poster")
    plan = replace(city, pieces=(leaflet, copied))
    (problem,) = agreeing.drawings_told_apart(plan)
    assert "插图的话和 docs/publicity/ferry-leaflet.md 的一样" in problem.message
    assert not list(agreeing.drawings_told_apart(city))

"""相关资料：给同样的人看的，不是文件名挨着的。"""

from dataclasses import replace

from macros.pages.related import MOST, related


def with_pieces(city, *given):
    """小城的计划，资料换成 given：slug、给谁、日子。"""
    like = city.pieces[0]
    pieces = [
        replace(like, slug=slug, audience=audience, occasions=days)
        for slug, audience, days in given
    ]
    return replace(city, pieces=tuple(pieces)), pieces[0]


def test_the_same_readers_come_first(city):
    """主要给同一种人的在前，其次看共同的人、共同的日子多不多；自己不算。"""
    plan, piece = with_pieces(
        city,
        ("self", ("parents", "teachers"), ("ferry-day",)),
        ("a-public", ("public",), ("ferry-day",)),
        ("b-teachers", ("teachers",), ("ferry-day",)),
        ("c-parents", ("parents",), ()),
        ("d-parents", ("parents",), ("ferry-day",)),
        ("e-both", ("teachers", "parents"), ()),
        ("f-women", ("women",), ("ferry-day",)),
    )
    found = [one.slug for one in related(plan, piece)]
    assert found == ["e-both", "d-parents", "c-parents", "b-teachers"]
    assert len(found) == MOST


def test_public_pieces_fill_up(city):
    """没有给同样的人的，用给所有人的补；和谁都不相干的不列。"""
    plan, piece = with_pieces(
        city, ("self", ("women",), ()), ("a", ("public",), ()), ("b", ("villages",), ())
    )
    assert [one.slug for one in related(plan, piece)] == ["a"]

"""单字的读音。"""

import pytest

from macros.corpus.chinese import duration, readings, sounds_near


def test_every_reading_is_known():
    """多音字的各个读音都要有：只认一个，名词表写对的读音也会被说成错的。"""
    assert set(readings("重")) >= {"zhong", "chong"}
    assert set(readings("长")) >= {"chang", "zhang"}


def test_readings_are_plain_lowercase(plan):
    """读音不带声调，每个只说一遍：名词表和搜索都拿它和小写字母比。"""
    for character in {
        character
        for term in plan.terms
        for character in term.term
        if "\u4e00" <= character <= "\u9fff"
    }:
        found = readings(character)
        assert found
        assert all(sound.isascii() and sound.isalpha() and sound.islower() for sound in found), (
            character
        )
        assert len(found) == len(set(found))


def test_other_characters_stay_themselves():
    """不是汉字的没有读音，原样返回，不出错。"""
    assert readings("D") == ("D",)


def test_readings_are_those_of_pypinyin():
    """直接查单字表，和 pypinyin 自己说的一样：每隔 37 个字查一个。"""
    from pypinyin import Style, pinyin

    for code in range(0x20, 0xA000, 37):
        character = chr(code)
        (sounds,) = pinyin(character, style=Style.NORMAL, heteronym=True)
        assert readings(character) == tuple(dict.fromkeys(sounds)), character


@pytest.mark.parametrize(
    ("minutes", "written"),
    [
        (3, "3 分钟"),
        (90, "90 分钟"),
        (120, "约 2 小时"),
        (139, "约 2 个半小时"),
        (420, "约 7 小时，可分次"),
    ],
)
def test_long_times_are_told_in_hours(minutes, written):
    """420 分钟没有人算得出是多久：长的说小时，太长的说可以分次。"""
    assert duration(minutes) == written


def test_sounds_near_are_told_apart_from_others():
    """前后鼻音、平翘舌最容易打错；声母、韵母真不同的，是另一个字。"""
    assert sounds_near("qing", "qin")
    assert sounds_near("shang", "san")
    assert not sounds_near("chang", "zhang")

"""说是公文写着的话、说到的单位、文件的名称，公文里要有；别的例子在 damage/causes.yml。"""

import pytest
from checking import assert_says

ANSWERS = "data/answers.yml"
TIMELINE = "data/timeline.yml"
ERRATA = "data/errata.yml"


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (ANSWERS, "方案说要报警。", "方案写着“立既……报案”。", "公文里没有“立既……报案”这几个字"),
        (ANSWERS, "方案说要报警。", "方案里写着“发现……报警”。", ""),
        (ERRATA, "没有“立既”这个词", "原文另一处作“立刻”", "公文里没有“立刻”"),
        (ANSWERS, "有，图书馆", "有，市度运局", "所依据的段里没有市度运局（是否想写市渡运局？"),
        (ANSWERS, "有，图书馆", "有，市渡运局", "所依据的段里没有市渡运局（改对单位"),
        (ANSWERS, "有，图书馆", "有，市图书馆", ""),
        (TIMELINE, "印发方案", "送市渡运局", "所依据的段里没有市渡运局"),
        (
            TIMELINE,
            "印发方案, passages: [questions-answer]",
            "印发《云汀市防拐方按》, passages: [questions-answer, notice-1]",
            "没有叫“云汀市防拐方按”的，有一份叫“云汀市防拐方案”",
        ),
        (TIMELINE, "印发方案", "印发《云汀市渡船章程》", ""),
    ],
)
def test_what_is_told_of_the_official_text_stands_in_it(city_project, path, old, new, expected):
    """抄错的说：读者会当公文真是那样写的；省去一截的、单位写对的、说的是别的文件的，不说。"""
    assert_says(city_project, path, old, new, expected)

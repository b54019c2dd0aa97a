"""说是公文写着的话、说到的单位、文件的名称，公文里要有。"""

import pytest
from checking import assert_says

ANSWERS = "data/answers.yml"
TIMELINE = "data/timeline.yml"
ERRATA = "data/errata.yml"


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (ANSWERS, "“收买被拐妇女犯罪”", "“买卖妇女犯罪”", "公文里没有“买卖妇女犯罪”这几个字"),
        (ANSWERS, "方案里写的就是“收买被拐妇女犯罪”", "方案里写着“收买……犯罪”", ""),
        (ANSWERS, "方案里写的就是“收买被拐妇女犯罪”", "人们说的“买媳妇”也是", ""),
        (
            ERRATA,
            "第二部分作“市反对拐卖人口行动联席会议”",
            "第二部分作“市反拐行动联席会”",
            "公文里没有",
        ),
        (ANSWERS, "这归市民政局", "这归市民正局", "所依据的段里没有市民正局（是否想写市民政局？"),
        (ANSWERS, "由市教体局和公安", "由市人社局和公安", "所依据的段里没有市人社局"),
        (TIMELINE, "送市司法局", "送市审计局", "所依据的段里没有市审计局"),
        (TIMELINE, "（2021—2030年）", "（2021—2023年）", "名称和所指的段里的不同"),
        (TIMELINE, "送市司法局进行合法性审查", "市司法局做合法性审查", ""),
    ],
)
def test_what_is_told_of_the_official_text_stands_in_it(project, path, old, new, expected):
    """抄错的说；换个说法、没有说是公文写的，不说。"""
    assert_says(project, path, old, new, expected)

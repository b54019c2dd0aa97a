"""输入法的笔误：认得出，说得准，改得对；对的写法一行也不误认。"""

import pytest
from project import CITY, ROOT

from macros.checks.run import check
from macros.corpus.slips import bracketed, mended, narrowed, slip
from macros.editing import fix

SLIPS = [
    ("order：7", 6, "全角冒号", "order: 7"),
    ("  says： 甲", 7, "全角冒号", "  says: 甲"),
    ("- id：甲", 5, "全角冒号", "- id: 甲"),
    ("  says:甲", 7, "冒号后面没有空格", "  says: 甲"),
    ("-id: 甲", 1, "横线后面没有空格", "- id: 甲"),
    ("－ id: 甲", 1, "横线是全角的", "- id: 甲"),
    ("—甲", 1, "横线是全角的", "- 甲"),
    ("　　says: 甲", 1, "全角空格", "  says: 甲"),
    ("-　甲", 2, "全角空格", "- 甲"),
    ("—id：甲", 1, "横线是全角的", "- id: 甲"),
]


@pytest.mark.parametrize(("line", "column", "says", "right"), SLIPS)
def test_a_slip_is_named_at_its_column_and_mended(line, column, says, right):
    """指到打错的那个字，说是什么，改好以后再没有笔误。"""
    found = slip(line)
    assert found.column == column
    assert says in found.message
    assert mended(line) == right
    assert slip(right) is None


@pytest.mark.parametrize(
    "line",
    [
        "order: 7",
        "- id: 甲",
        "---",
        "- DNA：一种东西",
        "- https://example.org",
        "  text: 问：甲",
        "# 甲：乙",
        "",
    ],
)
def test_right_lines_are_left_alone(line):
    """对的写法不误认：误认一次，编者就再也不信了。"""
    assert slip(line) is None


def test_no_line_of_the_real_data_is_taken_for_a_slip():
    """真的数据里一行也没有。"""
    for path in [*ROOT.glob("data/**/*.yml"), *CITY.glob("data/**/*.yml")]:
        for line in path.read_text(encoding="utf-8").split("\n"):
            assert slip(line) is None, (path.name, line)


def test_wide_values_become_narrow():
    """数字、日期、号码写成全角、裹着引号的，知道本来要写什么。"""
    assert narrowed("２０３１－０４－０６") == "2031-04-06"
    assert narrowed("“110”") == "110"
    assert bracketed("［甲，乙］") == "[甲, 乙]"
    assert bracketed("甲，乙") == ""


CASES = [
    ("data/units/ferry.yml", "order: 1", "order：1"),
    ("data/units/ferry.yml", "tasks:\n- {", "tasks:\n-{"),
    ("data/units/ferry.yml", "order: 1", "order: １"),
    ("data/errata.yml", "- id: issued", "－ id: issued"),
    ("data/errata.yml", "  kind: restored", "　　kind: restored"),
    ("data/errata.yml", "places: [notice-date]", "places: ［notice-date］"),
    ("data/hotlines.yml", 'number: "110"', "number: “１１０”"),
]


@pytest.mark.parametrize(("path", "right", "wrong"), CASES)
def test_one_slip_gives_one_message_and_fix_takes_it_back(city_project, path, right, wrong):
    """错一个字只说一句，说的就是它，别的文件不受牵连；fix 改回原样。"""
    file = city_project / path
    before = file.read_text(encoding="utf-8")
    assert right in before
    file.write_text(before.replace(right, wrong, 1), encoding="utf-8")
    (problem,) = check(city_project)[1]
    assert problem.path == path
    assert problem.line == before[: before.index(right)].count("\n") + 1 + right.count("\n")
    assert fix.fixed(city_project)[path][1] == before


def test_a_full_width_comma_does_not_join_two_items(city_project):
    """方括号里打了全角逗号，两项并成一项，搜索就查不到：检查说出来。"""
    path = city_project / "data/questions.yml"
    path.write_text("- {see: ferry, asks: [谁管渡口，渡口归谁]}\n", encoding="utf-8")
    (problem,) = check(city_project)[1]
    assert "asks 里用了全角逗号" in problem.message

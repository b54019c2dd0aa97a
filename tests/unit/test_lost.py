"""改了名、不见了的记录：几处写着它，只说一句，说在改了名的那一处。"""

import pytest
from checking import messages
from project import edit

HOTLINES = "data/hotlines.yml"


@pytest.mark.parametrize(
    ("path", "old", "new", "place", "says"),
    [
        ("data/facts.yml", "- id: criminal-law-244\n", "- id: criminal-law-224\n", 49, "原来叫"),
        (
            "data/calendar.yml",
            "- id: first-lesson\n",
            "- id: first-class\n",
            79,
            "原来叫 first-lesson",
        ),
        ("data/steps.yml", "- id: held\n", "- id: kept-in\n", 70, "这个步骤原来叫 held"),
        ("data/periods.yml", "- id: 2023-2029\n", "- id: 2023-2028\n", 7, "这个时段原来叫"),
        ("data/priorities.yml", "- id: assistance\n", "- id: assist\n", 11, "这个工作重点原来叫"),
        ("data/tokens.yml", "  brick: {", "  bricks: {", 51, "这个印刷的颜色原来叫 brick"),
        (HOTLINES, '- number: "12333"', '- number: "12233"', 54, "那里写的是 12333"),
        (HOTLINES, '- number: "110"', '- number: "111"', 3, "那里写的是 110"),
        ("data/documents/plan.yml", "- id: plan-4-1\n", "- id: plan-4-3\n", 50, "原来叫 plan-4-1"),
        ("data/documents/plan.yml", "- id: plan-3-3\n", "- id: plan-3-2\n", 41, "id plan-3-2 重复"),
        ("data/documents/plan.yml", "appendix: true", "appendix: false", 7, "有 0 篇"),
    ],
)
def test_the_record_is_told_and_not_those_who_name_it(project, path, old, new, place, says):
    """改了名的、抄错了号码的、用了两次的，只有一句，报在那一行。"""
    edit(project / path, old, new)
    (said,) = messages(project)
    assert said.startswith(f"{path}:{place}:")
    assert says in said


def cut(path, first, after):
    """删掉从 first 起、到 after 为止的一段。"""
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index(first)] + text[text.index(after) :], encoding="utf-8")


def test_a_record_deleted_is_told_once_with_where_it_is_named(project):
    """删掉了还有几处写着的一条，只说一句，列出写着它的几处。"""
    cut(project / "data/facts.yml", "- id: criminal-law-242\n", "- id: criminal-law-243\n")
    (said,) = messages(project)
    assert "data/facts.yml 里没有事实 criminal-law-242，3 处写着它" in said
    assert "docs/publicity/buying-is-a-crime.md:60" in said


def test_a_measure_deleted_is_told_where_the_page_has_it(project):
    """少了一条举措，后面的 id 都错位：只说公文少了哪一段。"""
    cut(
        project / "data/units/health.yml",
        "  - number: 1\n    text: 严格执行",
        "  - number: 2\n    text: 加强出生医学",
    )
    (said,) = messages(project)
    assert "在这之后缺少原网页第 279 行" in said


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("data/units/health.yml", "data/units/healthy.yml", "这个文件原来叫 health.yml"),
        ("data/units/youth-league.yml", "", "这个文件不见了"),
        ("data/documents/notice.yml", "data/documents/notices.yml", "这个文件原来叫 notice.yml"),
        ("data/documents/notice.yml", "", "这个文件不见了"),
    ],
)
def test_a_whole_file_is_told_once(project, old, new, says):
    """单位、公文的文件改了名、删掉了，里面的几十个 id 不一个一个说。"""
    if new:
        (project / old).rename(project / new)
    else:
        (project / old).unlink()
    (said,) = messages(project)
    assert said.startswith(f"{new or old}:1:1: {says}")


def test_a_unit_copied_is_told_as_a_copy(project):
    """整份抄来、只改了名称的单位：不去说别的单位的次序。"""
    text = (project / "data/units/health.yml").read_text(encoding="utf-8")
    copied = text.replace("name: 市卫健委\n", "name: 市体育局\n")
    (project / "data/units/sports.yml").write_text(copied, encoding="utf-8")
    (said,) = messages(project)
    assert said.startswith("data/units/sports.yml:")
    assert "任务和 data/units/health.yml 的全都一样" in said

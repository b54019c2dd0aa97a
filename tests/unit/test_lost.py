"""改了名、不见了的记录：几处写着它，只说一句，说在改了名的那一处。"""

import pytest
from checking import messages
from project import edit

SCHEME = "data/documents/scheme.yml"


@pytest.mark.parametrize(
    ("path", "old", "new", "place", "says"),
    [
        ("data/facts.yml", "id: police-line", "id: police-lime", 1, "这个事实原来叫 police-line"),
        ("data/calendar.yml", "id: ferry-day", "id: ferry-days", 1, "这个日子原来叫 ferry-day"),
        ("data/steps.yml", "id: man-overboard", "id: overboard", 1, "原来叫 man-overboard"),
        ("data/periods.yml", "id: 2031-2032", "id: 2031-2033", 1, "这个时段原来叫 2031-2032"),
        ("data/priorities.yml", "id: help", "id: helping", 2, "这个工作重点原来叫 help"),
        ("data/hotlines.yml", 'number: "110"', 'number: "111"', 1, "那里写的是 110"),
        (SCHEME, "id: scheme-1-1", "id: scheme-1-2", 9, "原来叫 scheme-1-1"),
        (SCHEME, "id: scheme-2-1", "id: scheme-1-1", 11, "id scheme-1-1 重复"),
        (SCHEME, "appendix: true", "appendix: false", 3, "有 0 篇"),
    ],
)
def test_the_record_is_told_and_not_those_who_name_it(city_project, path, old, new, place, says):
    """改了名的、抄错了号码的、用了两次的，只有一句，报在那一行。"""
    edit(city_project / path, old, new)
    (said,) = messages(city_project)
    assert said.startswith(f"{path}:{place}:")
    assert says in said


def test_a_palette_renamed_is_told_where_it_is_kept(city_project):
    """几份资料用着的一种印刷的颜色改了名：说颜色，不一份一份地说资料。"""
    edit(city_project / "docs/publicity/ferry-talk.md", "palette: leaf", "palette: lake")
    edit(city_project / "data/tokens.yml", "  lake: {", "  lakes: {")
    (said,) = messages(city_project)
    assert said.startswith("data/tokens.yml:51:")
    assert "这个印刷的颜色原来叫 lake" in said


def test_a_record_deleted_is_told_once_with_where_it_is_named(city_project):
    """删掉了还有几处写着的一条，只说一句，列出写着它的几处。"""
    for page in ("terms", "verify"):
        edit(city_project / f"docs/{page}.md", "---\n\n#", "facts: [gone]\n---\n\n#")
    (said,) = messages(city_project)
    assert "data/facts.yml 里没有事实 gone，2 处写着它" in said
    assert "docs/terms.md:4、docs/verify.md:4" in said


def test_a_measure_deleted_is_told_where_the_page_has_it(city_project):
    """少了一条举措，后面的 id 都错位，概括指着的一条不见了：只说公文少了哪一段。"""
    edit(
        city_project / "data/glance.yml",
        "rests: [lighthouse-2031-2032-1, ",
        "rests: [lighthouse-2031-2032-1, ferry-2031-2032-2, ",
    )
    assert messages(city_project) == []
    edit(
        city_project / "data/units/ferry.yml",
        "  - {number: 1, text: 每个渡口设一名值守员。, serves: [ferry-1]}\n",
        "",
    )
    (said,) = messages(city_project)
    assert "在这之后缺少原网页第 26 行" in said


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("data/units/ferry.yml", "data/units/fery.yml", "这个文件原来叫 ferry.yml"),
        ("data/units/library.yml", "", "这个文件不见了"),
        ("data/documents/notice.yml", "data/documents/notices.yml", "这个文件原来叫 notice.yml"),
        ("data/documents/notice.yml", "", "这个文件不见了"),
    ],
)
def test_a_whole_file_is_told_once(city_project, old, new, says):
    """单位、公文的文件改了名、删掉了，里面的 id 不一个一个说。"""
    if new:
        (city_project / old).rename(city_project / new)
    else:
        (city_project / old).unlink()
    (said,) = messages(city_project)
    assert said.startswith(f"{new or old}:1:1: {says}")


def test_a_unit_copied_is_told_as_a_copy(city_project):
    """整份抄来、只改了名称的单位：不去说别的单位的次序。"""
    text = (city_project / "data/units/ferry.yml").read_text(encoding="utf-8")
    copied = text.replace("name: 市渡运局\n", "name: 市体育局\n")
    (city_project / "data/units/sports.yml").write_text(copied, encoding="utf-8")
    (said,) = messages(city_project)
    assert said.startswith("data/units/sports.yml:")
    assert "任务和 data/units/ferry.yml 的全都一样" in said

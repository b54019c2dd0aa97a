"""标题的锚点分得开，从前的锚点都有去处。"""

import pytest
from checking import assert_says, messages
from project import edit

from macros.checks.anchors import anchors_in

TALK = "docs/publicity/ferry-talk.md"
OLD = "data/anchors.yml"


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (
            TALK,
            "## 二、三件事",
            "## 二、三件事\n\n甲\n\n## 三、三件事",
            ":36:1: 标题“三、三件事”和别处的锚点一样",
        ),
        (TALK, "## 二、三件事", "## 二、三件事\n\n甲\n\n## 三、三件事 {: #three }", ""),
        (TALK, "## 二、三件事", "## 二、（）", "标题“二、（）”得不出锚点"),
        (TALK, "## 一、开头 {: #opening }", "## 一、开头", "里没有 #opening，旧的链接到不了"),
        (TALK, "## 一、开头 {: #opening }", "## 一、开头的话 {: #opening }", ""),
        (OLD, "- page:", "- {page: publicity/ferry-talk.md, now: {}}\n- page:", "前面说过了"),
        (OLD, "opening", "ending", f"{OLD}:3:11: publicity/ferry-talk.md 里没有 #ending"),
        (OLD, "ferry-talk.md", "ferry-walk.md", f"{OLD}:1:9: docs/ 里没有 publicity/ferry-walk.md"),
        (OLD, '"_1"', '"三件事"', "#三件事 现在另有标题在用"),
    ],
)
def test_each_rule_speaks_up(city_project, path, old, new, expected):
    """改坏一处就报；换了标题的字、留着锚点，什么也不报。"""
    assert_says(city_project, path, old, new, expected)


def test_sections_can_be_moved(city_project):
    """前面插一节，后面的锚点不变：从前由次序得出，一插就错位。"""
    body = (city_project / TALK).read_text(encoding="utf-8")
    before = anchors_in(body)
    edit(city_project / TALK, "## 二、三件事", "## 三、三件事")
    edit(city_project / TALK, "## 一、开头", "## 一、先说一句\n\n甲。\n\n## 二、开头")
    after = anchors_in((city_project / TALK).read_text(encoding="utf-8"))
    assert after - before == {"先说一句"}
    assert before < after
    assert messages(city_project) == []


def test_code_is_not_a_heading():
    """代码里的井号不是标题。"""
    assert anchors_in("```\n## 甲\n```\n\n## 乙\n") == {"乙"}

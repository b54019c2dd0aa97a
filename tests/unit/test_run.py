"""检查一遍：次序、位置、不乱报。"""

import inspect
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from checking import messages
from project import ROOT, edit

from macros.checks import rules, sentences
from macros.checks.handwritten import Handwritten
from macros.checks.run import check
from macros.checks.told import Said
from macros.corpus.plan import Plan
from macros.corpus.problem import Problems

FERRY = "data/units/ferry.yml"
LIBRARY = "data/units/library.yml"


def test_the_real_data_has_no_problem():
    """仓库里的数据自己要过关。"""
    assert check(ROOT)[1] == []


def test_unknown_files_are_named(city_project):
    """扩展名写成 .yaml 的文件不会被悄悄忽略；只说这一句，不说别处找不到它。"""
    (city_project / FERRY).rename(city_project / "data/units/ferry.yaml")
    assert messages(city_project) == [
        "data/units/ferry.yaml:1:1: 扩展名不能是 .yaml（改成 ferry.yml）"
    ]


def test_an_unreadable_file_does_not_raise_false_alarms(city_project):
    """一个文件读不成 YAML 时，别的文件里引用它的地方不跟着报错。"""
    (city_project / FERRY).write_text("name: [", encoding="utf-8")
    (said,) = messages(city_project)
    assert said.startswith(f"{FERRY}:")


def test_problems_are_sorted_and_unique(city_project):
    """错误按文件、行、列排好，同一处不说两遍。"""
    edit(city_project / FERRY, "order: 1", "order: 2")
    edit(city_project / LIBRARY, "order: 3", "order: 4")
    problems = check(city_project)[1]
    assert problems == sorted(set(problems))
    assert len({problem.path for problem in problems}) > 1


def test_check_builds_nothing(city_project):
    """检查不写任何文件。"""
    before = {path: path.stat().st_mtime_ns for path in city_project.rglob("*") if path.is_file()}
    time.sleep(0.01)
    check(city_project)
    assert before == {
        path: path.stat().st_mtime_ns for path in city_project.rglob("*") if path.is_file()
    }


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("order: 1", "order: 八"),
        ("order: 1\n", ""),
        ("number: 2, text: 教", "number: 二, text: 教"),
    ],
)
def test_one_slip_is_one_problem(city_project, old, new):
    """一处手误只报一处：次序没读出来，不该带出一串“位置不同”。"""
    edit(city_project / FERRY, old, new)
    (said,) = messages(city_project)
    assert said.startswith(f"{FERRY}:")


def test_every_rule_is_run():
    """写了规则就要登记：各文件里公开的、只收计划（和页面、文件夹）的规则，一条不漏，一条不重。"""
    listed = [*rules.STEM_RULES, *rules.STEM_PAGE_RULES, *rules.DATA_RULES, *rules.ALIGNED_RULES]
    listed += [*rules.FILE_RULES, *rules.CITING_RULES, *rules.PAGE_RULES]
    listed += [*rules.FRONT_RULES, *rules.CALL_RULES, *rules.ADDRESS_RULES, *rules.PRINTED_RULES]
    listed += [*rules.NUMBER_RULES, *rules.FIRST_RULES, *rules.LOST_RULES]
    listed += [*rules.STRAYED_RULES, *rules.PRINTED_FILE_RULES, *sentences.SENTENCE_RULES]
    listed += [rule for chain in rules.CHAINED_RULES for rule in chain]
    assert len(listed) == len(set(listed))
    forms = [[Plan, Problems], [Plan, Path, Problems], [Plan, Sequence[Handwritten], Problems]]
    forms += [[Plan, Sequence[Handwritten], Path, Problems], [Plan, Sequence[Said], Problems]]
    written = set()
    for module in {sys.modules[rule.__module__] for rule in listed}:
        for name, value in vars(module).items():
            own = getattr(value, "__module__", "") == module.__name__
            if not own or not inspect.isgeneratorfunction(value) or name.startswith("_"):
                continue
            if list(inspect.get_annotations(value).values()) in forms:
                written.add(value)
    assert written == set(listed)


def test_a_wrong_word_in_a_document_is_the_only_thing_said(city_project):
    """公文的日子抄错了，只说公文：照它写的卡片、时间线没有错。"""
    path = "data/documents/questions.yml"
    edit(city_project / path, "2031年1月6日", "2031年1月7日")
    (said,) = messages(city_project)
    assert said.startswith(f"{path}:6:")
    assert "“7”原网页 yunting-answers.txt 第" in said

"""逐字核对：哪怕差一个字也要说出是哪个字。"""

import random
import re

import pytest
from project import ROOT, edit

from macros.checks.run import check
from macros.corpus import proof
from macros.corpus.documents import Document, Paragraph
from macros.corpus.editorial import Erratum
from macros.corpus.restoring import additions, only_adds

PLAN = "data/documents/plan.yml"


def test_every_passage_is_word_for_word(plan):
    """全部段落都对得上，数目与人工清点的相同。"""
    assert list(proof.differences(plan)) == []
    report = proof.tally(plan)
    assert (report.total, report.same) == (368, 368)
    assert report.restored == sum(erratum.kind == "restored" for erratum in plan.errata) == 12
    assert str(report).startswith("368/368 段逐字相同，补出 12 处，原文如此 ")


def test_counts_of_the_appendix(plan):
    """12 个单位、30 项任务，三个时段各 37、38、12 条举措：少一条多一条都是转录错。"""
    assert len(plan.units) == 12
    assert len(list(plan.tasks)) == 30
    counts = {
        period.id: sum(len(unit.measures[period.id]) for unit in plan.units)
        for period in plan.periods
    }
    assert counts == {"2022": 37, "2023-2029": 38, "2030": 12}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("text: 一、工作目标", "text: 一、工作目的", "plan.yml:22:14: “的”原网页第 68 行是“标”"),
        (
            "text: 一、工作目标",
            "text: 一、工作目",
            "plan.yml:22:14: 这里少了“标”，原网页第 68 行有",
        ),
        (
            "text: 一、工作目标",
            "text: 一、、工作目标",
            "plan.yml:22:10: 多了“、”，原网页第 68 行没有",
        ),
        ("text: 一、工作目标", "text: 一、作工目标", "plan.yml:22:11: "),
        (
            "text: 一、工作目标",
            "text: ⼀、工作目标",
            "plan.yml:22:9: “⼀”不是汉字，是样子像它的符号",
        ),
    ],
)
def test_a_single_character_is_named_with_its_place(project, old, new, expected):
    """改、漏、多、换位、换成样子相同的字，都报出行列和那个字。"""
    edit(project / PLAN, old, new)
    _, problems = check(project)
    assert any(expected in str(problem) for problem in problems), [str(p) for p in problems]


def test_missing_and_moved_passages(project):
    """少一段、两段对调，都指得出来。"""
    path = project / PLAN
    text = path.read_text(encoding="utf-8")
    rows = re.split(r"(?m)^(?=- id: )", text)
    rows[-4], rows[-5] = rows[-5], rows[-4]
    path.write_text("".join(rows), encoding="utf-8")
    _, problems = check(project)
    (problem,) = problems
    assert "的换了位置" in str(problem)
    path.write_text(text.replace(rows[3], ""), encoding="utf-8")
    _, problems = check(project)
    assert any("缺少原网页第" in str(problem) for problem in problems)


def test_any_changed_character_is_caught(plan):
    """随手改任何一段的任何一个字，核对都要发现：这是全站最要紧的一条。"""
    chance = random.Random(20220406)
    passages = proof.printed_passages(plan)
    theirs = [line.text for line in proof.lines(plan)]
    for passage, line in zip(passages, theirs, strict=True):
        position = chance.randrange(len(passage.text))
        changed = passage.text[:position] + "囧" + passage.text[position + 1 :]
        assert proof.normalized(changed) != line


def test_joined_lines_and_furniture(plan):
    """断成两行的一句接起来算一段；栏目名不算段。"""
    texts = [line.text for line in proof.lines(plan)]
    assert sum("制定完善工作措施" in text for text in texts) == 2
    assert "标签:" not in texts
    assert "•解读" not in texts


def test_snapshot_bytes_are_guarded(project):
    """原网页文件被编辑器“顺手”改了一个字节，也要发现。"""
    path = project / "data/source/luan-yjzj-10017393.txt"
    path.write_bytes(path.read_bytes() + b"\n")
    _, problems = check(project)
    assert any("sha256 不是这个值" in str(problem) for problem in problems)
    assert (ROOT / "data/source/luan-yjzj-10017393.txt").read_bytes() + b"\n" == path.read_bytes()


@pytest.mark.parametrize(
    ("printed", "reading", "expected"),
    [
        ("202249号", "2022〕49号", [("2022", False), ("〕", True), ("49号", False)]),
        (
            "20211220日",
            "2021年12月20日",
            [("2021", False), ("年", True), ("12", False), ("月", True), ("20日", False)],
        ),
    ],
)
def test_additions_split_at_the_lost_characters(printed, reading, expected):
    """补出的字单独成截，才能单独标明。"""
    assert additions(printed, reading) == expected
    assert only_adds(printed, reading)


def test_a_restoration_may_only_add():
    """补字不许改字、删字。"""
    assert not only_adds("202249号", "2022〕48号")
    assert not only_adds("202249号", "202249号")
    assert not only_adds("202249号", "2022〕9号")


def test_draft_is_the_plan_with_insertions(plan):
    """征求意见稿由印发稿加两段而成；核对通过，说明真的只差这两段。"""
    draft, issued = plan.documents["draft"], plan.documents["plan"]
    assert isinstance(draft, Document)
    extra = [p for p in draft.paragraphs if p.text not in {row.text for row in issued.paragraphs}]
    assert [p.id for p in extra] == ["draft-label", "draft-status"]
    assert all(isinstance(p, Paragraph) and p.document == "draft" for p in draft.paragraphs)


def test_every_erratum_has_basis_and_place(plan):
    """每处勘误有依据、有位置。"""
    for erratum in plan.errata:
        assert isinstance(erratum, Erratum)
        assert erratum.basis
        assert all(place in plan.rows for place in erratum.places)

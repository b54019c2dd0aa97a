"""逐字核对：哪怕差一个字也要说出是哪个字。"""

import random
from dataclasses import replace

import pytest
from checking import assert_says, messages

from macros.corpus import proof
from macros.corpus.differences import differences
from macros.corpus.documents import Document, Joined, Paragraph
from macros.corpus.editorial import Erratum
from macros.corpus.restoring import additions, only_adds

SCHEME = "data/documents/scheme.yml"
NOTICE = "data/documents/notice.yml"


def test_every_passage_is_word_for_word(plan):
    """真的公文全部段落都对得上，数目与人工清点的相同：原网页不会变，少一段就是漏了。"""
    assert list(differences(plan)) == []
    report = proof.tally(plan)
    assert (report.total, report.same) == (368, 368)


def test_the_tally_counts_passages_and_errata(city):
    """核对的结果一句话说完：对上几段，补出几处，原文如此几处；读者凭它判断可不可信。"""
    assert str(proof.tally(city)).startswith("47/47 段逐字相同，补出 1 处，原文如此 1 处")


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
    ("new", "expected"),
    [
        ("一、怎么访", ":8:43: “访”原网页第 9 行是“防”"),
        ("一、怎么", ":8:43: 这里少了“防”，原网页第 9 行有"),
        ("一、、怎么防", ":8:40: 多了“、”，原网页第 9 行没有"),
        ("一、么怎防", ":8:41: "),
        ("⼀、怎么防", ":8:39: “⼀”不是汉字，是样子像它的符号"),
    ],
)
def test_a_single_character_is_named_with_its_place(city_project, new, expected):
    """改、漏、多、换位、换成样子相同的字，都报出行列和那个字。"""
    assert_says(city_project, SCHEME, "一、怎么防", new, f"{SCHEME}{expected}")


def test_missing_and_moved_passages(city_project):
    """少一段、两段对调，都指得出来。"""
    path = city_project / NOTICE
    text = path.read_text(encoding="utf-8")
    rows = text.splitlines(keepends=True)
    rows[-1], rows[-2] = rows[-2], rows[-1]
    path.write_text("".join(rows), encoding="utf-8")
    (problem,) = messages(city_project)
    assert "的换了位置" in problem
    path.write_text(text.replace(rows[-1], ""), encoding="utf-8")
    assert any("缺少原网页第 5 行“云汀市人民政府”" in problem for problem in messages(city_project))


def test_any_changed_character_is_caught(plan):
    """随手改任何一段的任何一个字，核对都要发现：这是全站最要紧的一条。"""
    chance = random.Random(20220406)
    passages = proof.printed_passages(plan)
    theirs = [line.text for line in proof.lines(plan)]
    for passage, line in zip(passages, theirs, strict=True):
        position = chance.randrange(len(passage.text))
        changed = passage.text[:position] + "囧" + passage.text[position + 1 :]
        assert proof.normalized(changed) != line


def test_joined_lines_and_furniture(city):
    """断成两行的一句接起来算一段；栏目名不算段。"""
    whole = "为了预防拐卖人口犯罪，帮助获救的人回家，制定本方案。"
    broken = city.source.text.replace("犯罪，", "犯罪，\n")
    apart = replace(city, source=replace(city.source, text=broken))
    joined = (Joined(first=8, last=9),)
    together = replace(city, source=replace(apart.source, joined=joined))
    wanted = [line.text for line in proof.lines(city)]
    assert proof.normalized(whole) in wanted
    assert [line.text for line in proof.lines(apart)] != wanted
    assert [line.text for line in proof.lines(together)] == wanted
    assert proof.normalized(city.source.furniture[0].text) not in wanted


def test_snapshot_bytes_are_guarded(city_project):
    """原网页文件被编辑器“顺手”改了一个字节，也要发现。"""
    path = city_project / "data/source/yunting.txt"
    path.write_bytes(path.read_bytes() + b"\n")
    assert any("sha256 不是这个值" in problem for problem in messages(city_project))


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

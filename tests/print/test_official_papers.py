"""备给排版的公文：原文一字不改，补出的字另成一截，勘误都注明，来源都写上。"""

from dataclasses import replace

from paper import city

from macros.corpus import proof
from macros.corpus.addresses import clause_title
from macros.printing.official import Paper, official_runs, official_sheet, papers


def test_papers_are_the_documents_with_titles(plan):
    """要印的公文：有标题、不是照另一篇抄的各篇，加上推进表；草案和印发稿只差一行，不另印。"""
    assert [paper.id for paper in papers(city())] == [
        "notice",
        "questions",
        "scheme",
        "appendix",
    ]
    printed = {paper.id for paper in papers(plan)}
    assert printed == {
        "announcement",
        "drafting-note",
        "feedback",
        "notice",
        "plan",
        "interpretation",
        "appendix",
    }


def test_official_text_is_not_touched(plan):
    """备给排版的公文，去掉补出的字就是原文，一字不差；补出的字另成一截。"""
    for row in plan.rows.values():
        found = official_runs(plan, row)
        assert "".join(run["text"] for run in found if run["style"] != "restored") == proof.printed(
            row
        )
        assert "".join(run["text"] for run in found) == proof.reading(plan, row)
        assert all(run["text"] for run in found)


def test_clause_titles_stand_apart(plan):
    """一项开头作标题的短句另成一截，印楷体；接上后面的就是原文。"""
    for paper in papers(plan):
        for row, found in zip(
            paper.paragraphs, official_sheet(plan, paper)["paragraphs"], strict=True
        ):
            assert "".join(run["text"] for run in found["lead"]) == clause_title(row)
            assert "".join(
                run["text"] for run in (*found["lead"], *found["runs"])
            ) == proof.reading(plan, row)


def test_a_restored_character_keeps_its_place(plan):
    """补出的字落在一项开头的短句里，还在原处。"""
    row = replace(
        next(filter(clause_title, plan.rows.values())), text="（一）2022年1启动部署。抓好落实。"
    )
    lost = replace(plan.errata[0], kind="restored", printed="2022年1启动", reading="2022年1月启动")
    paper = Paper(id="one", title="题", paragraphs=(row,))
    changed = replace(plan, errata=(replace(lost, places=(row.id,)),))
    (found,) = official_sheet(changed, paper)["paragraphs"]
    assert (
        "".join(run["text"] for run in (*found["lead"], *found["runs"]))
        == "（一）2022年1月启动部署。抓好落实。"
    )


def test_every_erratum_is_noted_on_paper(plan):
    """纸上也注明每一处勘误：补了哪几个字，哪里是原文如此。"""
    notes = [note for paper in papers(plan) for note in official_sheet(plan, paper)["notes"]]
    said = [
        erratum.reading if erratum.kind == "restored" else erratum.printed
        for erratum in plan.errata
        for _ in erratum.places
    ]
    assert len(notes) == len(said)
    assert [one for one in said if not any(f"“{one}”" in note for note in notes)] == []


def test_every_paper_says_where_it_is_from(plan):
    """每篇公文的页脚写明来源的网站和网址，以它为准。"""
    for paper in papers(plan):
        imprint = official_sheet(plan, paper)["imprint"]
        assert plan.source.publisher in imprint
        assert plan.source.address in imprint
        assert "以原网页为准" in imprint

"""备给排版的公文：原文一字不改，补出的字另成一截，勘误都注明，来源都写上。"""

import re
from dataclasses import replace

from paper import city

from macros.corpus import proof
from macros.corpus.addresses import clause_title
from macros.printing.official import (
    Paper,
    official_runs,
    official_sheet,
    papers,
    title_words,
)


def sheet_of(plan, paper):
    """一篇公文排版要的数据。"""
    return official_sheet(plan, paper, title_words(plan))


def paragraphs_of(plan, paper):
    """一篇公文排版要的各段。"""
    (part,) = sheet_of(plan, paper)["parts"]
    return part["paragraphs"]


def text_of(fragments):
    """几截合起来的字。"""
    return "".join(run["text"] for run in fragments)


def words_of(found):
    """一段里全部的字。"""
    if "lines" in found:
        return "".join(map(text_of, found["lines"]))
    return text_of((*found["lead"], *found["runs"]))


def test_papers_are_the_documents_with_titles(plan):
    """要印的公文：有标题、不是照另一篇抄的各篇，加上推进表、合订本；草案和印发稿只差一行，不另印。"""
    assert [paper.id for paper in papers(city())] == [
        "notice",
        "questions",
        "scheme",
        "appendix",
        "bound",
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
        "bound",
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
    """一项开头作标题的短句另成一截，印楷体；附件说明的“附件：1.”也另成一截；接上后面的就是原文。"""
    opened = 0
    for paper in papers(plan):
        rows = (
            zip(paper.paragraphs, paragraphs_of(plan, paper), strict=True)
            if not paper.parts
            else ()
        )
        for row, found in rows:
            assert words_of(found) == proof.reading(plan, row)
            if row.kind == "attachment":
                opened += 1
                assert re.fullmatch(r"(附件：)?(\d\.)?", text_of(found["lead"]))
                assert found["lead"]
            elif row.kind != "title":
                assert text_of(found["lead"]) == clause_title(row)
    assert opened


def test_a_restored_character_keeps_its_place(plan):
    """补出的字落在一项开头的短句里，还在原处。"""
    row = replace(
        next(filter(clause_title, plan.rows.values())), text="（一）2022年1启动部署。抓好落实。"
    )
    lost = replace(plan.errata[0], kind="restored", printed="2022年1启动", reading="2022年1月启动")
    paper = Paper(id="one", title="题", paragraphs=(row,))
    changed = replace(plan, errata=(replace(lost, places=(row.id,)),))
    (found,) = paragraphs_of(changed, paper)
    assert words_of(found) == "（一）2022年1月启动部署。抓好落实。"


def test_every_erratum_is_noted_on_paper(plan):
    """纸上也注明每一处勘误：补了哪几个字，哪里是原文如此。"""
    single = [paper for paper in papers(plan) if not paper.parts]
    notes = [note for paper in single for note in sheet_of(plan, paper)["notes"]]
    said = [
        erratum.reading if erratum.kind == "restored" else erratum.printed
        for erratum in plan.errata
        for _ in erratum.places
    ]
    assert len(notes) == len(said)
    assert [one for one in said if not any(f"“{one}”" in note for note in notes)] == []


def test_every_paper_says_where_it_is_from(plan):
    """每篇公文的末尾和页脚都写明来源的网站和网址，以它为准。"""
    for paper in papers(plan):
        sheet = sheet_of(plan, paper)
        for said in (sheet["imprint"], sheet["foot"]):
            assert plan.source.publisher in said
            assert plan.source.address in said
            assert "以原网页为准" in said


def test_titles_break_between_words():
    """标题断在词和词之间，一行一截：照字数拆，会拆出“防拐方/案”。"""
    notice, *_ = papers(city())
    title, *_ = paragraphs_of(city(), notice)
    assert list(map(text_of, title["lines"])) == ["云汀市人民政府关于印发", "云汀市防拐方案的通知"]


def test_a_restored_character_stays_in_its_line():
    """补出的字在标题的哪一行，还在哪一行，还看得出是补的。"""
    notice, *_ = papers(city())
    row = replace(notice.paragraphs[0], text="云汀市政府关于印发云汀市防拐方案的通知")
    lost = replace(city().errata[0], printed="市政府", reading="市人民政府", places=(row.id,))
    plan = replace(city(), errata=(lost,))
    (title,) = paragraphs_of(plan, replace(notice, paragraphs=(row,)))
    first, *_ = title["lines"]
    assert [run["text"] for run in first if run["style"] == "restored"] == ["人民"]
    assert words_of(title) == "云汀市人民政府关于印发云汀市防拐方案的通知"


def test_what_is_bound_together():
    """合订本是和方案同在一页的各篇，照原网页的先后，最后是推进表；勘误合在一起，一条不少。"""
    *single, bound = papers(city())
    assert [part.id for part in bound.parts] == ["notice", "scheme", "appendix"]
    assert bound.title == "云汀市防拐方案（合订本）"
    sheet = sheet_of(city(), bound)
    assert [part["wide"] for part in sheet["parts"]] == [False, False, True]
    inside = [paper for paper in single if paper in bound.parts]
    assert sheet["notes"] == [note for paper in inside for note in sheet_of(city(), paper)["notes"]]


def test_a_plan_alone_is_not_bound():
    """只有方案一篇，没有可订在一起的，就没有合订本。"""
    elsewhere = replace(city().documents["notice"], page="questions.md")
    plan = replace(city(), documents={**city().documents, "notice": elsewhere})
    assert "bound" not in [paper.id for paper in papers(plan)]

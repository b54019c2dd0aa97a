"""几段、一张长表：试公文的版式用，原文里不一定有。"""

from dataclasses import replace

from paper import city

from macros.corpus.documents import Paragraph
from macros.printing.official import Paper, official_sheet, papers, title_words


def paragraph(kind, text):
    """一段公文。"""
    place = city().documents["scheme"].paragraphs[0].place
    return Paragraph(id="scheme-2-1", kind=kind, text=text, place=place, document="scheme")


def sheet_of(plan, *rows):
    """几段公文排版要的数据。"""
    paper = Paper(id="one", title="题", paragraphs=rows)
    return official_sheet(plan, paper, title_words(plan))


def appendix_sheet(plan):
    """推进表排版要的数据。"""
    (paper,) = (paper for paper in papers(plan) if paper.table)
    return official_sheet(plan, paper, title_words(plan))


def long_plan():
    """头一个单位的事多得一页放不下的计划。"""
    first, *others = city().units
    period = city().periods[0].id
    one = replace(
        first.tasks[0], text="沿着河一处一处看，一处一处问，哪里有来历不明的孩子和船。" * 3
    )
    many = tuple(replace(one, text=f"{number}.{one.text}") for number in range(1, 13))
    unit = replace(first, tasks=many, measures={**first.measures, period: many[:3]})
    return replace(city(), units=(unit, *others))

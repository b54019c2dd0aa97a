"""一句话里就看得出的错：笔误、抄错的名称和号、没译完的。别的错多半由它引起，一句只说头一条。"""

from collections.abc import Callable, Sequence

from macros.checks import (
    articles,
    counts,
    crimes,
    dangers,
    english,
    fixednames,
    hotlines,
    quantities,
    ranges,
    sections,
    spoken,
    texting,
    titles,
    typed,
)
from macros.checks.handwritten import Pages
from macros.checks.told import Said, all_told
from macros.corpus.plan import Plan
from macros.corpus.problem import Problems

SENTENCE_RULES: tuple[Callable[[Plan, Sequence[Said]], Problems], ...] = (
    texting.texting_not_called,
    typed.typed_right,
    titles.titles_as_named,
    titles.numbers_as_printed,
    spoken.digits_as_written,
    ranges.ranges_ascend,
    articles.articles_about_it,
    counts.table_counted,
    counts.counted_as_printed,
    crimes.terms_not_swapped,
    hotlines.uses_not_swapped,
    fixednames.names_whole,
    dangers.no_danger,
    sections.sections_as_told,
    english.no_english,
)


def sentences_right(plan: Plan, pages: Pages) -> Problems:
    """编者说给读者听的每一句，各条规则看一遍。"""
    told = list(all_told(plan, pages))
    lines: set[tuple[str, int]] = set()
    found = [rule(plan, told) for rule in SENTENCE_RULES]
    found.append(quantities.quantities_as_cited(plan, pages, told))
    for problems in found:
        for problem in problems:
            if problem.row not in lines:
                yield problem
            lines.add(problem.row)

"""检查一遍：读数据，一条一条地过规则，把错处按位置排好。

写法上的错误由 corpus 报，逐字核对由 corpus.proof 报，其余的一条规则一个函数，分题目写在各个文件里。
规则遇到空值就跳过：空值已经报过了。
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from macros.checks import (
    agreeing,
    alignment,
    anchors,
    appendix,
    asking,
    bounds,
    changelog,
    comments,
    datatexts,
    design,
    docfiles,
    drawings,
    editorial,
    errata,
    expanding,
    facts,
    glance,
    handwritten,
    hotlines,
    ids,
    kept,
    kinds,
    leftovers,
    linking,
    literal,
    official,
    officialpages,
    owner,
    printable,
    references,
    reviews,
    shape,
    shown,
    siteconfig,
    sources,
    standing,
    tags,
    wording,
)
from macros.checks.rendering import Renderer
from macros.corpus import proof
from macros.corpus.loading import load
from macros.corpus.plan import Plan
from macros.corpus.problem import Problem, Problems

_PageRule = Callable[[Plan, Sequence[handwritten.Handwritten]], Problems]

DATA_RULES: tuple[Callable[[Plan], Problems], ...] = (
    references.data_references,
    references.repeated_texts,
    references.insertion_points,
    ids.row_ids,
    ids.errata_ids,
    ids.paragraph_ids,
    ids.reserved_ids,
    ids.fact_ids,
    ids.procedure_ids,
    ids.calendar_ids,
    ids.hotline_numbers,
    official.documents_ordered,
    official.documents_have_text,
    official.bases_have_text,
    official.one_main_document,
    official.three_columns,
    official.full_width_marks,
    official.no_gaps,
    official.furniture_once,
    official.furniture_in_page,
    official.furniture_as_printed,
    official.joined_once,
    official.joined_in_page,
    official.joined_ends_written,
    official.card_numbers,
    official.card_issuers,
    official.card_dates,
    errata.errata_printed_once,
    errata.errata_apart,
    errata.errata_placed,
    errata.restorations_only_add,
    errata.corrections_differ,
    appendix.unit_order,
    appendix.unit_names,
    appendix.unit_tasks,
    appendix.unit_periods_complete,
    appendix.unit_periods_known,
    appendix.unit_periods_ordered,
    appendix.numbers_run_on,
    appendix.periods_present,
    appendix.periods_bounded,
    appendix.periods_as_printed,
    appendix.periods_run_on,
    appendix.tasks_classified,
    appendix.idle_measures_explained,
    appendix.serving_measures_plain,
    appendix.priority_titles,
    alignment.aligned_once,
    alignment.loose_explanations,
    alignment.gaps_explained,
    alignment.official_text_aligned,
    alignment.explanations_aligned,
    editorial.terms_in_text,
    editorial.terms_once,
    editorial.term_sounds,
    editorial.events_ordered,
    editorial.events_once,
    editorial.events_placed,
    editorial.events_end_later,
    editorial.event_dates,
    editorial.days_fixed_or_listed,
    editorial.days_start,
    editorial.days_real,
    editorial.hotline_first,
    editorial.synonyms_written,
    editorial.synonyms_once,
    editorial.questions_once,
    asking.urgent_says,
    asking.urgent_once,
    asking.asks_once,
    asking.elsewhere_once,
    asking.sayings_apart,
    asking.urgent_matches,
    asking.subjects_printed,
    asking.subjects_once,
    editorial.question_rows,
    facts.facts_grounded,
    facts.bases_are_others,
    facts.facts_end_in_sources,
    facts.bases_not_circular,
    facts.sources_named,
    facts.articles_dated,
    facts.term_articles_match,
    facts.numbers_apart,
    hotlines.hotlines_as_in_facts,
    sources.procedures_sourced,
    sources.terms_sourced,
    sources.pieces_sourced,
    datatexts.occasions_sourced,
    datatexts.hotlines_sourced,
    datatexts.derived_sourced,
    datatexts.notes_sourced,
    shape.titles_differ,
    shape.reviews_follow,
    shape.phones_printed,
    shape.pieces_grounded,
    shape.prose_written,
    shape.leaflets_in_front,
    shape.leaflets_fit,
    shape.box_heads,
    shape.sentences_short,
    wording.procedures_worded,
    wording.pieces_worded,
    wording.data_texts_worded,
    wording.action_first,
    wording.phones_explained,
    design.contrast_enough,
    design.palettes_readable,
    bounds.sizes_bounded,
    bounds.contrast_asked,
    bounds.minutes_bounded,
    bounds.lists_filled,
    bounds.names_differ,
    bounds.lines_short,
    bounds.spans_ordered,
    bounds.days_every_year,
    bounds.dates_ascend,
    reviews.pieces_dated,
    reviews.piece_reviews_near,
    reviews.fact_reviews_near,
    reviews.laws_reviewed_at_once,
    reviews.reviews_spread,
    reviews.days_not_run_out,
    *agreeing.RULES,
    glance.glance_filled,
    glance.stages_whole,
    glance.sayings_rest,
    glance.sayings_short,
    glance.sayings_sourced,
    glance.answers_apart,
    owner.owner_told,
    owner.addresses_sound,
    standing.police_first,
    standing.exit_safe,
)

# 还要看仓库里别的文件的。
FILE_RULES: tuple[Callable[[Plan, Path], Problems], ...] = (
    official.snapshot_is_a_name,
    official.snapshot_unchanged,
    design.tokens_used,
    design.art_present,
    editorial.question_pages,
    asking.urgent_places,
    docfiles.files_welcome,
    docfiles.files_light,
    docfiles.pictures_real,
    docfiles.generated_places_free,
    drawings.drawings_safe,
    hotlines.numbers_typed,
    datatexts.texts_plain,
    comments.values_whole,
    changelog.changelog_read,
    siteconfig.settings_sound,
    siteconfig.nav_sound,
    kept.release_recorded,
    standing.skeleton_keeps,
)

# 还要看手写页面的。
CITING_RULES: tuple[_PageRule, ...] = (
    references.page_references,
    facts.procedures_taken,
    facts.facts_used,
    sources.pages_sourced,
    wording.pages_worded,
    agreeing.descriptions_differ,
)

# 元数据读不出来的页，先说它：别处找不到的事实、锚点，多半写在里面。
FRONT_RULES: tuple[_PageRule, ...] = (handwritten.fronts_sound,)

# 手写页面自己的：和数据对不对得上无关，放在逐字核对之后。
PAGE_RULES: tuple[_PageRule, ...] = (
    handwritten.required_present,
    handwritten.document_pages,
    tags.tags_sound,
    anchors.headings_apart,
    anchors.headings_stepped,
    anchors.old_anchors_lead,
    kinds.kinds_known,
    standing.help_in_reach,
    standing.calls_as_written,
    shown.macros_present,
    shown.help_unfolded,
    shown.passages_shown,
    officialpages.editors_words_marked,
    owner.no_denial,
)

# 要知道有哪些页的：数据读对了才算得出。
ADDRESS_RULES: tuple[_PageRule, ...] = (
    kept.addresses_kept,
    kept.moved_once,
)


def check(root: Path, expanded: dict[str, str] | None = None) -> tuple[Plan | None, list[Problem]]:
    """检查 root 下的数据和手写页面，返回计划和全部错误，按位置排好。

    给了 expanded 就把手写页面展开的结果放进去（正文 → 展开后的正文），构建时不必再展开一遍。
    """
    plan, problems = _read(root)
    if plan is None:
        return None, sorted(set(problems))
    pages = handwritten.read(plan, root)
    for front_rule in FRONT_RULES:
        problems += front_rule(plan, pages)
    if not problems:  # 写法有错的记录读成了空的，别的记录会说找不到它
        problems += _ruled(plan, root, pages)
    problems += list(_compared(plan, problems))
    is_clean = not problems
    for page_rule in PAGE_RULES:
        problems += page_rule(plan, pages)
    problems += _rendered(plan, root, pages, problems)
    problems = _unfinished_first(problems, root)
    problems += leftovers.lookalikes(root)
    if expanded is None:
        expanded = {}
    if is_clean:  # 数据有错时页面里的错多半是它引起的，说出来只会添乱
        for address_rule in ADDRESS_RULES:
            problems += address_rule(plan, pages)
        problems += expanding.expand(plan, root, _without(pages, problems), expanded)
    problems += linking.links_lead(plan, root, pages, expanded)
    return plan, sorted(set(problems))


def _ruled(plan: Plan, root: Path, pages: Sequence[handwritten.Handwritten]) -> Problems:
    """数据的各条规则，连同要看别的文件、手写页面的。"""
    for rule in DATA_RULES:
        yield from rule(plan)
    for file_rule in FILE_RULES:
        yield from file_rule(plan, root)
    for citing_rule in CITING_RULES:
        yield from citing_rule(plan, pages)


def _read(root: Path) -> tuple[Plan | None, list[Problem]]:
    """读数据；有没解完的冲突、链接、放错地方的数据，先不读：别的错多半是它们引起的。"""
    broken = [
        *leftovers.conflicts(root),
        *docfiles.no_links(root),
        *docfiles.data_in_place(root),
    ]
    if broken:
        return None, broken
    return load(root)


def _rendered(
    plan: Plan,
    root: Path,
    pages: Sequence[handwritten.Handwritten],
    problems: Sequence[Problem],
) -> Problems:
    """排一遍才看得出的：会照样印出来的记号；没有别的错的资料，再看印不印得出。"""
    renderer = Renderer(root)
    left = list(literal.literals(pages, renderer))
    yield from left
    reported = {problem.path for problem in [*problems, *left]}
    yield from printable.pieces_printable(plan, pages, renderer, reported)


def _without(
    pages: Sequence[handwritten.Handwritten], problems: Sequence[Problem]
) -> list[handwritten.Handwritten]:
    """没有报过错的页。"""
    wrong = {problem.path for problem in problems}
    return [page for page in pages if page.path not in wrong]


def _unfinished_first(problems: Sequence[Problem], root: Path) -> list[Problem]:
    """加上没写完的话、个人的号码之类；同一行别的错不说：它多半要删掉。"""
    found = list(leftovers.leftovers(root))
    lines = {(problem.path, problem.line) for problem in found}
    others = [problem for problem in problems if (problem.path, problem.line) not in lines]
    return others + found


def _compared(plan: Plan, problems: Sequence[Problem]) -> Problems:
    """逐字核对的结果，紧挨着已报的错的不算：序号没读出来，那一条的文字自然对不上。"""
    near = set()
    for problem in problems:
        for line in (problem.line - 1, problem.line, problem.line + 1):
            near.add((problem.path, line))
    for problem in proof.differences(plan, changes_only=bool(problems)):
        if (problem.path, problem.line) not in near:
            yield problem

"""全部规则，一张表一类：先看哪些，后看哪些，谁错了就不必看谁。

规则一条一个函数，分题目写在各个文件里；它们遇到空值就跳过：空值已经报过了。
"""

from collections.abc import Callable
from pathlib import Path

from macros.checks import (
    agreeing,
    alignment,
    anchors,
    appendix,
    asked,
    asking,
    bases,
    bounds,
    briefings,
    cards,
    changelog,
    chapters,
    comments,
    copied,
    coverage,
    datatexts,
    design,
    docfiles,
    drawings,
    easy,
    editorial,
    errata,
    expanding,
    facts,
    folding,
    glance,
    handwritten,
    hotlines,
    ids,
    jumps,
    kept,
    kinds,
    kits,
    lost,
    maindocument,
    naming,
    navigation,
    official,
    officialpages,
    owner,
    posters,
    progress,
    quoting,
    references,
    reforms,
    reviews,
    sentences,
    serving,
    shape,
    shown,
    siteconfig,
    slides,
    slogans,
    sources,
    standing,
    strayed,
    tags,
    texting,
    timeline,
    timing,
    wording,
    yearly,
)
from macros.corpus.plan import Plan
from macros.corpus.problem import Problems

DataRule = Callable[[Plan], Problems]
PageRule = Callable[[Plan, handwritten.Pages], Problems]
FileRule = Callable[[Plan, Path], Problems]
StrayedRule = Callable[[Plan, handwritten.Pages, Path], Problems]


# 号码和依据的事实对不上的：别处写着那个号码，跟着错；最先看，有错就只说它们。
NUMBER_RULES: tuple[DataRule, ...] = hotlines.NUMBERS_RIGHT
# 一个名字用了两次的：别处写着它，不知道说的是哪一个；其次看。
FIRST_RULES: tuple[DataRule, ...] = (
    reforms.names_as_printed,
    appendix.unit_names,
    appendix.units_copied,
    appendix.periods_bounded,
    appendix.periods_as_printed,
    *maindocument.MAIN_RULES,
    ids.row_ids,
    ids.errata_ids,
    ids.fact_ids,
    ids.procedure_ids,
    ids.calendar_ids,
    ids.answer_ids,
    ids.hotline_numbers,
    ids.paragraph_ids,
    editorial.terms_once,
    editorial.hotline_first,
)
# 改了名、不见了的记录：几处写着它，只说一句；再其次看。
LOST_RULES: tuple[PageRule, ...] = (lost.records_lost, anchors.anchors_kept)

# 动过的原网页，放错了地方、改了名、不见了的页和插图：别的错多半由它引起，有就只说它。
STRAYED_RULES: tuple[StrayedRule, ...] = (
    official.snapshot_unchanged,
    strayed.pages_in_place,
    strayed.pieces_in_place,
    strayed.art_in_place,
)

# 错了一处，别处就跟着错一串的：再看它们，有错就只说它们。
STEM_RULES: tuple[DataRule, ...] = (
    appendix.unit_periods_known,
    appendix.periods_run_on,
    facts.facts_grounded,
    facts.laws_as_named,
    official.documents_ordered,
    official.joined_in_page,
    official.passages_in_place,
    official.clauses_alike,
    maindocument.three_columns,
    chapters.kinds_as_numbered,
    facts.articles_as_named,
    references.steps_taken,
    texting.texting_marked,
    texting.phones_ring,
)
STEM_PAGE_RULES: tuple[PageRule, ...] = (
    handwritten.required_present,
    shown.pages_as_shown,
    sentences.sentences_right,
)

DATA_RULES: tuple[DataRule, ...] = (
    slides.slides_sound,
    posters.posters_short,
    briefings.briefings_sound,
    references.data_references,
    references.repeated_texts,
    references.insertion_points,
    ids.reserved_ids,
    official.documents_have_text,
    official.bases_have_text,
    official.full_width_marks,
    official.no_gaps,
    official.furniture_once,
    official.furniture_in_page,
    official.furniture_as_printed,
    official.joined_once,
    official.joined_ends_written,
    chapters.numbers_in_order,
    *errata.ERRATA_RULES,
    bases.bases_as_printed,
    naming.cities_alike,
    appendix.unit_order,
    appendix.units_have_part,
    appendix.unit_periods_complete,
    appendix.unit_periods_ordered,
    appendix.numbers_run_on,
    appendix.periods_present,
    appendix.tasks_classified,
    appendix.idle_measures_explained,
    appendix.serving_measures_plain,
    appendix.priority_titles,
    serving.serves_as_worded,
    alignment.aligned_once,
    alignment.loose_explanations,
    alignment.gaps_explained,
    editorial.term_sounds,
    editorial.sounds_alike,
    *timeline.EVENT_RULES,
    *asked.ASKED_RULES,
    editorial.days_fixed_or_listed,
    editorial.days_start,
    editorial.days_real,
    editorial.synonyms_written,
    editorial.synonyms_once,
    editorial.questions_once,
    asking.urgent_says,
    asking.urgent_once,
    asking.asks_once,
    asking.elsewhere_once,
    asking.sayings_apart,
    asking.urgent_matches,
    asking.subjects_once,
    editorial.question_rows,
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
    *shape.SHAPE_RULES,
    easy.easy_sentences,
    wording.procedures_worded,
    wording.pieces_worded,
    wording.data_texts_worded,
    wording.action_first,
    wording.phones_explained,
    *bounds.BOUND_RULES,
    *yearly.YEARLY_RULES,
    reviews.facts_in_force,
    reviews.laws_in_force_at_once,
    reviews.pieces_dated,
    reviews.piece_reviews_near,
    reviews.reviews_spread,
    reviews.days_not_run_out,
    *agreeing.AGREEING_RULES,
    copied.sentences_apart,
    cards.cards_complete,
    coverage.rows_covered,
    coverage.gaps_open,
    *slogans.SLOGAN_RULES,
    *glance.GLANCE_RULES,
    *kits.KIT_RULES,
    *progress.PROGRESS_RULES,
    *reforms.REFORM_RULES,
    owner.owner_told,
    owner.addresses_sound,
    standing.police_first,
    standing.exit_safe,
)

# 一串规则看的是同一处：前面的说了，后面的不必说。
CHAINED_RULES: tuple[tuple[DataRule, ...], ...] = (
    (
        facts.bases_are_others,
        facts.bases_not_circular,
        facts.facts_end_in_sources,
    ),
    (
        design.contrast_enough,
        design.palettes_readable,
    ),
    (agreeing.minutes_as_told, timing.parts_add_up),
    (
        reviews.fact_reviews_near,
        reviews.laws_reviewed_at_once,
    ),
)

# 别处照公文写的字、日子：公文的字和原网页对不上，就不说。
PRINTED_RULES: tuple[DataRule, ...] = (
    chapters.gaps_as_printed,
    *official.CARD_RULES,
    editorial.terms_in_text,
    *timeline.PRINTED_EVENT_RULES,
    naming.units_in_rests,
    naming.synonyms_mean_units,
    asking.subjects_printed,
)

# 同上，还要看仓库里别的文件的。
PRINTED_FILE_RULES: tuple[FileRule, ...] = (quoting.quotes_as_printed,)

# 公文一字不差，才看得出对照写全了没有。
ALIGNED_RULES: tuple[DataRule, ...] = (
    alignment.official_text_aligned,
    alignment.explanations_aligned,
)

# 还要看仓库里别的文件的。
FILE_RULES: tuple[FileRule, ...] = (
    official.snapshot_is_a_name,
    design.tokens_used,
    design.art_present,
    design.art_taken,
    editorial.question_pages,
    asking.urgent_places,
    docfiles.files_welcome,
    docfiles.files_light,
    docfiles.pictures_real,
    docfiles.generated_places_free,
    drawings.drawings_safe,
    easy.easy_pictured,
    hotlines.numbers_typed,
    datatexts.texts_plain,
    comments.values_whole,
    changelog.changelog_read,
    siteconfig.settings_sound,
    navigation.nav_sound,
    kept.release_recorded,
    standing.skeleton_keeps,
)

# 还要看手写页面的。
CITING_RULES: tuple[PageRule, ...] = (
    references.page_references,
    facts.procedures_taken,
    facts.facts_used,
    sources.pages_sourced,
    wording.pages_worded,
    agreeing.descriptions_differ,
)

# 元数据读不出来的页，先说它：别处找不到的事实、锚点，多半写在里面。
FRONT_RULES: tuple[PageRule, ...] = (handwritten.fronts_sound,)

# 宏读不成的页，先说它：取用了哪些步骤、哪些事实，排了哪些原文，都写在里面。
CALL_RULES: tuple[PageRule, ...] = (expanding.calls_readable,)

# 看各页取用了什么的：有一页的宏读不成，就不看。
TAKING_RULES: tuple[PageRule, ...] = (
    facts.procedures_taken,
    facts.facts_used,
    shown.macros_present,
    shown.passages_shown,
    officialpages.editors_words_marked,
)

# 手写页面自己的：和数据对不对得上无关，放在逐字核对之后。
PAGE_RULES: tuple[PageRule, ...] = (
    handwritten.document_pages,
    tags.tags_sound,
    anchors.headings_apart,
    anchors.headings_stepped,
    anchors.headings_numbered,
    kinds.kinds_known,
    standing.help_in_reach,
    standing.calls_as_written,
    shown.macros_present,
    jumps.jumps_lead_there,
    folding.help_unfolded,
    folding.urgent_unfolded,
    shown.passages_forward,
    shown.passages_shown,
    officialpages.editors_words_marked,
    owner.no_denial,
)

# 要知道有哪些页的：数据读对了才算得出。
ADDRESS_RULES: tuple[PageRule, ...] = (
    kept.addresses_kept,
    kept.moved_once,
)

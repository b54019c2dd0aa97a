"""编者写的：对照、名词、时间线、日历、热线、同义词、问法。"""

import datetime
import itertools
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from macros.checks.fields import is_empty_list, no_such_place, problem_in
from macros.checks.references import SPELLING
from macros.corpus import proof
from macros.corpus.addresses import VERIFY
from macros.corpus.chinese import event_day, readings
from macros.corpus.corpus import Row
from macros.corpus.editorial import Event, Question, Term
from macros.corpus.plan import Plan
from macros.corpus.problem import Problem, Problems
from macros.corpus.slips import narrowed
from macros.pages import glossary

_DATE = re.compile(r"(?<!\d)(?:(\d{4})年)?(\d{1,2}月(?:\d{1,2}日)?)")
# 读音里的一个音节：一个汉字，或者连写的英文字母。
_SYLLABLE = re.compile(r"[a-z]+|[\u4e00-\u9fff]")
# 手写页上排问答的宏。
_ANSWERS = "{{ answers() }}"
# 闰年：2 月 29 日也是真有的一天。
_LEAP_YEAR = 2028


def terms_in_text(plan: Plan) -> Problems:
    """名词的各种写法原文里都有。"""
    standing = glossary.occurrences(plan)
    for term in plan.terms:
        for form in term.forms:
            if form and form not in standing:
                message = f"原文里没有“{form}”"
                help = "照原文的写法写，不要只写长词的一截"
                if narrowed(form) != form:
                    help = f"去掉外面的引号，写成 {narrowed(form)}"
                yield problem_in(term, "term", message, help)


def terms_once(plan: Plan) -> Problems:
    """名词的 id 和写法不重复。"""
    lines: dict[str, int] = {}
    for term in plan.terms:
        for name in (term.id, *term.forms):
            if name in lines:
                yield term.place.problem(f"{name} 第 {lines[name]} 行已经有了", "留一处")
            lines[name] = term.place.line


def term_sounds(plan: Plan) -> Problems:
    """名词的读音一个字一个音节，对得上字。"""
    for term in plan.terms:
        if mistake := _wrong_sound(term):
            yield problem_in(term, "sound", mistake, "一个字一个音节，英文字母连写")


def _wrong_sound(term: Term) -> str:
    """读音错在哪里；没有错是空的。"""
    characters = _SYLLABLE.findall(term.term.lower())
    sounds = term.sound.split()
    for character, sound in zip(characters, sounds, strict=False):
        if sound not in readings(character):
            return f"“{character}”没有这样的读音"
    if len(characters) != len(sounds):
        return f"有 {len(characters)} 个字，写了 {len(sounds)} 个读音"
    return ""


def events_ordered(plan: Plan) -> Problems:
    """时间线照先后排。"""
    for one, other in itertools.pairwise(plan.timeline):
        if other.first < one.first:
            message = f"{other.first} 早于前一件的 {one.first}"
            yield problem_in(other, "first", message, "照先后排")


def events_once(plan: Plan) -> Problems:
    """一件事只写一遍。"""
    seen: set[Event] = set()
    for event in plan.timeline:
        if event in seen:
            yield event.place.problem("和前面的一件相同", "删掉一条")
        seen.add(event)


def events_placed(plan: Plan) -> Problems:
    """时间线的每件事写明在哪一段。"""
    for event in plan.timeline:
        if is_empty_list(event, "passages"):
            yield problem_in(event, "passages", "没有写在哪一段", "写上段落的 id")


def events_end_later(plan: Plan) -> Problems:
    """截止不早于开始。"""
    for event in plan.timeline:
        if event.last and event.last < event.first:
            yield problem_in(event, "last", "截止早于开始", "改对日期")


def event_dates(plan: Plan) -> Problems:
    """时间线的每个日期都真的写在所指的段里。"""
    for event in plan.timeline:
        for n, id in enumerate(event.passages):
            if id in plan.rows:
                for day in _undated(event, plan, plan.rows[id]):
                    node = event.place.of("passages", n)
                    yield node.problem(f"{id} 里没有 {day}", "改对日期或段落")


def _undated(event: Event, plan: Plan, row: Row) -> Iterator[str]:
    """一件事的日期里，row 那一段没有写的。"""
    written = _dates(proof.reading(plan, row))
    for day in filter(None, (event.first, event.last)):
        if event_day(day) not in written:
            yield event_day(day)


def _dates(text: str) -> set[str]:
    """一段里写的日期和月份；没写年份的，承前面最近的一个年份。"""
    year, dates = "", set()
    for match in _DATE.finditer(text):
        year = match[1] or year
        dates.add(f"{year}年{match[2]}")
    return dates


def days_fixed_or_listed(plan: Plan) -> Problems:
    """日历的日子或者每年同一天，或者写出各年的日期。"""
    for day in plan.calendar:
        if bool(day.start) == bool(day.dates):
            yield day.place.problem(
                "start 和 dates 要写一个，也只写一个", "每年同一天写 start，不固定写 dates"
            )


def days_start(plan: Plan) -> Problems:
    """日历里有结束的日子，就有开始的。"""
    for day in plan.calendar:
        if day.end and not day.start:
            yield problem_in(day, "end", "有 end 没有 start", "补上 start")


def days_real(plan: Plan) -> Problems:
    """日历的日子是真有的一天。"""
    for day in plan.calendar:
        for field, value in (("start", day.start), ("end", day.end)):
            if value and not _real(value):
                yield day.place.of(field).problem(f"没有 {value} 这一天", "改对日期")


def _real(text: str) -> bool:
    try:
        datetime.date.fromisoformat(f"{_LEAP_YEAR}-{text}")
    except ValueError:
        return False
    return True


def hotline_first(plan: Plan) -> Problems:
    """至少有一个电话：首页和每页页脚都要用第一个。"""
    if not plan.hotlines:
        yield Problem("data/hotlines.yml", 1, 1, "一个电话也没有", "至少写上报警电话")


def synonyms_written(plan: Plan) -> Problems:
    """同义词里有字。"""
    for synonym in plan.synonyms:
        for word in synonym.words:
            if not _has_letters(word):
                yield problem_in(synonym, "words", f"“{word}”里没有字", "删掉它")


def synonyms_once(plan: Plan) -> Problems:
    """一个说法只列一次：列两次，后一次会悄悄盖掉前一次。"""
    lines: dict[str, int] = {}
    for synonym in plan.synonyms:
        for word in filter(_has_letters, synonym.words):
            key = word.casefold()
            if key in lines:
                message = f"“{word}”已经列在第 {lines[key]} 行"
                yield problem_in(synonym, "words", message, "留一处")
            lines.setdefault(key, synonym.place.line)


def _has_letters(word: str) -> bool:
    return any(character.isalnum() for character in word)


def questions_once(plan: Plan) -> Problems:
    """一处的问法只写一条。"""
    seen: set[str] = set()
    for question in plan.questions:
        if question.see in seen:
            message = f"{question.see} 已经有一条"
            yield problem_in(question, "see", message, "并到那一条里")
        seen.add(question.see)


def question_rows(plan: Plan) -> Problems:
    """问法指到的记录都要有：段落、任务、举措，名词、日子、电话。"""
    terms = {term.id for term in plan.terms}
    known = {*plan.rows, *terms, *plan.occasion, *plan.hotline}
    for question in _questions(plan):
        if _page_of(question).endswith(".md"):
            help = f"写成网页的：{question.see.replace('.md', '.html')}"
            yield problem_in(question, "see", "扩展名写成了 .md", help)
        elif not _page_of(question).endswith(".html") and question.see not in known:
            message = f"没有 id 为 {question.see} 的记录"
            yield problem_in(question, "see", message, SPELLING)


def question_pages(plan: Plan, root: Path) -> Problems:
    """问法指到的手写页和页上的锚点都要有；问答一条的锚点是它的编号。"""
    answers = {row.id for row in plan.answers}
    for question in _questions(plan):
        page, _, anchor = question.see.partition("#")
        if not page.endswith(".html"):
            continue
        if anchor in answers and _has_answers(root, page):
            continue
        wrong = no_such_place(root, question.see, f"写已有的页，如 {VERIFY}")
        if wrong:
            yield problem_in(question, "see", *wrong)


def _has_answers(root: Path, page: str) -> bool:
    """问答是不是排在这一页上。"""
    path = root / "docs" / f"{page.removesuffix('.html')}.md"
    return path.is_file() and _ANSWERS in path.read_text(encoding="utf-8")


def _questions(plan: Plan) -> Sequence[Question]:
    """一处的第一条；后面的已经报过重复。"""
    first: dict[str, Question] = {}
    for question in plan.questions:
        first.setdefault(question.see, question)
    return tuple(first.values())


def _page_of(question: Question) -> str:
    return question.see.partition("#")[0]

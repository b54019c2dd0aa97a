"""编者写的：名词、日历、热线、同义词、问法。"""

import datetime
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from macros.checks.fields import later, no_such_place, problem_in
from macros.checks.references import SPELLING
from macros.corpus.addresses import VERIFY
from macros.corpus.chinese import readings, sounds_near
from macros.corpus.editorial import Question, Term
from macros.corpus.plan import Plan
from macros.corpus.problem import Problem, Problems
from macros.corpus.slips import narrowed
from macros.corpus.yaml import Node
from macros.pages import glossary

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
        for node, form in _forms(term):
            if form and form not in standing:
                message = f"原文里没有“{form}”"
                help = "照原文的写法写，不要只写长词的一截"
                if narrowed(form) != form:
                    help = f"去掉外面的引号，写成 {narrowed(form)}"
                yield node.problem(message, help)


def terms_once(plan: Plan) -> Problems:
    """名词的 id 和写法不重复。"""
    lines: dict[str, int] = {}
    for term in plan.terms:
        own = (term.place.of("id"), term.id)
        for node, name in [*_forms(term), own]:
            if name in lines:
                message = f"{name} 第 {lines[name]} 行已经有了"
                yield node.problem(message, "留一处")
            lines[name] = term.place.line


def _forms(term: Term) -> Iterator[tuple[Node, str]]:
    """名词的各种写法，和写在哪里。"""
    yield term.place.of("term"), term.term
    for n, form in enumerate(term.also):
        yield term.place.of("also", n), form


def term_sounds(plan: Plan) -> Problems:
    """名词的读音一个字一个音节，对得上字。"""
    for term in plan.terms:
        mistake = _wrong_sound(term)
        if mistake:
            yield problem_in(term, "sound", mistake, "一个字一个音节，英文字母连写")


def sounds_alike(plan: Plan) -> Problems:
    """一个字常读的音，只差前后鼻音、平翘舌的另一个音，多半是打错：亲读 qin，不读 qing。"""
    for term in plan.terms:
        characters = _SYLLABLE.findall(term.term.lower())
        sounds = term.sound.split()
        if len(characters) != len(sounds):
            continue
        for character, sound in zip(characters, sounds, strict=True):
            usual = readings(character)[0]
            rare = readings(character)[1:]
            if sound not in rare or not sounds_near(sound, usual):
                continue
            message = f"“{character}”写成了 {sound}，平常读 {usual}"
            yield problem_in(term, "sound", message, f"写 {usual}")


def _wrong_sound(term: Term) -> str:
    """读音错在哪里；没有错是空的。"""
    characters = _SYLLABLE.findall(term.term.lower())
    sounds = term.sound.split()
    strange = ""
    for character, sound in zip(characters, sounds, strict=False):
        if not strange and sound not in readings(character):
            strange = character
    if len(characters) == len(sounds):
        if strange:
            return f"“{strange}”没有这样的读音"
        return ""
    more = "多"
    if len(sounds) < len(characters):
        more = "少"
    message = f"{more}了音节：有 {len(characters)} 个字，写了 {len(sounds)} 个读音"
    if strange:
        return f"{message}，从“{strange}”起对不上"
    return message


def days_fixed_or_listed(plan: Plan) -> Problems:
    """日历的日子或者每年同一天，或者写出各年的日期。"""
    for day in plan.calendar:
        if bool(day.start) == bool(day.dates):
            yield later(day, "start", "dates").problem(
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
                message = f"没有 {value} 这一天"
                yield day.place.of(field).problem(message, "改对日期")


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
    known = {*plan.rows, *plan.term, *plan.occasion, *plan.hotline}
    for question in _questions(plan):
        page = _page_of(question)
        if page.endswith(".md"):
            right = question.see.replace(".md", ".html")
            help = f"写成网页的：{right}"
            yield problem_in(question, "see", "扩展名写成了 .md", help)
        elif not page.endswith(".html") and question.see not in known:
            message = f"没有 id 为 {question.see} 的记录"
            yield problem_in(question, "see", message, SPELLING)


def question_pages(plan: Plan, root: Path) -> Problems:
    """问法指到的手写页和页上的锚点都要有；问答一条的锚点是它的编号。"""
    for question in _questions(plan):
        page, _, anchor = question.see.partition("#")
        if not page.endswith(".html"):
            continue
        if anchor in plan.answer and _has_answers(root, page):
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

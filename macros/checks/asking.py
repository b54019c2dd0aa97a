"""搜索要的：急话、问法、题目、别处的事。"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from macros.checks.fields import Placed, is_empty_list, no_such_place, problem_in
from macros.corpus.editorial import Urgent
from macros.corpus.plan import Plan
from macros.corpus.problem import Problems
from macros.corpus.yaml import Node

# 中间隔几个字的“…”，别的写法搜索不认。
_GAPS = re.compile(r"\.{2,}|。{2,}|⋯+|…{2,}|·{2,}")
_GLUES = re.compile("[、；]")
_URGENT_FIELDS = ("who", "what", "says", "unless")
# 一处记号：写在哪里，是什么。
_Marked = tuple[Node, re.Match[str]]
# 各项是人的说法的几份：哪一串记录、哪些字段。公文里的写法可以有顿号。
_SAYINGS = (
    ("synonyms", ("words",)),
    ("subjects", ("words",)),
    ("elsewhere", ("words",)),
    ("urgent", _URGENT_FIELDS),
)


def urgent_says(plan: Plan) -> Problems:
    """急话写了 who 就要写 what，两样都没有就要写 says：缺一样，什么话也对不上。"""
    for rule in plan.urgent:
        if rule.who and not rule.what:
            yield problem_in(rule, "who", "写了 who，没有写 what", "加上 what")
        elif rule.what and not rule.who:
            yield problem_in(rule, "what", "写了 what，没有写 who", "加上 who")
        elif not rule.who and not rule.says:
            yield problem_in(rule, "see", "一句急话也没有", "写 who 和 what，或者 says")


def urgent_once(plan: Plan) -> Problems:
    """一节的急话写在一条里：写成两条，后一条容易被前一条抢先。"""
    lines: dict[str, int] = {}
    for rule in plan.urgent:
        line = lines.setdefault(rule.see, rule.place.line)
        if line != rule.place.line:
            message = f"{rule.see} 已经写在第 {line} 行"
            yield problem_in(rule, "see", message, "并到那一条里")


def asks_once(plan: Plan) -> Problems:
    """一句问法只写在一处：写在两处，问的人落到哪里看运气。"""
    lines: dict[str, int] = {}
    for question in plan.questions:
        for ask in question.asks:
            if ask in lines:
                message = f"“{ask}”第 {lines[ask]} 行已经有了"
                yield problem_in(question, "asks", message, "留在真的答了它的那一处")
            lines.setdefault(ask, question.place.line)


def elsewhere_once(plan: Plan) -> Problems:
    """这个站没有的事，一个说法只列一次，站上有的不列。"""
    yield from _here_too(plan)
    lines: dict[str, int] = {}
    for row in plan.elsewhere:
        for word in row.words:
            line = lines.setdefault(word, row.place.line)
            if line != row.place.line:
                message = f"“{word}”已经列在第 {line} 行"
                yield problem_in(row, "words", message, "留一处")


def _here_too(plan: Plan) -> Problems:
    """站上有的不写进别处的事：写了，搜它就说没有找到。"""
    here = {number: f"电话 {number}" for number in plan.hotline}
    for subject in plan.subjects:
        for word in (subject.name, *subject.printed, *subject.words):
            here.setdefault(word, f"题目“{subject.name}”")
    for row in plan.elsewhere:
        for n, word in enumerate(row.words):
            if word in here:
                message = f"“{word}”站上有：{here[word]}"
                node = row.place.of("words", n)
                yield node.problem(message, "从这里删掉，不然搜它会说没有找到")


def sayings_apart(plan: Plan) -> Problems:
    """一项一个说法：用顿号隔开的，会粘成一个，谁也不会这样搜。"""
    for rows, fields in _SAYINGS:
        for row in getattr(plan, rows):
            for node, glue in _marks(row, fields, _GLUES):
                message = f"“{glue[0]}”把几个说法粘成了一个：{glue.string[:12]}"
                yield node.problem(message, "各项之间用半角逗号，后面空一格", glue.start())


def _marks(row: Placed, fields: Iterable[str], pattern: re.Pattern[str]) -> Iterator[_Marked]:
    """row 的各项说法里，头一处合 pattern 的：写在哪里，是什么。"""
    for field in fields:
        for n, word in enumerate(getattr(row, field)):
            mark = pattern.search(word)
            if mark:
                yield row.place.of(field, n), mark


def urgent_matches(plan: Plan) -> Problems:
    """急话的每一项都对得上：隔几个字的写一个“…”，说到就不算的话不在自己的话里。"""
    yield from _wrong_gaps(plan)
    yield from _blocked(plan)


def _wrong_gaps(plan: Plan) -> Problems:
    marks: list[_Marked] = []
    for rule in plan.urgent:
        marks += _marks(rule, _URGENT_FIELDS, _GAPS)
    for row in plan.elsewhere:
        marks += _marks(row, ("words",), _GAPS)
    for node, gap in marks:
        message = f"“{gap[0]}”不是隔几个字的写法，这一项永远对不上"
        yield node.problem(message, "换成一个“…”", gap.start())


def _blocked(plan: Plan) -> Problems:
    """说到就不算的话，写在自己的话里：那一句永远不算。"""
    for rule in plan.urgent:
        for n, word in enumerate(rule.unless):
            blocked = _blocked_by(rule, word)
            if blocked:
                message = f"“{word}”说到了就不算，这一条自己的“{blocked}”就永远对不上"
                node = rule.place.of("unless", n)
                yield node.problem(message, "从 unless 里拿掉，或者写长一些")


def _blocked_by(rule: Urgent, word: str) -> str:
    """一条自己的话里，头一句说到 word 的；没有是空的。"""
    for said in _said(rule):
        if word and word in said:
            return said
    return ""


def _said(rule: Urgent) -> Iterator[str]:
    yield from rule.who
    yield from rule.what
    yield from rule.says


def urgent_places(plan: Plan, root: Path) -> Problems:
    """急话指到的那一节要有：出事的人点开，要落在该看的地方。"""
    for rule in plan.urgent:
        wrong = no_such_place(root, rule.see, "写求助页的地址，如 help.html")
        if wrong:
            yield problem_in(rule, "see", *wrong)


def subjects_printed(plan: Plan) -> Problems:
    """题目在公文里的写法，任务、举措、正文里真要有：卡片上的分工从那里来。"""
    clauses = plan.main.paragraphs if plan.main else ()
    texts = [task.text for task in plan.tasks]
    texts += [measure.text for measure in plan.measures]
    texts += [paragraph.text for paragraph in clauses]
    whole = "\n".join(texts)
    for subject in plan.subjects:
        if is_empty_list(subject, "printed"):
            yield problem_in(subject, "printed", "没有写公文里的写法", "照原文写一个")
        for printed in subject.printed:
            if printed and printed not in whole:
                message = f"任务、举措、正文里没有“{printed}”"
                yield problem_in(subject, "printed", message, "照原文的写法写")


def subjects_once(plan: Plan) -> Problems:
    """一个说法只归一个题目：归两个，卡片就不知道出哪一张。"""
    lines: dict[str, int] = {}
    for subject in plan.subjects:
        for word in (subject.name, *subject.words):
            line = lines.setdefault(word, subject.place.line)
            if line != subject.place.line:
                field = "words"
                if word == subject.name:
                    field = "name"
                message = f"“{word}”已经归第 {line} 行"
                yield problem_in(subject, field, message, "留一处")

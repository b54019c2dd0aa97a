"""书名号里的名称：和公文、法律、资料的名称只差一两个字的，是抄错了。"""

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from macros.checks.told import Said
from macros.corpus import proof
from macros.corpus.plan import Plan
from macros.corpus.problem import Problems

_TITLE = re.compile("《([^《》]+)》")
_DRAFT = re.compile("（[^（）]*稿）$")
_MARKS = re.compile(r"[^\w]")
# 机关代字和〔2022〕49号。
_NUMBER = re.compile(
    r"(?P<word>[\u4e00-\u9fff]{2,6})(?P<tail>〔(?P<year>\d{4})〕(?P<number>\d+)号)"
)
_DIGITS = re.compile(r"\d+")
_COUNTRY = "中华人民共和国"
# 像到几成，就当是抄错了一个名称。
_ALIKE = 0.8
# 这么长的名称，换了头一个字也看得出是抄错。
_LONG = 8


def titles_as_named(plan: Plan, told: Sequence[Said]) -> Problems:
    """不认得的名称，没有一个只差一两个字的。"""
    known = _known(plan)
    for node, text in told:
        for title in _TITLE.finditer(text):
            plain = _plain(title[1])
            if plain in known:
                continue
            near = _near(plain, known)
            if near is None:
                continue
            start = title.start()
            message = f"没有叫“{title[1]}”的，有一份叫“{near}”"
            help = f"写成《{near}》"
            yield node.problem(message, help, start)


def _near(title: str, known: Mapping[str, str]) -> str | None:
    """像哪一个；省去了前面的机关的，年份、号数不同的不算；短的换了头一个字，多半是另一部法：民事、刑事。"""
    for name in get_close_matches(title, known, n=1, cutoff=_ALIKE):
        if name.endswith(title):
            continue
        same_years = _years(name) == _years(title)
        is_sure = title[0] == name[0] or len(title) >= _LONG
        if same_years and is_sure:
            return known[name]
    return None


def numbers_as_printed(plan: Plan, told: Sequence[Said]) -> Problems:
    """公文的文号各处写的一样：同一个机关同一年的、同一个号的，错了一处就是抄错。"""
    for card in _numbers(plan):
        for node, text in told:
            if "〔" not in text:
                continue
            for found in _NUMBER.finditer(text):
                if not _is_misprint(found, card):
                    continue
                right = card["tail"]
                start = found.start("tail")
                message = f"文号不对：公文的是 {right}"
                help = f"写成 {right}"
                yield node.problem(message, help, start)


def _is_misprint(found: re.Match[str], card: re.Match[str]) -> bool:
    """机关代字一样，年份、号数只差一样。"""
    is_own = found["word"].endswith(card["word"])
    same_year = found["year"] == card["year"]
    same_number = found["number"] == card["number"]
    return is_own and same_year != same_number


def _numbers(plan: Plan) -> Iterator[re.Match[str]]:
    """各篇公文自己的文号。"""
    for document in plan.documents.values():
        card = document.card
        if card is None or card.number is None:
            continue
        number = _NUMBER.search(card.number)
        if number is None:
            continue
        yield number


@functools.lru_cache(maxsize=2)
def _known(plan: Plan) -> Mapping[str, str]:
    """公文、资料、事实里的各个名称，全称和简称：去掉标点的 → 照写的。"""
    names: list[str] = []
    for text in _sources(plan):
        names += _TITLE.findall(text)
    names += [document.title for document in plan.documents.values()]
    names += [piece.title for piece in plan.pieces]
    for fact in plan.facts:
        names.append(fact.name)
        names.append(f"{_COUNTRY}{fact.name}")
    names.sort(key=lambda name: (-len(name), name))  # 去掉标点一样的，照短的写
    return {_plain(name): name for name in names if name}


def _plain(name: str) -> str:
    """去掉标点：书名号里的书名号有几种写法；哪一稿也不看。"""
    name = _DRAFT.sub("", name)
    return _MARKS.sub("", name)


def _sources(plan: Plan) -> Iterator[str]:
    """写着名称的各处。"""
    for passage in proof.printed_passages(plan):
        yield passage.text
    for fact in plan.facts:
        yield fact.text
        yield fact.source or ""


def _years(title: str) -> list[str]:
    """名称里的年份、号数。"""
    return _DIGITS.findall(title)

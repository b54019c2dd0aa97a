"""硬话：条号、法律、电话、年龄、刑罚、金额、百分比、日期，一段文字里有哪些。

资料里的和事实里的用同一个办法找，sourced 看资料说的是不是都在所引的事实里。
"""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from macros.corpus.chinese import number

_NUMBER = r"(?:\d+|[〇零一二两三四五六七八九十百千]+)"
_ARTICLE = r"第[一二三四五六七八九十百千零]+条(?:之[一二三四])?"
_ARTICLES = re.compile(_ARTICLE)
_CITED = re.compile(rf"《([^》]+)》({_ARTICLE}(?:、{_ARTICLE})*)|({_ARTICLE})")
_LAW = re.compile(r"《([^》]*(?:法|法典|条例|规定|办法|解释))》")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class _Sort:
    """一类硬话：叫什么，怎样找；signs 是它一定要有的字，一个也没有就不必找，"0" 代表任何数字。"""

    name: str
    pattern: re.Pattern[str]
    signs: frozenset[str]


_SORTS = (
    _Sort(
        "电话",
        re.compile(
            r"(?<![\d.-])(?<!GB/T )(?:1(?:10|19|2[0-2])|\d{5,}|\d{3,4}-\d{7,8})(?![\d.年-])"
        ),
        frozenset("0"),
    ),
    _Sort("年龄", re.compile(rf"({_NUMBER}) ?(?:周岁|岁)"), frozenset("岁")),
    _Sort("刑期", re.compile(rf"({_NUMBER}) ?年(?=以[上下])"), frozenset("以")),
    _Sort(
        "刑罚",
        re.compile("有期徒刑|无期徒刑|死刑|拘役|管制|罚金|没收财产|行政拘留|罚款"),
        frozenset("刑拘管罚没"),
    ),
    _Sort(
        "金额",
        re.compile(rf"(?<!放大)(?<!放大到)({_NUMBER}) ?(万?元|倍)"),
        frozenset("元倍"),
    ),
    _Sort(
        "百分比",
        re.compile(r"(\d+(?:\.\d+)?) ?[%％]|百分之([〇零一二三四五六七八九十百]+)"),
        frozenset("%％百"),
    ),
    _Sort(
        "日期",
        re.compile(
            r"(\d{4}) ?年(?: ?(\d{1,2}) ?月(?: ?(\d{1,2}) ?日)?)?"
            r"|(?<!\d)(\d{4})-(\d{2})-(\d{2})"
        ),
        frozenset("0"),
    ),
    _Sort(
        "日子",
        re.compile(r"(?<![年\d] )(?<![年\d])(\d{1,2}) ?月 ?(\d{1,2}) ?日"),
        frozenset("月"),
    ),
)

CLAIM_KINDS = frozenset({"条号", "法律", *(sort.name for sort in _SORTS)})
# 页面、名词里不查的两类：日子另有出处，或者是编者自己做事的日子。
DATES = frozenset({"日期", "日子"})


@dataclass(frozen=True, slots=True)
class Claim:
    """一处硬话：哪一类、规范写法、在文字里从第几个字开始、原来的写法。"""

    kind: str
    value: str
    start: int
    words: str

    @property
    def key(self) -> tuple[str, str]:
        """比对时用的一对。"""
        return self.kind, self.value


@functools.lru_cache(maxsize=8192)
def claims(text: str) -> tuple[Claim, ...]:
    """一段文字里的全部硬话；同一条事实会被许多份资料引用，记住不重找。"""
    characters = set(text)
    if _DIGIT.search(text):
        characters.add("0")
    collected: list[Claim] = []
    if "条" in characters:
        collected += _articles(text)
    if "《" in characters:
        collected += (Claim("法律", law[1], law.start(), law[0]) for law in _LAW.finditer(text))
    for sort in _SORTS:
        if not characters.isdisjoint(sort.signs):
            collected += _of_sort(sort, text)
    return tuple(collected)


def _articles(text: str) -> Iterator[Claim]:
    """条号：《刑法》第二百四十条、第二百四十一条是两处。"""
    for cited in _CITED.finditer(text):
        law, articles = cited[1], cited[2]
        if law is None:
            yield Claim("条号", cited[3], cited.start(), cited[3])
            continue
        for article in _ARTICLES.findall(articles):
            yield Claim("条号", f"{law}{article}", cited.start(), f"《{law}》{article}")


def _of_sort(sort: _Sort, text: str) -> Iterator[Claim]:
    for match in sort.pattern.finditer(text):
        yield Claim(sort.name, _value(sort.name, match), match.start(), match[0])


def _value(kind: str, match: re.Match[str]) -> str:
    """规范的写法：汉字的数写成数字，日期写成年-月-日。"""
    match kind:
        case "年龄" | "刑期":
            return str(number(match[1]))
        case "金额":
            return f"{number(match[1])}{match[2]}"
        case "百分比":
            return match[1] or str(number(match[2]))
        case "日期" | "日子":
            return "-".join(str(int(part)) for part in match.groups() if part)
    return match[0]

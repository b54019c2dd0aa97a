"""硬话：条号、法律、电话、年龄、刑罚、金额、百分比、日期，一段文字里有哪些。

资料里的和事实里的用同一个办法找，sourced 看资料说的是不是都在所引的事实里。
"""

import functools
import re
import types
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from macros.corpus.chinese import han, number

# 四位数的年份；话里说的“2031 年”，一段年份的末年不算。
YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
TOLD_YEAR = re.compile(r"(?<![\d—-])(\d{4}) ?年")
_HAN = "〇零一二两三四五六七八九十百千"
NUMBER = rf"(?:\d+|[{_HAN}]+)"
# 刑期的年数；四位的是年份。
_YEARS = rf"(?:(?<!\d)\d{{1,2}}|[{_HAN}]+)"
# 上百的数：几个、几步这样平常的数不算。
_HUNDREDS = rf"(?:\d{{3,}}|[{_HAN}]*[百千][{_HAN}]*)"
# “三百个”后面是人的，才是数目。
_PERSONS = "人|孩|儿|小孩|妇女|学生|家庭"
_DIGITS = "〇零一二三四五六七八九幺"
_ARTICLE = r"第 ?(?:[一二三四五六七八九十百千零]+|\d+) ?条(?:之[一二三四])?"
ARTICLE = re.compile(_ARTICLE)
_CITED = re.compile(rf"《([^》]+)》({_ARTICLE}(?:、{_ARTICLE})*)|({_ARTICLE})")
_LAW = re.compile(r"《([^》]*(?:法|法典|条例|规定|办法|解释))》")
_DIGIT = re.compile(r"\d")
_TO_DIGITS = str.maketrans("〇零一二三四五六七八九幺", "001234567891")
_TERM = re.compile(
    rf"({_YEARS}) ?年(?=以[上下]|有期|徒刑|起)"
    rf"|(?:[判蹲]|坐牢|徒刑|拘役|管制)[^，。；、\d]{{0,2}}?({_YEARS}) ?年"
)
# 时间的各个单位，和统一的写法。
_SPAN = r"(小时|钟头|个?工作日|日|天|周(?!岁)|个?星期(?![一二三四五六日天])|礼拜|个月|分钟|年)"
# 不用等 24 小时：说的是没有这样的规定。别的时间没有这个说法，照查。
_WAITED = (
    "(?:(?<!不用等)(?<!不用等 )(?<!不必等)(?<!不必等 )(?<!没有要等)(?<!没有要等满)"
    "|(?!(?:满 ?)?(?:24|二十四) ?个?(?:小时|钟头)))"
)
# “24 小时后再报案”由 wording 报，不说两遍。
_NOT_BANNED = "(?!(?:24|二十四) ?个?小时.{0,6}[后才再].{0,4}(?:报案|报警|立案))"
# 前面没有年份的月日；“每年 3 月 8 日”也算。
_ONE = rf"[\d{_HAN}]"
_NO_YEAR = rf"(?<!{_ONE})(?<!\d )(?<!{_ONE}年)(?<!{_ONE} 年)(?<!{_ONE}年 )(?<!{_ONE} 年 )"
_SPANS = re.compile(rf"(?<!第)({NUMBER}) ?{_SPAN}")
_UNITS = (("钟头", "小时"), ("个", ""), ("天", "日"), ("星期", "周"), ("礼拜", "周"))
_DIGITS_IN = re.compile(r"\d+")
_YEAR = re.compile("[〇零一二三四五六七八九]{4}")
_SAME = types.MappingProxyType({"免予处罚": "免除处罚", "免于处罚": "免除处罚"})
# 这些罪字不是罪名：犯罪、有罪、数罪、什么罪。
_NOT_NAMES = "犯有没无等定得受的数同认何么个是重轻死大之此各赎判治论名买卖问顶罪人"
# 罪名的前几个字：“是”“判”“构成”这些话后面的。“人口罪”由 wording 报，不说两遍。
_NOT_CRIME = "是为按以犯定的和与或等叫算成嫌判了有没能把被给对向也都才就会要打罪"
_CRIME = (
    rf"(?:(?:被拐卖的|妇女、|犯罪(?=活动)|(?![{_NOT_CRIME}])[\u4e00-\u9fff]){{1,10}}"
    rf"(?![{_NOT_CRIME}]))?"
)


@dataclass(frozen=True, slots=True)
class _Sort:
    """一类硬话：叫什么，怎样找；signs 是它一定要有的字，一个也没有就不必找，"0" 代表任何数字。

    那些字太平常的，再用 hint 粗看一遍：pattern 每个字都要试，慢十来倍。
    """

    name: str
    pattern: re.Pattern[str]
    signs: frozenset[str]
    hint: re.Pattern[str] = re.compile("")


_SORTS = (
    _Sort(
        "电话",
        re.compile(
            r"(?<![\d.-])(?<!GB/T )"
            r"(?:1(?:10|19|2[0-2])|[48]00-?\d{3}-?\d{4}|\d{5,}|\d{3,4}-\d{7,8})(?![\d.年-])"
            rf"|(?<=[打拨])[{_DIGITS}]{{3,}}|(?=[{_DIGITS}]*幺)[{_DIGITS}]{{3,}}"
            rf"|(?<![{_DIGITS}])(?=[{_DIGITS}、]*幺)[{_DIGITS}](?:、[{_DIGITS}]){{2,}}(?![{_DIGITS}])"
        ),
        frozenset("0打拨幺"),
    ),
    _Sort("年龄", re.compile(rf"({NUMBER}) ?(?:周岁|岁)"), frozenset("岁")),
    _Sort("刑期", _TERM, frozenset("年")),
    _Sort(
        "刑罚",
        re.compile(
            "有期徒刑|无期徒刑|死刑|拘役|管制|罚金|没收财产|行政拘留|罚款"
            "|免(?:予|于|除)(?:刑事)?处罚|从重处罚"
        ),
        frozenset("刑拘管罚没"),
    ),
    _Sort(
        "罪名",
        re.compile(
            rf"{_CRIME}(?!(?<=[拐贩买]卖)人口)([\u4e00-\u9fff][^\W{_NOT_NAMES}])罪(?![犯名行责])"
        ),
        frozenset("罪"),
    ),
    _Sort(
        "金额",
        re.compile(
            rf"(?<!放大)(?<!放大到)({NUMBER}) ?([万亿]?元|倍)"
            rf"|({NUMBER}) ?([万亿]?)块钱|({_HUNDREDS}|\d\d) ?(万?)块"
        ),
        frozenset("元倍块"),
    ),
    _Sort(
        "数目",
        re.compile(
            rf"(?!千万)((?:{NUMBER}|[几数]十?|\d+\.\d+) ?[多余]?[万亿])(?![元块])"
            rf"|(?!1(?:10|19|2[0-2]) )({_HUNDREDS})[多余]?(?= ?(?:[名人起例宗户]|个(?:{_PERSONS})))"
        ),
        frozenset("万亿名人起例宗户个"),
        re.compile(rf"[\d{_HAN}几数] ?[多余]? ?(?:[万亿名人起例宗户]|个(?:{_PERSONS}))"),
    ),
    _Sort(
        "百分比",
        re.compile(
            r"(\d+(?:\.\d+)?) ?[%％]|百分之([〇零一二三四五六七八九十百]+)"
            rf"|([一二两三四五六七八九])成(?![年为了立功员本果熟分色天语就交婚亲家]|不变)|({NUMBER})分之({NUMBER})"
        ),
        frozenset("%％百成分"),
    ),
    _Sort(
        "期限",
        re.compile(
            rf"{_WAITED}(?<![\d第月{_HAN}])(?<!月 ){_NOT_BANNED}({NUMBER}) ?{_SPAN}"
            r"(?=(?:以|之)?内|(?<!年)以[上下]|(?:以|之)?[后前]|(?<=小时)|(?<=钟头))"
            rf"|{_WAITED}(?:满|超过|不少于|至少|至多|最多|最长|最迟|拘留) ?({NUMBER}) ?{_SPAN}"
        ),
        frozenset("时钟日天周期拜月年"),
        re.compile(rf"[\d{_HAN}] ?[小钟工日天周个星礼分年]"),
    ),
    _Sort("款", re.compile(rf"第 ?({NUMBER}) ?款"), frozenset("款")),
    _Sort(
        "日期",
        re.compile(
            r"(\d{4}) ?年(?: ?(\d{1,2}) ?月(?: ?(\d{1,2}) ?日)?)?"
            r"|(?<!\d)(\d{4})-(\d{2})-(\d{2})|([〇零一二三四五六七八九]{4})年"
        ),
        frozenset("0年"),
    ),
    _Sort(
        "日子",
        re.compile(rf"{_NO_YEAR}({NUMBER}) ?月 ?({NUMBER}) ?日"),
        frozenset("月"),
    ),
)

CLAIM_KINDS = frozenset({"条号", "法律", *(sort.name for sort in _SORTS)})
# 页面、名词里不查的两类：日子另有出处，或者是编者自己做事的日子。
DATES = frozenset({"日期", "日子"})
# 多久之内、多久之后。
SPANS = frozenset({"期限"})


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
        collected += _laws(text)
    for sort in _SORTS:
        if not characters.isdisjoint(sort.signs) and sort.hint.search(text):
            collected += _of_sort(sort, text)
    return tuple(collected)


def claims_of(kind: str, text: str) -> Iterator[Claim]:
    """一段文字里的一类硬话。"""
    for claim in claims(text):
        if claim.kind == kind:
            yield claim


def _laws(text: str) -> Iterator[Claim]:
    for law in _LAW.finditer(text):
        yield Claim("法律", law[1], law.start(), law[0])


def durations(text: str) -> Iterator[tuple[str, str]]:
    """一段文字里的时间，不管前后写着什么，都算期限有出处；刑期另是一回事，不算。"""
    terms: set[int] = set()
    for found in _TERM.finditer(text):
        terms.update(range(*found.span()))
    for match in _SPANS.finditer(text):
        if match.start() not in terms:
            yield "期限", _span(match[1], match[2])


def article_name(text: str) -> str:
    """条号规范的写法：第 8 条写成第八条。"""
    return _DIGITS_IN.sub(_in_han, text.replace(" ", ""))


def _in_han(digits: re.Match[str]) -> str:
    return han(int(digits[0]))


def _articles(text: str) -> Iterator[Claim]:
    """条号：《刑法》第二百四十条、第二百四十一条是两处。"""
    for cited in _CITED.finditer(text):
        law = cited[1]
        articles = cited[2]
        if law is None:
            name = article_name(cited[3])
            yield Claim("条号", name, cited.start(), cited[3])
            continue
        for article in ARTICLE.findall(articles):
            name = f"{law}{article_name(article)}"
            yield Claim("条号", name, cited.start(), f"《{law}》{article}")


def _of_sort(sort: _Sort, text: str) -> Iterator[Claim]:
    for match in sort.pattern.finditer(text):
        value = _value(sort.name, match)
        yield Claim(sort.name, value, match.start(), match[0])
        if sort.name == "罪名" and text.endswith("妇女、", 0, match.start(1)):
            yield Claim(sort.name, "妇女", match.start(), match[0])


def _value(kind: str, match: re.Match[str]) -> str:
    """规范的写法：汉字的数写成数字，日期写成年-月-日。"""
    if kind == "百分比":
        return _share(match)
    parts = [part for part in match.groups() if part]
    if not parts:
        return _SAME.get(match[0], match[0].translate(_TO_DIGITS).replace("、", ""))
    match kind:
        case "金额":
            return _money(parts)
        case "期限":
            return _span(*parts)
        case "日期" | "日子":
            return "-".join(str(_whole(part)) for part in parts)
        case "数目" | "罪名":
            return _count(parts[0])
    return str(number(parts[0]))


def _money(parts: Sequence[str]) -> str:
    """一笔钱：5000 块、五千元都写成 5000元；几倍照写。"""
    count = parts[0]
    unit = "".join(parts[1:])
    if unit != "倍":
        unit = f"{unit.removesuffix('元')}元"
    return f"{number(count)}{unit}"


def _count(text: str) -> str:
    """一个数目：三百写成 300；几十万、3.5 万照写，罪名也照写。"""
    text = text.replace(" ", "")
    plain = re.fullmatch(NUMBER, text)
    if plain:
        return str(number(text))
    return text


def _whole(text: str) -> int:
    """一个数；二〇一九这样一个字一位的，照位读。"""
    if _YEAR.fullmatch(text):
        return int(text.translate(_TO_DIGITS))
    return number(text)


def _share(match: re.Match[str]) -> str:
    """百分之几；几分之几写成 1/3。"""
    percent, words, tenths, whole, part = match.groups()
    if percent:
        return percent
    if words:
        return str(number(words))
    if tenths:
        return str(number(tenths) * 10)
    return f"{number(part)}/{number(whole)}"


def _span(count: str, unit: str) -> str:
    """一段时间规范的写法：三天写成 3日，两个星期写成 2周。"""
    for written, plain in _UNITS:
        unit = unit.replace(written, plain)
    return f"{number(count)}{unit}"

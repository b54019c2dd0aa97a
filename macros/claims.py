"""宣传资料里的硬话：条号、电话、年龄、刑罚、金额、百分比、日期，每一样都要有出处。

claims 从一段文字里找出硬话；资料里的和事实里的用同一个办法找，资料说的要都在所引的事实里。
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from macros.model import Fact, Plan
from macros.pieces import BOXES, Leaflet, Piece
from macros.source import Node, Problem

# 传单一句话平均最多多少字。
LONGEST = 30

_HAN = "〇零一二三四五六七八九"
_NUMBER = r"(?:\d+|[〇零一二两三四五六七八九十百千]+)"
_ARTICLE = r"第[一二三四五六七八九十百千零]+条(?:之[一二三四])?"

_PATTERNS = {
    "电话": re.compile(r"(?<![\d.-])(?:1(?:10|19|2[0-2])|\d{5,}|\d{3,4}-\d{7,8})(?![\d.年-])"),
    "年龄": re.compile(rf"({_NUMBER}) ?(?:周岁|岁)"),
    "刑期": re.compile(rf"({_NUMBER}) ?年(?=以[上下])"),
    "刑罚": re.compile("有期徒刑|无期徒刑|死刑|拘役|管制|罚金|没收财产|行政拘留|罚款"),
    "金额": re.compile(rf"({_NUMBER}) ?(万?元|倍)"),
    "百分比": re.compile(r"(\d+(?:\.\d+)?) ?[%％]|百分之([〇零一二三四五六七八九十百]+)"),
    "日期": re.compile(r"(\d{4}) ?年(?: ?(\d{1,2}) ?月(?: ?(\d{1,2}) ?日)?)?|(?<!\d)(\d{4})-(\d{2})-(\d{2})"),
    "日子": re.compile(r"(?<![年\d] )(?<![年\d])(\d{1,2}) ?月 ?(\d{1,2}) ?日"),
}
_CITED = re.compile(rf"《([^》]+)》({_ARTICLE}(?:、{_ARTICLE})*)|({_ARTICLE})")
_LAW = re.compile(r"《([^》]*(?:法|法典|条例|规定|办法|解释))》")

# 不许说的话；第二栏是说明，第三栏是“误会”框里能不能说。
_FORBIDDEN = (
    (re.compile("买卖同罪"), "卖方和买方的刑罚不同，不能说买卖同罪", False),
    (
        re.compile(r"24 ?小时.{0,6}(?:后|才|再).{0,4}(?:报案|报警|立案)|(?<!不用)(?<!不必)(?<!不要)等?满 ?24 ?小时"),
        "报案不用等 24 小时，只有“误会”里能提这句错话",
        True,
    ),
    (re.compile("不追究刑事责任|不予追究"), "收买被拐卖的人只可能从宽，没有不追究的规定", True),
    (re.compile("拐卖人口罪"), "刑法里没有拐卖人口罪", False),
)


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


def number(text: str) -> int:
    """把 14、十四、二百四十这样的数读成整数（千以内的汉字数）。"""
    if text.isdecimal():
        return int(text)
    total, digit = 0, 0
    for character in text.replace("两", "二"):
        if character in _HAN:
            digit = max(0, _HAN.index(character) - 1)
        else:
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[character]
            digit = 0
    return total + digit


def claims(text: str) -> Iterator[Claim]:
    """一段文字里的全部硬话。"""
    for found in _CITED.finditer(text):
        name, articles = (found[1], found[2]) if found[1] else ("", found[3])
        for article in re.findall(_ARTICLE, articles):
            yield Claim("条号", f"{name}{article}", found.start(), f"《{name}》{article}" if name else article)
    for found in _LAW.finditer(text):
        yield Claim("法律", found[1], found.start(), found[0])
    for kind, pattern in _PATTERNS.items():
        for found in pattern.finditer(text):
            yield Claim(kind, _value(kind, found), found.start(), found[0])


def _value(kind: str, found: re.Match[str]) -> str:
    if kind in ("年龄", "刑期"):
        return str(number(found[1]))
    if kind == "金额":
        return f"{number(found[1])}{found[2]}"
    if kind == "百分比":
        return found[1] or str(number(found[2]))
    if kind in ("日期", "日子"):
        return "-".join(str(int(part)) for part in found.groups() if part)
    return found[0]


def problems(plan: Plan, piece: Piece) -> Iterator[Problem]:
    """一份资料里没有出处的硬话和不许说的话。"""
    known = _known(plan, piece)
    dated = any(claim.kind == "百分比" for fact in _facts(plan, piece) if fact.since for claim in claims(fact.text))
    for node, text, myth in piece.passages():
        for claim in claims(text):
            if claim.key not in known:
                yield node.problem(
                    f"“{claim.words}”没有出处：所引的事实里没有这个{claim.kind}",
                    "在 facts 里加上写着它的事实；没有这样的事实，就不要写",
                    claim.start,
                )
            elif claim.kind == "百分比" and not dated:
                yield node.problem(f"“{claim.words}”的出处没有日期", "在那条事实里写上 since", claim.start)
        for pattern, said, in_myth in _FORBIDDEN:
            found = pattern.search(text)
            if found and not (myth and in_myth):
                yield node.problem(f"不能写“{found[0]}”", said, found.start())


def _facts(plan: Plan, piece: Piece) -> list[Fact]:
    """所引的事实，连同它们所据的事实。"""
    found = [plan.fact[id] for id in piece.facts if id in plan.fact]
    return found + [plan.fact[id] for fact in found for id in fact.basis if id in plan.fact]


def _known(plan: Plan, piece: Piece) -> set[tuple[str, str]]:
    known = {("电话", line) for line in plan.hotline}
    for fact in _facts(plan, piece):
        for claim in claims(fact.text):
            # 出处写到日，资料里可以只说年、月。
            parts = claim.value.split("-") if claim.kind == "日期" else [claim.value]
            known |= {(claim.kind, "-".join(parts[:n])) for n in range(1, len(parts) + 1)}
        if fact.article:
            known |= {("条号", fact.article), ("法律", fact.name)}
    for occasion in plan.calendar:
        if occasion.id in piece.occasions:
            known |= {("日子", _day(edge)) for edge in (occasion.start, occasion.end) if edge}
    # 别的资料的名字、方案的名字不是法律，可以提。
    names = {other.title for other in plan.pieces} | {document.title for document in plan.documents.values()}
    return known | {("法律", name) for name in names}


def _day(text: str) -> str:
    month, day = text.split("-")
    return f"{int(month)}-{int(day)}"


def overdue(plan: Plan, day: datetime.date) -> tuple[list[str], list[str]]:
    """到 day 为止过了复核期限的、往后 60 天内要到期的事实和资料，各是一行话。"""
    rows = [(piece.review, f"{piece.path}：{piece.title}") for piece in plan.pieces]
    rows += [(fact.review, f"{fact.at.path}:{fact.at.line}：{fact.cited or fact.says}") for fact in plan.facts]
    rows.sort()
    soon = day + datetime.timedelta(days=60)
    return (
        [f"{review} {said}" for review, said in rows if review < day],
        [f"{review} {said}" for review, said in rows if day <= review <= soon],
    )


def shape(plan: Plan, piece: Piece) -> Iterator[Problem]:
    """一份资料的样子：引用都在，字数排得下，期限不早于写成的日子。"""
    yield from _references(plan, piece)
    if any(other.title == piece.title and other.slug < piece.slug for other in plan.pieces):
        yield piece.at.at("title").problem(f"标题和别的资料相同：{piece.title}", "换一个：压缩包里照标题取名")
    if piece.review <= piece.date:
        yield piece.at.at("review").problem("复核期限不晚于写成的日子", "写一个以后的日期")
    if not piece.phones and piece.at.at("phones") is not piece.at:
        yield piece.at.at("phones").problem("一个电话也没有", "至少写报警电话")
    if isinstance(piece, Leaflet):
        yield from _leaflet_shape(piece)
    elif not piece.body.strip():
        yield Problem(piece.path, piece.body_line, 1, "没有正文", "在元数据下面写正文")


def _references(plan: Plan, piece: Piece) -> Iterator[Problem]:
    for field, ids, known, what in (
        ("facts", piece.facts, plan.fact, "data/facts.yml 里没有事实"),
        ("phones", piece.phones, plan.hotline, "data/hotlines.yml 里没有电话"),
        ("occasions", piece.occasions, {one.id for one in plan.calendar}, "data/calendar.yml 里没有日子"),
        ("palette", (piece.palette,), plan.tokens.palettes, "data/tokens.yml 里没有颜色"),
    ):
        for n, id in enumerate(ids):
            node: Node = piece.at.at(field, n) if field != "palette" else piece.at.at(field)
            if id and id not in known:
                yield node.problem(f"{what} {id}", "检查拼写，或先把它加上")
            elif id and id in ids[:n]:
                yield node.problem(f"{id} 写了两遍", "只留一个")
    if not piece.facts and piece.at.at("facts") is not piece.at:
        yield piece.at.at("facts").problem("没有依据任何事实", "写上所依据的事实的 id")


def _sentence_length(piece: Leaflet) -> Iterator[Problem]:
    """传单的句子平均不到 30 个字：站着看、扫一眼也看得懂。"""
    lines = [
        piece.lead,
        *(step.text for step in piece.steps),
        *(item.text for box in piece.boxes for item in box.items),
    ]
    sentences = [sentence for line in lines for sentence in re.split("[。？]", line) if sentence]
    if sentences and (average := sum(map(len, sentences)) / len(sentences)) >= LONGEST:
        yield piece.at.at("lead").problem(f"句子平均有 {average:.0f} 个字", f"写短一些，平均不到 {LONGEST} 个字")


def _leaflet_shape(piece: Leaflet) -> Iterator[Problem]:
    for field, rows, least, most in (
        ("headline", piece.headline, 2, 2),
        ("slogan", piece.slogan, 2, 2),
        ("steps", piece.steps, 3, 5),
        ("boxes", piece.boxes, 2, 2),
        ("card_fields", piece.card_fields, 0, 2),
    ):
        if not least <= len(rows) <= most and piece.at.at(field) is not piece.at:
            wanted = str(least) if least == most else f"{least} 到 {most}"
            yield piece.at.at(field).problem(f"{field} 有 {len(rows)} 条，要 {wanted} 条", "增减到排得下")
    for box in piece.boxes:
        for item in box.items:
            if box.kind and (box.kind in ("ask", "myth")) != bool(item.head):
                yield item.at.problem(
                    f"{BOXES[box.kind]}框里的一条，head 写得不对", "ask、myth 每条要有 head，别的不写"
                )
    yield from _sentence_length(piece)
    if piece.body.strip():
        yield Problem(
            piece.path, piece.body_line, 1, "传单的内容都写在元数据里，正文要空着", "把正文移进元数据，或删掉"
        )


def facts_sound(plan: Plan) -> Iterator[Problem]:
    """事实的 id 不重复；source 和 basis 写一个；basis 指到别的事实；热线各有事实；日子各有出处。"""
    seen: dict[str, int] = {}
    for fact in plan.facts:
        if fact.id in seen:
            yield fact.at.at("id").problem(f"id {fact.id} 重复，第 {seen[fact.id]} 行已经用了", "换一个")
        seen.setdefault(fact.id, fact.at.line)
        if bool(fact.source) == bool(fact.basis):
            yield fact.at.problem("source 和 basis 要写一个，也只写一个", "有出处写 source，由别的事实得出写 basis")
        for n, id in enumerate(fact.basis):
            if id and (id not in plan.fact or id == fact.id):
                yield fact.at.at("basis", n).problem(f"没有事实 {id}", "检查拼写，或先把它加上")
    used = {id for piece in plan.pieces for id in piece.facts} | {id for fact in plan.facts for id in fact.basis}
    used |= {line.fact for line in plan.hotlines} | {id for day in plan.calendar for id in day.facts}
    for fact in plan.facts:
        if fact.id and fact.id not in used:
            yield fact.at.at("id").problem(f"没有一处用到 {fact.id}", "删掉它，或在资料的 facts 里引用")
    for line in plan.hotlines:
        if line.fact and line.fact not in plan.fact:
            yield line.at.at("fact").problem(f"没有事实 {line.fact}", "检查拼写，或先把它加上")
        if line.number and plan.hotline[line.number] is not line:
            yield line.at.at("number").problem(f"{line.number} 写了两遍", "只留一个")


def calendar_sound(plan: Plan) -> Iterator[Problem]:
    """日历的日子：id 不重复，写固定日期或各年日期，引用都在。"""
    seen: set[str] = set()
    for day in plan.calendar:
        if day.id in seen:
            yield day.at.at("id").problem(f"id {day.id} 重复", "换一个")
        seen.add(day.id)
        if bool(day.start) == bool(day.dates):
            yield day.at.problem("start 和 dates 要写一个，也只写一个", "每年同一天写 start，不固定写 dates")
        if day.end and not day.start:
            yield day.at.at("end").problem("有 end 没有 start", "补上 start")
        for edge in ("start", "end"):
            value = getattr(day, edge)
            if value and not _real(value):
                yield day.at.at(edge).problem(f"没有 {value} 这一天", "改对日期")
        for field, ids, known in (("plan", day.plan, plan.rows), ("facts", day.facts, plan.fact)):
            for n, id in enumerate(ids):
                if id and id not in known:
                    yield day.at.at(field, n).problem(f"没有 {id}", "检查拼写，或先把它加上")


def _real(text: str) -> bool:
    try:
        datetime.date.fromisoformat(f"2028-{text}")
    except ValueError:
        return False
    return True

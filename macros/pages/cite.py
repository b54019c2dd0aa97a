"""怎样引用一段：在文件里的位置、通行的出处写法、GB/T 7714—2015 的写法、短地址。"""

import functools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from macros.corpus import addresses, proof
from macros.corpus.articles import article_places, has_articles
from macros.corpus.chinese import full_date, han
from macros.corpus.corpus import Row
from macros.corpus.documents import BODY_KINDS, Document, Paragraph
from macros.corpus.origins import source_of
from macros.corpus.plan import Plan
from macros.corpus.reader import frozen
from macros.corpus.tasks import Entry, Measure, Task

# 不是正文的段，说它是什么。
_NAMES: Mapping[str, str] = {
    "label": "栏目",
    "attachment": "附件说明",
    "addressees": "主送机关",
    "signature": "落款",
    "date": "成文日期",
    "meta": "征集信息",
}
# 能单独引用的段：正文的，和上面叫得出名字的。
CITED_KINDS = BODY_KINDS | _NAMES.keys() | {"question"}

_ORDINAL = re.compile(r"[一二三四五六七八九十]+(?=、)")
_ITEM = re.compile(r"（[一二三四五六七八九十]+）")

# 引用日期由读者的浏览器填，这里留个记号。
TODAY = "{today}"


@functools.lru_cache(maxsize=2)
def places(plan: Plan) -> Mapping[str, str]:
    """各条在文件里的位置，如“第三部分第（二）项”“市某局重点任务第2项”；不单独引用的不在里面。"""
    rows: list[Entry] = list(plan.tasks)
    rows += plan.measures
    found: dict[str, str] = {}
    for row in rows:
        label = addresses.label(plan, row)
        found[row.id] = label + _printed_as(row)
    for document in plan.documents.values():
        if not document.base:
            found.update(_document_places(document))
    return frozen(found)


def _printed_as(row: Entry) -> str:
    """原表跳号的，位置和印的序号不同，两个都说。"""
    if row.number is None or row.id.endswith(f"-{row.number}"):
        return ""
    return f"（原表序号印作“{row.number}.”）"


def _document_places(document: Document) -> Iterator[tuple[str, str]]:
    """一篇公文各段的位置：在哪一部分，是第几项；不是正文的，是什么。"""
    for row in document.paragraphs:
        if row.kind in _NAMES:
            yield row.id, _NAMES[row.kind]
    if any(row.kind == "question" for row in document.paragraphs):
        yield from _asked_places(document)
        return
    if has_articles(document):
        yield from _preamble_places(document)
        yield from article_places(document)
        return
    for part, rows in _parts(document).items():
        yield from _part_places(part, rows)


def _asked_places(document: Document) -> Iterator[tuple[str, str]]:
    """问答的各段：第几问，第几问的答；一问答了几段的，说第几段。第一问前面的是引言。"""
    asked = "引言"
    count = 0
    answers = defaultdict[str, list[Paragraph]](list)
    for row in document.paragraphs:
        if row.kind == "question":
            count += 1
            asked = f"第{han(count)}问"
            yield row.id, asked
        elif row.kind in BODY_KINDS:
            answers[asked].append(row)
    for question, rows in answers.items():
        place = question if question == "引言" else f"{question}的答"
        yield from _part_places(place, rows)


def _preamble_places(document: Document) -> Iterator[tuple[str, str]]:
    """章条式的，第一条前面的各段是引言。"""
    for row in document.paragraphs:
        if row.kind == "article":
            return
        if row.kind in BODY_KINDS:
            yield row.id, "引言"


def _parts(document: Document) -> Mapping[str, list[Paragraph]]:
    """正文分成各部分，照小标题的序号；第一部分前面的是引言。小标题没有序号的，全篇都是正文。"""
    ordinals = _ordinals(document)
    part = "正文"
    if ordinals:
        part = "引言"
    parts = defaultdict[str, list[Paragraph]](list)
    for row in document.paragraphs:
        ordinal = ordinals.get(row.id)
        if ordinal:
            part = f"第{ordinal}部分"
        if row.kind in BODY_KINDS:
            parts[part].append(row)
    return parts


def _ordinals(document: Document) -> Mapping[str, str]:
    """有序号的小标题：id → 序号。"""
    ordinals = {}
    for row in document.paragraphs:
        ordinal = _ORDINAL.match(row.text)
        if row.kind == "heading" and ordinal:
            ordinals[row.id] = ordinal[0]
    return ordinals


def _part_places(part: str, rows: Sequence[Paragraph]) -> Iterator[tuple[str, str]]:
    """一部分里各段的位置：有序号的一项说第几项，别的有几段时说第几段。"""
    several = sum(row.kind in ("paragraph", "answer") for row in rows) > 1
    for order, row in enumerate(rows, 1):
        item = _ITEM.match(row.text)
        if row.kind == "clause" and item:
            yield row.id, f"{part}第{item[0]}项"
        elif several:
            yield row.id, f"{part}第{order}段"
        else:
            yield row.id, part


def short(plan: Plan, row: Row) -> str:
    """短地址，不带扩展名；没有的是空的。

    正文的段 p/3-2，别的公文 p/notice-1，任务 t/…，举措 m/…。
    """
    match row:
        case Task():
            return f"t/{row.id}"
        case Measure():
            return f"m/{row.id}"
        case Paragraph() if plan.main:
            prefix = f"{plan.main.id}-"
            return f"p/{row.id.removeprefix(prefix)}"
        case Paragraph():
            return f"p/{row.id}"
    return ""


def places_and_styles(plan: Plan) -> dict[str, Any]:
    """浏览器里写引用要的：各条的短地址和位置，各篇的引用格式。"""
    shown = {}
    for id, position in places(plan).items():
        row = plan.rows[id]
        shown[id] = [short(plan, row), position]
    return {"places": shown, "styles": styles(plan)}


def styles(plan: Plan) -> dict[str, dict[str, str]]:
    """每篇公文的引用格式：篇名 id → plain、gbt；{place} 是段的位置，{today} 是引用日期。

    分享时另要的：from 是谁、哪天，title 是哪份。

    推进表的任务和举措用正文那一篇的，位置前面加附件名，名字是空的。
    """
    found = {}
    for id, document in plan.documents.items():
        if not document.base:
            found[id] = _styles(plan, document)
    if plan.main:
        appendix = f"附件《{plan.appendix_title}》"
        found[""] = _styles(plan, plan.main, appendix)
    return found


def _styles(plan: Plan, document: Document, part: str = "") -> dict[str, str]:
    """part 是位置前面的附件名。没有字号的，用发布的网站当作者和文号，没有日期。"""
    source = source_of(plan, document.id)
    author = number = source.publisher
    about = day = when = ""
    card = document.card
    if card:
        author = card.issuer
        day = f"({card.date.isoformat()})"
        when = f"，{full_date(card.date)}"
    if card and card.number:
        number = card.number
        about = f"：{number}"
    title = _title(plan, document)
    named = title
    if "《" not in title:
        named = f"《{title}》"
    published = f"[EB/OL]. {day}[{TODAY}]. {source.address}"
    return {
        "plain": f"{named}{part}{{place}}，{number}",
        "gbt": f"{author}. {title}{about}{published}. {part}{{place}}.",
        "from": f"{author}{when}",
        "title": named,
    }


def _title(plan: Plan, document: Document) -> str:
    """正文前面的标题，照原文；没有印出来的，用给它起的名字。"""
    for row in document.paragraphs:
        if row.kind == "title":
            return proof.reading(plan, row)
        if row.kind in BODY_KINDS:
            break
    return document.title

"""怎样引用一段：在文件里的位置、通行的出处写法、GB/T 7714—2015 的写法、短地址。"""

import functools
import itertools
import re
from collections.abc import Iterator, Mapping
from typing import Any

from macros import pages, verify
from macros.model import Document, Measure, Paragraph, Plan, Row, Task
from macros.source import frozen

# 不是正文的段，说它是什么。
_NAMES: Mapping[str, str] = {
    "label": "栏目",
    "attachment": "附件说明",
    "addressees": "主送机关",
    "signature": "落款",
    "date": "成文日期",
    "meta": "征集信息",
}
_ORDINAL = re.compile(r"[一二三四五六七八九十]+(?=、)")
_ITEM = re.compile(r"（[一二三四五六七八九十]+）")

# 引用日期由读者的浏览器填，这里留个记号。
TODAY = "{today}"

# 私人的姓名只在全文里照录，不进聊天里的摘要。
PRIVATE = re.compile(r"(?<=联系人)[：:].*")

# 聊天里的摘要最多多少字。
EXCERPT = 90


@functools.lru_cache(maxsize=2)
def places(plan: Plan) -> Mapping[str, str]:
    """各条在文件里的位置，如“第三部分第（二）项”“市某局重点任务第2项”；不单独引用的不在里面。"""
    rows: list[Task | Measure] = [*plan.tasks, *plan.measures]
    found = {row.id: pages.label(plan, row) + _printed_as(row) for row in rows}
    for document in plan.documents.values():
        if not document.base:
            found.update(_document_places(document))
    return frozen(found)


def _printed_as(row: Task | Measure) -> str:
    """原表跳号的，位置和印的序号不同，两个都说。"""
    same = row.number is None or row.id.endswith(f"-{row.number}")
    return "" if same else f"（原表序号印作“{row.number}.”）"


def _document_places(document: Document) -> Iterator[tuple[str, str]]:
    """一篇公文各段的位置：在哪一部分，是第几项；同一部分有几段时写第几段。"""
    numbered = any(row.kind == "heading" and _ORDINAL.match(row.text) for row in document.paragraphs)
    part = "引言" if numbered else "正文"
    parts: dict[str, list[Paragraph]] = {}
    for row in document.paragraphs:
        if row.kind == "heading" and (found := _ORDINAL.match(row.text)):
            part = f"第{found[0]}部分"
        if row.kind in ("paragraph", "clause"):
            parts.setdefault(part, []).append(row)
        elif name := _NAMES.get(row.kind):
            yield row.id, name
    for name, rows in parts.items():
        several = sum(row.kind == "paragraph" for row in rows) > 1
        for order, row in enumerate(rows, 1):
            item = _ITEM.match(row.text) if row.kind == "clause" else None
            yield row.id, f"{name}第{item[0]}项" if item else f"{name}第{order}段" if several else name


def short(plan: Plan, row: Row) -> str:
    """短地址，不带扩展名：正文的段 p/3-2，别的公文 p/notice-1，任务 t/…，举措 m/…；没有的是空的。"""
    match row:
        case Task():
            return f"t/{row.id}"
        case Measure():
            return f"m/{row.id}"
        case Paragraph():
            main = plan.main
            return f"p/{row.id.removeprefix(f'{main.id}-') if main else row.id}"
    return ""


def redirects(plan: Plan) -> Iterator[tuple[str, str, str, str]]:
    """每个短地址：文件名、标题、那一段的字（聊天里的摘要）、从网站根算起的去处。"""
    for id, position in places(plan).items():
        row = plan.rows[id]
        document = plan.documents[row.document] if isinstance(row, Paragraph) else plan.main
        name = (document.short or document.title) if document else ""
        text = verify.reading(plan, row)
        text = PRIVATE.sub("", text)
        text = text if len(text) <= EXCERPT else f"{text[: EXCERPT - 1]}…"
        title = f"{name}{'附件' if isinstance(row, Task | Measure) else ''}{position}"
        yield f"{short(plan, row)}.html", title, text, pages.address(plan, row)


def places_and_styles(plan: Plan) -> dict[str, Any]:
    """浏览器里写引用要的：各条的短地址和位置，各篇的引用格式。"""
    return {
        "places": {id: [short(plan, plan.rows[id]), position] for id, position in places(plan).items()},
        "styles": styles(plan),
    }


def styles(plan: Plan) -> dict[str, dict[str, str]]:
    """每篇公文的两种引用格式：篇名 id → plain、gbt；{place} 是段的位置，{today} 是引用日期。

    推进表的任务和举措用正文那一篇的，位置前面加附件名，名字是空的。
    """
    found = {id: _styles(plan, document) for id, document in plan.documents.items() if not document.base}
    table = {"": _styles(plan, plan.main, f"附件《{plan.appendix_title}》")} if plan.main else {}
    return found | table


def _styles(plan: Plan, document: Document, part: str = "") -> dict[str, str]:
    above = itertools.takewhile(lambda row: row.kind not in ("paragraph", "clause"), document.paragraphs)
    title = next((verify.reading(plan, row) for row in above if row.kind == "title"), document.title)
    card, publisher, address = document.card, plan.source.publisher, plan.source.address
    marked = title if "《" in title else f"《{title}》"
    number = f"：{card.number}" if card else ""
    day = f"({card.date.isoformat()})" if card else ""
    author = card.issuer if card else publisher
    return {
        "plain": f"{marked}{part}{{place}}，{card.number if card else publisher}",
        "gbt": f"{author}. {title}{number}[EB/OL]. {day}[{TODAY}]. {address}. {part}{{place}}.",
    }

"""章条式的公文：章、节、条、款、项、目怎样编号，一段在第几条第几款第几项第几目。"""

import re
from collections.abc import Iterator, Mapping, Sequence

from macros.corpus.chinese import han
from macros.corpus.documents import Document, Paragraph
from macros.corpus.reader import frozen

_NUMBER = "[〇零一二三四五六七八九十百]+"
# 种类 → 编号的写法。
NUMBERED: Mapping[str, re.Pattern[str]] = frozen(
    {
        "chapter": re.compile(f"第({_NUMBER})章"),
        "section": re.compile(f"第({_NUMBER})节"),
        "article": re.compile(f"第({_NUMBER})条"),
        "clause": re.compile(r"（([一二三四五六七八九十]+)）"),
        "item": re.compile(r"(\d+)[.．、]"),
    }
)


def number_in(row: Paragraph) -> str:
    """一段开头的编号，如“第三条”“（二）”；不编号的种类、没有编号的是空的。"""
    pattern = NUMBERED.get(row.kind)
    found = pattern.match(row.text) if pattern else None
    return found[0] if found else ""


def has_articles(document: Document) -> bool:
    """是不是一条一条写的。"""
    return any(row.kind == "article" for row in document.paragraphs)


def article_places(document: Document) -> Iterator[tuple[str, str]]:
    """各条里的段，和在哪里，如“第六条第（二）项第1目”；不是章条式的，一段也没有。

    一条只有一款的，不说第几款。
    """
    for rows in _articles(document):
        yield from _places_in(rows)


def _articles(document: Document) -> Iterator[Sequence[Paragraph]]:
    """一条的各段：从“第几条”起，到下一条、下一个标题或落款。"""
    rows: list[Paragraph] = []
    for row in document.paragraphs:
        if row.kind == "article":
            if rows:
                yield rows
            rows = [row]
        elif rows and row.kind in ("paragraph", "clause", "item"):
            rows.append(row)
        elif rows:
            yield rows
            rows = []
    if rows:
        yield rows


def _places_in(rows: Sequence[Paragraph]) -> Iterator[tuple[str, str]]:
    """一条里各段的位置。"""
    article = number_in(rows[0])
    several = sum(row.kind == "paragraph" for row in rows) > 0
    order = 0
    part = item = ""
    for row in rows:
        number = number_in(row)
        if row.kind in ("article", "paragraph"):
            order += 1
            part = f"第{han(order)}款" if several else ""
            item = ""
            yield row.id, article + part
        elif row.kind == "clause":
            item = f"第{number}项"
            yield row.id, article + part + item
        else:
            order_in_item = number.rstrip(".．、")
            yield row.id, f"{article}{part}{item}第{order_in_item}目"

"""原文和别的文字怎样写进页面：补字和勘误的记号，标题里的转义，能拨的号码。

数据里的文字一律转义后放进 HTML，不会变成标记、宏或脚本。
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from markupsafe import Markup, escape

from macros.corpus.addresses import VERIFY
from macros.corpus.corpus import Row
from macros.corpus.editorial import Erratum
from macros.corpus.restoring import additions
from macros.corpus.tasks import Entry

# 标题是 Markdown，里面的 ASCII 标点都写成字符引用，免得被当成记号。
_MARKS = re.compile(r"[!-/:-@\[-`{-~]")
_ABROAD = re.compile(r"\+86[\d-]+\d")
_INSERTED = Markup("<ins data-editorial>{}</ins>")
_STRONG = Markup("<strong>{}</strong>")
_SPAN = Markup('<span class="{}">{}</span>')
_NOTE = Markup('<sup class="erratum" data-editorial><a class="term" href="{}">勘</a></sup>')

# 一块字和它的样式。
Styled = tuple[str, str]

# 怎样转义。
Quote = Callable[[str], Markup]


def in_heading(text: str) -> Markup:
    """把文字写成在 Markdown 标题里也原样显示的样子。"""
    return Markup(_MARKS.sub(_reference, text))


def _reference(sign: re.Match[str]) -> str:
    return f"&#{ord(sign[0])};"


def dialled(text: str) -> Markup:
    """文字里写全的国际号码（+86 开头）点了就拨，不从当中断行。"""
    escaped = str(escape(text))
    return Markup(_ABROAD.sub(r'<a class="nowrap" href="tel:\g<0>">\g<0></a>', escaped))


def erratum_note(erratum: Erratum) -> str:
    """一处勘误给读者看的一句话。"""
    printed = erratum.printed
    reading = erratum.reading
    if reading is None:
        return f"原文“{printed}”：{erratum.basis}。"
    if erratum.kind == "restored":
        return f"抓取的文本缺字，补作“{reading}”。"
    if reading.startswith(printed):
        return f"“{printed}”后疑少“{reading.removeprefix(printed)}”。"
    return f"原文“{printed}”，疑作“{reading}”。"


def erratum_notes(errata: Iterable[Erratum]) -> dict[str, str]:
    """点“勘”看到的话：核对页上的位置 → 一句话和依据。"""
    notes = {}
    for erratum in errata:
        notes[f"{VERIFY}#{erratum.id}"] = f"{erratum_note(erratum)}依据：{erratum.basis}。"
    return notes


def spaced(row: Row, text: str) -> str:
    """序号后空一格；核对时不看空白。"""
    if not isinstance(row, Entry) or row.number is None:
        return text
    number = f"{row.number}."
    return f"{number} {text.removeprefix(number)}"


def marked(text: str, errata: Sequence[Erratum], address: str = "") -> Iterator[Styled]:
    """把原文切成一块块：plain 照印，sic 是原文如此，restored 是补出的字。

    给了核对页的地址 address，每处勘误后面多一块 note，是它在那一页的位置。
    """

    def start_of(erratum: Erratum) -> int:
        return text.index(erratum.printed)

    here = [erratum for erratum in errata if erratum.printed in text]
    position = 0
    for erratum in sorted(here, key=start_of):
        start = start_of(erratum)
        yield "plain", text[position:start]
        yield from _mended(erratum)
        if address:
            yield "note", f"{address}#{erratum.id}"
        position = start + len(erratum.printed)
    yield "plain", text[position:]


def _mended(erratum: Erratum) -> Iterator[Styled]:
    """有勘误的几个字，切成块。"""
    if erratum.kind == "sic":
        yield "sic", erratum.printed
        return
    reading = erratum.reading or erratum.printed
    for part, is_new in additions(erratum.printed, reading):
        yield ("restored" if is_new else "plain"), part


def phrases(pieces: Iterable[Styled], titles: Iterable[str]) -> Iterator[Styled]:
    """公文标题里提到的另一篇公文，连书名号自成一块，换行时不从当中断开。"""
    choices = "|".join(map(re.escape, titles))
    name = re.compile(f"(《?(?:{choices})》?)")
    for style, text in pieces:
        if style != "plain":
            yield style, text
            continue
        for part in name.split(text):
            is_name = name.fullmatch(part)
            yield ("phrase" if is_name else style), part


def wrapped(pieces: Iterable[Styled], lead: int, quote: Quote) -> Iterator[Markup]:
    """各块写成 HTML；原文的前 lead 个字加粗，补出的字不算在内。quote 是怎样转义。"""
    for style, text in pieces:
        if style == "restored":
            yield _INSERTED.format(quote(text))
            continue
        if style == "note":
            yield _NOTE.format(text)
            continue
        head = text[:lead]
        rest = text[lead:]
        lead -= len(head)
        if head:
            yield _STRONG.format(_span(style, quote(head)))
        if rest:
            yield _span(style, quote(rest))


def _span(style: str, text: Markup) -> Markup:
    if style == "plain":
        return text
    return _SPAN.format(style, text)

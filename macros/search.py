"""搜索用的索引：每页每段一条，写成几份脚本，打开搜索框时浏览器才取。

公文的段、任务、举措直接取自数据，各归一页；手写页面按小标题切。年度页只留开头，不重抄举措。
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from opencc import OpenCC

from macros import pages, verify
from macros.model import Measure, Paragraph, Plan, Row, Task, Unit
from macros.sounds import readings

# 页的种类，照结果筛选框里的次序；地址以什么开头就是哪一种，宣传材料长，放在后面取。
KINDS = {
    "方案": ("plan/", "table."),
    "解读": ("interpretation.",),
    "征求意见": ("consultation.",),
    "单位": ("units/",),
    "任务": ("tasks/",),
    "年度": ("years/",),
    "名词": ("terms.",),
    "本站": ("",),
    "宣传": ("publicity/",),
}

# 一份索引最多多少字节（压缩前）；第一份要小，取到就能出结果。
PART = 80_000
FOLDER = "search"
CALL = "searchPart("

SPACE = re.compile(r"\s+")
HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """搜索结果里的一条：锚点（空的指整页）、小标题、正文、单位、起止年份。"""

    anchor: str
    text: str
    title: str = ""
    unit: str = ""
    years: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """一页：地址、页名、种类、各段。"""

    address: str
    title: str
    kind: str
    passages: tuple[Passage, ...]


def kind(address: str) -> str:
    """一个地址是哪一种页。"""
    return max((len(start), name) for name, starts in KINDS.items() for start in starts if address.startswith(start))[1]


def sections(html: str) -> tuple[Passage, ...]:
    """手写页面的 HTML 切成段：页首一段，每个带 id 的小标题或名词一段。

    公文（data-official）另有记录，标了 data-search-exclude 的是重复的话，都跳过。
    """
    parser = _Sections()
    parser.feed(html)
    parser.close()
    found = (
        Passage(anchor=anchor, title=_squeezed(title), text=_squeezed(text)) for anchor, title, text in parser.sections
    )
    return tuple(passage for passage in found if passage.text or passage.title or not passage.anchor)


def _squeezed(parts: list[str]) -> str:
    return SPACE.sub(" ", "".join(parts)).strip()


VOID = frozenset(re.findall(r"\w+", "area base br col hr img input source wbr"))
INLINE = frozenset(re.findall(r"\w+", "a abbr b cite code em i ins kbd mark s samp small span strong sub sup time u"))
HEADINGS = frozenset({"h2", "h3", "h4", "dt"})
SKIPPED = frozenset({"data-official", "data-search-exclude", "hidden"})


class _Sections(HTMLParser):
    """边读边切：sections 是 (锚点, 标题的各截, 正文的各截)，into 是正在收的一处。"""

    def __init__(self) -> None:
        super().__init__()
        self.sections: list[tuple[str, list[str], list[str]]] = []
        self.into: list[str] = []
        self.skipping = 0
        self.start("")
        self.into = self.sections[-1][2]

    def start(self, anchor: str) -> None:
        self.sections.append((anchor, [], []))
        self.into = self.sections[-1][1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in VOID:
            self.handle_data(" ")
        elif self.skipping or tag == "h1" or SKIPPED & values.keys():
            self.skipping += 1
        elif tag in HEADINGS and values.get("id"):
            self.start(values["id"] or "")
        elif tag not in INLINE:
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self.skipping:
            self.skipping -= 1
        elif tag in HEADINGS:
            self.into = self.sections[-1][2]
        elif tag not in INLINE:
            self.handle_data(" ")

    def handle_data(self, data: str) -> None:
        if not self.skipping:
            self.into.append(data)


def entries(plan: Plan, written: Mapping[str, tuple[str, str]]) -> list[Entry]:
    """全站的记录，照种类的次序，同一种照出现的次序。

    written 是手写页面：地址 → 页名、正文 HTML。
    """
    titles = {address: title for address, (title, _) in written.items()}
    titles |= {pages.html(page.uri): page.title for page in pages.generated(plan)}
    passages = {address: list(sections(written[address][1])) if address in written else [] for address in titles}
    for row in plan.rows.values():
        if passage := _passage(plan, row):
            passages[_page(plan, row)].append(passage)
    for erratum in plan.errata:
        text = f"{erratum.printed} → {erratum.reading or erratum.printed}。{erratum.basis}"
        passages[pages.VERIFY].append(Passage(anchor=erratum.id, title="勘误", text=text))
    for year, period in plan.years.items():
        column = "" if period.first == period.last else f"，在{period.label}一栏"
        passages[f"years/{year}.html"].append(Passage(anchor="", text=f"{year}年举措{column}", years=(year, year)))
    order = list(KINDS)
    found = (Entry(address=a, title=titles[a], kind=kind(a), passages=tuple(passages[a])) for a in titles)
    return sorted(found, key=lambda entry: order.index(entry.kind))


def _page(plan: Plan, row: Row) -> str:
    """一条记录在哪一页搜得到：任务归任务页，其余归它所在的页。"""
    return f"tasks/{row.id}.html" if isinstance(row, Task) else pages.address(plan, row).partition("#")[0]


def _passage(plan: Plan, row: Row) -> Passage | None:
    """一条记录是怎样的一段；不单独成段的没有。"""
    text = verify.reading(plan, row)
    match row:
        case Unit():
            return Passage(anchor="", text=row.full_name, unit=row.name)
        case Task():
            return Passage(anchor=row.id, text=text, unit=plan.unit[row.unit].name)
        case Measure():
            period = plan.period[row.period]
            years = (period.first, period.last)
            return Passage(
                anchor=row.id, title=pages.label(plan, row), text=text, unit=plan.unit[row.unit].name, years=years
            )
        case Paragraph() if not plan.documents[row.document].base:
            return Passage(anchor=row.id, title=pages.label(plan, row), text=text)
    return None


def questions(plan: Plan) -> dict[str, list[str]]:
    """问法：地址 → 各种问法。"""
    found = {}
    for question in plan.questions:
        row = plan.rows.get(question.see)
        passage = row and _passage(plan, row)
        address = f"{_page(plan, row)}#{passage.anchor}".rstrip("#") if row and passage else question.see
        found[address] = list(question.asks)
    return found


def files(plan: Plan, written: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """索引文件：地址 → 内容。

    第一份名字不变，取到就能搜，它列出后面几份；后面的名字带内容的指纹，旧的不会混进新的。
    最后一份是繁简、读音两张表和问法。
    """
    found = entries(plan, written)
    units = {unit.name: n for n, unit in enumerate(plan.units)}
    kinds = list(dict.fromkeys(entry.kind for entry in found))
    first, *rest = _chunks([_row(entry, kinds, units) for entry in found])
    last = {"asks": questions(plan), **tables(text for entry in found for text in _texts(entry))}
    scripts = {f"{_fingerprint(part)}.js": _script(part) for part in [*rest, last]}
    synonyms = [[list(synonym.words), list(synonym.means)] for synonym in plan.synonyms]
    head = {
        "parts": list(scripts),
        "kinds": kinds,
        "units": list(units),
        "synonyms": synonyms,
        "hotlines": [hotline.number for hotline in plan.hotlines[:1]],
    }
    return {f"{FOLDER}/{name}": text for name, text in {"index.js": _script(head | first), **scripts}.items()}


def _row(entry: Entry, kinds: list[str], units: Mapping[str, int]) -> list[Any]:
    passages = [[p.anchor, p.title, p.text, units.get(p.unit, -1), *(p.years or ())] for p in entry.passages]
    return [entry.address, entry.title, kinds.index(entry.kind), passages]


def _texts(entry: Entry) -> Iterator[str]:
    yield entry.title
    for passage in entry.passages:
        yield from (passage.title, passage.text)


def _chunks(rows: list[Any]) -> Iterator[dict[str, Any]]:
    """页依次装进一份，装满 PART 字节就换下一份；一页不拆开。"""
    chunk: list[Any] = []
    size = 0
    for row in rows:
        length = len(_json(row).encode())
        if chunk and size + length > PART:
            yield {"pages": chunk}
            chunk, size = [], 0
        chunk.append(row)
        size += length
    yield {"pages": chunk}


def tables(texts: Iterable[str]) -> dict[str, Any]:
    """繁简和读音两张表，只收站内出现的字：{繁体字: 简体字}、{读音: 这样读的字}。多音字各个读音都收。"""
    characters = {character for text in texts for character in HAN.findall(text)}
    every = [chr(code) for code in range(0x3400, 0xA000)]
    simple = OpenCC("t2s").convert("\n".join(every)).split("\n")
    pairs = [a + b for a, b in zip(every, simple, strict=True) if b in characters and a not in characters]
    sounds: dict[str, list[str]] = {}
    for character in sorted(characters):
        for sound in readings(character):
            sounds.setdefault(sound, []).append(character)
    return {"traditional": "".join(pairs), "sounds": {sound: "".join(found) for sound, found in sorted(sounds.items())}}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _script(value: Any) -> str:
    # U+2028、U+2029 在旧浏览器的脚本里是换行；“</”在内嵌时会提前结束脚本
    return CALL + _json(value).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("</", "<\\/") + ")"


def _fingerprint(value: Any) -> str:
    return hashlib.sha256(_json(value).encode()).hexdigest()[:12]

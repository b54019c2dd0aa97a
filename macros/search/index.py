"""写搜索用的索引：几份脚本，打开搜索框时浏览器才取。"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from macros.corpus.editorial import Urgent
from macros.corpus.pieces import AUDIENCES
from macros.corpus.plan import Plan
from macros.search.cards import subject_cards
from macros.search.characters import COMMON, characters_in, sounds_of, traditional_pairs
from macros.search.searchable import (
    Files,
    SearchPage,
    WrittenPages,
    other_names,
    questions_at,
    search_pages,
)
from macros.search.sections import SearchPassage
from macros.search.styles import STYLES, TILT

# 一份索引最多多少字节（压缩前）；第一份要小，取到就能出结果。
PART_BYTES = 80_000
FIRST_BYTES = 1  # 只装一页：求助
CALL = "searchPart("
# U+2028、U+2029 在旧浏览器的脚本里是换行；“</”在内嵌时会提前结束脚本。
_ESCAPES = (("\u2028", "\\u2028"), ("\u2029", "\\u2029"), ("</", "<\\/"))
# 空的搜索框里摆几样急事。
NEEDS = 5


def index_files(plan: Plan, written: WrittenPages, files: Files | None = None) -> dict[str, str]:
    """索引文件：地址 → 内容。written 是手写页面：地址 → 页名、正文 HTML；files 是宣传资料的文件。

    第一份名字不变，取到就能搜，它列出后面几份；后面的名字带内容的指纹，旧的不会混进新的。
    急话和求助页在第一份里：正在出事的人，不等别的。第二份有单位、近义词和各种问题会说的话，最后一份是繁简、读音两张表、问法、答案卡片。
    """
    pages = search_pages(plan, written, files or {})
    units = [unit.name for unit in plan.units]
    kinds = list(dict.fromkeys(page.kind for page in pages))
    rows = _rows(pages, kinds, units)
    first, *rest = _parts(rows)
    rest.append(_last_part(plan, pages))
    rest[0] |= {
        "units": units,
        "names": other_names(plan),
        "styles": STYLES,
        "tilt": TILT,
        "synonyms": [[list(one.words), list(one.means)] for one in plan.synonyms],
    }
    scripts = {_name(part): _script(part) for part in rest}
    head = {
        "parts": list(scripts),
        "kinds": kinds,
        "needs": _needs(plan, pages),
        "readers": _readers(plan),
        "urgent": [_urgent(rule) for rule in plan.urgent],
    }
    made = {"search/index.js": _script(head | first)}
    for name, script in scripts.items():
        made[f"search/{name}"] = script
    return made


def _needs(plan: Plan, pages: Iterable[SearchPage]) -> list[list[str]]:
    """空的搜索框里摆着的几样：急话指的求助页各节，照页上的次序。"""
    sees = {rule.see for rule in plan.urgent}
    needs = []
    for page in pages:
        for passage in page.passages:
            address = f"{page.address}#{passage.anchor}"
            if address in sees:
                needs.append([passage.title, address])
    return needs[:NEEDS]


def _readers(plan: Plan) -> list[list[str]]:
    """有资料给他们的各种人：编号、名字；给所有人的不算。"""
    given: set[str] = set()
    for piece in plan.pieces:
        given.update(piece.audience)
    given.discard("public")
    return [[id, name] for id, name in AUDIENCES.items() if id in given]


def _urgent(rule: Urgent) -> list[Any]:
    sayings = (rule.who, rule.what, rule.says, rule.unless)
    return [rule.see, *map(_shortest, sayings)]


def _shortest(words: Iterable[str]) -> str:
    """各个说法用“|”隔开；含着另一个说法的不必再写：说到长的，就说到了短的。"""
    every = tuple(words)
    patterns = {word: _pattern(word) for word in every}
    return "|".join(word for word in every if not _said_by_another(word, patterns))


def _pattern(word: str) -> re.Pattern[str]:
    """一个说法认哪些字：“/”隔开的哪个都行，“+”前后连着，“…”隔几个字；引擎里的一样。"""
    spans = map(_span, word.split("…"))
    return re.compile(".{0,6}?".join(spans))


def _span(span: str) -> str:
    """中间不隔字的一截。"""
    pattern = ""
    for part in span.split("+"):
        ways = map(re.escape, part.split("/"))
        alternatives = "|".join(ways)
        pattern += f"(?:{alternatives})"
    return pattern


def _said_by_another(word: str, patterns: Mapping[str, re.Pattern[str]]) -> bool:
    if "/" in word:
        return False
    pieces = word.split("…")
    for other, pattern in patterns.items():
        if other != word and any(map(pattern.search, pieces)):
            return True
    return False


def _rows(pages: Iterable[SearchPage], kinds: list[str], units: list[str]) -> Iterator[list[Any]]:
    """一页一行；种类、单位写成第几个；有封面的写在末尾。"""
    numbers = {name: number for number, name in enumerate(units)}
    for page in pages:
        kind = kinds.index(page.kind)
        passages = [_row(passage, numbers) for passage in page.passages]
        line: list[Any] = [page.address, page.title, kind, passages]
        if page.cover:
            line.append(page.cover)
        yield line


def _row(passage: SearchPassage, numbers: Mapping[str, int]) -> list[Any]:
    """一段：锚点、小标题、字、第几个单位，有年份的再是年份。"""
    unit = numbers.get(passage.unit, -1)
    row: list[Any] = [passage.anchor, passage.title, passage.text, unit]
    row += passage.years or ()
    return row


def _parts(rows: Iterable[list[Any]]) -> Iterator[dict[str, Any]]:
    """页依次装进一份，装满就换下一份；一页不拆开。第一份装得少，早取到。"""
    part: list[Any] = []
    size = 0
    most = FIRST_BYTES
    for row in rows:
        length = len(_json(row).encode())
        if part and size + length > most:
            yield {"pages": part}
            part = []
            size = 0
            most = PART_BYTES
        part.append(row)
        size += length
    yield {"pages": part}


def _last_part(plan: Plan, pages: Iterable[SearchPage]) -> dict[str, Any]:
    asks = questions_at(plan)
    texts = [COMMON, *_texts(pages)]
    for said in asks.values():
        texts += said
    elsewhere: list[str] = []
    for row in plan.elsewhere:
        elsewhere += row.words
    characters = characters_in(texts)
    return {
        "asks": asks,
        "subjects": subject_cards(plan),
        "elsewhere": elsewhere,
        "traditional": traditional_pairs(characters),
        "sounds": sounds_of(characters),
    }


def _texts(pages: Iterable[SearchPage]) -> Iterator[str]:
    for page in pages:
        yield page.title
        for passage in page.passages:
            yield passage.title
            yield passage.text


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _script(value: Any) -> str:
    text = _json(value)
    for written, escaped in _ESCAPES:
        text = text.replace(written, escaped)
    return f"{CALL}{text})"


def _name(value: Any) -> str:
    """文件名就是内容的指纹。"""
    digest = hashlib.sha256(_json(value).encode()).hexdigest()
    return f"{digest[:12]}.js"

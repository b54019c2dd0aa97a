"""写搜索用的索引：几份脚本，打开搜索框时浏览器才取。"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from macros.corpus.editorial import Urgent
from macros.corpus.pieces import AUDIENCES
from macros.corpus.plan import Plan
from macros.search.cards import subject_cards
from macros.search.characters import COMMON, characters_in, sounds_of, traditional_pairs
from macros.search.searchable import Files, SearchPage, other_names, questions_at, search_pages
from macros.search.styles import STYLES

# 一份索引最多多少字节（压缩前）；第一份要小，取到就能出结果。
PART_BYTES = 80_000
FIRST_BYTES = 1  # 只装一页：求助
CALL = "searchPart("
# 空的搜索框里摆几样急事。
NEEDS = 5


def index_files(
    plan: Plan, written: Mapping[str, tuple[str, str]], files: Files | None = None
) -> dict[str, str]:
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
    given = set(chain.from_iterable(piece.audience for piece in plan.pieces))
    return [[id, name] for id, name in AUDIENCES.items() if id in given and id != "public"]


def _urgent(rule: Urgent) -> list[Any]:
    return [rule.see, *map(_shortest, (rule.who, rule.what, rule.says, rule.unless))]


def _shortest(words: Iterable[str]) -> str:
    """各个说法用“|”隔开；含着另一个说法的不必再写：说到长的，就说到了短的。"""
    every = tuple(words)
    patterns = {word: _pattern(word) for word in every}
    return "|".join(word for word in every if not _said_by_another(word, patterns))


def _pattern(word: str) -> re.Pattern[str]:
    """一个说法认哪些字：“/”隔开的哪个都行，“+”前后连着，“…”隔几个字；引擎里的一样。"""
    spans = []
    for span in word.split("…"):
        parts = (part.split("/") for part in span.split("+"))
        spans.append("".join("(?:{})".format("|".join(map(re.escape, ways))) for ways in parts))
    return re.compile(".{0,6}?".join(spans))


def _said_by_another(word: str, patterns: Mapping[str, re.Pattern[str]]) -> bool:
    if "/" in word:
        return False
    pieces = word.split("…")
    return any(
        pattern.search(piece)
        for other, pattern in patterns.items()
        if other != word
        for piece in pieces
    )


def _rows(pages: Iterable[SearchPage], kinds: list[str], units: list[str]) -> Iterator[list[Any]]:
    """一页一行；种类、单位写成第几个；有封面的写在末尾。"""
    unit_number = {name: number for number, name in enumerate(units)}
    for page in pages:
        passages = []
        for passage in page.passages:
            row: list[Any] = [passage.anchor, passage.title, passage.text]
            row.append(unit_number.get(passage.unit, -1))
            row += passage.years or ()
            passages.append(row)
        line: list[Any] = [page.address, page.title, kinds.index(page.kind), passages]
        if page.cover:
            line.append(page.cover)
        yield line


def _parts(rows: Iterable[list[Any]]) -> Iterator[dict[str, Any]]:
    """页依次装进一份，装满就换下一份；一页不拆开。第一份装得少，早取到。"""
    part: list[Any] = []
    size, most = 0, FIRST_BYTES
    for row in rows:
        length = len(_json(row).encode())
        if part and size + length > most:
            yield {"pages": part}
            part, size, most = [], 0, PART_BYTES
        part.append(row)
        size += length
    yield {"pages": part}


def _last_part(plan: Plan, pages: Iterable[SearchPage]) -> dict[str, Any]:
    asks = questions_at(plan)
    characters = characters_in([*_texts(pages), *chain.from_iterable(asks.values()), COMMON])
    return {
        "asks": asks,
        "subjects": subject_cards(plan),
        "elsewhere": list(chain.from_iterable(row.words for row in plan.elsewhere)),
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
    # U+2028、U+2029 在旧浏览器的脚本里是换行；“</”在内嵌时会提前结束脚本
    text = _json(value).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return CALL + text.replace("</", "<\\/") + ")"


def _name(value: Any) -> str:
    """文件名就是内容的指纹。"""
    digest = hashlib.sha256(_json(value).encode()).hexdigest()
    return f"{digest[:12]}.js"

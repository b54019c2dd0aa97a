"""写搜索用的索引：几份脚本，打开搜索框时浏览器才取。"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from macros.corpus.plan import Plan
from macros.search.characters import characters_in, sounds_of, traditional_pairs
from macros.search.searchable import SearchPage, questions_at, search_pages

# 一份索引最多多少字节（压缩前）；第一份要小，取到就能出结果。
PART_BYTES = 80_000
CALL = "searchPart("


def index_files(plan: Plan, written: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """索引文件：地址 → 内容。written 是手写页面：地址 → 页名、正文 HTML。

    第一份名字不变，取到就能搜，它列出后面几份；后面的名字带内容的指纹，旧的不会混进新的。
    最后一份是繁简、读音两张表和问法。
    """
    pages = search_pages(plan, written)
    units = [unit.name for unit in plan.units]
    kinds = list(dict.fromkeys(page.kind for page in pages))
    rows = _rows(pages, kinds, units)
    first, *rest = _parts(rows)
    rest.append(_last_part(plan, pages))
    scripts = {_name(part): _script(part) for part in rest}
    head = {
        "parts": list(scripts),
        "kinds": kinds,
        "units": units,
        "synonyms": [[list(one.words), list(one.means)] for one in plan.synonyms],
        "hotlines": [hotline.number for hotline in plan.hotlines[:1]],
    }
    files = {"search/index.js": _script(head | first)}
    for name, script in scripts.items():
        files[f"search/{name}"] = script
    return files


def _rows(pages: Iterable[SearchPage], kinds: list[str], units: list[str]) -> Iterator[list[Any]]:
    """一页一行；种类、单位写成第几个。"""
    unit_number = {name: number for number, name in enumerate(units)}
    for page in pages:
        passages = []
        for passage in page.passages:
            row: list[Any] = [passage.anchor, passage.title, passage.text]
            row.append(unit_number.get(passage.unit, -1))
            row += passage.years or ()
            passages.append(row)
        kind = kinds.index(page.kind)
        yield [page.address, page.title, kind, passages]


def _parts(rows: Iterable[list[Any]]) -> Iterator[dict[str, Any]]:
    """页依次装进一份，装满 PART_BYTES 就换下一份；一页不拆开。"""
    part: list[Any] = []
    size = 0
    for row in rows:
        length = len(_json(row).encode())
        if part and size + length > PART_BYTES:
            yield {"pages": part}
            part, size = [], 0
        part.append(row)
        size += length
    yield {"pages": part}


def _last_part(plan: Plan, pages: Iterable[SearchPage]) -> dict[str, Any]:
    characters = characters_in(_texts(pages))
    return {
        "asks": questions_at(plan),
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

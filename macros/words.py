"""名词和单位简称：用在哪里，页面上第一次出现时怎样加上解释。"""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping

from markupsafe import Markup

from macros import verify
from macros.model import Paragraph, Plan, Row, Term
from macros.pages import TERMS
from macros.source import frozen

# 这些元素里的字不加解释：本来就是链接、按钮、标题，不是给人读的，或者折起来看不见（那就不算第一次出现）。
_SKIPPED = frozenset(
    re.findall(r"\w+", "a details button h1 h2 h3 h4 h5 h6 summary code select textarea template svg dt th")
)
_TOKEN = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]*>|<!--.*?-->|[^<]+", re.DOTALL)
_LINK = Markup('<a class="term" href="{}">{}</a>')


def meanings(plan: Plan) -> dict[str, str]:
    """解释在哪一页（从网站根算起）→ 解释；没有解释的名词不在里面。"""
    terms = {f"{TERMS}#{term.id}": term.means for term in plan.terms if term.means}
    return terms | {f"units/{unit.id}.html": f"{unit.full_name}（全称由编者补充）" for unit in plan.units}


@functools.lru_cache(maxsize=2)
def _words(plan: Plan) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """要解释的各种写法 → 解释在哪一页，和找它们的正则；没有解释的名词不标。"""
    terms = {form: f"{TERMS}#{term.id}" for term in plan.terms if term.means for form in term.forms}
    found = terms | {unit.name: f"units/{unit.id}.html" for unit in plan.units}
    return _any_of(found), frozen(found)


def _any_of(forms: Iterable[str]) -> re.Pattern[str]:
    """找其中任何一个词的正则；长的优先，免得“拐卖人口犯罪”被拆开。"""
    return re.compile("|".join(map(re.escape, sorted(forms, key=len, reverse=True))) or r"(?!)")


def explained(plan: Plan, html: str, root: str) -> str:
    """给一页里每个词的第一次出现加上解释；只包上链接，不动一个字。root 是到网站根的相对路径。"""
    pattern, known = _words(plan)
    seen: set[str] = set()

    def link(found: re.Match[str]) -> str:
        address = known[found[0]]
        if address in seen:
            return found[0]
        seen.add(address)
        return str(_LINK.format(root + address, Markup(found[0])))

    return "".join(pattern.sub(link, text) if open_ else text for open_, text in _texts(html))


def _texts(html: str) -> Iterator[tuple[bool, str]]:
    """把 HTML 切成标签和文字；前一项说这是不是可以加解释的文字。"""
    skipping = 0
    for token in _TOKEN.finditer(html):
        if token[2]:
            if token[2].lower() in _SKIPPED:
                skipping += -1 if token[1] else 1
            yield False, token[0]
        else:
            yield not skipping and not token[0].startswith("<"), token[0]


@functools.lru_cache(maxsize=2)
def occurrences(plan: Plan) -> Mapping[str, tuple[Row, ...]]:
    """名词的每种写法用在哪几条里，照原文次序；长词里的一截不算。征求意见稿与正文相同，不另列。"""
    pattern = _any_of(form for term in plan.terms for form in term.forms)
    found: dict[str, dict[str, Row]] = {}
    for row in plan.rows.values():
        if not (isinstance(row, Paragraph) and plan.documents[row.document].base):
            for form in pattern.findall(verify.printed(row)):
                found.setdefault(form, {})[row.id] = row
    return frozen({form: tuple(rows.values()) for form, rows in found.items()})


def uses(plan: Plan, term: Term) -> tuple[Row, ...]:
    """一个名词用在哪几条里，各种写法合在一起。"""
    found = occurrences(plan)
    return tuple({row.id: row for form in term.forms for row in found.get(form, ())}.values())

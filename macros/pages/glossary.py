"""名词和单位简称：用在哪里，页面上第一次出现时怎样加上解释。"""

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from markupsafe import Markup

from macros.corpus import proof
from macros.corpus.addresses import HELP, SEARCH, TERMS, VERIFY
from macros.corpus.corpus import Row
from macros.corpus.documents import Paragraph
from macros.corpus.editorial import Term
from macros.corpus.plan import Plan
from macros.corpus.reader import frozen
from macros.corpus.tasks import Unit

# 这些元素里的字不加解释：本来就是链接、按钮、标题，不是给人读的，
# 或者折起来看不见（那就不算第一次出现）。
_SKIPPED = frozenset(
    {
        *("h1", "h2", "h3", "h4", "h5", "h6", "dt", "th"),
        *("a", "button", "select", "textarea", "details", "summary", "label"),
        *("code", "svg", "template"),
    }
)

# 不给词加解释的页：求助页要一个请求就全到，名词表自己就是解释，
# 搜索页没有正文，核对页是一字一字比的。
PLAIN = frozenset({HELP, TERMS, SEARCH, VERIFY})

_TOKEN = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]*>|<!--.*?-->|[^<]+", re.DOTALL)
_LINK = Markup('<a class="term" href="{}">{}</a>')


def meanings(plan: Plan) -> dict[str, str]:
    """解释在哪一页（从网站根算起）→ 解释。"""
    found = {}
    for term in plan.terms:
        found[_term_address(term)] = term.means
    for unit in plan.units:
        found[_unit_address(unit)] = f"{unit.full_name}（全称由编者补充）"
    return found


def _term_address(term: Term) -> str:
    return f"{TERMS}#{term.id}"


def _unit_address(unit: Unit) -> str:
    return f"units/{unit.id}.html"


# 名词的写法 → 用在哪几条里。
RowsBy = Mapping[str, tuple[Row, ...]]
# 找各个名词的正则，和名词 → 解释在哪一页。
_Words = tuple[re.Pattern[str], Mapping[str, str]]


@functools.lru_cache(maxsize=2)
def _words(plan: Plan) -> _Words:
    """要解释的各种写法。"""
    known: dict[str, str] = {}
    for term in plan.terms:
        known |= dict.fromkeys(term.forms, _term_address(term))
    for unit in plan.units:
        known[unit.name] = _unit_address(unit)
    return _any_of(known), frozen(known)


def _any_of(forms: Iterable[str]) -> re.Pattern[str]:
    """找其中任何一个词的正则；长的优先，免得“拐卖人口犯罪”被拆开。"""
    longest_first = sorted(forms, key=len, reverse=True)
    choices = "|".join(map(re.escape, longest_first))
    return re.compile(choices or r"(?!)")


def with_explanations(plan: Plan, html: str, root: str) -> str:
    """给一页里每个词的第一次出现加上解释；只包上链接，不动一个字。root 是到网站根的相对路径。"""
    pattern, known = _words(plan)
    seen: set[str] = set()

    def linked(match: re.Match[str]) -> str:
        word = match[0]
        address = known[word]
        if address in seen:
            return word
        seen.add(address)
        link = _LINK.format(root + address, Markup(word))
        return str(link)

    explained = ""
    for is_open, text in _texts(html):
        if is_open:
            explained += pattern.sub(linked, text)
        else:
            explained += text
    return explained


def _texts(html: str) -> Iterator[tuple[bool, str]]:
    """把 HTML 切成标签和文字；前一项说这是不是可以加解释的文字。"""
    skipping = 0
    for token in _TOKEN.finditer(html):
        text, closing, name = token.group(0, 1, 2)
        if not name:
            yield not skipping and not text.startswith("<"), text
            continue
        if name.lower() in _SKIPPED:
            depth = 1
            if closing:
                depth = -1
            skipping += depth
        yield False, text


@functools.lru_cache(maxsize=2)
def occurrences(plan: Plan) -> RowsBy:
    """名词的每种写法用在哪几条里，照原文次序；长词里的一截不算。征求意见稿与正文相同，不另列。"""
    forms: list[str] = []
    for term in plan.terms:
        forms += term.forms
    pattern = _any_of(forms)
    found = defaultdict[str, list[Row]](list)
    for row in plan.rows.values():
        if isinstance(row, Paragraph) and plan.documents[row.document].base:
            continue
        forms_here = pattern.findall(proof.printed(row))
        for form in dict.fromkeys(forms_here):
            found[form].append(row)
    used = {}
    for form, rows in found.items():
        used[form] = tuple(rows)
    return frozen(used)


def uses(plan: Plan, term: Term) -> tuple[Row, ...]:
    """一个名词用在哪几条里，各种写法合在一起。"""
    found = occurrences(plan)
    rows: dict[str, Row] = {}
    for form in term.forms:
        for row in found.get(form, ()):
            rows[row.id] = row
    return tuple(rows.values())

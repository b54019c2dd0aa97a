"""概括、回答、时间线里说到的单位，所依据的段里写着，或者就是那几段的单位。"""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches
from operator import itemgetter

from macros.checks.fields import problem_in
from macros.checks.glance import sayings
from macros.corpus import proof
from macros.corpus.plan import Plan
from macros.corpus.problem import Problems
from macros.corpus.tasks import Entry
from macros.corpus.yaml import Node

# 全称里的市名；单位有几个，才看得出哪一个不同。
_CITY = re.compile("(?=([\u4e00-\u9fff]{2}市))")
_FEWEST = 3
# 样子像一个市里的单位。
_LIKE_UNIT = "市[\u4e00-\u9fff]{2,4}?(?:局|委(?!员|托))"


def units_in_rests(plan: Plan) -> Problems:
    """说到的单位在依据里：单位抄错了，读者就找错了门。"""
    known = {unit.name for unit in plan.units if unit.name}
    names = sorted(known, key=len, reverse=True)
    alternatives = [*map(re.escape, names), _LIKE_UNIT]
    pattern = re.compile("|".join(alternatives))
    for node, text, rests in _told(plan):
        if not plan.rows.keys() >= set(rests):
            continue  # 依据写错了的，references 说
        grounds = "\n".join(_grounds(plan, rests))
        for found in pattern.finditer(text):
            if found[0] not in grounds:
                message = f"所依据的段里没有{found[0]}"
                help = _help(found[0], names)
                yield node.problem(message, help, found.start())


def synonyms_mean_units(plan: Plan) -> Problems:
    """说法指着的单位，真有这个单位：没有的，搜什么也搜不到。"""
    names = [unit.name for unit in plan.units if unit.name]
    like = re.compile(_LIKE_UNIT)
    for row in plan.synonyms:
        for n, name in enumerate(row.means):
            if name in names or not like.fullmatch(name):
                continue
            printed = any(name in proof.printed(one) for one in plan.rows.values())
            if not printed:
                node = row.place.of("means", n)
                yield node.problem(f"公文里没有{name}", _help(name, names))


def cities_alike(plan: Plan) -> Problems:
    """各单位的全称里是同一个市：只有一个差一个字的，是打错了。全称里本来没有市名的不算。"""
    city = _city(plan)
    for unit in plan.units:
        if city and city not in unit.full_name and _nearly(city, unit.full_name):
            message = f"别的单位的全称里都有“{city}”，这一个没有"
            yield problem_in(unit, "full_name", message, "看看市名打错了没有")


def _nearly(city: str, name: str) -> bool:
    """name 里有没有一个地名，两个字里只和 city 差一个。"""
    first, second = city[0], city[1]
    return any(place[0] == first or place[1] == second for place in _CITY.findall(name))


def _city(plan: Plan) -> str:
    """除了一个以外，各单位的全称里都有的地名，以“市”结尾；没有是空的。"""
    names = [unit.full_name for unit in plan.units]
    if len(names) < _FEWEST:
        return ""
    places = Counter[str]()
    for name in names:
        places.update(set(_CITY.findall(name)))
    place, times = max(places.items(), key=itemgetter(1), default=("", 0))
    if times == len(names) - 1:
        return place
    return ""


def _help(name: str, names: list[str]) -> str:
    near = get_close_matches(name, names, n=1, cutoff=0.7)
    if near and name not in names:
        return f"是否想写{near[0]}？"
    return "改对单位，或补上写着它的那一段"


def _told(plan: Plan) -> Iterator[tuple[Node, str, tuple[str, ...]]]:
    """要看的话：写在哪里，什么话，依据哪几段。"""
    for row in sayings(plan):
        yield row.place.of("text"), row.text, row.rests
    for answer in plan.answers:
        yield answer.place.of("answer"), answer.answer, answer.rests
    for event in plan.timeline:
        yield event.place.of("text"), event.text, event.passages


def _grounds(plan: Plan, ids: tuple[str, ...]) -> Iterator[str]:
    """几段的字，和它们是哪个单位的。"""
    for id in ids:
        row = plan.rows.get(id)
        if row is None:
            continue
        yield proof.reading(plan, row)
        if isinstance(row, Entry):
            yield plan.unit[row.unit].name

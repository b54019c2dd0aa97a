"""勘误：原文在所指的段里找得到，互不重叠，读法照规矩写。"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from macros.checks.fields import is_empty_list, problem_in
from macros.corpus import proof
from macros.corpus.corpus import Row
from macros.corpus.differences import differences
from macros.corpus.editorial import Erratum
from macros.corpus.plan import Plan
from macros.corpus.problem import Problems
from macros.corpus.restoring import only_adds


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spot:
    """一条勘误所在的一段：第几个 places，哪个记录。"""

    erratum: Erratum
    order: int
    row: Row

    @property
    def times(self) -> int:
        """原文在这一段里出现了几次。"""
        return proof.printed(self.row).count(self.erratum.printed)

    @property
    def start(self) -> int:
        """原文在这一段里从第几个字开始。"""
        return proof.printed(self.row).index(self.erratum.printed)

    @property
    def end(self) -> int:
        """原文在这一段里到第几个字为止。"""
        return self.start + len(self.erratum.printed)

    def meets(self, other: "_Spot") -> bool:
        """和另一条重叠。"""
        return self.start < other.end and other.start < self.end


def errata_printed_once(plan: Plan) -> Problems:
    """勘误的原文在所指的段里恰好出现一次。"""
    for spot in _spots(plan):
        erratum = spot.erratum
        times = spot.times
        if times != 1 and not _changed(plan, spot.row):
            node = erratum.place.of("places", spot.order)
            if not times and not _stands(plan, erratum.printed):
                node = erratum.place.of("printed")
            message = f"“{erratum.printed}”在 {erratum.places[spot.order]} 里出现了 {times} 次"
            yield node.problem(message, "printed 要在那一段里恰好出现一次")


def _stands(plan: Plan, printed: str) -> bool:
    """公文里哪一段有没有这几个字：有的，多半是段写错了；没有，是字抄错了。"""
    return any(printed in proof.printed(row) for row in plan.rows.values())


def _changed(plan: Plan, row: Row) -> bool:
    """这一段和原网页不同：核对会说，改回去勘误自然对得上。"""
    lines = {row.place.of(field).line for field in ("text", "number")}
    for problem in differences(plan, changes_only=True):
        if problem.path == row.place.path and problem.line in lines:
            return True
    return False


def errata_apart(plan: Plan) -> Problems:
    """同一段的勘误互不重叠。"""
    taken: defaultdict[str, list[_Spot]] = defaultdict(list)
    for spot in _spots(plan):
        if spot.times != 1:
            continue
        place = spot.erratum.places[spot.order]
        if any(map(spot.meets, taken[place])):
            node = spot.erratum.place.of("printed")
            yield node.problem(f"和同一段的另一处勘误重叠：{place}", "合成一条，或缩短 printed")
        taken[place].append(spot)


def _spots(plan: Plan) -> Iterator[_Spot]:
    """找得到段落、写了原文的勘误，一段一个。"""
    for erratum in plan.errata:
        for order, place in enumerate(erratum.places):
            if place in plan.rows and erratum.printed:
                yield _Spot(erratum=erratum, order=order, row=plan.rows[place])


def errata_placed(plan: Plan) -> Problems:
    """勘误写明在哪一段。"""
    for erratum in plan.errata:
        if is_empty_list(erratum, "places"):
            yield problem_in(erratum, "places", "没有写在哪一段", "写上段落、任务或举措的 id")


def restorations_only_add(plan: Plan) -> Problems:
    """补缺字的读法只比原文多字。"""
    for erratum in plan.errata:
        if erratum.kind != "restored" or not erratum.printed:
            continue
        if not erratum.reading or not only_adds(erratum.printed, erratum.reading):
            yield problem_in(
                erratum, "reading", "restored 的 reading 要比 printed 只多字", "只把丢的字加回去"
            )


def corrections_differ(plan: Plan) -> Problems:
    """原文如此的，应作和原文不同。"""
    for erratum in plan.errata:
        if erratum.kind == "sic" and erratum.printed and erratum.reading == erratum.printed:
            yield problem_in(
                erratum,
                "reading",
                "reading 和 printed 相同",
                "写出应作什么；没有把握就删掉 reading",
            )


ERRATA_RULES: tuple[Callable[[Plan], Problems], ...] = (
    errata_printed_once,
    errata_apart,
    errata_placed,
    restorations_only_add,
    corrections_differ,
)

"""没有推进表的计划：单位管什么，由正文各条写明的分工做成。"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from macros.corpus.documents import HEADING_KINDS, Paragraph
from macros.corpus.plan import Plan
from macros.corpus.roles import ROLES, Role, clause_roles
from macros.corpus.tasks import Unit
from macros.pages.reforms import reforms_of
from macros.pages.reports import reports_of_unit
from macros.pages.view import View


def clause_unit(view: View, unit: Unit) -> str:
    """没有推进表的，一个单位的页。"""
    plan = view.plan
    return view.render(
        "unit_clauses.html",
        unit=unit,
        shares=parts_of(plan, unit),
        reforms=reforms_of(plan, unit),
        reports=reports_of_unit(plan, unit),
    )


def clause_index(view: View) -> str:
    """没有推进表的，单位目录：各单位有几处分工，和单位、各章的表。"""
    shares = {unit.id: parts_of(view.plan, unit) for unit in view.plan.units}
    matrix = clause_matrix(view.plan)
    return view.render("unit_index_clauses.md", shares=shares, matrix=matrix)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRows:
    """一个单位的一种分工：名称、写着它的各段。"""

    role: str
    rows: tuple[Paragraph, ...]


def parts_of(plan: Plan, unit: Unit) -> list[RoleRows]:
    """一个单位的各种分工，重的在前；最后是只提到它、没有写分工的各段。"""
    written = defaultdict[str, list[Paragraph]](list)
    assigned = set()
    for role in clause_roles(plan).get(unit.id, ()):
        written[role.role].append(plan.paragraph[role.row])
        assigned.add(role.row)
    for row in plan.paragraphs_naming.get(unit.id, ()):
        if row.id not in assigned:
            written["提到"].append(row)
    return [
        RoleRows(role=name, rows=tuple(written[name])) for name in (*ROLES, "提到") if written[name]
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseLine:
    """表里的一行：单位，在每一章里的各处分工。"""

    unit: Unit
    cells: tuple[tuple[Role, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseMatrix:
    """单位和各章的表：栏头是写着分工的各章，一个有分工的单位一行。"""

    heads: tuple[Paragraph, ...]
    lines: tuple[ClauseLine, ...]


def clause_matrix(plan: Plan) -> ClauseMatrix:
    """单位和各章的表；正文没有分章，或者没有写分工，是空的。"""
    above = _headings(plan)
    used: set[str] = set()
    for roles in clause_roles(plan).values():
        used.update(above[role.row] for role in roles if role.row in above)
    heads = [plan.paragraph[id] for id in dict.fromkeys(above.values()) if id in used]
    lines = []
    for unit in plan.units:
        roles = clause_roles(plan).get(unit.id, ())
        if roles and heads:
            lines.append(ClauseLine(unit=unit, cells=tuple(_cells(roles, heads, above))))
    return ClauseMatrix(heads=tuple(heads), lines=tuple(lines))


def _headings(plan: Plan) -> Mapping[str, str]:
    """正文的段 → 它所在的章；没有分章的，是它上面的小标题。"""
    rows = plan.main.paragraphs if plan.main else ()
    kinds = HEADING_KINDS
    if any(row.kind == "chapter" for row in rows):
        kinds = frozenset({"chapter"})
    above = {}
    heading = ""
    for row in rows:
        if row.kind in kinds:
            heading = row.id
        elif heading:
            above[row.id] = heading
    return above


def _cells(
    roles: Iterable[Role], heads: Iterable[Paragraph], above: Mapping[str, str]
) -> Iterator[tuple[Role, ...]]:
    """一行的各格。"""
    inside = defaultdict[str, list[Role]](list)
    for role in roles:
        inside[above.get(role.row, "")].append(role)
    for head in heads:
        yield tuple(inside[head.id])

"""一图读懂的长图：网页上的那些话和表，排成一张，存得下，发得出去。"""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import TypeAlias

from macros.corpus.addresses import GLANCE
from macros.corpus.glance import Headed, Saying, Stage
from macros.corpus.plan import Plan
from macros.pages.glance import Duty, UnitDuties, matrix, measures_per_period, totals
from macros.printing.engine import Engine, Sheet, Unprintable
from macros.printing.finishing import painted, picture
from macros.printing.formats import PHONE, Format
from macros.printing.sheets import Site, phone_line

# 图上用的颜色，浅色的那一套。
INKS = (
    "band",
    "brand",
    "edge",
    "ink",
    "lamp",
    "line",
    "muted",
    "note",
    "on-band",
    "paper",
    "surface",
    "urgent",
)
# 什么颜色的字写在什么颜色上，字的边上有几级过渡的颜色；再多，看不出，图却重。
_EDGES = (
    ("ink", "paper", 2),
    ("brand", "paper", 1),
    ("muted", "paper", 1),
    ("on-band", "band", 1),
)

# 网页上的一张不到 150 KB，560 像素宽；点开、下载的一张 1080 像素宽。
SHOWN_PPI = 112
FULL = Format(
    id="long",
    name="长图",
    suffix="png",
    use="1080 像素宽，发到群里、朋友圈，也可以印",
    purpose=PHONE,
    ppi=216,
    colors=64,
)

# 红、绿、蓝，0 到 255。
Rgb: TypeAlias = tuple[int, int, int]


def long_image_sheet(plan: Plan, site: Site) -> Sheet:
    """排长图要的数据；没有写一图读懂，或者没有正文，是空的。"""
    glance = plan.glance
    main = plan.main
    if main is None or not glance.wants:
        return {}
    phones = [plan.hotline[number] for number in glance.phones]
    return {
        "title": main.title,
        "number": _number(plan),
        "totals": list(totals(plan)),
        "wants": list(map(_headed, glance.wants)),
        "leads": _texts(glance.leads),
        "columns": [priority.name for priority in plan.priorities],
        "lines": list(map(_line, matrix(plan))),
        "stages": _stages(plan, glance.stages),
        "people": list(map(_headed, glance.people)),
        "upkeep": list(map(_headed, glance.upkeep)),
        "phones": list(map(phone_line, phones)),
        "contact": _texts(glance.contact),
        "site": site.name,
        "official": plan.site.official,
        "qr": site.qr(GLANCE),
        "colors": _inks(plan),
    }


def _number(plan: Plan) -> str:
    """文号；没有是空的。"""
    if plan.main and plan.main.card:
        return plan.main.card.number or ""
    return ""


def _texts(sayings: Iterable[Saying]) -> list[str]:
    return [saying.text for saying in sayings]


def _headed(row: Headed) -> Sheet:
    return {"head": row.head, "text": row.text}


def _line(line: UnitDuties) -> Sheet:
    """一个单位的一行。"""
    cells = list(map(_cell, line.duties))
    return {"name": line.unit.name, "cells": cells}


def _cell(duty: Duty) -> Sheet:
    """一格：几项任务，正文写的角色。"""
    return {"count": len(duty.tasks), "role": duty.role}


def _stages(plan: Plan, stages: Sequence[Stage]) -> list[Sheet]:
    """各时段：名字、几条举措、哪几年、一句话。"""
    counts = measures_per_period(plan)
    rows = []
    for stage in stages:
        period = plan.period[stage.period]
        row = {
            "label": period.label,
            "count": counts[period.id],
            "measure": plan.words.measure,
            "years": len(period.years),
            "text": stage.text,
        }
        rows.append(row)
    return rows


def _inks(plan: Plan) -> dict[str, str]:
    shades = plan.tokens.colors
    inks: dict[str, str] = {}
    for name in INKS:
        inks[name] = shades[name].light
    return inks


def full_image(engine: Engine, sheet: Sheet) -> bytes:
    """1080 像素宽的一张，PNG。缺字、排不下抛 Unprintable。"""
    return picture(_drawn(engine, sheet, FULL.ppi), FULL.suffix, FULL.colors)


def shown_image(engine: Engine, sheet: Sheet) -> bytes:
    """放在网页上的一张，PNG。"""
    return painted(_drawn(engine, sheet, SHOWN_PPI), shades_of(sheet["colors"]))


def _drawn(engine: Engine, sheet: Sheet, ppi: float) -> bytes:
    try:
        engine.pdf("glance.typ", sheet)  # 字体里缺字，只有排 PDF 时才说
        return engine.png("glance.typ", sheet, ppi)[0]
    except Unprintable as error:
        raise Unprintable(f"一图读懂的长图排不出来：{error}") from error


def shades_of(inks: Mapping[str, str]) -> list[Rgb]:
    """图上用到的颜色（名字 → 六位小写），和字边上过渡的。"""
    shades = {name: _shade(ink) for name, ink in inks.items()}
    kept = list(shades.values())
    for text, ground, steps in _EDGES:
        for step in range(1, steps + 1):
            share = step / (steps + 1)
            kept.append(_mixed(shades[text], shades[ground], share))
    return kept


def _shade(ink: str) -> Rgb:
    red, green, blue = bytes.fromhex(ink.removeprefix("#"))
    return red, green, blue


def _mixed(one: Rgb, other: Rgb, share: float) -> Rgb:
    """one 掺进 share 那么多的 other。"""
    red, green, blue = map(partial(_between, share), one, other)
    return red, green, blue


def _between(share: float, start: int, end: int) -> int:
    return round(start + (end - start) * share)

"""文章排得松一点还是紧一点：末一页只有两三行，一份就多费一张纸，挑一种末一页不太空的。"""

from macros.printing.engine import Engine, Sheet

PROSE_TEMPLATE = "prose.typ"
# 松紧的几档，先试不松不紧的；字号一档差百分之二，行距一档差 0.06 个字。
_DENSITIES = (0, -1, 1, -2, 2, -3, 3)
# 正文排到末一页的这里，末一页就有三分之一是满的；离纸边几毫米。
THIRD = 105.0


def settled(engine: Engine, sheet: Sheet) -> Sheet:
    """挑好松紧的 sheet：末一页满三分之一的头一档；都不满，用末一页最满的一档。"""
    tried: dict[float, Sheet] = {}
    for density in _DENSITIES:
        candidate = sheet | {"density": density}
        end = engine.measured(PROSE_TEMPLATE, candidate, "end")
        if end["page"] == 1 or end["mm"] >= THIRD:
            return candidate
        tried[end["mm"]] = candidate
    return tried[max(tried)]

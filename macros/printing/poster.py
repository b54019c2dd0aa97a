"""海报：给远处的人看的几种大小，字都从传单的 poster 来。"""

from macros.corpus.pieces import Leaflet
from macros.corpus.plan import Plan
from macros.pages.linebreaks import title_parts
from macros.printing.engine import Sheet
from macros.printing.sheets import FILLS, Site, base_sheet, phone_line

# 照海报的模板排的版式。
POSTERS = frozenset({"a3", "board", "rollup", "wide", "tall", "cover", "press-a3", "press-board"})


def poster_sheet(plan: Plan, piece: Leaflet, site: Site, art: str, format: str) -> Sheet:
    """海报排版要的数据；art 是插图的 SVG，format 是 POSTERS 里的一种。"""
    poster = piece.poster
    return base_sheet(plan, piece, site) | {
        "format": format,
        "art": art,
        "alt": piece.alt,
        "headline": piece.poster_title,
        "sentence": title_parts(poster.sentence),
        "steps": list(map(title_parts, piece.poster_steps)),
        "call": title_parts(poster.call),
        "number": phone_line(plan.hotline[poster.number]),
        "owner": FILLS[0],
    }

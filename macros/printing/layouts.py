"""一种版式用哪个模板、要哪些数据。"""

import types

from macros.corpus.pieces import Leaflet, Piece
from macros.corpus.plan import Plan
from macros.printing.banners import banner_sheet
from macros.printing.engine import Sheet
from macros.printing.formats import BANNERS, Format
from macros.printing.large import LARGE_TEMPLATE
from macros.printing.poster import POSTERS, poster_sheet
from macros.printing.sheets import Site, leaflet, prose

# 网页上的图照哪种版式画。
_DRAWN_AS = types.MappingProxyType({"preview": "color", "shown": "long", "form": "color"})


def layout(plan: Plan, piece: Piece, site: Site, art: str, format: Format) -> tuple[str, Sheet]:
    """一份资料的一种版式：模板，排版要的数据；art 是传单的插图，SVG。"""
    if isinstance(piece, Leaflet):
        kind = _DRAWN_AS.get(format.id, format.id)
        return leaflet_layout(plan, piece, site, art, kind)
    if format is BANNERS:
        return "banners.typ", banner_sheet(plan, piece, site)
    return "prose.typ", prose(plan, piece, site)


def leaflet_layout(
    plan: Plan, piece: Leaflet, site: Site, art: str, kind: str
) -> tuple[str, Sheet]:
    """传单照 kind 这种版式画：模板，排版要的数据。"""
    if kind in POSTERS:
        return "poster.typ", poster_sheet(plan, piece, site, art, kind)
    if kind == "large":
        return LARGE_TEMPLATE, leaflet(plan, piece, site, art, kind)
    return "leaflet.typ", leaflet(plan, piece, site, art, kind)

"""横幅的样稿：标语表里的每一条一页，照建议的长度缩成十分之一，图文店放大就印。"""

import re
from collections.abc import Iterator

from macros.corpus.pieces import Piece
from macros.corpus.plan import Plan
from macros.printing.blocks import Runs
from macros.printing.engine import Sheet
from macros.printing.sheets import Site, base_sheet, body

# 成品的高，米；样稿是成品的几分之一。
TALL, SCALE = 0.7, 10
# 标语表的表头。
_TABLE = re.compile(r"^\|.*横幅[^|\n]*长度", re.MULTILINE)
_COLUMN = re.compile("横幅.*长度")
_METERS = re.compile(r"\d+(?:\.\d+)?")
# 横幅上不印逗号，空半个字；顿号照印。
_PAUSES = re.compile("[，：；]")


def has_banners(piece: Piece) -> bool:
    """正文里有写着横幅长度的标语表。"""
    return piece.form == "slogans" and _TABLE.search(piece.body) is not None


def banner_sheet(plan: Plan, piece: Piece, site: Site) -> Sheet:
    """样稿排版要的数据。"""
    return base_sheet(plan, piece, site) | {
        "tall": TALL,
        "scale": SCALE,
        "banners": list(_banners(plan, piece)),
    }


def _banners(plan: Plan, piece: Piece) -> Iterator[Sheet]:
    """各条标语：原话，横幅上的几截，几米长。"""
    for block in body(plan, piece):
        if block.kind != "table":
            continue
        head, *rows = (list(map(_words, row)) for row in block.rows)
        columns = [n for n, name in enumerate(head) if _COLUMN.search(name)]
        for row in rows:
            for column in columns:
                meters = _METERS.search(row[column])
                if meters:
                    yield {
                        "words": row[0],
                        "parts": _PAUSES.split(row[0]),
                        "meters": float(meters[0]),
                    }


def _words(runs: Runs) -> str:
    return "".join(run.text for run in runs)

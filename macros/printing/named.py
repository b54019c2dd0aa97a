"""浏览器里写单位名字用的底图：设计好的一面，写名字的地方空着。

写成脚本，不写成图：从磁盘打开时，浏览器不让网页读旁边的文件，画过那样的图，画布也取不出来。
"""

import base64
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from macros.corpus.mediatypes import BASE
from macros.printing.engine import Engine, Sheet, Unprintable
from macros.printing.finishing import picture
from macros.printing.formats import Format, Output
from macros.printing.store import Store

# 一英寸几毫米。
_INCH = 25.4

# 给一种版式，得模板和排版要的数据。
LayoutOf = Callable[[str], tuple[str, Sheet]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """一种底图：照哪种版式画、每英寸几个像素。"""

    id: str
    kind: str
    ppi: float


BASES = (
    Base(id="a4", kind="color", ppi=212),
    Base(id="a3", kind="a3", ppi=150),
    Base(id="board", kind="board", ppi=100),
    Base(id="long", kind="long", ppi=216),
)


def print_bases(
    store: Store, engine: Callable[[], Engine], slug: str, layout_of: LayoutOf
) -> Iterator[Output]:
    """一份传单的各张底图，存在 store；没变的不再画，用不着就不启动 engine。"""
    for base in BASES:
        address = f"publicity/{slug}/{slug}-{base.id}{BASE}"
        template, sheet = layout_of(base.kind)
        sheet["named"] = True
        make = partial(_drawn, engine, base, address, template, sheet)
        yield Output(
            address=address,
            saved_as=f"{slug}-{base.id}{BASE}",
            format=Format(id=base.id, name="底图", suffix="js", use=""),
            printed=store.get("js", [base.id, base.ppi, address, sheet], make),
        )


def _drawn(
    engine: Callable[[], Engine], base: Base, address: str, template: str, sheet: Sheet
) -> tuple[bytes, int]:
    press = engine()
    png = press.png(template, sheet, base.ppi)[0]
    return base_script(address, picture(png, "png"), base.ppi, press.spots()), 0


def base_script(address: str, png: bytes, ppi: float, spots: Sequence[Sheet]) -> bytes:
    """底图写成的脚本；spots 里是写名字的那一块（Engine.spots）。没有那一块抛 Unprintable。"""
    if len(spots) != 1:
        raise Unprintable("模板没有留写名字的地方，或者留了不止一处")
    (spot,) = spots
    found = {
        "strip": [round(spot[edge], 2) for edge in ("x", "y", "width", "height")],
        "dots": ppi / _INCH,
        "image": "data:image/png;base64," + base64.b64encode(png).decode(),
    }
    name = json.dumps(address)
    value = json.dumps(found, separators=(",", ":"))
    return f"(globalThis.siteBases??={{}})[{name}]={value}\n".encode()

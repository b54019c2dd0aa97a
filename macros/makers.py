"""在后台做的几种文件，各怎样做。"""

from collections.abc import Mapping

from macros.opendata.later import Later, json_bytes, wide_json_bytes
from macros.opendata.workbook import xlsx_bytes
from macros.pages.qrcode import qr_file
from macros.publishing.background import Background, Maker

_OF_WORKBOOK = ("macros.opendata.workbook", "macros.opendata.fitting", "macros.opendata.appendix")
_OF_JSON = ("macros.opendata.later",)

_MAKERS = (
    Maker(name="xlsx", make=xlsx_bytes, modules=_OF_WORKBOOK, packages=("xlsxwriter",)),
    Maker(name="json", make=json_bytes, modules=_OF_JSON),
    Maker(name="wide.json", make=wide_json_bytes, modules=_OF_JSON),
)
QR = Maker(name="qr", make=qr_file, modules=("macros.pages.qrcode",), packages=("segno",))


def sent(files: Mapping[str, bytes | Later], background: Background) -> dict[str, bytes]:
    """files 里写得慢的交给后台，先占着位子（空的）；别的照原样。"""
    makers = {maker.make: maker for maker in _MAKERS}
    made = {}
    for address, content in files.items():
        if isinstance(content, Later):
            background.make(address, makers[content.write], content.material)
            made[address] = b""
        else:
            made[address] = content
    return made

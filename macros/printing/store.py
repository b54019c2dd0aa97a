"""印好的文件存在 build/print/，文件名是原料的指纹：原料没变就不再印。"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from macros.printing.cache import Cache
from macros.printing.engine import FONTS, TYPST_TEMPLATES
from macros.printing.inks import PROFILE

# 换了这些包，印出来的字节可能不同。
_TOOLS = ("typst", "python-docx", "python-pptx", "segno", "pikepdf", "pillow")


@dataclass(frozen=True, slots=True)
class Printed:
    """一个印好的文件：存在哪里、几页（没有页的是 0）、多少字节。"""

    path: Path
    pages: int
    size: int


# 印一次：得出字节和页数。
Make = Callable[[], tuple[bytes, int]]


class Store:
    """按指纹存取；同样的原料只印一次。"""

    def __init__(self, folder: Path) -> None:
        self._cache = Cache(folder)
        self._tools = _fingerprint_of_tools()

    @property
    def made(self) -> int:
        """这一次新印了几个。"""
        return len(self._cache.made)

    def key(self, suffix: str, material: object) -> str:
        """material 印成 suffix 这种文件的指纹。"""
        text = json.dumps(material, ensure_ascii=False, sort_keys=True)
        everything = f"{self._tools}\n{suffix}\n{text}"
        return hashlib.sha256(everything.encode()).hexdigest()[:32]

    def get(self, suffix: str, material: object, make: Make) -> Printed:
        """取 material 印出的文件；没有就调 make（返回字节和页数）印一次。"""

        def printed() -> tuple[str, bytes]:
            content, pages = make()
            return f"{pages}.{suffix}", content

        key = self.key(suffix, material)
        path = self._cache.get(key, printed)
        _, _, pages = path.stem.rpartition("-")
        size = path.stat().st_size
        return Printed(path, int(pages), size)


class KeysOnly(Store):
    """只算指纹，不印也不存：两份计划印出来的哪些不同，比指纹就知道。"""

    def __init__(self) -> None:
        super().__init__(Path())

    def get(self, suffix: str, material: object, make: Make) -> Printed:
        """一个没有印的文件，文件名是指纹。"""
        key = self.key(suffix, material)
        return Printed(Path(f"{key}-0.{suffix}"), 0, 0)


def _fingerprint_of_tools() -> str:
    """模板、字体、程序、所用的包：有一样变了，全部重印。"""
    program = Path(__file__).parent
    files = list(TYPST_TEMPLATES.glob("*.typ"))
    files += FONTS.glob("*.[ot]tf")
    files += program.glob("*.py")
    files.append(PROFILE)
    tools = hashlib.sha256()
    for path in sorted(files):
        content = hashlib.sha256(path.read_bytes())
        tools.update(path.name.encode())
        tools.update(content.digest())
    for name in _TOOLS:
        tools.update(f"{name}={version(name)}".encode())
    return tools.hexdigest()

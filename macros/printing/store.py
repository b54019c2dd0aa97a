"""印好的文件存在 build/print/，文件名是内容的指纹：原料没变就不再印。"""

import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from macros.printing.engine import FONTS, TEMPLATES

# 换了这些包，印出来的字节可能不同。
_TOOLS = ("typst", "python-docx", "segno", "pikepdf", "pillow")


@dataclass(frozen=True, slots=True)
class Printed:
    """一个印好的文件：存在哪里、几页（没有页的是 0）、多少字节。"""

    path: Path
    pages: int
    size: int


class Store:
    """按指纹存取；同样的原料只印一次。made 数这一次新印了几个。"""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._tools = _fingerprint_of_tools()
        self.made = 0

    def get(self, suffix: str, material: object, make: Callable[[], tuple[bytes, int]]) -> Printed:
        """取 material 印出的文件；没有就调 make（返回字节和页数）印一次。"""
        text = json.dumps(material, ensure_ascii=False, sort_keys=True)
        key = hashlib.sha256(f"{self._tools}\n{suffix}\n{text}".encode()).hexdigest()[:32]
        found = next(self._folder.glob(f"{key}-*.{suffix}"), None)
        if found is None:
            content, pages = make()
            found = self._folder / f"{key}-{pages}.{suffix}"
            self._folder.mkdir(parents=True, exist_ok=True)
            draft = self._folder / f"{key}.{os.getpid()}.draft"  # 两个构建同时印，各写各的
            draft.write_bytes(content)
            draft.replace(found)  # 中途停下也不会留下半个文件
            self.made += 1
        return Printed(found, int(found.stem.rpartition("-")[2]), found.stat().st_size)


def _fingerprint_of_tools() -> str:
    """模板、字体、程序、所用的包：有一样变了，全部重印。"""
    found = hashlib.sha256()
    for path in sorted([*TEMPLATES.glob("*.typ"), *FONTS.glob("*.ttf"), *Path(__file__).parent.glob("*.py")]):
        found.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    for name in _TOOLS:
        found.update(f"{name}={version(name)}".encode())
    return found.hexdigest()

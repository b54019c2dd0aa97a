"""按内容取名的缓存：键由内容和做法定，同样的键总是同样的文件，做过就不再做。"""

import os
from collections.abc import Callable
from pathlib import Path

_DRAFT = ".draft"


class Cache:
    """一个文件夹，文件名是 键-附注；附注是做的人要记的话，连着扩展名。

    made 是这一次新做的文件名，used 是这一次用到的。几个线程可以一起用，各用各的键。
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names: dict[str, str] = {}
        self._before: set[str] = set()
        self.made: set[str] = set()
        self.used: set[str] = set()
        for path in folder.glob("*"):
            self._before.add(path.name)
            if path.suffix != _DRAFT:
                key, _, _ = path.name.partition("-")
                self._names[key] = path.name

    def get(self, key: str, make: Callable[[], tuple[str, bytes]]) -> Path:
        """键是 key 的文件；没有就调 make，它返回附注和内容。"""
        name = self._names.get(key)
        if name is None:
            note, content = make()
            name = f"{key}-{note}"
            self._write(name, content)
            self._names[key] = name
            self.made.add(name)
        self.used.add(name)
        return self._folder / name

    def _write(self, name: str, content: bytes) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / name
        draft = self._folder / f"{name}.{os.getpid()}{_DRAFT}"  # 两个构建同时做，各写各的
        draft.write_bytes(content)
        draft.replace(path)  # 中途停下也不会留下半个文件

    def drop_unused(self) -> None:
        """删掉原来有、这一次没有用到的，包括没有写完的。"""
        for name in self._before - self.used:
            (self._folder / name).unlink(missing_ok=True)

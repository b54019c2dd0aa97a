"""后台做的文件：交给别的进程，做好的按原料存着，没变的下次不再做。"""

import functools
import hashlib
import importlib
import os
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

# 一批交出去几个：一个一个交，来回的时间比做的还长。
AT_ONCE = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """怎样做一种文件：name 是这一种的名字，make 把原料做成字节。

    原料要能用 repr 写全，同样的原料总做出同样的字节。modules 是管做法的程序，
    packages 是用到的包：有一样变了，这一种全部重做。
    """

    name: str
    make: Callable[[Any], bytes]
    modules: tuple[str, ...]
    packages: tuple[str, ...] = ()


# 一批活：地址、怎样做、原料。
_Job = tuple[str, Maker, Any]


class Background:
    """交出去的文件。用完要 write，写出来的同时把没用上的旧文件清掉。"""

    def __init__(self, pool: Executor, folder: Path) -> None:
        self._pool = pool
        self._folder = folder
        self._waiting: list[_Job] = []
        self._made: dict[str, Future[dict[str, Path]]] = {}

    def make(self, address: str, maker: Maker, material: Any) -> None:
        """做 address 这个文件；不等它做好。"""
        self._waiting.append((address, maker, material))
        if len(self._waiting) >= AT_ONCE:
            self._send()

    def _send(self) -> None:
        batch = self._waiting
        self._waiting = []
        job = self._pool.submit(_make_all, self._folder, batch)
        self._made |= {address: job for address, _, _ in batch}

    def size(self, address: str) -> int:
        """address 这个文件多少字节；等它做好。"""
        return self._path(address).stat().st_size

    def _path(self, address: str) -> Path:
        if address not in self._made:
            self._send()
        return self._made[address].result()[address]

    def write(self, site: Path) -> None:
        """等全部做好，写进 site。"""
        self._send()
        used = set()
        for address in self._made:
            path = self._path(address)
            used.add(path)
            target = site / address
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
        for path in set(self._folder.glob("*")) - used:
            path.unlink()


def _make_all(folder: Path, batch: list[_Job]) -> dict[str, Path]:
    """在别的进程里做一批；每个地址的文件存在哪里。"""
    folder.mkdir(parents=True, exist_ok=True)
    return {address: _kept(folder, maker, material) for address, maker, material in batch}


def _kept(folder: Path, maker: Maker, material: Any) -> Path:
    """照 material 做的文件，文件名是做法和原料的指纹；没有才做。"""
    key = hashlib.sha256(f"{_fingerprint(maker)}{material!r}".encode()).hexdigest()
    path = folder / f"{key}.{maker.name}"
    if not path.exists():
        draft = folder / f"{key}.{os.getpid()}"  # 中途停下也不会留下半个文件
        draft.write_bytes(maker.make(material))
        draft.replace(path)
    return path


@functools.cache
def _fingerprint(maker: Maker) -> str:
    """做法的指纹：程序和所用的包。"""
    tools = hashlib.sha256()
    for name in maker.modules:
        program = importlib.import_module(name).__file__
        tools.update(Path(str(program)).read_bytes())
    for name in maker.packages:
        tools.update(f"{name}={version(name)}".encode())
    return tools.hexdigest()

"""预先压缩：每个文字文件旁边放一份 .br、一份 .gz，服务器直接发出去，不必每次现压。

在别的进程里做：页面一写好就交出去，和排后面的页同时进行。
"""

import functools
import hashlib
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # 没有发布类型

from macros.corpus.mediatypes import BASE, TEXT
from macros.printing.cache import Cache

SMALLEST = 1024
WORTH = 0.95

# 样式、脚本、搜索索引压到最小：几个文件，每次访问都要取。网页用第 10 级：比第 11 级大 2%，
# 快将近三倍。给程序的数据、清单用第 8 级：大一成，快十五倍以上，计划大了它们也跟着大。
# 一个网络包装得下的（短地址、二维码）也用第 8 级：再压，路上也是一个包。
LEVELS = {".css": 11, ".js": 11, ".html": 10}
USUAL = 8
ONE_PACKET = 2560

# 一批交出去多少字节。
BATCH = 1 << 19


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """一种压法：副本的扩展名、怎么压（内容，brotli 第几级）、压好的存在哪里。"""

    suffix: str
    pack: Callable[[bytes, int], bytes]
    cache: Cache


@dataclass(frozen=True, slots=True, kw_only=True)
class _Done:
    """压完一批：配了几份，存处里用到的、新做的文件名，按压法。"""

    kept: int
    used: Mapping[str, set[str]]
    made: Mapping[str, set[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    """交出去的一批。"""

    future: Future[_Done]
    paths: Sequence[Path]


class Compressor:
    """给一个网站配上 .br、.gz。

    不到 1 KB 的、省不到 5% 的不配，以前配过的拿掉；别的文件不动。
    压好的按内容存在 cache，没变的下次不再压；这一次没用上的从 cache 里删掉。
    同样的内容总压出同样的字节。
    """

    def __init__(self, cache: Path, pool: Executor) -> None:
        """压好的存在 cache，交给 pool 的各进程压。"""
        self._cache = cache
        self._ways = _ways(cache)
        self._pool = pool
        self._given: set[Path] = set()
        self._later: list[Path] = []
        self._batch: list[Path] = []
        self._size = 0
        self._jobs: list[_Job] = []

    def give(self, paths: Iterable[Path]) -> None:
        """paths 已经写好，不会再改；不是文字的、已经给过的、空着占位子的不管。"""
        for path in paths:
            if path in self._given or not _is_text(path):
                continue
            size = path.stat().st_size
            if size == 0:
                continue
            self._given.add(path)
            self._batch.append(path)
            self._size += size
            if self._size >= BATCH:
                self._send()

    def give_later(self, paths: Iterable[Path]) -> None:
        """paths 马上就写；下一次再给时已经写好。"""
        self.give(self._later)
        self._later = list(paths)

    def _send(self) -> None:
        future = self._pool.submit(_pack, self._cache, self._batch)
        self._jobs.append(_Job(future=future, paths=self._batch))
        self._batch = []
        self._size = 0

    def finish(self) -> tuple[int, int]:
        """等全部压完；返回配了几份，其中几份是这一次新压的。

        别的进程从头压到尾，这里不干等，从尾压到头。
        """
        self._send()
        kept = 0
        for job in reversed(self._jobs):
            if job.future.cancel():
                kept += _place_all(self._ways, job.paths)
                continue
            done = job.future.result()
            kept += done.kept
            for way in self._ways:
                way.cache.used |= done.used[way.suffix]
                way.cache.made |= done.made[way.suffix]
        for way in self._ways:
            way.cache.drop_unused()
        return kept, sum(len(way.cache.made) for way in self._ways)


def _ways(cache: Path) -> tuple[_Way, ...]:
    """换了压缩库或级别，压出的字节不同，另存一处。"""
    brotlis = Cache(cache / f"brotli-{brotli.__version__}")
    gzips = Cache(cache / f"zlib-{zlib.ZLIB_RUNTIME_VERSION}")
    return (
        _Way(suffix=".br", pack=_brotli, cache=brotlis),
        _Way(suffix=".gz", pack=_gzip, cache=gzips),
    )


# 一个进程只列一次存处里有哪些。
_ways_here = functools.cache(_ways)


def _pack(cache: Path, paths: Sequence[Path]) -> _Done:
    """在别的进程里压一批。"""
    ways = _ways_here(cache)
    kept = _place_all(ways, paths)
    used = {way.suffix: set(way.cache.used) for way in ways}
    made = {way.suffix: set(way.cache.made) for way in ways}
    for way in ways:
        way.cache.used.clear()
        way.cache.made.clear()
    return _Done(kept=kept, used=used, made=made)


def _place_all(ways: Sequence[_Way], paths: Sequence[Path]) -> int:
    """压一批，放到各个文件旁边；返回放了几份。"""
    kept = 0
    for path in paths:
        kept += _place(path, _copies(ways, path))
    return kept


def _is_text(path: Path) -> bool:
    """是一个文字的文件；写成脚本的图不算：里面的图压过了，再配两份只省两成半，全站要大四分之一。"""
    if path.name.endswith(BASE):
        return False
    ending = path.suffix.removeprefix(".")
    return ending in TEXT and path.is_file()


def _copies(ways: Iterable[_Way], path: Path) -> dict[str, bytes]:
    """一个文件压好的副本：扩展名和字节，不值得的是空的。"""
    copies = {way.suffix: b"" for way in ways}
    content = path.read_bytes()
    if len(content) < SMALLEST:
        return copies
    level = _level(path, content)
    key = f"{hashlib.sha256(content).hexdigest()}{level}"
    for way in ways:
        pack = partial(_packed, way, content, level)
        packed = way.cache.get(key, pack).read_bytes()
        if len(packed) <= len(content) * WORTH:
            copies[way.suffix] = packed
    return copies


def _level(path: Path, content: bytes) -> int:
    """brotli 压到第几级。"""
    if len(content) <= ONE_PACKET:
        return USUAL
    return LEVELS.get(path.suffix, USUAL)


def _packed(way: _Way, content: bytes, level: int) -> tuple[str, bytes]:
    return f"text{way.suffix}", way.pack(content, level)


def _place(path: Path, copies: Mapping[str, bytes]) -> int:
    """把压好的放到 path 旁边，不值得的拿掉；返回放了几份。"""
    kept = 0
    for suffix, packed in copies.items():
        beside = path.with_name(path.name + suffix)
        if packed:
            beside.write_bytes(packed)
            kept += 1
        else:
            beside.unlink(missing_ok=True)
    return kept


def _brotli(content: bytes, level: int) -> bytes:
    packed: bytes = brotli.compress(content, mode=brotli.MODE_TEXT, quality=level)
    return packed


def _gzip(content: bytes, _level: int) -> bytes:
    """RFC 1952，没有文件名和时间；第 9 个字节是操作系统，写成 255（不说），各处压出来才一样。"""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    packed = packer.compress(content) + packer.flush()
    return packed[:9] + b"\xff" + packed[10:]

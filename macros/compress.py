"""预先压缩：每个文字文件旁边放一份 .br、一份 .gz，服务器直接发出去，不必每次现压。"""

import hashlib
import os
import zlib
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # 没有发布类型

from macros.headers import TEXT

SMALLEST = 1024
WORTH = 0.95


def precompress(site: Path, cache: Path) -> tuple[int, int]:
    """给 site 里值得压的文件配上 .br、.gz；返回配了几份，其中几份是这一次新压的。

    不到 1 KB 的、省不到 5% 的不配，以前配过的拿掉；别的文件不动。压好的按内容存在 cache，没变的下次不再压；
    这一次没用上的从 cache 里删掉。同样的内容总压出同样的字节。
    """
    folder = cache / f"brotli-{brotli.__version__}-zlib-{zlib.ZLIB_RUNTIME_VERSION}"
    folder.mkdir(parents=True, exist_ok=True)
    same = defaultdict[bytes, list[Path]](list)
    for path in sorted(site.rglob("*")):
        if path.suffix[1:] in TEXT and path.is_file():
            same[path.read_bytes()].append(path)
    known = {path.name for path in folder.iterdir()}
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # 两个压缩库压的时候都放开 GIL
        packed = list(pool.map(lambda content: _copies(content, folder), same))
    kept = sum(_place(path, copies) for paths, copies in zip(same.values(), packed, strict=True) for path in paths)
    used = {stored.name for copies in packed for stored, _ in copies.values()}
    for name in known - used:
        (folder / name).unlink(missing_ok=True)
    return kept, len(used - known)


def _copies(content: bytes, folder: Path) -> dict[str, tuple[Path, bytes]]:
    """一份内容的两种压法：存在 folder 的哪里，值不值得用（不值得是空的）。"""
    if len(content) < SMALLEST:
        return {}
    found = {}
    for suffix in (".br", ".gz"):
        stored = folder / (hashlib.sha256(content).hexdigest() + suffix)
        if not stored.exists():
            draft = stored.with_suffix(f"{suffix}.{os.getpid()}.draft")  # 两个构建同时压，各写各的
            draft.write_bytes(_brotli(content) if suffix == ".br" else _gzip(content))
            draft.replace(stored)  # 中途停下也不会留下半个文件
        packed = stored.read_bytes()
        found[suffix] = stored, packed if len(packed) <= len(content) * WORTH else b""
    return found


def _place(path: Path, copies: dict[str, tuple[Path, bytes]]) -> int:
    """把压好的放到 path 旁边，不值得的拿掉；返回放了几份。"""
    kept = 0
    for suffix in (".br", ".gz"):
        beside = path.with_name(path.name + suffix)
        _, packed = copies.get(suffix, (path, b""))
        if packed:
            beside.write_bytes(packed)
            kept += 1
        else:
            beside.unlink(missing_ok=True)
    return kept


def _brotli(content: bytes) -> bytes:
    packed: bytes = brotli.compress(content, mode=brotli.MODE_TEXT, quality=11)
    return packed


def _gzip(content: bytes) -> bytes:
    """RFC 1952，没有文件名和时间；第 9 个字节是操作系统，写成 255（不说），各处压出来才一样。"""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    packed = packer.compress(content) + packer.flush()
    return packed[:9] + b"\xff" + packed[10:]

"""把建好的一份整个换上去；停在哪一刻都有一份完整的。"""

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from macros.publishing.manifest import (
    MANIFEST,
    Unreadable,
    damaged,
    files_in,
    folder_contents,
    read_manifest,
)

_REASONS = {
    errno.ENOSPC: ("磁盘满了", "腾出空间再来"),
    errno.EDQUOT: ("用完了给你的磁盘空间", "腾出空间再来"),
    errno.EFBIG: ("文件超过了系统允许的大小", "看看 ulimit -f"),
    errno.EMFILE: ("同时打开的文件太多", "看看 ulimit -n"),
    errno.EACCES: ("没有权限", "改文件的权限"),
    errno.EPERM: ("没有权限", "改文件的权限"),
    errno.EROFS: ("磁盘是只读的", "换一个写得进的地方"),
    errno.ENOENT: ("没有这个文件", "看看是不是删掉了，或链接断了"),
    errno.EEXIST: ("已经有一个同名的文件，不是文件夹", "删掉它，或改个名字"),
    errno.ENOTDIR: ("路径当中有一个是文件，不是文件夹", "删掉它，或改个名字"),
    errno.EBUSY: ("正被占用，换不了", "它若是挂载点，建到别的文件夹再拷过去"),
    errno.EIO: ("磁盘读写出错", "看看磁盘是不是坏了"),
}
# 文件管理器自己放的，不算别人的文件。
_LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


class NotReplaced(ValueError):
    """不能换上去：建的一份不完整，或原来的不是本站建的；文字是一句中文。"""


def replace(new: Path, old: Path) -> None:
    """把建好的 new 换到 old 的位置，原来的删掉；无论停在哪一刻，old 都是完整的旧的或新的。

    old 是链接，换的是它指着的文件夹，链接还在。Linux 上两个目录一步对调。做不到的地方改两次名，
    之间停下，旧的在 new 旁边的 .old 里，再换一次就好。
    new 和它的清单对不上，old 里有不是本站建的文件，抛 NotReplaced，什么也不动；
    改不了名，抛 OSError。
    """
    _require_complete(new)
    require_ours(old)
    place = Path(os.path.realpath(old))
    _let_all_read(new)
    new = _on_same_disk(new, place)
    aside = new.with_name(f"{new.name}.old")
    if not place.exists():
        new.rename(place)
    else:
        shutil.rmtree(aside, ignore_errors=True)
        if _exchanged(new, place):
            new.rename(aside)
        else:
            place.rename(aside)
            new.rename(place)
    shutil.rmtree(aside, ignore_errors=True)


def require_ours(site: Path) -> None:
    """site 还没有，或者是本站建的一份；有别人的文件就抛 NotReplaced，不能悄悄删掉。"""
    if not site.exists():
        if site.is_symlink():
            raise NotReplaced(f"{site} 是链接，指到的文件夹不在（建好那个文件夹，或删掉链接）")
        return
    if not site.is_dir():
        raise NotReplaced(f"{site} 是一个文件，不是文件夹（挪开它，或建到别处）")
    strangers = sorted(_strangers(site))
    if strangers:
        raise NotReplaced(
            f"{site} 里有不是本站建的文件：{strangers[0]}，共 {len(strangers)} 个"
            "（挪到别处再来；要一起发布的放进 docs/，不要的删掉）"
        )


def _strangers(site: Path) -> Iterator[str]:
    """不在清单里的文件；没有清单，就都不是本站建的。"""
    try:
        listed = read_manifest(folder_contents(site)).files.keys() | {MANIFEST}
    except Unreadable:
        listed = set()
    for name in files_in(site) - listed:
        if Path(name).name not in _LITTER:
            yield name


def _require_complete(site: Path) -> None:
    contents = folder_contents(site)
    try:
        manifest = read_manifest(contents)
        faults = [*manifest.faults, *damaged(contents, manifest)]
    except Unreadable as error:
        faults = [error.fault]
    if faults:
        raise NotReplaced(f"{site} 不完整，没有换上去。{min(faults)}")


def _let_all_read(site: Path) -> None:
    """网页服务器用别的账号，也读得了：umask 再严，发布的也是给人看的。"""
    site.chmod(0o755)
    for path in site.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() else 0o644)


def _on_same_disk(new: Path, place: Path) -> Path:
    """new 和 place 不在一个磁盘上，就先拷到 place 旁边：跨磁盘改不了名。"""
    if new.stat().st_dev == place.parent.stat().st_dev:
        return new
    beside = place.with_name(f".{place.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    shutil.copytree(new, beside)
    shutil.rmtree(new)
    return beside


def _exchanged(one: Path, other: Path) -> bool:
    """两个目录一步对调（Linux 3.15 起的 renameat2）；系统或文件系统不会就不动，返回 False。"""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    if rename is None:
        return False
    here, exchange = -100, 2  # AT_FDCWD、RENAME_EXCHANGE，见 linux/fcntl.h 和 linux/fs.h
    failed: int = rename(here, os.fsencode(one), here, os.fsencode(other), exchange)
    return failed == 0


def disk_error(error: OSError) -> str:
    """读写文件出的错，说成一句中文；工作目录里的文件写相对路径。"""
    name = "build/"  # 没有说是哪个文件的，是正在写建的一份
    if isinstance(error.filename, str):
        name = os.path.relpath(error.filename)
    other = (f"读写出错：{error.strerror or error}", "看看磁盘和文件")
    reason, help = _REASONS.get(error.errno or 0, other)
    return f"{name}：{reason}（{help}；已有的网站没有动）"

"""发布出去的一份：清单写着每个文件的大小和指纹；照清单核对一份副本；建好的一份整个换上去。"""

import ctypes
import errno
import gzip
import hashlib
import http.client
import json
import os
import queue
import re
import shutil
import socket
import ssl
import sys
import threading
import time
import urllib.request
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any, Protocol, TypeVar, cast
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit

from macros import pages
from macros.edition import Edition
from macros.model import Plan

T = TypeVar("T")
E = TypeVar("E")

MANIFEST = "build-manifest.json"

# 清单由对方给，先限定它和每个文件的大小（字节）。
MAX_MANIFEST = 10 << 20
MAX_FILE = 1 << 30

SECONDS = 20  # 一次没有动静最多等多久
TOTAL = 1800  # 全部取完最多等多久：对方可以一个字节一个字节地拖
TRIES = 3
PAUSE = 1.0
WORKERS = 8

_AGAIN = "重新上传这个文件"
_SHAPE: Mapping[str, type] = {"commit": str, "settings": dict, "source": dict, "files": list}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """清单里的一个文件：从网站根算起的地址、字节数、SHA-256。"""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """副本里的一处不对：哪个文件、错在哪、怎么办。"""

    path: str
    message: str
    help: str

    def __str__(self) -> str:
        return f"{self.path}：{self.message}（{self.help}）"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """读进来的清单；settings 是构建时给的网址，faults 是清单自己的错。"""

    commit: str
    settings: Mapping[str, str]
    source: Mapping[str, str]
    files: Mapping[str, Entry]
    faults: Sequence[Fault]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """核对的结果：各处不对；最后一行说核对了多少、证明了什么。"""

    faults: Sequence[Fault]
    summary: str


class Incomplete(ValueError):
    """要换上去的一份不完整；文字是一句中文。"""


class _Refused(ValueError):
    """不肯再取；文字是一句中文。"""


class _Place(Protocol):
    """一份网站在的地方：打开一个文件，打不开时试几次。"""

    tries: int

    def open(self, path: str) -> IO[bytes]: ...


class _Folder:
    tries = 1

    def __init__(self, root: Path) -> None:
        self.root = root

    def open(self, path: str) -> IO[bytes]:
        if not (self.root / path).is_file():  # 管道、设备一读就停不下来
            raise FileNotFoundError
        return (self.root / path).open("rb")


class _Web:
    tries = TRIES

    def __init__(self, base: str) -> None:
        self.base = base if base.endswith("/") else f"{base}/"
        self.opener = urllib.request.build_opener(_SameOrigin())

    def open(self, path: str) -> IO[bytes]:
        headers = {"Cache-Control": "no-cache", "User-Agent": "Mozilla/5.0"}  # 标准库自己会写明不要压缩
        request = urllib.request.Request(self.base + quote(path), headers=headers)  # noqa: S310  # 只在网址以 http 开头时才用
        response = cast(http.client.HTTPResponse, self.opener.open(request, timeout=SECONDS))
        encoding = response.headers.get("Content-Encoding", "identity").lower()
        if encoding in ("gzip", "x-gzip") and not path.endswith(".gz"):
            return cast(IO[bytes], gzip.GzipFile(fileobj=response))
        if encoding not in ("identity", "gzip", "x-gzip") and not path.endswith(".br"):
            raise _Refused("网站用不认识的压缩方式传来，没法核对")
        return response


class _SameOrigin(urllib.request.HTTPRedirectHandler):
    """只在同一个网站里转；转到别处的内容不算这个网站的。"""

    def redirect_request(self, req: urllib.request.Request, *rest: Any) -> urllib.request.Request | None:
        if _origin(req.full_url) != _origin(rest[-1]):
            raise _Refused(f"转到了别的网站 {_shown(rest[-1])}")
        return super().redirect_request(req, *rest)


def _origin(address: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(address)
    return parts.scheme, parts.hostname, parts.port or {"http": 80, "https": 443}.get(parts.scheme)


def manifest(site: Path, edition: Edition, plan: Plan, repository: str = "") -> str:
    """网站 site 的清单，JSON：提交、时刻、构建时给的网址、原文快照，除清单自己以外的每个文件。

    别的文件都写完了才能调用。repository 是 REPO_URL：它和网址一样改变页面，核对的人要知道。
    """
    files = []
    for path in sorted(_files(site) - {MANIFEST}):
        with (site / path).open("rb") as stream:
            size, sha256 = _measured(stream, MAX_FILE)
        files.append({"path": path, "size": size, "sha256": sha256})
    head = {
        "version": edition.version,
        "commit": edition.commit,
        "time": f"{edition.time:%Y-%m-%dT%H:%M:%SZ}",
        "settings": {"SITE_URL": edition.base, "REPO_URL": repository},
        "source": {"path": pages.snapshot(plan), "sha256": plan.source.sha256},
    }
    return json.dumps({**head, "files": files}, ensure_ascii=False, indent=1) + "\n"


def _files(folder: Path) -> set[str]:
    """文件夹里的全部文件；指向目录的链接也算一个，不跟进去。"""
    found = (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    return {path.relative_to(folder).as_posix() for path in found}


def main(where: str, plan: Plan, root: Path) -> int:
    """核对 where 的一份网站，一处不对印一行，最后一行是小结；有不对的返回 1。"""
    checked = check_site(where, plan, root)
    print(*checked.faults, checked.summary, sep="\n")
    return 1 if checked.faults else 0


def check_site(where: str, plan: Plan, root: Path) -> Checked:
    """照 where（文件夹或网址）自己的清单核对每个文件，再和 root 里登记的原文、构建的网站比。

    清单和网站都当作来路不明：是什么样的都只得出一句句话，不抛错误。
    """
    place = _Web(where) if re.match("https?://", where, re.IGNORECASE) else _Folder(Path(where))
    published = _manifest(place)
    if isinstance(published, Fault):
        return Checked(faults=[published], summary="没有核对：读不到清单。")
    faults = {*published.faults, *_damaged(place, published), *_source_faults(published, plan)}
    if isinstance(place, _Folder):
        more = _files(place.root) - published.files.keys() - {MANIFEST}
        shown = [path if _safe(path) else _shown(path) for path in more]
        faults |= {Fault(path, "多出来，清单里没有", "删掉它，或重新构建") for path in shown}
    differ, proof = _against_local(place, published, root)
    faults |= differ
    size = sum(entry.size for entry in published.files.values()) / 1e6
    found = f"共 {len(faults)} 处不对。" if faults else "和它自己的清单、登记的原文快照都一致。"
    summary = f"清单上有 {len(published.files)} 个文件，{size:.1f} MB。{found}{proof}"
    return Checked(faults=sorted(faults), summary=summary)


def _manifest(place: _Place) -> Manifest | Fault:
    """取来清单，读成记录；读不成的是一处不对。"""
    read = partial(_tried, place, use=lambda stream: stream.read(MAX_MANIFEST + 1))
    data = next(_parallel(read, [MANIFEST]), Fault(MANIFEST, f"{TOTAL} 秒还没有取完", "过一会儿再试"))
    if isinstance(data, Fault):
        return data
    if len(data) > MAX_MANIFEST:
        return Fault(MANIFEST, f"超过 {MAX_MANIFEST >> 20} MB，不会是这个网站的清单", "看看网址对不对")
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):  # 嵌套太深时标准库抛 RecursionError
        return Fault(MANIFEST, "不是 JSON", "看看网址对不对，或重新上传清单")
    return _parsed(found)


def _parsed(found: object) -> Manifest | Fault:
    if not isinstance(found, dict):
        return Fault(MANIFEST, "里面不是一份清单", "重新上传清单")
    for name, kind in _SHAPE.items():
        if not isinstance(found.get(name), kind):
            return Fault(MANIFEST, f"缺少 {name}，或它的写法不对", "重新上传清单")
    if not re.fullmatch("[0-9a-f]{0,64}", found["commit"]):
        return Fault(MANIFEST, f"提交的写法不对：{_shown(found['commit'])}", "重新上传清单")
    files: dict[str, Entry] = {}
    faults = []
    for number, row in enumerate(found["files"], 1):
        entry = _entry(row)
        if entry is None:
            faults.append(Fault(MANIFEST, f"第 {number} 个文件写法不对：{_shown(row)}", "重新上传清单"))
        elif entry.path in files:
            faults.append(Fault(MANIFEST, f"{entry.path} 写了两遍", "重新上传清单"))
        else:
            files[entry.path] = entry
    return Manifest(
        commit=found["commit"], settings=found["settings"], source=found["source"], files=files, faults=faults
    )


def _entry(row: object) -> Entry | None:
    """清单的一行；地址可能走出网站、字段不对的不收。"""
    match row:
        case {"path": str(path), "size": int(size), "sha256": str(sha256)}:
            right = type(size) is int and 0 <= size < MAX_FILE and re.fullmatch("[0-9a-f]{64}", sha256)
            if right and _safe(path) and path != MANIFEST:
                return Entry(path=path, size=size, sha256=sha256)
    return None


def _safe(path: str) -> bool:
    """印出来不会捣乱，也走不出网站；冒号在 Windows 上是盘符，在 GitHub Actions 里是命令。"""
    return path.isprintable() and not {"\\", ":"} & set(path) and not {"", ".", ".."} & set(path.split("/"))


def _shown(value: object) -> str:
    """别人写的东西印出来的样子：只剩 ASCII，不太长，控制不了终端。"""
    text = json.dumps(value)
    return text if len(text) <= 80 else f"{text[:80]}……"


def _damaged(place: _Place, published: Manifest) -> Iterator[Fault]:
    entries = list(published.files.values())
    done = 0
    for fault in _parallel(partial(_fault, place), entries):
        done += 1
        if fault:
            yield fault
    if done < len(entries):
        yield Fault(MANIFEST, f"{TOTAL} 秒还没有取完，剩 {len(entries) - done} 个没有核对", "过一会儿再试")


def _fault(place: _Place, entry: Entry) -> Fault | None:
    found = _tried(place, entry.path, lambda stream: _measured(stream, entry.size + 1))
    if isinstance(found, Fault):
        return found
    size, sha256 = found
    if size != entry.size:
        real = "这里更多" if size > entry.size else f"这里只有 {size} 字节"
        return Fault(entry.path, f"大小不同，清单写 {entry.size} 字节，{real}", _AGAIN)
    return None if sha256 == entry.sha256 else Fault(entry.path, "内容不同，字节数一样", _AGAIN)


def _measured(stream: IO[bytes], limit: int) -> tuple[int, str]:
    """字节数和 SHA-256，最多读 limit 个字节；说好的没有传完，抛 ConnectionError。"""
    digest, size = hashlib.sha256(), 0
    while size < limit and (chunk := stream.read(min(1 << 16, limit - size))):
        digest.update(chunk)
        size += len(chunk)
    if size < limit and getattr(stream, "length", None):
        raise ConnectionError
    return size, digest.hexdigest()


def _tried(place: _Place, path: str, use: Callable[[IO[bytes]], T]) -> T | Fault:
    """打开一个文件来用；一时的毛病过一会儿再试，还不行就是一处不对。"""
    left = place.tries
    while True:
        left -= 1
        try:
            with place.open(path) as stream:
                return use(stream)
        except (OSError, ValueError, EOFError, zlib.error, http.client.HTTPException) as error:
            passing = error.code in (429, 500, 502, 503, 504) if isinstance(error, HTTPError) else True
            if not left or isinstance(error, ValueError) or not passing:
                return Fault(path, *_why(error))
        time.sleep(PAUSE)


def _why(error: Exception) -> tuple[str, str]:
    """为什么取不到，怎么办。URLError 里面包着真正的原因。"""
    cause = getattr(error, "reason", error)
    if isinstance(error, FileNotFoundError) or (isinstance(error, HTTPError) and error.code in (404, 410)):
        return "缺", "看看位置对不对，或重新上传"
    if isinstance(error, HTTPError):
        return f"取不到，网站回答 {error.code}", "看看网站的设置"
    if isinstance(error, _Refused):
        return f"取不到，{error}", "直接用转到的网址，或看看网站的设置"
    for kinds, said, help in (
        (ssl.SSLCertVerificationError, "证书不可信", "请管网站的人换证书"),
        (ssl.SSLError, "加密连接建不成", "看看网址是不是该写 http"),
        (TimeoutError, f"{SECONDS} 秒没有动静", "过一会儿再试"),
        (socket.gaierror, "找不到这个网站", "看看网址对不对，网络通不通"),
        (PermissionError, "没有权限读", "改文件的权限"),
        ((EOFError, gzip.BadGzipFile, zlib.error), "压缩传来的内容解不开", "看看网站的设置"),
        (ValueError, "网址写法不对", "写成 https://example.org/ 这样"),
        (OSError, "连不上，或没有传完", "过一会儿再试"),
    ):
        if isinstance(cause, kinds):
            return f"取不到，{said}", help
    return "取不到，回答不合 HTTP 的写法", "看看网址对不对"


def _parallel(work: Callable[[E], T], items: Sequence[E]) -> Iterator[T]:
    """几个线程一起做，谁先做完先给谁；过了 TOTAL 秒就不再等。

    不用线程池：它退出时要等每个线程，对方拖着不答就永远停不下来。
    """
    todo: queue.SimpleQueue[E] = queue.SimpleQueue()
    done: queue.SimpleQueue[T] = queue.SimpleQueue()
    for item in items:
        todo.put(item)

    def run() -> None:
        with suppress(queue.Empty):
            while True:
                done.put(work(todo.get_nowait()))

    for _ in range(min(WORKERS, len(items))):
        threading.Thread(target=run, daemon=True).start()
    end = time.monotonic() + TOTAL
    for _ in items:
        try:
            yield done.get(timeout=max(0, end - time.monotonic()))
        except queue.Empty:
            return


def _source_faults(published: Manifest, plan: Plan) -> Iterator[Fault]:
    """清单写的原文快照、快照的字节，都要和 SOURCE.yml 登记的一样。"""
    path, sha256 = pages.snapshot(plan), plan.source.sha256
    if published.source != {"path": path, "sha256": sha256}:
        yield Fault(MANIFEST, "原文快照的地址或指纹和 data/source/SOURCE.yml 不同", "看看是不是同一版，或重新发布")
    if path not in published.files:
        yield Fault(path, "缺，清单里没有原文快照", "重新发布")
    elif published.files[path].sha256 != sha256:
        yield Fault(path, "原文快照和 data/source/SOURCE.yml 登记的不同", "重新发布，并查清是谁改的")


def _against_local(place: _Place, published: Manifest, root: Path) -> tuple[set[Fault], str]:
    """和本机构建的 site/ 比；返回不同的文件，和一句证明了什么的话。

    篡改的人可以连清单一起改，只有另一处来的清单才能证明没有改过。
    """
    if isinstance(place, _Folder) and place.root.resolve() == (root / "site").resolve():
        return set(), "这就是本机的 site/，只证明了它是全的。"
    local = _manifest(_Folder(root / "site"))
    built_from = published.commit, published.settings
    if isinstance(local, Fault) or (local.commit, local.settings) != built_from or not published.commit:
        how = f"在提交 {published.commit or '（没有写）'} 用同样的 SITE_URL、REPO_URL 运行 make site，再核对一次"
        return set(), f"没有证明清单本身没有改过。要证明，{how}。"
    paths = local.files.keys() | published.files.keys()
    differ = {path for path in paths if local.files.get(path) != published.files.get(path)}
    proof = "和本机构建的 site/ 不一样。" if differ else "清单和本机同一次提交构建的 site/ 相同。"
    return {Fault(path, "和本机同一次提交构建的不同", "查清是哪一边改过，再重新发布") for path in differ}, proof


def replace(new: Path, old: Path) -> None:
    """把建好的 new 换到 old 的位置，原来的删掉；无论停在哪一刻，old 都是完整的旧的或新的。

    Linux 上两个目录一步对调。做不到的地方改两次名，之间停下，旧的在 new 旁边的 .old 里，再换一次就好。
    new 和它的清单对不上，抛 Incomplete，什么也不动；改不了名，抛 OSError。
    """
    made = _manifest(_Folder(new))
    if faults := [made] if isinstance(made, Fault) else [*made.faults, *_damaged(_Folder(new), made)]:
        raise Incomplete(f"{new} 不完整，没有换上去。{min(faults)}")
    aside = new.with_name(f"{new.name}.old")
    if not old.exists():
        new.rename(old)
    else:
        shutil.rmtree(aside, ignore_errors=True)
        swapped = _exchanged(new, old)
        (new if swapped else old).rename(aside)
        if not swapped:
            new.rename(old)
    shutil.rmtree(aside, ignore_errors=True)


def _exchanged(one: Path, other: Path) -> bool:
    """两个目录一步对调（Linux 3.15 起的 renameat2，RENAME_EXCHANGE）；系统或文件系统不会就不动，返回 False。"""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    here, exchange = -100, 2  # AT_FDCWD、RENAME_EXCHANGE，见 linux/fcntl.h 和 linux/fs.h
    return rename is not None and rename(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0


def publish(new: Path, old: Path) -> int:
    """把 new 换到 old 的位置；换不成就印一句为什么，返回 1。"""
    try:
        replace(new, old)
    except Incomplete as error:
        print(error)
    except OSError as error:
        print(explained(error))
    else:
        return 0
    return 1


def explained(error: OSError) -> str:
    """读写文件出的错，说成一句中文；工作目录里的文件写相对路径。"""
    name = os.path.relpath(error.filename) if isinstance(error.filename, str) else "文件"
    said, help = {
        errno.ENOSPC: ("磁盘满了", "腾出空间再来"),
        errno.EFBIG: ("文件超过了系统允许的大小", "看看 ulimit -f"),
        errno.EACCES: ("没有权限", "改文件的权限"),
        errno.ENOENT: ("没有这个文件", "看看是不是删掉了，或链接断了"),
    }.get(error.errno or 0, (f"读写出错：{error.strerror or error}", "看看磁盘和文件"))
    return f"{name}：{said}（{help}；已有的网站没有动）"

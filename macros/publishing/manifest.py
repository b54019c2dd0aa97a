"""清单：网站里每个文件的大小和指纹。建好时写一份，以后照它核对一份副本。"""

import hashlib
import json
import os
import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from macros.corpus import addresses
from macros.corpus.plan import Plan
from macros.corpus.release import Edition

MANIFEST = "build-manifest.json"

# 副本的清单由对方给，先限定它和每个文件的大小（字节）。
MAX_MANIFEST = 10 << 20
MAX_FILE = 1 << 30

CHUNK = 1 << 16
# 写清单时一次交给别的进程多少个文件。
_AT_ONCE = 200
WORKERS = 8

_SHAPE: Mapping[str, type] = {"commit": str, "settings": dict, "source": dict, "files": list}


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedFile:
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
    files: Mapping[str, ListedFile]
    faults: Sequence[Fault]


class Unreadable(Exception):
    """一个文件取不到，或清单读不成；fault 是这一处不对。"""

    def __init__(self, path: str, message: str, help: str) -> None:
        self.fault = Fault(path, message, help)
        super().__init__(str(self.fault))


# 一份网站，在磁盘上或在网上：给一个地址，一段一段地给出内容；取不到抛 Unreadable。
Contents = Callable[[str], Iterator[bytes]]


def folder_contents(root: Path) -> Contents:
    """磁盘上的一份网站。"""

    def read(path: str) -> Iterator[bytes]:
        file = root / path
        if not file.is_file():  # 管道、设备一读就停不下来
            raise Unreadable(path, "缺", "看看位置对不对，或重新上传")
        try:
            with file.open("rb") as stream:
                while chunk := stream.read(CHUNK):
                    yield chunk
        except PermissionError:
            raise Unreadable(path, "取不到，没有权限读", "改文件的权限") from None
        except OSError:
            raise Unreadable(path, "取不到，连不上，或没有传完", "过一会儿再试") from None

    return read


def files_in(folder: Path) -> set[str]:
    """文件夹里的全部文件；指向目录的链接也算一个，不跟进去。"""
    found: set[str] = set()
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            inside = files_in(folder / entry.name)
            found |= {f"{entry.name}/{name}" for name in inside}
        else:
            found.add(entry.name)
    return found


def manifest_text(
    site: Path, edition: Edition, plan: Plan, pool: Executor, repository: str = ""
) -> str:
    """网站 site 的清单，JSON：提交、时刻、构建时给的网址、原文快照，除清单自己以外的每个文件。

    别的文件都写完了才能调用；各文件的指纹由 pool 的各进程算。
    repository 是 REPO_URL：它和网址一样改变页面，核对的人要知道。
    """
    paths = sorted(files_in(site) - {MANIFEST})
    rows = pool.map(partial(_row, site), paths, chunksize=_AT_ONCE)
    manifest = {
        "version": edition.version,
        "commit": edition.commit,
        "time": f"{edition.time:%Y-%m-%dT%H:%M:%SZ}",
        "settings": {"SITE_URL": edition.base, "REPO_URL": repository},
        "source": {"path": addresses.snapshot(plan), "sha256": plan.source.sha256},
    }
    head = json.dumps(manifest, ensure_ascii=False, indent=1).removesuffix("\n}")
    listing = ",\n".join(rows)
    return f'{head},\n "files": [\n{listing}\n ]\n}}\n'


def _row(site: Path, path: str) -> str:
    """清单里的一个文件，JSON；文件多，各写各的，不攒成一棵大树再写。"""
    content = (site / path).read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    row = {"path": path, "size": len(content), "sha256": digest}
    return textwrap.indent(json.dumps(row, ensure_ascii=False, indent=1), "  ")


def read_manifest(contents: Contents) -> Manifest:
    """取来一份网站的清单，读成记录；取不到、读不成的抛 Unreadable，个别行的错在 faults 里。"""
    data = bytearray()
    for chunk in contents(MANIFEST):
        data += chunk
        if len(data) > MAX_MANIFEST:
            message = f"超过 {MAX_MANIFEST >> 20} MB，不会是这个网站的清单"
            raise Unreadable(MANIFEST, message, "看看网址对不对")
    try:
        tree = json.loads(data)
    except (ValueError, RecursionError):  # 嵌套太深时标准库抛 RecursionError
        raise Unreadable(MANIFEST, "不是 JSON", "看看网址对不对，或重新上传清单") from None
    if not isinstance(tree, dict):
        raise Unreadable(MANIFEST, "里面不是一份清单", "重新上传清单")
    for name, kind in _SHAPE.items():
        if not isinstance(tree.get(name), kind):
            raise Unreadable(MANIFEST, f"缺少 {name}，或它的写法不对", "重新上传清单")
    files, faults = _listing(tree["files"])
    return Manifest(
        commit=tree["commit"],
        settings=tree["settings"],
        source=tree["source"],
        files=files,
        faults=faults,
    )


def _listing(rows: Sequence[object]) -> tuple[dict[str, ListedFile], list[Fault]]:
    """清单里的各个文件，和写错的各行。"""
    files: dict[str, ListedFile] = {}
    faults = []
    for number, row in enumerate(rows, 1):
        listed = _listed(row)
        if listed is None:
            message = f"第 {number} 个文件写法不对：{_shortened(row)}"
            fault = Fault(MANIFEST, message, "重新上传清单")
            faults.append(fault)
        elif listed.path in files:
            message = f"{listed.path} 写了两遍"
            fault = Fault(MANIFEST, message, "重新上传清单")
            faults.append(fault)
        else:
            files[listed.path] = listed
    return files, faults


def _listed(row: object) -> ListedFile | None:
    """清单的一行；地址走出网站、字段不对的是 None。"""
    match row:
        case {"path": str(path), "size": int(size), "sha256": str(sha256)}:
            fits = 0 <= size < MAX_FILE and re.fullmatch("[0-9a-f]{64}", sha256)
            if fits and _stays_inside(path) and path != MANIFEST:
                return ListedFile(path=path, size=size, sha256=sha256)
    return None


def _stays_inside(path: str) -> bool:
    """是网站里面的一个地址，也印得出来；冒号在 Windows 上是盘符。"""
    if not path.isprintable() or "\\" in path or ":" in path:
        return False
    return not {"", ".", ".."} & set(path.split("/"))


def _shortened(row: object) -> str:
    """写错的一行印出来的样子：只剩 ASCII，不太长。"""
    text = json.dumps(row)
    if len(text) > 80:
        return f"{text[:80]}……"
    return text


def damaged(contents: Contents, manifest: Manifest) -> list[Fault]:
    """照清单核对每个文件：缺的、大小不同的、内容不同的。"""
    with ThreadPoolExecutor(WORKERS) as pool:
        checked = pool.map(partial(_fault, contents), manifest.files.values())
        return [fault for fault in checked if fault]


def _fault(contents: Contents, listed: ListedFile) -> Fault | None:
    try:
        size, sha256 = _measured(contents(listed.path), listed.size)
    except Unreadable as error:
        return error.fault
    if size > listed.size:
        message = f"大小不同，清单写 {listed.size} 字节，这里更多"
    elif size < listed.size:
        message = f"大小不同，清单写 {listed.size} 字节，这里只有 {size} 字节"
    elif sha256 != listed.sha256:
        message = "内容不同，字节数一样"
    else:
        return None
    return Fault(listed.path, message, "重新上传这个文件")


def _measured(chunks: Iterable[bytes], most: int) -> tuple[int, str]:
    """字节数和 SHA-256；超过 most 个字节就不再读。"""
    digest = hashlib.sha256()
    size = 0
    for chunk in chunks:
        digest.update(chunk)
        size += len(chunk)
        if size > most:
            break
    return size, digest.hexdigest()


def differing(one: Manifest, other: Manifest) -> set[str]:
    """两份清单里不一样的文件：只有一边有的，大小、指纹不同的。"""
    changed = one.files.items() ^ other.files.items()
    return {path for path, _ in changed}

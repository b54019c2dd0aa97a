"""一个版本的文件和读出的计划：从 git 取，或者就是眼下的文件。"""

import io
import os
import tarfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from macros.corpus.git import git
from macros.corpus.loading import load
from macros.corpus.plan import Plan
from macros.corpus.problem import Problem
from macros.editing.changes.wording import safe


class Refused(Exception):
    """做不了；文字是给人看的一句话。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """一个版本：各文件的字节、读出的计划、写法上的错；有错时不看计划。"""

    files: Mapping[str, bytes]
    plan: Plan | None
    problems: tuple[Problem, ...]


def committed(root: Path, name: str, folder: Path) -> Revision:
    """取出 root 里 name 这个版本的文件，放进 folder；取不出抛 Refused。"""
    try:
        is_repository = git(root, "rev-parse", "--git-dir") is not None
    except OSError as error:
        raise Refused("运行不了 git：先装好 git，并确认文件夹在。") from error
    if not is_repository:
        raise Refused("这里不是 git 仓库，没有版本可比。")
    commit = _commit(root, name)
    packed = None
    if commit:
        packed = git(root, "archive", "--format=tar", commit)
    if not packed and git(root, "rev-parse", "--is-shallow-repository") == b"true\n":
        raise Refused(
            f"这份仓库只取了最近的提交，没有 {safe(name)}：先运行 git fetch --unshallow；"
            "在 Actions 里，给 checkout 写 fetch-depth: 0。"
        )
    if not packed:
        raise Refused(f"git 不认识 {safe(name)} 这个版本：检查拼写，或先 git fetch 取回来。")
    folder.mkdir()
    names = []
    for path, content in _unpacked(packed):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
        names.append(path)
    return _revision(folder, names)


def _commit(root: Path, name: str) -> str:
    """版本名换成提交号：版本名可能以连字符开头。不认识是空的。"""
    if "\0" in name:
        return ""
    wanted = f"{name}^{{commit}}"
    found = git(root, "rev-parse", "--verify", "--end-of-options", wanted)
    if not found:
        return ""
    return found.decode().split()[-1]


def _unpacked(packed: bytes) -> Iterator[tuple[str, bytes]]:
    """包里的文件；符号链接不跟着走。"""
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        for member in archive:
            if not member.isfile():
                continue
            content = archive.extractfile(member)
            if content:
                yield member.name, content.read()


def working(root: Path) -> Revision:
    """眼下的文件，连还没提交的；.gitignore 里的、符号链接不算。"""
    listed = git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard") or b""
    names = []
    for name in dict.fromkeys(os.fsdecode(listed).split("\0")):
        path = root / name
        if path.is_file() and not path.is_symlink():
            names.append(name)
    return _revision(root, names)


def _revision(root: Path, names: Sequence[str]) -> Revision:
    plan, problems = load(root)
    if problems:
        plan = None
    files = {}
    for name in sorted(names):
        files[name] = (root / name).read_bytes()
    return Revision(files=files, plan=plan, problems=tuple(problems))

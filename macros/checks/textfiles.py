"""编者写的文字文件：data/ 下的 YAML，docs/ 下的 Markdown，mkdocs.yml，更新记录。

抓取的原网页不在内：里面有什么都照收。
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CHANGELOG = "CHANGELOG.md"
CONFIG = "mkdocs.yml"

_KINDS = {"data": ".yml", "docs": ".md"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFile:
    """一个文字文件：从项目的文件夹算起的路径，里面的字。"""

    path: str
    text: str

    def lines(self) -> Iterator[tuple[int, str]]:
        """各行和行号，从 1 数。"""
        yield from enumerate(self.text.split("\n"), 1)

    def at(self, start: int) -> tuple[int, int]:
        """第 start 个字在第几行第几列，都从 1 数。"""
        line = self.text.count("\n", 0, start) + 1
        column = start - self.text.rfind("\n", 0, start)
        return line, column


# 查一遍的时候读过的；没有在查是 None，读一次是一次。
_kept: ContextVar[dict[tuple[Path, str], list[Any]] | None] = ContextVar("kept", default=None)


@contextmanager
def read_once() -> Iterator[None]:
    """里面每个文件只读一遍：检查的时候文件不变，二十几条规则要的是同样的字。"""
    before = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(before)


def text_files(root: Path) -> list[TextFile]:
    """root 下读得成的文字文件；读不成的别处会报。"""
    return _once(root, "", lambda: list(_texts(root)))


def files_under(root: Path, folder: str) -> list[str]:
    """root 的 folder 里的全部文件，连同链接，从 root 算起的路径；不走进链接指着的文件夹。"""
    return _once(root, folder, lambda: _listed(root, folder))


def _once(root: Path, folder: str, read: Callable[[], list[Any]]) -> list[Any]:
    """在 read_once 里，同样的只读一遍。"""
    kept = _kept.get()
    if kept is None:
        return read()
    key = (root, folder)
    if key not in kept:
        kept[key] = read()
    return kept[key]


def _texts(root: Path) -> Iterator[TextFile]:
    for name in (CONFIG, CHANGELOG):
        yield from _read(root / name, name)
    for folder, ending in _KINDS.items():
        for label in files_under(root, folder):
            if label.endswith(ending):
                yield from _read(root / label, label)


def _listed(root: Path, folder: str) -> list[str]:
    paths: list[Path] = []
    for where, folders, names in os.walk(root / folder):
        inside = map(Path(where).joinpath, folders)
        paths += map(Path(where).joinpath, names)
        paths += filter(Path.is_symlink, inside)
    return sorted(path.relative_to(root).as_posix() for path in paths)


def _read(path: Path, label: str) -> Iterator[TextFile]:
    try:
        text = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return
    yield TextFile(path=label, text=text.replace("\r\n", "\n"))

"""编者写的文字文件：data/ 下的 YAML，docs/ 下的 Markdown，mkdocs.yml，更新记录。

抓取的原网页不在内：里面有什么都照收。
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

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


def text_files(root: Path) -> Iterator[TextFile]:
    """root 下读得成的文字文件；读不成的别处会报。"""
    for name in (CONFIG, CHANGELOG):
        yield from _read(root / name, name)
    for folder, ending in _KINDS.items():
        for label in files_under(root, folder):
            if label.endswith(ending):
                yield from _read(root / label, label)


def files_under(root: Path, folder: str) -> list[str]:
    """root 的 folder 里的全部文件，连同链接，从 root 算起的路径；不走进链接指着的文件夹。"""
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

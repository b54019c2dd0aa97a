"""读数据：data/ 下的文件读成记录，填上推得出的，建成一份计划。

load 读一次，之后页面、检查、核对、下载都从同一个 Plan 取。
"""

from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from macros.corpus.completing import completed_documents, completed_pieces, completed_units
from macros.corpus.corpus import StoredFile, stored_files
from macros.corpus.documents import Source
from macros.corpus.plan import Plan
from macros.corpus.problem import Problem
from macros.corpus.publicity import read_pieces
from macros.corpus.reader import Reader, wrong_name
from macros.corpus.yaml import Node, read_text, read_yaml

R = TypeVar("R")


def load(root: Path) -> tuple[Plan | None, list[Problem]]:
    """读 root/data 下的全部数据和 root/docs/publicity 下的宣传资料。

    返回计划和写法上的错误；有文件读不成 YAML 时计划是 None。
    写法有错而读得成的，用空值顶上，好让其余的检查一次做完。
    """
    loader = _Loader(root)
    values = {}
    for file in stored_files().values():
        values[file.name] = loader.read(file)
    pieces = read_pieces(root, loader.reader)
    source = values["source"]
    if source is not None:
        values["source"] = replace(source, text=loader.snapshot(source))
    added = values["added_sources"]
    values["added_sources"] = {name: loader.added(source) for name, source in added.items()}
    if loader.unreadable:
        return None, loader.problems()
    values["documents"] = completed_documents(values["documents"])
    values["units"] = completed_units(values["units"])
    values["pieces"] = completed_pieces(pieces, values["procedures"])
    return Plan(**values), loader.problems()


class _Loader:
    """读文件，收集错误，记下读过哪些文件。"""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.reader = Reader()
        self.seen: set[str] = set()
        self.unreadable = False

    def read(self, file: StoredFile) -> Any:
        """一个文件或文件夹里的全部记录；读不成 YAML 的，一条的是 None，一串的是空的。"""
        if file.folder:
            return self.folder(file.file.rstrip("/"), file.row)
        if file.listed:
            return self.many(file.file, file.row)
        return self.one(file.file, file.row)

    def one(self, name: str, cls: type[R]) -> R | None:
        """一个文件一条记录；读不成是 None。"""
        node = self._node(f"data/{name}")
        if node is None:
            return None
        return self.reader.record(cls, node)

    def many(self, name: str, cls: type[R]) -> tuple[R, ...]:
        """一个文件一串记录。"""
        node = self._node(f"data/{name}")
        if node is None:
            return ()
        kind = tuple[cls, ...]  # type: ignore[valid-type]
        rows: tuple[R, ...] = self.reader.value(kind, node, name)
        return rows

    def folder(self, name: str, cls: type[R]) -> dict[str, R]:
        """一个文件夹，一个文件一条记录：文件名（不带 .yml）→ 记录。"""
        label = f"data/{name}"
        folder = self.root / label
        named = {file for file in stored_files() if file.startswith(f"{name}/")}
        paths = [path for path in folder.glob("*.yml") if f"{name}/{path.name}" not in named]
        paths.sort()
        if not paths and len(named) == 1:
            self.unreadable = True
            says = "文件夹不在，或里面没有 .yml 文件"
            self.reader.problems.append(Problem(label, 1, 1, says, "把它取回来"))
        rows = {}
        for path in paths:
            self.reader.problems += wrong_name(path, f"{label}/{path.name}")
            row = self.one(f"{name}/{path.name}", cls)
            if row is not None:
                rows[path.stem] = row
        return rows

    def _node(self, label: str) -> Node | None:
        """一个 YAML 文件的树；有错是 None。"""
        self.seen.add(label)
        node, problems = read_yaml(self.root / label, label)
        self.reader.problems += problems
        self.unreadable |= node is None
        return node

    def added(self, source: Source) -> Source:
        """另外的一个来源，读上抓取的文字；报错时说得出是哪一份。"""
        return replace(source, text=self.snapshot(source), page=f"原网页 {source.file} ")

    def snapshot(self, source: Source) -> str:
        """抓取的原网页的文字；登记的文件名不对是空的。"""
        if not source.file or "/" in source.file:
            return ""
        label = f"data/source/{source.file}"
        self.seen.add(label)
        text, problems = read_text(self.root / label, label, raw=True)
        if problems:
            self.unreadable = True
            folder = self.root / "data/source"
            names = [path.name for path in folder.glob("*.txt")]
            there = "、".join(sorted(names))
            help = "照 data/source/ 里的文件名写"
            if there:
                help = f"data/source/ 里有的是 {there}：改回文件名，或改这一行"
            problem = source.place.of("file").problem(f"读不了 {source.file}", help)
            self.reader.problems.append(problem)
        return text

    def problems(self) -> list[Problem]:
        """全部错误，连同不认识的文件；有文件读不成时不说后一种。"""
        if self.unreadable:
            return self.reader.problems
        help = "删掉它；数据文件的名字见 CONTRIBUTING，扩展名要写 .yml"
        strangers = []
        for path in sorted((self.root / "data").rglob("*")):
            label = path.relative_to(self.root).as_posix()
            if path.is_file() and label not in self.seen:
                strangers.append(Problem(label, 1, 1, "不认识的文件", help))
        return self.reader.problems + strangers

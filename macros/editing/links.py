"""外面的链接打不打得开：每周查一次，不在拉取请求的路上。站内的链接由构建查。"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import requests

from macros.corpus.problem import Problem
from macros.corpus.reader import Reader
from macros.corpus.record import derived
from macros.corpus.yaml import NOWHERE, Node, Table, read_yaml

EXCEPTIONS = ".github/link-exceptions.yml"
WHERE = ("*.md", "mkdocs.yml", "data/**/*.yml", "docs/**/*.md")
_ADDRESS = re.compile(r"https?://[^\s<>\"'`）)，。；、」”*]+")
_HEADERS = {"User-Agent": "Mozilla/5.0"}
_SECONDS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Exempt:
    """不查的网址（或它的开头）和理由。"""

    address: str
    why: str
    place: Table = derived(NOWHERE)


def dead_links(root: Path) -> list[Problem]:
    """打不开的外链，写法有误的例外，没有用上的例外。"""
    exempt, problems = _exceptions(root)
    used: set[Exempt] = set()
    for address, place in sorted(_addresses(root).items()):
        excuse = _excuse(address, exempt)
        if excuse:
            used.add(excuse)
        elif reason := _fault(address):
            problems.append(
                place.problem(
                    f"{address} 打不开：{reason}",
                    f"换成能打开的，或写进 {EXCEPTIONS} 并说明理由",
                )
            )
    for row in exempt:
        if row not in used:
            problems.append(row.place.problem(f"没有一处用到 {row.address}", "删掉这一条"))
    return problems


def _exceptions(root: Path) -> tuple[tuple[Exempt, ...], list[Problem]]:
    """例外，和其中写法有误的。"""
    node, problems = read_yaml(root / EXCEPTIONS, EXCEPTIONS)
    if node is None:
        return (), problems
    reader = Reader()
    exempt: tuple[Exempt, ...] = reader.value(tuple[Exempt, ...], node, "例外")
    return exempt, problems + reader.problems


def _excuse(address: str, exempt: tuple[Exempt, ...]) -> Exempt | None:
    """不查这个网址的例外。"""
    for row in exempt:
        if row.address and address.startswith(row.address):
            return row
    return None


def _addresses(root: Path) -> dict[str, Node]:
    """网址 → 第一次出现的位置。"""
    places: dict[str, Node] = {}
    for path in _sources(root):
        label = path.relative_to(root).as_posix()
        text = path.read_text(encoding="utf-8")
        for number, line in enumerate(text.split("\n"), 1):
            for match in _ADDRESS.finditer(line):
                place = Node(path=label, line=number, column=match.start() + 1)
                places.setdefault(match[0].rstrip(".,;:"), place)
    return places


def _sources(root: Path) -> Iterator[Path]:
    paths: set[Path] = set()
    for pattern in WHERE:
        paths.update(root.glob(pattern))
    yield from sorted(paths)


def _fault(address: str) -> str:
    """打不开的原因；打得开是空的。有的网站不认 HEAD，再用 GET 试一次，不取正文。"""
    reason = ""
    for method in ("HEAD", "GET"):
        try:
            answer = requests.request(
                method,
                address,
                headers=_HEADERS,
                timeout=_SECONDS,
                allow_redirects=True,
                stream=True,
            )
        except (requests.RequestException, OSError, ValueError):
            reason = "连不上"
            continue
        answer.close()
        if answer.ok:
            return ""
        reason = f"网站回答 {answer.status_code}"
    return reason

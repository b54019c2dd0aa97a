"""外面的链接打不打得开：每周查一次，不在拉取请求的路上。站内的链接由构建查。"""

import re
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from macros.source import NOWHERE, Node, Problem, Reader, Table, derived, read_yaml

EXCEPTIONS = ".github/link-exceptions.yml"
WHERE = ("*.md", "mkdocs.yml", "data/**/*.yml", "docs/**/*.md")
_ADDRESS = re.compile(r"https?://[^\s<>\"'`）)，。；、」”*]+")
SECONDS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Exempt:
    """不查的网址（或它的开头）和理由。"""

    address: str
    why: str
    at: Table = derived(NOWHERE)


def problems(root: Path) -> list[Problem]:
    """打不开的外链，写法有误的例外，没有用上的例外。"""
    reader = Reader()
    node, found = read_yaml(root / EXCEPTIONS, EXCEPTIONS)
    exempt: tuple[Exempt, ...] = () if node is None else reader.value(tuple[Exempt, ...], node, "例外")
    found += reader.problems
    used: set[Exempt] = set()
    for address, place in sorted(_addresses(root).items()):
        excuse = next((row for row in exempt if row.address and address.startswith(row.address)), None)
        if excuse:
            used.add(excuse)
        elif said := _fault(address):
            found.append(place.problem(f"{address} 打不开：{said}", f"换成能打开的，或写进 {EXCEPTIONS} 并说明理由"))
    return found + [row.at.problem(f"没有一处用到 {row.address}", "删掉这一条") for row in exempt if row not in used]


def _addresses(root: Path) -> dict[str, Node]:
    """网址 → 第一次出现的位置。"""
    found: dict[str, Node] = {}
    for path in sorted({path for pattern in WHERE for path in root.glob(pattern)}):
        label = path.relative_to(root).as_posix()
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            for match in _ADDRESS.finditer(line):
                place = Node(path=label, line=number, column=match.start() + 1)
                found.setdefault(match[0].rstrip(".,;:"), place)
    return found


def _fault(address: str) -> str:
    """打不开的原因；打得开是空的。有的网站不认 HEAD，再用 GET 试一次。"""
    said = ""
    for method in ("HEAD", "GET"):
        request = urllib.request.Request(address, method=method, headers={"User-Agent": "Mozilla/5.0"})  # noqa: S310  # 正则只认 http
        try:
            with urllib.request.urlopen(request, timeout=SECONDS):  # noqa: S310  # 同上
                return ""
        except urllib.error.HTTPError as error:
            said = f"网站回答 {error.code}"
        except (OSError, ValueError):
            said = "连不上"
    return said

"""CHANGELOG.md（Keep a Changelog 1.1.0）读成一次次更新。"""

import re
from dataclasses import dataclass

_VERSION = re.compile(r"^## \[(?P<version>[^\]]+)\](?: - (?P<date>\d{4}-\d{2}-\d{2}))?\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """一次更新：版本、日期（尚未发布时是空的）、各条改动。"""

    version: str
    date: str
    changes: tuple[str, ...]


def releases(text: str) -> tuple[Release, ...]:
    """读更新记录，新的在前；没有改动的版本不算。"""
    found: list[tuple[str, str, list[str]]] = []
    for line in text.splitlines():
        if match := _VERSION.match(line):
            found.append((match["version"], match["date"] or "", []))
        elif line.startswith("- ") and found:
            found[-1][2].append(line[2:].strip())
        elif line.startswith("  ") and line.strip() and found and found[-1][2]:
            found[-1][2][-1] += line.strip()
    return tuple(Release(version=v, date=d, changes=tuple(c)) for v, d, c in found if c)

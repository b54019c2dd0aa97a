"""把真计划放大：每个单位连同任务、举措抄成几份，id 和名称加后缀，勘误的位置跟着加。

原网页改成各段原文一行一段，栏目名接在后面，所以检查和逐字核对都照常做。
"""

import hashlib
import re
import shutil
import sys
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from macros.checks.coverage import rows_covered
from macros.corpus import proof
from macros.corpus.loading import load

ROOT = Path(__file__).resolve().parent.parent


def enlarge(project: Path, factor: int) -> None:
    """在 project 里写出放大 factor 倍的工程。"""
    for name in ("docs", "data"):
        shutil.copytree(ROOT / name, project / name)
    for name in ("mkdocs.yml", "CHANGELOG.md"):
        shutil.copy(ROOT / name, project)
    for name in ("macros", "overrides"):
        (project / name).symlink_to(ROOT / name)
    units = {}
    for path in sorted((project / "data/units").glob("*.yml")):
        units[path.stem] = path.read_text(encoding="utf-8")
    owned = re.compile(rf"\b({'|'.join(units)})(?=-\d)")
    for copy in range(2, factor + 1):
        for unit, text in units.items():
            target = project / f"data/units/{unit}-x{copy}.yml"
            row = _copied(owned.sub(rf"\1-x{copy}", text), copy, len(units))
            target.write_text(row, encoding="utf-8")
    recount(project / "docs/table.md", len(units), factor)
    spread_errata(project / "data/errata.yml", units, owned, factor)
    excuse(project)
    write_source(project)


def excuse(project: Path) -> None:
    """抄出来的单位没有资料，照规矩写明为什么。"""
    plan, _ = load(project)
    if plan is None:
        sys.exit("放大的数据读不出来")
    rows = [problem.message.split()[0] for problem in rows_covered(plan)]
    path = project / "data/gaps.yml"
    told = "".join(f"- {{row: {row}, why: 放大出来的单位}}\n" for row in rows)
    path.write_text(path.read_text(encoding="utf-8") + told, encoding="utf-8")


def _copied(text: str, copy: int, units: int) -> str:
    """第 copy 份单位：名称、头一项任务加上第几份，次序接在后面。"""
    text = re.sub(r"(?m)^((?:full_)?name: .*|- number: 1\n  text: .*)", rf"\g<1>{copy}", text)

    def later(order: re.Match[str]) -> str:
        return f"order: {int(order[1]) + units * (copy - 1)}"

    return re.sub(r"(?m)^order: (\d+)", later, text)


def recount(page: Path, units: int, factor: int) -> None:
    """页面上说有几个单位的，照放大以后的说。"""
    text = page.read_text(encoding="utf-8")
    text = text.replace(f"{units} 个单位", f"{units * factor} 个单位")
    page.write_text(text, encoding="utf-8")


def spread_errata(path: Path, units: dict[str, str], owned: re.Pattern[str], factor: int) -> None:
    """勘误的位置，每一份都有。"""
    place = re.compile(rf"(?:{'|'.join(units)})-\d[a-z0-9-]*")

    def everywhere(found: re.Match[str]) -> str:
        copies = [owned.sub(rf"\1-x{copy}", found[0]) for copy in range(2, factor + 1)]
        return ", ".join([found[0], *copies])

    text = place.sub(everywhere, path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")


def write_source(project: Path) -> None:
    """原网页换成各段原文，一行一段，后面是栏目名和标签，没有断行。"""
    plan, problems = load(project)
    if plan is None or problems:
        sys.exit("\n".join(map(str, problems)))
    path = project / "data/source/SOURCE.yml"
    source = yaml.safe_load(path.read_text(encoding="utf-8"))
    lines = [passage.text for passage in proof.printed_passages(plan)]
    furniture = []
    for row in source["furniture"]:
        lines.append(row["text"])
        furniture.append(row | {"line": len(lines)})
    text = "\n".join(lines)
    (project / "data/source" / plan.source.file).write_text(text, encoding="utf-8")
    digest = hashlib.sha256(text.encode()).hexdigest()
    write_yaml(path, source | {"sha256": digest, "furniture": furniture, "joined": []})


def write_yaml(path: Path, content: object) -> None:
    # 图标的扩展写的是 Python 的名字，safe_dump 写不出。
    path.write_text(yaml.dump(content, allow_unicode=True, width=1000), encoding="utf-8")

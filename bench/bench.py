"""基准：把真计划放大 1、10、100 倍各建一次站，和普通 MkDocs（Material）建同样多、同样文字的手写页比。

用法：python bench/bench.py [倍数 …]，不写就是 1 10 100。只打印数字，不判对错。

放大：每个单位连同任务、举措抄成几份，id 和名称加后缀，勘误的位置跟着加；原网页改成各段原文
一行一段，所以检查和逐字核对都照常做。
普通页：把本站建好的每一页还原成只有标题、列表、表格的 Markdown，配置照 mkdocs.yml，不要钩子、宏和自定义模板。
"""

import hashlib
import html
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import yaml
from lxml.html import HtmlElement, parse
from mkdocs.utils.yaml import yaml_load

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from macros.corpus import proof
from macros.corpus.loading import load

ROOT = Path(__file__).resolve().parent.parent
OURS, PLAIN = "本站", "普通页"
MARKS = {**{f"h{n}": "#" * n + " " for n in range(1, 7)}, "p": "- ", "li": "- ", "dd": "- "}
KEPT = (
    "site_name",
    "site_description",
    "site_url",
    "use_directory_urls",
    "theme",
    "markdown_extensions",
    "nav",
)
HEADER = (
    "规模", "站点", "页数", "总秒", "CPU秒", "毫秒/页", "净毫秒/页", "对普通", "净对普通", "对1倍", "净对1倍",
    "峰值MB", "KB/页", "中位KB", "最大KB", "检查秒", "检查毫秒/页",
)  # fmt: skip
LEGEND = """
毫秒/页＝CPU秒÷页数，什么也不减。构建只用一个线程，机器空着时 CPU秒 就是总秒，机器忙时不受别的程序影响。
净毫秒/页先减去普通 MkDocs 建一页空站的 {empty:.2f} 秒（启动、装主题）。
对普通＝毫秒/页÷同规模普通页的毫秒/页；对1倍＝毫秒/页÷同一站点 1 倍时的毫秒/页；带“净”的用净毫秒/页算。
KB/页、中位、最大是 HTML 的大小，不压缩。检查是 python -m macros check 的 CPU 时间，含启动。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """一次运行的用时、CPU 时间（秒）和内存峰值（MB）。"""

    seconds: float
    cpu: float
    memory: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """表里的一行：一个规模的一个站点，各页的 KB。"""

    factor: int
    name: str
    build: Cost
    sizes: list[float]
    check: Cost | None = None


def enlarge(project: Path, factor: int) -> None:
    """在 project 里写出放大 factor 倍的工程。"""
    for name in ("docs", "data"):
        shutil.copytree(ROOT / name, project / name)
    for name in ("mkdocs.yml", "CHANGELOG.md"):
        shutil.copy(ROOT / name, project)
    for name in ("macros", "overrides"):
        (project / name).symlink_to(ROOT / name)
    units = {
        path.stem: path.read_text(encoding="utf-8")
        for path in (project / "data/units").glob("*.yml")
    }
    owned = re.compile(rf"\b({'|'.join(units)})(?=-\d)")
    for copy in range(2, factor + 1):
        for unit, text in units.items():
            row = re.sub(
                r"(?m)^((?:full_)?name: .*)", rf"\g<1>{copy}", owned.sub(rf"\1-x{copy}", text)
            )
            row = re.sub(
                r"(?m)^order: (\d+)",
                lambda n, c=copy: f"order: {int(n[1]) + len(units) * (c - 1)}",
                row,
            )
            (project / f"data/units/{unit}-x{copy}.yml").write_text(row, encoding="utf-8")
    errata = project / "data/errata.yml"
    place = re.compile(rf"(?:{'|'.join(units)})-\d[a-z0-9-]*")
    spread = place.sub(
        lambda found: ", ".join(
            [found[0], *(owned.sub(rf"\1-x{copy}", found[0]) for copy in range(2, factor + 1))]
        ),
        errata.read_text(encoding="utf-8"),
    )
    errata.write_text(spread, encoding="utf-8")
    write_source(project)


def write_source(project: Path) -> None:
    """原网页换成各段原文，一行一段，没有零件，没有断行。"""
    plan, problems = load(project)
    if plan is None or problems:
        sys.exit("\n".join(map(str, problems)))
    text = "\n".join(passage.text for passage in proof.printed_passages(plan))
    (project / "data/source" / plan.source.file).write_text(text, encoding="utf-8")
    path = project / "data/source/SOURCE.yml"
    changes = {"sha256": hashlib.sha256(text.encode()).hexdigest(), "furniture": [], "joined": []}
    write_yaml(path, yaml.safe_load(path.read_text(encoding="utf-8")) | changes)


def write_yaml(path: Path, content: object) -> None:
    # 图标的扩展写的是 Python 的名字，safe_dump 写不出。
    path.write_text(yaml.dump(content, allow_unicode=True, width=1000), encoding="utf-8")


def handwrite(site: Path, peer: Path) -> None:
    """照建好的 site 在 peer 里写出普通工程：页数、标题、文字都一样。"""
    for page in sorted(site.rglob("*.html")):
        article = parse(page).find(".//article")
        if article is not None and page.name != "404.html":
            target = peer / "docs" / page.relative_to(site).with_suffix(".md")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text("\n\n".join(blocks(article)) + "\n", encoding="utf-8")
    write_config(peer)


def write_config(peer: Path, **changes: object) -> None:
    """普通工程的配置：搜索用 Material 自带的。"""
    config = yaml_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    search = [{"search": {"lang": "zh"}}]
    plain = (
        {key: config[key] for key in KEPT if key in config}
        | {"plugins": search, "not_in_nav": "*"}
        | changes
    )
    plain["theme"].pop("custom_dir", None)
    plain["theme"]["language"] = "zh"  # 本站的界面文字在 overrides 里
    write_yaml(peer / "mkdocs.yml", plain)


def blocks(article: HtmlElement) -> Iterator[str]:
    """一页正文的各块，写成 Markdown。"""
    for block in article.iter("table", *MARKS):
        if block.tag == "table":
            rows = [[line(cell) for cell in row] for row in block.iter("tr")]
            width = max(map(len, rows))
            rows.insert(1, ["---"] * width)
            yield "\n".join(f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in rows)
        elif (
            next(block.iterancestors("table"), None) is None
            and next(block.iterdescendants(*MARKS), None) is None
        ):
            yield MARKS[block.tag] + line(block)


def line(element: HtmlElement) -> str:
    return html.escape(" ".join(element.text_content().split()), quote=False)


def run(project: Path, *arguments: str) -> Cost:
    """在 project 里运行 python -m …，量它的开销；失败就停。"""
    start = time.perf_counter()
    with (project / "log").open("w", encoding="utf-8") as log:
        child = subprocess.Popen(
            [sys.executable, "-m", *arguments],
            cwd=project,
            env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "NO_MKDOCS_2_WARNING": "1"},
            stdout=log,
            stderr=log,
        )
        _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        sys.exit(
            f"{' '.join(arguments)} 失败：\n{(project / 'log').read_text(encoding='utf-8')[-2000:]}"
        )
    return Cost(seconds=seconds, cpu=usage.ru_utime + usage.ru_stime, memory=usage.ru_maxrss / 1024)


def build(project: Path) -> Cost:
    shutil.rmtree(project / "site", ignore_errors=True)
    return run(project, "mkdocs", "build", "-d", "site")


def middle(costs: Iterable[Cost]) -> Cost:
    ordered = sorted(costs, key=lambda cost: cost.cpu)
    return ordered[len(ordered) // 2]


def measure(factor: int, scratch: Path) -> list[Row]:
    """一个规模的两行。100 倍以下轮流各建三次，取居中的；准备工作在别的进程里做，不占这里的内存。"""
    ours, peer = scratch / f"{factor}-ours", scratch / f"{factor}-plain"
    ours.mkdir()
    (peer / "docs").mkdir(parents=True)
    costs: list[tuple[Cost, Cost]] = []
    with ProcessPoolExecutor(1) as pool:
        pool.submit(enlarge, ours, factor).result()
        check = run(ours, "macros", "check")
        for turn in range(3 if factor < 100 else 1):
            first = build(ours)
            if turn == 0:
                pool.submit(handwrite, ours / "site", peer).result()
            costs.append((first, build(peer)))
    sizes = [
        [page.stat().st_size / 1024 for page in (site / "site").rglob("*.html")]
        for site in (ours, peer)
    ]
    builds = [middle(builds) for builds in zip(*costs, strict=True)]
    return [
        Row(factor=factor, name=OURS, build=builds[0], sizes=sizes[0], check=check),
        Row(factor=factor, name=PLAIN, build=builds[1], sizes=sizes[1]),
    ]


def empty(peer: Path) -> float:
    """普通 MkDocs 建一页空站的 CPU 秒数，三次居中的。"""
    (peer / "docs").mkdir(parents=True)
    (peer / "docs/index.md").write_text("# 空\n", encoding="utf-8")
    write_config(peer, nav=[{"空": "index.md"}])
    return middle([build(peer) for _ in range(3)]).cpu


def cells(row: Row, rows: list[Row], start: float) -> list[str]:
    """表里一行的各格；start 是建空站的秒数。"""

    def per_page(found: Row, less: float) -> float:
        return (found.build.cpu - less) / len(found.sizes) * 1000

    def ratio(factor: int, name: str, less: float) -> str:
        other = [found for found in rows if (found.factor, found.name) == (factor, name)]
        return f"{per_page(row, less) / per_page(other[0], less):.2f}" if other else "—"

    return [
        f"{row.factor}倍", row.name, f"{len(row.sizes)}", f"{row.build.seconds:.1f}", f"{row.build.cpu:.1f}",
        f"{per_page(row, 0):.1f}", f"{per_page(row, start):.1f}",
        ratio(row.factor, PLAIN, 0), ratio(row.factor, PLAIN, start), ratio(1, row.name, 0), ratio(1, row.name, start),
        f"{row.build.memory:.0f}", f"{statistics.mean(row.sizes):.0f}", f"{statistics.median(row.sizes):.0f}",
        f"{max(row.sizes):.0f}", f"{row.check.cpu:.2f}" if row.check else "",
        f"{row.check.cpu / len(row.sizes) * 1000:.2f}" if row.check else "",
    ]  # fmt: skip


def columns(text: str) -> int:
    """一格占几列，汉字占两列。"""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def main() -> None:
    """量各个规模，打印表。"""
    factors = [int(argument) for argument in sys.argv[1:]] or [1, 10, 100]
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        start = empty(Path(folder) / "empty")
        rows = [found for factor in factors for found in measure(factor, Path(folder))]
    table = [list(HEADER), *(cells(found, rows, start) for found in rows)]
    widths = [max(map(columns, column)) for column in zip(*table, strict=True)]
    for row in table:
        print(
            "  ".join(
                " " * (width - columns(text)) + text
                for text, width in zip(row, widths, strict=True)
            )
        )
    print(LEGEND.format(empty=start))


if __name__ == "__main__":
    main()

"""基准：把真计划放大 1、10、100 倍各建一次站，一样一样地量，网页和普通 MkDocs（Material）的网页比。

用法：python bench/bench.py [倍数 …] [--paper]，不写就是 1 10 100；--paper 连印刷也量。只打印数字，不判对错。

同样的比同样的：两边先都只建网页（同样多、同样文字，都没有检查、搜索、数据、压缩、短地址、二维码），
再一样一样加上去，每一行是加上这一样以后的，“多花”是这一样自己的。每次都从头建，什么都不取旧的。
短地址的页只管跳转，不算页。放大见 enlarging.py，普通页见 plain.py，怎样量见 measured.py。
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from enlarging import ROOT, enlarge, write_yaml
from mkdocs.utils.yaml import yaml_load
from plain import SEARCH, handwrite, write_config

__all__ = [
    "ROOT",
    "SEARCH",
    "build",
    "columns",
    "enlarge",
    "handwrite",
    "middle",
    "write_config",
    "write_yaml",
]

PLAIN, PAGES = "普通网页", "网页"
# 一样一样加上去的次序，前面的都在。
STAGES = (PAGES, "检查", "短地址", "二维码", "搜索", "数据", "压缩")
PAPER = "印刷"

# 各样怎样去掉：给副本的钩子，照本站的来，只是 WITHOUT 里的不做。
HOOKS = """
import os
from concurrent.futures import ThreadPoolExecutor
from macros import build, makers, starting
from macros.corpus.loading import load
from macros.hooks import *
from macros.publishing.background import Background

without = os.environ["WITHOUT"].split()
make = Background.make
if "检查" in without:
    starting.check = lambda root, expanded: load(root)
    starting.workers.start = lambda: ThreadPoolExecutor(1)  # 只有网页，别的进程没有活
if "短地址" in without:
    build.short_page_files = lambda *_: ()
if "二维码" in without:
    Background.make = lambda self, address, maker, material: (
        None if maker is makers.QR else make(self, address, maker, material)
    )
if "搜索" in without:
    build.index_files = lambda *_: {}
if "数据" in without:
    build.Build.data = {}
if "压缩" in without:
    starting.Compressor = lambda *_: None
"""

HEADER = (
    "规模",
    "做什么",
    "页数",
    "总秒",
    "CPU秒",
    "多花CPU秒",
    "毫秒/页",
    "对普通",
    "对1倍",
    "内存MB",
    "最大KB",
)
LEGEND = """
毫秒/页＝CPU秒÷页数，连启动在内，什么也不减；CPU秒、内存是全部进程合起来的，机器忙时总秒会虚高，CPU秒也会高一些。
对普通＝毫秒/页÷同规模普通网页的；对1倍＝毫秒/页÷同一行 1 倍时的。最大KB 是最大的一页，不压缩。
python -m macros check：{checks}。
要做到：网页对普通不超过 1.5，对 1 倍不超过 1.2；到压缩为止，100 倍两个处理器不超过 60 秒、450 MB；一页不超过 300 KB。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """一次运行的用时、CPU 时间（秒）和内存峰值（MB），全部进程合起来。"""

    seconds: float
    cpu: float
    memory: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """表里的一行：一个规模做到哪一步，有几页，最大的一页几 KB；before 是上一步。"""

    factor: int
    name: str
    cost: Cost
    pages: int
    largest: float
    before: Cost | None = None


def run(project: Path, *arguments: str, **environment: str) -> Cost:
    """在 project 里运行 python -m …，量它的开销；失败就停。"""
    command = [sys.executable, "-m", *arguments]
    known = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        [sys.executable, str(ROOT / "bench/measured.py"), str(project), *command],
        check=False,
        env=known | environment,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        sys.exit(f"{' '.join(arguments)} 失败：\n{done.stderr[-2000:]}")
    return Cost(**json.loads(done.stdout))


def build(project: Path, config: str = "mkdocs.yml", **environment: str) -> Cost:
    """从头建一次：以前的网站和存着的都不要。"""
    for name in ("site", "build"):
        shutil.rmtree(project / name, ignore_errors=True)
    return run(project, "mkdocs", "build", "-f", config, "-d", "site", **environment)


def middle(costs: Iterable[Cost]) -> Cost:
    """几次里居中的一次。"""
    ordered = sorted(costs, key=lambda cost: cost.cpu)
    return ordered[len(ordered) // 2]


def prepare(project: Path, factor: int) -> None:
    """放大的副本，另有一份配置 bench.yml：各样都可以去掉；去掉的文件有链接指着，所以不严格。"""
    enlarge(project, factor)
    (project / "bench_hooks.py").write_text(HOOKS, encoding="utf-8")
    config = yaml_load((project / "mkdocs.yml").read_text(encoding="utf-8"))
    changes = {"strict": False, "hooks": ["bench_hooks.py"]}
    write_yaml(project / "bench.yml", config | changes)


def build_stage(project: Path, stage: str) -> Cost:
    """做到 stage 这一步。"""
    if stage == PAPER:
        return build(project, "bench.yml", WITHOUT="")
    without = STAGES[STAGES.index(stage) + 1 :]
    return build(project, "bench.yml", WITHOUT=" ".join(without), PRINT="")


def measure(factor: int, scratch: Path, paper: bool) -> Iterator[Row]:
    """一个规模的各行。100 倍以下轮流各建三次，取居中的。"""
    ours, peer = scratch / f"{factor}-ours", scratch / f"{factor}-plain"
    ours.mkdir()
    (peer / "docs").mkdir(parents=True)
    with ProcessPoolExecutor(1) as pool:  # 准备工作在别的进程里做，内存不留下
        pool.submit(prepare, ours, factor).result()
        build_stage(ours, PAGES)
        pool.submit(handwrite, ours / "site", peer).result()
    pages = [page.stat().st_size / 1024 for page in (ours / "site").rglob("*.html")]
    stages = [*STAGES, PAPER] if paper else STAGES
    costs: dict[str, list[Cost]] = {name: [] for name in (PLAIN, *stages)}
    for _ in range(3 if factor < 100 else 1):
        costs[PLAIN].append(build(peer))
        for stage in stages:
            costs[stage].append(build_stage(ours, stage))
    before = None
    for name, several in costs.items():
        cost = middle(several)
        yield Row(
            factor=factor, name=name, cost=cost, pages=len(pages), largest=max(pages), before=before
        )
        before = None if name == PLAIN else cost


def per_page(row: Row) -> float:
    """一页用多少毫秒。"""
    return row.cost.cpu / row.pages * 1000


def ratio(row: Row, rows: list[Row], factor: int, name: str) -> str:
    """每页是 factor 倍时 name 那一行的几倍；没有量那一行就空着。"""
    for other in rows:
        if (other.factor, other.name) == (factor, name):
            return f"{per_page(row) / per_page(other):.2f}"
    return "—"


def cells(row: Row, rows: list[Row]) -> list[str]:
    """表里一行的各格。"""
    more = f"{row.cost.cpu - row.before.cpu:.1f}" if row.before else ""
    return [
        f"{row.factor}倍",
        row.name if row.name in (PLAIN, PAGES) else f"＋{row.name}",
        f"{row.pages}",
        f"{row.cost.seconds:.1f}",
        f"{row.cost.cpu:.1f}",
        more,
        f"{per_page(row):.1f}",
        ratio(row, rows, row.factor, PLAIN),
        ratio(row, rows, 1, row.name),
        f"{row.cost.memory:.0f}",
        f"{row.largest:.0f}",
    ]


def columns(text: str) -> int:
    """一格占几列，汉字占两列。"""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def show(table: list[list[str]]) -> None:
    """印一张表，各栏对齐。"""
    widths = [max(map(columns, column)) for column in zip(*table, strict=True)]
    for row in table:
        padded = [
            " " * (width - columns(text)) + text for text, width in zip(row, widths, strict=True)
        ]
        print("  ".join(padded))


def main() -> None:
    """量各个规模，打印表。"""
    parser = argparse.ArgumentParser(description="网站建得多快")
    parser.add_argument("factors", nargs="*", type=int, default=[1, 10, 100])
    parser.add_argument("--paper", action="store_true")
    given = parser.parse_args()
    rows: list[Row] = []
    checks = []
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        for factor in given.factors:
            rows += measure(factor, Path(folder), given.paper)
            check = run(Path(folder) / f"{factor}-ours", "macros", "check")
            checks.append(f"{factor} 倍 {check.cpu:.2f} CPU 秒")
    show([list(HEADER), *(cells(row, rows) for row in rows)])
    print(LEGEND.format(checks="，".join(checks)))


if __name__ == "__main__":
    main()

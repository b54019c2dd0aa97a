"""每种页面多重、多快，和原样的 Material 比。用法：python bench/bench_weight.py [页面 …]。只打印数字，不判对错。

两边一样的：同一份 data、docs、导航、插件、Markdown 扩展，同样的宏展开出同样的正文，同一个浏览器、服务器、同一次运行。
不一样的：对照用 Material 自己的模板、样式、脚本和搜索，不用 overrides，也没有本站的样式、脚本、短地址；
首页、求助页、搜索页、资料页用它的普通模板，搜索页因此没有全站目录，资料页没有下载和缩略图。它默认取谷歌的字体，这里关了，算它轻。
别的都是默认：不开任何 features，不分深浅色，搜索用它自带的，界面语言是 zh。
"""

import http.server
import json
import statistics
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import brotli
from access import CHROMIUM
from mkdocs.utils.yaml import yaml_load
from playwright.sync_api import Browser, Page, sync_playwright
from project import copy_project
from serving import serving
from test_weight import kinds

import bench

TURNS = 3
LEGEND = """
首次＝第一次来，网页、样式、脚本、索引一共下载的 KB；下一页＝从别的页点过来，新下载的 KB。都是 brotli（质量 11）压过的，1 KB = 1024 字节。
请求＝首次的请求数，不算图标。首屏＝first contentful paint 的毫秒；长任务＝主线程上超过 50 毫秒的任务：个数和最长的毫秒。
网络都是 150 毫秒一个来回、1.6 Mb/s。长任务按慢 4 倍的处理器算：取任务真用掉的处理器时间，乘 4；这样机器忙不忙都差不多。
这两样轮流各量 {turns} 次，取最小的：别的程序只会让它变大。比＝Material（不带搜索）是本站的几倍。"""

# Material 的对照用的钩子：读数据、加页面、接导航照本站，别的都不动；配置照 Material 的写，本站的检查不认，就只读不查。
HOOKS = """
import re
from macros import build, mkdocsfiles, starting
from macros.corpus.loading import load
from macros.pages import context
from macros.hooks import on_config, on_files, on_nav, on_page_content, on_page_markdown, on_pre_build

mkdocsfiles.UNUSED = re.compile("$^")
context.OWN_TEMPLATES = {}
build.Build.piece = lambda *_: None
build.Build.assets = lambda *_: {}
starting.check = lambda root, expanded: load(root)
"""
LONG = 50
SLOWER = 4
TRACED = ["-*", "toplevel", "devtools.timeline"]
PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"


class Handler(http.server.SimpleHTTPRequestHandler):
    """像生产环境那样发：压缩，给缓存时间；记下每次发了几个字节。"""

    protocol_version = "HTTP/1.1"
    sent: ClassVar[list[int]] = []

    def do_GET(self) -> None:
        """发一个文件，没有就 404。"""
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        body = packed(path)
        if "favicon" not in path.name:
            self.sent.append(len(body))
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "br")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None:
        """不打印请求。"""


@cache
def packed(path: Path) -> bytes:
    return brotli.compress(path.read_bytes(), quality=11)


@dataclass(kw_only=True)
class Cost:
    """一页在一个网站上的开销。"""

    cold: int
    warm: int
    requests: int
    paint: float
    tasks: list[float]


def stock(project: Path) -> None:
    """把 project 改成原样的 Material。"""
    config = yaml_load((project / "mkdocs.yml").read_text(encoding="utf-8"))
    (project / "hooks.py").write_text(HOOKS, encoding="utf-8")
    theme = {"name": "material", "language": "zh", "font": False}
    changes: dict[str, Any] = {
        "theme": theme,
        "hooks": ["hooks.py"],
        "plugins": config["plugins"],
    }
    changes |= {"site_url": "", "strict": False, "validation": {"anchors": "ignore"}}
    bench.write_yaml(project / "mkdocs.yml", config | changes)


def settled(page: Page) -> None:
    """等到没有新的请求：索引是后台慢慢取的。"""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)


def opened(browser: Browser, *addresses: str) -> list[int]:
    """在没有缓存的浏览器里依次打开，返回最后一页下载的各个文件的字节。"""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    for address in addresses:
        Handler.sent.clear()
        page.goto(address)
        settled(page)
    context.close()
    return list(Handler.sent)


def watched(browser: Browser, address: str) -> tuple[float, list[float]]:
    """慢的网、手机上第一次打开：首屏的毫秒，各个长任务的毫秒。"""
    context = browser.new_context(
        viewport={"width": 360, "height": 800}, device_scale_factor=2, is_mobile=True
    )
    page = context.new_page()
    control = context.new_cdp_session(page)
    control.send("Network.enable")
    rate = 1.6e6 / 8
    network = {
        "offline": False,
        "latency": 150,
        "downloadThroughput": rate,
        "uploadThroughput": rate,
    }
    control.send("Network.emulateNetworkConditions", network)
    browser.start_tracing(page=page, categories=TRACED)
    page.goto(address)
    settled(page)
    events = json.loads(browser.stop_tracing())["traceEvents"]
    paint = page.evaluate(PAINT)
    context.close()
    return paint, long_tasks(events, address)


def long_tasks(events: list[dict[str, Any]], address: str) -> list[float]:
    """打开 address 的那个进程，主线程上的长任务。"""
    parsed = (event for event in events if event["name"] == "ParseHTML")
    process = {
        event["pid"] for event in parsed if event["args"].get("beginData", {}).get("url") == address
    }
    thread = {
        (event["pid"], event["tid"])
        for event in events
        if event["name"] == "thread_name"
        and event["args"]["name"] == "CrRendererMain"
        and event["pid"] in process
    }
    times = [
        event.get("tdur", 0) / 1000 * SLOWER
        for event in events
        if event["name"] == "ThreadControllerImpl::RunTask"
        and (event["pid"], event["tid"]) in thread
    ]
    if not times:
        sys.exit(f"没有量到 {address} 的任务")
    return [time for time in times if time > LONG]


def measure(browser: Browser, addresses: list[str], name: str) -> list[Cost]:
    """量一页，本站和对照各一份。"""
    other = "about.html" if name != "about.html" else "index.html"
    runs = [[watched(browser, address + name) for address in addresses] for _ in range(TURNS)]
    costs = []
    for address, turns in zip(addresses, zip(*runs, strict=True), strict=True):
        first = opened(browser, address + name)
        costs.append(
            Cost(
                cold=sum(first),
                warm=sum(opened(browser, address + other, address + name)),
                requests=len(first),
                paint=min(paint for paint, _ in turns),
                tasks=min((tasks for _, tasks in turns), key=lambda tasks: max(tasks, default=0)),
            )
        )
    return costs


def cells(name: str, ours: Cost, theirs: Cost) -> list[str]:
    """表里的一行。"""

    def tasks(found: Cost) -> str:
        return f"{len(found.tasks)} 个 {max(found.tasks):.0f}" if found.tasks else "0 个"

    return [
        name,
        *(f"{cost.cold / 1024:.1f}" for cost in (ours, theirs)), f"{theirs.cold / ours.cold:.1f}",
        *(f"{cost.warm / 1024:.1f}" for cost in (ours, theirs)), f"{theirs.warm / ours.warm:.1f}",
        *(str(cost.requests) for cost in (ours, theirs)),
        *(f"{cost.paint:.0f}" for cost in (ours, theirs)), f"{theirs.paint / ours.paint:.1f}",
        *(tasks(cost) for cost in (ours, theirs)),
    ]  # fmt: skip


def middle(costs: Iterable[Cost]) -> Cost:
    """各列各取居中的。"""
    found = list(costs)
    return Cost(
        cold=statistics.median_low(cost.cold for cost in found),
        warm=statistics.median_low(cost.warm for cost in found),
        requests=statistics.median_low(cost.requests for cost in found),
        paint=statistics.median_low(cost.paint for cost in found),
        tasks=sorted((cost.tasks for cost in found), key=lambda tasks: max(tasks, default=0))[
            len(found) // 2
        ],
    )


HEADER = [
    "页面", "首次", "Material", "比", "下一页", "Material", "比", "请求", "Material", "首屏", "Material", "比",
    "长任务", "Material",
]  # fmt: skip


def main() -> None:
    """建好两个网站，量每种页面，打印表。"""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, sync_playwright() as playwright:
        projects = [copy_project(Path(folder) / name) for name in ("ours", "stock")]
        stock(projects[1])
        for project in projects:
            bench.build(project)
        names = sys.argv[1:] or [name for name in kinds(projects[0] / "site") if name != "404.html"]
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-background-networking"],
        )
        with (
            serving(projects[0] / "site", Handler) as ours,
            serving(projects[1] / "site", Handler) as theirs,
        ):
            rows = [(name, *measure(browser, [ours, theirs], name)) for name in names]
        browser.close()
    table = [
        HEADER,
        *(cells(*row) for row in rows),
        cells("居中的一页", *(middle(row[n] for row in rows) for n in (1, 2))),
    ]
    widths = [max(map(bench.columns, column)) for column in zip(*table, strict=True)]
    for row in table:
        print(
            "  ".join(
                " " * (width - bench.columns(text)) + text
                for text, width in zip(row, widths, strict=True)
            )
        )
    print(LEGEND.format(turns=TURNS))


if __name__ == "__main__":
    main()

"""搜索的基准：本站、Material 自带的（jieba 分词）、Pagefind，同一批页面、同一个浏览器、同一次运行。

用法：python bench/bench_search.py [倍数 …]，不写就是 1 10 100。只打印数字，不判对错。
页面照 bench.py 放大；打的字是 tests/search/tuning.yml 里的前几十句。
末尾是几套问句的分：本站的不开浏览器，照 search_sets.py 算；别家的在它自己的框里打，只比到页。
"""

import http.server
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any

import brotli
import search_sets
import yaml
from access import CHROMIUM
from mkdocs.utils.yaml import yaml_load
from playwright.sync_api import Browser, Page, sync_playwright

import bench

QUERIES = 40
# 别家打完一句，等多久算它摆好了。
SETTLED = 350
LEGEND = """
建索引＝多用的 CPU 秒：本站是去掉写索引那一步再建一次的差，Material 是不开搜索再建一次的差，Pagefind 是它的命令。
索引KB＝全部索引文件 brotli 后。首条KB＝从打开网页到第一条结果，为搜索下载的 brotli 后的字节，含脚本。首条毫秒＝打开到第一条。
毫秒＝打完最后一个字到结果变了（中位、95 %），Pagefind 的界面自己要等 300 毫秒。卡顿＝网页主线程最长一次不应答的毫秒。"""

# 打开搜索框、打字的地方、结果在哪里。
BOXES = {
    "本站": ("header [data-search-open]", "dialog.search input[type=search]", "#search-list"),
    "Material": (".md-search__input", ".md-search__input", ".md-search-result__list"),
    "Pagefind": ("body", ".pagefind-ui__search-input", ".pagefind-ui__drawer"),
}
# 打一句：先打前面的，静下来，再打最后一个字；返回到结果变了的毫秒、主线程最长的停顿。
TYPE = """async ([query, input, list]) => {
  const box = document.querySelector(input);
  const put = (text) => {
    box.focus();
    box.value = text;
    for (const type of ["input", "keyup"]) box.dispatchEvent(new Event(type, {bubbles: true}));
  };
  const rest = (ms) => new Promise((done) => setTimeout(done, ms));
  put([...query].slice(0, -1).join(""));
  await rest(700);
  let last = performance.now(), worst = 0, stop = false;
  const beat = new MessageChannel();
  beat.port1.onmessage = () => {
    const now = performance.now();
    worst = Math.max(worst, now - last);
    last = now;
    if (!stop) beat.port2.postMessage(0);
  };
  beat.port2.postMessage(0);
  const start = performance.now();
  const changed = new Promise((done) => {
    new MutationObserver((_, self) => { self.disconnect(); done(performance.now() - start); })
      .observe(document.querySelector(list), {childList: true, subtree: true, characterData: true});
    setTimeout(() => done(null), 3000);
  });
  put(query);
  const took = await changed;
  await rest(50);
  stop = true;
  return [took, worst];
}"""


@dataclass(kw_only=True)
class Log:
    """服务器发出的：brotli 后的字节；busy 表示正在记。"""

    sizes: dict[str, int] = field(default_factory=dict)
    sent: list[int] = field(default_factory=list)


class Handler(http.server.SimpleHTTPRequestHandler):
    """发文件，记下每次请求压缩后有多大。"""

    def __init__(self, *arguments: object, log: Log, **options: object) -> None:
        self.log = log
        super().__init__(*arguments, **options)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """发一个文件，先记下大小。"""
        path = Path(self.translate_path(self.path))
        if path.is_file():
            if self.path not in self.log.sizes:
                self.log.sizes[self.path] = len(brotli.compress(path.read_bytes(), quality=9))
            if re.search("search|lunr|pagefind/", self.path):
                self.log.sent.append(self.log.sizes[self.path])
        super().do_GET()

    def log_message(self, *_arguments: object) -> None:
        """不打印请求。"""


@contextmanager
def server(site: Path) -> Iterator[tuple[str, Log]]:
    """发 site 的网站，给出网址和记录。"""
    log = Log()
    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(Handler, log=log, directory=str(site))
    ) as found:
        threading.Thread(target=found.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{found.server_port}/", log
        found.shutdown()


def weigh(files: list[Path]) -> float:
    return sum(len(brotli.compress(path.read_bytes(), quality=9)) for path in files) / 1024


def first_result(page: Page, name: str, log: Log, query: str) -> tuple[float, float]:
    """打开搜索框打一个词，到第一条结果：下载的 KB，用的毫秒。"""
    opener, box, results = BOXES[name]
    start = time.perf_counter()
    page.click(opener)
    page.locator(box).press_sequentially(query)
    page.locator(box).dispatch_event("keyup")  # Material 只认这个
    page.wait_for_function(
        "list => document.querySelector(list)?.querySelector('a')", arg=results, timeout=15_000
    )
    took = (time.perf_counter() - start) * 1000
    return sum(log.sent) / 1024, took


def measure(browser: Browser, name: str, site: Path, index: list[Path], cost: float) -> list[str]:
    """一个站点的一行。"""
    rows = yaml.safe_load((bench.ROOT / "tests/search/tuning.yml").read_text(encoding="utf-8"))
    queries = [row["query"] for row in rows if row["expect"] and len(row["query"]) > 1][
        :: len(rows) // QUERIES
    ]
    with server(site) as (origin, log):
        page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
        page.goto(origin + ("pagefind.html" if name == "Pagefind" else "index.html"))
        page.wait_for_timeout(1000)
        kilobytes, milliseconds = first_result(page, name, log, "儿童")
        page.wait_for_timeout(8000)
        _, box, results = BOXES[name]
        took = [page.evaluate(TYPE, [query, box, results]) for query in queries]
    times = sorted(one for one, _ in took if one is not None) or [0.0]
    return [
        name, f"{cost:.2f}", f"{weigh(index):.0f}", f"{kilobytes:.0f}", f"{milliseconds:.0f}", f"{statistics.median(times):.0f}",
        f"{times[int(len(times) * 0.95)]:.0f}", f"{max(worst for _, worst in took):.0f}", f"{len(times)}/{len(took)}",
    ]  # fmt: skip


# 打一句，等它摆好，读出各条的地址。
ANSWERS = """async ([query, input, list, ms]) => {
  const box = document.querySelector(input);
  box.focus();
  box.value = query;
  for (const type of ["input", "keyup"]) box.dispatchEvent(new Event(type, {bubbles: true}));
  await new Promise((done) => setTimeout(done, ms));
  return [...document.querySelectorAll(`${list} a`)].map((one) => new URL(one.href).pathname);
}"""


def pages_of(row: dict[str, Any], site: Path) -> set[str]:
    """一句要的各页；要的是字的，写着那几个字的页都算。"""
    if "wants" in row:
        return {want.partition("#")[0] for want in row["wants"]}
    expect = [search_sets.squeezed(one) for one in row["expect"]]
    return {name for name, text in whole_pages(site) if any(one in text for one in expect)}


@cache
def whole_pages(site: Path) -> tuple[tuple[str, str], ...]:
    """每一页的全部文字。"""
    found = []
    for path in site.rglob("*.html"):
        for article in search_sets.article(str(path)):
            name = path.relative_to(site).as_posix()
            found.append((name, search_sets.squeezed(article.text_content())))
    return tuple(found)


def peer_lines(browser: Browser, name: str, site: Path, ours: Path) -> Iterator[str]:
    """别家在各套问句上的分，照种类。"""
    with server(site) as (origin, _):
        page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
        page.goto(origin + ("pagefind.html" if name == "Pagefind" else "index.html"))
        page.click(BOXES[name][0])
        for chosen in search_sets.NAMES:
            rows = search_sets.rows_of(chosen)
            scores = [peer_score(page, name, row, ours) for row in rows]
            yield f"【{chosen}】{name}，只比到页"
            yield from ("\t".join(line) for line in search_sets.lines(scores))


def peer_score(page: Page, name: str, row: dict[str, Any], ours: Path) -> search_sets.Score:
    """别家的一句。"""
    _, box, results = BOXES[name]
    links = page.evaluate(ANSWERS, [row["query"], box, results, SETTLED])
    pages = list(dict.fromkeys(link.lstrip("/") for link in links))[:5]
    wanted = pages_of(row, ours)
    hits = [one in wanted for one in pages]
    return search_sets.Score(
        query=row["query"],
        kind=row["kind"],
        first=bool(hits and hits[0]) if wanted else not pages,
        five=any(hits) if wanted else not pages,
        urgent=False,
        took=0,
        shown=[[one] for one in pages],
    )


def built(project: Path, factor: int) -> float:
    """建一次的 CPU 秒数，不印刷：100 倍以下三次取居中的。"""
    times = 3 if factor < 100 else 1
    return bench.middle([bench.build(project, PRINT="") for _ in range(times)]).cpu


def without(project: Path, name: str, factor: int) -> float:
    """不建搜索时的 CPU 秒数。"""
    if name == "Material":
        config = yaml_load((project / "mkdocs.yml").read_text(encoding="utf-8"))
        bench.write_yaml(project / "mkdocs.yml", config | {"plugins": []})
    else:
        (project / "macros").unlink()
        shutil.copytree(bench.ROOT / "macros", project / "macros")
        path = project / "macros/search/index.py"
        plain = re.sub(
            r"(def index_files\(.*?\"\"\".*?\"\"\"\n)",
            r"\1    return {}\n",
            path.read_text(encoding="utf-8"),
            flags=re.DOTALL,
        )
        path.write_text(plain, encoding="utf-8")
    return built(project, factor)


def rows(browser: Browser, factor: int, scratch: Path) -> Iterator[list[str]]:
    """一个规模的三行。"""
    ours, peer = scratch / f"{factor}-ours", scratch / f"{factor}-plain"
    ours.mkdir()
    (peer / "docs").mkdir(parents=True)
    with ProcessPoolExecutor(1) as pool:
        pool.submit(bench.enlarge, ours, factor).result()
        cost = built(ours, factor)
        pool.submit(bench.handwrite, ours / "site", peer).result()
    bench.write_config(peer, plugins=bench.SEARCH)
    site = ours / "site"
    shutil.copytree(site, ours / "kept")
    cost -= without(ours, "本站", factor)
    yield [
        f"{factor}倍",
        *measure(browser, "本站", ours / "kept", list((ours / "kept/search").iterdir()), cost),
    ]

    cost = built(peer, factor)
    shutil.copytree(peer / "site", peer / "kept")
    cost -= without(peer, "Material", factor)
    if factor == 1:
        print_sets(browser, "Material", peer / "kept", ours / "kept")
    yield [
        f"{factor}倍",
        *measure(
            browser, "Material", peer / "kept", [peer / "kept/search/search_index.json"], cost
        ),
    ]

    start = time.perf_counter()
    command = [sys.executable, "-m", "pagefind", "--site", str(site)]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        print("没有装 Pagefind，这一行略去")
        return
    cost = time.perf_counter() - start
    (site / "pagefind.html").write_text(
        '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><link href="pagefind/pagefind-ui.css" rel="stylesheet"><script src="pagefind/pagefind-ui.js"></script>'
        '<div id="search"></div><script>new PagefindUI({element: "#search"})</script>',
        encoding="utf-8",
    )
    if factor == 1:
        print_sets(browser, "Pagefind", site, ours / "kept")
    index = [path for path in (site / "pagefind").rglob("*") if path.suffix.startswith(".pf")]
    yield [f"{factor}倍", *measure(browser, "Pagefind", site, index, cost)]


def print_sets(browser: Browser, name: str, site: Path, ours: Path) -> None:
    """打印别家的分；第一家之前先打印本站的。"""
    if name == "Material":
        for chosen in search_sets.NAMES:
            print(search_sets.table(ours, chosen))
    print("\n".join(peer_lines(browser, name, site, ours)))


def main() -> None:
    """量各个规模，打印表。"""
    factors = [int(argument) for argument in sys.argv[1:]] or [1, 10, 100]
    head = [
        "规模",
        "搜索",
        "建索引秒",
        "索引KB",
        "首条KB",
        "首条毫秒",
        "毫秒中位",
        "毫秒95%",
        "卡顿毫秒",
        "有结果",
    ]
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-background-networking"],
        )
        table = [head, *(row for factor in factors for row in rows(browser, factor, Path(folder)))]
    widths = [max(map(bench.columns, column)) for column in zip(*table, strict=True)]
    for row in table:
        print(
            "  ".join(
                " " * (width - bench.columns(text)) + text
                for text, width in zip(row, widths, strict=True)
            )
        )
    print(LEGEND)


if __name__ == "__main__":
    main()

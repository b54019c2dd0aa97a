"""make audit：全站每一页走完无障碍的全部检查，印出数目；有一处不对，退出码是 1。"""

import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from access import LAUNCH, Audit, whole_page
from playwright.sync_api import sync_playwright

SITE = Path(__file__).parent.parent.parent / "site"
REDIRECTS = ("p", "t", "m")  # 短网址：只转走，没有内容


def pages(root):
    """全站有内容的页。"""
    names = (path.relative_to(root) for path in sorted(root.rglob("*.html")))
    return [name.as_posix() for name in names if name.parts[0] not in REDIRECTS]


def one(root, name):
    """查一页；各进程自己开浏览器。"""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**LAUNCH)
        audit = Audit(browser, root)
        whole_page(audit, name)
        browser.close()
    return audit.found, audit.count, audit.smallest


def main(root, names):
    """查完给的各页，没给就查全站。"""
    started = time.monotonic()
    total = Audit(None, root)
    names = names or pages(root)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for name, (found, count, smallest) in zip(
            names, pool.map(one, [root] * len(names), names), strict=True
        ):
            total.found += found
            total.count += count
            total.smallest = min(total.smallest, smallest)
            print(f"{name}：{len(found)} 处不对", flush=True)
    print(*(f"{what}：{count}" for what, count in sorted(total.count.items())), sep="\n")
    print(f"最小的单独目标：{total.smallest[0]:g} 像素，{total.smallest[1]}")
    print(f"用时 {time.monotonic() - started:.0f} 秒")
    print(total.report())
    return 1 if total.found else 0


if __name__ == "__main__":
    sys.exit(main(SITE, sys.argv[1:]))

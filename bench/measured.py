"""运行一条命令，量它和它起的全部进程：总秒、CPU 秒、内存峰值。只在 Linux 上用。

用法：python bench/measured.py 文件夹 命令 …；最后一行印出 JSON。
内存是各进程同一时刻合起来的（PSS：几个进程共用的一页，各算几分之一，合起来算一次）。
"""

import ctypes
import json
import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

# prctl(2)：父进程先走了的，归这里收，它们用的 CPU 才算得进来。
SUBREAPER = 36
EVERY = 0.2


def tree(pid: int) -> Iterator[int]:
    """一个进程和它起的各个进程。"""
    yield pid
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield from tree(int(child))


def memory(pid: int) -> float:
    """合起来用多少 MB；量到一半有进程走了，就少算它。"""
    total = 0
    try:
        for one in tree(pid):
            rollup = Path(f"/proc/{one}/smaps_rollup").read_text()
            total += int(re.search(r"^Pss: +(\d+)", rollup, re.MULTILINE)[1])
    except OSError:
        return 0
    return total / 1024


def main() -> None:
    """运行，量，印。命令失败，退出码照它的。"""
    folder, *command = sys.argv[1:]
    ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)
    start = time.perf_counter()
    child = subprocess.Popen(command, cwd=folder, stdout=sys.stderr)
    peak = 0.0
    while child.poll() is None:
        peak = max(peak, memory(child.pid))
        time.sleep(EVERY)
    seconds = time.perf_counter() - start
    while True:
        try:
            os.wait()
        except ChildProcessError:
            break
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = usage.ru_utime + usage.ru_stime
    print(json.dumps({"seconds": seconds, "cpu": cpu, "memory": peak}))
    sys.exit(child.returncode)


if __name__ == "__main__":
    main()

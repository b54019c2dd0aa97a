"""别的进程：压缩、Excel 表、二维码互不相干，和排网页同时做。"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import forkserver, resource_tracker


def start() -> Executor:
    """起好几个进程，比处理器少一个：排网页的主进程自己占着一个。

    要在读计划以前起：这时还小，往后再起，每个都会带上一份计划。
    """
    _start_server()
    processors = os.cpu_count() or 1
    pool = ProcessPoolExecutor(
        max(1, processors - 1),
        mp_context=multiprocessing.get_context("forkserver"),
        initializer=_leave_with_parent,
    )
    pool.submit(os.getpid)
    return pool


def stop(pool: Executor) -> None:
    """还没做的不做了。"""
    pool.shutdown(cancel_futures=True)


def _start_server() -> None:
    """起好分出各进程的那一个。它和分出的都不理 Ctrl-C：停不停由主进程说，不各出一份调用栈。

    主进程先走了，刚分出的会找不到它的锁，也出一份调用栈，所以它们先导入 quiet，不往外说。
    """
    multiprocessing.set_forkserver_preload(["__main__", "macros.publishing.quiet"])
    with _silent():
        resource_tracker.ensure_running()  # 它自己会改这一项，要在前面
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _silent() -> Iterator[None]:
    """这一段里起的进程，stderr 接到空处：按 Ctrl-C 走得急，它会用英文抱怨没有收好。"""
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _leave_with_parent() -> None:
    """构建中途被结束，这些进程跟着走，不留在机器上。"""

    def watch() -> None:
        parent = multiprocessing.parent_process()
        if parent:
            parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()

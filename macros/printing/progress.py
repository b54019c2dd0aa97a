"""有人在终端前等着，才画进度条。"""

import sys


def show_progress(done: int, total: int) -> None:
    """total 份资料印好了 done 份。"""
    terminal = sys.stderr
    if not terminal.isatty():
        return
    bar = "█" * (done * 30 // total)
    terminal.write(f"\r印刷资料 {bar:░<30} {done}/{total}")
    if done == total:
        terminal.write("\n")

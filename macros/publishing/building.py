"""建好一份，换上去。同一个文件夹里，一次只建一份。"""

import contextlib
import fcntl
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from mkdocs.__main__ import cli
from mkdocs.exceptions import Abort

from macros.publishing import swap

# 建的时候放在这里，建好才换上去。
WORK = "build"


def build_site(root: Path, target: Path) -> int:
    """照 root 里的 mkdocs.yml 建一份网站，换到 target；不成就印一句为什么，返回 1，target 不动。"""
    draft = root / WORK / "site"
    try:
        with only_one(root):
            swap.require_ours(target)
            _require_apart(draft, target)
            shutil.rmtree(draft, ignore_errors=True)
            if not _is_built(draft):
                print("没有建成，已有的网站没有动。", file=sys.stderr)
                return 1
            swap.replace(draft, target)
    except swap.NotReplaced as refused:
        print(refused)
        return 1
    except OSError as error:
        print(swap.disk_error(error))
        return 1
    print(f"网站在 {target}/，双击 {target}/index.html 就能看。")
    return 0


def _require_apart(draft: Path, target: Path) -> None:
    """建的时候用的那个文件夹，不能又是放网站的。"""
    if draft.resolve() == target.resolve():
        raise swap.NotReplaced(f"{target} 是建的时候用的，每次都清空（放到别的文件夹）")


@contextlib.contextmanager
def only_one(root: Path) -> Iterator[None]:
    """这期间，root 里别的构建都等着；有先来的，说一句，等它做完。

    锁跟着进程走：不论怎样结束，系统都会放开，不会留下一把死锁。
    """
    folder = root / WORK
    folder.mkdir(exist_ok=True)
    with (folder / ".lock").open("a", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("这个文件夹里另一次构建正在进行，等它做完……", file=sys.stderr, flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _is_built(folder: Path) -> bool:
    """用 MkDocs 建到 folder；建不成的，错处都印了。"""
    try:
        cli.main(["build", "--site-dir", str(folder)], standalone_mode=False)
    except click.exceptions.Abort:
        raise KeyboardInterrupt from None
    except Abort:  # 错处 MkDocs 已经印了
        return False
    except click.ClickException as error:
        print(error.message.strip(), file=sys.stderr)
        return False
    return True

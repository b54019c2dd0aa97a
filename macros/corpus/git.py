"""运行 git：整个程序只有这一处。"""

import subprocess
from pathlib import Path


def git(root: Path, *arguments: str) -> bytes | None:
    """在 root 里运行 git，返回它印出的；git 说不行是 None。

    没装 git、没有 root 这个文件夹，抛 OSError。
    """
    command = ["git", *arguments]
    done = subprocess.run(command, cwd=root, capture_output=True, check=False)
    if done.returncode == 0:
        return done.stdout
    return None

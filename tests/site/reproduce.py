"""make reproduce：同一次提交在两处各建一次，时区、语言、权限、目录次序、git 的设置都不同，看是不是每个字节都一样。

查的是已经提交的，不是还没提交的改动；两处都是新克隆的，宣传资料全部重新印。
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

# 两边处处不同；哈希种子、时区、语言是最常见的漏网之处。
SETTINGS = {
    "here": {"LANG": "C", "LC_ALL": "C", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1"},
    "a-much-longer-name": {
        "LANG": "zh_CN.UTF-8",
        "LC_ALL": "C.UTF-8",
        "TZ": "Pacific/Niue",
        "PYTHONHASHSEED": "2",
    },
}
UMASKS = (0o022, 0o077)

# 放进 sitecustomize.py：Python 列目录总是倒着来，没有排过序的地方就露出来。
BACKWARDS = """
import os

listdir, scandir = os.listdir, os.scandir


class Backwards:
    def __init__(self, *arguments):
        with scandir(*arguments) as found:
            self.found = iter(sorted(found, key=lambda entry: entry.name, reverse=True))

    def __iter__(self):
        return self

    def __next__(self):
        return next(self.found)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.found = iter(())


os.listdir = lambda *arguments: sorted(listdir(*arguments), reverse=True)
os.scandir = Backwards
"""


def clone(root, target):
    """已提交的内容，新克隆一份。"""
    subprocess.run(["git", "clone", "--quiet", "--no-local", str(root), str(target)], check=True)


def start(project, settings, umask, backwards):
    """在 project 里开始构建；输出写进 build.log。"""
    home = project.parent / f"home-{project.name}"
    home.mkdir()
    (home / "sitecustomize.py").write_text(BACKWARDS if backwards else "", encoding="utf-8")
    (home / ".gitconfig").write_text(
        f"[core]\nabbrev = {30 if backwards else 7}\n", encoding="utf-8"
    )
    kept = {
        name: os.environ[name] for name in ("PATH", "SITE_URL", "REPO_URL") if name in os.environ
    }
    environment = {
        **kept,
        **settings,
        "HOME": str(home),
        "PYTHONPATH": str(home),
        "NO_MKDOCS_2_WARNING": "1",
    }
    with (home / "build.log").open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "build", "--site-dir", "site"],
            cwd=project, env=environment, umask=umask, stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip


def differences(one, other):
    """两个文件夹不同的地方，一个文件一行；内容不同的说出从第几个字节起。"""
    names = [
        {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
        for root in (one, other)
    ]
    for name in sorted(names[0] ^ names[1]):
        yield f"{name}：只有一边有"
    for name in sorted(names[0] & names[1]):
        left, right = (one / name).read_bytes(), (other / name).read_bytes()
        if left != right:
            shorter = min(len(left), len(right))
            first = next((n for n in range(shorter) if left[n] != right[n]), shorter)
            yield f"{name}：从第 {first} 个字节起不同（从 0 数）"


def main(root=ROOT):
    """克隆、构建、比较；完全一样返回 0。"""
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        projects = [Path(folder) / name for name in SETTINGS]
        for project in projects:
            clone(root, project)
        running = [
            start(project, SETTINGS[project.name], UMASKS[n], backwards=n == 1)
            for n, project in enumerate(projects)
        ]
        for project, build in zip(projects, running, strict=True):
            if build.wait():
                print(
                    (project.parent / f"home-{project.name}/build.log").read_text(
                        encoding="utf-8", errors="replace"
                    )
                )
        if any(build.returncode for build in running):
            print("有一边没有建成，见上面。")
            return 1
        found = list(differences(*(project / "site" for project in projects)))
        files = [path for path in (projects[0] / "site").rglob("*") if path.is_file()]
        size = sum(path.stat().st_size for path in files)
    print(*found, sep="\n", end="\n" if found else "")
    print(
        f"比了 {len(files)} 个文件，{size:,} 字节，用时 {time.monotonic() - started:.0f} 秒：",
        end="",
    )
    print(f"{len(found)} 个不同。" if found else "每个字节都一样。")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

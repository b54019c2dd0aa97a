"""make site 中途死掉、磁盘满、文件读不了：上一次建好的网站总是全的，说一句中文，不出调用栈。

照真的 Makefile 在虚构城市的小项目里跑：步骤改了，这里跟着查新的步骤。
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from project import ROOT
from test_published import made

from macros.corpus.loading import load
from macros.publishing import manifest, remote

BIN = Path(sys.executable).parent
CITY, _ = load(ROOT / "tests/city")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """虚构城市和 Makefile，建好过一次。"""
    project = tmp_path_factory.mktemp("built")
    shutil.copytree(ROOT / "tests/city", project, dirs_exist_ok=True)
    shutil.copy(ROOT / "Makefile", project)
    for name in ("macros", "overrides"):
        (project / name).symlink_to(ROOT / name)
    run = make(project)
    output = run.communicate()[0]
    assert run.returncode == 0, output
    assert whole(project / "site")
    return project


@pytest.fixture
def project(built, tmp_path):
    """建好过一次的项目，各测试一份，随便改坏。"""
    return shutil.copytree(built, tmp_path / "project", symlinks=True)


def make(project, limit="unlimited", **environment):
    """在另一组进程里开始 make site，不装东西；limit 是一个文件最多几块，一块 512 字节。"""
    return subprocess.Popen(
        ["sh", "-c", f"ulimit -S -f {limit}; exec make -o .venv/site-ready BIN={BIN} site"],
        cwd=project,
        env=os.environ | {"PRINT": "", "LC_ALL": "C.UTF-8"} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def whole(site):
    """网站和它自己的清单对得上。"""
    return not remote.check_site(str(site), CITY, site / "nowhere").faults


def digest(site):
    return (site / manifest.MANIFEST).read_bytes()


def edit(project, text):
    page = project / "docs/about.md"
    page.write_text(page.read_text(encoding="utf-8") + f"\n{text}\n", encoding="utf-8")


def test_a_build_killed_anywhere_leaves_a_whole_site(project):
    """构建、换上去的全过程分五段，每段随便挑一个时刻杀掉（kill -9）：site/ 还是全的；之后再建一次就好。"""
    started = time.monotonic()
    make(project).communicate()
    length = time.monotonic() - started
    chance = random.Random(49)
    for n in range(5):
        edit(project, f"第 {n} 次")
        run = make(project)
        time.sleep(length * chance.uniform(0.1 + n * 0.19, 0.29 + n * 0.19))
        os.killpg(run.pid, signal.SIGKILL)
        run.communicate()
        assert whole(project / "site"), n
    before = digest(project / "site")
    edit(project, "最后一次")
    run = make(project)
    output = run.communicate()[0]
    assert run.returncode == 0, output
    assert whole(project / "site")
    assert digest(project / "site") != before
    assert not list((project / "build").glob("site*"))


REPLACING = """
import shutil, sys
from pathlib import Path
from macros.publishing.swap import replace
one, new, old = map(Path, sys.argv[1:])
while True:
    shutil.rmtree(new, ignore_errors=True)
    shutil.copytree(one, new)
    replace(new, old)
    print(flush=True)
"""


def test_replacing_killed_anywhere_leaves_a_whole_site(tmp_path):
    """不停地换，十个时刻杀掉：要么旧的要么新的，不会没有，也不会一半。"""
    kept, new, old = tmp_path / "kept", tmp_path / "build/site", tmp_path / "site"
    made(kept, **{f"more/{n}": b"x" * n for n in range(200)})
    shutil.copytree(kept, old)
    chance = random.Random(12)
    for _ in range(10):
        run = subprocess.Popen(
            [sys.executable, "-c", REPLACING, kept, new, old], cwd=ROOT, stdout=subprocess.PIPE
        )
        run.stdout.readline()
        time.sleep(chance.uniform(0, 0.1))
        run.kill()
        run.communicate()
        assert whole(old)


def full_disk(project):
    return {"limit": 24}


def unreadable_data(project):
    (project / "data/hotlines.yml").unlink()
    (project / "data/hotlines.yml").mkdir()


def unreadable_unit(project):
    unit = next((project / "data/units").glob("*.yml"))
    unit.unlink()
    unit.symlink_to("nowhere")


def unreadable_page(project):
    (project / "docs/about.md").unlink()
    (project / "docs/about.md").symlink_to("nowhere")


def empty_data(project):
    shutil.rmtree(project / "data")
    (project / "data").mkdir()


def no_fonts(project):
    (project / "macros").unlink()
    shutil.copytree(ROOT / "macros", project / "macros")
    for font in (project / "macros/printing/fonts").glob("NotoSerif*.ttf"):
        font.unlink()
    return {"PRINT": "1"}


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (full_disk, "文件超过了系统允许的大小"),
        (unreadable_data, "data/hotlines.yml:1:1: 打不开这个文件"),
        (unreadable_unit, "打不开这个文件"),
        (unreadable_page, "docs/about.md"),
        (empty_data, "data/source/SOURCE.yml:1:1: 打不开这个文件"),
        (no_fonts, "缺字体"),
    ],
)
def test_what_goes_wrong_is_said_once(project, spoil, said):
    """磁盘满、读不了的文件、少了的字体、空的 data/：一句中文，退出码 1，没有调用栈，site/ 一个字节不动。"""
    before = digest(project / "site")
    edit(project, "改了一句")
    run = make(project, **(spoil(project) or {}))
    output = run.communicate()[0]
    assert run.returncode, output
    assert "Error 1" in output, output
    assert said in output, output
    assert "Traceback" not in output, textwrap.shorten(output, 3000)
    assert whole(project / "site")
    assert digest(project / "site") == before

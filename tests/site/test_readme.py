"""README 里的命令要能用，提到的文件要在。"""

import os
import re
import shutil
import subprocess

import pytest
from project import ROOT, edit

README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_commands_exist_in_the_makefile():
    """README 和 CONTRIBUTING 写的每个 make 命令，Makefile 里都有。"""
    wanted = {
        word
        for text in (README, GUIDE)
        for line in re.findall(r"\bmake ((?:[a-z]+ ?)+)", text)
        for word in line.split()
    }
    done = subprocess.run(["make", "-pn"], cwd=ROOT, capture_output=True, text=True, check=False)
    targets = set(re.findall(r"^([a-z]+):", done.stdout, re.MULTILINE))
    assert {"site", "test", "serve", "check", "lint", "golden", "bench", "lock"} <= wanted
    assert wanted <= targets


def test_readme_opens_with_the_two_commands():
    """最先看到的两条命令是 make site 和 make test。"""
    first = re.search(r"```sh\n(.*?)```", README, re.DOTALL)[1]
    assert [line.split("#")[0].strip() for line in first.splitlines()] == ["make site", "make test"]


def test_paths_exist():
    """提到的文件和图都在。"""
    for text in (README, GUIDE):
        for path in re.findall(r"\]\(([\w./-]+)\)", text) + re.findall(
            r"`((?:data|docs|macros|overrides|tests)/[\w./-]*)`", text
        ):
            assert (ROOT / path).exists(), path


def test_the_example_is_real():
    """CONTRIBUTING 里单位文件的例子，原文和真的文件一字不差；编者归类的由 test_contributing 比。"""
    real = (ROOT / "data/units/health.yml").read_text(encoding="utf-8")
    for line in (
        "- number: 1",
        "  text: 落实孕产妇出入院信息登记和身份核实制度。",
    ):
        assert line in real
        assert line in GUIDE


@pytest.fixture
def clone(city_project):
    """像刚克隆、装好依赖的仓库；内容是虚构的城市，建得快。"""
    for name in ("Makefile", "requirements.txt"):
        shutil.copy2(ROOT / name, city_project / name)
    (city_project / ".venv").symlink_to(ROOT / ".venv")
    return city_project


def make(folder, target):
    """运行一个 make 命令，返回退出码和输出。"""
    environment = {
        k: v for k, v in os.environ.items() if k not in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")
    }
    done = subprocess.run(
        ["make", target], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.skipif(not (ROOT / ".venv/site-ready").exists(), reason="依赖不是 make 装的")
def test_make_site_replaces_the_site_only_when_all_is_well(clone):
    """make site 建好网站；数据坏了就停，上一次建好的一个字节不动。"""
    code, output = make(clone, "site")
    assert code == 0, output
    built = {path: path.read_bytes() for path in (clone / "site").rglob("*") if path.is_file()}
    assert clone / "site/index.html" in built
    edit(clone / "docs/data.md", "](verify.md)", "](nowhere.md)")
    assert make(clone, "site")[0] != 0
    edit(clone / "data/units/ferry.yml", "order: 1", "order: 一")
    for target in ("site", "check"):
        code, output = make(clone, target)
        assert code != 0
        assert "data/units/ferry.yml:1:8" in output
    assert built == {
        path: path.read_bytes() for path in (clone / "site").rglob("*") if path.is_file()
    }

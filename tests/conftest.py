"""各测试共用：真实的计划、能改坏的副本、建好的网站。"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from macros import model

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def plan():
    """仓库里真实的计划。"""
    found, problems = model.load(ROOT)
    assert not problems
    return found


@pytest.fixture
def project(tmp_path):
    """仓库的副本：data、docs 可以随便改，代码和主题照用原来的。"""
    return copy_project(tmp_path / "project")


def copy_project(target):
    """把能构建的最少的东西放进 target。"""
    target.mkdir(parents=True)
    for name in ("data", "docs"):
        shutil.copytree(ROOT / name, target / name)
    for name in ("mkdocs.yml", "CHANGELOG.md"):
        shutil.copy(ROOT / name, target / name)
    for name in ("macros", "overrides"):
        (target / name).symlink_to(ROOT / name)
    return target


def asset(site, name):
    """样式或脚本在建好的网站里的文件：名字里有指纹。"""
    stem, _, suffix = name.rpartition(".")
    (found,) = (site / "assets").glob(f"{stem}.????????.{suffix}")
    return found


def edit(path, old, new):
    """把文件里唯一的一处 old 换成 new。"""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{path.name} 里“{old}”出现了 {text.count(old)} 次"
    path.write_text(text.replace(old, new), encoding="utf-8")


def build(project, site, **environment):
    """像 make site 那样构建；返回退出码和全部输出。副本不印刷资料、不压缩，省时间；要就给 PRINT="1"、LIVE=""。"""
    environment.setdefault("PRINT", "1" if project == ROOT else "")
    environment.setdefault("LIVE", "" if project == ROOT else "1")
    inherited = {k: v for k, v in os.environ.items() if k not in ("REPO_URL", "SITE_URL", "SOURCE_DATE_EPOCH")}
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(site)],
        cwd=project,
        env={**inherited, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1", **environment},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """真实的网站，没有仓库地址和网址；一次建好，各测试共看。"""
    return _built(tmp_path_factory)


@pytest.fixture(scope="session")
def hosted_site(tmp_path_factory):
    """给了仓库地址和网址的网站。"""
    return _built(tmp_path_factory, REPO_URL="https://example.org/some/repo/", SITE_URL="https://example.org/sub/path/")


def _built(tmp_path_factory, **environment):
    target = tmp_path_factory.mktemp("site") / "site"
    code, output = build(ROOT, target, **environment)
    assert code == 0, output
    assert "WARNING" not in output, output
    return target

"""各测试共用：仓库在哪、能改坏的副本、像 make site 那样构建。"""

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
# 虚构的一座小城：程序的测试用它，编者改不到。
CITY = ROOT / "tests/city"
# 虚构的一个县，在那座小城下面：分章分条，没有表、没有解读、没有文号。
COUNTY = ROOT / "tests/cities/county"


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


def copy_city(target, source=CITY):
    """虚构的城市，或者 source 那一座，和仓库的代码、主题，放进 target。"""
    shutil.copytree(source, target)
    for name in ("macros", "overrides"):
        (target / name).symlink_to(ROOT / name)
    return target


def with_paragraph(plan, row):
    """公文里的一段换成 row 的计划。"""
    document = plan.documents[row.document]
    paragraphs = tuple(row if one.id == row.id else one for one in document.paragraphs)
    changed = replace(document, paragraphs=paragraphs)
    return replace(plan, documents={**plan.documents, document.id: changed})


def edit(path, old, new):
    """把文件里唯一的一处 old 换成 new。"""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{path.name} 里“{old}”出现了 {text.count(old)} 次"
    path.write_text(text.replace(old, new), encoding="utf-8")


def build(project, site, **environment):
    """像 make site 那样构建；返回退出码和全部输出。副本不印刷资料、不压缩，省时间；要就给 PRINT="1"、LIVE=""。"""
    environment.setdefault("PRINT", "1" if project == ROOT else "")
    environment.setdefault("LIVE", "" if project == ROOT else "1")
    inherited = {
        k: v
        for k, v in os.environ.items()
        if k not in ("REPO_URL", "SITE_URL", "SOURCE_DATE_EPOCH")
    }
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


def shared_folder(tmp_path_factory):
    """这一次测试各个进程共用的文件夹；只有一个进程时，就是它自己的。"""
    own = tmp_path_factory.getbasetemp()
    return own.parent if own.name.startswith("popen-") else own

"""提交前的检查：写坏一个字，提交不成，马上看到文件、行、列和改法。"""

import re
import shutil
import subprocess

import pytest
from project import ROOT, edit
from test_workflows import clone, commit, git  # noqa: F401  # 夹具


def try_commit(folder):
    git(folder, "add", "-A")
    done = subprocess.run(
        ["git", "-c", "user.name=编者", "-c", "user.email=editor@example.org", "commit", "-m", "改"],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


@pytest.mark.skipif(not (ROOT / ".venv/site-ready").exists(), reason="依赖不是 make 装的")
def test_a_broken_character_is_stopped_and_a_good_change_is_not(clone):  # noqa: F811
    """错一个字符的 YAML 提交不了，改好就能提交；只动公文的一个字也提交不了。"""
    shutil.copy2(ROOT / ".pre-commit-config.yaml", clone)
    subprocess.run([".venv/bin/pre-commit", "install"], cwd=clone, check=True, capture_output=True)
    page = clone / "data/hotlines.yml"
    good = page.read_text(encoding="utf-8")
    edit(page, '- number: "110"', '- number: "110')
    code, said = try_commit(clone)
    assert code != 0
    assert "data/hotlines.yml:3:11: " in said
    assert "补上" in said
    page.write_text(good, encoding="utf-8")
    edit(
        clone / "data/units/health.yml",
        "配合公安部门，严厉打击非法代孕",
        "配合公安部门，严历打击非法代孕",
    )
    code, said = try_commit(clone)
    assert code != 0
    assert re.search(r"data/units/health\.yml:\d+:\d+: “历”原网页第 \d+ 行是“厉”", said)
    git(clone, "checkout", "-q", "HEAD", "--", "data")
    page.write_text(good.replace("# 网站上出现的电话", "# 本站出现的电话"), encoding="utf-8")
    code, said = try_commit(clone)
    assert code == 0, said

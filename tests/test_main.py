"""命令行：退出码、一行一处、GitHub 标注。"""

import re

import pytest
from conftest import ROOT, edit

from macros.__main__ import annotation, main
from macros.source import Problem


@pytest.fixture(autouse=True)
def plain(monkeypatch):
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)


def test_check_passes_on_the_real_data(monkeypatch, capsys):
    """数据没错时退出码 0。"""
    monkeypatch.chdir(ROOT)
    assert main(["check"]) == 0
    assert capsys.readouterr().out == "检查通过。\n"


def test_verify_prints_the_count(monkeypatch, capsys):
    """核对命令报出段数。"""
    monkeypatch.chdir(ROOT)
    assert main(["verify"]) == 0
    assert "368/368 passages word for word, 12 restored, " in capsys.readouterr().out


def test_problems_exit_one(monkeypatch, capsys, project):
    """有错时每处一行，最后是总数，退出码 1。"""
    edit(project / "data/units/health.yml", "order: 7", "order: 八")
    monkeypatch.chdir(project)
    assert main(["check"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert all(re.fullmatch(r"[\w./-]+:\d+:\d+: .+（.+）", line) for line in lines[:-1])
    assert lines[-1] == f"共 {len(lines) - 1} 处错误。"


def test_annotations_in_actions(monkeypatch, capsys, project):
    """在 GitHub Actions 里，同样的错误再印成标注。"""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("CI", "true")
    edit(project / "data/units/health.yml", "order: 7", "order: 八")
    monkeypatch.chdir(project)
    assert main(["check"]) == 1
    assert "::error file=data/units/health.yml,line=2,col=8::" in capsys.readouterr().out


def test_annotations_cannot_be_broken_out_of():
    """换行、百分号、逗号都转义，错误文字不能伪造别的标注。"""
    text = annotation(Problem("a,b:c.yml", 1, 2, "100%\n::error::假", "改"))
    assert text == "::error file=a%2Cb%3Ac.yml,line=1,col=2::100%25%0A::error::假（改）"


def test_an_empty_folder_is_explained(monkeypatch, capsys, tmp_path):
    """在别的文件夹里运行，说清楚缺什么，不出调用栈。"""
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 1
    assert "data/source/SOURCE.yml:1:1: 打不开这个文件" in capsys.readouterr().out


def test_review_lists_what_is_due(capsys, monkeypatch):
    """python -m macros review：没到期返回 0，过期返回 1 并列出文件；日期写错说一句中文，不出调用栈。"""
    monkeypatch.chdir(ROOT)
    assert main(["review", "--on", "2026-11-25"]) == 0
    assert capsys.readouterr().out == "没有要复核的。\n"
    assert main(["review", "--on", "2028-01-01"]) == 1
    assert "docs/publicity/missing-child.md：" in capsys.readouterr().out
    assert main(["review", "--on", "2028-13-01"]) == 1
    assert capsys.readouterr().out.startswith("--on 不是日期：2028-13-01（")

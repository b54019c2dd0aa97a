"""命令行：退出码、一行一处、GitHub 标注。"""

import re
from concurrent.futures import BrokenExecutor

import pytest
from changing import git
from project import CITY, ROOT, edit

from macros.__main__ import main
from macros.corpus.problem import Problem, annotation


@pytest.fixture(autouse=True)
def plain(monkeypatch):
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)


def test_check_passes_on_good_data(monkeypatch, capsys, city_project):
    """数据没错时退出码 0。"""
    monkeypatch.chdir(city_project)
    assert main(["check"]) == 0
    assert capsys.readouterr().out == "检查通过。\n"


def test_check_reads_the_environment(monkeypatch, capsys, city_project):
    """环境变量写错了，检查就说，不等建站；一句话，退出码 1。"""
    monkeypatch.chdir(city_project)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "2031-04-06")
    assert main(["check"]) == 1
    assert capsys.readouterr().out.startswith("SOURCE_DATE_EPOCH：2031-04-06 不是")


def test_verify_prints_the_count(monkeypatch, capsys, city_project):
    """核对命令报出段数。"""
    monkeypatch.chdir(city_project)
    assert main(["verify"]) == 0
    assert "47/47 passages word for word, 1 restored, 1 sic" in capsys.readouterr().out


def test_problems_exit_one(monkeypatch, capsys, city_project):
    """有错时每处一行，最后是总数，退出码 1。"""
    edit(city_project / "data/units/ferry.yml", "order: 1", "order: 八")
    edit(city_project / "data/facts.yml", "id: police-line", "id: Police")
    monkeypatch.chdir(city_project)
    assert main(["check"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 2
    assert all(re.fullmatch(r"[\w./-]+:\d+:\d+: .+（.+）", line) for line in lines[:-1])
    assert lines[-1] == f"共 {len(lines) - 1} 处错误。"


def test_annotations_in_actions(monkeypatch, capsys, city_project):
    """在 GitHub Actions 里，同样的错误再印成标注。"""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("CI", "true")
    edit(city_project / "data/units/ferry.yml", "order: 1", "order: 八")
    monkeypatch.chdir(city_project)
    assert main(["check"]) == 1
    assert "::error file=data/units/ferry.yml,line=1,col=8::" in capsys.readouterr().out


def test_annotations_cannot_be_broken_out_of():
    """换行、百分号、逗号都转义，错误文字不能伪造别的标注。"""
    text = annotation(Problem("a,b:c.yml", 1, 2, "100%\n::error::假", "改"))
    assert text == "::error file=a%2Cb%3Ac.yml,line=1,col=2::100%25%0A::error::假（改）"


def test_an_empty_folder_is_explained(monkeypatch, capsys, tmp_path):
    """在别的文件夹里运行，一句话说这里不是，该到哪里去。"""
    monkeypatch.chdir(tmp_path)
    for command in (["check"], ["fix"], ["verify"], ["review"], ["build"], ["changes", "--base=x"]):
        assert main(command) == 1
        assert capsys.readouterr().out == (
            f"{tmp_path} 里没有 data/，不是这个网站的文件夹（先 cd 到有 data/ 和 docs/ 的那一层）\n"
        )
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "少写了“命令”"),
        (["chek"], "没有 chek 这个命令，是否想写 check？"),
        (["甲"], "没有 甲 这个命令，有的是 check、fix、changes、"),
        (["check", "more"], "不认识 more"),
        (["check", "--al"], "不认识 --al"),
        (["changes"], "少写了“--base”"),
        (["changes", "--base"], "--base 后面少了一个值"),
        (["changes", "--base", ""], "--base 后面的值是空的"),
        (["verify", "--site", ""], "--site 后面的值是空的"),
        (["verify", "--site", "  "], "--site 后面的值是空的"),
        (["review", "--on="], "--on 后面的值是空的"),
        (["fix", "--yes=3"], "--yes 后面不写值"),
        (["pack", "site"], "少写了“小的, 放到哪里”"),
    ],
)
def test_wrong_arguments_are_one_chinese_sentence(monkeypatch, capsys, arguments, said):
    """命令写错了：一行中文，说出错在哪、到哪里看用法，退出码 1。"""
    monkeypatch.chdir(ROOT)
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 1
    out, error = capsys.readouterr()
    assert out == ""
    assert error.startswith(said)
    assert re.fullmatch(r"[^\n]+（用法见 python -m macros[a-z ]* --help）\n", error)


def test_help_is_chinese(capsys):
    """用法全是中文，每条命令都有一句说明。"""
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == 0
    text = capsys.readouterr().out
    assert "用法：" in text
    assert not re.search(r"usage|options|positional|show this|commands", text)
    assert re.search(r"^    build +建好网站", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (KeyboardInterrupt(), 130, "停下了。\n"),
        (MemoryError(), 1, "内存不够（"),
        (BrokenExecutor(), 1, "内存不够（"),
        (RuntimeError("can't start new thread"), 1, "内存不够（"),
        (ImportError("x.so: failed to map segment from shared object"), 1, "内存不够（"),
    ],
)
def test_stopping_is_one_sentence(monkeypatch, capsys, error, code, said):
    """按 Ctrl-C、内存不够：一句话，没有调用栈。"""

    def stop(root):
        raise error

    monkeypatch.chdir(ROOT)
    monkeypatch.setattr("macros.checks.run.check", stop)
    assert main(["check"]) == code
    assert capsys.readouterr().out.startswith(said)


def test_a_fault_of_the_program_is_not_hidden(monkeypatch):
    """程序自己的错照样出调用栈：不然修的人看不见。"""

    def fail(root):
        raise RuntimeError("程序错了")

    monkeypatch.chdir(ROOT)
    monkeypatch.setattr("macros.checks.run.check", fail)
    with pytest.raises(RuntimeError, match="程序错了"):
        main(["check"])


def test_packing_refuses_a_bad_setting(monkeypatch, capsys, tmp_path):
    """装包时环境变量写错了，也是一句话。"""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "abc")
    assert main(["pack", "site", "site", str(tmp_path / "out")]) == 1
    assert capsys.readouterr().out.startswith("SOURCE_DATE_EPOCH：abc 不是")
    assert not (tmp_path / "out").exists()


def test_changes_in_a_shallow_clone_says_how_to_get_the_rest(monkeypatch, capsys, tmp_path):
    """只取了最近一次提交的仓库没有上一个版本：说要怎样取回来。"""
    git(tmp_path, "init", "-q", "whole")
    for n in range(2):
        git(tmp_path, "-C", "whole", "commit", "-q", "--allow-empty", "-m", f"{n}")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{tmp_path}/whole", "shallow")
    (tmp_path / "shallow/data").mkdir()
    monkeypatch.chdir(tmp_path / "shallow")
    assert main(["changes", "--base", "HEAD~1"]) == 1
    said = capsys.readouterr().out
    assert "只取了最近的提交" in said
    assert "git fetch --unshallow" in said


def test_review_lists_what_is_due(capsys, monkeypatch, city_project):
    """python -m macros review：没到期返回 0，过期返回 1 并列出文件；日期写错说一句中文，不出调用栈。"""
    monkeypatch.chdir(city_project)
    assert main(["review", "--on", "2032-01-01"]) == 0
    assert capsys.readouterr().out == "没有要复核的。\n"
    assert main(["review", "--on", "2032-04-02"]) == 1
    assert "docs/publicity/ferry-talk.md：" in capsys.readouterr().out
    assert main(["review", "--on", "2032-13-01"]) == 1
    assert capsys.readouterr().out.startswith("--on 不是日期：2032-13-01（")


def test_fix_shows_first_and_changes_only_when_told(monkeypatch, capsys, city_project):
    """fix 先给看差别；没人点头就一个字节不动，退出码 1；--yes 才改，改完再看就没有了。"""
    monkeypatch.chdir(city_project)
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    facts = city_project / "data/facts.yml"
    edit(facts, "可疑的人和船，马上", "可疑的人和船,马上")
    spoiled = facts.read_bytes()
    assert main(["fix"]) == 1
    shown = capsys.readouterr().out
    assert "-  says: 看到可疑的人和船,马上打 110。" in shown
    assert "+  says: 看到可疑的人和船，马上打 110。" in shown
    assert facts.read_bytes() == spoiled
    assert main(["fix", "--yes"]) == 0
    assert facts.read_bytes() == (CITY / "data/facts.yml").read_bytes()
    assert main(["fix"]) == 0
    assert capsys.readouterr().out.endswith("没有要改的。\n")


def test_changes_says_what_it_cannot_find(monkeypatch, capsys, city_project):
    """不是 git 仓库、没有那个版本，都是一句中文，退出码 1。"""
    monkeypatch.chdir(city_project)
    assert main(["changes", "--base", "nothing"]) == 1
    assert "\n" not in capsys.readouterr().out.strip()


def test_schema_writes_every_generated_file(monkeypatch, tmp_path, capsys):
    """schema 把生成的文件全写出来，和仓库里的一个字节不差。"""
    monkeypatch.chdir(tmp_path)
    assert main(["schema"]) == 0
    names = capsys.readouterr().out.split()
    assert "schema/units.json" in names
    assert all((tmp_path / name).read_bytes() == (ROOT / name).read_bytes() for name in names)


def test_links_prints_one_line_each(monkeypatch, capsys, tmp_path):
    """links 一个链接也没有时说都打得开；例外的文件不在，说清楚。"""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".github").mkdir()
    (tmp_path / ".github/link-exceptions.yml").write_text("[]", encoding="utf-8")
    assert main(["links"]) == 0
    assert capsys.readouterr().out == "外链都打得开。\n"
    (tmp_path / ".github/link-exceptions.yml").unlink()
    assert main(["links"]) == 1

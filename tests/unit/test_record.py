"""记下发布过的网页：只加不删，记到最新定了日期的一版。"""

from checking import messages

from macros.__main__ import main
from macros.corpus.loading import load
from macros.editing.record import FILE, recorded


def test_addresses_are_added_and_never_dropped(city_project):
    """记过而现在没有的还记着，现在有的、撤下的都记上，照字母排。"""
    path = city_project / FILE
    path.write_text('version: "1"\naddresses:\n- gone.html\n', encoding="utf-8")
    plan, _ = load(city_project)
    lines = recorded(plan, city_project).splitlines()
    found = [line.removeprefix("- ") for line in lines if line.startswith("- ")]
    assert {"gone.html", "old.html", "units/ferry.html", "t/ferry-1.html"} <= set(found)
    assert {"years/2031.html", "publicity/ferry-talk.html", "p/1-1.html"} <= set(found)
    assert found == sorted(found)


def test_the_command_satisfies_the_check(city_project, monkeypatch, capsys):
    """运行命令，检查就通过；再运行一次，一个字不变。"""
    log = "# 更新记录\n\n## [2.0.0] - 2031-04-06\n\n- 甲\n"
    (city_project / "CHANGELOG.md").write_text(log, encoding="utf-8")
    monkeypatch.chdir(city_project)
    assert messages(city_project) != []
    assert main(["record"]) == 0
    assert capsys.readouterr().out == f"{FILE}\n"
    assert messages(city_project) == []
    first = (city_project / FILE).read_bytes()
    assert main(["record"]) == 0
    assert (city_project / FILE).read_bytes() == first


def test_broken_data_writes_nothing(city_project, monkeypatch, capsys):
    """数据读不成，说出错处，不动原来的。"""
    before = (city_project / FILE).read_bytes()
    (city_project / "data/terms.yml").write_text("- [", encoding="utf-8")
    monkeypatch.chdir(city_project)
    assert main(["record"]) == 1
    assert "data/terms.yml" in capsys.readouterr().out
    assert (city_project / FILE).read_bytes() == before

"""文字文件：查一遍只读一遍，下一遍看得见改过的。"""

from macros.checks.run import check
from macros.checks.textfiles import files_under, read_once, text_files


def names(root):
    """读到的各个文件。"""
    return [file.path for file in text_files(root)]


def test_a_file_is_read_once_in_one_check(tmp_path):
    """二十几条规则要的是同样的字，一条读一遍，检查要慢一半。"""
    (tmp_path / "docs").mkdir()
    with read_once():
        assert names(tmp_path) == []
        (tmp_path / "docs/about.md").write_text("关于", encoding="utf-8")
        assert names(tmp_path) == []
        assert files_under(tmp_path, "docs") == []
    assert names(tmp_path) == ["docs/about.md"]
    assert files_under(tmp_path, "docs") == ["docs/about.md"]


def test_the_next_check_sees_what_changed(city_project):
    """改好了再查，看的是改过的：不然编者改了几遍也不过。"""
    page = city_project / "docs/about.md"
    good = page.read_text(encoding="utf-8")
    page.write_text(f"{good}\n\nTODO\n", encoding="utf-8")
    assert check(city_project)[1]
    page.write_text(good, encoding="utf-8")
    assert not check(city_project)[1]

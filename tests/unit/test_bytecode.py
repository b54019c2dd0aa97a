"""编译好的模板：存得下就存，存不下照样排。"""

import sys

import pytest
from jinja2 import Environment, FileSystemLoader

from macros.pages.bytecode import beside


@pytest.fixture
def templates(tmp_path, monkeypatch):
    """一个只有一个模板的文件夹。"""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "hello.md").write_text("你好，{{ name }}", encoding="utf-8")
    return tmp_path


def rendered(folder):
    """新开一个进程那样，从头排一遍。"""
    environment = Environment(loader=FileSystemLoader(folder), bytecode_cache=beside(folder))
    return environment.get_template("hello.md").render(name="云汀")


def test_a_template_is_compiled_once(templates, monkeypatch):
    """头一遍编译、存下，第二遍用存着的：每次检查都重新编译，要多等两成时间。"""
    assert rendered(templates) == "你好，云汀"
    monkeypatch.delattr(Environment, "_compile")
    assert rendered(templates) == "你好，云汀"


def test_a_changed_template_is_compiled_again(templates):
    """模板改了，存着的旧的不能再用：不然改的字出不来。"""
    rendered(templates)
    (templates / "hello.md").write_text("再见，{{ name }}", encoding="utf-8")
    assert rendered(templates) == "再见，云汀"


def test_a_folder_that_takes_nothing_is_fine(templates):
    """存不下的文件夹（只读、磁盘满）不是错：编译好的可有可无。"""
    (templates / "__pycache__").write_text("", encoding="utf-8")
    assert rendered(templates) == "你好，云汀"
    assert rendered(templates) == "你好，云汀"


def test_nothing_is_written_when_python_writes_nothing(templates, monkeypatch):
    """叫 Python 不写编译好的文件，模板的也不写。"""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    rendered(templates)
    assert not (templates / "__pycache__").exists()


def test_a_link_to_the_folder_keeps_no_copy(templates, tmp_path_factory):
    """测试的副本用链接指着同一个文件夹：编译好的只存一份，不会越积越多。"""
    link = tmp_path_factory.mktemp("copy") / "templates"
    link.symlink_to(templates)
    rendered(templates)
    rendered(link)
    assert len(list((templates / "__pycache__").iterdir())) == 1

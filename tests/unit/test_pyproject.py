"""pyproject.toml：用到的包都写着，装得成一个包。"""

import ast
import sys
import tomllib
from importlib.metadata import packages_distributions

from project import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
# 只在维护者换字体时用，算在测试用的包里。
TOOLS = {ROOT / "macros/printing/fonts/subset.py"}


def names(requirements):
    """一列依赖的名字，小写。"""
    cut = str.maketrans(dict.fromkeys("<>=!~[;", " "))
    return {one.translate(cut).split()[0].lower().replace("_", "-") for one in requirements}


def imported(path):
    """一个文件直接用到的别人的包。"""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield str(node.module).partition(".")[0]


def test_what_is_used_is_declared():
    """程序直接用的包都写在依赖里：靠别的包顺带装来的，那个包哪天不带了，就装不成。"""
    declared = names(PROJECT["project"]["dependencies"])
    sources = packages_distributions()
    missing = set()
    for path in (ROOT / "macros").rglob("*.py"):
        if path in TOOLS:
            continue
        for module in imported(path):
            if module == "macros" or module in sys.stdlib_module_names:
                continue
            given = {source.lower().replace("_", "-") for source in sources[module]}
            if not given & declared:
                missing.add(f"{path.relative_to(ROOT)}：{module}")
    assert missing == set()


def test_it_can_be_packed():
    """pip wheel . 做得成：版本不用别处算，只装 macros，别的文件夹不是程序。"""
    assert "dynamic" not in PROJECT["project"]
    assert PROJECT["build-system"]["build-backend"] == "setuptools.build_meta"
    assert PROJECT["tool"]["setuptools"]["packages"]["find"]["include"] == ["macros*"]

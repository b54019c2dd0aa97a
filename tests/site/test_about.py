"""关于页上的无障碍表：逐条都在，写的测试真的有。"""

import re

from project import ROOT

ROWS = re.findall(
    r"^\| (\d\.\d\.\d+) (.+?)（(A{1,2})） \| (.+?) \| (.+?) \|$",
    (ROOT / "docs/about.md").read_text(encoding="utf-8"),
    re.MULTILINE,
)

# WCAG 2.2 各条准则下 A、AA 两级的条数：https://www.w3.org/TR/WCAG22/（4.1.1 已废止）
COUNTS = {
    "1.1": 1, "1.2": 5, "1.3": 5, "1.4": 9, "2.1": 3, "2.2": 2, "2.3": 1, "2.4": 8, "2.5": 6, "3.1": 2, "3.2": 5,
    "3.3": 6, "4.1": 2,
}  # fmt: skip


def test_every_criterion_is_there_once():
    """A、AA 两级五十五条，一条不漏：漏掉的往往就是没有做到的。"""
    numbers = [row[0] for row in ROWS]
    assert len(numbers) == len(set(numbers)) == 55
    assert {
        group: sum(n.rpartition(".")[0] == group for n in numbers) for group in COUNTS
    } == COUNTS


def test_named_tests_exist():
    """表里写的测试都有：改了测试的名字，这里要跟着改，不然读者查无此证。"""
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    for number, *_, proof in ROWS:
        names = re.findall(r"`(test_\w+)`", proof)
        assert names or proof in ("没有这样的内容", "人工核对"), number
        for name in names:
            assert f"def {name}(" in code, (number, name)

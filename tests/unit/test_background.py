"""后台做的文件：没变的不再做，变了的、换了做法的重做，用不上的不留。"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from macros.publishing.background import AT_ONCE, Background, Maker

MADE = []


def shout(material):
    """记下做过什么。"""
    MADE.append(material)
    return f"{material}！".encode()


SHOUT = Maker(
    name="txt", make=shout, modules=("macros.publishing.background",), packages=("mkdocs",)
)


@pytest.fixture(autouse=True)
def nothing_made():
    """每个测试从头记。"""
    MADE.clear()


def build(folder, materials, maker=SHOUT):
    """做一遍，写进 folder/site；materials 是地址 → 原料。返回这一次新做的。"""
    MADE.clear()
    with ThreadPoolExecutor(1) as pool:
        background = Background(pool, folder / "kept")
        for address, material in materials.items():
            background.make(address, maker, material)
        background.write(folder / "site")
    return sorted(MADE)


def test_files_land_where_they_belong(tmp_path):
    """写到各自的地址，文件夹没有就建；比一批多也不漏。"""
    count = 2 * AT_ONCE + 1
    build(tmp_path, {f"a/{number}.txt": number for number in range(count)})
    for number in range(count):
        assert (tmp_path / f"site/a/{number}.txt").read_text() == f"{number}！"


def test_nothing_unchanged_is_made_again(tmp_path):
    """同样的原料做过就不再做，换了地址也不；变了一个，只做那一个，旧的那份不留着占地方。"""
    assert build(tmp_path, {"a.txt": "甲", "b.txt": "乙"}) == ["乙", "甲"]
    assert build(tmp_path, {"a.txt": "甲", "c.txt": "乙"}) == []
    assert build(tmp_path, {"a.txt": "甲", "b.txt": "丙"}) == ["丙"]
    assert len(list((tmp_path / "kept").iterdir())) == 2
    assert build(tmp_path, {"b.txt": "乙"}) == ["乙"]


def test_another_way_of_making_makes_everything_again(tmp_path):
    """换了程序或所用的包，旧的可能不对，全部重做。"""
    build(tmp_path, {"a.txt": "甲"})
    other = replace(SHOUT, modules=("macros.publishing.workers",))
    assert build(tmp_path, {"a.txt": "甲"}, other) == ["甲"]


def test_a_half_written_file_is_never_used(tmp_path):
    """上一次写到一半停了，留下的半个文件不当做好的，这一次就清掉。"""
    build(tmp_path, {"a.txt": "甲"})
    (kept,) = (tmp_path / "kept").iterdir()
    kept.rename(kept.with_suffix(".7"))
    assert build(tmp_path, {"a.txt": "甲"}) == ["甲"]
    assert list((tmp_path / "kept").iterdir()) == [kept]


def test_asking_for_a_size_waits(tmp_path):
    """问一个文件多大，哪怕它那一批还没有交出去，也等得到。"""
    with ThreadPoolExecutor(1) as pool:
        background = Background(pool, tmp_path)
        background.make("a.txt", SHOUT, "甲")
        assert background.size("a.txt") == len("甲！".encode())

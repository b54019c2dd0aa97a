"""标题作文件名：走不出文件夹，Windows 解得开，哪种系统都存得下。"""

import io
import zipfile
from dataclasses import replace

import pytest
from checking import messages
from project import edit

from macros.corpus.filenames import MOST_BYTES, file_name
from macros.printing.outputs import print_all
from macros.printing.sheets import Site


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("小学生：不跟陌生人走，熟人也要先问", "小学生：不跟陌生人走，熟人也要先问"),
        ("../../妇女之家", "／..／妇女之家"),
        ("/etc/passwd", "／etc／passwd"),
        ("..\\..\\妇女之家", "＼..＼妇女之家"),
        ("C:妇女之家", "C：妇女之家"),
        ('怎么办? "快" <走> a|b *', "怎么办？ ＂快＂ ＜走＞ a｜b ＊"),
        ("妇女之家...", "妇女之家"),
        (" 妇女之家 . ", "妇女之家"),
        ("妇女之家\u3000", "妇女之家"),
        ("妇\u200b女\x00之\n家", "妇女之家"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("com1", "_com1"),
        ("contact", "contact"),
        ("...", "资料"),
        ("e\u0301", "\u00e9"),
        ("长" * 200, "长" * 36),
        ("长" * 35 + "aa.b", "长" * 35 + "aa"),
        ("😀" * 40, "😀" * 27),
    ],
)
def test_names_are_safe(title, name):
    """写什么标题都是一个好名字；好的标题一个字不变；再走一遍还是它。"""
    assert file_name(title) == name
    assert file_name(name) == name
    assert len(name.encode()) <= MOST_BYTES


def test_a_kit_never_climbs_out(city, tmp_path):
    """标题写 ../../，压缩包里的路径还在包里，下载的名字没有斜线。"""
    talk = replace(city.piece["ferry-talk"], title="../../妇女之家?")
    plan = replace(city, pieces=(talk,), kits=())
    outputs = print_all(plan, Site(name="云汀", url=""), {}, tmp_path / "print")
    names = [output.saved_as for output in outputs]
    for kit in outputs.kits:
        with zipfile.ZipFile(io.BytesIO(kit.printed.path.read_bytes())) as packed:
            names += packed.namelist()
    assert any(name.startswith("／..／妇女之家？") for name in names)
    for name in names:
        assert not name.startswith("/")
        assert ".." not in name.split("/")
        assert not set('<>:"\\|?*') & set(name)


def test_titles_that_become_one_name_are_told(city_project):
    """两个标题换成文件名就一样了，压缩包里会盖掉一份。"""
    edit(city_project / "docs/publicity/ferry-talk.md", "title: 开渡讲话", "title: 怎么办?A")
    edit(
        city_project / "docs/publicity/ferry-leaflet.md",
        "title: 上下渡船牵紧手",
        "title: 怎么办？a",
    )
    assert any("标题和 ferry-leaflet.md 相同：怎么办?A" in line for line in messages(city_project))

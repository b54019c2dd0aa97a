"""宣传资料的文件读成记录：传单和其余各种，位置准，不该印的不算话。"""

import shutil

import pytest
from conftest import ROOT

from macros import pieces
from macros.pieces import Leaflet, Prose
from macros.source import Reader

CITY = ROOT / "tests/city"


@pytest.fixture
def folder(tmp_path):
    """虚构城市的两份资料，可以改坏。"""
    shutil.copytree(CITY / "docs/publicity", tmp_path / pieces.FOLDER)
    return tmp_path


def read(root):
    reader = Reader()
    return {piece.slug: piece for piece in pieces.read(root, reader)}, [str(p) for p in reader.problems]


def test_each_kind_is_its_own_record(folder):
    """form 是 leaflet 的读成传单，其余读成文章；目录页不是资料。"""
    found, problems = read(folder)
    assert problems == []
    assert {slug: type(piece) for slug, piece in found.items()} == {"ferry-leaflet": Leaflet, "ferry-talk": Prose}
    assert found["ferry-talk"].url == "publicity/ferry-talk.html"
    assert found["ferry-talk"].kind == "国旗下讲话"


def test_passages_are_what_is_printed(folder):
    """印出来的话都在，带行号；编号、日期、选项不算话；误会框里的话标出来。"""
    found, _ = read(folder)
    lines = (folder / pieces.FOLDER / "ferry-leaflet.md").read_text(encoding="utf-8").split("\n")
    passages = list(found["ferry-leaflet"].passages())
    texts = [text for _, text, _ in passages]
    assert "牵紧手" in texts
    assert "找不到人了" in texts
    assert not {"leaflet", "lake", "police-line", "1.0", "2032-04-01", "avoid"} & set(texts)
    assert all(text in lines[node.line - 1] for node, text, _ in passages)
    talk = list(found["ferry-talk"].passages())
    assert ("1. 牵好手。", False) in [(text, myth) for _, text, myth in talk]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("Bad_Name.md", None, "不合规则"),
        ("more.md", "---\ntitle: 甲\nform: leaflet\n---\n", "缺少字段"),
        ("more.md", "---\ntitle: 甲\nform: poem\n---\n", "form 不能是 poem"),
    ],
)
def test_what_cannot_be_read_is_said(folder, name, text, message):
    """文件名不对、少字段、种类不认识，都说出来。"""
    source = folder / pieces.FOLDER / "ferry-talk.md"
    (folder / pieces.FOLDER / name).write_text(text or source.read_text(encoding="utf-8"), encoding="utf-8")
    assert any(message in problem for problem in read(folder)[1])


def test_front_and_body_are_parted():
    """元数据、正文、正文从第几行开始；没有元数据是 None。"""
    assert pieces.split_front("---\na: 1\n---\n\n正文\n") == ("a: 1\n", "\n正文\n", 4)
    assert pieces.split_front("正文\n") is None

"""宣传资料的文件读成记录：传单和其余各种，位置准，不该印的不算话。"""

import shutil

import pytest
from project import ROOT

from macros.corpus.pieces import FOLDER, Leaflet, Prose
from macros.corpus.publicity import read_pieces, split_front
from macros.corpus.reader import Reader

CITY = ROOT / "tests/city"


@pytest.fixture
def folder(tmp_path):
    """虚构城市的两份资料，可以改坏。"""
    shutil.copytree(CITY / "docs/publicity", tmp_path / FOLDER)
    return tmp_path


def read(root):
    reader = Reader()
    return {piece.slug: piece for piece in read_pieces(root, reader)}, [
        str(p) for p in reader.problems
    ]


def test_each_kind_is_its_own_record(folder):
    """form 是 leaflet 的读成传单，其余读成文章；目录页不是资料。"""
    found, problems = read(folder)
    assert problems == []
    assert {slug: type(piece) for slug, piece in found.items()} == {
        "ferry-leaflet": Leaflet,
        "ferry-talk": Prose,
    }
    assert found["ferry-talk"].url == "publicity/ferry-talk.html"
    assert found["ferry-talk"].kind == "国旗下讲话"


def test_passages_are_what_is_printed(folder):
    """印出来的话都在，带行号；编号、日期、选项不算话；误会框里的话标出来。"""
    found, _ = read(folder)
    lines = (folder / FOLDER / "ferry-leaflet.md").read_text(encoding="utf-8").split("\n")
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
    source = folder / FOLDER / "ferry-talk.md"
    (folder / FOLDER / name).write_text(
        text or source.read_text(encoding="utf-8"), encoding="utf-8"
    )
    assert any(message in problem for problem in read(folder)[1])


TAKEN = "steps: {from: man-overboard, form: short}"


def taking(folder, steps):
    """传单的步骤换成整段取用的写法。"""
    path = folder / FOLDER / "ferry-leaflet.md"
    text = path.read_text(encoding="utf-8")
    first, last = text.index("steps:"), text.index("boxes:")
    path.write_text(f"{text[:first]}{steps}\n{text[last:]}", encoding="utf-8")
    return read(folder)


def test_steps_may_be_taken_from_a_shared_set(folder):
    """步骤写成 from 和 form，就是取 data/steps.yml 里的那一套；字在那里改一处，几份资料都变。"""
    found, problems = taking(folder, TAKEN)
    assert problems == []
    leaflet = found["ferry-leaflet"]
    assert (leaflet.taken.from_, leaflet.taken.form) == ("man-overboard", "short")
    assert leaflet.steps == ()
    assert leaflet.procedures == ("man-overboard",)


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        ("steps: {form: short}", "缺少字段 from"),
        ("steps: {from: man-overboard, form: tiny}", "form 不能是 tiny"),
        ("steps: {from: man-overboard, why: x}", "未知字段 why"),
    ],
)
def test_a_wrong_way_of_taking_is_said(folder, steps, message):
    """取用的写法不对，说出是哪个字段。"""
    assert any(message in problem for problem in taking(folder, steps)[1])


def test_front_and_body_are_parted():
    """元数据、正文、正文从第几行开始；没有元数据是 None。"""
    assert split_front("---\na: 1\n---\n\n正文\n") == ("a: 1\n", "\n正文\n", 4)
    assert split_front("正文\n") is None

"""YAML 怎样读、怎样拒绝。"""

import datetime
from dataclasses import dataclass
from typing import Literal

import pytest

from macros.corpus.reader import Reader
from macros.corpus.record import Id, derived
from macros.corpus.yaml import MAX_BYTES, NOWHERE, Table, parse_yaml, read_text, read_yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """夹具：各种类型的字段各一个。"""

    id: Id
    text: str
    count: int = 0
    day: datetime.date = datetime.date.min
    done: bool = False
    kind: Literal["a", "b"] = "a"
    tags: tuple[str, ...] = ()
    notes: dict[str, str] | None = None
    place: Table = derived(NOWHERE)


def read(text):
    """读一段 YAML，返回记录和错误的文字。"""
    node, problems = parse_yaml(text, "x.yml")
    if node is None:
        return None, [str(problem) for problem in problems]
    reader = Reader()
    row = reader.record(Row, node)
    return row, [str(problem) for problem in reader.problems]


def test_values_keep_types_and_places():
    """每种值读成该有的类型，还知道自己在第几行第几列：报错和编辑链接都靠它。"""
    row, problems = read(
        'id: a-1\ntext: 反拐\ncount: 3\nday: 2022-04-06\ndone: true\nkind: b\ntags: [甲, "2022"]\nnotes:\n  "2030": 乙\n'
    )
    assert problems == []
    assert (row.text, row.count, row.day, row.done, row.kind) == (
        "反拐",
        3,
        datetime.date(2022, 4, 6),
        True,
        "b",
    )
    assert row.tags == ("甲", "2022")
    assert row.notes == {"2030": "乙"}
    assert (row.place.of("tags", 1).line, row.place.of("tags", 1).column) == (7, 11)
    assert row.place.of("没有的字段") is row.place


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("id: a\ntxet: 甲\ntext: 乙\n", "x.yml:2:1: 未知字段 txet，是否想写 text？"),
        ("id: a\n", "x.yml:1:1: 缺少字段 text"),
        ("id: a\ntext: 2022\n", "x.yml:2:7: text 的 2022 会被当成数字"),
        ("id: a\ntext: no\n", "x.yml:2:7: text 的 no 会被当成是或否"),
        ("id: a\ntext: 1:30\n", "x.yml:2:7: text 的 1:30 会被当成数字"),
        ("id: a\ntext: 0110\n", "x.yml:2:7: text 的 0110 会被当成数字"),
        ("id: a\ntext: 2022-04-06\n", "x.yml:2:7: text 的 2022-04-06 会被当成日期"),
        ("id: a\ntext: ~\n", "x.yml:2:7: text 的 ~ 会被当成空值"),
        ("id: a\ntext:\n", "x.yml:2:6: text 是空的"),
        ("id: a\ntext: [甲]\n", "x.yml:2:7: text 要是一个值"),
        ('id: a\ntext: " 甲"\n', "x.yml:2:7: text 前后有空格"),
        ("id: a\ntext: 甲\n  乙\n", "x.yml:2:7: text 分成了几行"),
        ("id: a\ntext: >-\n  甲\n", "x.yml:2:7: text 分成了几行"),
        ("id: 甲\ntext: 乙\n", "x.yml:1:5: id 写法不对：甲"),
        ("id: A\ntext: 乙\n", "x.yml:1:5: id 写法不对：A"),
        ('id: a\ntext: 甲\ncount: "3"\n', "x.yml:3:8: count 写法不对：3"),
        ("id: a\ntext: 甲\ncount: 007\n", "x.yml:3:8: count 写法不对：007"),
        ("id: a\ntext: 甲\nday: 2022-02-30\n", "x.yml:3:6: day 不是日期：2022-02-30"),
        ("id: a\ntext: 甲\nday: 2022\n", "x.yml:3:6: day 不是日期：2022"),
        ("id: a\ntext: 甲\ndone: yes\n", "x.yml:3:7: done 写法不对：yes"),
        ("id: a\ntext: 甲\nkind: c\n", "x.yml:3:7: kind 不能是 c（只能是 a、b）"),
        ("id: a\ntext: 甲\ntags: 乙\n", "x.yml:3:7: tags 要写成列表"),
        ("id: a\ntext: 甲\nnotes: 乙\n", "x.yml:3:8: notes 要写成“字段: 值”的形式"),
        ("- 甲\n", "x.yml:1:1: 这里要写成“字段: 值”的形式"),
        ("id: a\ntext: 甲\ntext: 乙\n", "x.yml:3:1: 字段 text 重复，第 2 行已经有了"),
        ("id: &x a\ntext: *x\n", "x.yml:1:5: 不能用锚点 &x"),
        ("id: a\ntext: !!str 甲\n", "x.yml:2:7: 不能用标签"),
        ("id: a\ntext: 甲\n---\nid: b\n", "x.yml:3:1: 一个文件里只能有一份文档"),
        ("%YAML 1.1\n---\nid: a\n", "x.yml:1:1: 不能用 % 开头的 YAML 指令"),
        ("", "x.yml:1:1: 文件是空的"),
        ("id: a\ntext: [[[[[[[[[甲]]]]]]]]]\n", "x.yml:2:14: 嵌套超过 8 层"),
        ("? [a]\n: b\n", "x.yml:1:3: 字段名要是一个词"),
        ('id: a\ntext: "甲\n', "YAML 写法有误"),
        ("id: a\ntext: 甲: 乙\n", "x.yml:2:8: YAML 写法有误：这里不该再有冒号"),
        ("id: a\n text: 甲\n", "YAML 写法有误"),
        ("id: a\ntext: @甲\n", "YAML 写法有误：值不能以 @ 开头"),
    ],
)
def test_wrong_input_is_named_with_its_place(text, expected):
    """写错的地方各有一句中文，带行号列号：编者不用懂 YAML 也知道改哪里。"""
    _, problems = read(text)
    assert any(expected in problem for problem in problems), problems


def test_all_problems_come_at_once():
    """一个文件里的几处错误一次说完，不让人改一处再看一处。"""
    _, problems = read("id: A\ntxet: 甲\ncount: x\n")
    assert len(problems) == 3


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"\xef\xbb\xbfid: a\n", "x.yml:1:1: 有看不见的字符 U+FEFF"),
        (b"id:\ta\n", "x.yml:1:4: 有制表符"),
        ("id: a\ntext: 甲\u202e乙\n".encode(), "x.yml:2:8: 有看不见的字符 U+202E"),
        ("id: a\ntext: 甲\u200b乙\n".encode(), "x.yml:2:8: 有看不见的字符 U+200B"),
        (b"id: a\x00\n", "x.yml:1:6: 有看不见的字符 U+0000"),
        ("id: a\ntext: 反拐\n".encode("gbk"), "x.yml:2:1: 这一行不是 UTF-8 编码"),
        (b"#" * (MAX_BYTES + 1), "x.yml:1:1: 文件有 1048577 字节，超过 1 MiB"),
    ],
)
def test_bytes_that_hide_things_are_refused(tmp_path, raw, expected):
    """看不见的字符会悄悄改变内容，太大的文件会拖垮构建，都在解析之前拒绝。"""
    path = tmp_path / "x.yml"
    path.write_bytes(raw)
    node, problems = read_yaml(path, "x.yml")
    assert node is None
    assert any(expected in str(problem) for problem in problems), problems


def test_windows_line_ends_are_fine(tmp_path):
    """Windows 记事本存的换行不算错。"""
    path = tmp_path / "x.yml"
    path.write_bytes("id: a\r\ntext: 甲\r\n".encode())
    assert read_yaml(path, "x.yml")[1] == []


def test_missing_file_is_a_problem_not_a_crash(tmp_path):
    """文件不在、或者是个文件夹，也只是一句话。"""
    assert "打不开这个文件" in str(read_text(tmp_path / "没有.yml", "没有.yml")[1][0])
    assert "打不开这个文件" in str(read_text(tmp_path, "文件夹")[1][0])

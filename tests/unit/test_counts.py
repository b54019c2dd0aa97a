"""公文里写明几个的，别处说到也是几个。"""

import types

from macros.checks import counts
from macros.corpus.yaml import Node


def problems(monkeypatch, text):
    """公文里是“成员单位34个”时，一句话查出的几条。"""
    passage = types.SimpleNamespace(text="联席会议中列出成员单位34个。")
    monkeypatch.setattr(counts.proof, "printed_passages", lambda _: [passage])
    node = Node(path="docs/about.md", line=1, column=1)
    return [str(problem) for problem in counts.counted_as_printed(None, [(node, text)])]


def test_a_wrong_count_is_told(monkeypatch):
    """抄错了一个数，读的人就不知道信哪一个；数写在前面、后面都认。"""
    (before,) = problems(monkeypatch, "列了 36 个成员单位。")
    (after,) = problems(monkeypatch, "有成员单位 36 个。")
    assert "成员单位 36 个，公文里是 34 个" in before
    assert "成员单位 36 个，公文里是 34 个" in after


def test_other_counts_are_left_alone(monkeypatch):
    """一样的不说，数的是别的也不说。"""
    assert not problems(monkeypatch, "成员单位 34 个，推进表列了 12 个单位。")

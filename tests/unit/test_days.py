"""写着的日子都是真有的一天；公文里照印的残缺的日期不算。"""

import pytest

from macros.checks.days import is_real, is_real_event, unreal_days


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("自 2025-11-31 起", "2025-11-31"),
        ("2025年2月30日", "2025年2月30日"),
        ("每年 11 月 31 日", "11 月 31 日"),
        ("2025年2月29日", "2025年2月29日"),
        ("每年 2 月 29 日", ""),
        ("编号 1-2025-11-31", ""),
        ("2024-02-29", ""),
    ],
)
def test_a_day_that_is_not_is_told(tmp_path, text, said):
    """没有的一天说出来；没有写年份的照闰年算，编号不是日子。"""
    (tmp_path / "data").mkdir()
    (tmp_path / "data/x.yml").write_text(f"a: {text}\n", encoding="utf-8")
    told = [problem.message for problem in unreal_days(tmp_path, ())]
    assert told == ([f"没有 {said} 这一天"] if said else [])


def test_a_day_told_already_is_not_told_again(tmp_path):
    """读的时候说过的一行不再说，勘误里照印的不说。"""
    (tmp_path / "data").mkdir()
    (tmp_path / "data/errata.yml").write_text(
        "- a: 1\n  printed: 2022年3月33日\n", encoding="utf-8"
    )
    assert list(unreal_days(tmp_path, ())) == []
    assert is_real(None, "2", "29")
    assert not is_real("2025", "2", "29")
    assert is_real_event("2022-04")
    assert not is_real_event("2022-04-31")

"""推进表的规则，各有一个违反它的例子。"""

import pytest
from checking import assert_says, messages

HEALTH = "data/units/health.yml"


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (
            HEALTH,
            "- number: 4\n    text: 关爱",
            "- number: 6\n    text: 关爱",
            "health.yml:43:13: 序号是 6，应是 4",
        ),
        (HEALTH, "order: 7", "order: 8", "次序是 8，应是 7"),
        (
            HEALTH,
            "name: 市卫健委\nfull",
            "name: 市公安局\nfull",
            "名称和 data/units/public-security.yml 相同",
        ),
        (HEALTH, '  "2022":', '  "2021":', "periods.yml 里没有时段 2021"),
        (HEALTH, '  "2022":', '  "2021":', "时段 2021（可用的时段：2022、2023-2029、2030）"),
        (HEALTH, "priorities: [assistance]", "priorities: []", "没有归入工作重点"),
        (HEALTH, "serves: [health-4]\n", "serves: []\n", "不服务任何重点任务，却没有理由"),
        (
            HEALTH,
            "serves: [health-4]\n",
            "serves: [health-4]\n    note: 多余\n",
            "已经有了所服务的任务，不用 note",
        ),
        (
            "data/periods.yml",
            "first: 2023\n",
            "first: 2024\n",
            "9:10: 起止年份和原表的 2023-2029 不同（写 2023",
        ),
        (
            "data/periods.yml",
            "printed: 2023-2029\n  first: 2023\n",
            "printed: 2024-2029\n  first: 2024\n",
            "接不上前一时段的 2022 年",
        ),
        ("data/periods.yml", "last: 2029\n", "last: 999999999\n", "不是一段年份"),
        ("data/priorities.yml", "title: 强化宣传教育引导", "title: 强化宣传", ""),
        (
            "data/priorities.yml",
            "title: 强化宣传教育引导",
            "title: 宣传为先",
            "plan-3-4 里没有这几个字",
        ),
    ],
)
def test_each_rule_speaks_up(project, path, old, new, expected):
    """违反一条规则就有一句话。"""
    assert_says(project, path, old, new, expected)


def test_a_printed_gap_needs_an_erratum(project):
    """原表跳号靠勘误放行；拿掉勘误就要报。"""
    path = project / "data/errata.yml"
    text = path.read_text(encoding="utf-8")
    block = text[text.index("- id: health-number") : text.index("- id: health-double-comma")]
    double = text[text.index("- id: health-double-comma") : text.index("- id: education-comma")]
    path.write_text(text.replace(block, "").replace(double, ""), encoding="utf-8")
    assert any("序号是 5，应是 4" in problem for problem in messages(project))


def test_a_period_may_be_empty_on_purpose(project):
    """原表一格真空着，可以写明 []；在这份数据里，核对会发现少了原文。"""
    path = project / "data/units/health.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index('  "2030":')] + '  "2030": []\n', encoding="utf-8")
    asked = project / "data/questions.yml"
    kept = [
        line
        for line in asked.read_text(encoding="utf-8").splitlines()
        if "health-2030-1," not in line
    ]
    asked.write_text("\n".join(kept), encoding="utf-8")
    problems = messages(project)
    assert problems
    assert all("缺少原网页第" in problem for problem in problems)

"""颜色、变量的规则，各有一个违反它的例子。"""

import pytest
from checking import assert_says

from macros.checks.design import contrast

TOKENS = "data/tokens.yml"


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (TOKENS, 'light: "#4c463c"', 'light: "#8a95a3"', "light 下 muted 写在 paper 上只有"),
        (TOKENS, "  line:\n", "  lines:\n", "样式用到 line，这里没有"),
        (TOKENS, "  touch: 44px\n", "", "样式用到 touch，这里没有"),
        (TOKENS, 'lake: {band: "#0c4a56"', 'lake: {band: "#9fd6e0"', "#ffffff 写在 #9fd6e0 上只有"),
        (TOKENS, 'lake: {band: "#0c4a56"', 'lake: {band: "#5e6a6d"', "#f4bd5b 写在 #5e6a6d 上只有"),
        (TOKENS, 'accent: "#0b4c58"', 'accent: "#8a95a3"', "#ffffff 写在 #8a95a3 上只有"),
        (TOKENS, 'accent: "#0b4c58"', 'accent: "#8a95a3"', "#8a95a3 写在 #fffdf8 上只有"),
        (
            TOKENS,
            'tint: "#fbe9cf", tint2: "#d9efec"',
            'tint: "#7f7f7f", tint2: "#d9efec"',
            "#0b4c58 写在 #7f7f7f 上只有",
        ),
        (TOKENS, 'tint2: "#d9efec"', 'tint2: "#5f5f5f"', "#221f1a 写在 #5f5f5f 上只有"),
        (TOKENS, 'tint2: "#d9efec"', 'tint2: "#c0d8d4"', ""),
        (TOKENS, 'tint2: "#d9efec"', 'tint2: "#D9EFEC"', "tint2 写法不对：#D9EFEC"),
    ],
)
def test_each_rule_speaks_up(city_project, path, old, new, expected):
    """违反一条规则就有一句话。"""
    assert_says(city_project, path, old, new, expected)


def test_contrast_follows_wcag():
    """黑白是 21，同色是 1，与 WCAG 的算法一致。"""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#123456", "#123456") == pytest.approx(1)

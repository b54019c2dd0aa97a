"""样式变量。"""

from macros.theme import tokens_css


def test_tokens_become_custom_properties(plan):
    """每种颜色在两套方案里各写一次，尺寸只写一次。"""
    css = tokens_css(plan.tokens)
    assert css.count("  --ink: ") == 2
    assert css.count("  --touch: 44px;") == 1
    assert '[data-md-color-scheme="slate"] {' in css

"""样式变量。"""

import re

from macros.publishing.tokens import palettes_css, tokens_css, used

BLOCK = re.compile(r"(:root[^{]*)\{(.*?)\}")
SCREEN = re.compile(r"@media screen.*?\}\}")


def blocks(css):
    """每段样式：选择器 → 各变量。"""
    return {
        selector: dict(re.findall(r"([\w-]+):([^;]+)", body))
        for selector, body in BLOCK.findall(css)
    }


def test_every_token_has_its_variable(plan):
    """浅色、深色、尺寸一个不少：少一个变量，用到它的地方就没有颜色，页面上却不报错。"""
    found = blocks(tokens_css(plan.tokens))
    light = {f"--{name}": shade.light for name, shade in plan.tokens.colors.items()}
    sizes = {f"--{name}": value for name, value in plan.tokens.sizes.items()}
    assert found[":root"] == {"color-scheme": "light"} | light | sizes


def test_dark_by_choice_is_dark_by_system(plan):
    """自己选的深色和跟着系统的深色一样；选了浅色的人，系统再深也不变。"""
    found = blocks(tokens_css(plan.tokens))
    dark = {"color-scheme": "dark"} | {
        f"--{name}": shade.dark for name, shade in plan.tokens.colors.items()
    }
    assert set(found) == {":root", ":root:not([data-scheme=light])", ":root[data-scheme=dark]"}
    assert found[":root:not([data-scheme=light])"] == found[":root[data-scheme=dark]"] == dark


def test_paper_is_always_light(plan):
    """深色只在屏幕上：印在纸上的深底，费墨又看不清。"""
    printed = SCREEN.sub("", tokens_css(plan.tokens))
    assert set(blocks(printed)) == {":root"}
    assert len(SCREEN.findall(tokens_css(plan.tokens))) == 2


def test_only_what_is_used_is_kept(plan):
    """没有用到的变量去掉，用到的在每一套颜色里都还在；别的样式一字不动。"""
    style = "a{--touch:60px;color:var(--ink);min-height:var(--touch)}"
    kept = used(tokens_css(plan.tokens) + style)
    assert kept.endswith(style)
    dark = {"color-scheme": "dark", "--ink": plan.tokens.colors["ink"].dark}
    assert blocks(kept)[":root"].keys() == {"color-scheme", "--touch", "--ink"}
    assert (
        blocks(kept)[":root[data-scheme=dark]"]
        == blocks(kept)[":root:not([data-scheme=light])"]
        == dark
    )


def test_pieces_have_the_colours_of_their_sheets(plan):
    """网页上的传单用印出来的那一套颜色；深色时，写在纸上的字和框的底换掉，不然看不清。"""
    css = palettes_css(plan.tokens)
    for name, palette in plan.tokens.palettes.items():
        assert f".palette-{name}{{--palette-band:{palette.band};" in css
    assert css.count("--palette-accent:var(--brand)") == 2
    assert len(SCREEN.findall(css)) == 2

"""macros/publishing/styles.py：样式按部分写，按页的种类拼。"""

import re

import pytest
from project import ROOT

from macros.publishing import styles
from macros.publishing.tokens import palettes_css, tokens_css

FOLDER = ROOT / "overrides/assets/css"
SOURCES = {path.stem: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.css"))}
LOGO = "<svg xmlns='http://www.w3.org/2000/svg'/>"


# 标志之外也算的：公文的段落都有引用的按钮；搜索框是脚本做的，打开时连着样式一起取。
MADE = dict.fromkeys(styles.PARTS, "") | {
    "document": r"\[data-official\]|",
    "search": r"dialog\.search|\.search-[a-z]|\[role=|",
}


def page(*classes):
    """用到这几个类的一页。"""
    link = '<link rel="stylesheet" href="../assets/site.css">\n'
    return f'{link}<p class="{" ".join(classes)}">字</p>'


def selectors(css):
    """每条规则的选择符，一条一条的。"""
    plain = re.sub(r"/\*.*?\*/|\"[^\"]*\"", "", css, flags=re.DOTALL)
    for found in re.findall(r"([^{};]+)\{", plain):
        if "@" not in found:
            yield from re.split(r",(?![^(]*\))", " ".join(found.split()))


def test_every_source_belongs_somewhere():
    """每个文件都有去处：每页都有的、一部分、求助页的、断点的名字。"""
    assert SOURCES.keys() == {*styles.SHARED, *styles.PARTS, "help", "breakpoints"}
    assert set(styles.SHARED).isdisjoint(styles.PARTS)


@pytest.mark.parametrize("part", styles.PARTS)
def test_every_rule_of_a_part_carries_its_mark(part):
    """一部分的每条规则都写着它的标志：页里没有标志的，少了这一部分，样子也不变。"""
    marks = rf"\.(?:{'|'.join(sorted(styles.PARTS[part], key=len, reverse=True))})(?![\w-])"
    without = [one for one in selectors(SOURCES[part]) if not re.search(MADE[part] + marks, one)]
    assert without == []


def test_a_page_gets_what_it_uses_and_no_more():
    """带着用得到的各部分，又最少；只用大家都有的，不接；拼不出的带全部。"""
    assert styles.page_kind_css(page("lead")) == ""
    assert styles.page_kind_css(page("card", "rows")) == "rows"
    assert styles.page_kind_css(page("official", "row")) == "unit"
    assert styles.page_kind_css(page("hero")) == "home"
    assert styles.page_kind_css(page("hero", "appendix")) == "every"
    assert styles.page_kind_css(page("myappendix", "rows-2")) == ""


def test_the_link_follows_the_shared_one():
    """自己的样式接在大家的后面，路径一样；没有自己的不动；没有引样式的不动。"""
    link = '<link rel="stylesheet" href="../assets/{}.css">'
    made = styles.linked(page("appendix"))
    assert made.startswith(f"{link.format('site')}\n{link.format('table')}\n")
    assert styles.linked(page("lead")) == page("lead")
    assert styles.linked('<p class="appendix">') == '<p class="appendix">'


def test_what_is_published(plan):
    """变量在最前面，标志写进样式，断点、间距换成值，没有注释、空行。"""
    made = styles.files(FOLDER, tokens_css(plan.tokens), LOGO, palettes_css(plan.tokens))
    assert made.keys() == {"site.css", *(f"{kind}.css" for kind in styles.KINDS)}
    assert made["site.css"].startswith(":root{color-scheme:light;--text:")
    assert "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>" in made["site.css"]
    for text in made.values():
        assert not re.search(r"favicon|/\*|\n|@media[^{]*--|@custom-media|--space| 0\.\d", text)
    assert "@media screen and (min-width:60em)" in made["table.css"]


def test_breakpoints_have_names():
    """@media 里只写断点的名字，名字都有；没有的，说不出条件。"""
    named = styles.breakpoints(SOURCES["breakpoints"])
    rest = "".join(css for name, css in SOURCES.items() if name != "breakpoints")
    queries = re.findall(r"@media([^{]*)", rest)
    assert {name for query in queries for name in re.findall(r"\((--[^)]*)\)", query)} == set(named)
    assert not any(re.search(r"\d", query) for query in queries)
    with pytest.raises(KeyError):
        styles.widths("@media (--nowhere) { a { color: red } }", named)
    assert styles.widths("a { color: var(--ink) }", named) == "a { color: var(--ink) }"


def test_the_script_uses_the_same_width():
    """site.js 里推进表分份排的宽度，和样式里的 --wide 一样。"""
    script = (ROOT / "overrides/assets/site.js").read_text(encoding="utf-8")
    wide = styles.breakpoints(SOURCES["breakpoints"])["--wide"]
    assert re.findall(r'matchMedia\("(\([a-z]+-width[^"]*)', script) == []
    assert f'const WIDE = "{wide}"' in script


def test_spacing_uses_the_scale(plan):
    """边距、间隔的 rem，刻度上有的写刻度的名字。"""
    scale = {value for name, value in plan.tokens.sizes.items() if name.startswith("space-")}
    assert len(scale) == 6
    pattern = r"(?<![\w-])(?:margin|padding|gap)[a-z-]*:([^;{}]+)"
    spacing = " ".join(re.findall(pattern, "".join(SOURCES.values())))
    assert scale.isdisjoint(re.findall(r"(?<![\w.-])[\d.]+rem", spacing))


def test_minified_means_the_same():
    """压过的意思不变：小数前面的零、字里的零、选择符里的空格。"""
    css = 'a :is(b, c) { margin: 0.5rem 10.5em; content: "v1.0 2"; width: calc(1px + 0.5em) }'
    short = 'a :is(b,c){margin:.5rem 10.5em;content:"v1.0 2";width:calc(1px + .5em)}'
    assert styles.minified(css) == short
    colors = "a{color:#ffffff;--b:#00aa11}#aabbcc a{background:#aabbcd}"
    assert styles.minified(colors) == "a{color:#fff;--b:#0a1}#aabbcc a{background:#aabbcd}"

"""一页只带它用得到的脚本。"""

from project import ROOT

from macros.pages.scripts import SCRIPTS, scripts_for


def test_a_page_brings_what_it_uses():
    """有标志才带；一样也没有的，不多取一个文件。"""
    assert scripts_for("<p>甲</p>") == []
    assert scripts_for('<ol class="years"></ol>') == ["today.js"]
    assert scripts_for('<li data-days="03-08"><p data-today hidden>') == ["days.js", "today.js"]


def test_every_mark_is_looked_for_by_its_script():
    """标志真的是那个脚本去找的：脚本不再找的，带着它是白取。"""
    for name, marks in SCRIPTS.items():
        script = (ROOT / "overrides/assets" / name).read_text(encoding="utf-8")
        for mark in marks:
            word = mark.removeprefix("data-").partition("=")[0]
            word = "years" if mark.startswith("class") else word
            camel = word.split("-")[0] + "".join(part.title() for part in word.split("-")[1:])
            assert f"data-{word}" in script or camel in script, mark

"""发布过的网页都还在，或者说了去哪里。"""

import pytest
from checking import assert_says, messages
from project import edit

MOVED = "data/moved.yml"
PUBLISHED = "data/published.yml"


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (
            PUBLISHED,
            "- index.html",
            "- gone.html\n- index.html",
            f"{PUBLISHED}:3:3: gone.html 发布过，现在没有这一页",
        ),
        (PUBLISHED, "- p/1-1.html", "- p/9-9.html", "p/9-9.html 发布过"),
        (MOVED, "publicity/ferry-walk.html", "units/ferry.html", "units/ferry.html 这一页还在"),
        (
            MOVED,
            "ferry-walk.html",
            "ferry-talk.html",
            f"{MOVED}:1:3: docs/publicity/ferry-talk.md 这一页还在",
        ),
        (PUBLISHED, "- old.html", "- old.html\n- old.html", ":5:3: old.html 写了两遍"),
        (MOVED, "publicity/ferry-walk.html", "old.html", "old.html 前面说过了"),
        (MOVED, "publicity/ferry-leaflet.html", "publicity/nope.html", "没有 publicity/nope.html"),
        (MOVED, "publicity/ferry-leaflet.html", "old.html", f"{MOVED}:5:7: 网站里没有 old.html"),
        (MOVED, "船不开了", "船不开了。", "句末有标点"),
        (MOVED, "address: old.html", "address: /old.html", "写从网站根算起的网页"),
        (MOVED, "2031-01-02", "2031-13-02", "2031-13-02"),
    ],
)
def test_each_rule_speaks_up(city_project, path, old, new, expected):
    """改坏一处，就报在那一行。"""
    assert_says(city_project, path, old, new, expected)


def test_a_piece_cannot_vanish(city_project):
    """删掉一份发布过的资料，检查不让过；说了去哪里就过，地址还在，原来的地方也不能再写别的。"""
    leaflet = city_project / "docs/publicity/ferry-leaflet.md"
    leaflet.rename(city_project / "docs/publicity/ferry-poster.md")
    (city_project / "docs/publicity/art/ferry-leaflet.svg").rename(
        city_project / "docs/publicity/art/ferry-poster.svg"
    )
    edit(
        city_project / MOVED, "to: publicity/ferry-leaflet.html", "to: publicity/ferry-poster.html"
    )
    edit(city_project / "data/kits.yml", "piece: ferry-leaflet", "piece: ferry-poster")
    (problem,) = messages(city_project)
    assert problem.startswith(f"{PUBLISHED}:6:3: publicity/ferry-leaflet.html 发布过")
    told = (
        "- address: publicity/ferry-leaflet.html\n  title: 上下渡船牵紧手\n  why: 换了名字\n"
        "  date: 2031-04-07\n  to: publicity/ferry-poster.html\n"
    )
    path = city_project / MOVED
    path.write_text(path.read_text(encoding="utf-8") + told, encoding="utf-8")
    assert messages(city_project) == []
    poster = city_project / "docs/publicity/ferry-poster.md"
    again = poster.read_text(encoding="utf-8").replace("title: ", "title: 又写一份", 1)
    leaflet.write_text(again, encoding="utf-8")
    assert any("ferry-leaflet.md 这一页还在" in said for said in messages(city_project))


def test_a_unit_cannot_vanish(city_project):
    """单位没有了，它的页、任务的页、短地址，发布过的都要说去哪里。"""
    edit(city_project / PUBLISHED, "- units/ferry.html", "- t/ferry-9.html\n- units/old-unit.html")
    said = "\n".join(messages(city_project))
    assert "t/ferry-9.html 发布过" in said
    assert "units/old-unit.html 发布过" in said


def test_a_release_is_recorded(city_project):
    """更新记录里定了一版，没有记下地址就报：不记，以后少了哪一页看不出。"""
    log = "# 更新记录\n\n## [未发布]\n\n- 甲\n\n## [{}] - 2031-04-06\n\n- 乙\n"
    (city_project / "CHANGELOG.md").write_text(log.format("0.1.0"), encoding="utf-8")
    assert messages(city_project) == []
    (city_project / "CHANGELOG.md").write_text(log.format("0.2.0"), encoding="utf-8")
    (problem,) = messages(city_project)
    assert problem.startswith(f"{PUBLISHED}:1:10: 0.2.0 这一版的地址还没有记下")
    assert "python -m macros record" in problem

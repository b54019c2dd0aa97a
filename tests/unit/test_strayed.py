"""放错了地方、改了名、不见了的页和插图：说挪回哪里，不叫人另做一个。"""

import pytest
from checking import messages
from project import edit

ART = "docs/publicity/art/ferry-leaflet.svg"
PIECE = "docs/publicity/ferry-leaflet.md"
GLANCE = "docs/plan/at-a-glance.md"


@pytest.fixture
def linked(city_project):
    """小城的副本：别的页链接着传单，一图读懂和讲话也发布过；挪了，链接就断。"""
    about = city_project / "docs/about.md"
    text = about.read_text(encoding="utf-8")
    about.write_text(f"{text}\n[传单](publicity/ferry-leaflet.md)\n", encoding="utf-8")
    published = city_project / "data/published.yml"
    edit(published, "- publicity/ferry-l", "- plan/at-a-glance.html\n- publicity/ferry-l")
    edit(published, "- publicity/ferry-w", "- publicity/ferry-talk.html\n- publicity/ferry-w")
    return city_project


def test_links_to_what_is_in_place_are_not_told(linked):
    """都在原来的地方，一句也不说。"""
    assert messages(linked) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (ART, "docs/publicity/ferry-leaflet.svg", f"挪到 {ART}"),
        (ART, "data/ferry-leaflet.svg", f"挪到 {ART}"),
        (ART, "docs/publicity/art/ferry_leaflet.svg", f"改名为 {ART}"),
        (PIECE, "docs/ferry-leaflet.md", f"这一页原来是 {PIECE}"),
        (GLANCE, "docs/at-a-glance.md", f"这一页原来是 {GLANCE}"),
        ("docs/verify.md", "docs/verification.md", "改回原来的名字"),
        ("data/terms.yml", "data/term.yml", "改回 terms.yml"),
        ("data/units/ferry.yml", "data/documents/ferry.yml", "移到 data/units/ferry.yml"),
    ],
)
def test_what_went_astray_is_told_where_it_is(linked, old, new, says):
    """一个文件挪错了、改了名，只有一句，报在它现在的地方。"""
    (linked / old).rename(linked / new)
    (said,) = messages(linked)
    assert said.startswith(f"{new}:1:1: ")
    assert says in said


def test_a_published_page_gone_is_told_to_be_taken_back(linked):
    """删掉了发布过的一页：说取回来，不说链接断了。"""
    (linked / PIECE).unlink()
    (said,) = messages(linked)
    assert said.startswith("data/published.yml:")
    assert f"git checkout -- {PIECE}" in said


def test_a_new_neighbour_is_not_the_page_that_went(linked):
    """删了一份，另添一份名字开头相像的：说取回来，不叫人把新的改成旧的名字。"""
    text = (linked / PIECE).read_text(encoding="utf-8")
    (linked / PIECE).unlink()
    (linked / ART).rename(linked / "docs/publicity/art/ferry-drill.svg")
    new = linked / "docs/publicity/ferry-drill.md"
    new.write_text(text.replace("title: ", "title: 新的"), encoding="utf-8")
    first, *_ = messages(linked)
    assert first.startswith("data/published.yml:"), first


def test_a_required_page_gone_is_told_to_be_taken_back(city_project):
    """少了必需的一页，先说取回来，不叫人照别的城市写。"""
    (city_project / "docs/timeline.md").unlink()
    (said,) = messages(city_project)
    assert said.startswith("docs/timeline.md:1:1: 缺少这个页面")
    assert "git checkout -- docs/timeline.md" in said


def test_a_withdrawal_of_a_mistyped_address_is_told_there(city_project):
    """撤下的地址抄错了：说在 moved.yml。"""
    edit(city_project / "data/moved.yml", "address: old.html", "address: odl.html")
    (said,) = messages(city_project)
    assert said.startswith("data/moved.yml:6:12: 没有发布过 odl.html")

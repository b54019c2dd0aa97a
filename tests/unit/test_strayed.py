"""放错了地方、改了名、不见了的页和插图：说挪回哪里，不叫人另做一个。"""

import pytest
from checking import messages

ART = "docs/publicity/art/missing-child.svg"
PIECE = "docs/publicity/missing-child.md"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (ART, "docs/publicity/missing-child.svg", f"挪到 {ART}"),
        (ART, "data/missing-child.svg", f"挪到 {ART}"),
        (ART, "docs/publicity/art/missing_child.svg", f"改名为 {ART}"),
        (PIECE, "docs/missing-child.md", f"这一页原来是 {PIECE}"),
        ("docs/plan/compare.md", "docs/compare.md", "这一页原来是 docs/plan/compare.md"),
        ("docs/verify.md", "docs/verification.md", "改回原来的名字"),
        ("data/terms.yml", "data/term.yml", "改回 terms.yml"),
        ("data/units/health.yml", "data/documents/health.yml", "移到 data/units/health.yml"),
    ],
)
def test_what_went_astray_is_told_where_it_is(project, old, new, says):
    """一个文件挪错了、改了名，只有一句，报在它现在的地方。"""
    (project / old).rename(project / new)
    (said,) = messages(project)
    assert said.startswith(f"{new}:1:1: ")
    assert says in said


def test_a_published_page_gone_is_told_to_be_taken_back(project):
    """删掉了发布过的一页：说取回来，不说几十处链接断了。"""
    (project / PIECE).unlink()
    (said,) = messages(project)
    assert said.startswith("data/published.yml:")
    assert f"git checkout -- {PIECE}" in said


def test_a_required_page_gone_is_told_to_be_taken_back(project):
    """少了必需的一页，先说取回来，不叫人照别的城市写。"""
    (project / "docs/timeline.md").unlink()
    (said,) = messages(project)
    assert said.startswith("docs/timeline.md:1:1: 缺少这个页面")
    assert "git checkout -- docs/timeline.md" in said


def test_a_withdrawal_of_a_mistyped_address_is_told_there(project):
    """撤下的地址抄错了：说在 moved.yml。"""
    path = project / "data/moved.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("upstream.html", "upstreem.html"), encoding="utf-8")
    (said,) = messages(project)
    assert said.startswith("data/moved.yml:3:12: 没有发布过 upstreem.html")

"""少了会害人的：网页的骨架里，报警电话、“快速离开”在不在。别的几条在 damage/claims.yml。"""

import shutil

import pytest
from project import ROOT

from macros.checks.standing import skeleton_keeps

FILES = (
    "overrides/partials/header.html",
    "overrides/partials/footer.html",
    "overrides/help.html",
    "overrides/base.html",
)


@pytest.fixture
def skeleton(tmp_path):
    """骨架里查的几个文件。"""
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def test_the_skeleton_is_sound(plan, skeleton):
    """现在的骨架，头、脚、求助页都拨得出，离得开。"""
    assert list(skeleton_keeps(plan, skeleton)) == []


@pytest.mark.parametrize(
    ("name", "old", "says"),
    [
        (FILES[0], "tel:{{ line.number }}", "没有报警电话了"),
        (FILES[1], "tel:{{ line.number }}", "没有报警电话了"),
        (FILES[2], "tel:{{ line.number }}", "没有报警电话了"),
        (FILES[2], "partials/exit.html", "没有“快速离开”了"),
        (FILES[3], "partials/exit.html", "没有“快速离开”了"),
    ],
)
def test_what_must_stand_is_missed(plan, skeleton, name, old, says):
    """从骨架里拿掉一处，检查说得出是哪个文件少了什么：这一处一少，几百页都少。"""
    path = skeleton / name
    path.write_text(path.read_text(encoding="utf-8").replace(old, ""), encoding="utf-8")
    (problem,) = skeleton_keeps(plan, skeleton)
    assert problem.path == name
    assert problem.message == says

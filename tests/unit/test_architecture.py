"""docs-dev/ARCHITECTURE.md：图是照程序画的，提到的文件都在。"""

import re

import draw
from project import ROOT


def test_the_picture_is_drawn_from_the_code():
    """import 变了，图要跟着重画：运行 python docs-dev/draw.py。看图的人不该被旧图骗。"""
    text = draw.PAGE.read_text(encoding="utf-8")
    assert draw.page(text) == text


def test_an_arrow_that_is_not_there_would_be_seen(monkeypatch):
    """多一条箭头，图就不一样：这个检查真的会红。"""
    uses = draw.arrows()
    uses["corpus"].add("pages")
    text = draw.PAGE.read_text(encoding="utf-8")
    monkeypatch.setattr(draw, "arrows", lambda: uses)
    assert draw.page(text) != text


def test_every_file_it_names_is_there():
    """照着说明找文件的人，找得到：厢房的表里、正文里提到的都在。"""
    text = draw.PAGE.read_text(encoding="utf-8")
    body = re.sub(r"^\|.*\n", "", text, flags=re.MULTILINE)  # 表里的另查
    names = set(re.findall(r"`((?:[a-z-]+/)+[a-z_-]*\.?[a-z]*)`", body))
    assert names
    # 建的时候才有的，干净的克隆里没有，不进仓库的单子上有。
    made = {line.lstrip("/") for line in (ROOT / ".gitignore").read_text("utf-8").splitlines()}
    for name in sorted(names - made):
        places = (ROOT / name, ROOT / "macros" / name)
        assert any(place.exists() for place in places), name
    for wing, first in re.findall(r"^\| `(\w+)/` \|.*\| `([\w/.]+)` \|$", text, re.MULTILINE):
        assert (ROOT / "macros" / wing / first).exists(), f"{wing}/{first}"

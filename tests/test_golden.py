"""有代表性的几页，正文和定稿逐字相同；改版式后用 make golden 重写定稿，再看差别。"""

import os
from pathlib import Path

import pytest
from lxml import html

GOLDEN = Path(__file__).parent / "golden"
PAGES = [
    "index.html",
    "plan/index.html",
    "plan/compare.html",
    "consultation.html",
    "interpretation.html",
    "table.html",
    "units/health.html",
    "units/womens-federation.html",
    "tasks/human-resources-1.html",
    "tasks/index.html",
    "years/2026.html",
    "years/2030.html",
    "verify.html",
    "404.html",
]

pytestmark = pytest.mark.xdist_group("site")


@pytest.mark.parametrize("name", PAGES)
def test_page_is_as_approved(site, name):
    """页面正文变了就要有人看过：定稿和代码一起提交，差别在评审时看得见。"""
    root = html.parse(str(site / name), html.HTMLParser(encoding="utf-8")).getroot()
    (article,) = root.xpath("//article")
    text = html.tostring(article, encoding="unicode").replace("><", ">\n<").strip() + "\n"
    path = GOLDEN / name.replace("/", "-")
    if os.environ.get("GOLDEN") == "rewrite":
        GOLDEN.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text, "正文和定稿不同；确认无误后运行 make golden"

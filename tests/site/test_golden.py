"""虚构的城市的五种页，正文和定稿逐字相同；改版式后用 make golden 重写定稿，再看差别。

用虚构的城市：编者改一个字，不该让程序的测试变红。
"""

import os

import pytest
from lxml import html
from project import ROOT

GOLDEN = ROOT / "tests/golden"
PAGES = ["index.html", "text.html", "table.html", "units/ferry.html", "tasks/ferry-1.html"]


@pytest.mark.parametrize("name", PAGES)
def test_page_is_as_approved(city_site, name):
    """页面正文变了就要有人看过：定稿和代码一起提交，差别在评审时看得见。"""
    root = html.parse(str(city_site / name), html.HTMLParser(encoding="utf-8")).getroot()
    (article,) = root.xpath("//article")
    text = html.tostring(article, encoding="unicode").replace("><", ">\n<").strip() + "\n"
    path = GOLDEN / name.replace("/", "-")
    if os.environ.get("GOLDEN") == "rewrite":
        GOLDEN.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text, "正文和定稿不同；确认无误后运行 make golden"

"""建好的网页：解析一页，列出全部。"""

import re
from functools import cache

from lxml import html


@cache
def tree(path):
    """解析一页；各测试共用，不改它。"""
    return html.parse(str(path), html.HTMLParser(encoding="utf-8")).getroot()


def all_pages(site):
    """全部页面；短地址只管转过去，另有测试。"""
    found = {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*.html"))}
    return {name: path for name, path in found.items() if not re.match("[ptm]/", name)}

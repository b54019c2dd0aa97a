"""普通 MkDocs（Material）的对照：把建好的每一页还原成只有标题、列表、表格的 Markdown。

配置照 mkdocs.yml，不要钩子、宏和自定义模板，也不要搜索：比的是网页。
"""

import html
from collections.abc import Iterator
from pathlib import Path

from enlarging import ROOT, write_yaml
from lxml.html import HtmlElement, parse
from mkdocs.utils.yaml import yaml_load

MARKS = {**{f"h{n}": "#" * n + " " for n in range(1, 7)}, "p": "- ", "li": "- ", "dd": "- "}
# Material 自带的搜索，比搜索时才要。
SEARCH = [{"search": {"lang": "zh"}}]
KEPT = (
    "site_name",
    "site_description",
    "site_url",
    "use_directory_urls",
    "theme",
    "markdown_extensions",
    "nav",
)


def handwrite(site: Path, peer: Path) -> None:
    """照建好的 site 在 peer 里写出普通工程：页数、标题、文字都一样。"""
    for page in sorted(site.rglob("*.html")):
        article = parse(page).find(".//article")
        if article is not None and page.name != "404.html":
            target = peer / "docs" / page.relative_to(site).with_suffix(".md")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text("\n\n".join(blocks(article)) + "\n", encoding="utf-8")
    write_config(peer)


def write_config(peer: Path, **changes: object) -> None:
    """普通工程的配置：不要插件，搜索也不要。"""
    config = yaml_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    kept = {key: config[key] for key in KEPT if key in config}
    plain = kept | {"plugins": [], "not_in_nav": "*"} | changes
    plain["theme"].pop("custom_dir", None)
    plain["theme"]["language"] = "zh"  # 本站的界面文字在 overrides 里
    write_yaml(peer / "mkdocs.yml", plain)


def blocks(article: HtmlElement) -> Iterator[str]:
    """一页正文的各块，写成 Markdown。"""
    for block in article.iter("table", *MARKS):
        if block.tag == "table":
            rows = [[line(cell) for cell in row] for row in block.iter("tr")]
            width = max(map(len, rows))
            rows.insert(1, ["---"] * width)
            yield "\n".join(f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in rows)
        elif (
            next(block.iterancestors("table"), None) is None
            and next(block.iterdescendants(*MARKS), None) is None
        ):
            yield MARKS[block.tag] + line(block)


def line(element: HtmlElement) -> str:
    return html.escape(" ".join(element.text_content().split()), quote=False)

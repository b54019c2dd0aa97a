"""网页写完以后：样式和脚本换上带指纹的名字，网页加上内容策略，最后是压缩的和清单。"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import Any

import rjsmin

from macros.corpus.plan import Plan
from macros.corpus.release import Edition
from macros.pages import cite, glossary, linebreaks, marks
from macros.pages.edits import edits
from macros.publishing import assets, headers, styles
from macros.publishing.manifest import MANIFEST, manifest_text
from macros.publishing.tokens import palettes_css

# 标签之间的空行，是模板留下的。
BLANK = re.compile(r">[ \t]*\n\s*\n\s*<")

# 网页里内容策略写在这一句后面。
_CHARSET = '<meta charset="utf-8">\n'


class PageFinisher:
    """每页最后的样子。scripts、styles 是收过尾的各页里写着的脚本、样式的指纹。"""

    def __init__(self, names: Mapping[str, str], units: Sequence[str], *, policies: bool) -> None:
        """names 是样式和脚本的旧名字 → 新名字，units 是单位名称。

        policies 是网页里写不写内容策略。
        """
        self._names = names
        self._headings = linebreaks.HeadingBreaks(units)
        self._policies = policies
        self.scripts: set[str] = set()
        self.styles: set[str] = set()

    def finished(self, html: str) -> str:
        """用带指纹的名字，标题不拆词，段末不剩一个字，去掉模板留下的空行，写上内容策略。"""
        html = styles.linked(html)
        html = assets.renamed(html, self._names)
        html = self._headings.marked(html)
        html = linebreaks.endings(html)
        html = BLANK.sub(">\n<", html)
        scripts, in_styles = headers.inline(html)
        self.scripts.update(scripts)
        self.styles.update(in_styles)
        if not self._policies:
            return html
        policy = headers.policy(scripts, in_styles, meta=True)
        meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        return html.replace(_CHARSET, _CHARSET + meta, 1)


def asset_files(
    sources: Mapping[str, str], plan: Plan, sheets: Path, style: str, repository: str = ""
) -> tuple[dict[str, str], dict[str, str]]:
    """要发布的样式和脚本（地址 → 内容），和旧名字 → 新名字。

    sources 是 assets 下的脚本和图标，sheets 是样式各部分的文件夹，style 是样式变量。
    有仓库的网址 repository 时，多一份从页面找到那一行的。
    脚本去掉注释和空白，手机少下载三分之一；图标照原样。
    """
    places = cite.places_and_styles(plan)
    words = glossary.meanings(plan) | marks.erratum_notes(plan.errata)
    texts = {
        "places.js": _script("sitePlaces", places),
        "words.js": _script("siteWords", words),
    }
    if repository:
        texts["edits.js"] = _script("siteEdits", edits(plan, repository))
    made, names = {}, {}
    for name, source in sources.items():
        if name.endswith(".js"):
            texts[name] = rjsmin.jsmin(source, keep_bang_comments=True)  # 别人写的，许可要带着
        else:
            made[f"assets/{name}"] = source
    logo = _logo(sources["favicon.svg"])
    texts |= styles.files(sheets, style, logo, palettes_css(plan.tokens))
    for old, (name, text) in assets.fingerprinted(texts).items():
        made[f"assets/{name}"] = text
        names[old] = name
    return made, names


def _logo(icon: str) -> str:
    """写进样式的标志：页头自己有底色，标志的不要。"""
    return re.sub("<rect[^>]*>", "", icon)


def _script(name: str, value: Any) -> str:
    """用到时才取的数据，写成脚本：从磁盘打开时浏览器不许取 JSON。"""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"globalThis.{name}={text}\n"


def write_headers(site: Path, pages: PageFinisher, names: Iterable[str]) -> None:
    """给服务器的头；各页都收尾以后写，要有全站脚本和样式的指纹。names 是网站的全部文件。"""
    policy = headers.policy(pages.scripts, pages.styles)
    rules = headers.netlify(headers.headers(policy), names)
    write(site / "_headers", rules)


def write_manifest(
    site: Path, edition: Edition, plan: Plan, repository: str, pool: Executor
) -> None:
    """清单最后写：别的文件，连压缩好的，都要在里面。"""
    write(site / MANIFEST, manifest_text(site, edition, plan, pool, repository))


def write(path: Path, text: str) -> None:
    """写一个文字文件，行尾是 LF。"""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def in_bytes(files: Mapping[str, str | bytes]) -> dict[str, bytes]:
    """各个文件的内容都写成字节。"""
    made = {}
    for name, content in files.items():
        made[name] = content.encode() if isinstance(content, str) else content
    return made

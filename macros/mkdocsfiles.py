"""MkDocs 的各个文件：主题带来的去掉，样式和脚本取走，做好的放进去。"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

# 样式、脚本和标志，换上带指纹的名字再发布。
ASSET = re.compile(r"^assets/[^/]+\.(js|svg)$")
# 主题自带的脚本、样式、图片都不用；自己的样式拼好再发；sitemap.xml 是没有渲染的模板。
UNUSED = re.compile(r"^assets/(css|javascripts|stylesheets|images|_mkdocstr.*)|^sitemap\.xml$")


def drop_unused(files: Files) -> None:
    """去掉用不到的主题文件。"""
    for file in list(files):
        if UNUSED.search(file.src_uri):
            files.remove(file)


def taken(files: Files) -> dict[str, str]:
    """从 files 里取走的样式和脚本：名字 → 内容。"""
    taken = {}
    for file in list(files):
        if ASSET.search(file.src_uri):
            files.remove(file)
            name = file.src_uri.removeprefix("assets/")
            taken[name] = file.content_string
    return taken


def handwritten(files: Files) -> dict[str, str]:
    """手写的页：文件 → 全文。"""
    pages = [file for file in files.documentation_pages() if file.generated_by is None]
    return {f"docs/{file.src_uri}": file.content_string for file in pages}


def publish(config: MkDocsConfig, files: Files, made: Mapping[str, bytes | Path]) -> None:
    """made 的各个文件（内容，或者在哪）放进网站；已经占了位子的换上内容。"""
    for address, content in made.items():
        taken = files.get_file_from_path(address)
        if taken:
            files.remove(taken)
        given: dict[str, Any] = {"content": content}
        if isinstance(content, Path):
            given = {"abs_src_path": str(content)}
        files.append(File.generated(config, address, inclusion=InclusionLevel.INCLUDED, **given))

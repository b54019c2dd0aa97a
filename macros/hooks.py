"""和 MkDocs 打交道的唯一一处：读数据、添页面、接导航、转义标题。"""

import os
import re
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import rjsmin
from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from macros import changelog, check, handwritten, pages, render, search
from macros.__main__ import report
from macros.theme import tokens_css
from macros.version import version

# 主题自带而这个网站用不到的文件：源码映射、它的搜索、没有渲染的模板。
UNUSED = re.compile(r"\.map$|^sitemap\.xml$|^assets/javascripts/(lunr|workers)/")


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """读数据并检查，有错就停；版本和日期取自提交。"""
    root = Path(config.config_file_path).parent
    expanded: dict[str, str] = {}
    plan, problems = check.problems(root, expanded)
    if problems:
        raise PluginError("\n" + "\n".join(report(problems)))
    now = version(root)
    if now and "SOURCE_DATE_EPOCH" not in os.environ:
        os.environ["SOURCE_DATE_EPOCH"] = str(now.time)
    if not config.site_url:
        config.theme.static_templates -= {"sitemap.xml"}  # 站点地图要写绝对网址
    config.extra["plan"] = plan
    config.extra["expanded"] = expanded
    config.extra["written"] = {}
    config.extra["built_from"] = now
    config.extra["releases"] = changelog.releases(_read(root / "CHANGELOG.md"))
    config.extra["repository"] = os.environ.get("REPO_URL", "").rstrip("/")
    return config


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """去掉用不到的主题文件，加上由数据生成的页面和样式。"""
    for file in list(files):
        if UNUSED.search(file.src_uri):
            files.remove(file)
    plan = config.extra["plan"]
    for page in pages.generated(plan):
        content = (
            f"---\ntitle: {_quoted(page.title)}\ndescription: {_quoted(page.description)}\n---\n{{{{ {page.call} }}}}\n"
        )
        file = File.generated(config, page.uri, content=content, inclusion=InclusionLevel.NOT_IN_NAV)
        file.edit_uri = f"../{page.at.path}#L{page.at.line}"
        files.append(file)
    files.append(File.generated(config, "assets/tokens.css", content=tokens_css(plan.tokens)))
    files.append(File.generated(config, pages.snapshot(plan), content=plan.source.text.encode()))
    return files


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """生成的页不进导航，只认上级和前后页：每页的导航不随计划变大。"""
    groups = config.extra["generated"] = defaultdict[str, list[Page]](list)
    for generated in pages.generated(config.extra["plan"]):
        file = files.get_file_from_path(generated.uri)
        index = files.get_file_from_path(generated.parent)
        if file is None or index is None or index.page is None:
            raise PluginError(f"导航里缺少 {generated.parent}：在 mkdocs.yml 的 nav 里加上它")
        page = Page(None, file, config)
        page.parent = cast(Any, index.page)  # 面包屑经过目录页，目录页跟着亮起
        groups[generated.parent].append(page)
    for group in groups.values():
        for one, other in pairwise(group):
            one.next_page, other.previous_page = other, one
    return nav


@event_priority(100)
def on_pre_build(config: MkDocsConfig) -> None:
    """页面在沙箱里展开，只看得见登记的宏；插件没有给出换环境的正门。

    插件的变量清空：页面用不到，插件却会逐页复制，还会在这一步把整个计划写成 JSON。
    """
    plugin: Any = config.plugins["macros"]
    plugin.variables.clear()
    plugin._env = render.sandbox(
        {macro.__name__: plugin.macros[macro.__name__] for macro in render.MACROS}, config.extra["expanded"]
    )


@event_priority(100)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """标题和摘要先转义：MkDocs 把它们原样写进 HTML，宏插件还会把标题当模板。搜索页用自己的模板。"""
    if page.url == pages.SEARCH:
        page.meta["template"] = pages.SEARCH
    for key in ("title", "description"):
        if isinstance(page.meta.get(key), str):
            page.meta[key] = Markup(str(escape(page.meta[key])).replace("{", "&#123;"))
    return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """手写页面里不许有脚本、内嵌框架之类；正文留给搜索索引。"""
    if page.file.generated_by is None:
        if found := handwritten.forbidden(html):
            line = _line_of(page.file.content_string, found[0])
            what = f"页面里不能用 {'、'.join(found)}"
            raise PluginError(f"docs/{page.file.src_uri}:{line}:1: {what}（改用 Markdown，或请维护者加到 TAGS 里）")
        config.extra["written"][page.url] = (str(page.title), html)
    return html


def on_post_build(config: MkDocsConfig) -> None:
    """写出搜索索引；脚本去掉注释和空白，手机少下载三分之一。"""
    for path in sorted(Path(config.site_dir, "assets").glob("*.js")):
        path.write_text(rjsmin.jsmin(path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    for name, content in search.files(config.extra["plan"], config.extra["written"]).items():
        path = Path(config.site_dir, name)
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="\n")


def _line_of(text: str, part: str) -> int:
    position = text.lower().find(part.rstrip("=>"))
    return text.count("\n", 0, max(position, 0)) + 1


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """没有网址时 404 页用相对链接：从磁盘打开也能点。"""
    if template_name == "404.html" and not config.site_url:
        return output_content.replace('="/', '="')
    return output_content


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """给页脚：这一页来自哪个文件的第几行，有仓库地址时给出编辑链接。"""
    path, _, line = (page.file.edit_uri or "").partition("#L")
    path = os.path.normpath(f"docs/{path}")
    repository = config.extra["repository"]
    url = f"{repository}/edit/main/{path}#L{line or 1}" if repository else ""
    context["edit"] = {"path": path, "line": line or "1", "url": url}
    return context

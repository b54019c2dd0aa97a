"""和 MkDocs 打交道的唯一一处：事件在这里接住，做什么写在 build 里。"""

import logging
import os
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, cast

from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from macros.build import SAID, Build
from macros.checks.markup import refusal
from macros.corpus.addresses import GeneratedPage, generated, moved
from macros.corpus.problem import problem_lines
from macros.mkdocsfiles import drop_unused, handwritten, publish, taken
from macros.mkdocspages import MadePage, info_of
from macros.pages.anchors import anchor
from macros.pages.macros import MACROS
from macros.pages.sandbox import sandbox
from macros.publishing.swap import disk_error
from macros.settings import BadSetting, Settings
from macros.starting import load_build


def build_of(config: MkDocsConfig) -> Build:
    """这一次构建。"""
    build: Build = config.extra["build"]
    return build


def made_pages(build: Build) -> list[GeneratedPage]:
    """由数据写出的页，撤下的也算。"""
    return [*generated(build.plan), *moved(build.plan)]


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """边改边看时不印刷资料，除非说了要印（PRINT=1）；也不压缩，不写内容策略。"""
    if command == "serve":
        os.environ.setdefault("PRINT", "")
        os.environ["LIVE"] = "1"


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """读数据并检查，有错就停。网址照环境变量，各处都从 config 取。"""
    settings = _settings(config)
    config.site_url = settings.url
    build, problems = load_build(settings)
    if build is None:
        raise PluginError("\n" + "\n".join(problem_lines(problems)))
    config.theme.static_templates -= {"sitemap.xml"}  # 站点地图自己写，带日期，不含短地址
    config.mdx_configs.setdefault("toc", {})["slugify"] = anchor
    config.extra["build"] = build
    return config


def _settings(config: MkDocsConfig) -> Settings:
    """mkdocs.yml 和环境变量给的设置；写得不对就停。"""
    try:
        return Settings.from_environment(
            config=Path(config.config_file_path),
            name=config.site_name,
            url=config.site_url or "",
            rights=config.copyright or "",
        )
    except BadSetting as error:
        raise PluginError(f"\n{error}") from error


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """去掉用不到的主题文件，加上由数据生成的页面和文件。"""
    build = build_of(config)
    drop_unused(files)
    for page in made_pages(build):
        file = File.generated(config, page.uri, content="")
        file.edit_uri = f"../{page.place.path}#L{page.place.line}"
        files.append(file)
        file.inclusion = InclusionLevel.NOT_IN_NAV
    for uri, _ in build.children():
        child = files.get_file_from_path(uri)
        if child:
            child.inclusion = InclusionLevel.NOT_IN_NAV
    publish(config, files, build.assets(taken(files), handwritten(files)))
    publish(config, files, build.files())
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """生成的页和各份资料不进导航，只认上级和前后页：每页的导航不随计划变大。"""
    groups = defaultdict[str, list[Page]](list)
    config.extra["generated"] = groups
    build = build_of(config)
    made = {page.uri: page for page in made_pages(build)}
    for uri, parent in build.children():
        file = files.get_file_from_path(uri)
        index = files.get_file_from_path(parent)
        if file is None or index is None or index.page is None:
            raise PluginError(f"导航里缺少 {parent}：在 mkdocs.yml 的 nav 里加上它")
        page = MadePage(made[uri], file, config, build) if uri in made else Page(None, file, config)
        page.parent = cast(Any, index.page)  # 面包屑经过目录页，目录页跟着亮起
        groups[parent].append(page)
    _make_moved(files, config, build)
    for group in groups.values():
        for one, other in pairwise(group):
            one.next_page = other
            other.previous_page = one
    return nav


def _make_moved(files: Files, config: MkDocsConfig, build: Build) -> None:
    """撤下的页：没有上级，也没有前后页。"""
    for page in moved(build.plan):
        file = files.get_file_from_path(page.uri)
        if file:
            MadePage(page, file, config, build)


@event_priority(100)
def on_pre_build(config: MkDocsConfig) -> None:
    """页面在沙箱里展开，只看得见登记的宏；插件没有给出换环境的正门。

    插件的变量清空：页面用不到，插件却会逐页复制，还会在这一步把整个计划写成 JSON。
    """
    plugin: Any = config.plugins["macros"]
    plugin.variables.clear()
    macros = {name: plugin.macros[name] for name in MACROS}
    build = build_of(config)
    plugin._env = sandbox(macros, build.expanded)


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """模板里的值一律转义；MkDocs 自己不转义。

    各页的标题都读出来了，订阅、站点地图、分享图这时才写得成。
    """
    env.autoescape = True
    build = build_of(config)
    env.filters |= build.filters()
    gone = {page.uri for page in moved(build.plan)}
    pages = []
    for file in files.documentation_pages():
        if file.page and file.src_uri not in gone:
            page = info_of(file.page)
            pages.append(page)
    publish(config, files, build.feed_files(pages))
    publish(config, files, build.share_images(pages))
    build.about_to_write([Path(file.abs_dest_path) for file in files])
    return env


@event_priority(100)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """标题和摘要先转义：宏插件会把标题当模板。有自己模板的页换上模板。"""
    build = build_of(config)
    template = build.template(page.url)
    if template:
        page.meta["template"] = template
    for key in ("title", "description"):
        text = page.meta.get(key)
        if isinstance(text, str):
            escaped = str(escape(text))
            page.meta[key] = Markup(escaped.replace("{", "&#123;"))
    return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """手写页面里不许有脚本、内嵌框架之类；正文留给搜索索引；名词第一次出现时加上解释。"""
    build = build_of(config)
    if page.file.generated_by is None:
        problem = refusal(page.file.src_uri, page.file.content_string, html)
        if problem:
            raise PluginError(str(problem))
        html = build.write_down(page.url, str(page.title), html)
        html = build.explained(page.url, html)
    return html


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    """给这一页的模板各个值。"""
    if isinstance(page, MadePage):
        page.fill()
    return context | build_of(config).values(info_of(page))


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """改成最后的样子；正文用过了，放掉，不然页多时全攥在手里。"""
    page.content = ""
    build = build_of(config)
    build.about_to_write([Path(page.file.abs_dest_path)])
    return build.pages.finished(output)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """404 页和别的页一样收尾；没有网址时用相对链接，从磁盘打开也能点。"""
    if template_name == "404.html" and not config.site_url:
        output_content = output_content.replace('="/', '="')
    return build_of(config).pages.finished(output_content)


def on_post_build(config: MkDocsConfig) -> None:
    """MkDocs 写完了，剩下的和它无关。"""
    build = build_of(config)
    build.finish(Path(config.site_dir))
    if build.notice:
        logging.getLogger("mkdocs").info(build.notice)


def on_build_error(error: Exception) -> None:
    """数据和磁盘的错说成一句中文；别的错照旧，调用栈是给维护者看的。"""
    if isinstance(error, OSError):
        raise PluginError(f"\n{disk_error(error)}") from error
    if isinstance(error, SAID):
        raise PluginError(f"\n{error}") from error

"""和 MkDocs 打交道的唯一一处：读数据、添页面、接导航、转义标题。"""

import datetime
import io
import json
import os
import re
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, cast

import rjsmin
import segno
from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from macros import changelog, check, cite, contents, export, handwritten, pages, render, search, words
from macros.__main__ import report
from macros.pieces import AUDIENCES, FOLDER, FORMS, Leaflet, Piece
from macros.printing.engine import Unprintable
from macros.printing.outputs import Output, Outputs, print_all
from macros.printing.sheets import FILLS, Site
from macros.theme import tokens_css
from macros.version import version

# 主题自带的脚本、样式、图片都不用；sitemap.xml 是没有渲染的模板。
UNUSED = re.compile(r"^assets/(javascripts|stylesheets|images|_mkdocstrings\.css)|^sitemap\.xml$")

# 用自己的模板的页。
TEMPLATES = {
    pages.HOME: "home.html",
    pages.SEARCH: "search.html",
    pages.HELP: "help.html",
    pages.PUBLICITY: "publicity.html",
}

# 不给词加解释的页：求助页要一个请求就全到，名词表自己就是解释，搜索页没有正文，核对页是一字一字比的。
PLAIN = frozenset({pages.HELP, pages.TERMS, pages.SEARCH, pages.VERIFY})


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """边改边看时不印刷资料，除非说了要印（PRINT=1）。"""
    if command == "serve":
        os.environ.setdefault("PRINT", "")


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
    config.extra["codes"] = {}
    config.extra["built_from"] = now
    config.extra["releases"] = changelog.releases(_read(root / "CHANGELOG.md"))
    config.extra["outputs"] = _printed(config, root) if plan and os.environ.get("PRINT", "1") else None
    config.extra["repository"] = os.environ.get("REPO_URL", "").rstrip("/")
    return config


def _printed(config: MkDocsConfig, root: Path) -> Outputs:
    """印刷和下载的全部文件；排不出来就停，说出是哪一份、哪一块。"""
    art = {path.stem: _read(path) for path in sorted((root / FOLDER / "art").glob("*.svg"))}
    try:
        return print_all(
            config.extra["plan"], Site(name=config.site_name, url=config.site_url or ""), art, root / "build/print"
        )
    except Unprintable as error:
        raise PluginError(f"\n{error}") from error


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
    for piece in plan.pieces:
        if own := files.get_file_from_path(piece.path.removeprefix("docs/")):
            own.inclusion = InclusionLevel.NOT_IN_NAV
    config.extra["tokens"] = tokens_css(plan.tokens)
    files.append(File.generated(config, pages.snapshot(plan), content=plan.source.text.encode()))
    for output in config.extra["outputs"] or ():
        files.append(File.generated(config, output.address, abs_src_path=str(output.printed.path)))
    if plan.calendar:
        stamp = datetime.datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), datetime.UTC)
        calendar = export.calendar(plan, f"{config.site_name}宣传日历", config.site_url or "", stamp)
        files.append(File.generated(config, pages.CALENDAR.replace(".html", ".ics"), content=calendar.encode()))
    return files


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """生成的页和各份资料不进导航，只认上级和前后页：每页的导航不随计划变大。"""
    plan = config.extra["plan"]
    children = [(generated.uri, generated.parent) for generated in pages.generated(plan)]
    children += [(piece.path.removeprefix("docs/"), pages.PUBLICITY.replace(".html", ".md")) for piece in plan.pieces]
    groups = config.extra["generated"] = defaultdict[str, list[Page]](list)
    for uri, parent in children:
        file, index = files.get_file_from_path(uri), files.get_file_from_path(parent)
        if file is None or index is None or index.page is None:
            raise PluginError(f"导航里缺少 {parent}：在 mkdocs.yml 的 nav 里加上它")
        page = Page(None, file, config)
        page.parent = cast(Any, index.page)  # 面包屑经过目录页，目录页跟着亮起
        groups[parent].append(page)
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


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """模板里的值一律转义；MkDocs 自己不转义。"""
    env.autoescape = True
    return env


@event_priority(100)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """标题和摘要先转义：宏插件会把标题当模板。有自己模板的页换上模板。"""
    if page.url in TEMPLATES:
        page.meta["template"] = TEMPLATES[page.url]
    elif _piece(page, config):
        page.meta["template"] = "piece.html"
    for key in ("title", "description"):
        if isinstance(page.meta.get(key), str):
            page.meta[key] = Markup(str(escape(page.meta[key])).replace("{", "&#123;"))
    return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """手写页面里不许有脚本、内嵌框架之类；正文留给搜索索引；名词第一次出现时加上解释。"""
    if page.file.generated_by is None:
        if found := handwritten.forbidden(html):
            line = _line_of(page.file.content_string, found[0])
            what = f"页面里不能用 {'、'.join(found)}"
            raise PluginError(f"docs/{page.file.src_uri}:{line}:1: {what}（改用 Markdown，或请维护者加到 TAGS 里）")
        piece = _piece(page, config)
        if isinstance(piece, Leaflet):
            view = render.View(plan=config.extra["plan"], root="../")
            html = render.leaflet_text(view, piece, FILLS)
        config.extra["written"][page.url] = (str(page.title), html)
        if piece:
            return html
    if page.url in PLAIN:
        return html
    return words.explained(config.extra["plan"], html, "../" * page.url.count("/"))


def _piece(page: Page, config: MkDocsConfig) -> Piece | None:
    """这一页是哪一份宣传资料；不是就是 None。"""
    name = page.url.removeprefix("publicity/").removesuffix(".html")
    found: Piece | None = config.extra["plan"].piece.get(name) if page.url.startswith("publicity/") else None
    return found


def on_post_build(config: MkDocsConfig) -> None:
    """写出短地址和搜索索引；变量放在样式前面；脚本去掉注释和空白，手机少下载三分之一。"""
    plan, base = config.extra["plan"], config.site_url or ""
    site = Path(config.site_dir)
    made = {path: rjsmin.jsmin(path.read_text(encoding="utf-8")) for path in sorted(site.glob("assets/*.js"))}
    style = site / "assets/site.css"
    made[style] = config.extra["tokens"] + style.read_text(encoding="utf-8")
    made[site / "assets/places.js"] = _script("sitePlaces", cite.places_and_styles(plan))
    made[site / "assets/words.js"] = _script("siteWords", words.meanings(plan))
    made |= {site / name: _qr(address) for name, address in config.extra["codes"].items() if address}
    made |= {site / name: text for name, text in search.files(plan, config.extra["written"]).items()}
    made |= {site / name: text for name, text in render.redirects(plan, config.site_name, base)}
    for path, content in made.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="\n")


def _script(name: str, value: Any) -> str:
    """用到时才取的数据，写成脚本：从磁盘打开时浏览器不许取 JSON。"""
    return f"globalThis.{name}={json.dumps(value, ensure_ascii=False, separators=(',', ':'))}\n"


def _line_of(text: str, part: str) -> int:
    position = text.lower().find(part.rstrip("=>"))
    return text.count("\n", 0, max(position, 0)) + 1


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """没有网址时 404 页用相对链接：从磁盘打开也能点。"""
    if template_name == "404.html" and not config.site_url:
        return output_content.replace('="/', '="')
    return output_content


def _qr(address: str) -> str:
    """网址的二维码，SVG；打印时印在页末，屏幕上不取。"""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", xmldecl=False, scale=4, border=2)
    return out.getvalue().decode()


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """给页脚：这一页来自哪个文件的第几行，有仓库地址时给出编辑链接。"""
    path, _, line = (page.file.edit_uri or "").partition("#L")
    path = os.path.normpath(f"docs/{path}")
    repository = config.extra["repository"]
    url = f"{repository}/edit/main/{path}#L{line or 1}" if repository else ""
    context["edit"] = {"path": path, "line": line or "1", "url": url}
    hidden = page.meta.get("hide") or ()
    context["contents"] = () if "toc" in hidden else contents.contents(page.content or "")
    context["tokens"] = config.extra["tokens"]
    plan = config.extra["plan"]
    context["outputs"] = config.extra["outputs"]
    context["audiences"], context["forms"] = AUDIENCES, FORMS
    context["papers"] = _papers(page, config)
    if piece := _piece(page, config):
        context["piece"] = piece
        context["contents"] = ()
        context["view"] = render.View(plan=plan, root="../")
        context["days"] = [day for day in plan.calendar if day.id in piece.occasions]
        context["facts"] = [plan.fact[id] for id in piece.facts]
    context["qr"] = f"qr/{page.url.replace('/', '-').removesuffix('.html')}.svg"
    if page.url == pages.HELP:  # 求助页一个请求就全到，二维码写在里面
        context["code"] = Markup(_qr(page.canonical_url)) if page.canonical_url else ""
    else:
        config.extra["codes"][context["qr"]] = page.canonical_url
    return context


def _papers(page: Page, config: MkDocsConfig) -> list[Output]:
    """这一页上的公文的 PDF 和 Word。"""
    outputs: Outputs | None = config.extra["outputs"]
    if outputs is None:
        return []
    documents = config.extra["plan"].documents
    shown = {id for id, document in documents.items() if pages.html(document.page) == page.url}
    if page.url == pages.TABLE:
        shown.add("appendix")
    return [output for id, group in outputs.papers.items() if id in shown for output in group]

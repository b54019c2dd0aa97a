"""和 MkDocs 打交道的唯一一处：读数据、添页面、接导航、转义标题。"""

import io
import json
import os
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, pairwise
from pathlib import Path
from typing import Any, Literal, cast
from urllib.parse import quote

import rjsmin
import segno
from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from macros import (
    api,
    assets,
    breaks,
    changelog,
    check,
    cite,
    contents,
    export,
    feeds,
    handwritten,
    headers,
    linked,
    offline,
    opendata,
    pages,
    portal,
    published,
    render,
    search,
    tables,
    theme,
    words,
)
from macros.__main__ import report
from macros.compress import precompress
from macros.edition import edition
from macros.pieces import AUDIENCES, FOLDER, FORMS, Leaflet, Piece
from macros.printing import cards
from macros.printing.engine import Unprintable
from macros.printing.outputs import Output, Outputs, print_all
from macros.printing.sheets import FILLS, Site
from macros.printing.store import Printed
from macros.version import version

# 主题自带的脚本、样式、图片都不用；sitemap.xml 是没有渲染的模板。
UNUSED = re.compile(r"^assets/(javascripts|stylesheets|images|_mkdocstrings\.css)|^sitemap\.xml$")

# 标签之间的空行，是模板留下的。
BLANK = re.compile(r">[ \t]*\n\s*\n\s*<")

# 这几种错的文字已经是给编者看的一句话。
SAID = (portal.Wrong, tables.TooLong, offline.Unpackable, Unprintable)

# 边改边看时有这个环境变量。
LIVE = "LIVE"

# 不是政府办的副本，手写页里说明的话。
DENIAL = "不是政府网站"

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
    """边改边看时不印刷资料，除非说了要印（PRINT=1）；也不压缩，不写内容策略。"""
    if command == "serve":
        os.environ.setdefault("PRINT", "")
        os.environ[LIVE] = "1"


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
    config.theme.static_templates -= {"sitemap.xml"}  # 站点地图自己写，带日期，不含短地址
    config.extra["plan"] = plan
    config.extra["expanded"] = expanded
    config.extra["written"] = {}
    config.extra["codes"] = {}
    config.extra["built_from"] = now
    config.extra["releases"] = changelog.releases(_read(root / "CHANGELOG.md"))
    config.extra["edition"] = edition(
        config.site_name, config.site_url or "", config.copyright or "", config.extra["releases"], now
    )
    config.extra["portal"] = portal.portal(config.extra.get("portal"), _read(Path(config.config_file_path)))
    config.extra["outputs"] = _printed(config, root) if plan and os.environ.get("PRINT", "1") else None
    config.extra["repository"] = os.environ.get("REPO_URL", "").rstrip("/")
    return config


def _printed(config: MkDocsConfig, root: Path) -> Outputs:
    """印刷和下载的全部文件；排不出来就停，说出是哪一份、哪一块。"""
    art = {path.stem: _read(path) for path in sorted((root / FOLDER / "art").glob("*.svg"))}
    site = Site(name=config.site_name, url=config.site_url or "")
    return print_all(config.extra["plan"], site, art, root / "build/print")


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
    config.extra["tokens"] = theme.tokens_css(plan.tokens)
    files.append(File.generated(config, pages.snapshot(plan), content=plan.source.text.encode()))
    for output in config.extra["outputs"] or ():
        files.append(File.generated(config, output.address, abs_src_path=str(output.printed.path)))
    made = _data(config)
    config.extra["datasets"] = [(name, opendata.type_of(name), len(content)) for name, content in made.items()]
    _publish(config, files, {**made, feeds.FEED: "", published.MANIFEST: ""})
    return files


def _data(config: MkDocsConfig) -> dict[str, bytes]:
    """开放数据的各个文件：地址和内容。"""
    plan, now = config.extra["plan"], config.extra["edition"]
    made: dict[str, str | bytes] = {**tables.files(plan, now), **api.files(plan, now, config.extra["outputs"])}
    if plan.calendar:
        name = pages.CALENDAR.replace(".html", ".ics")
        made[name] = export.calendar(plan, f"{config.site_name}宣传日历", now.base, now.time)
    return {name: text.encode() if isinstance(text, str) else text for name, text in made.items()}


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
    """模板里的值一律转义；MkDocs 自己不转义。各页的标题都读出来了，订阅、站点地图这时才写得成。"""
    env.autoescape = True
    env.filters["clauses"] = breaks.clauses
    # 写进求助页的脚本和样式，都是本站自己的，不转义
    env.filters["minified"] = lambda script: Markup(rjsmin.jsmin(str(script)))
    env.filters["used"] = lambda style: Markup(theme.used(str(style)))
    plan, now = config.extra["plan"], config.extra["edition"]
    listed = [(page.url, _title(page), None) for page in _pages(files)]
    repository = config.extra["repository"]
    contact = f"{repository}/security" if repository else ""
    _publish(config, files, feeds.files(plan, now, config.extra["releases"], listed, contact))
    config.extra["shares"] = _shares(config, list(_pages(files)))
    for address, card in config.extra["shares"].items():
        files.append(File.generated(config, address, abs_src_path=str(card.path), inclusion=InclusionLevel.INCLUDED))
    return env


def _shares(config: MkDocsConfig, found: list[Page]) -> dict[str, Printed]:
    """每页的分享图。图的网址要写全，不知道网站的网址就不做。"""
    if config.extra["outputs"] is None or not config.site_url:
        return {}
    folder = Path(config.config_file_path).parent / "build/share"
    wanted = [
        cards.Share(url=page.url, title=_title(page), kicker=_sections(page)[-1] if page.ancestors else "")
        for page in found
    ]
    site = Site(name=config.site_name, url=config.site_url)
    return cards.cards(config.extra["plan"], site, wanted, folder, official=config.extra["portal"].official)


def _sections(page: Page) -> list[str]:
    """这一页的上级，近的在前。"""
    return [_plain(item.title) for item in page.ancestors]


def _pages(files: Files) -> Iterator[Page]:
    return (file.page for file in files.documentation_pages() if file.page)


def _plain(text: Any) -> str:
    """转义过的标题、摘要还原成文字。"""
    return str(Markup(str(text or "")).unescape())


def _title(page: Page) -> str:
    """页名；首页在导航里叫“首页”，自己有名字。"""
    return _plain(page.meta.get("title") or page.title)


def _publish(config: MkDocsConfig, files: Files, made: Mapping[str, str | bytes]) -> None:
    """made 的各个文件放进网站；已经占了位子的换上内容。"""
    for address, content in made.items():
        if taken := files.get_file_from_path(address):
            files.remove(taken)
        files.append(File.generated(config, address, content=content, inclusion=InclusionLevel.INCLUDED))


@event_priority(100)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """标题和摘要先转义：宏插件会把标题当模板。有自己模板的页换上模板。政府办的副本里，手写页不能还说不是。"""
    if config.extra["portal"].official and page.file.generated_by is None:
        _refuse_denial(page)
    if page.url in TEMPLATES:
        page.meta["template"] = TEMPLATES[page.url]
    elif _piece(page, config):
        page.meta["template"] = "piece.html"
    for key in ("title", "description"):
        if isinstance(page.meta.get(key), str):
            page.meta[key] = Markup(str(escape(page.meta[key])).replace("{", "&#123;"))
    return markdown


def _refuse_denial(page: Page) -> None:
    if DENIAL in (text := page.file.content_string):
        line = _line_of(text, DENIAL)
        what = f"这里写着“{DENIAL}”，mkdocs.yml 里 portal.official 却是 true"
        raise PluginError(f"docs/{page.file.src_uri}:{line}:1: {what}（改这一句，或把 official 改回 false）")


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
    """写出短地址、搜索索引和二维码，样式和脚本换上带指纹的名字，网页加上内容策略，最后是压缩的和清单。"""
    plan, base = config.extra["plan"], config.site_url or ""
    site = Path(config.site_dir)
    made: dict[str, str] = dict(render.redirects(plan, config.site_name, base))
    made |= {name: _qr(address) for name, address in config.extra["codes"].items() if address}
    made |= search.files(plan, config.extra["written"])
    names = _assets(config, site, made)
    for name, text in made.items():
        _write(site / name, text)
    units = [unit.name for unit in plan.units]
    inline = [_finish(path, names, units) for path in site.rglob("*.html")]
    if not os.environ.get(LIVE):
        _release(config, site, inline)
    if folder := os.environ.get("OFFLINE"):
        official = config.extra["portal"].official
        offline.pack(site, config.extra["edition"], Path(folder), config.extra.get("slug", "site"), official=official)


def _release(config: MkDocsConfig, site: Path, inline: list[tuple[list[str], list[str]]]) -> None:
    """给服务器的头、预先压缩的、清单；清单最后写，别的都要在里面。inline 是各页写着的脚本、样式的指纹。"""
    scripts, styles = (chain.from_iterable(hashes) for hashes in zip(*inline, strict=True))
    addresses = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    _write(site / "_headers", headers.netlify(headers.headers(headers.policy(scripts, styles)), addresses))
    precompress(site, Path(config.config_file_path).parent / "build/compressed")
    manifest = published.manifest(site, config.extra["edition"], config.extra["plan"], config.extra["repository"])
    _write(site / published.MANIFEST, manifest)


def _assets(config: MkDocsConfig, site: Path, made: dict[str, str]) -> dict[str, str]:
    """样式和脚本放进 made，旧的删掉；返回旧名字和带指纹的新名字。

    变量放在样式前面，标志写进样式，不另取；脚本去掉注释和空白，手机少下载三分之一。
    """
    plan = config.extra["plan"]
    found = sorted(site.glob("assets/*.js"))
    texts = {path.name: rjsmin.jsmin(path.read_text(encoding="utf-8")) for path in found}
    style = site / "assets/site.css"
    logo = re.sub("<rect[^>]*>", "", (site / "assets/favicon.svg").read_text(encoding="utf-8"))  # 页头自己有底色
    mark = quote(logo.strip(), safe=" =:/<>'")
    text = style.read_text(encoding="utf-8").replace('url("favicon.svg")', f'url("data:image/svg+xml,{mark}")')
    texts[style.name] = config.extra["tokens"] + text
    texts["places.js"] = _script("sitePlaces", cite.places_and_styles(plan))
    texts["words.js"] = _script("siteWords", words.meanings(plan))
    for path in (*found, style):
        path.unlink()
    done = assets.fingerprinted(texts)
    made |= {f"assets/{name}": text for name, text in done.values()}
    return {old: name for old, (name, _) in done.items()}


def _finish(path: Path, names: Mapping[str, str], units: Sequence[str]) -> tuple[list[str], list[str]]:
    """一页最后的样子：用带指纹的名字，标题不拆词，段末不剩一个字，去掉模板留下的空行，开头写内容策略。返回页里写着的脚本、样式的指纹。

    边改边看时不写策略：MkDocs 要往页面里放脚本。
    """
    html = breaks.endings(breaks.headings(assets.renamed(path.read_text(encoding="utf-8"), names), units))
    html = BLANK.sub(">\n<", html)
    inline = headers.inline(html)
    if not os.environ.get(LIVE):
        first, policy = '<meta charset="utf-8">\n', headers.policy(*inline, meta=True)
        html = html.replace(first, f'{first}<meta http-equiv="Content-Security-Policy" content="{policy}">\n', 1)
    _write(path, html)
    return inline


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def on_build_error(error: Exception) -> None:
    """数据和磁盘的错说成一句中文；别的错照旧，调用栈是给维护者看的。"""
    if isinstance(error, OSError):
        raise PluginError(f"\n{published.explained(error)}") from error
    if isinstance(error, SAID):
        raise PluginError(f"\n{error}") from error


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
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", xmldecl=False, scale=4, border=2, svgclass=None, lineclass=None
    )
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
    context["tags"] = list(portal.tags(config.extra["portal"], config.extra["edition"], _article(page, config)))
    share = cards.address(page.url)
    context["share"] = f"{config.site_url}{share}" if share in config.extra["shares"] else ""
    context["linked"] = Markup(linked.script(_linked(page, config)))
    context["data"] = opendata.own_data(plan, page.url)
    context["qr"] = f"qr/{page.url.replace('/', '-').removesuffix('.html')}.svg"
    if page.url == pages.HELP:  # 求助页一个请求就全到，二维码写在里面
        context["code"] = Markup(_qr(page.canonical_url)) if page.canonical_url else ""
    else:
        config.extra["codes"][context["qr"]] = page.canonical_url
    return context


def _article(page: Page, config: MkDocsConfig) -> portal.Article:
    sections = _sections(page)
    return portal.article(
        config.extra["plan"],
        config.extra["edition"],
        url=page.url,
        title=_title(page),
        column=sections[-1] if sections else _title(page),
        generated=page.file.generated_by is not None,
    )


def _linked(page: Page, config: MkDocsConfig) -> list[linked.Node]:
    crumbs = [(_plain(item.title), item.url or "" if isinstance(item, Page) else "") for item in page.ancestors]
    home = ("首页", pages.HOME)
    return linked.page(
        config.extra["plan"],
        config.extra["edition"],
        page.url,
        _title(page),
        _plain(page.meta.get("description")),
        [home, *reversed(crumbs)],
        config.extra["datasets"] if page.url == linked.DATA else (),
    )


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

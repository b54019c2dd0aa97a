"""一个版本建成的网站：用现在的程序建一次，不印刷、不压缩，读出每一页给人看的样子。"""

import hashlib
import html
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, join, normpath

import macros
from macros.corpus.plan import Plan
from macros.editing.changes.revisions import Revision
from macros.pages import glossary

# 建网站用到的文件；程序和模板用现在的。
SOURCES = re.compile(r"(data|docs)/|(mkdocs\.yml|CHANGELOG\.md)$")
_PROGRAM = ("macros", "overrides")
# 每次都可能变、说的不是这一页的：来自哪一行、数据的大小、带指纹的名字。
_BESIDE = re.compile(
    r"<p>这一页来自.*?</p>"
    r"|<script type=\"application/ld\+json\">.*?</script>"
    r"|\.[0-9a-f]{8}(?=\.(?:css|js))",
    re.DOTALL,
)
_TITLE = re.compile(r'<meta property="og:title" content="(.*?)">', re.DOTALL)
_EXPLAINED = re.compile(r'<a class="term" href="([^"]+)"')
_REDIRECT = 'http-equiv="refresh"'
# 网址、仓库地址只影响链接的写法，和改了什么无关。
_UNSET = ("SITE_URL", "REPO_URL", "OFFLINE")
_SETTINGS = {
    "PRINT": "",
    "LIVE": "1",
    "SOURCE_DATE_EPOCH": "1000000000",  # 哪一刻都行，两边一样就好
    "NO_MKDOCS_2_WARNING": "1",
}


@dataclass(frozen=True, slots=True)
class ShownPage:
    """一页：标题，和给人看的样子的指纹。"""

    title: str
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltSite:
    """建成的网站：地址 → 页，地址 → 不用印刷的下载的指纹。"""

    pages: Mapping[str, ShownPage]
    files: Mapping[str, str]


def built_sites(revisions: Sequence[Revision], folder: Path) -> list[BuiltSite | None]:
    """各版本的网站，同时建；folder 是放它们的空文件夹。建不成的是 None。"""
    running = []
    for n, revision in enumerate(revisions):
        project = folder / f"project-{n}"
        _lay_out(revision, project)
        running.append(_building(project, folder / f"site-{n}"))
    sites: list[BuiltSite | None] = []
    for n, revision in enumerate(revisions):
        code = running[n].wait()
        if code == 0 and revision.plan is not None:
            sites.append(_read(folder / f"site-{n}", revision.plan))
        else:
            sites.append(None)
    return sites


def _lay_out(revision: Revision, project: Path) -> None:
    """一个版本的数据和页面，加上现在的程序，放成一个能建的项目。"""
    project.mkdir()
    for name, content in revision.files.items():
        if SOURCES.match(name):
            (project / name).parent.mkdir(parents=True, exist_ok=True)
            (project / name).write_bytes(content)
    program = Path(macros.__file__).resolve().parent.parent
    for name in _PROGRAM:
        (project / name).symlink_to(program / name)


def _building(project: Path, site: Path) -> "subprocess.Popen[bytes]":
    """开始建，不等它。项目外面的 git 仓库不看，页脚就不写版本。"""
    settings = {name: value for name, value in os.environ.items() if name not in _UNSET}
    settings |= _SETTINGS
    settings["GIT_CEILING_DIRECTORIES"] = str(project.parent)
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "--no-strict"]
    command += ["--site-dir", str(site)]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, cwd=project, env=settings, stdout=quiet, stderr=quiet)


def _read(site: Path, plan: Plan) -> BuiltSite:
    meanings = glossary.meanings(plan)
    pages = {}
    for path in sorted(site.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        if _REDIRECT not in text:  # 短地址不是一页
            address = path.relative_to(site).as_posix()
            pages[address] = _shown(text, address, meanings)
    files = {}
    for path in sorted([*site.glob("*.ics"), *site.glob("source/*")]):
        files[path.relative_to(site).as_posix()] = _fingerprint(path.read_bytes())
    return BuiltSite(pages=pages, files=files)


def _shown(text: str, address: str, meanings: Mapping[str, str]) -> ShownPage:
    """一页给人看的样子：页上的字，和点开名词看到的解释。"""
    title = _TITLE.search(text)
    material = [_BESIDE.sub("", text), *_explanations(text, address, meanings)]
    return ShownPage(
        html.unescape(title[1]) if title else address, _fingerprint("\n".join(material).encode())
    )


def _explanations(text: str, address: str, meanings: Mapping[str, str]) -> Iterator[str]:
    """页上各个名词的解释：它们写在另一个文件里，点开才取。"""
    for link in dict.fromkeys(_EXPLAINED.findall(text)):
        page, mark, anchor = link.partition("#")
        target = normpath(join(dirname(address), page)) + mark + anchor
        yield meanings.get(target, "")


def _fingerprint(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()

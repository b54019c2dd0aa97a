"""构建时给的设置：mkdocs.yml 里的各项和环境变量。"""

import datetime
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from macros.corpus.release import CHINA
from macros.corpus.webaddress import WrongAddress, web_address

# git 的两种写法：git@example.org:a/b.git，ssh://git@example.org:22/a/b.git。
_SCP = re.compile(r"[\w.-]+@([\w.-]+):/?([^/:][^:]*)")
_SSH = re.compile(r"(?:git\+)?ssh://(?:[\w.-]+@)?([\w.-]+)(?::\d+)?/(.+)")

# 浏览仓库时的地址：后面是分支和文件，不是仓库。
_INSIDE = re.compile(
    r"(https?://[^/]+/[^/]+(?:/[^/]+)+?)/(?:-/)?(?:tree|blob|edit|commits?|pull|issues)(?:/|$)"
)

# 仓库的地址：域名后面至少还有两节。
_REPOSITORY = re.compile(r"https?://[^/]+/[^/]+/[^/]+")

# 抄来的例子里，等着换成自己的名字的一节。
_SLUGS = re.compile("[a-z0-9-]+(?:,[a-z0-9-]+)*")
_PLACEHOLDER = re.compile(
    r"(?<=/)(?:OWNER|REPO|USER|ORG|NAME|(?i:username|your[-_]?[\w-]+|xxx+)|你的[^/.]*)(?=[/.]|$)"
)

# SOURCE_DATE_EPOCH 的两头：压缩包记不了 1980 年以前，日期记不了 9999 年以后。
_EARLIEST = int(datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC).timestamp())
_LATEST = int(datetime.datetime(9999, 12, 31, tzinfo=CHINA).timestamp())


class BadSetting(ValueError):
    """一个设置不对；文字是一句中文：哪个变量、错在哪、怎样改。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """构建时给的：配置文件、站名、网址、许可；其余来自环境变量。

    url 是网站的网址，以 / 结尾，不知道是空的。
    repository 是仓库地址，printing 是印不印资料，pieces 是只印哪几份（空的是都印），
    live 是边改边看，epoch 是规定的构建时刻（1970 年起的秒数）。
    """

    config: Path
    name: str
    url: str
    rights: str
    repository: str = ""
    printing: bool = True
    pieces: tuple[str, ...] = ()
    live: bool = False
    epoch: int | None = None

    @property
    def root(self) -> Path:
        """项目在哪。"""
        return self.config.parent

    @classmethod
    def from_environment(
        cls, *, url: str = "", environment: Mapping[str, str] = os.environ, **given: Any
    ) -> "Settings":
        """given 是 mkdocs.yml 给的各项；环境变量只在这里读。写得不对的抛 BadSetting。

        网址照 SITE_URL；没有就照 url，mkdocs.yml 里的 site_url。边改边看时网址是 MkDocs 给的。
        """
        live = environment.get("LIVE", "") != ""
        name, text = "mkdocs.yml 的 site_url", url
        if "SITE_URL" in environment and not (live and url):
            name = "SITE_URL"
            text = environment["SITE_URL"] or url
        return cls(
            **given,
            url=_site(name, text),
            repository=_repository(environment.get("REPO_URL", "")),
            printing=_printing(environment.get("PRINT", "1")),
            pieces=_pieces(environment.get("PIECES", "")),
            live=live,
            epoch=_epoch(environment.get("SOURCE_DATE_EPOCH", "")),
        )


def _site(name: str, text: str) -> str:
    """网站的网址，以 / 结尾。"""
    if not text:
        return ""
    address = _checked(name, text, text)
    if address.endswith((".html", ".htm")):
        raise BadSetting(f"{name}：{text} 是一页，不是网站（只写到文件夹，以 / 结尾）")
    return address.removesuffix("/") + "/"


def _repository(text: str) -> str:
    """仓库在网页上的地址：git 的写法换成 https，去掉末尾的 .git 和斜线。"""
    if not text:
        return ""
    written = text
    for form in (_SCP, _SSH):
        found = form.fullmatch(text)
        if found:
            written = f"https://{found[1]}/{found[2]}"
    address = _checked("REPO_URL", text, written).rstrip("/").removesuffix(".git")
    inside = _INSIDE.match(address)
    if inside:
        help = f"写到仓库为止：{inside[1]}"
        raise BadSetting(f"REPO_URL：{text} 是仓库里的一页，不是仓库（{help}）")
    address = address.rstrip("/")
    if not _REPOSITORY.match(address):
        help = "写到仓库为止，如 https://example.org/名字/仓库"
        raise BadSetting(f"REPO_URL：{text} 没有写到仓库（{help}）")
    return address


def _checked(name: str, text: str, address: str) -> str:
    """规范的网址；name、text 是报错时说的变量和它的值。"""
    if found := _PLACEHOLDER.search(text):
        raise BadSetting(f"{name}：{text} 里的 {found[0]} 是例子（换成自己的）")
    try:
        return web_address(address)
    except WrongAddress as error:
        raise BadSetting(f"{name}：{text} {error.message}（{error.help}）") from None


def _printing(text: str) -> bool:
    if text not in ("", "1"):
        raise BadSetting(f"PRINT：{text} 看不懂（要印就写 1 或不写，不印就空着：PRINT= ）")
    return text == "1"


def _pieces(text: str) -> tuple[str, ...]:
    """只印的几份资料，文件名不带 .md；没有说是空的。"""
    if not text:
        return ()
    if not _SLUGS.fullmatch(text):
        help = "写 docs/publicity/ 里的文件名，不带 .md，几份之间用半角逗号隔开"
        raise BadSetting(f"PIECES：{text} 看不懂（{help}）")
    return tuple(text.split(","))


def _epoch(text: str) -> int | None:
    """规定的时刻；没有规定是 None。"""
    if not text:
        return None
    if re.fullmatch("[0-9]{1,12}", text) and _EARLIEST <= int(text) <= _LATEST:
        return int(text)
    raise BadSetting(
        f"SOURCE_DATE_EPOCH：{text[:40]} 不是 1980 年到 9999 年的时刻"
        "（写 1970 年起的秒数，如 git log -1 --format=%ct 印出的；不规定就不写）"
    )

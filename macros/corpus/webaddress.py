"""网址：人写的一个网址读成规范的样子，读不成就说错在哪、怎样改。"""

import ipaddress
import re
from urllib.parse import SplitResult, quote, urlsplit

# 再长，二维码就扫不出来了。
MOST_CHARACTERS = 300

_EXAMPLE = "写成 https://example.org/ 这样"
_SPACE = re.compile(r"[\s\x00-\x1f\x7f\u200b\ufeff]")
# RFC 3986 里不能直接写在网址里的 ASCII 字符。
_UNWRITABLE = re.compile(r"[\"<>\\^`{|}]")
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_HOST = re.compile(r"(?!.*-(?:\.|$))[a-z0-9_][a-z0-9_-]*(?:\.[a-z0-9_][a-z0-9_-]*)*\.?")
# 路径里照原样留着的。
_KEPT = "/%:@!$&'()*+,;=-._~"


class WrongAddress(ValueError):
    """不是能用的网址；文字是“错在哪（怎样改）”。"""

    def __init__(self, message: str, help: str) -> None:
        self.message = message
        self.help = help
        super().__init__(f"{message}（{help}）")


def web_address(text: str, *, bare: bool = True) -> str:
    """规范的网址：域名里的汉字换成 punycode，路径里的换成百分号编码。

    bare 是不许带查询串和 #。不是 http、https 的，带用户名密码的，写不成网址的，抛 WrongAddress。
    """
    parts = _split(text)
    if parts.scheme not in ("http", "https"):
        raise WrongAddress("不是 http 或 https 的网址", _EXAMPLE)
    if "@" in parts.netloc:
        raise WrongAddress("写着用户名或密码，会印在每一页上", "删掉 @ 和它前面的")
    host = _host(parts)
    path = _path(parts.path)
    if not bare:
        rest = text.partition("?")[2]
        query = ""
        if rest:
            query = f"?{quote(rest, safe=_KEPT + '?#')}"
        return f"{parts.scheme}://{host}{path}{query}"
    for mark, name in (("?", "查询串"), ("#", "# 号")):
        if mark in text:
            raise WrongAddress(f"带着{name}", f"删掉 {mark} 和它后面的")
    return f"{parts.scheme}://{host}{path}"


def _split(text: str) -> SplitResult:
    """拆成几部分；有不能写在网址里的字符就不拆。"""
    if _SPACE.search(text):
        raise WrongAddress("有空格或看不见的字符", "删掉空格，汉字可以照写")
    found = _UNWRITABLE.search(text)
    if found:
        raise WrongAddress(f"有 {found[0]}，不能写在网址里", "删掉它，或用百分号编码")
    if _LONE_PERCENT.search(text):
        raise WrongAddress("% 后面不是两位十六进制数", "汉字照写就行，不用自己编码")
    if len(text) > MOST_CHARACTERS:
        raise WrongAddress(f"有 {len(text)} 个字符，二维码扫不出来", f"不超过 {MOST_CHARACTERS} 个")
    try:
        parts = urlsplit(text)
    except ValueError:
        raise WrongAddress("写法不对", _EXAMPLE) from None
    return parts


def _host(parts: SplitResult) -> str:
    """域名和端口。"""
    try:
        name = parts.hostname or ""
        port = parts.port
    except ValueError:
        raise WrongAddress("端口不对", "写 1 到 65535 的数，或不写") from None
    if port == 0:
        raise WrongAddress("端口不对", "写 1 到 65535 的数，或不写")
    read = _domain
    if ":" in name:
        read = _ipv6
    name = read(name)
    if port:
        return f"{name}:{port}"
    return name


def _ipv6(name: str) -> str:
    try:
        return f"[{ipaddress.IPv6Address(name)}]"
    except ValueError:
        raise WrongAddress("域名写法不对", _EXAMPLE) from None


def _domain(name: str) -> str:
    """域名：汉字换成 punycode（IDNA）。"""
    try:
        written = name.encode("idna").decode().lower()
    except UnicodeError:
        written = ""
    if not _HOST.fullmatch(written):
        message = "没有域名"
        if name:
            message = f"域名 {name} 写法不对"
        raise WrongAddress(message, _EXAMPLE)
    return written


def _path(path: str) -> str:
    """路径，至少是一个斜线；不许往上走。"""
    if {".", ".."} & set(path.split("/")) or "//" in path:
        raise WrongAddress("路径里有 .、.. 或两个连着的斜线", "写出真正的路径")
    return quote(path, safe=_KEPT) or "/"

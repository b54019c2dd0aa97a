"""服务器每次回答都带的头，在一处列出：网页里的 <meta>、_headers、deploy/ 下的配置都照这里。"""

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping

from macros import opendata

# 文字都是 UTF-8，带着说；预先压缩的也是这些。
TEXT = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "webmanifest": "application/manifest+json",
    "csv": "text/csv",
    "ics": "text/calendar",
    "xml": "application/xml",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "md": "text/markdown",
}
BINARY = {
    "png": "image/png",
    "webp": "image/webp",
    "jpg": "image/jpeg",
    "woff2": "font/woff2",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}

IMMUTABLE = re.compile(r"(^|/)(assets/[^/]+\.[0-9a-f]{8}\.(css|js)|search/[0-9a-f]{12}\.js)$")
FOREVER = "public, max-age=31536000, immutable"
DAY = "public, max-age=86400"
ASK = "no-cache"  # 可以留着，用之前问一声变了没有

# 开放数据让别的网站的网页也能取；这些文件里没有只给谁看的。
OPEN = {"Access-Control-Allow-Origin": "*"}
OPEN_FOLDERS = (opendata.API, opendata.TABLES)

# 浏览器的这些本事网站都不用；复制要用剪贴板。名字照 Chromium 认得的，不认得的它会在控制台抱怨。
_OFF = (
    "accelerometer autoplay camera clipboard-read display-capture encrypted-media fullscreen geolocation gyroscope hid "
    "idle-detection local-fonts magnetometer microphone midi payment picture-in-picture publickey-credentials-get "
    "screen-wake-lock serial storage-access sync-xhr usb xr-spatial-tracking"
)


def content_type(address: str) -> str:
    """一个地址的内容类型；不认得的扩展名当作一串字节。"""
    suffix = address.rpartition(".")[2] if not address.endswith("/") else "html"
    return f"{TEXT[suffix]}; charset=utf-8" if suffix in TEXT else BINARY.get(suffix, "application/octet-stream")


def cache(address: str) -> str:
    """浏览器可以把一个地址的内容留多久，Cache-Control 的值。

    名字带指纹的不会变；图、PDF、成包的留一天；其余的都先问，网页、搜索的第一份索引、数据才不会新旧混用。
    """
    if IMMUTABLE.search(address):
        return FOREVER
    return DAY if address.rpartition(".")[2] in BINARY or address.endswith(".svg") else ASK


def policy(scripts: Iterable[str] = (), styles: Iterable[str] = (), *, meta: bool = False) -> str:
    """内容安全策略（CSP）：只用自己网站的东西。scripts、styles 是写在网页里的脚本、样式的指纹，见 inline()。

    meta 表示写在网页的 <meta> 里，那里不许写 frame-ancestors。img-src 里的 data: 给写在样式里的图标；
    connect-src 是给检查网站的工具的，它们在网页里取 robots.txt。
    """
    directives = {
        "default-src": "'none'",
        "script-src": " ".join(["'self'", *sorted(set(scripts))]),
        "style-src": " ".join(["'self'", *sorted(set(styles))]),
        "img-src": "'self' data:",
        "worker-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        **({} if meta else {"frame-ancestors": "'none'"}),
    }
    return "; ".join(f"{name} {value}" for name, value in directives.items())


# 求助页的样式、脚本写在网页里，指纹随内容变；服务器的配置不随网站变，这一页就不管它们，由它自己的 <meta> 管。
LOOSE_POLICY = (
    "object-src 'none'; frame-src 'none'; connect-src 'self'; worker-src 'none'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


# 一对标签：种类、属性、里面的字。没有 type 的、type 是脚本的才会运行，JSON-LD 之类是数据，不归 CSP 管。
_PAIR = re.compile(r"<(script|style)\b([^>]*)>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
_NOT_INLINE = re.compile(r"\ssrc=|\stype=(?![\"']?(module|text/(javascript|css)))", re.IGNORECASE)


def inline(html: str) -> tuple[list[str], list[str]]:
    """网页里直接写着的脚本、样式的指纹，CSP Level 3 的写法 'sha256-…'；html 的行尾要是 LF。"""
    found = dict[str, list[str]](script=[], style=[])
    for kind, attributes, text in _PAIR.findall(html):
        if not _NOT_INLINE.search(attributes):
            found[kind.lower()].append(_hash(text))
    return found["script"], found["style"]


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def headers(csp: str) -> dict[str, str]:
    """每次回答都带的头；csp 是 policy() 的结果。

    出站不带来路：从求助页点出去，对方不该知道来过这里。HSTS 不在这里：一份副本可能只在内网用 http。
    """
    return {
        "Content-Security-Policy": csp,
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": ", ".join([*(f"{name}=()" for name in _OFF.split()), "clipboard-write=(self)"]),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }


def netlify(common: Mapping[str, str], addresses: Iterable[str]) -> str:
    """_headers 文件，Netlify、Cloudflare Pages 都认：common 是各页共有的头，addresses 是网站的全部地址。

    同一个头写了两次，它们会用逗号接起来，所以各段不写同一个头；没写 Cache-Control 的，它们自己会先问。
    """
    sections = {"/*": common} | {f"/{folder}/*": OPEN for folder in OPEN_FOLDERS}
    sections |= {f"/{name}": {"Cache-Control": FOREVER} for name in sorted(addresses) if IMMUTABLE.search(name)}
    return "\n".join(
        f"{path}\n" + "".join(f"  {name}: {value}\n" for name, value in values.items())
        for path, values in sections.items()
    )

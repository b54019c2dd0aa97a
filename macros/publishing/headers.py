"""服务器每次回答都带的头：网页里的 <meta>、_headers 照这里写，deploy/ 下的配置由测试对着看。"""

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from itertools import starmap

from macros.pages import datafiles

# 名字带指纹的，内容不会变。
IMMUTABLE = re.compile(r"(^|/)(assets/[^/]+\.[0-9a-f]{8}\.(css|js)|search/[0-9a-f]{12}\.js)$")
FOREVER = "public, max-age=31536000, immutable"

# 开放数据让别的网站的网页也能取；这些文件里没有只给谁看的。
ANY_ORIGIN = {"Access-Control-Allow-Origin": "*"}
OPEN_FOLDERS = (datafiles.API, datafiles.TABLES)

# 浏览器的这些本事网站都不用；复制要用剪贴板。名字照 Chromium 认得的，不认得的它会在控制台抱怨。
_OFF = (
    "accelerometer",
    "autoplay",
    "camera",
    "clipboard-read",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "sync-xhr",
    "usb",
    "xr-spatial-tracking",
)

# 一对标签：种类、属性、里面的字。
_PAIR = re.compile(r"<(script|style)\b([^>]*)>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)

# 没有 type 的、type 是脚本的才会运行，JSON-LD 之类是数据，不归 CSP 管。
_NOT_INLINE = re.compile(r"\ssrc=|\stype=(?![\"']?(module|text/(javascript|css)))", re.IGNORECASE)


def policy(scripts: Iterable[str] = (), styles: Iterable[str] = (), *, meta: bool = False) -> str:
    """内容安全策略（CSP）：只用自己网站的东西。

    scripts、styles 是写在网页里的脚本、样式的指纹，见 inline()。
    meta 表示写在网页的 <meta> 里，那里不许写 frame-ancestors。
    img-src 里的 data: 给写在样式里的图标；connect-src 是给检查网站的工具的，
    它们在网页里取 robots.txt。
    """
    directives = {
        "default-src": "'none'",
        "script-src": _sources(scripts),
        "style-src": _sources(styles),
        "img-src": "'self' data:",
        "worker-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
    }
    if not meta:
        directives["frame-ancestors"] = "'none'"
    written = map(" ".join, directives.items())
    return "; ".join(written)


def _sources(hashes: Iterable[str]) -> str:
    return " ".join(["'self'", *sorted(set(hashes))])


def inline(html: str) -> tuple[list[str], list[str]]:
    """网页里直接写着的脚本、样式的指纹，CSP Level 3 的写法 'sha256-…'；html 的行尾要是 LF。"""
    scripts: list[str] = []
    styles: list[str] = []
    for kind, attributes, text in _PAIR.findall(html):
        if _NOT_INLINE.search(attributes):
            continue
        if kind.lower() == "script":
            scripts.append(_hash(text))
        else:
            styles.append(_hash(text))
    return scripts, styles


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    written = base64.b64encode(digest).decode()
    return f"'sha256-{written}'"


def headers(csp: str) -> dict[str, str]:
    """每次回答都带的头；csp 是 policy() 的结果。

    出站不带来路：从求助页点出去，对方不该知道来过这里。HSTS 不在这里：一份副本可能只在内网用 http。
    """
    off = [f"{name}=()" for name in _OFF]
    return {
        "Content-Security-Policy": csp,
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": ", ".join([*off, "clipboard-write=(self)"]),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }


def netlify(common: Mapping[str, str], addresses: Iterable[str]) -> str:
    """_headers 文件，Netlify、Cloudflare Pages 都认。

    common 是各页共有的头，addresses 是网站的全部地址。同一个头写了两次，它们会用逗号接起来，
    所以各段不写同一个头；没写 Cache-Control 的，它们自己会先问。
    """
    sections = {"*": common}
    for folder in OPEN_FOLDERS:
        sections[f"{folder}/*"] = ANY_ORIGIN
    for address in sorted(filter(IMMUTABLE.search, addresses)):
        sections[address] = {"Cache-Control": FOREVER}
    return "\n".join(starmap(_section, sections.items()))


def _section(path: str, values: Mapping[str, str]) -> str:
    section = f"/{path}\n"
    for name, value in values.items():
        section += f"  {name}: {value}\n"
    return section

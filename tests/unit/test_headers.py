"""安全头：网页用到的都放行，别的一概不许；写在网页里的只认指纹。"""

import base64
import hashlib
import re

import pytest
import served
from project import ROOT

from macros.corpus import addresses as pages
from macros.publishing import headers

HELP = '<script type="application/ld+json">{"a": "<style>"}</script><script>a("</p>")</script><style>p{}</style>'


def directives(policy):
    return {part.split()[0]: part.split()[1:] for part in policy.split("; ")}


def test_nothing_unsafe_is_allowed():
    """没有 unsafe、通配、别的网站；没写到的都不许。"""
    for meta in (False, True):
        policy = headers.policy(["'sha256-b'", "'sha256-a'", "'sha256-a'"], meta=meta)
        assert directives(policy)["default-src"] == ["'none'"]
        for name, sources in directives(policy).items():
            assert set(sources) <= {"'none'", "'self'", "data:", "'sha256-a'", "'sha256-b'"}
            assert ("data:" in sources) == (name == "img-src")
        assert directives(policy)["script-src"][-2:] == ["'sha256-a'", "'sha256-b'"], (
            "次序要定，不重"
        )
    assert "upgrade-insecure-requests" not in policy, "内网的副本用 http"


def test_frame_ancestors_is_for_the_header():
    """frame-ancestors 写在 <meta> 里不算数，浏览器还会抱怨（CSP Level 3 3.3）；别的两处一样。"""
    in_page, in_header = directives(headers.policy(meta=True)), directives(headers.policy())
    assert in_header.pop("frame-ancestors") == ["'none'"]
    assert in_page == in_header


def test_only_inline_code_is_hashed():
    """指纹照写着的字算，一个字不差；JSON-LD 是数据，外面的文件归 'self' 管。"""
    scripts, styles = headers.inline(
        HELP
        + '<script defer src="a.js"></script><script type="module">b</script ><SCRIPT>c</SCRIPT>'
    )
    assert [scripts, styles] == [
        [f"'sha256-{base64.b64encode(hashlib.sha256(text).digest()).decode()}'" for text in texts]
        for texts in ([b'a("</p>")', b"b", b"c"], [b"p{}"])
    ]
    assert headers.inline("<p>没有</p>") == ([], [])


def test_only_the_help_page_has_code_inside():
    """服务器的配置只对求助页网开一面；别的模板里写了脚本、样式，上线就会坏。"""
    for path in sorted([*ROOT.glob("overrides/**/*.html"), *ROOT.glob("macros/templates/*")]):
        text = re.sub(r"\{[{%#].*?[#%}]\}", "", path.read_text(encoding="utf-8"))
        inside = headers.inline(text) != ([], [])
        assert inside == (path == ROOT / "overrides" / pages.HELP), path
        assert not re.search(r"<[^>]+ (on[a-z]+|style)=", text), path


def test_what_the_scripts_use_is_allowed():
    """网站的脚本里，要放行的只有取自己的脚本和 Worker；多用了一样，这里先报。"""
    text = "".join(
        path.read_text(encoding="utf-8")
        for path in sorted((ROOT / "overrides/assets").glob("*.js"))
    )
    assert not re.search(
        r"\b(fetch|XMLHttpRequest|EventSource|WebSocket|sendBeacon|eval|Function)\(", text
    )
    assert "web-share" not in headers.headers("")["Permissions-Policy"]
    assert not re.search(r"new Audio|serviceWorker|setAttribute\(\"style", text)
    # 只用来存成文件；当图片、脚本用，就要放行 blob:。
    assert text.count("createObjectURL") == text.count("href: URL.createObjectURL(blob), download:")
    assert ("new Worker(" in text) == ("worker-src" in headers.policy())
    styles = sorted((ROOT / "overrides/assets/css").glob("*.css"))
    style = "".join(path.read_text(encoding="utf-8") for path in styles)
    assert all(
        re.match(r"data:image/|[a-z-]+\.", address)
        for address in re.findall(r"url\([\"']?(.*)", style)
    )
    assert not re.search(r"@font-face|@import", style)


def test_every_header_is_one_safe_line():
    """头的值没有换行、双引号：写进 _headers、nginx 的配置都不会断。"""
    made = headers.headers(headers.policy(*headers.inline(HELP)))
    assert made["Referrer-Policy"] == "no-referrer"
    assert made["X-Content-Type-Options"] == "nosniff"
    allowed = [
        feature for feature in made["Permissions-Policy"].split(", ") if not feature.endswith("=()")
    ]
    assert allowed == ["clipboard-write=(self)"]
    assert "Strict-Transport-Security" not in made
    for name, value in made.items():
        assert re.fullmatch(r"[A-Z][A-Za-z-]+", name)
        assert re.fullmatch(r"[ !#-~]+", value)


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("assets/site.0123abcd.css", headers.FOREVER),
        ("sub/assets/search-text.0123abcd.js", headers.FOREVER),
        ("search/0123456789ab.js", headers.FOREVER),
        ("search/index.js", served.ASK),
        ("assets/site.css", served.ASK),
        ("assets/site.0123ABCD.css", served.ASK),
        ("assets/0123abcd.css", served.ASK),
        ("assets/site.0123abc.css", served.ASK),
        ("search/0123abcd.js", served.ASK),
        ("myassets/site.0123abcd.css", served.ASK),
        ("assets/site.0123abcd.css.html", served.ASK),
        ("", served.ASK),
        ("units/", served.ASK),
        ("api/v1/units.json", served.ASK),
        ("documents/plan.pdf", served.DAY),
        ("assets/favicon.svg", served.DAY),
    ],
)
def test_how_long_a_browser_may_keep_it(address, kept):
    """只有名字带指纹的才能一直留：留错了，改了也没人看见。"""
    assert served.cache(address) == kept


def test_content_types_follow_the_ending():
    """文字带着字符集，图和成包的不带；文件夹是网页；不认得的当作一串字节。"""
    assert served.content_type("data/a.csv") == "text/csv; charset=utf-8"
    assert served.content_type("a.pdf") == "application/pdf"
    assert served.content_type("units/") == "text/html; charset=utf-8"
    assert served.content_type("LICENSE") == "application/octet-stream"


def test_netlify_file_reads_back():
    """_headers 读回来，哪个地址有哪些头说得清；同一个地址上，一个头只写一次。"""
    common = headers.headers(headers.policy(*headers.inline(HELP)))
    addresses = [
        "search/0123456789ab.js",
        "index.html",
        "assets/b.0123abcd.js",
        "assets/a.0123abcd.css",
    ]
    text = headers.netlify(common, addresses)
    assert text == headers.netlify(common, reversed(addresses))
    found = {}
    for section in text.split("\n\n"):
        path, *lines = section.strip().split("\n")
        assert all(line.startswith("  ") for line in lines)
        found[path] = dict(line[2:].split(": ", 1) for line in lines)
    assert found.pop("/*") == common
    kept = {path: values for path, values in found.items() if not path.endswith("*")}
    assert list(kept) == [
        "/assets/a.0123abcd.css",
        "/assets/b.0123abcd.js",
        "/search/0123456789ab.js",
    ]
    assert all(values == {"Cache-Control": headers.FOREVER} for values in kept.values())
    assert found.keys() - kept.keys() == {"/api/v1/*", "/data/*"}
    assert not any(values.keys() & common.keys() for values in found.values())

"""deploy/ 下的配置：用真的 nginx、Caddy 跑起来，一个请求一个请求地看。"""

import gzip
import http.client
import os
import re
import shutil
import socket
import subprocess
import time

import brotli
import pytest
import served
from project import ROOT

from macros.corpus import addresses
from macros.corpus.mediatypes import BINARY, TEXT
from macros.publishing import headers, workers
from macros.publishing.compress import Compressor

README = (ROOT / "deploy/README.md").read_text(encoding="utf-8")
SECRET = b"not for anyone"
LONG = "<p>反对拐卖人口，人人有责。</p>\n".encode() * 100
FILES = {
    **{f"all/x.{suffix}": LONG for suffix in (*TEXT, *BINARY)},
    "index.html": LONG + b"home",
    "404.html": LONG + b"gone",
    "help.html": LONG,
    "units/index.html": LONG,
    "assets/site.01234567.css": LONG,
    "assets/site.css": LONG,
    "assets/site.0123456.css": LONG,
    "search/index.js": LONG,
    "search/0123456789ab.js": LONG,
    "search/01234567.js": LONG,
    "data/appendix.csv": LONG,
    "api/v1/units.json": LONG,
    "api/index.json": LONG,
    "odd.bin": LONG,
    ".well-known/security.txt": b"Contact: https://example.org/\n",
}
HIDDEN = (".env", ".git/config", "units/.secret", ".well-known/.env", ".well-knownx")
SERVERS = [
    ("nginx", ""),
    ("nginx", "/sub/path"),
    ("brotli", ""),
    ("caddy", ""),
    ("caddy", "/sub/path"),
]
PATH = f"{os.environ['PATH']}:/usr/sbin"


def nginx(folder, config, module=""):
    """用现在的用户、单个进程跑；外面那一层只有非有不可的几句。"""
    (folder / "site.conf").write_text(config.replace("listen ", "listen 127.0.0.1:"))
    temporary = "".join(
        f"{kind}_temp_path {folder}/t;"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"{module}pid {folder}/pid;\ndaemon off;\nmaster_process off;\nevents {{}}\n"
        f"http {{ access_log off; {temporary} include site.conf; }}\n"
    )
    return ["nginx", "-e", "stderr", "-p", str(folder), "-c", str(folder / "nginx.conf")]


def with_brotli(folder, config):
    """照 README 开了 brotli 的 nginx。"""
    line = re.search(r"echo '(.+)' \| sudo tee /etc/nginx/(site-brotli.conf)", README)
    (folder / line[2]).write_text(line[1])
    return nginx(
        folder, config, "load_module /usr/lib/nginx/modules/ngx_http_brotli_static_module.so;\n"
    )


def caddy(folder, config):
    (folder / "Caddyfile").write_text(config)
    return ["caddy", "run", "--config", str(folder / "Caddyfile")]


KINDS = {
    "nginx": ("nginx.conf", nginx),
    "brotli": ("nginx.conf", with_brotli),
    "caddy": ("Caddyfile", caddy),
}


class Server:
    """跑着的一台服务器；get 照原样发路径，不替它整理。"""

    def __init__(self, name, prefix, port, site):
        self.name, self.prefix, self.port, self.site = name, prefix, port, site

    def get(self, path, method="GET", raw=False, **fields):
        """发一个请求；raw 表示路径从服务器的根算起。"""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        connection.putrequest(
            method, path if raw else self.prefix + path, skip_accept_encoding=True
        )
        for name, value in fields.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        answer.body = answer.read()
        connection.close()
        return answer


@pytest.fixture(scope="module", params=SERVERS, ids="".join)
def server(request, tmp_path_factory):
    """照 deploy/ 下的配置跑起来，只换端口和文件夹；放在子路径下的，另换 404 页的地址。"""
    name, prefix = request.param
    folder = tmp_path_factory.mktemp(name).resolve()
    site = folder / f"root{prefix}"
    for address, content in {**FILES, **dict.fromkeys(HIDDEN, SECRET)}.items():
        (site / address).parent.mkdir(parents=True, exist_ok=True)
        (site / address).write_bytes(content)
    (folder / "secret.txt").write_bytes(SECRET)
    (folder / "root/linked.txt").symlink_to(folder / "secret.txt")
    pool = workers.start()
    packing = Compressor(folder / "cache", pool)
    packing.give(sorted(site.rglob("*")))
    packing.finish()
    workers.stop(pool)
    (site / "empty").mkdir()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    source, prepare = KINDS[name]
    config = (
        (ROOT / "deploy" / source)
        .read_text(encoding="utf-8")
        .replace(" /404.html", f" {prefix}/404.html")
    )
    command = prepare(
        folder, config.replace("8080", str(port)).replace("/srv/site", str(folder / "root"))
    )
    assert shutil.which(command[0], path=PATH), (
        f"缺 {command[0]}：先运行 sh tests/support/setup-browser.sh"
    )
    environment = {"PATH": PATH, "HOME": str(folder)}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        _wait(process, port, folder / "log")
        yield Server(name, prefix, port, site)
    finally:
        process.terminate()
        process.wait(5)


def _wait(process, port, log):
    for _ in range(100):
        assert process.poll() is None, log.read_text()
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail(log.read_text())


def expected(address):
    """一个地址该有的头，照 macros/publishing/headers.py。"""
    return headers.headers(
        served.LOOSE_POLICY if address.endswith(f"/{addresses.HELP}") else headers.policy()
    )


def assert_guarded(answer, address=""):
    """一个不少，一个不重，版本不露。nginx 答 416 时把头过了两遍，会写两次一样的。"""
    times = len(answer.headers.get_all("X-Frame-Options")) if answer.status == 416 else 1
    for name, value in expected(address).items():
        assert answer.headers.get_all(name) == [value] * times, (name, answer.status)
    assert not re.search(r"\d", answer.headers.get("Server", ""))
    assert "X-Powered-By" not in answer.headers


def test_every_file_has_the_headers_it_should(server):
    """每种文件的内容类型、留多久、安全头，都和 headers.py、served.py 说的一样：改了那里忘了这里就报。"""
    for address, content in FILES.items():
        answer = server.get(f"/{address}")
        assert (answer.status, answer.body) == (200, content), address
        assert answer.headers.get_all("Content-Type") == [served.content_type(address)], address
        assert answer.headers.get_all("Cache-Control") == [served.cache(address)], address
        opened = answer.headers.get("Access-Control-Allow-Origin")
        assert opened == ("*" if address.startswith(headers.OPEN_FOLDERS) else None), address
        assert "ETag" in answer.headers
        assert answer.headers.get("Allow") is None
        assert_guarded(answer, f"/{address}")


@pytest.mark.parametrize(
    ("accepts", "way"),
    [("gzip, deflate, br", "br"), ("br", "br"), ("gzip, deflate", "gzip"), ("identity", None)],
)
def test_compressed_copies_are_chosen_by_what_is_accepted(server, accepts, way):
    """浏览器收得下哪种就发哪种，最小的先；类型还是原来的；都写明 Vary，中间的缓存才不会发错。"""
    if way == "br" and server.name == "nginx":
        way = "gzip" if "gzip" in accepts else None
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[way]
    for address in ("index.html", "api/v1/units.json", "all/x.svg", "assets/site.01234567.css"):
        answer = server.get(f"/{address}", Accept_Encoding=accepts)
        assert answer.headers.get_all("Content-Encoding") == ([way] if way else None)
        assert unpack(answer.body) == FILES[address]
        assert answer.headers.get_all("Vary") in (["Accept-Encoding"], ["Accept-Encoding"] * 2)
        assert answer.headers["Content-Type"] == served.content_type(address)
        assert answer.headers["Cache-Control"] == served.cache(address)
        assert_guarded(answer)


def test_head_and_conditional_requests(server):
    """HEAD 只有头；手里的没变就答 304，头照样在。"""
    whole = server.get("/index.html")
    head = server.get("/index.html", "HEAD")
    assert (head.status, head.body, head.headers["Content-Length"]) == (
        200,
        b"",
        str(len(whole.body)),
    )
    same = server.get(
        "/assets/site.01234567.css",
        If_None_Match=server.get("/assets/site.01234567.css").headers["ETag"],
    )
    assert (same.status, same.body, same.headers["Cache-Control"]) == (304, b"", headers.FOREVER)
    assert_guarded(head)
    assert_guarded(same)


@pytest.mark.parametrize("address", ["all/x.pdf", "all/x.zip"])
def test_a_part_of_a_download(server, address):
    """下载断了能接着下：206；要的范围不存在：416。"""
    part = server.get(f"/{address}", Range="bytes=10-19")
    assert (part.status, part.body) == (206, FILES[address][10:20])
    assert part.headers["Content-Range"] == f"bytes 10-19/{len(LONG)}"
    assert part.headers["Cache-Control"] == served.DAY
    beyond = server.get(f"/{address}", Range="bytes=999999-")
    assert beyond.status == 416
    assert_guarded(part)
    assert_guarded(beyond)


def assert_gone(answer):
    """没有这一页的样子：404，自己的网页，不许留着，头一样。"""
    assert (answer.status, answer.body) == (404, FILES["404.html"])
    assert answer.headers.get_all("Content-Type") == ["text/html; charset=utf-8"]
    assert answer.headers.get_all("Cache-Control") == ["no-cache"]
    assert SECRET not in answer.body
    assert_guarded(answer)


@pytest.mark.parametrize(
    "address",
    [
        "nothing.html",
        "nothing.pdf",
        "assets/gone.01234567.css",
        "data/none.csv",
        "index.html/",
        "empty/",
    ],
)
def test_what_is_not_there(server, address):
    """没有的、空文件夹、名字带指纹却没有的，都是 404 页；不许把 404 留上一年。"""
    answer = server.get(f"/{address}")
    assert_gone(answer)
    assert b"x.csv" not in server.get("/all/").body, "列出了文件夹"


@pytest.mark.parametrize("address", HIDDEN)
def test_hidden_files_are_refused(server, address):
    """点开头的文件像没有一样，.well-known 里面的也是。"""
    assert_gone(server.get(f"/{address}"))
    assert_gone(server.get(f"/{address.replace('.', '%2e', 1)}"))
    assert SECRET not in server.get(f"/{address}", Accept_Encoding="br, gzip").body


@pytest.mark.parametrize(
    "path", ["..", "%2e%2e", "..%2f", "%2e%2e%2f", ".%2e/", "..%5c", "..\\", "%252e%252e/"]
)
def test_nothing_outside_the_site_can_be_reached(server, path):
    """退到网站外面的各种写法，都拿不到外面的文件。"""
    for start in ("", "/", "//", "/units/", "/units//"):
        for depth in (1, 2, 3, 6):
            for name in ("secret.txt", "../secret.txt", "etc/passwd"):
                answer = server.get(
                    f"{server.prefix}{start or '/'}{(path.rstrip('/') + '/') * depth}{name}",
                    raw=True,
                )
                assert answer.status in (400, 404) or (
                    answer.status in (301, 308) and not answer.body
                )
                assert SECRET not in answer.body
                assert b"root:" not in answer.body


def test_strange_bytes(server):
    """NUL、坏的百分号不出错，也不露出什么；多写的斜线不要紧。"""
    for path in ("/index.html%00", "/%00", "/.env%00.html", "/%zz", "/index.html%00.css"):
        answer = server.get(path)
        assert answer.status in (400, 404), path
        assert SECRET not in answer.body
    assert server.get("//units//index.html").status in (200, 308)


def test_links_out_of_the_site_are_refused(server):
    """指到网站外面的符号链接：nginx 不跟。Caddy 和开了 brotli 的 nginx 会跟，README 要说明。"""
    answer = server.get("/linked.txt", raw=True)
    if server.name == "nginx":
        assert_gone(answer)
    else:
        assert answer.body == SECRET, "现在不跟了，README 里的提醒可以去掉"
        assert README.count("符号链接") == 3


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "PROPFIND"]
)
@pytest.mark.parametrize("address", ["index.html", "nothing.html", "assets/site.01234567.css"])
def test_only_reading(server, method, address):
    """只许取，别的 405，并说许什么（RFC 9110）。"""
    answer = server.get(f"/{address}", method)
    assert answer.status == 405
    assert answer.headers.get("Cache-Control") in ("no-cache", None)
    if not (server.name != "caddy" and method == "TRACE"):  # nginx 在读配置之前就拒了
        assert answer.headers["Allow"] == "GET, HEAD"
        assert_guarded(answer)


def test_a_folder_without_its_slash(server):
    """转到带斜线的，用相对的地址：前面有代理、换了端口也不会转错。"""
    answer = server.get("/units")
    assert answer.status in (301, 308)
    assert answer.headers["Location"] in (f"{server.prefix}/units/", "units/")
    assert_guarded(answer)


def test_a_broken_request_is_refused_with_headers(server):
    """读不懂的请求：nginx 的回答也带着头。Caddy 在读配置之前就答了。"""
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\n\r\n")
        text = b"".join(iter(lambda: connection.recv(65536), b""))
    assert b" 400 " in text.split(b"\r\n")[0]
    assert not re.search(rb"(?i)server: *\S*\d|nginx/\d", text)
    if server.name != "caddy":
        assert all(f"{name}: {value}".encode() in text for name, value in expected("").items())


def test_container_is_pinned_and_needs_no_root():
    """底子钉在一个摘要上，不装别的包，不用 root，端口和探活对得上。"""
    text = (ROOT / "deploy/Containerfile").read_text(encoding="utf-8")
    assert re.search(r"^FROM \S+:[\d.]+\S*@sha256:[0-9a-f]{64}$", text, re.MULTILINE)
    assert re.search(r"^USER [1-9]\d*", text, re.MULTILINE)
    assert not re.search(r"apk|apt|curl", text)
    assert re.search(r"^HEALTHCHECK ", text, re.MULTILINE)
    for source in re.findall(r"^COPY (?:--\S+ )*(\S+)", text, re.MULTILINE):
        assert source == "site" or (ROOT / source).is_file(), source
    port = re.search(r"listen (\d+);", (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8"))[1]
    assert f"EXPOSE {port}" in text
    assert f":{port}/" in text

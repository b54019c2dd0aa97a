"""没有的网址，服务器给的是 404 页：它在哪一层都要有样式，链接都打得开。

服务器不改网址，浏览器照写错的那一层算相对的链接。给了 SITE_URL，链接从服务器的根写起，哪一层都对；
没有给，只有从磁盘打开、写错的是最外一层时才对，deploy/README.md 里说明白了。
"""

import http.client
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import lxml.html
import pytest
from project import ROOT, build, copy_city
from serving import Strict, serving

README = (ROOT / "deploy/README.md").read_text(encoding="utf-8")
WRONG = ("nope.html", "publicity/nope.html", "api/v1/units/nope.json")


class Missing(Strict):
    """没有的，回 404.html 的内容，网址不变；prefix 是网站放在服务器的哪个文件夹下。"""

    prefix = ""

    def translate_path(self, path):
        """去掉前缀；没有的文件换成 404 页。"""
        wanted = path.removeprefix(self.prefix)
        found = super().translate_path(wanted)
        if wanted != path or not self.prefix:
            return found
        return super().translate_path("/outside")

    def send_error(self, code, message=None, explain=None):
        """404 页，连着 404 的状态。"""
        text = Path(super().translate_path("/404.html")).read_bytes()
        self.send_response(code)
        self.send_header("Content-Length", str(len(text)))
        super().end_headers()
        self.wfile.write(text)


class Under(Missing):
    """放在 /sub/path/ 下。"""

    prefix = "/sub/path"


def fetched(address):
    """一个网址的状态和内容。"""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc, timeout=5)
    connection.request("GET", parts.path)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, body


def links(body):
    """页里指到站内的：链接、样式、脚本、图标。"""
    page = lxml.html.document_fromstring(body.decode())
    found = page.xpath("//a/@href | //link[@href]/@href | //script/@src | //img/@src")
    return [link for link in found if urlsplit(link).path and not urlsplit(link).scheme]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """小城的网站，给了网址的各建一份；取的是 SITE_URL。"""

    def made(url):
        folder = tmp_path_factory.mktemp("missing")
        code, output = build(copy_city(folder / "city"), folder / "site", SITE_URL=url)
        assert code == 0, output
        return folder / "site"

    return made


@pytest.mark.parametrize(
    ("url", "handler"),
    [("https://example.org/", Missing), ("https://example.org/sub/path/", Under)],
    ids=["root", "sub-path"],
)
def test_every_link_works_at_any_depth(built, url, handler):
    """放在服务器的根、放在子路径下，写错的网址在第几层，404 页上的样式、脚本、链接都取得到。"""
    with serving(built(url), handler) as origin:
        site = origin.rstrip("/") + handler.prefix + "/"
        for name in WRONG:
            status, body = fetched(site + name)
            assert status == 404
            found = links(body)
            assert len(found) > 10
            dead = [link for link in found if fetched(urljoin(site + name, link))[0] != 200]
            assert dead == [], name


def test_the_page_offers_ways_on(city_site):
    """走错的人先看得见报警电话、搜索框、各个栏目，不是一句“没有”。"""
    page = lxml.html.parse(city_site / "404.html").getroot()
    main = page.xpath("//main")[0]
    assert main.xpath(".//a/@href")[0] == "tel:110"
    (form,) = main.xpath(".//form")
    assert form.get("action").endswith("search.html")
    assert form.xpath(".//input/@name") == ["q"]
    assert len(main.xpath(".//ul[@class='tiles']//a")) > 3


def test_from_a_disk_every_link_is_a_file(city_site):
    """从磁盘打开 404 页，样式和链接都在。"""
    body = (city_site / "404.html").read_bytes()
    for link in links(body):
        assert (city_site / urlsplit(link).path).is_file(), link


def test_the_readme_says_what_is_needed():
    """没有 SITE_URL，写错的网址在子文件夹里时没有样式：放到服务器上的人要事先知道。"""
    assert "## 没有这一页" in README
    assert "SITE_URL" in README.partition("## 没有这一页")[2]

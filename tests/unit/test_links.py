"""外面的链接：打不开的说出在哪个文件的哪一行，例外要写理由，用不上的例外不留。"""

import http.server
import threading

import pytest

from macros.editing import links


class Handler(http.server.BaseHTTPRequestHandler):
    """三种网站：打得开的、不认 HEAD 的、没有这一页的。"""

    def do_HEAD(self):  # noqa: D102
        self.send_response({"/fine": 200, "/only-get": 405}.get(self.path, 404))
        self.end_headers()

    def do_GET(self):  # noqa: D102
        self.send_response(200 if self.path == "/only-get" else 404)
        self.end_headers()

    def log_message(self, *_):  # noqa: D102
        pass


@pytest.fixture
def outside():
    """一个真的网站，在本机上。"""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def project(tmp_path):
    """一页、一份例外。"""

    def made(text, exceptions="[]"):
        for name, content in (("docs/a.md", text), (links.EXCEPTIONS, exceptions)):
            path = tmp_path / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(content, encoding="utf-8")
        return [str(problem) for problem in links.dead_links(tmp_path)]

    return made


def test_dead_links_are_named(project, outside):
    """打不开的说出文件、行、列和原因；不认 HEAD 的网站再试一次，不冤枉它。"""
    assert project(f"见 {outside}/fine 和\n[这里]({outside}/only-get)。") == []
    (said,) = project(f"第一行\n见 <{outside}/gone>。")
    assert said.startswith(f"docs/a.md:2:4: {outside}/gone 打不开：网站回答 404")


def test_sites_that_do_not_answer_are_named(project):
    """连不上的也是一句话，不出调用栈。"""
    (said,) = project("http://127.0.0.1:1/x")
    assert "打不开：连不上" in said


def test_exceptions_need_a_reason_and_a_use(project, outside):
    """例外写明理由才算；已经没有那个链接了，例外就该删掉。"""
    row = f"- address: {outside}/\n"
    assert project(f"{outside}/gone", row + "  why: 只在内网\n") == []
    assert any("缺少字段 why" in said for said in project(f"{outside}/gone", row))
    assert any("没有一处用到" in said for said in project("没有链接", row + "  why: 只在内网\n"))
    assert any("YAML 写法有误" in said for said in project("没有链接", "- address: [\n"))

"""在本机发一个建好的网站，像生产环境那样带全部的安全头。"""

import http.server
import threading
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import ClassVar

from macros.publishing.headers import headers, inline, policy

# 各种页面各一页。
PAGES = [
    "index.html",
    "plan/index.html",
    "plan/compare.html",
    "interpretation.html",
    "consultation.html",
    "table.html",
    "units/index.html",
    "units/public-security.html",
    "tasks/index.html",
    "tasks/health-2.html",
    "years/index.html",
    "years/2026.html",
    "publicity/index.html",
    "plan/side-by-side.html",
    "timeline.html",
    "terms.html",
    "help.html",
    "search.html",
    "upstream.html",
    "about.html",
    "verify.html",
    "404.html",
]


class Strict(http.server.SimpleHTTPRequestHandler):
    """像生产环境那样发网站，带全部的安全头。broken 里的地址打不开。"""

    broken: ClassVar[set[str]] = set()

    def do_GET(self):
        """坏了的地址回 404，其余照发。"""
        return self.send_error(404) if self.path in self.broken else super().do_GET()

    def end_headers(self):
        """每个回应都带上安全头。"""
        path = Path(self.translate_path(self.path))
        hashes = (
            inline(path.read_text("utf-8"))
            if path.suffix == ".html" and path.is_file()
            else ((), ())
        )
        for name, value in headers(policy(*hashes)).items():  # 网站只写剪贴板；测试要读出来看
            self.send_header(name, value.replace("clipboard-read=()", "clipboard-read=(self)"))
        super().end_headers()

    def log_message(self, *_args):
        """不往测试输出里写。"""


@contextmanager
def serving(folder, handler=Strict):
    """在本机发 folder 里的网站，给出网址。"""
    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(handler, directory=str(folder))
    ) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()

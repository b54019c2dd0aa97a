"""用 WebDriver BiDi 直接开 Firefox：只有测试用得到的几条命令，不要 geckodriver，也不要 Node。

协议：https://w3c.github.io/webdriver-bidi/ 。
"""

import itertools
import json
import os
import re
import shutil
import subprocess
import time
from base64 import b64decode
from collections import defaultdict
from contextlib import ExitStack
from pathlib import Path

from websockets.sync.client import connect

# 不更新、不上报、不联网：代理指到没人听的端口，连本机的也走它。
PREFS = {
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.aboutwelcome.enabled": False,
    "browser.contentblocking.introCount": 99,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.search.update": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "dom.push.connection.enabled": False,
    "extensions.systemAddon.update.enabled": False,
    "extensions.update.enabled": False,
    "intl.accept_languages": "zh-CN, zh",
    "media.gmp-manager.updateEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.dns.disablePrefetch": True,
    "network.proxy.allow_hijacking_localhost": True,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.no_proxies_on": "",
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.proxy.type": 1,
    "remote.prefs.recommended": False,  # 它会放宽从磁盘打开时的规矩，读者的 Firefox 没有放宽
    "security.fileuri.strict_origin_policy": True,
    "services.settings.server": "data:,",
    "toolkit.telemetry.enabled": False,
    "toolkit.telemetry.server": "data:,",
}
# Debian 的叫 firefox-esr，Ubuntu 的叫 firefox。
BINARY = shutil.which("firefox-esr") or "firefox"
KEYS = {
    "Enter": "\ue007",
    "Escape": "\ue00c",
    "End": "\ue010",
    "Tab": "\ue004",
    "ArrowDown": "\ue015",
    "ArrowUp": "\ue013",
    "Control": "\ue009",
}


# 滚到一样东西，过两帧它还在原处才算停住。
STILL = """new Promise((done) => {
  const node = document.querySelector(%s);
  const look = () => {
    node.scrollIntoView({ block: "center", behavior: "instant" });
    const { top } = node.getBoundingClientRect();
    requestAnimationFrame(() => requestAnimationFrame(() => (node.getBoundingClientRect().top === top ? done() : look())));
  };
  look();
})"""


class Failed(Exception):
    """Firefox 说这条命令没做成；error 是协议里的错误代号。"""

    def __init__(self, answer):
        super().__init__(f"{answer['error']}：{answer.get('message', '')}")
        self.error = answer["error"]


class Firefox:
    """一个没有窗口的 Firefox，配置放在 folder 里；用 with 打开，出来就关掉。

    events 记下各种事件，照名字分开：订阅的都在里面，先到的在前。
    """

    def __init__(self, folder, prefs=PREFS, binary=BINARY):
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        lines = (
            f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in prefs.items()
        )
        (folder / "user.js").write_text("\n".join(lines), encoding="utf-8")
        self.log = folder / "firefox.log"
        with self.log.open(
            "w", encoding="utf-8"
        ) as log:  # 不用管道：没人读，写满了 Firefox 就停在那里
            self.process = subprocess.Popen(
                [
                    binary,
                    "--headless",
                    "--no-remote",
                    "--remote-debugging-port=0",
                    "--profile",
                    str(folder),
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                # 没有它，改了 services.settings.server 也不算
                env=os.environ | {"MOZ_REMOTE_SETTINGS_DEVTOOLS": "1"},
            )
        self.events = defaultdict(list)
        self.numbers = itertools.count(1)

    def __enter__(self):
        with ExitStack() as stack:
            stack.callback(self._stop)
            self.socket = stack.enter_context(
                connect(f"{self._address()}/session", max_size=None, proxy=None)
            )
            self.send("session.new", capabilities={})
            self.send("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"])
            self.stack = stack.pop_all()
        return self

    def __exit__(self, *_):
        self.stack.close()

    def _stop(self):
        self.process.kill()
        self.process.wait()

    def _address(self):
        for _ in range(600):
            if found := re.search(
                r"WebDriver BiDi listening on (ws://\S+)", self.log.read_text(encoding="utf-8")
            ):
                return found[1]
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        raise RuntimeError(f"Firefox 没有打开调试口：{self.log.read_text(encoding='utf-8')}")

    def send(self, method, **params):
        """送一条命令，等它的回答；其间来的事件记下。没做成抛 Failed。"""
        number = next(self.numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            answer = json.loads(self.socket.recv(timeout=30))
            if answer.get("type") == "event":
                self.events[answer["method"]].append(answer["params"])
            elif answer.get("id") == number:
                if answer["type"] == "error":
                    raise Failed(answer)
                return answer["result"]

    def tab(self, width, height=800):
        """开一页，宽高是 CSS 像素。"""
        context = self.send("browsingContext.create", type="tab")["context"]
        self.send(
            "browsingContext.setViewport",
            context=context,
            viewport={"width": width, "height": height},
        )
        return Tab(self, context)


class Tab:
    """一页：打开、算一个式子、点、打字、按键、截图。"""

    def __init__(self, firefox, context):
        self.firefox, self.context = firefox, context

    def _send(self, method, **params):
        return self.firefox.send(method, context=self.context, **params)

    def open(self, url):
        """打开一个网址，等它载完。"""
        self._send("browsingContext.navigate", url=url, wait="complete")

    def prepare(self, code):
        """每页的脚本跑起来之前，先跑这一段。"""
        self.firefox.send(
            "script.addPreloadScript",
            functionDeclaration=f"() => {{ {code} }}",
            contexts=[self.context],
        )

    def evaluate(self, expression):
        """算一个式子，是 Promise 就等它；值要能写成 JSON。页面里抛的错成为 Failed。"""
        answer = self.firefox.send(
            "script.evaluate",
            expression=f"Promise.resolve({expression}).then((value) => JSON.stringify(value))",
            awaitPromise=True,
            target={"context": self.context},
        )
        if answer["type"] == "exception":
            raise Failed({"error": "exception", "message": answer["exceptionDetails"]["text"]})
        return json.loads(answer["result"].get("value", "null"))

    def click(self, selector):
        """滚到第一个合选择器的，等它停住，点它的正中：刚打过字的框会晚一步把页面滚回去。"""
        self.evaluate(STILL % json.dumps(selector))
        nodes = self._send(
            "browsingContext.locateNodes",
            locator={"type": "css", "value": selector},
            maxNodeCount=1,
        )
        there = {"type": "element", "element": {"sharedId": nodes["nodes"][0]["sharedId"]}}
        moves = [
            {"type": "pointerMove", "x": 0, "y": 0, "origin": there},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        self._send(
            "input.performActions", actions=[{"type": "pointer", "id": "mouse", "actions": moves}]
        )

    def press(self, keys):
        """按一个键，或“Control+v”这样的一组。"""
        codes = [KEYS.get(key, key) for key in keys.split("+")] if len(keys) > 1 else [keys]
        down = [{"type": "keyDown", "value": code} for code in codes]
        up = [{"type": "keyUp", "value": code} for code in reversed(codes)]
        self._send(
            "input.performActions",
            actions=[{"type": "key", "id": "keyboard", "actions": down + up}],
        )

    def type(self, text):
        """一个字一个字地打。"""
        for char in text:
            self.press(char)

    def screenshot(self):
        """看得见的那一屏，PNG。"""
        return b64decode(self._send("browsingContext.captureScreenshot")["data"])

    def close(self):
        """关掉这一页。"""
        self._send("browsingContext.close")

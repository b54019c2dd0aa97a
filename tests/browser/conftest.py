"""浏览器测试共用：每个进程开一个 Chromium，打开一页，从本机的服务器打开一页。"""

from functools import partial

import pytest
from access import LAUNCH, settled
from playwright.sync_api import sync_playwright
from serving import serving


@pytest.fixture(scope="session")
def playwright():
    """一个进程只起一次。"""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright):
    """一个进程只开一次。"""
    chromium = playwright.chromium.launch(**LAUNCH)
    yield chromium
    chromium.close()


@pytest.fixture
def tab(browser):
    """新开一个标签页，和别的不共用存储；options 照 Playwright 的 new_context。打开网页都等到排完：没排完就量，量到的看运气。"""
    contexts = []

    def opened(**options):
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        if options.get("java_script_enabled", True):
            page.goto = partial(settled, page, page.goto)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def open_page(tab, site):
    """打开站内一页，从磁盘直接打开。"""

    def opened(name, width=360, scripts=True, scheme="light", elder=False):
        page = tab(
            viewport={"width": width, "height": 800},
            java_script_enabled=scripts,
            color_scheme=scheme,
        )
        page.faults, page.requests = [], []
        if elder:
            page.add_init_script("localStorage.setItem('elder', 'on')")
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("request", lambda request: page.requests.append(request.url))
        page.goto(name if "://" in name else (site / name).as_uri())
        return page

    return opened


@pytest.fixture(scope="session")
def origin(site):
    """从本机的网站服务器打开时的网址。"""
    with serving(site) as address:
        yield address


@pytest.fixture(scope="session")
def city_origin(city_site):
    """从本机的服务器打开小城的网站时的网址。"""
    with serving(city_site) as address:
        yield address


@pytest.fixture
def served(open_page, origin):
    """从网站服务器打开站内一页。"""
    return lambda name, width=360, **how: open_page(origin + name, width, **how)


@pytest.fixture
def reader(open_page, origin):
    """打开站内一页，许可读剪贴板；prepare 是开页之前先跑的脚本。"""

    def opened(name, width=360, prepare="", **how):
        page = open_page("about:blank?://", width, **how)
        page.context.grant_permissions(
            ["clipboard-read", "clipboard-write"], origin=origin.rstrip("/")
        )
        if prepare:
            page.add_init_script(prepare)
        page.goto(origin + name)
        return page

    return opened

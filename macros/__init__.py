"""把一座城市的反拐方案做成网站：数据在 data/，这里读、查、核对、排成页面。"""

from typing import Any


def define_env(env: Any) -> None:
    """mkdocs-macros 的入口：登记页面里可用的宏。这一次构建由 hooks 读好，放在 config.extra 里。"""
    from macros.pages import macros  # noqa: PLC0415  # 用到才导入：只检查数据的人不必等 Jinja
    from macros.pages.view import View  # noqa: PLC0415

    build = env.conf.extra["build"]

    def view() -> View:
        root = "../" * env.page.url.count("/")
        return View(plan=build.plan, root=root, releases=build.releases, year=build.edition.year)

    for name, macro in macros.bound(view).items():
        env.macro(macro, name)

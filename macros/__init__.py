"""把一座城市的反拐方案做成网站：数据在 data/，这里读、查、核对、排成页面。"""

from typing import Any

from macros import render


def define_env(env: Any) -> None:
    """mkdocs-macros 的入口：登记页面里可用的宏。计划由 hooks 读好，放在 config.extra 里。"""
    extra = env.conf.extra

    def view() -> render.View:
        root = "../" * env.page.url.count("/")
        return render.View(plan=extra["plan"], root=root, releases=extra["releases"])

    for name, macro in render.bound(view).items():
        env.macro(macro, name)

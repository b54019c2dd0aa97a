"""关于这个网站自己的几个宏：更新了什么，数据在哪些文件里。"""

import datetime

from macros.corpus import addresses
from macros.corpus.chinese import full_date
from macros.pages import datafiles
from macros.pages.view import View


def unit_data(view: View) -> str:
    """各单位的表格和 JSON，一个单位一行；分开的只说在哪里。"""
    return view.render("unit_data.md", tables=datafiles.TABLES, api=datafiles.API)


def progress_data(view: View) -> str:
    """落实情况的表格和接口；一条也没有就是空的。"""
    if not view.plan.progress:
        return ""
    return view.render("progress_data.md", tables=datafiles.TABLES, api=datafiles.API)


def latest_changes(view: View, most: int = 1) -> str:
    """更新记录里最近的几次。"""
    latest = view.releases[:most]
    return view.render("changes.md", releases=latest, anchor=addresses.release_anchor)


def content_changes(view: View, most: int = 4) -> str:
    """最近一次改了内容的更新，最多 most 条；只改了程序的不算。"""
    changed = (one for one in view.releases if one.date and one.content)
    latest = next(changed, None)
    if latest is None:
        return ""
    day = full_date(datetime.date.fromisoformat(latest.date))
    return view.render(
        "content_changes.md",
        day=day,
        changes=latest.content[:most],
        anchor=addresses.release_anchor(latest),
    )


UPDATE_MACROS = {
    "latest_changes": latest_changes,
    "content_changes": content_changes,
    "unit_data": unit_data,
    "progress_data": progress_data,
}

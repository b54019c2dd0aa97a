"""一页用到什么才带什么脚本：正文里有其中一个标志，就带那一个。"""

# 脚本和它的标志。都在 site.js 之前跑：先把字放好，排出来的就不再挪。
SCRIPTS = {
    "days.js": ('data-days="',),
    "today.js": (
        "data-current=",
        "data-past=",
        "data-today",
        "data-year-state=",
        "data-year=",
        'class="years"',
    ),
}


def scripts_for(html: str) -> list[str]:
    """正文是 html 的一页要带的脚本，assets 下的名字。"""
    wanted = []
    for name, marks in SCRIPTS.items():
        if any(mark in html for mark in marks):
            wanted.append(name)
    return wanted

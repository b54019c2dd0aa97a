"""撤下、搬走的页：一句话说清为什么、从哪天起、现在看哪里。"""

from macros.corpus import addresses
from macros.corpus.chinese import full_date
from macros.corpus.kept import Moved
from macros.pages.view import View


def moved_page(view: View, address: str) -> str:
    """address 这一页原来在的地方。"""
    row = next(one for one in view.plan.moved if one.address == address)
    now = _title(view, row)
    return view.render("moved.html", row=row, day=full_date(row.date), now=now)


def _title(view: View, row: Moved) -> str:
    """代替它的一页叫什么；手写的页叫什么，这里不知道。"""
    plan = view.plan
    titles = {}
    for page in addresses.generated(plan):
        titles[page.url] = page.title
    for piece in plan.pieces:
        titles[piece.url] = piece.title
    titles[addresses.HOME] = "首页"
    return titles.get(row.to or "", "代替它的一页")

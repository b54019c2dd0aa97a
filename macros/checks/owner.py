"""这一份网站是谁办的：政府部门办的，要写全。"""

from macros.checks.fields import problem_in
from macros.checks.handwritten import Pages
from macros.corpus.origins import every_source
from macros.corpus.plan import Plan
from macros.corpus.problem import Problems
from macros.corpus.record import Record, field_title
from macros.corpus.site import OWNER_FIELDS, Portal
from macros.corpus.webaddress import WrongAddress, web_address

# 不是政府办的副本，手写页里说明的话。
_DENIAL = "不是政府网站"


def addresses_sound(plan: Plan) -> Problems:
    """“快速离开”去的、原网页的网址，都是点得开的：不带用户名密码，不是别的协议。"""
    places: list[tuple[Record, str]] = [(plan.site, "exit")]
    places += [(source, "address") for source in every_source(plan)]
    for row, field in places:
        address = getattr(row, field)
        if not address:
            continue
        try:
            web_address(address, bare=False)
        except WrongAddress as error:
            message = f"{address} {error.message}"
            yield problem_in(row, field, message, error.help)


def owner_told(plan: Plan) -> Problems:
    """政府部门办的副本，主办单位、备案号等一项都不能少。"""
    owner = plan.site
    missing = [name for name in OWNER_FIELDS if getattr(owner, name) is None]
    if not owner.official or not missing:
        return
    titles = [field_title(Portal, name) for name in missing]
    named = [f"{field_title(Portal, name)}（{name}）" for name in missing]
    listed = "、".join(named)
    wanted = "、".join(titles)
    message = f"official 是 true，{listed}却是空的"
    help = f"写上{wanted}，或把 official 改回 false"
    yield owner.place.of("official").problem(message, help)


def no_denial(plan: Plan, pages: Pages) -> Problems:
    """政府部门办的副本，手写页里不再说不是政府网站。"""
    owner = plan.site
    written = [name for name in OWNER_FIELDS if getattr(owner, name)]
    if not owner.official or not written:
        return  # 是谁办的一项也没有写，owner_told 已经说了
    message = f"这里写着“{_DENIAL}”，data/site.yml 里 official 却是 true"
    for page in pages:
        start = page.body.find(_DENIAL)
        if start >= 0:
            yield page.problem(start, message, "改这一句，或把 official 改回 false")

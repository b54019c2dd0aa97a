"""少了会害人的几样：报警电话在每页的头脚、首页、求助页的最上面，“快速离开”去得成。"""

import re
from collections.abc import Iterator
from pathlib import Path

from macros.checks.fields import problem_in
from macros.checks.handwritten import Pages
from macros.corpus.addresses import HELP
from macros.corpus.plan import Plan
from macros.corpus.problem import Problem, Problems
from macros.corpus.yaml import read_text

POLICE = "110"

_HEADING = re.compile(r"^## ", re.MULTILINE)
# 首页、求助页：点得到、能拨出去的报警电话，手写的或宏排的。
_CALLABLE = re.compile(r"tel:110(?!\d)|\{\{ *(?:emergency|hotlines)\(\) *\}\}")
_PAGES = ("index.md", f"{HELP[:-5]}.md")
_CALL = re.compile(
    r"""<a\b[^<>]*\bhref=["']tel:(?P<number>[^"']*)["'][^<>]*>(?P<words>.*?)</a>"""
    r"""|\[(?P<text>[^\]\n]*)\]\(tel:(?P<to>[^)\s]*)\)"""
)
_NUMBER = re.compile(r"\+?\d[\d-]{2,}")
# 骨架里拨电话的链接；求助页不用全站的头脚，自己写着。
_LINE = "tel:{{ line.number }}"
_LEAVE = "partials/exit.html"
_SKELETON = (
    ("overrides/partials/header.html", _LINE, "报警电话"),
    ("overrides/partials/footer.html", _LINE, "报警电话"),
    ("overrides/help.html", _LINE, "报警电话"),
    ("overrides/help.html", _LEAVE, "“快速离开”"),
    ("overrides/base.html", _LEAVE, "“快速离开”"),
)


def police_first(plan: Plan) -> Problems:
    """第一个电话是报警电话：首页、每页的头和脚、求助页都用第一个，一图读懂也是。"""
    phones = plan.glance.phones
    if phones and phones[0] and phones[0] != POLICE:
        message = f"第一个电话是 {phones[0]}，不是 {POLICE}"
        help = f"把 {POLICE} 排在最前面：急的人先看到它"
        yield plan.glance.place.of("phones", 0).problem(message, help)
    if not plan.hotlines:
        return
    first = plan.hotlines[0]
    if first.number and first.number != POLICE:
        message = f"第一个电话是 {first.number}，不是 {POLICE}"
        help = f"把 {POLICE} 排在最前面：首页、每页的头和脚用第一个"
        yield problem_in(first, "number", message, help)


def help_in_reach(_plan: Plan, pages: Pages) -> Problems:
    """首页、求助页的第一个小标题以前，有点了就拨 110 的地方。"""
    for page in pages:
        if page.uri not in _PAGES or not page.body_line:
            continue
        top = _HEADING.split(page.body, maxsplit=1)[0]
        if _CALLABLE.search(top) or any(_miscalled(top)):  # 拨错了号的，calls_as_written 说
            continue
        message = f"第一个小标题以前，没有能拨 {POLICE} 的链接"
        help = '写上 {{ emergency() }}，或 <a href="tel:110">110</a>'
        other = _CALL.search(top)  # 有别的拨号的链接，说在它那一行
        yield page.problem(other.start() if other else 0, message, help)


def calls_as_written(_plan: Plan, pages: Pages) -> Problems:
    """写的是哪个号，点了拨的就是哪个号。"""
    for page in pages:
        for start, written, number in _miscalled(page.body):
            message = f"写的是 {written}，点了拨的是 {number}"
            yield page.problem(start, message, "把 tel: 后面的改成写着的号码")


def _miscalled(text: str) -> Iterator[tuple[int, str, str]]:
    """写的和拨的不是一个号的链接：在第几个字，写的，拨的。"""
    for call in _CALL.finditer(text):
        number = call["number"] or call["to"]
        written = _NUMBER.findall(call["words"] or call["text"] or "")
        if written and number not in written:
            yield call.start(), written[0], number


def exit_safe(plan: Plan) -> Problems:
    """“快速离开”去的是 https 的网页：http 的，路上的人看得见去了哪里，也改得了。"""
    address = plan.site.exit
    if address.lower().startswith("http://"):
        help = f"写成 https://{address[len('http://') :]}，先打开看看通不通"
        message = f"{address} 不是 https 的网址"
        yield problem_in(plan.site, "exit", message, help)


def skeleton_keeps(_plan: Plan, root: Path) -> Problems:
    """网页的骨架里，头、脚、求助页都拨得出报警电话，离得开这一页。"""
    for path, mark, name in _SKELETON:
        if not (root / path).is_file():
            continue
        text, _ = read_text(root / path, path)
        if mark not in text:
            message = f"没有{name}了"
            help = f"加回 {mark}"
            yield Problem(path, 1, 1, message, help)

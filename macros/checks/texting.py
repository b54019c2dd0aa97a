"""只收短信的号码：标明是发短信的，哪里也不叫人打；打不通，急的人就白等了。"""

import re
from collections.abc import Sequence

from macros.checks.fields import problem_in
from macros.checks.told import Said
from macros.corpus.facts import Hotline
from macros.corpus.plan import Plan
from macros.corpus.problem import Problems

# 叫人打的话，和号码之间隔着的别的号码。
_CALLING = r"(?<![不别勿])(?<!不能)(?<!不要)(?:[打拨]|致电)(?:电话|通)?"
_OTHERS = r" ?(?:\+?\d[\d-]*(?: ?[、，和或]| ?或者)+ ?)*"


def texting_marked(plan: Plan) -> Problems:
    """事实说是短信号码的写着 sms: true，说明里叫人发短信。"""
    for line in plan.hotlines:
        if not _takes_texts(plan, line):
            continue
        if not line.sms:
            message = f"{line.number} 只收短信，这里没有写，点了会变成打电话"
            yield problem_in(line, "number", message, "在这一条里加一行 sms: true")
        elif "短信" not in line.use:
            message = f"{line.number} 只收短信，说明里没有说"
            yield problem_in(line, "use", message, "写明只发短信，不能打")


def _takes_texts(plan: Plan, line: Hotline) -> bool:
    """所据的事实说的是短信的号码。"""
    fact = plan.fact.get(line.fact)
    if fact is None or not line.number:
        return False
    told = rf"(?<!\d){line.number}(?!\d)[^，。；]*短信"
    return re.search(told, fact.says) is not None


def phones_ring(plan: Plan) -> Problems:
    """资料上印给人打的电话里，没有只收短信的。"""
    texting = _texting(plan)
    for piece in plan.pieces:
        for n, number in enumerate(piece.phones):
            if number in texting:
                node = piece.place.of("phones", n)
                message = f"{number} 只收短信，印在电话里，人会去打"
                help = f"从 phones 里拿掉；正文里写“发短信到 {number}”"
                yield node.problem(message, help)


def texting_not_called(plan: Plan, told: Sequence[Said]) -> Problems:
    """各处的话里，不叫人打只收短信的号码，也没有点了就拨它的链接。"""
    for number in _texting(plan):
        called = re.compile(rf"(?:{_CALLING}{_OTHERS}|tel:)(?P<number>{number})(?!\d)")
        help = f"写成“发短信到 {number}”，链接写 sms:{number}；要打的写能打的号码"
        for node, text in told:
            if number not in text:
                continue
            for found in called.finditer(text):
                start = found.start("number")
                yield node.problem(f"{number} 只收短信，打不了", help, start)


def _texting(plan: Plan) -> list[str]:
    """只收短信的号码。"""
    lines = [line for line in plan.hotlines if line.sms]
    return [line.number for line in lines if _takes_texts(plan, line)]

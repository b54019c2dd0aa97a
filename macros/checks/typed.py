"""打字的笔误：叠着的标点和字，半角的标点、引号，全角的数字，繁体字，表情，留着没填的空。"""

import re
from collections.abc import Sequence

from macros.checks.prose import NOT_READ, Misprint, blanked
from macros.checks.told import Said
from macros.corpus.plan import Plan
from macros.corpus.problem import Problems
from macros.corpus.yaml import Node

# 框和标签页开头的一行也不是给人念的。
_APART = re.compile(rf"{NOT_READ}|^ *(?:!!!|\?\?\?|===).*")
_HAN = "\u4e00-\u9fff"


_SLIPS = (
    Misprint(re.compile("[，。、；：！？]{2,}"), "标点叠着：{}", "只留一个"),
    Misprint(
        re.compile(
            "的的(?<![目标]的的)(?!确)|了了(?![解结断事])|是是(?!非)|和和(?![气美])|被被|也也|很很"
        ),
        "“{}”多打了一个字",
        "删掉一个",
    ),
    Misprint(
        re.compile(rf"[,;:?!(](?=[{_HAN}“])(?<=[{_HAN}\d”）].)"),
        "标点是半角的：{}",
        "用中文输入法重打",
    ),
    Misprint(
        re.compile(rf'"[^"\n]*[{_HAN}][^"\n]*"'),
        "引号是直的：{}",
        "换成“”：前一个“，后一个”",
    ),
    Misprint(
        re.compile("[０-９Ａ-Ｚａ-ｚ]+(?![０-９．.、）)])"),
        "“{}”是全角的，搜不到，电话也拨不出",
        "换成半角的",
    ),
    Misprint(
        re.compile("[\u2600-\u260f\u2614-\u26ff\u2728\u274c\u2757\u2764\U0001f000-\U0001faff]"),
        "“{}”是表情，纸上印不出，读屏软件念得莫名其妙",
        "删掉它，用字说",
    ),
    Misprint(
        re.compile(
            rf"待定(?<![{_HAN}]待定)(?![{_HAN}])|【[^】]*(?:请填|填入|插入|待[定补填])[^】]*】"
            "|请在此处?填写|此处(?:插入|填写)[^，。）]*"
        ),
        "“{}”像是没填的空",
        '填上；要留给用的人填的，写 {{ fill("名称") }}',
    ),
)


def typed_right(_plan: Plan, told: Sequence[Said]) -> Problems:
    """各处的话里没有笔误，一句只说头一处。"""
    whole = "\n".join(text for _, text in told)
    slips = list(_SLIPS)
    old = _traditional(set(whole))
    if old:
        strange = re.compile("|".join(old))
        slips.append(Misprint(strange, "“{}”是繁体字", "换成简体的，人才搜得到"))
    slips = [slip for slip in slips if slip.pattern.search(whole)]  # 一处也没有的，不必句句看
    for node, text in told:
        yield from _first(node, text, slips)


def _first(node: Node, text: str, slips: Sequence[Misprint]) -> Problems:
    """一句里头一处笔误。"""
    if not any(slip.pattern.search(text) for slip in slips):
        return
    plain = text
    if node.path.endswith(".md"):
        plain = _APART.sub(blanked, text)
    for slip in slips:
        found = slip.pattern.search(plain)
        if found:
            message = slip.told(found[0][:20])
            yield node.problem(message, slip.help, found.start())
            return


def _traditional(characters: set[str]) -> list[str]:
    """繁体才有的字：GB 2312 里没有，Big5 里有。"""
    han = [one for one in characters if "\u4e00" <= one <= "\u9fff"]
    return sorted(one for one in han if not _is_in(one, "gb2312") and _is_in(one, "big5"))


def _is_in(character: str, encoding: str) -> bool:
    """一种编码里有没有这个字。"""
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True

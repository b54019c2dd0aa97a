"""不该发布出去的字：没解完的冲突、没写完的话、注释、个人的号码、样子像汉字的别的字符。"""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from macros.checks.prose import Misprint, without_code
from macros.checks.textfiles import TextFile, text_files
from macros.corpus.problem import Problem, Problems

_CONFLICT = re.compile(
    r"^<{7}(?: .*)?$(?:\n(?!<{7}).*)*?\n>{7}(?: .*)?$|^(?:<{7} |>{7} |\|{7} |={7}$|<{7}$|>{7}$).*",
    re.MULTILINE,
)
# 部首和兼容汉字：看着是汉字，搜不到，读屏软件念不出，逐字核对也对不上。
_LOOKALIKE = re.compile("[\u2e80-\u2fd5\uf900-\ufaff\U0002f800-\U0002fa1f]")
# UTF-8 的汉字、标点当成西文读了又存：三个西文字符顶一个汉字；换过两回编码的，成了“锟斤拷”。
_TAILS = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_GARBLED = re.compile(rf"(?:[âãäåæçèéï][{_TAILS}]{{2}})+|(?:锟斤拷?)+|\ufffd+")
# 一个也没有，就不必细看。
_GARBLED_SIGN = re.compile("[âãäåæçèéï锟\ufffd]")
_COMMENT = re.compile("<!--")
# 公文的原文照录，里面有什么都不是没写完。
_OFFICIAL = re.compile(r"^data/(?:documents|units)/")
_OFFICIAL_TEXT = re.compile(r"\btext: ")


# 先找头一个字再看它前面，比先看前面快几倍。
_LEFTOVERS = (
    Misprint(
        re.compile(r"TODO\b|FIXME\b|TBD\b|待补(?!办|偿|贴|助)|待写|待核实|x[xX]{2,}|X[xX]{2,}|××+"),
        "“{}”像是没写完的记号",
        "写完它，或先删掉这一句",
    ),
    Misprint(
        re.compile(r"<[^<>]*\bMso[A-Z]\w*[^<>]*>"),
        "“{}”是从 Word 粘来的网页代码",
        "删掉这些标签；表格写成 | 甲 | 乙 | 这样，先粘进记事本再复制就没有了",
    ),
    Misprint(
        re.compile("＊{2,}"),
        "“{}”是全角的星号，会照样印出来",
        "要加粗的，换成半角的 **；没写完的，写完它或删掉这一句",
    ),
    Misprint(
        re.compile(
            r"[1-9](?<![0-9A-Za-z].)\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![0-9A-Za-z])"
        ),
        "像是一个人的身份证号",
        "删掉它；已经提交过的，还要请维护者从历史里去掉",
    ),
    Misprint(
        re.compile(r"1(?<![0-9A-Za-z.-].)[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![0-9A-Za-z-])"),
        "像是一个人的手机号",
        "删掉它，写单位的电话；已经提交过的，还要请维护者从历史里去掉",
    ),
)


def conflicts(root: Path) -> Problems:
    """合并冲突没有解完：两边的话都还在，记号会一起发布；一处冲突的几行只说头一行。"""
    for file in text_files(root):
        for mark in _CONFLICT.finditer(file.text):
            line, _ = file.at(mark.start())
            message = f"合并冲突没有解完，还留着 {mark[0][:7]}"
            help = "两边的话留下该留的，连同 <<<<<<<、=======、>>>>>>> 三行一起删掉"
            yield Problem(file.path, line, 1, message, help)


def lookalikes(root: Path) -> Problems:
    """样子像汉字的字符，用错编码存过的乱码。"""
    for file in text_files(root):
        yield from _lookalikes(file)
        if _GARBLED_SIGN.search(file.text):
            yield from _garbled(file)


def leftovers(root: Path) -> Problems:
    """没写完的话、个人的号码、会发布的注释。"""
    for file in text_files(root):
        yield from _unfinished(file)
        if file.path.startswith("docs/") and "<!--" in file.text:
            yield from _comments(file)


def _lookalikes(file: TextFile) -> Problems:
    for line, column, found in _found(file, _LOOKALIKE):
        proper = unicodedata.normalize("NFKC", found)
        message = f"“{found}”不是汉字，是样子像它的符号 U+{ord(found):04X}"
        help = "删掉它，用输入法重新打这个字"
        if proper != found:
            help = f"换成汉字“{proper}”，用输入法重新打"
        yield Problem(file.path, line, column, message, help)


def _garbled(file: TextFile) -> Problems:
    for line, column, found in _found(file, _GARBLED):
        message = f"“{found[:12]}”是乱码，文件用错的编码存过"
        yield Problem(file.path, line, column, message, "照原来的字重新打，存成 UTF-8")


def _unfinished(file: TextFile) -> Problems:
    for kind in _LEFTOVERS:
        for line, column, found in _found(file, kind.pattern):
            if _OFFICIAL.match(file.path) and _is_official(file, line):
                continue
            yield Problem(file.path, line, column, kind.told(found), kind.help)


def _is_official(file: TextFile, line: int) -> bool:
    """data/ 里这一行是公文的原文。"""
    return _OFFICIAL_TEXT.search(file.text.split("\n")[line - 1]) is not None


def _comments(file: TextFile) -> Problems:
    shown = TextFile(path=file.path, text=without_code(file.text))
    for line, column, _ in _found(shown, _COMMENT):
        message = "注释会留在网页里，谁都看得见"
        help = "删掉它；要留话给别的编者，写在合并请求里"
        yield Problem(file.path, line, column, message, help)


def _found(file: TextFile, pattern: re.Pattern[str]) -> Iterator[tuple[int, int, str]]:
    """pattern 在文件里的每一处：行、列、那几个字。"""
    for match in pattern.finditer(file.text):
        line, column = file.at(match.start())
        yield line, column, match[0]

"""命令行的用法和错处，都用中文说；写错了是一句话，退出码 1。"""

import argparse
import re
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import Any, NoReturn

_HEADINGS = (
    ("usage: ", "用法："),
    ("positional arguments:", "参数："),
    ("options:", "选项："),
    ("命令:\n", "命令：\n"),
)


class Parser(argparse.ArgumentParser):
    """说中文的命令行；选项要写全，不认缩写。"""

    def __init__(self, **given: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **given)
        self.add_argument("-h", "--help", action="help", help="印出这段说明")

    def format_help(self) -> str:
        """全部说明。"""
        text = super().format_help()
        for english, chinese in _HEADINGS:
            text = text.replace(english, chinese)
        return text

    def error(self, message: str) -> NoReturn:
        """说错在哪，退出码 1。"""
        self.exit(1, f"{self._said(message)}（用法见 {self.prog} --help）\n")

    def _said(self, message: str) -> str:
        """argparse 的话换成中文；没见过的话不照印。"""
        for pattern, say in _SAYINGS:
            found = re.fullmatch(pattern, message, re.DOTALL)
            if found:
                return say(found)
        return "命令写得不对"


def not_empty(text: str) -> str:
    """不许空着的值。"""
    if not text.strip():
        raise argparse.ArgumentTypeError("空着")
    return text


def _unknown(found: re.Match[str]) -> str:
    known = re.findall(r"[a-z]+", found[2])
    near = get_close_matches(found[1], known, n=1)
    if near:
        return f"没有 {found[1]} 这个命令，是否想写 {near[0]}？"
    listed = "、".join(known)
    return f"没有 {found[1]} 这个命令，有的是 {listed}"


# 程序库的一句英文，和用中文怎样说。
_Saying = tuple[str, Callable[[re.Match[str]], str]]
_SAYINGS: Sequence[_Saying] = (
    (r"argument \S+: invalid choice: '(.*?)' \(choose from (.*)\)", _unknown),
    (r"the following arguments are required: (.*)", lambda found: f"少写了“{found[1]}”"),
    (r"unrecognized arguments: (.*)", lambda found: f"不认识 {found[1]}"),
    (r"argument (\S+): expected .*", lambda found: f"{found[1]} 后面少了一个值"),
    (r"argument (\S+): ignored explicit .*", lambda found: f"{found[1]} 后面不写值"),
    (r"argument (\S+): 空着", lambda found: f"{found[1]} 后面的值是空的"),
)

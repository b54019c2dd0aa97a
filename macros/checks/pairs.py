"""引号、书名号、括号成对：少了一半，后面的话都成了书名、引文。"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from macros.checks.prose import without_code
from macros.checks.textfiles import TextFile, text_files
from macros.corpus.problem import Problem, Problems

_PAIRS = {"《": "》", "“": "”", "（": "）", "「": "」", "〔": "〕"}
_CLOSERS = {closer: opener for opener, closer in _PAIRS.items()}
_ANY = re.compile(f"[{''.join(_PAIRS)}{''.join(_CLOSERS)}]")
_NAMES = {"《": "书名号", "》": "书名号", "“": "引号", "”": "引号"}
_NAMES |= dict.fromkeys("（）「」〔〕", "括号")
_LINE = re.compile("[^\n]+")
# 一段：到空行为止，一句话可以分几行写。
_PARAGRAPH = re.compile(r"(?:[^\n]+\n?)+")
_ORDINAL = re.compile(r"(?<![\da-zA-Z一-十])(?:\d{1,2}|[a-z]|[一二三四五六七八九十]{1,3})$")
# 公文、勘误照原文印：原文少的，照少着。程序的话不在内。
_SKIPPED = ("data/documents/", "data/units/", "data/source/", "data/errata.yml", "mkdocs.yml")


def unpaired(root: Path, told: Sequence[Problem]) -> Problems:
    """各处只写了一半的引号、书名号、括号；括号的那一行 told 里说过别的，就不说。"""
    lines = {problem.row for problem in told}
    for file in text_files(root):
        if file.path.startswith(_SKIPPED):
            continue
        for problem in _unpaired(file):
            if "括号" not in problem.message or problem.row not in lines:
                yield problem


def _unpaired(file: TextFile) -> Problems:
    text = file.text
    blocks = _LINE
    if file.path.endswith(".md"):
        text = without_code(text)
        blocks = _PARAGRAPH
    for block in blocks.finditer(text):
        for start in _loose(block[0]):
            mark = block[0][start]
            line, column = file.at(block.start() + start)
            other = _PAIRS.get(mark) or _CLOSERS[mark]
            message = f"只有一半的{_NAMES[mark]}：{mark}"
            help = f"补上 {other}；多打的，删掉 {mark}"
            yield Problem(file.path, line, column, message, help)
            break


def _loose(text: str) -> Iterator[int]:
    """一截字里配不上的，在第几个字；列表的“1）”不算。"""
    opened: list[int] = []
    for found in _ANY.finditer(text):
        mark = found[0]
        if mark in _PAIRS:
            opened.append(found.start())
        elif opened and text[opened[-1]] == _CLOSERS[mark]:
            opened.pop()
        elif mark != "）" or not _ORDINAL.search(text, 0, found.start()):
            yield found.start()
    yield from opened

"""YAML 的注释：值后面的“ #”会悄悄吃掉半句话，只许单独占一行。"""

import re
from pathlib import Path
from typing import Any

import yaml

from macros.checks.textfiles import TextFile, text_files
from macros.corpus.plan import Plan
from macros.corpus.problem import Problem, Problems
from macros.corpus.publicity import split_front

_SUSPECT = re.compile(r"^(?! *#).* #", re.MULTILINE)
_AFTER = re.compile(r"[\]},\s]*\s#")


def values_whole(_plan: Plan, root: Path) -> Problems:
    """值后面没有注释：井号和它后面的字不算在值里，写的人多半不知道。"""
    for file in text_files(root):
        text = file.text
        first = 1
        if file.path.endswith(".md"):
            front = split_front(text)
            text = ""
            if front:
                text = front[0]
            first = 2
        if _SUSPECT.search(text):
            yield from _trailing(TextFile(path=file.path, text=text), first)


def _trailing(file: TextFile, first: int) -> Problems:
    """值后面跟着注释的各行；first 是文字的第一行在文件里的行号。"""
    lines = file.text.split("\n")
    ends: dict[int, int] = {}
    for event in _events(file):
        if isinstance(event, yaml.ScalarEvent) and event.value:
            end: Any = event.end_mark  # 由 CSafeLoader 读的，一定有
            before = ends.get(end.line, 0)
            ends[end.line] = max(end.column, before)
    for number, column in sorted(ends.items()):
        after = lines[number][column:]
        if _AFTER.match(after):
            message = "值后面的 # 是注释，它和后面的字都不会显示"
            help = "是值的一部分，就把整个值加上引号；是说明，就移到上一行，以 # 开头"
            place = column + after.index("#") + 1
            yield Problem(file.path, number + first, place, message, help)


def _events(file: TextFile) -> list[yaml.Event]:
    """全部事件；写法有错的别处会报。"""
    try:
        return list(yaml.parse(file.text, Loader=yaml.CSafeLoader))
    except yaml.YAMLError:
        return []

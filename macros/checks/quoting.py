"""说是公文写着的话，引号里的字公文里要有：抄错一个字，读者就当方案真是那样写的。"""

import re
from collections.abc import Iterator
from pathlib import Path

from macros.checks.textfiles import TextFile, text_files
from macros.corpus import proof
from macros.corpus.plan import Plan
from macros.corpus.problem import Problem, Problems

# 公文自己，和更新记录：里面说的是网站上的字。
_SKIPPED = ("data/documents/", "data/units/", "CHANGELOG")
_SPOKEN = "方案|公文|原文|原表|推进表|解读|起草说明"
_VERBS = "写(?:的|着|道|作|成|到|明)?|作|说的?|要求的?|印(?:的|着)|原话|标题"
_QUOTED = re.compile(
    rf"(?:{_SPOKEN})[^。；，：！？“”\n]{{0,12}}?(?:{_VERBS})(?:就?是)?[：，]?“([^“”\n]+)”"
)
# 引的话中间省去的。
_GAP = re.compile("…+")


def quotes_as_printed(plan: Plan, root: Path) -> Problems:
    """“方案里写的是……”后面引号里的字，公文里一字不差。"""
    whole = "\n".join(_official(plan))
    for file in text_files(root):
        if file.path.startswith(_SKIPPED) or "“" not in file.text:
            continue
        for quoted in _QUOTED.finditer(file.text):
            if not _stands(quoted[1], whole):
                yield _misquoted(file, quoted)


def _official(plan: Plan) -> Iterator[str]:
    """公文的各段，照印的和补上缺字的。"""
    for passage in proof.printed_passages(plan):
        yield proof.normalized(passage.text)
    for id in plan.errata_of:
        if id in plan.rows:
            yield proof.normalized(proof.reading(plan, plan.rows[id]))


def _stands(words: str, whole: str) -> bool:
    """引的话公文里有没有；省去了一截的，各截都有就算。"""
    parts = map(proof.normalized, _GAP.split(words.rstrip("。，；、")))
    return all(part in whole for part in parts)


def _misquoted(file: TextFile, quoted: re.Match[str]) -> Problem:
    line, column = file.at(quoted.start(1))
    message = f"公文里没有“{quoted[1]}”这几个字"
    help = "照原文引；是自己的话，就去掉引号"
    return Problem(file.path, line, column, message, help)

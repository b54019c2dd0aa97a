"""YAML 读不成的地方：把 PyYAML 的英文和位置，变成一句中文和真正写错的那一行。

PyYAML 报在读不下去的地方，写错的常常在前面：括号没有收尾的，报在打开它的那一行。
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import yaml

from macros.corpus.problem import Problem, Verdict

_ALIGN = "- 开头的，和同一个列表里别的 - 对齐"
_KINDS = (
    (
        "mapping values are not allowed",
        "这里不该再有冒号",
        "检查上一行的缩进，值里有“: ”就整个加上引号",
    ),
    ("could not find expected ':'", "字段名后面缺冒号", "写成“字段: 值”；是上一行的，就接回去"),
    (
        "did not find expected key",
        "缩进对不上，或引号前后有多余的字",
        "和上一行的字段对齐，检查引号",
    ),
    ("did not find expected '-' indicator", "列表的缩进对不上", _ALIGN),
    ("found unexpected end of stream", "引号或括号没有配对", "补上后一半"),
    ("did not find expected ',' or", "方括号或花括号没有配对", "补上逗号或后一半括号"),
    ("cannot start any token", "这个字符不能用在值的开头", "把整个值加上双引号"),
    ("found unknown escape", "双引号里的反斜杠写法不认识", "改用单引号，或去掉反斜杠"),
)
# 括号里读不下去时 PyYAML 的话。
_BRACKETS = "expected ',' or"
_FIELD = re.compile(r"(?P<lead> *(?:- )?)[a-z_]+:(?P<value> +\S)?")
# 值的头一个字是 YAML 的记号：行首、“- ”“字段: ”后面的；括号里各项的。
_LEAD = r"^ *(?:- +)*(?:[a-z_]+: +)?"
_SIGNED = re.compile(rf"{_LEAD}(?P<sign>\*+|&|!+|%|@|`+|\?|>|\||[\[{{](?=.*[\]}}]))")
_BRACKETED = re.compile(rf"{_LEAD}[\[{{]")
_ITEM = re.compile(r"[\[{,] *(?:[a-z_]+: +)?(?P<sign>\*+|&|!+|%|@|`+)")
_DASH = re.compile(r" *- ")
_OPENERS = {"[": ("方括号", "]"), "{": ("花括号", "}")}


def syntax_problem(error: yaml.YAMLError, text: str, label: str, first_line: int) -> Problem:
    """一个读不成的错误，说成一处；first_line 是文字第一行在文件里的行号。"""
    lines = text.split("\n")
    mark = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None)
    said = str(getattr(error, "problem", ""))
    doing = str(getattr(error, "context", ""))
    if re.search("quoted scalar|simple key", doing):
        mark = context
    line, column = 0, 0
    if mark:
        line = mark.line
        column = mark.column
    if _BRACKETS in said and context and context.line < line:
        line = context.line
        column = context.column
        rest = lines[line][column:]
        message, help = _unclosed(rest)
    else:
        line, column, message, help = _told(said, _Stop(lines, line, column))
    return Problem(label, first_line + line, column + 1, f"YAML 写法有误{message}", help)


def _known(said: str) -> Verdict:
    """PyYAML 的一句英文说的是什么。"""
    for part, message, help in _KINDS:
        if part in said:
            return f"：{message}", help
    return "", "检查这一行和上一行的缩进、冒号后的空格、引号"


def _unclosed(rest: str) -> Verdict:
    """一行里打开了，读到下面的行还没有收尾的括号；rest 是从它起的半行。"""
    if " #" in rest:
        return "：# 后面是注释，收尾的括号也在里面", "把整个值加上引号，或删掉 # 和后面的字"
    name, closer = _OPENERS.get(rest[:1], ("括号", "后一半"))
    message = f"：{name}没有收尾"
    return message, f"在这一行该收尾的地方补上 {closer}"


# 真正写错的地方：第几行第几列，都从 0 数，错在哪、怎样改。
_Fault = tuple[int, int, str, str]


@dataclass(frozen=True, slots=True)
class _Stop:
    """读不下去的地方：各行，第几行第几列，都从 0 数。"""

    lines: Sequence[str]
    line: int
    column: int

    @property
    def above(self) -> str:
        """上一行；没有是空的。"""
        if self.line:
            return self.lines[self.line - 1]
        return ""

    @property
    def text(self) -> str:
        """这一行；到了末尾是空的。"""
        if self.line < len(self.lines):
            return self.lines[self.line]
        return ""

    @property
    def before(self) -> str:
        """这一行读过的。"""
        return self.text[: self.column]

    @property
    def rest(self) -> str:
        """这一行没有读的。"""
        return self.text[self.column :]


def _told(said: str, stop: _Stop) -> _Fault:
    """真正写错的一行一列，错在哪、怎样改。"""
    signed = _signed(stop)
    if signed:
        start = signed.start("sign")
        return stop.line, start, *_barred_sign(signed["sign"])
    fault = _listed(stop) or _shallow(stop)
    if fault:
        return fault
    if "expected '-'" in said and _deeper(stop.above, stop.column):
        return stop.line - 1, stop.above.index("-"), "：列表的缩进对不上", _ALIGN
    verdict = _slip(said, stop) or _known(said)
    return stop.line, stop.column, *verdict


def _signed(stop: _Stop) -> re.Match[str] | None:
    """读不下去的那一行，值的头一个字是 YAML 的记号；不是是 None。"""
    read = stop.before.rstrip()
    signed = _SIGNED.match(stop.text)
    if signed and signed["sign"] in _OPENERS and not read.endswith(("]", "}")):
        signed = None
    if _BRACKETED.match(stop.text):
        for item in _ITEM.finditer(stop.text):
            if item.start("sign") <= stop.column:
                signed = item
    if signed is None or signed.start("sign") > stop.column:
        return None
    return signed


def _listed(stop: _Stop) -> _Fault | None:
    """字段后面写了一句话，下面又列了几项：报在写话的那一行；不是是 None。"""
    field = _FIELD.match(stop.above)
    if field is None or not field["value"]:
        return None
    if ":" in stop.rest or not stop.rest.startswith("- "):
        return None
    deeper = stop.column - len(field["lead"])
    if not 0 <= deeper <= 2:
        return None
    message = "：冒号后面写了一句话，下面又列了几项"
    return stop.line - 1, field.end() - 1, message, "挪到下一行，也写成“- ”开头的一项"


def _shallow(stop: _Stop) -> _Fault | None:
    """列表的一项行首少了空格，读到下一行才读不下去：报在少了的那一行；不是是 None。"""
    dash = _DASH.match(stop.above)
    if dash is None or stop.line >= len(stop.lines):
        return None
    lead = stop.above.index("-")
    wanted = _indent(stop.text)
    if not stop.text.lstrip().startswith("- "):
        wanted += lead - dash.end()
    less = wanted - lead
    earlier = stop.lines[: stop.line - 1]
    if less <= 0 or not _has_place(earlier, wanted):
        return None
    return stop.line - 1, lead, f"：这一行行首少了 {less} 格", _ALIGN


def _indent(line: str) -> int:
    """行首空了几格。"""
    return len(line) - len(line.lstrip())


def _has_place(before: Sequence[str], indent: int) -> bool:
    """前面有缩进这么多格的一项，或者紧挨着的一行开了一个列表。"""
    written = [line for line in before if line.strip()]
    if not written:
        return False
    dash = f"{' ' * indent}- "
    opens = written[-1].rstrip().endswith(":")
    return opens or any(line.startswith(dash) for line in written)


def _deeper(above: str, column: int) -> bool:
    """上一行是列表的一项，它的字段比这一行的深：多缩进的是上一行。"""
    dash = _DASH.match(above)
    return dash is not None and dash.end() > column


def _barred_sign(sign: str) -> Verdict:
    """值不能以这个记号开头。"""
    help = "把整个值加上双引号"
    if sign.startswith("*"):
        help = f"这里不用 Markdown 记号，去掉 {sign}，或整个值加双引号"
    return f"：值不能以 {sign[0]} 开头", help


def _slip(said: str, stop: _Stop) -> Verdict | None:
    """看那一行认得出的笔误：错在哪、怎样改；认不出是 None。"""
    if _BRACKETS in said and stop.rest.startswith(("，", "、")):
        return "：隔开各项的逗号是全角的", "换成半角逗号加空格"
    if "end of stream" in said and stop.text.rstrip().endswith(("”", "＂")):
        return "：收尾的引号打成了全角的，引号没有收尾", '末尾的换成半角的 "'
    if "node content" in said and stop.rest.startswith(","):
        return "：多了一个逗号", "删掉它，或补上两个逗号中间的一项"
    return _indented(said, stop)


def _indented(said: str, stop: _Stop) -> Verdict | None:
    """行首的空格多了、少了：错在哪、怎样改；不是是 None。"""
    if stop.rest.startswith("- ") and not stop.before.strip():
        return "：列表的缩进对不上", _ALIGN
    if "expected '-'" in said and not stop.rest.startswith("-"):
        return "：这一行行首的空格少了", "和上一行的字段对齐"
    if "mapping values" in said:
        return _outdented(stop.above, stop.text)
    if "expected key" in said:
        return _less(stop.above, stop.text)
    return None


def _less(above: str, here: str) -> Verdict | None:
    """这一行的字段比上一行的少缩进了一两格：别处没有这样浅的。"""
    upper = _FIELD.match(above)
    lower = _FIELD.match(here)
    if upper is None or lower is None:
        return None
    less = len(upper["lead"]) - len(lower["lead"])
    if less <= 0 or here.lstrip().startswith("- "):
        return None
    return f"：这一行行首少了 {less} 格", "和上一行的字段对齐"


def _outdented(above: str, here: str) -> Verdict | None:
    """这一行比上一行的字段缩得深，而上一行已经有值。"""
    upper = _FIELD.match(above)
    lower = _FIELD.match(here)
    if upper is None or lower is None or not upper["value"]:
        return None
    more = len(lower["lead"]) - len(upper["lead"])
    if more <= 0:
        return None
    return f"：这一行行首多了 {more} 格", "和上一行的字段对齐"

"""传单的插图：读得成的 SVG，里面只有画，不跑代码，不向站外取东西。"""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from macros.checks.docfiles import ART, LARGEST
from macros.checks.textfiles import files_under
from macros.corpus.plan import Plan
from macros.corpus.problem import Problem, Problems

# 能跑代码、能带进别的网页的。
_BARRED = frozenset({"script", "foreignobject", "iframe", "embed", "object", "handler"})
_HREFS = frozenset({"href", "xlink:href", "src"})
# 样式里取的文件；# 开头的是图里自己的。
_FETCHED = re.compile(r"url\(\s*[\"']?(?!#)([^\"')\s]+)|@import\b", re.IGNORECASE)
_Wrong = tuple[int, int, str, str]


def drawings_safe(_plan: Plan, root: Path) -> Problems:
    """插图读得成，里面没有脚本，没有站外的图。"""
    for label in files_under(root, ART.rstrip("/")):
        path = root / label
        if not label.endswith(".svg") or path.stat().st_size > LARGEST:
            continue  # 太大的、改个名字的，docfiles 说
        data = path.read_bytes()
        if not data.startswith((b"<svg", b"<?xml")):
            continue
        for line, column, message, help in _Drawing().wrong(data):
            yield Problem(label, line, column, message, help)


class _Drawing:
    """一幅插图，照 XML 读一遍。"""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._element
        self._parser.CharacterDataHandler = self._text
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._found: list[_Wrong] = []
        self._root = ""

    def wrong(self, data: bytes) -> list[_Wrong]:
        """第几行、第几列、错在哪、怎样改；没有错是空的。"""
        try:
            self._parser.Parse(data, True)
        except expat.ExpatError as error:
            help = "从画图的软件里重新存一遍；像是没有传完，或者改坏了"
            return [(error.lineno, error.offset + 1, "插图读不成，从这里断了或写错了", help)]
        if self._root != "svg":
            return [(1, 1, "里面不是 SVG 图", "用画图的软件另存为 SVG")]
        return self._found

    def _add(self, message: str, help: str) -> None:
        line = self._parser.CurrentLineNumber
        column = self._parser.CurrentColumnNumber + 1
        self._found.append((line, column, message, help))

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        plain = name.rpartition(":")[2]
        self._root = self._root or plain
        if plain.lower() in _BARRED:
            self._add(f"插图里不能有 <{name}>", "删掉它，连同里面的；插图只放画")
        for attribute, value in attributes.items():
            for message, help in _refused(name, attribute.lower(), value):
                self._add(message, help)

    def _text(self, text: str) -> None:
        fetched = _FETCHED.search(text)
        if fetched:
            self._add(f"插图的样式里不能取别的文件：{fetched[0]}", "删掉它，颜色直接写在图里")

    def _doctype(self, *_: object) -> None:
        self._add("插图里不能有 <!DOCTYPE", "删掉这一行；浏览器不用它")


def _refused(name: str, attribute: str, value: str) -> Iterator[tuple[str, str]]:
    """一个属性错在哪、怎样改。"""
    if attribute.startswith("on"):
        yield f"插图里不能有 {attribute}=", "删掉它；插图不跑代码"
    elif attribute in _HREFS and not value.strip().startswith("#"):
        message = f"插图里的 <{name}> 指着图外面：{value[:40]}"
        yield message, "删掉它，或画进图里；取站外的图，会把读者的地址告诉别处"
    elif _FETCHED.search(value):
        yield f"插图的样式里不能取别的文件：{value[:40]}", "删掉它，颜色直接写在图里"

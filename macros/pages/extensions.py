"""Markdown 的扩展写出的 HTML，补成本站的样子：读屏软件念得出，没有脚本也能用。"""

import re
from itertools import takewhile
from typing import Any

from lxml import html as lxml_html

# 有没有这些扩展写出的东西；没有的页一个字不动。
_MADE = re.compile(r'class="(?:admonition|grid|tabbed-set|task-list|twemoji)[ "]|<details[ >]')

# 提示框里要特别留心的几种；别的种类样子一样，不另写：note、cards 这些名字在资料里另有意思。
_LOUD = frozenset({"warning", "danger", "failure", "bug", "caution", "attention", "error"})
# 任务列表的一项里，自己的话到这些为止。
_BLOCKS = frozenset({"ul", "ol", "p", "div", "details", "table", "pre"})


def finished(html: str) -> str:
    """一页正文的 HTML，补好了返回。"""
    if not _MADE.search(html):
        return html
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    if not _finish(root):
        return html
    whole: str = lxml_html.tostring(root, encoding="unicode")
    return whole.removeprefix("<div>").removesuffix("</div>")


def _finish(root: Any) -> bool:
    """各样都补好；一样也没有，返回 False。"""
    found = False
    for name, finish in _FINISHES.items():
        for node in root.xpath(f"//*[contains(concat(' ', @class, ' '), ' {name} ')]"):
            finish(node)
            found = True
    for node in root.iter("details"):
        if _written_in_markdown(node):
            node.set("class", "foldout details")
            found = True
    return found


def _written_in_markdown(details: Any) -> bool:
    """折叠是用 ??? 写的：没有类，或者只有种类的名字；写成 HTML 的有本站自己的类。"""
    return details.get("class", "note") in TYPES


def _admonition(box: Any) -> None:
    loud = _LOUD & set(box.get("class").split())
    box.set("class", "admonition loud" if loud else "admonition")


def _tabs(group: Any) -> None:
    """单选按钮放进它的标签；每一页开头写上名字，打印时、浏览器旧时看得见。"""
    labels, content = group.findall("div")
    labels.set("role", "radiogroup")
    labels.set("aria-label", "选一种看")
    for radio, label, page in zip(group.findall("input"), labels, content, strict=True):
        title = lxml_html.Element("p", {"class": "tabbed-title"})
        title.text = label.text_content()
        page.insert(0, title)
        radio.tail = label.text
        label.text = None
        label.insert(0, radio)


def _task(item: Any) -> None:
    """复选框和它的话放进一个 label，读屏软件念得出勾的是什么。"""
    box = item.find(".//input")
    line = box.getparent()
    words = list(takewhile(_is_inline, box.itersiblings()))
    label = lxml_html.Element("label")
    line.insert(line.index(box), label)
    label.append(box)
    label.extend(words)


def _is_inline(node: Any) -> bool:
    return node.tag not in _BLOCKS


def _icon(icon: Any) -> None:
    """图标只是装饰，旁边有字。"""
    for svg in icon.iter("svg"):
        svg.set("aria-hidden", "true")


def _grid(grid: Any) -> None:
    grid.set("class", "grid")


_FINISHES = {
    "admonition": _admonition,
    "tabbed-set": _tabs,
    "task-list-item": _task,
    "twemoji": _icon,
    "grid": _grid,
}
# Material 认得的各种提示框和折叠。
TYPES = _LOUD | {
    *("note", "abstract", "info", "tip", "success", "question", "example", "quote"),
}

"""正文里哪些是代码、宏，哪些是字：代码和宏换成一样长的别的字，行号、列号不变。"""

import re
from dataclasses import dataclass

# 不是给人念的：代码、标签、宏和属性、链接的地址。
NOT_READ = r"`[^`]*`|<[^>]*>|\{[^}]*\}|\]\([^)]*\)|https?://\S+"
# 宏换成的字：私用区的一个字，别处都不许有。
MACRO = "\ue000"
# 反斜杠转义过的记号换成的字：它本来就要照样印。
ESCAPED = "\ue001"

_FENCE = re.compile(r"^( *)(`{3,}|~{3,})[^`\n]*$.*?(?:^ *\2[`~]* *$|\Z)", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"(?<![`\\])(`+)(?!`)(.+?)(?<!`)\1(?!`)")
# 宏写在一行里；只有注释可以分几行。
_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#(?s:.*?)#\}")
_ESCAPE = re.compile(r"\\[\\`*_{}\[\]()>#+\-.!|~^]")
_NOT_NEWLINE = re.compile(r"[^\n]")


def without_code(text: str) -> str:
    """代码块、行内代码换成空格。"""
    text = _FENCE.sub(blanked, text)
    return _INLINE.sub(blanked, text)


@dataclass(frozen=True, slots=True)
class Misprint:
    """一种不该有的字：样子、说明、改法；说明里的 {} 是那几个字。"""

    pattern: re.Pattern[str]
    says: str
    help: str

    def told(self, words: str) -> str:
        """有了 words 这几个字，怎样说。"""
        return self.says.replace("{}", words)


def blanked(match: re.Match[str]) -> str:
    """换成一样长的空格，换行照旧：行号、列号不变。"""
    return _NOT_NEWLINE.sub(" ", match[0])


def without_macros(text: str) -> str:
    """宏和 Jinja 的其他写法换成一样长的 MACRO。"""
    return _JINJA.sub(lambda match: _NOT_NEWLINE.sub(MACRO, match[0]), text)


def without_escapes(text: str) -> str:
    """反斜杠转义过的记号换成一样长的 ESCAPED。"""
    return _ESCAPE.sub(ESCAPED * 2, text)

"""页面里简单的宏调用，直接调用，不必为每页编译一个模板。

手写页面几乎都是文字加几个 {{ fill("姓名") }}；编译一页要几毫秒，几十页就占了检查的一成时间。
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Template

Macros = Mapping[str, Callable[..., str]]

_VALUE = r'(?:"[^"\\{}\n]+"|[1-9][0-9]*)'
_CALL = re.compile(rf"(?<!{{){{{{ (\w+)\(((?:{_VALUE}(?:, {_VALUE})*)?)\) }}}}")
_ARGUMENT = re.compile(r'"([^"]+)"|([0-9]+)')
# Jinja 各种写法的开头。
_MARK = re.compile(r"\{[{%#]")


def is_simple(source: str, macros: Macros) -> bool:
    """除了参数是文字和数的宏调用，没有别的 Jinja 写法。"""
    if _MARK.search(_CALL.sub("", source)):
        return False
    return all(name in macros for name, _ in _CALL.findall(source))


@dataclass(frozen=True, slots=True)
class Simple:
    """一页简单的；出了错就编译一遍，让 Jinja 说出错在哪一行。"""

    source: str
    macros: Macros
    compiled: Callable[[], Template]

    def render(self, *_args: Any, **_values: Any) -> str:
        """展开以后的正文。"""
        try:
            return _CALL.sub(self._called, self.source.removesuffix("\n"))
        except Exception:  # noqa: BLE001  # 不论什么错，都照 Jinja 的说法报
            return self.compiled().render()

    def _called(self, call: re.Match[str]) -> str:
        arguments: list[str | int] = []
        for text, digits in _ARGUMENT.findall(call[2]):
            arguments.append(text or int(digits))
        return str(self.macros[call[1]](*arguments))

"""手写页面用的 Jinja 环境：只能调用宏，给的是写明的值。

不能有循环、判断、算式、过滤器：页面用不着，而一句 range 套 range、一个乘号，就能让构建停不下来。
"""

import functools
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, StrictUndefined, Template, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from macros.pages import calls

# 宏调用里能写的是写明的值。展开的工夫跟着页面的长短走，不会更多。
_ALLOWED = (nodes.Template, nodes.Output, nodes.Literal, nodes.Pair, nodes.Keyword, nodes.Neg)


class NotAllowed(Exception):
    """页面里写了调用宏以外的东西，在第 lineno 行；用了没有的名字，是 name。"""

    def __init__(self, lineno: int, name: str = "") -> None:
        self.lineno = lineno
        self.name = name
        super().__init__("页面里只能调用宏")


class _Page(Template):
    """页面只看得见宏，看不见网站的配置和其他变量。"""

    def render(self, *_args: Any, **_values: Any) -> str:
        return super().render()


@dataclass(frozen=True, slots=True)
class _Done:
    """检查时已经展开过的页。"""

    text: str

    def render(self, *_args: Any, **_values: Any) -> str:
        return self.text


class _Sandbox(ImmutableSandboxedEnvironment):
    template_class = _Page
    expanded: Mapping[str, str] = types.MappingProxyType({})
    macros: calls.Macros = types.MappingProxyType({})

    def from_string(self, source: Any, *args: Any, **values: Any) -> Any:
        if source in self.expanded:
            return _Done(self.expanded[source])
        compiled = functools.partial(super().from_string, source, *args, **values)
        if calls.is_simple(source, self.macros):
            return calls.Simple(source, self.macros, compiled)
        self._refuse(source)
        return compiled()

    def _refuse(self, source: str) -> None:
        """有调用宏以外的写法，抛 NotAllowed。"""
        waiting: list[nodes.Node] = [self.parse(source)]
        while waiting:
            node = waiting.pop()
            inside = list(node.iter_child_nodes())
            if _is_call(node):
                inside = inside[1:]
            elif not isinstance(node, _ALLOWED):
                raise NotAllowed(node.lineno, self._unknown(node))
            waiting += reversed(inside)

    def _unknown(self, node: nodes.Node) -> str:
        """里面用到的、没有的名字；没有这样的名字是空的。"""
        names = [node] if isinstance(node, nodes.Name) else node.find_all(nodes.Name)
        for name in names:
            if name.ctx == "load" and name.name not in self.globals:
                return name.name
        return ""


def _is_call(node: nodes.Node) -> bool:
    """一句名字加参数的调用；星号展开的不算。"""
    if not isinstance(node, nodes.Call) or node.dyn_args or node.dyn_kwargs:
        return False
    return isinstance(node.node, nodes.Name)


def sandbox(
    macros: Mapping[str, Callable[..., str]], expanded: Mapping[str, str] | None = None
) -> Environment:
    """页面用的 Jinja 环境：只能调用 macros，名字写错就报错，别的写法抛 NotAllowed。

    expanded 里有的页（正文 → 展开后的正文）直接用，不再展开。
    """
    environment = _Sandbox(undefined=StrictUndefined)
    environment.expanded = expanded or {}
    environment.macros = macros
    environment.globals = dict(macros)
    return environment

"""从程序的 import 画出各厢房的图，写进 ARCHITECTURE.md 两个标记之间。用法：python docs-dev/draw.py"""

import ast
import re
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs-dev/ARCHITECTURE.md"
START, END = "<!-- 图：由 docs-dev/draw.py 写出 -->", "<!-- 图完 -->"


def wing(path: Path) -> str:
    """一个文件在哪间厢房；直接放在 macros 下的，就是它自己。"""
    first = path.relative_to(ROOT / "macros").parts[0]
    return first.removesuffix(".py")


def imported(path: Path) -> set[str]:
    """一个文件 import 了哪几间。"""
    wings = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.ImportFrom) or node.level:
            continue
        package, _, inside = (node.module or "").partition(".")
        if package != "macros":
            continue
        names = [inside] if inside else [alias.name for alias in node.names]
        wings.update(name.partition(".")[0] for name in names)
    return wings


def arrows() -> dict[str, set[str]]:
    """每间取用哪几间。"""
    uses: dict[str, set[str]] = defaultdict(set)
    for path in sorted((ROOT / "macros").rglob("*.py")):
        name = wing(path)
        if name != "__init__":
            uses[name] |= imported(path) - {name}
    return uses


def sentence(name: str) -> str:
    """一间说自己管什么：它的说明，到第一个冒号、句号为止。"""
    path = ROOT / "macros" / name / "__init__.py"
    if not path.is_file():
        path = ROOT / "macros" / f"{name}.py"
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return re.split("[：。；，]", text, maxsplit=1)[0]


def drawing() -> str:
    """Mermaid 写的图：箭头从用的人指向被用的。传得到的不再画，图才看得清。"""
    uses = arrows()
    lines = ["```mermaid", "flowchart TD"]
    lines += [f'  {name}["{name}<br>{sentence(name)}"]' for name in sorted(uses)]
    for name in sorted(uses):
        near = uses[name] - reached(uses, uses[name])
        lines += [f"  {name} --> {other}" for other in sorted(near)]
    return "\n".join([*lines, "```"])


def reached(uses: dict[str, set[str]], names: set[str]) -> set[str]:
    """从 names 各间再走一步以上走得到的。"""
    seen: set[str] = set()
    waiting = [other for name in names for other in uses.get(name, ())]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += uses.get(name, ())
    return seen


def page(text: str) -> str:
    """text 里两个标记之间换成现在的图。"""
    before, rest = text.split(START, 1)
    after = rest.split(END, 1)[1]
    return f"{before}{START}\n{drawing()}\n{END}{after}"


def main() -> int:
    """写回去；已经一样就什么也不写。"""
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(page(text), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

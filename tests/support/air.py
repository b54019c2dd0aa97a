"""程序好不好读，用数说话：一行多密、一句多长、一个函数多大。超过的列出来，退出码 1。

用法：python tests/support/air.py [文件夹或文件 …]，不写就是 macros。make lint 里有它。
密度按语法节点算，不按字符；各个文件先由 ruff 排成能写一行就写一行的样子再数，
不然在末尾添一个逗号，一句就拆成每个参数一行：折行不会让它变小，拆成几句才会。
"""

import ast
import io
import subprocess
import sys
import tempfile
import tokenize
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
JOINED = "format.skip-magic-trailing-comma=true"
NODES_A_LINE = 9
STATEMENT_P90 = 20
COMPREHENSIONS = 3  # 每百行
CONDITIONALS = 2  # 每百行
MODULE_LINES = 350
FUNCTION_LINES = 40
COMPLEXITY = 10

COMPREHENSION = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)
BRANCH = (
    ast.If,
    ast.For,
    ast.While,
    ast.ExceptHandler,
    ast.IfExp,
    ast.Assert,
    ast.comprehension,
    ast.match_case,
)
QUIET = (
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """一个或几个文件合起来的数。"""

    lines: int
    nodes: int
    comprehensions: int
    conditionals: int
    statements: tuple[int, ...]

    def problems(self) -> Iterator[str]:
        """超过的各项。"""
        figures = (
            ("每行语法节点", self.nodes / self.lines, NODES_A_LINE),
            ("一句的节点，九成以下", p90(self.statements), STATEMENT_P90),
            ("每百行推导式", 100 * self.comprehensions / self.lines, COMPREHENSIONS),
            ("每百行条件表达式", 100 * self.conditionals / self.lines, CONDITIONALS),
        )
        for name, value, most in figures:
            if value > most:
                yield f"{name} {value:.2f}，最多 {most}"

    def __str__(self) -> str:
        return (
            f"{self.lines} 行，每行 {self.nodes / self.lines:.2f} 个节点，"
            f"一句 p90 {p90(self.statements)}，"
            f"每百行推导式 {100 * self.comprehensions / self.lines:.2f}、"
            f"条件表达式 {100 * self.conditionals / self.lines:.2f}"
        )


def p90(sizes: tuple[int, ...]) -> int:
    """从小到大排，第九成的那一个。"""
    ordered = sorted(sizes)
    return ordered[int(0.9 * len(ordered))] if ordered else 0


def figures(source: str) -> Figures:
    """一个文件的数。"""
    tree = ast.parse(source)
    nodes = list(ast.walk(tree))
    return Figures(
        lines=max(1, len(code_lines(source, tree))),
        nodes=len(nodes),
        comprehensions=sum(isinstance(node, COMPREHENSION) for node in nodes),
        conditionals=sum(isinstance(node, ast.IfExp) for node in nodes),
        statements=tuple(size(node) for node in nodes if is_simple(node)),
    )


def unwrapped(sources: list[str]) -> list[str]:
    """各个文件照仓库的格式排过，末尾的逗号不算数：不是非折不可的都写在一行。"""
    with tempfile.TemporaryDirectory() as folder:
        copies = [Path(folder, f"{number}.py") for number in range(len(sources))]
        for copy, source in zip(copies, sources, strict=True):
            copy.write_text(source, encoding="utf-8")
        settings = ("--config", ROOT / "pyproject.toml", "--config", JOINED, "--no-cache")
        ruff = [sys.executable, "-m", "ruff", "format", "--quiet", *settings, folder]
        subprocess.run(ruff, check=True)
        return [copy.read_text(encoding="utf-8") for copy in copies]


def together(parts: list[Figures]) -> Figures:
    """几个文件合起来。"""
    return Figures(
        lines=sum(part.lines for part in parts),
        nodes=sum(part.nodes for part in parts),
        comprehensions=sum(part.comprehensions for part in parts),
        conditionals=sum(part.conditionals for part in parts),
        statements=tuple(size for part in parts for size in part.statements),
    )


def code_lines(source: str, tree: ast.Module) -> set[int]:
    """有代码的行：空行、注释、文档字符串不算。"""
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in QUIET:
            lines.update(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(tree):
        if (
            isinstance(node, (ast.Module, ast.ClassDef, *FUNCTION))
            and ast.get_docstring(node) is not None
        ):
            text = node.body[0]
            lines.difference_update(range(text.lineno, (text.end_lineno or text.lineno) + 1))
    return lines


def size(node: ast.AST) -> int:
    """一棵语法树有几个节点。"""
    return sum(1 for _ in ast.walk(node))


def is_simple(node: ast.AST) -> bool:
    """一句，里面没有别的句子。"""
    return isinstance(node, ast.stmt) and not hasattr(node, "body")


def complexity(function: ast.AST) -> int:
    """分几条路：和 McCabe 一样数，推导式、条件表达式、and 和 or 也算。"""
    paths = 1
    for node in ast.walk(function):
        paths += isinstance(node, BRANCH)
        if isinstance(node, ast.BoolOp):
            paths += len(node.values) - 1
        if isinstance(node, ast.comprehension):
            paths += len(node.ifs)
    return paths


def shapes(path: Path, source: str) -> Iterator[str]:
    """一个文件里太长、太绕的。"""
    tree = ast.parse(source)
    if (lines := source.count("\n")) > MODULE_LINES:
        yield f"{path}:1: 文件 {lines} 行，最多 {MODULE_LINES}"
    for node in ast.walk(tree):
        if isinstance(node, FUNCTION):
            yield from function_shape(path, node)
        if isinstance(node, COMPREHENSION) and crowded(node):
            yield f"{path}:{node.lineno}: 推导式里套着两个条件的推导式，写成循环"
        if is_place_of_place(node):
            yield f"{path}:{node.lineno}: 不写 .at.at("


def function_shape(path: Path, node: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[str]:
    """一个函数的长短和绕不绕。"""
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    if lines > FUNCTION_LINES:
        yield f"{path}:{node.lineno}: {node.name} {lines} 行，最多 {FUNCTION_LINES}"
    if (paths := complexity(node)) > COMPLEXITY:
        yield f"{path}:{node.lineno}: {node.name} 分 {paths} 条路，最多 {COMPLEXITY}"


def crowded(node: ast.AST) -> bool:
    """里面还套着一个有两个条件的推导式。"""
    inner = [
        other for other in ast.walk(node) if isinstance(other, COMPREHENSION) and other is not node
    ]
    return any(sum(len(part.ifs) for part in other.generators) > 1 for other in inner)


def is_place_of_place(node: ast.AST) -> bool:
    """row.at.at("字段")。"""
    return (
        isinstance(node, ast.Attribute)
        and node.attr == "at"
        and isinstance(node.value, ast.Attribute)
        and node.value.attr == "at"
    )


def twice(paths: list[Path]) -> Iterator[str]:
    """一个公开的名字在两个文件里各有一个意思：搜起来会找错。"""
    where: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        for name in public_names(ast.parse(path.read_text(encoding="utf-8"))):
            where[name].append(str(path))
    for name, places in sorted(where.items()):
        if len(places) > 1:
            yield f"{name} 在几处各有一个意思：{'、'.join(places)}"


def public_names(tree: ast.Module) -> Iterator[str]:
    """文件里公开的函数、类、常数。"""
    for node in tree.body:
        if isinstance(node, (ast.ClassDef, *FUNCTION)):
            names = [node.name]
        elif isinstance(node, ast.Assign):
            names = [target.id for target in node.targets if isinstance(target, ast.Name)]
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names = [node.target.id]
        else:
            names = []
        yield from (name for name in names if not name.startswith("_") and len(name) > 1)


def main(arguments: list[str]) -> int:
    """印出各个文件和合起来的数，再印超过的。"""
    roots = [Path(argument) for argument in arguments or ["macros"]]
    paths = [
        path for root in roots for path in (sorted(root.rglob("*.py")) if root.is_dir() else [root])
    ]
    sources = [path.read_text(encoding="utf-8") for path in paths]
    parts = [figures(source) for source in unwrapped(sources)]
    problems = []
    for path, source, part in zip(paths, sources, parts, strict=True):
        problems += shapes(path, source)
        if arguments:
            print(f"{path}：{part}")
    whole = together(parts)
    problems += [f"合起来：{problem}" for problem in whole.problems()]
    problems += twice(paths)
    print(f"合起来：{whole}")
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

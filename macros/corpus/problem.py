"""检查出的一处错误，和它印出来的样子。"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """一处错误：在哪个文件的第几行第几列（从 1 数），错在哪，怎么改。"""

    path: str
    line: int
    column: int
    message: str
    help: str

    @property
    def row(self) -> tuple[str, int]:
        """在哪个文件的第几行。"""
        return self.path, self.line

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}:{self.column}"
        return f"{place}: {self.message}（{self.help}）"


Problems = Iterator[Problem]
# 还不知道报在哪里的一处错：错在哪，怎么改。
Verdict = tuple[str, str]


def problem_lines(problems: Sequence[Problem]) -> list[str]:
    """要打印的各行：每处错误一行，最后是总数；在 GitHub Actions 里另加一份标注。"""
    if not problems:
        return []
    lines = [str(problem) for problem in problems]
    if os.environ.get("GITHUB_ACTIONS") == "true" and os.environ.get("CI") == "true":
        lines.extend(map(annotation, problems))
    lines.append(f"共 {len(problems)} 处错误。")
    return lines


def annotation(problem: Problem) -> str:
    """GitHub Actions 的错误标注，显示在改动的那一行旁边。"""
    path = _escaped(problem.path).replace(":", "%3A").replace(",", "%2C")
    message = _escaped(f"{problem.message}（{problem.help}）")
    place = f"file={path},line={problem.line},col={problem.column}"
    return f"::error {place}::{message}"


def _escaped(text: str) -> str:
    for character, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A")):
        text = text.replace(character, code)
    return text
